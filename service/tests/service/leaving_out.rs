//! Questions left out for all candidates of a plan alike.

use domain::export::packet::{Audience, csv, markdown};
use service::{Lineup, Manager, Summary};

use super::house::{House, document, lineup, person};

/// Names the candidate of the earlier interview, which those of the later one may not hear.
const REASON: &str = "It leaked to Bea Birk.";
const MANAGER: u8 = 3;

#[tokio::test]
async fn what_is_left_out_is_left_out_of_interviews_that_are_revealed_later_too() {
    let house = House::new().await;
    let (plan, items) = house.plan(1, 2).await;
    let lead = house.member(0).await;
    // Tomás scores both, Aiko the later one only, which Samir manages.
    let later = Lineup {
        manager: Some(Manager {
            person: person(MANAGER),
            totals_only: false,
        }),
        ..lineup("Noor", &[1, 2])
    };
    for (name, lineup) in [(2, lineup("Bea Birk", &[1])), (3, later)] {
        let started = house
            .service
            .start_interview(&lead, document(name), plan, &lineup)
            .await;
        started.expect("started");
        let panel: &[u8] = if name == 2 { &[1] } else { &[1, 2] };
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

    for (place, is_left_out) in [(0, true), (1, true), (2, false)] {
        let actor = house.member(place).await;
        let outcome = house.service.outcome(&actor, document(3)).await;
        let outcome = outcome.expect("open");
        // Whoever had no part in the earlier interview learns nothing from it.
        assert_eq!(outcome.is_left_out(items[0]), is_left_out, "member {place}");
        let counted = if is_left_out { &items[1..] } else { &items };
        assert_eq!(outcome.counted(), counted, "member {place}");
        // Why, by whom and when stays with the earlier one, for everybody.
        assert_eq!(outcome.panel.voided.get(&items[0]), None, "member {place}");
    }
    let earlier = house.service.outcome(&lead, document(2)).await;
    let why = earlier.expect("open").panel.voided.remove(&items[0]);
    assert_eq!(why.expect("left out here").reason, REASON);

    let mut told = Vec::new();
    for audience in Audience::ALL {
        let packet = house.service.packet(&lead, document(3), audience).await;
        told.push(packet.expect("made"));
    }
    let manager = house.member(MANAGER).await;
    match house.service.summary(&manager, document(3)).await {
        Ok(Summary::Open(packet)) => {
            let void = packet.questions[0].voided.as_ref();
            assert!(void.is_some_and(|void| void.by.is_none() && void.at.is_none()));
            told.push(*packet);
        }
        other => panic!("{other:?}"),
    }
    for packet in told {
        let text = markdown(&packet) + &csv(&packet);
        assert!(!text.contains("Birk") && !text.contains("leaked"), "{text}");
    }

    leave_out(None).await.expect("taken back");
    let outcome = house.service.outcome(&lead, document(3)).await;
    assert_eq!(outcome.expect("open").counted(), items);
}
