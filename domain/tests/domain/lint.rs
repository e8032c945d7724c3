//! The plan linter: the labelled questions, the rules about a plan as a whole,
//! and what a click does about a finding.

#[path = "lint/fixes.rs"]
mod fixes;
#[path = "lint/labelled.rs"]
mod labelled;
#[path = "lint/pairs.rs"]
mod pairs;
#[path = "lint/people.rs"]
mod people;
#[path = "lint/whole.rs"]
mod whole;

use domain::id::{ItemId, StageId};
use domain::kit::Competency;
use domain::lint::{Finding, Rule, lint};
use domain::order::{Mark, OrderKey};
use domain::plan::{Basis, Item, Plan, Question, Stage};

const FIRST: StageId = StageId([1; 16]);
const SECOND: StageId = StageId([2; 16]);

/// A plan of two stages for two competencies, without items.
fn plan() -> Plan {
    let competency = |id: &str| Competency {
        id: id.to_owned(),
        name: id.to_uppercase(),
        description: String::new(),
    };
    let mut plan = Plan {
        basis: Some(Basis {
            kit: "kit".to_owned(),
            version: 1,
            role: "Role".to_owned(),
            levels: 4,
            competencies: vec![competency("craft"), competency("design")],
            red_flags: Vec::new(),
        }),
        ..Plan::default()
    };
    for (stage, order) in [FIRST, SECOND]
        .into_iter()
        .zip(OrderKey::spread(2, Mark(1)))
    {
        let name = "Depth".to_owned();
        plan.stages.insert(stage, Stage { name, order });
    }
    plan
}

/// A sound question for the plan's first stage.
fn item(plan: &Plan, competency: &str, ask: &str) -> Item {
    Item {
        place: plan.place_at(FIRST, usize::MAX, None, Mark(1)),
        minutes: 10,
        weight: 1,
        weight_reason: String::new(),
        question: Question {
            competency: competency.to_owned(),
            ask: ask.to_owned(),
            anchors: ["None.", "A part.", "The whole.", "More."]
                .map(str::to_owned)
                .into(),
            ..Question::default()
        },
    }
}

/// Adds a sound question at the end of the first stage.
fn add(plan: &mut Plan, competency: &str, ask: &str) -> ItemId {
    let id = ItemId([u8::try_from(plan.items.len() + 1).expect("few items"); 16]);
    let item = item(plan, competency, ask);
    plan.items.insert(id, item);
    id
}

/// Four sound questions, two for each competency.
fn sound() -> Plan {
    let mut plan = plan();
    add(&mut plan, "craft", "Tell us about a tool you built.");
    add(&mut plan, "craft", "How do you choose a language?");
    add(&mut plan, "design", "How would you split a large service?");
    add(&mut plan, "design", "What makes an interface last?");
    plan
}

fn rules(plan: &Plan) -> Vec<Rule> {
    lint(plan).iter().map(|finding| finding.rule).collect()
}

fn the_finding(plan: &Plan) -> Finding {
    let findings = lint(plan);
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.into_iter().next().expect("there is one")
}

#[test]
fn a_sound_plan_has_no_findings() {
    assert_eq!(lint(&sound()), []);
}
