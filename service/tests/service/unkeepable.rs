//! Text with U+0000, which `PostgreSQL` does not keep.

use domain::id::CommentId;
use domain::panel::{PanelEdit, Schedule};
use domain::plan::{Comment, PlanEdit};
use domain::sync::{Edit, Refused, Rejection};
use domain::views::Failure;
use domain::wire::encode;
use store::{DocumentWrite, EditRow, Unit};

use super::house::{House, NOON, document, lineup, note, person, plan_entries, rate, retitle};

fn is_refusal(refused: &[Refused], index: u32) -> bool {
    matches!(
        refused,
        [Refused { index: at, reason: Rejection::OutOfRange(why) }]
            if *at == index && why.contains("U+0000")
    )
}

/// A comment that cannot be kept.
fn asks_why() -> Comment {
    Comment {
        about: None,
        by: person(0),
        at: 0,
        text: "Why\0?".into(),
        resolved: false,
    }
}

async fn both() -> impl Iterator<Item = House> {
    [Some(House::new().await), House::on_postgres().await]
        .into_iter()
        .flatten()
}

#[tokio::test]
async fn an_edit_with_text_that_cannot_be_kept_is_refused_and_those_beside_it_are_taken() {
    for house in both().await {
        let (interview, items) = house.interview(&[1]).await;
        let (lead, panelist) = (house.member(0).await, house.member(1).await);
        let plan = document(1);
        let (version, _) = house.open_plan(&lead, plan).await;
        let comment = PlanEdit::Comment {
            id: CommentId::from_bytes([1; 16]),
            comment: Box::new(asks_why()),
        };
        let good = retitle("Back end", "Data");
        for bad in [retitle("Back end", "Back\0end"), comment] {
            // A splice takes later ones of its text with it.
            let edits = if bad.shares_text(&good) {
                vec![
                    PlanEdit::SetMinutes {
                        item: items[0],
                        minutes: 9,
                    },
                    bad,
                ]
            } else {
                vec![good.clone(), bad]
            };
            let pushed = house.push_plan(&lead, plan, version, edits).await;
            let pushed = pushed.expect("answered");
            assert!(is_refusal(&pushed.refused, 1), "{:?}", pushed.refused);
            assert_eq!(
                plan_entries(&pushed).last().map(|entry| entry.index),
                Some(0)
            );
        }

        let place = Schedule {
            at: 5,
            minutes: 30,
            place: "Room\0".into(),
        };
        let edits = vec![PanelEdit::Start { at: 0 }, PanelEdit::Schedule(Some(place))];
        let pushed = house.push_panel(&lead, interview, 1, edits).await;
        assert!(is_refusal(&pushed.expect("answered").refused, 1));
        let (scorecard, version) = house.scorecard(&panelist, interview).await;
        let edits = vec![rate(items[0], 3), note("", "Good\0")];
        let pushed = house
            .push_scorecard(&panelist, scorecard, version, edits)
            .await;
        assert!(is_refusal(&pushed.expect("answered").refused, 1));
    }
}

#[tokio::test]
async fn names_that_cannot_be_kept_are_refused_wherever_they_come_in() {
    for house in both().await {
        let lead = house.member(0).await;
        let service = &house.service;
        let (plan, _) = house.plan(1, 1).await;
        let name = "No\0or";
        let refused = [
            service
                .new_plan(&lead, document(3), "back-end-developer", name)
                .await,
            service.name_version(&lead, plan, 1, name).await,
            service
                .start_interview(&lead, document(4), plan, &lineup(name, &[1]))
                .await,
            service
                .comment_on(&lead, plan, CommentId::from_bytes([1; 16]), None, name)
                .await,
        ];
        for refused in refused {
            match refused {
                Err(Failure::Invalid(why)) => assert!(why.contains("U+0000"), "{why}"),
                other => panic!("{other:?}"),
            }
        }
        let kit = service.kit(&lead, "back\0end").await;
        assert_eq!(kit.err(), Some(Failure::NotFound));
        let made = service
            .new_plan(&lead, document(3), "back\0end", "Data")
            .await;
        assert!(matches!(made, Err(Failure::Invalid(_))));
    }
}

#[tokio::test]
async fn a_log_that_has_such_text_from_earlier_is_read_and_goes_on() {
    for house in both().await {
        let lead = house.member(0).await;
        let (plan, _) = house.plan(1, 1).await;
        let (version, _) = house.open_plan(&lead, plan).await;
        let comment = asks_why();
        let id = CommentId::from_bytes([1; 16]);
        let edit = PlanEdit::Comment {
            id,
            comment: Box::new(comment.clone()),
        };
        let write = DocumentWrite {
            document: plan,
            expected_version: version,
            edits: vec![EditRow {
                version: version + 1,
                author: person(0),
                at: NOON,
                body: encode(&(0_u32, edit)),
            }],
            batch: None,
            title: None,
            at: NOON,
            judged_by: None,
        };
        let unit = Unit {
            writes: vec![write],
            audit: Vec::new(),
        };
        let kept = house
            .store
            .commit(&[unit])
            .await
            .expect("the store is well");
        assert_eq!(kept, [Ok(())]);

        let house = house.crash().await;
        let lead = house.member(0).await;
        let (version, read) = house.open_plan(&lead, plan).await;
        assert_eq!(read.comments.get(&id), Some(&comment));
        let edits = vec![
            PlanEdit::Resolve { id, resolved: true },
            retitle("Back end", "Data"),
        ];
        let pushed = house.push_plan(&lead, plan, version, edits).await;
        assert_eq!(pushed.expect("answered").refused, []);
    }
}
