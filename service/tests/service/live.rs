use bytes::Bytes;
use domain::id::{DocumentId, ItemId, PersonId};
use domain::panel::PanelEdit;
use domain::wire::{AnyEntries, ToBrowser, Where, decode};
use service::Subscription;

use super::house::{House, person, plan_entries, retitle, versions};

async fn next(subscription: &mut Subscription) -> ToBrowser {
    let frame: Bytes = subscription.next().await.expect("it may be watched");
    decode(&frame).expect("readable")
}

/// The next frame that is about the document's log.
async fn next_entries(subscription: &mut Subscription) -> ToBrowser {
    loop {
        match next(subscription).await {
            ToBrowser::Present(..) => {}
            other => return other,
        }
    }
}

/// Who is there, once it is these.
async fn present(subscription: &mut Subscription, people: &[PersonId]) -> Vec<Where> {
    loop {
        if let ToBrowser::Present(_, present) = next(subscription).await {
            let there: Vec<PersonId> = present.iter().map(|one| one.person).collect();
            if there == people {
                return present.iter().map(|one| one.at).collect();
            }
        }
    }
}

fn plan_versions(frame: &ToBrowser, document: DocumentId) -> Vec<u64> {
    match frame {
        ToBrowser::Entries(of, AnyEntries::Plan(entries)) if *of == document => versions(entries),
        other => panic!("entries of the plan: {other:?}"),
    }
}

#[tokio::test]
async fn a_watcher_is_sent_what_is_missing_and_then_what_comes() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let (watching, editing) = (house.member(1).await, house.member(2).await);
    let mut subscription = house
        .service
        .watch(&watching, id, 4)
        .await
        .expect("watched");
    let first = next_entries(&mut subscription).await;
    assert_eq!(plan_versions(&first, id), [5, 6]);
    // Edits, each when the one before has been seen: nothing is sent twice.
    let mut title = "Back end".to_owned();
    for version in 7..10 {
        let next_title = format!("{title}x");
        let edits = vec![retitle(&title, &next_title)];
        house
            .push_plan(&editing, id, version - 1, edits)
            .await
            .expect("taken");
        title = next_title;
        let frame = next_entries(&mut subscription).await;
        assert_eq!(plan_versions(&frame, id), [version]);
    }
}

#[tokio::test]
async fn edits_in_quick_succession_come_together_and_none_is_missing() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let mut subscription = house.service.watch(&actor, id, 6).await.expect("watched");
    let pushes =
        (0..50).map(|_| house.push_plan(&actor, id, 6, vec![retitle("Back end", "Back endx")]));
    for pushed in futures::future::join_all(pushes).await {
        pushed.expect("taken");
    }
    let mut seen = Vec::new();
    let mut frames = 0;
    while seen.len() < 50 {
        seen.extend(plan_versions(&next_entries(&mut subscription).await, id));
        frames += 1;
    }
    assert_eq!(seen, (7..=56).collect::<Vec<_>>());
    assert!(frames < 50, "{frames} frames for 50 edits");
}

#[tokio::test]
async fn a_watcher_far_behind_is_told_so() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let mut edits = Vec::new();
    for _ in 0..300 {
        edits.push(retitle("Back end", "Front end"));
        edits.push(retitle("Front end", "Back end"));
    }
    house.push_plan(&actor, id, 6, edits).await.expect("taken");
    let mut subscription = house.service.watch(&actor, id, 6).await.expect("watched");
    let told = next_entries(&mut subscription).await;
    assert_eq!(told, ToBrowser::Behind(id, 606));
    // From there it goes on.
    let edits = vec![retitle("Back end", "On")];
    house
        .push_plan(&actor, id, 606, edits)
        .await
        .expect("taken");
    assert_eq!(
        plan_versions(&next_entries(&mut subscription).await, id),
        [607]
    );
}

#[tokio::test]
async fn a_watcher_that_fetches_nothing_is_not_queued_for() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let mut slow = house.service.watch(&actor, id, 6).await.expect("watched");
    let mut quick = house.service.watch(&actor, id, 6).await.expect("watched");
    let mut title = "Back end".to_owned();
    // Each seen by the quick one before the next is made, so that none of the
    // frames are sent together.
    for version in 7..=80 {
        let next_title = if title.len() > 20 {
            "B".into()
        } else {
            format!("{title}x")
        };
        let edits = vec![retitle(&title, &next_title)];
        house
            .push_plan(&actor, id, version - 1, edits)
            .await
            .expect("taken");
        title = next_title;
        assert_eq!(
            plan_versions(&next_entries(&mut quick).await, id),
            [version]
        );
    }
    assert_eq!(next_entries(&mut slow).await, ToBrowser::Behind(id, 80));
    let edits = vec![retitle(&title, "On")];
    house.push_plan(&actor, id, 80, edits).await.expect("taken");
    // Its queue is still full: if the next frame came before it fetched any, it is told again.
    let told = next_entries(&mut slow).await;
    if told != ToBrowser::Behind(id, 81) {
        assert_eq!(plan_versions(&told, id), [81]);
    }
    let edits = vec![retitle("On", "No")];
    house.push_plan(&actor, id, 81, edits).await.expect("taken");
    let told = next_entries(&mut slow).await;
    if told != ToBrowser::Behind(id, 82) {
        assert_eq!(plan_versions(&told, id), [82]);
    }
}

#[tokio::test]
async fn watching_goes_on_after_the_store_has_failed() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let mut subscription = house.service.watch(&actor, id, 6).await.expect("watched");
    let connection = house.refuse("edit").await;
    let failed = house
        .push_plan(&actor, id, 6, vec![retitle("Back end", "Lost")])
        .await;
    assert_eq!(failed, Err(domain::views::Failure::Unavailable));
    super::durable::relent(connection).await;
    let pushed = house
        .push_plan(&actor, id, 6, vec![retitle("Back end", "Kept")])
        .await;
    pushed.expect("taken");
    assert_eq!(
        plan_versions(&next_entries(&mut subscription).await, id),
        [7]
    );
}

#[tokio::test]
async fn everybody_hears_who_comes_moves_and_leaves() {
    let house = House::new().await;
    let (id, items) = house.plan(1, 1).await;
    let (one, two) = (house.member(1).await, house.member(2).await);
    let mut watching = house.service.watch(&one, id, 7).await.expect("watched");
    present(&mut watching, &[person(1)]).await;
    let other = house.service.watch(&two, id, 7).await.expect("watched");
    present(&mut watching, &[person(1), person(2)]).await;
    let at = Where {
        item: Some(items[0]),
        ..Where::default()
    };
    other.here(at);
    let places = present(&mut watching, &[person(1), person(2)]).await;
    assert_eq!(places, [Where::default(), at]);
    drop(other);
    present(&mut watching, &[person(1)]).await;
}

#[tokio::test]
async fn l5_who_comes_moves_and_leaves_is_heard_in_other_processes() {
    let Some(house) = House::on_postgres().await else {
        return;
    };
    let (id, items) = house.plan(1, 1).await;
    let other = house.another().await;
    let (one, two) = (house.member(1).await, house.member(2).await);
    let mut here = house.service.watch(&one, id, 7).await.expect("watched");
    present(&mut here, &[person(1)]).await;
    // Whoever comes hears who was there already, and they of whoever came.
    let mut there = other.watch(&two, id, 7).await.expect("watched");
    present(&mut there, &[person(2), person(1)]).await;
    present(&mut here, &[person(1), person(2)]).await;
    let at = Where {
        dragging: Some(items[0]),
        ..Where::default()
    };
    there.here(at);
    while present(&mut here, &[person(1), person(2)]).await != [Where::default(), at] {}
    let third = other.watch(&one, id, 7).await.expect("watched");
    present(&mut here, &[person(1), person(2), person(1)]).await;
    drop(third);
    drop(there);
    present(&mut here, &[person(1)]).await;
}

#[tokio::test]
async fn of_a_crowd_the_first_hundred_are_told_of() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let (first, many) = (house.member(1).await, house.member(2).await);
    let mut watching = house.service.watch(&first, id, 6).await.expect("watched");
    let mut crowd = Vec::new();
    for _ in 0..120 {
        crowd.push(house.service.watch(&many, id, 6).await.expect("watched"));
    }
    let mut hundred = vec![person(1)];
    hundred.resize(100, person(2));
    present(&mut watching, &hundred).await;
    // When some leave, those who were left out are told of.
    crowd.drain(..50);
    hundred.truncate(71);
    present(&mut watching, &hundred).await;
}

#[tokio::test]
async fn on_a_panel_nobody_hears_where_somebody_looks() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1, 2]).await;
    let (one, two) = (house.member(1).await, house.member(2).await);
    let mut watching = house
        .service
        .watch(&one, interview, 1)
        .await
        .expect("watched");
    let other = house
        .service
        .watch(&two, interview, 1)
        .await
        .expect("watched");
    other.here(Where {
        item: Some(items[0]),
        ..Where::default()
    });
    let places = present(&mut watching, &[person(1), person(2)]).await;
    assert_eq!(places, [Where::default(); 2]);
    // The panel itself is live.
    let ask = |item: ItemId| PanelEdit::Ask { item, at: 0 };
    house
        .push_panel(&two, interview, 1, vec![ask(items[1])])
        .await
        .expect("taken");
    let ToBrowser::Entries(_, AnyEntries::Panel(entries)) = next_entries(&mut watching).await
    else {
        panic!("the question being asked is live");
    };
    assert_eq!(versions(&entries), [2]);
}

#[tokio::test]
async fn however_many_documents_are_watched_another_is_opened_and_edited() {
    let house = House::new().await;
    let actor = house.member(0).await;
    let mut watching = Vec::new();
    for number in 0..300_u16 {
        let mut id = [9; 16];
        id[..2].copy_from_slice(&number.to_be_bytes());
        let id = DocumentId::from_bytes(id);
        let made = house
            .service
            .new_plan(&actor, id, "back-end-developer", "Watched");
        made.await.expect("made");
        let watched = house.service.watch(&actor, id, 6).await;
        watching.push(watched.expect("watched"));
    }
    let (id, _) = house.plan(1, 0).await;
    let edits = vec![retitle("Back end", "Back ends")];
    let pushed = house.push_plan(&actor, id, 6, edits).await;
    assert_eq!(versions(plan_entries(&pushed.expect("taken"))), [7]);
}
