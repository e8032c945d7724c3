//! Several questions moved together and taken from plan to plan.

use std::collections::BTreeSet;

use domain::arrange::{Clipping, Slot, put_together};
use domain::id::{ItemId, StageId};
use domain::order::Mark;
use domain::plan::{Item, Plan, PlanEdit, PlanText, Question, Stage};
use domain::sync::Document;
use domain::text::Splice;
use proptest::prelude::*;

const FIRST: StageId = StageId([1; 16]);
const SECOND: StageId = StageId([2; 16]);

/// A plan with so many questions in its first stage and in its second.
fn plan(first: u8, second: u8) -> Plan {
    let mut plan = Plan::default();
    for (stage, name) in [(FIRST, "First"), (SECOND, "Second")] {
        let order = plan.stage_key_at(usize::MAX, None, Mark(1));
        let content = Stage {
            name: name.to_owned(),
            order,
        };
        apply(&mut plan, &PlanEdit::AddStage { stage, content });
    }
    for (stage, names) in [(FIRST, 0..first), (SECOND, first..first + second)] {
        for name in names {
            let content = Item {
                place: plan.place_at(stage, usize::MAX, None, Mark(1)),
                minutes: 5,
                weight: 2,
                weight_reason: "It matters twice.".to_owned(),
                question: Question {
                    title: name.to_string(),
                    competency: "depth".to_owned(),
                    ..Question::default()
                },
            };
            let item = id(name);
            let content = Box::new(content);
            apply(&mut plan, &PlanEdit::AddItem { item, content });
        }
    }
    plan
}

const fn id(name: u8) -> ItemId {
    ItemId([name + 10; 16])
}

fn apply(plan: &mut Plan, edit: &PlanEdit) {
    plan.apply(edit).expect("it applies");
}

fn names(plan: &Plan, stage: StageId) -> Vec<String> {
    let items = plan.items_in_order(stage);
    let title = |item: &ItemId| plan.items[item].question.title.clone();
    items.iter().map(title).collect()
}

#[test]
fn what_is_moved_together_stands_together_in_its_old_order() {
    let mut plan = plan(4, 2);
    let chosen = BTreeSet::from([id(0), id(2), id(5)]);
    // Put down by the middle one between the two of the second stage.
    for edit in put_together(&plan, &chosen, id(2), Slot::Item(SECOND, 1), Mark(2)) {
        apply(&mut plan, &edit);
    }
    assert_eq!(names(&plan, FIRST), ["1", "3"]);
    assert_eq!(names(&plan, SECOND), ["4", "0", "2", "5"]);
}

proptest! {
    #[test]
    fn moving_together_loses_nothing_and_leaves_the_rest_in_order(
        (first, second) in (0_u8..6, 1_u8..6),
        picks in prop::collection::btree_set(0_u8..12, 0..6),
        lead in 0_u8..12,
        index in 0_usize..8,
        into_second: bool,
    ) {
        let before = plan(first, second);
        let all = first + second;
        let lead = id(lead % all);
        let chosen: BTreeSet<ItemId> = picks.into_iter().map(id).collect();
        let stage = if into_second { SECOND } else { FIRST };
        let mut after = before.clone();
        for edit in put_together(&before, &chosen, lead, Slot::Item(stage, index), Mark(2)) {
            apply(&mut after, &edit);
        }
        let moved = |item: &ItemId| *item == lead || chosen.contains(item);
        let order = before.agenda();
        let (together, rest): (Vec<ItemId>, Vec<ItemId>) = order.into_iter().partition(moved);
        let now = after.items_in_order(stage);
        let start = now.iter().position(|item| *item == together[0]).expect("it is there");
        prop_assert_eq!(&now[start..start + together.len()], &together[..]);
        let left: Vec<ItemId> = after.agenda().into_iter().filter(|item| !moved(item)).collect();
        prop_assert_eq!(left, rest);
    }
}

#[test]
fn what_is_pasted_is_new_follows_its_place_and_brings_its_weight() {
    let mut from = plan(3, 1);
    let weigh = PlanEdit::SetWeight {
        item: id(0),
        weight: 2,
        reason: "It is the job".to_owned(),
    };
    apply(&mut from, &weigh);
    let clipping = Clipping::of(&from, &BTreeSet::from([id(2), id(0), id(200)]));
    assert_eq!((clipping.len(), clipping.is_empty()), (2, false));
    let mut to = plan(2, 0);
    let mut next = 100;
    let fresh = || {
        next += 1;
        [next; 16]
    };
    let edits = clipping.paste(&to, FIRST, 1, Mark(3), fresh);
    for edit in &edits {
        apply(&mut to, edit);
    }
    assert_eq!(names(&to, FIRST), ["0", "0", "2", "1"]);
    let pasted = &to.items[&ItemId([101; 16])];
    assert_eq!((pasted.minutes, pasted.weight), (5, 2));
    assert_eq!(pasted.weight_reason, "It is the job");
    assert_eq!(pasted.question.competency, "", "that plan knows none");
}

#[test]
fn stages_of_one_name_are_called_by_their_place_as_well() {
    let mut plan = plan(0, 0);
    assert_eq!(
        (plan.called(FIRST).as_str(), plan.called(SECOND).as_str()),
        ("First", "Second")
    );
    let text = PlanText::StageName(SECOND);
    let splice = Splice::between("Second", "First");
    apply(&mut plan, &PlanEdit::Text { text, splice });
    assert_eq!(plan.called(FIRST), "First (stage 1)");
    assert_eq!(plan.called(SECOND), "First (stage 2)");
}
