//! Copies of plans, and plans as text.

use std::collections::BTreeSet;

use domain::id::{DocumentId, ItemId, PersonId};
use domain::lint::{Finding, report};
use domain::order::Mark;
use domain::plan::{Basis, Item, Place, Plan, PlanEdit, Question, Waiver, copy_edits, first_edits};
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

/// A copy of `from`, and whether each of its edits could be applied.
fn copied(from: &Plan) -> (Plan, bool) {
    let mut copy = begun(DocumentId::from_bytes([7; 16]));
    let mut drawn = 0_u128;
    let edits = copy_edits(from, &copy, || {
        drawn += 1;
        (u128::MAX - drawn).to_le_bytes()
    });
    let all = edits.iter().all(|edit| copy.apply(edit).is_ok());
    (copy, all)
}

/// Questions with their minutes.
type Questions = Vec<(u16, String)>;

/// What people see of a plan, without ids: stages with who interviews in them and their
/// questions, and last what waits without a stage.
fn seen(plan: &Plan) -> (Vec<(String, Vec<PersonId>, Questions)>, Questions) {
    let items = |ids: Vec<ItemId>| {
        let items = ids.into_iter().map(|id| &plan.items[&id]);
        items
            .map(|item| (item.minutes, item.question.ask.clone()))
            .collect()
    };
    let stages = plan.stages_in_order().into_iter().map(|stage| {
        (
            plan.stages[&stage].name.clone(),
            plan.interviewers_of(stage).collect(),
            items(plan.items_in_order(stage)),
        )
    });
    (stages.collect(), items(plan.unplaced()))
}

/// What stands of `findings`, without ids.
fn messages<'a>(findings: impl Iterator<Item = &'a Finding>) -> BTreeSet<String> {
    findings.map(|finding| finding.message.clone()).collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_copy_has_every_stage_and_question_under_ids_of_its_own(seed: u64, edits in 1_usize..80) {
        let from = some_plan(seed, edits);
        let (copy, all) = copied(&from);
        prop_assert!(all);
        prop_assert_eq!(seen(&copy), seen(&from));
        prop_assert!(from.items.keys().all(|id| !copy.items.contains_key(id)));
        prop_assert!(from.stages.keys().all(|id| !copy.stages.contains_key(id)));
    }

    #[test]
    fn what_was_let_stand_stands_in_a_copy_too(seed: u64, edits in 1_usize..80) {
        let mut from = some_plan(seed, edits);
        let mut hand = Hand::new(seed);
        from.basis = begun(DocumentId::default()).basis;
        from.waivers.clear();
        for finding in report(&from).open {
            if hand.once_in(2) {
                let waiver = Waiver { reason: "It is the job".into(), by: PersonId([7; 16]) };
                from.waivers.insert(finding.key(), waiver);
            }
        }
        let (copy, all) = copied(&from);
        prop_assert!(all);
        let (before, after) = (report(&from), report(&copy));
        prop_assert_eq!(before.waived.len(), after.waived.len());
        let waived = |report: &domain::lint::Report| {
            messages(report.waived.iter().map(|waived| &waived.finding))
        };
        prop_assert_eq!(waived(&before), waived(&after));
        prop_assert_eq!(messages(before.open.iter()), messages(after.open.iter()));
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
fn what_waits_without_a_stage_waits_in_a_copy_too_and_in_its_order() {
    let mut from = begun(DocumentId::default());
    let [stage, gone, ..] = from.stages_in_order()[..] else {
        panic!("a plan begins with stages");
    };
    for (name, stage) in [(3, gone), (1, stage), (2, gone), (4, stage)] {
        let item = Item {
            // All on one key: their ids decide, and are others in the copy.
            place: from.place_at(gone, 0, None, Mark(1)),
            minutes: u16::from(name),
            weight: 1,
            weight_reason: String::new(),
            question: Question::default(),
        };
        let place = Place {
            stage,
            ..item.place.clone()
        };
        from.items
            .insert(ItemId([name; 16]), Item { place, ..item });
    }
    from.stages.remove(&gone);
    let (copy, all) = copied(&from);
    assert!(all);
    assert_eq!(copy.unplaced().len(), 2);
    assert_eq!(seen(&copy), seen(&from));
}

#[test]
fn what_is_let_stand_about_something_gone_is_not_copied() {
    let mut from = begun(DocumentId::default());
    let waiver = Waiver {
        reason: "It is the job".into(),
        by: PersonId([7; 16]),
    };
    for key in [
        format!("age:item:{}:00000000000000ff", ItemId([5; 16])),
        "age:item:".to_owned(),
        "nonsense".to_owned(),
        "uncovered:competency:a:b".to_owned(),
    ] {
        from.waivers.insert(key.into(), waiver.clone());
    }
    let (copy, _) = copied(&from);
    let keys: Vec<&str> = copy
        .waivers
        .keys()
        .map(domain::plan::FindingKey::as_str)
        .collect();
    assert_eq!(keys, ["uncovered:competency:a:b"]);
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
    let place = plan.place_at(stage, 0, None, Mark(1));
    let question = Question {
        title: "API design".into(),
        ask: "Tell me about an API.\nWhat broke?".into(),
        follow_ups: "And then?\n\nWho said so?".into(),
        anchors: vec!["Vague".into(), "Precise".into()],
        ..Default::default()
    };
    let item = Item {
        place,
        minutes: 1,
        weight: 1,
        weight_reason: String::new(),
        question,
    };
    let item = PlanEdit::AddItem {
        item: ItemId::from_bytes([1; 16]),
        content: Box::new(item),
    };
    plan.apply(&item).expect("a question can be added");
    let text = plan.to_markdown();
    let expected = "\n## Opening (1 min)\n\n### API design (1 min)\n\n> Tell me about an API.\n> What broke?\n\n**Follow-ups:**\n\n- And then?\n- Who said so?\n\n**Anchors, lowest first:**\n\n1. Vague\n1. Precise\n";
    assert!(text.contains(expected), "{text}");
    assert!(text.contains("Role · 1 minute · for"), "{text}");
}
