//! Questions left out for all candidates of a plan alike.

use super::house::{House, document, lineup};

const REASON: &str = "It leaked before the second interview.";

#[tokio::test]
async fn what_is_left_out_is_left_out_of_interviews_that_are_revealed_later_too() {
    let house = House::new().await;
    let (plan, items) = house.plan(1, 2).await;
    let lead = house.member(0).await;
    // Tomás scores both, Aiko the later one only.
    for (name, panel) in [(2, &[1][..]), (3, &[1, 2])] {
        let lineup = lineup("Noor", panel);
        let started = house
            .service
            .start_interview(&lead, document(name), plan, &lineup)
            .await;
        started.expect("started");
        for place in panel {
            let panelist = house.member(*place).await;
            house.score(&panelist, document(name), &items, 4).await;
        }
    }
    house.reveal(document(2), "").await;
    let leave_out = |reason: Option<&str>| {
        house
            .service
            .leave_out(&lead, plan, items[0], reason.map(str::to_owned))
    };
    leave_out(Some(REASON)).await.expect("done");
    house.reveal(document(3), "").await;

    for (place, seen) in [(0, Some(REASON)), (1, Some(REASON)), (2, None)] {
        let actor = house.member(place).await;
        let outcome = house.service.outcome(&actor, document(3)).await;
        let outcome = outcome.expect("open");
        let void = outcome.panel.voided.get(&items[0]);
        let reason = void.map(|void| void.reason.as_str());
        // Whoever had no part in the earlier interview learns nothing from it.
        assert_eq!(reason, seen, "member {place}");
        let counted = if seen.is_some() { &items[1..] } else { &items };
        assert_eq!(outcome.counted(), counted, "member {place}");
    }

    leave_out(None).await.expect("taken back");
    let outcome = house.service.outcome(&lead, document(3)).await;
    assert_eq!(outcome.expect("open").counted(), items);
}
