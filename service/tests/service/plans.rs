use std::sync::atomic::Ordering;

use domain::views::Failure;

use super::house::{House, NOON, document, retitle};

const KIT: &str = "back-end-developer";

#[tokio::test]
async fn a_new_plan_has_a_title_a_kit_and_stages_to_drag_into() {
    let house = House::new().await;
    let actor = house.member(2).await;
    let made = house
        .service
        .new_plan(&actor, document(1), KIT, "  Spring  ");
    made.await.expect("made");
    let (version, plan) = house.open_plan(&actor, document(1)).await;
    assert_eq!((version, plan.title.as_str()), (6, "Spring"));
    assert_eq!(plan.basis.expect("begun").kit, KIT);
    assert_eq!(plan.stages.len(), 4);
}

#[tokio::test]
async fn making_the_same_plan_again_changes_nothing() {
    let house = House::new().await;
    let actor = house.member(0).await;
    for title in ["First", "Second"] {
        let made = house.service.new_plan(&actor, document(1), KIT, title);
        made.await.expect("harmless");
    }
    let (version, plan) = house.open_plan(&actor, document(1)).await;
    assert_eq!((version, plan.title.as_str()), (6, "First"));
    let stranger = house.stranger().await;
    let taken = house.service.new_plan(&stranger, document(1), KIT, "Third");
    assert_eq!(taken.await, Err(Failure::NotFound));
}

#[tokio::test]
async fn a_plan_without_name_or_kit_is_not_made() {
    let house = House::new().await;
    let actor = house.member(0).await;
    let long = "x".repeat(201);
    for (kit, title) in [(KIT, ""), (KIT, "  "), (KIT, &long), ("nurse", "Plan")] {
        let refused = house.service.new_plan(&actor, document(1), kit, title);
        assert!(
            matches!(refused.await, Err(Failure::Invalid(_))),
            "{kit} {title}"
        );
    }
    assert_eq!(house.service.plans(&actor).await, Ok(Vec::new()));
}

#[tokio::test]
async fn plans_are_listed_by_their_newest_title_the_last_changed_first() {
    let house = House::new().await;
    let actor = house.member(0).await;
    for (name, title) in [(1, "One"), (2, "Two")] {
        house
            .clock
            .0
            .store(NOON + i64::from(name), Ordering::SeqCst);
        let made = house.service.new_plan(&actor, document(name), KIT, title);
        made.await.expect("made");
    }
    house.clock.0.store(NOON + 9, Ordering::SeqCst);
    let edits = vec![retitle("One", "Uno")];
    let pushed = house.push_plan(&actor, document(1), 6, edits).await;
    pushed.expect("retitled");
    let listed = house.service.plans(&actor).await.expect("readable");
    let listed: Vec<_> = listed
        .iter()
        .map(|plan| (plan.title.as_str(), plan.changed_at))
        .collect();
    assert_eq!(listed, [("Uno", NOON + 9), ("Two", NOON + 2)]);
    assert_eq!(
        house.service.plans(&house.stranger().await).await,
        Ok(Vec::new())
    );
}
