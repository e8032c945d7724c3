//! Questions left out for all candidates of a plan alike.

use domain::export::packet::{Audience, csv, markdown};
use domain::id::{DocumentId, ItemId};
use domain::views::Failure;
use service::{Lineup, Manager, Summary};
use sqlx::{Connection, Executor, SqliteConnection};

use super::durable::relent;
use super::house::{House, document, lineup, person};

/// Two interviews on one plan, all handed in, and the questions.
async fn two_interviews(house: &House) -> (DocumentId, Vec<ItemId>) {
    let (plan, items) = house.plan(1, 2).await;
    let lead = house.member(0).await;
    let panelist = house.member(1).await;
    let lineup = lineup("Bea Birk", &[1]);
    for interview in [document(2), document(3)] {
        let started = house
            .service
            .start_interview(&lead, interview, plan, &lineup);
        started.await.expect("started");
        house.score(&panelist, interview, &items, 4).await;
    }
    (plan, items)
}

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

#[tokio::test]
async fn a_question_is_left_out_of_all_interviews_or_of_none() {
    let house = House::new().await;
    let (plan, items) = two_interviews(&house).await;
    for name in [2, 3] {
        house.reveal(document(name), "").await;
    }
    let lead = house.member(0).await;
    let left_out = async |item| {
        let candidates = house.service.candidates(&lead, plan).await.expect("seen");
        let open = candidates.open.iter();
        open.map(|(_, outcome)| outcome.panel.voided.contains_key(&item))
            .collect::<Vec<_>>()
    };
    let leave_out = |item| {
        let reason = Some(REASON.to_owned());
        house.service.leave_out(&lead, plan, item, reason)
    };
    // The database refuses the second of the two.
    let url = house.url();
    let mut connection = SqliteConnection::connect(&url).await.expect("it opens");
    let trigger = "CREATE TRIGGER refuse BEFORE INSERT ON edit
        WHEN NEW.document_id = x'03030303030303030303030303030303'
        BEGIN SELECT RAISE(ABORT, 'no'); END";
    connection.execute(trigger).await.expect("it is made");
    assert_eq!(leave_out(items[0]).await, Err(Failure::Unavailable));
    relent(connection).await;
    assert_eq!(left_out(items[0]).await, [false, false]);

    // Both at once, and in the way of each other.
    let (one, other) = tokio::join!(leave_out(items[0]), leave_out(items[1]));
    assert_eq!((one, other), (Ok(()), Ok(())));
    for item in items {
        assert_eq!(left_out(item).await, [true, true]);
    }
}
