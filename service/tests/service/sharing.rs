use std::collections::BTreeMap;

use domain::id::CommentId;
use domain::plan::{Comment, PlanEdit};
use domain::sharing::{Right, Sharing};
use domain::sync::Rejection;
use domain::views::Failure;
use domain::wire::{AnyBatch, Push};

use super::house::{House, batch, document, person, plan_entries, retitle};

fn comment(number: u8) -> CommentId {
    CommentId::from_bytes([number; 16])
}

#[tokio::test]
async fn a_plan_shared_to_read_is_changed_by_its_owner_and_nobody_else() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 2).await;
    let (owner, reader) = (house.member(0).await, house.member(1).await);
    let shared = house
        .service
        .share(&owner, id, Right::View, BTreeMap::new());
    shared.await.expect("shared");

    let (version, _) = house.open_plan(&reader, id).await;
    let edits = vec![retitle("Back end", "Mine")];
    let refused = house.push_plan(&reader, id, version, edits.clone()).await;
    let refused = refused.expect("answered").refused;
    assert!(matches!(refused[0].reason, Rejection::NotAllowed(_)));
    for failure in [
        house.service.plan_to_edit(&reader, id).await.err(),
        house.service.restore_plan(&reader, id, 1).await.err(),
        house
            .service
            .name_version(&reader, id, 1, "Mine")
            .await
            .err(),
        house
            .service
            .comment_on(&reader, id, comment(1), None, "Why?")
            .await
            .err(),
    ] {
        assert!(
            matches!(failure, Some(Failure::NotAllowed(_))),
            "{failure:?}"
        );
    }
    let pushed = house.push_plan(&owner, id, version, edits).await;
    assert_eq!(plan_entries(&pushed.expect("answered")).len(), 1);
}

#[tokio::test]
async fn what_is_said_of_a_right_counts_from_the_next_push_on_in_every_process() {
    for house in [Some(House::new().await), House::on_postgres().await] {
        let Some(house) = house else { continue };
        let (id, _) = house.plan(1, 0).await;
        let (owner, other) = (house.member(0).await, house.member(1).await);
        let elsewhere = house.another().await;
        let mut version = 6;
        // Both rooms keep what the first push was judged by.
        for right in [Right::Edit, Right::View, Right::Edit, Right::Comment] {
            let shared = house.service.share(&owner, id, right, BTreeMap::new());
            shared.await.expect("shared");
            for service in [&elsewhere, &house.service, &elsewhere] {
                let edits = vec![retitle("Back end", "BACK END")];
                let batch = AnyBatch::Plan(batch(version, edits));
                let push = Push {
                    document: id,
                    batch,
                };
                // On SQLite a room learns from this base that another process has written.
                let pushed = service.push(&other, push).await.expect("answered");
                let taken = right == Right::Edit;
                assert_eq!(pushed.refused.len(), usize::from(!taken), "{right:?}");
                assert_eq!(plan_entries(&pushed).len(), usize::from(taken), "{right:?}");
                version += u64::from(taken);
            }
        }
    }
}

#[tokio::test]
async fn whoever_may_comment_says_what_they_think_and_changes_nothing_else() {
    let house = House::new().await;
    let (id, items) = house.plan(1, 2).await;
    let (owner, critic) = (house.member(0).await, house.member(1).await);
    let apart = BTreeMap::from([(person(1), Right::Comment)]);
    let shared = house.service.share(&owner, id, Right::View, apart);
    shared.await.expect("shared");

    // Sent again, as a form is by whoever goes back to it, it is said once.
    for _ in 0..2 {
        let said = house
            .service
            .comment_on(&critic, id, comment(1), Some(items[0]), " Too hard? ");
        said.await.expect("said");
    }
    let read = house.service.shared_plan(&critic, id).await.expect("read");
    assert_eq!((read.right, read.is_up_to_them), (Right::Comment, false));
    assert_eq!(read.plan.comments.len(), 1);
    let (kept, said) = read.plan.comments.iter().next().expect("one");
    let Comment {
        about, by, text, ..
    } = said;
    assert_eq!(
        (*about, *by, text.as_str()),
        (Some(items[0]), person(1), "Too hard?")
    );

    let resolved = house.service.resolve_comment(&critic, id, *kept, true);
    resolved.await.expect("resolved");
    let (version, plan) = house.open_plan(&critic, id).await;
    assert!(plan.comments[kept].resolved);
    let remove = PlanEdit::RemoveItem { item: items[0] };
    let pushed = house.push_plan(&critic, id, version, vec![remove]).await;
    assert_eq!(pushed.expect("answered").refused.len(), 1);
    let empty = house
        .service
        .comment_on(&critic, id, comment(2), None, "  ")
        .await;
    assert!(matches!(empty, Err(Failure::Invalid(_))), "{empty:?}");
}

#[tokio::test]
async fn rights_are_given_by_the_owner_and_by_leads_to_people_of_the_team() {
    let house = House::new().await;
    let owner = house.member(1).await;
    let id = document(5);
    let made = house
        .service
        .new_plan(&owner, id, "back-end-developer", "Plan");
    made.await.expect("made");
    let (lead, other) = (house.member(0).await, house.member(2).await);

    let nothing = BTreeMap::new();
    let refused = house
        .service
        .share(&other, id, Right::View, nothing.clone())
        .await;
    assert!(
        matches!(refused, Err(Failure::NotAllowed(_))),
        "{refused:?}"
    );
    let unseen = house.stranger().await;
    for failure in [
        house
            .service
            .share(&unseen, id, Right::View, nothing)
            .await
            .err(),
        house.service.shared_plan(&unseen, id).await.err(),
        house
            .service
            .comment_on(&unseen, id, comment(3), None, "Hm")
            .await
            .err(),
        house.service.right_on(&unseen, id).await.err(),
    ] {
        assert_eq!(failure, Some(Failure::NotFound));
    }
    let foreign = BTreeMap::from([(unseen.person(), Right::Edit)]);
    let refused = house.service.share(&lead, id, Right::View, foreign).await;
    assert!(matches!(refused, Err(Failure::Invalid(_))), "{refused:?}");

    // The owner's own right cannot be taken, and what says nothing is not kept.
    let apart = BTreeMap::from([
        (person(1), Right::View),
        (person(2), Right::Edit),
        (person(3), Right::View),
    ]);
    let shared = house.service.share(&lead, id, Right::View, apart).await;
    shared.expect("shared");
    let read = house.service.shared_plan(&owner, id).await.expect("read");
    assert_eq!((read.right, read.is_up_to_them), (Right::Edit, true));
    assert_eq!(
        read.sharing.apart,
        BTreeMap::from([(person(2), Right::Edit)])
    );
    for (place, right) in [
        (0, Right::View),
        (1, Right::Edit),
        (2, Right::Edit),
        (3, Right::View),
    ] {
        let member = house.member(place).await;
        assert_eq!(
            house.service.right_on(&member, id).await,
            Ok(right),
            "{place}"
        );
    }
}

/// Whoever copies a plan does not open to the whole team what was theirs to read only.
#[tokio::test]
async fn a_copy_is_shared_as_its_original_and_is_whoevers_made_it() {
    let house = House::new().await;
    let (original, _) = house.plan(1, 2).await;
    let (owner, editor) = (house.member(0).await, house.member(1).await);
    let apart = BTreeMap::from([(person(1), Right::Edit), (person(2), Right::Comment)]);
    let shared = house.service.share(&owner, original, Right::View, apart);
    shared.await.expect("shared");

    let copy = |id, of| {
        let (service, editor) = (&house.service, &editor);
        async move {
            let made = service.new_copy(editor, document(id), "back-end-developer", "Copy", of);
            made.await.expect("made");
            let read = service.shared_plan(editor, document(id)).await;
            read.expect("read").sharing
        }
    };
    let of_original = copy(5, original).await;
    assert_eq!(of_original.owner, person(1));
    for (place, right) in [
        (0, Right::Edit),
        (1, Right::Edit),
        (2, Right::Comment),
        (3, Right::View),
    ] {
        let member = house.member(place).await;
        let may = house.service.right_on(&member, document(5)).await;
        assert_eq!(may, Ok(right), "{place}");
    }
    let audit = house.store.audit_of(document(5)).await.expect("readable");
    let done: Vec<_> = audit.iter().map(|row| row.row.action.as_str()).collect();
    assert_eq!(done, ["plan-made", "plan-shared"]);

    // Made again, as where the answer was lost, it stays as it was made.
    let nothing = BTreeMap::new();
    let wider = house.service.share(&owner, original, Right::Edit, nothing);
    wider.await.expect("shared");
    assert_eq!(copy(5, original).await, of_original);
    // Of a plan that only a device has nothing was said.
    let unsaid = Sharing::of(person(1));
    assert_eq!(copy(6, document(99)).await, unsaid);
    assert_eq!(copy(7, original).await, unsaid);
}
