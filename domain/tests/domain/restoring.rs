//! Going back to an earlier plan.

use domain::id::{ItemId, StageId};
use domain::order::{Mark, OrderKey};
use domain::plan::{
    Item, MOST_ITEMS, MOST_STAGES, Place, Plan, PlanEdit, Question, Stage, restore,
};
use domain::sync::{Document, Replica};
use proptest::prelude::*;

use crate::edits::Subject;
use crate::hand::Hand;
use crate::server::Server;
use crate::team::exchange;
use crate::words::cases;

/// Goes on editing a plan.
fn go_on(plan: &mut Plan, count: usize, hand: &mut Hand) {
    for _ in 0..count {
        let edit = plan.some_edit(hand);
        // What cannot be applied is not what is tried here.
        let _ = plan.apply(&edit);
    }
}

/// What restoring promises: all but comments, and what it was begun from, which is
/// said once.
fn promised(current: &Plan, wanted: &Plan) -> Plan {
    Plan {
        basis: current.basis.clone().or_else(|| wanted.basis.clone()),
        comments: current.comments.clone(),
        ..wanted.clone()
    }
}

/// Restores, and answers with the plan and the edits that take it back.
fn restored(current: &Plan, wanted: &Plan) -> Result<(Plan, Vec<PlanEdit>), TestCaseError> {
    let mut plan = current.clone();
    let mut back = Vec::new();
    for edit in restore(current, wanted) {
        let applied = plan.apply(&edit);
        prop_assert!(applied.is_ok(), "{edit:?} {applied:?}");
        back.extend(applied.ok().flatten());
    }
    back.reverse();
    Ok((plan, back))
}

fn holds(current: &Plan, wanted: &Plan) -> Result<(), TestCaseError> {
    let (plan, back) = restored(current, wanted)?;
    prop_assert_eq!(&plan, &promised(current, wanted));
    prop_assert_eq!(
        restore(&plan, wanted),
        Vec::new(),
        "there is nothing left to do"
    );
    let mut undone = plan;
    for edit in &back {
        prop_assert!(undone.apply(edit).is_ok(), "{edit:?}");
    }
    undone.basis.clone_from(&current.basis);
    prop_assert_eq!(&undone, current, "its inverses take it back");
    Ok(())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn an_earlier_plan_comes_back_and_goes_again(seed: u64, before in 0_usize..80, since in 0_usize..80) {
        let mut hand = Hand::new(seed);
        let mut wanted = Plan::default();
        go_on(&mut wanted, before, &mut hand);
        let mut current = wanted.clone();
        go_on(&mut current, since, &mut hand);
        holds(&current, &wanted)?;
        holds(&wanted, &current)?;
        prop_assert_eq!(restore(&current, &current), Vec::new());
    }

    #[test]
    fn a_plan_of_another_history_can_be_made(seed: u64, other: u64, count in 0_usize..80) {
        let (mut wanted, mut current) = (Plan::default(), Plan::default());
        go_on(&mut wanted, count, &mut Hand::new(seed));
        go_on(&mut current, count, &mut Hand::new(other));
        holds(&current, &wanted)?;
    }

    #[test]
    fn restoring_is_sent_and_undone_like_any_other_change(seed: u64, before in 1_usize..60, since in 1_usize..60) {
        let mut hand = Hand::new(seed);
        let mut server = Server::<Plan>::new(|_, edit| Ok(edit));
        let mut one = Replica::new(Plan::default(), 0);
        let mut other = one.clone();
        let mut kept = Plan::default();
        for made in 0..before + since {
            if made == before {
                kept = one.view().clone();
            }
            let _ = one.edit(one.view().some_edit(&mut hand), None);
        }
        exchange(&mut server, &mut one, &mut hand);
        let current = one.view().clone();
        for edit in restore(&current, &kept) {
            prop_assert!(one.edit(edit, Some(1)).is_ok());
        }
        exchange(&mut server, &mut one, &mut hand);
        exchange(&mut server, &mut other, &mut hand);
        prop_assert_eq!(other.view(), &promised(&current, &kept));
        if !restore(&current, &kept).is_empty() {
            prop_assert!(one.undo());
            exchange(&mut server, &mut one, &mut hand);
            exchange(&mut server, &mut other, &mut hand);
            prop_assert_eq!(other.view(), &current);
        }
    }
}

/// A plan with as many stages and items as there may be, under ids that begin so.
fn full(first: u8) -> Plan {
    let mut plan = Plan::default();
    let keys = OrderKey::spread(MOST_STAGES, Mark(7));
    let id = |number: usize| {
        let mut bytes = [first; 16];
        bytes[8..].copy_from_slice(&number.to_be_bytes());
        bytes
    };
    for (number, order) in keys.into_iter().enumerate() {
        let content = Stage {
            name: format!("Stage {number}"),
            order,
        };
        plan.stages.insert(StageId(id(number)), content);
    }
    for number in 0..MOST_ITEMS {
        let stage = StageId(id(number % MOST_STAGES));
        let content = Item {
            place: Place {
                stage,
                order: plan.stages[&stage].order.clone(),
            },
            minutes: 5,
            weight: 1,
            weight_reason: String::new(),
            question: Question::default(),
        };
        plan.items.insert(ItemId(id(number)), content);
    }
    plan
}

#[test]
fn a_full_plan_gives_way_to_another_full_one() {
    holds(&full(1), &full(2)).expect("there is room at every step");
}
