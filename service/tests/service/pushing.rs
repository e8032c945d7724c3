use domain::plan::{Plan, PlanEdit};
use domain::sync::{Batch, Document, LARGEST_BATCH, Rejection};
use domain::views::Failure;
use domain::wire::{AnyBatch, AnyEntries, CaughtUp, Push, decode};
use service::Actor;

use super::house::{
    House, batch, document, note, person, plan_entries, remove_stage, retitle, versions,
};

#[tokio::test]
async fn a_push_is_in_the_log_with_its_author_and_the_servers_time() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let batch = batch(6, vec![retitle("Back end", "Back ends")]);
    let push = Push {
        document: id,
        batch: AnyBatch::Plan(batch.clone()),
    };
    let pushed = house.service.push(&actor, push).await.expect("taken");
    assert_eq!(pushed.batch, batch.id);
    let [entry] = plan_entries(&pushed) else {
        panic!("one entry: {pushed:?}");
    };
    assert_eq!((entry.version, entry.author), (7, person(1)));
    assert_eq!(
        (entry.at, entry.batch, entry.index),
        (super::house::NOON, batch.id, 0)
    );
    assert_eq!(house.open_plan(&actor, id).await.1.title, "Back ends");
}

#[tokio::test]
async fn pushing_a_batch_again_changes_nothing_and_is_answered_alike() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let gone = domain::id::StageId::from_bytes([9; 16]);
    let edits = vec![remove_stage(gone), retitle("Back end", "Back ends")];
    let push = Push {
        document: id,
        batch: AnyBatch::Plan(batch(6, edits)),
    };
    let first = house
        .service
        .push(&actor, push.clone())
        .await
        .expect("taken");
    assert_eq!(first.refused.len(), 1);
    assert_eq!(first.refused[0].index, 0);
    assert_eq!(first.refused[0].reason, Rejection::Gone);
    let again = house.service.push(&actor, push.clone()).await;
    assert_eq!(again, Ok(first.clone()));
    // Also after a restart, when nothing of it is in memory.
    let house = house.crash().await;
    let actor = house.member(1).await;
    assert_eq!(house.service.push(&actor, push).await, Ok(first));
    assert_eq!(house.open_plan(&actor, id).await.0, 7);
}

#[tokio::test]
async fn the_same_batch_twice_at_the_same_time_is_taken_once() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let push = Push {
        document: id,
        batch: AnyBatch::Plan(batch(6, vec![retitle("Back end", "Back ends")])),
    };
    let asked = (0..8).map(|_| house.service.push(&actor, push.clone()));
    let answers = futures::future::join_all(asked).await;
    for answer in &answers {
        let pushed = answer.as_ref().expect("taken");
        assert_eq!(versions(plan_entries(pushed)), [7]);
    }
    assert_eq!(house.open_plan(&actor, id).await.0, 7);
}

#[tokio::test]
async fn edits_to_one_text_by_two_people_merge() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let (one, two) = (house.member(1).await, house.member(2).await);
    let (first, second) = tokio::join!(
        house.push_plan(&one, id, 6, vec![retitle("Back end", "The back end")]),
        house.push_plan(&two, id, 6, vec![retitle("Back end", "Back end, 2026")]),
    );
    let (first, second) = (first.expect("taken"), second.expect("taken"));
    let (_, plan) = house.open_plan(&one, id).await;
    assert_eq!(plan.title, "The back end, 2026");
    // Whoever came second has been sent what came first, and both fold alike.
    let longer = [&first, &second]
        .into_iter()
        .max_by_key(|pushed| plan_entries(pushed).len());
    let longer = plan_entries(longer.expect("there are two"));
    assert_eq!(versions(longer), [7, 8]);
}

#[tokio::test]
async fn a_batch_that_is_refused_whole_is_remembered() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let (_, plan) = house.open_plan(&actor, id).await;
    let begin = PlanEdit::Begin(plan.basis.expect("begun"));
    let push = Push {
        document: id,
        batch: AnyBatch::Plan(batch(6, vec![begin])),
    };
    let first = house
        .service
        .push(&actor, push.clone())
        .await
        .expect("answered");
    assert!(plan_entries(&first).is_empty());
    assert!(matches!(first.refused[0].reason, Rejection::NotAllowed(_)));
    assert_eq!(house.service.push(&actor, push).await, Ok(first));
}

/// Pushes a batch as one made on a version.
async fn push_as(
    house: &House,
    actor: &Actor,
    base: u64,
    batch: &Batch<PlanEdit>,
) -> (Vec<u64>, usize) {
    let batch = AnyBatch::Plan(Batch {
        base,
        ..batch.clone()
    });
    let document = document(1);
    let pushed = house.service.push(actor, Push { document, batch }).await;
    let pushed = pushed.expect("answered");
    (versions(plan_entries(&pushed)), pushed.refused.len())
}

#[tokio::test]
async fn a_room_that_knows_by_itself_what_is_new_takes_nothing_twice() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let (_, plan) = house.open_plan(&actor, id).await;
    let earlier = batch(6, vec![retitle("Back end", "BACK END")]);
    let taken = batch(7, vec![retitle("Back end", "BACK END")]);
    let refused = batch(7, vec![PlanEdit::Begin(plan.basis.expect("begun"))]);
    assert_eq!(push_as(&house, &actor, 6, &earlier).await, (vec![7], 0));
    // What is made on an edit that the room saw being made is known to be new.
    assert_eq!(push_as(&house, &actor, 7, &refused).await, (vec![], 1));
    assert_eq!(push_as(&house, &actor, 7, &taken).await, (vec![8], 0));

    let again = async |house: &House, newest: u64| {
        let actor = house.member(1).await;
        let after = |base| (base + 1..=newest).collect::<Vec<_>>();
        // Also by a client that has caught up meanwhile.
        for base in 7..=newest {
            for _ in 0..2 {
                let answer = push_as(house, &actor, base, &taken).await;
                assert_eq!(answer, (after(base), 0));
                let answer = push_as(house, &actor, base, &refused).await;
                assert_eq!(answer, (after(base), 1));
            }
        }
        assert_eq!(house.open_plan(&actor, id).await.0, newest);
    };
    again(&house, 8).await;
    // The same in a room that was read anew, and has then seen more being made.
    let house = house.crash().await;
    again(&house, 8).await;
    let actor = house.member(1).await;
    let last = batch(8, vec![retitle("Back end", "BACK END")]);
    assert_eq!(push_as(&house, &actor, 8, &last).await, (vec![9], 0));
    again(&house, 9).await;
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let stage = house.open_plan(&actor, id).await.1.stages_in_order()[0];
    let many = vec![remove_stage(stage); LARGEST_BATCH + 1];
    let oversized = house.push_plan(&actor, id, 6, many).await;
    assert!(
        matches!(oversized, Err(Failure::Invalid(_))),
        "{oversized:?}"
    );

    let ahead = house
        .push_plan(&actor, id, 7, vec![remove_stage(stage)])
        .await;
    assert!(matches!(ahead, Err(Failure::Invalid(_))), "{ahead:?}");
    let ahead = house
        .push_plan(&actor, id, u64::MAX, vec![remove_stage(stage)])
        .await;
    assert!(matches!(ahead, Err(Failure::Invalid(_))), "{ahead:?}");
    let ahead = house.service.catch_up(&actor, id, 7, false).await;
    assert!(matches!(ahead, Err(Failure::Invalid(_))), "{ahead:?}");

    let wrong_kind = house
        .push_scorecard(&actor, id, 0, vec![note("", "x")])
        .await;
    assert_eq!(wrong_kind, Err(Failure::NotFound));
    let nowhere = house.push_plan(&actor, document(8), 0, Vec::new()).await;
    assert_eq!(nowhere, Err(Failure::NotFound));
    assert_eq!(house.open_plan(&actor, id).await.0, 6);
}

#[tokio::test]
async fn catching_up_brings_entries_or_a_snapshot_where_that_is_shorter() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let mut title = "Back end".to_owned();
    let mut version = 6;
    // In batches, some of them across the versions at which snapshots are kept.
    for _ in 0..6 {
        let mut edits = Vec::new();
        for _ in 0..100 {
            let next = if title.len() > 20 {
                "B".into()
            } else {
                format!("{title}x")
            };
            edits.push(retitle(&title, &next));
            title = next;
        }
        house
            .push_plan(&actor, id, version, edits)
            .await
            .expect("taken");
        version += 100;
    }
    let near = house.service.catch_up(&actor, id, 200, false).await;
    let Ok(CaughtUp::Entries(AnyEntries::Plan(near))) = near else {
        panic!("entries: {near:?}");
    };
    assert_eq!(versions(&near), (201..=606).collect::<Vec<_>>());

    let far = house.service.catch_up(&actor, id, 0, false).await;
    let Ok(CaughtUp::Snapshot(606, body)) = far else {
        panic!("a snapshot: {far:?}");
    };
    let snapshot: Plan = decode(&body).expect("readable");
    assert_eq!(snapshot.title, title);

    // Whoever still has edits to send gets every entry, after a restart as well.
    let house = house.crash().await;
    let actor = house.member(1).await;
    let all = house.service.catch_up(&actor, id, 0, true).await;
    let Ok(CaughtUp::Entries(AnyEntries::Plan(all))) = all else {
        panic!("entries: {all:?}");
    };
    let mut fold = Plan::default();
    for entry in &all {
        fold.apply(&entry.edit).expect("the log applies");
    }
    assert_eq!(versions(&all), (1..=606).collect::<Vec<_>>());
    assert_eq!(fold, snapshot);
}
