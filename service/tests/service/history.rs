use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::task::Poll;
use std::time::Duration;

use domain::id::StageId;
use domain::plan::PlanEdit;
use domain::sync::LARGEST_BATCH;
use domain::views::Failure;
use tokio::time::timeout;

use super::house::{House, document, person, remove_stage, retitle};

#[tokio::test]
async fn a_history_says_who_changed_what_the_newest_first() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 2).await;
    let other = house.member(1).await;
    let (version, _) = house.open_plan(&other, id).await;
    house.clock.0.fetch_add(60_000, Ordering::SeqCst);
    let edits = vec![retitle("Back end", "Data")];
    let pushed = house.push_plan(&other, id, version, edits).await;
    pushed.expect("pushed");

    let told = house.service.plan_history(&other, id).await.expect("told");

    assert_eq!((told.title.as_str(), told.version), ("Data", version + 1));
    let changes = &told.history.changes;
    assert_eq!(changes[0].by, person(1));
    assert!(changes[0].sentences[0].contains("Data"), "{changes:?}");
    assert_eq!(changes.last().map(|change| change.by), Some(person(0)));
    let stranger = house.stranger().await;
    let unseen = house.service.plan_history(&stranger, id).await;
    assert_eq!(unseen.err(), Some(Failure::NotFound));
}

#[tokio::test]
async fn a_restored_plan_is_what_it_was_and_what_came_between_stays_in_its_history() {
    let house = House::new().await;
    let (id, items) = house.plan(1, 3).await;
    let lead = house.member(0).await;
    let (wanted, was) = house.open_plan(&lead, id).await;
    let stage = was.stages_in_order()[1];
    let edits = vec![
        retitle("Back end", "Data"),
        PlanEdit::RemoveItem { item: items[0] },
        remove_stage(stage),
    ];
    let pushed = house.push_plan(&lead, id, wanted, edits).await;
    pushed.expect("pushed");
    let (changed, _) = house.open_plan(&lead, id).await;

    let restored = house.service.restore_plan(&lead, id, wanted).await;
    restored.expect("restored");

    let (version, plan) = house.open_plan(&lead, id).await;
    assert_eq!(plan, was);
    assert!(version > changed, "restoring is a change of its own");
    let before = house.service.plan_at(&lead, id, changed).await;
    assert_eq!(before.expect("kept").title, "Data");
    let again = house.service.restore_plan(&lead, id, wanted).await;
    again.expect("nothing to do");
    assert_eq!(house.open_plan(&lead, id).await.0, version);
}

#[tokio::test]
async fn only_versions_that_were_are_shown_named_or_restored_and_only_to_the_team() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 1).await;
    let lead = house.member(0).await;
    let service = &house.service;
    let (newest, _) = house.open_plan(&lead, id).await;
    for version in [0, newest + 1, u64::MAX] {
        let shown = service.plan_at(&lead, id, version).await.err();
        assert!(matches!(shown, Some(Failure::Invalid(_))), "{version}");
        let restored = service.restore_plan(&lead, id, version).await;
        assert!(matches!(restored, Err(Failure::Invalid(_))), "{version}");
    }
    for (version, name) in [(newest + 1, "Next"), (newest, " ")] {
        let named = service.name_version(&lead, id, version, name).await;
        assert!(matches!(named, Err(Failure::Invalid(_))), "{name}");
    }
    let named = service.name_version(&lead, id, newest, " Agreed ").await;
    named.expect("named");
    let told = service.plan_history(&lead, id).await.expect("told");
    assert_eq!(told.named[0].name, "Agreed");

    let stranger = house.stranger().await;
    let refused = [
        service.plan_at(&stranger, id, 1).await.err(),
        service.restore_plan(&stranger, id, 1).await.err(),
        service.name_version(&stranger, id, 1, "Mine").await.err(),
        service.plan_history(&stranger, document(9)).await.err(),
    ];
    assert!(
        refused
            .iter()
            .all(|failure| *failure == Some(Failure::NotFound))
    );
}

#[tokio::test]
async fn whoever_reads_a_long_log_keeps_nobody_from_editing_meanwhile() {
    let house = House::new().await;
    let (id, items) = house.plan(1, 1).await;
    let lead = house.member(0).await;
    let (mut version, _) = house.open_plan(&lead, id).await;
    // More than is kept in memory.
    for minutes in [1, 2] {
        let edit = PlanEdit::SetMinutes {
            item: items[0],
            minutes,
        };
        let pushed = house.push_plan(&lead, id, version, vec![edit; LARGEST_BATCH]);
        pushed.await.expect("taken");
        version += LARGEST_BATCH as u64;
    }
    // The reader stands still after so many steps, at each of them once.
    for steps in 1.. {
        let mut reading = pin!(house.service.plan_history(&lead, id));
        let mut step = 0;
        let has_read = poll_fn(|context| match reading.as_mut().poll(context) {
            Poll::Ready(history) => Poll::Ready(history.is_ok()),
            Poll::Pending if step == steps => Poll::Ready(false),
            Poll::Pending => {
                step += 1;
                Poll::Pending
            }
        });
        let has_read = has_read.await;
        let pushed = house.push_plan(&lead, id, version, vec![remove_stage(StageId::default())]);
        let pushed = timeout(Duration::from_secs(20), pushed).await;
        pushed.expect("nobody is in the way").expect("answered");
        if has_read {
            break;
        }
    }
}
