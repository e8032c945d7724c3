//! What every document keeps to (rules D).

use std::collections::BTreeSet;

use domain::id::ItemId;
use domain::panel::Panel;
use domain::plan::{LONGEST_NAME, MOST_STAGES, Plan, PlanEdit, PlanText};
use domain::scorecard::{LONGEST_NOTE, Scorecard, ScorecardEdit};
use domain::sync::{Document, Rejection};
use domain::text::Splice;
use proptest::prelude::*;

use crate::edits::Subject;
use crate::hand::Hand;
use crate::words::cases;

/// Makes `count` edits one after another and holds each to the rules.
fn edit<D: Subject>(seed: u64, count: usize) -> Result<D, TestCaseError> {
    let mut hand = Hand::new(seed);
    let mut document = D::default();
    for _ in 0..count {
        let edit = if hand.once_in(10) {
            document.hostile_edit(&mut hand)
        } else {
            document.some_edit(&mut hand)
        };
        let before = document.clone();
        let mut again = document.clone();
        let outcome = document.apply(&edit);
        prop_assert_eq!(
            again.apply(&edit),
            outcome.clone(),
            "D1: the same each time"
        );
        prop_assert_eq!(&again, &document, "D1: the same each time");
        match outcome {
            Err(_) => prop_assert_eq!(&document, &before, "D2: a rejected edit changes nothing"),
            Ok(None) => {}
            Ok(Some(inverse)) => {
                let mut undone = document.clone();
                let redo = undone.apply(&inverse);
                prop_assert!(
                    redo.is_ok(),
                    "D3: an inverse can be applied: {inverse:?} {redo:?}"
                );
                prop_assert_eq!(undone.undoable(&before), before, "D3: the inverse undoes");
                if let Ok(Some(redo)) = redo {
                    let done_again = undone.apply(&redo);
                    prop_assert!(done_again.is_ok(), "D3: and is itself undone");
                    prop_assert_eq!(&undone, &document, "D3: and is itself undone");
                }
            }
        }
    }
    Ok(document)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn d1_d2_d3_hold_for_plans(seed: u64, count in 0_usize..60) {
        edit::<Plan>(seed, count)?;
    }

    #[test]
    fn d1_d2_d3_hold_for_panels(seed: u64, count in 0_usize..60) {
        edit::<Panel>(seed, count)?;
    }

    #[test]
    fn d1_d2_d3_hold_for_scorecards(seed: u64, count in 0_usize..60) {
        edit::<Scorecard>(seed, count)?;
    }

    #[test]
    fn d4_no_item_is_lost_or_doubled(seed: u64, count in 0_usize..120) {
        let mut hand = Hand::new(seed);
        let mut plan = Plan::default();
        let mut expected = BTreeSet::new();
        for _ in 0..count {
            let edit = plan.some_edit(&mut hand);
            if plan.apply(&edit).is_ok() {
                match edit {
                    PlanEdit::AddItem { item, .. } => prop_assert!(expected.insert(item)),
                    PlanEdit::RemoveItem { item } => prop_assert!(expected.remove(&item)),
                    _ => {}
                }
            }
            let mut shown = plan.agenda();
            shown.append(&mut plan.unplaced());
            let once: BTreeSet<ItemId> = shown.iter().copied().collect();
            prop_assert_eq!(shown.len(), once.len(), "an item shows twice");
            prop_assert_eq!(&once, &expected, "an item is lost, or came from nowhere");
            let minutes: u32 = plan.stages.keys().map(|stage| plan.minutes_of(*stage)).sum();
            prop_assert_eq!(minutes, plan.minutes());
        }
    }

    #[test]
    fn d4_what_is_dropped_at_a_place_is_there(seed: u64, count in 1_usize..60, to in any::<prop::sample::Index>()) {
        let mut hand = Hand::new(seed);
        let mut plan = Plan::default();
        for _ in 0..count {
            let _ = plan.apply(&plan.some_edit(&mut hand));
        }
        let (Some(stage), Some(item)) = (
            hand.one_of(&plan.stages_in_order()),
            hand.one_of(&plan.agenda()),
        ) else {
            return Ok(());
        };
        let others: Vec<ItemId> =
            plan.items_in_order(stage).into_iter().filter(|other| *other != item).collect();
        let index = to.index(others.len() + 1);
        let to = plan.place_at(stage, index, Some(item), hand.mark);
        let moved = plan.apply(&PlanEdit::MoveItem { item, to });
        prop_assert!(moved.is_ok());
        prop_assert_eq!(plan.items_in_order(stage).iter().position(|at| *at == item), Some(index));
    }
}

#[test]
fn d4_items_of_a_removed_stage_wait_unplaced_and_come_back_with_it() {
    let mut hand = Hand::new(4);
    let mut plan = Plan::default();
    let mut stages = Vec::new();
    while plan.items.is_empty() {
        let edit = plan.some_edit(&mut hand);
        let _ = plan.apply(&edit);
        stages = plan.stages_in_order();
        plan.items
            .retain(|_, item| plan.stages.contains_key(&item.place.stage));
    }
    let agenda = plan.agenda();
    let back: Vec<PlanEdit> = stages
        .into_iter()
        .filter_map(|stage| {
            plan.apply(&PlanEdit::RemoveStage { stage })
                .expect("it is there")
        })
        .collect();
    assert!(plan.agenda().is_empty());
    assert_eq!(plan.unplaced().len(), agenda.len());
    for edit in back {
        plan.apply(&edit).expect("nothing took its place");
    }
    assert_eq!(plan.agenda(), agenda);
    assert!(plan.unplaced().is_empty());
}

#[test]
fn d5_what_is_too_much_is_refused_with_the_limit() {
    let mut plan = Plan::default();
    let title = |length: usize| PlanEdit::Text {
        text: PlanText::Title,
        splice: Splice::of(&"漢".repeat(length)),
    };
    let refused = plan.apply(&title(LONGEST_NAME + 1));
    assert!(
        matches!(&refused, Err(Rejection::OutOfRange(why)) if why.contains("200")),
        "{refused:?}"
    );
    assert!(
        plan.apply(&title(LONGEST_NAME)).is_ok(),
        "characters count, not bytes"
    );

    let mut scorecard = Scorecard::default();
    let note = |length: usize| ScorecardEdit::Note {
        about: None,
        splice: Splice::of(&"é".repeat(length)),
    };
    assert!(scorecard.apply(&note(LONGEST_NOTE + 1)).is_err());
    assert!(scorecard.apply(&note(LONGEST_NOTE)).is_ok());

    let mut hand = Hand::new(5);
    let mut crowded = Plan::default();
    for key in domain::order::OrderKey::spread(MOST_STAGES, hand.mark) {
        let content = domain::plan::Stage {
            name: String::new(),
            order: key,
        };
        let stage = domain::id::StageId(hand.bytes());
        crowded
            .apply(&PlanEdit::AddStage { stage, content })
            .expect("there is room");
    }
    let content = crowded
        .stages
        .values()
        .next()
        .expect("it is crowded")
        .clone();
    let one_more = PlanEdit::AddStage {
        stage: domain::id::StageId(hand.bytes()),
        content,
    };
    assert!(matches!(
        crowded.apply(&one_more),
        Err(Rejection::OutOfRange(_))
    ));
}
