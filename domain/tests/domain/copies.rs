//! Copies of plans, and plans as text.

use domain::id::DocumentId;
use domain::plan::{Basis, Plan, copy_edits, first_edits};
use domain::sync::Document;
use proptest::prelude::*;

use crate::edits::Subject;
use crate::hand::Hand;
use crate::words::cases;

fn some_plan(seed: u64, edits: usize) -> Plan {
    let mut hand = Hand::new(seed);
    let mut plan = Plan::default();
    for _ in 0..edits {
        let edit = plan.some_edit(&mut hand);
        // What cannot be applied is not what is tried here.
        let _ = plan.apply(&edit);
    }
    plan
}

fn begun(id: DocumentId) -> Plan {
    let basis = Basis {
        kit: "kit".into(),
        version: 1,
        role: "Role".into(),
        levels: 5,
        competencies: Vec::new(),
        red_flags: Vec::new(),
    };
    let mut plan = Plan::default();
    for edit in first_edits(id, basis, "A plan") {
        plan.apply(&edit).expect("a plan can be begun");
    }
    plan
}

/// What people see of a plan, without ids: stages with their questions.
fn seen(plan: &Plan) -> Vec<(String, Vec<(u16, String)>)> {
    let items = |stage| {
        let ids = plan.items_in_order(stage).into_iter();
        ids.map(|id| {
            (
                plan.items[&id].minutes,
                plan.items[&id].question.ask.clone(),
            )
        })
        .collect()
    };
    plan.stages_in_order()
        .into_iter()
        .map(|stage| (plan.stages[&stage].name.clone(), items(stage)))
        .collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_copy_has_every_stage_and_question_under_ids_of_its_own(seed: u64, edits in 1_usize..80) {
        let from = some_plan(seed, edits);
        let mut copy = begun(DocumentId::from_bytes([7; 16]));
        let mut drawn = 0_u128;
        let edits = copy_edits(&from, &copy, || {
            drawn += 1;
            (u128::MAX - drawn).to_le_bytes()
        });
        for edit in &edits {
            prop_assert!(copy.apply(edit).is_ok(), "{edit:?}");
        }
        if from.unplaced().is_empty() {
            prop_assert_eq!(seen(&copy), seen(&from));
        }
        if !from.stages.is_empty() {
            prop_assert_eq!(copy.items.len(), from.items.len());
        }
        prop_assert!(copy.unplaced().is_empty());
        prop_assert!(from.items.keys().all(|id| !copy.items.contains_key(id)));
    }

    #[test]
    fn a_plan_as_markdown_has_a_heading_for_each_stage_and_placed_question(seed: u64, edits in 1_usize..80) {
        let plan = some_plan(seed, edits);
        let text = plan.to_markdown();
        let headings = |mark: &str| text.lines().filter(|line| line.starts_with(mark)).count();
        prop_assert!(headings("## ") >= plan.stages.len());
        prop_assert!(headings("### ") >= plan.agenda().len());
    }
}

#[test]
fn where_a_plan_is_begun_makes_no_difference() {
    let id = DocumentId::from_bytes(*b"sixteen bytes ab");
    assert_eq!(begun(id), begun(id));
    assert_eq!(begun(id).stages.len(), 4, "no two stages share an id");
    let other = begun(DocumentId::from_bytes(*b"sixteen bytes xy"));
    assert!(
        other
            .stages
            .keys()
            .all(|stage| !begun(id).stages.contains_key(stage))
    );
}

#[test]
fn a_question_pastes_with_its_stage_and_anchors() {
    let mut plan = begun(DocumentId::default());
    let stage = plan.stages_in_order()[0];
    let place = plan.place_at(stage, 0, None, domain::order::Mark(1));
    let question = domain::plan::Question {
        title: "API design".into(),
        ask: "Tell me about an API.\nWhat broke?".into(),
        follow_ups: "And then?\n\nWho said so?".into(),
        anchors: vec!["Vague".into(), "Precise".into()],
        ..Default::default()
    };
    let item = domain::plan::Item {
        place,
        minutes: 12,
        weight: 1,
        weight_reason: String::new(),
        question,
    };
    let item = domain::plan::PlanEdit::AddItem {
        item: domain::id::ItemId::from_bytes([1; 16]),
        content: Box::new(item),
    };
    plan.apply(&item).expect("a question can be added");
    let text = plan.to_markdown();
    let expected = "\n## Opening (12 min)\n\n### API design (12 min)\n\n> Tell me about an API.\n> What broke?\n\n**Follow-ups:**\n\n- And then?\n- Who said so?\n\n**Anchors, lowest first:**\n\n1. Vague\n1. Precise\n";
    assert!(text.contains(expected), "{text}");
}
