//! What somebody lets stand, and who has too much to do.

use std::collections::BTreeSet;

use domain::id::{PersonId, StageId};
use domain::lint::{About, Finding, Linter, MOST_MINUTES, MOST_STAGES, Rule, lint, report};
use domain::order::{Mark, OrderKey};
use domain::plan::{FindingKey, Plan, PlanEdit, Stage, Waiver};
use domain::sync::Document;
use proptest::prelude::*;

use super::{FIRST, SECOND, add, rules, sound, the_finding};
use crate::edits::Subject;
use crate::hand::Hand;

const ANN: PersonId = PersonId([7; 16]);

fn waive(plan: &mut Plan, key: FindingKey) {
    let waiver = Some(Waiver {
        reason: "It is part of the job".to_owned(),
        by: ANN,
    });
    plan.apply(&PlanEdit::Waive { key, waiver })
        .expect("it has a reason");
}

fn assign(plan: &mut Plan, stage: StageId) {
    let edit = PlanEdit::Assign {
        stage,
        person: ANN,
        on: true,
    };
    plan.apply(&edit).expect("there is room");
}

/// A sound plan whose second stage has as many minutes as can be, less those of
/// the first: 40 there, and the rest here, over the budget of a stage, which is
/// let stand.
fn full(minutes: u16) -> Plan {
    let mut plan = sound();
    let long = add(&mut plan, "craft", "Show us a program and explain it.");
    let item = plan.items.get_mut(&long).expect("added");
    item.minutes = minutes - 40;
    item.place.stage = SECOND;
    for finding in lint(&plan) {
        waive(&mut plan, finding.key());
    }
    assert_eq!(lint(&plan), []);
    plan
}

#[test]
fn what_is_waived_is_reported_apart_with_its_reason() {
    let mut plan = sound();
    let unfair = add(&mut plan, "craft", "How old are you?");
    plan.items.get_mut(&unfair).expect("added").minutes = 0;
    let finding = the_finding(&plan);
    waive(&mut plan, finding.key());
    let said = report(&plan);
    assert_eq!(said.open, []);
    assert_eq!(said.waived.len(), 1);
    assert_eq!(said.waived[0].finding, finding);
    assert_eq!(said.waived[0].waiver.reason, "It is part of the job");
    assert_eq!(said.waived[0].waiver.by, ANN);
    assert_eq!(lint(&plan), []);

    plan.waivers.clear();
    assert_eq!(report(&plan).open, [finding]);
    assert_eq!(report(&plan).waived, []);
}

#[test]
fn what_was_waived_for_one_wording_is_open_for_the_next() {
    let mut plan = sound();
    let unfair = add(&mut plan, "craft", "How old are you?");
    plan.items.get_mut(&unfair).expect("added").minutes = 0;
    let key = the_finding(&plan).key();
    waive(&mut plan, key);
    let question = &mut plan.items.get_mut(&unfair).expect("added").question;
    question.ask = "When do you plan to retire?".to_owned();
    assert_eq!(rules(&plan), [Rule::Age]);
    assert_eq!(report(&plan).waived, []);
}

#[test]
fn who_interviews_for_more_than_two_hours_has_too_much_to_do() {
    let most = u16::try_from(MOST_MINUTES).expect("two hours");
    for (minutes, expected) in [(most, 0), (most + 1, 1)] {
        let mut plan = full(minutes);
        assign(&mut plan, FIRST);
        assert_eq!(lint(&plan), [], "one stage is not too much");
        assign(&mut plan, SECOND);
        let found = lint(&plan);
        assert_eq!(found.len(), expected, "{minutes} minutes: {found:?}");
        for finding in found {
            assert_eq!(finding.rule, Rule::Overloaded);
            assert_eq!(finding.about, About::Person(ANN));
            assert!(finding.message.contains("121 minutes"));
            assert_eq!(finding.fix, None);
            assert_eq!(finding.key().as_str(), format!("overloaded:person:{ANN}"));
        }
    }
}

#[test]
fn who_interviews_in_more_than_four_stages_has_too_much_to_do() {
    let mut plan = sound();
    let orders = OrderKey::spread(5, Mark(2));
    for (number, order) in (10..).zip(orders) {
        assert_eq!(lint(&plan), []);
        let stage = StageId([number; 16]);
        let name = "Short".to_owned();
        let content = Stage { name, order };
        plan.apply(&PlanEdit::AddStage { stage, content })
            .expect("there is room");
        assign(&mut plan, stage);
    }
    assert_eq!(plan.stages_of(ANN).len(), MOST_STAGES as usize + 1);
    let finding = the_finding(&plan);
    assert_eq!(finding.about, About::Person(ANN));
    assert!(finding.message.contains("5 stages"), "{}", finding.message);
    waive(&mut plan, finding.key());
    assert_eq!(lint(&plan), []);
}

proptest! {
    #![proptest_config(crate::words::cases())]

    #[test]
    fn who_reads_along_finds_what_a_first_reader_does(seed in any::<u64>()) {
        const ASKS: [&str; 4] = [
            "How old are you?",
            "Do you like tests?",
            "How would you make a slow query fast?",
            "",
        ];
        let mut hand = Hand::new(seed);
        let mut plan = sound();
        let mut linter = Linter::default();
        for _ in 0..40 {
            let edit = plan.some_edit(&mut hand);
            let _ = plan.apply(&edit);
            let ask = ASKS[hand.below(ASKS.len())];
            let rewritten = hand.below(plan.items.len() * 2 + 1);
            if let Some(item) = plan.items.values_mut().nth(rewritten) {
                item.question.ask = ask.to_owned();
            }
            if hand.once_in(2) {
                prop_assert_eq!(linter.report(&plan), report(&plan));
            }
        }
    }

    #[test]
    fn every_finding_is_open_or_waived_and_can_be_waived(seed in any::<u64>()) {
        let mut hand = Hand::new(seed);
        let mut plan = Plan::default();
        for _ in 0..60 {
            let edit = plan.some_edit(&mut hand);
            let _ = plan.apply(&edit);
        }
        plan.waivers.clear();
        let all = report(&plan);
        prop_assert_eq!(all.waived, []);
        let some: BTreeSet<FindingKey> =
            all.open.iter().map(Finding::key).filter(|_| hand.once_in(2)).collect();
        for key in &some {
            waive(&mut plan, key.clone());
        }
        let said = report(&plan);
        prop_assert_eq!(said.open.len() + said.waived.len(), all.open.len());
        prop_assert!(said.open.iter().all(|finding| !some.contains(&finding.key())));
        prop_assert!(said.waived.iter().all(|waived| some.contains(&waived.finding.key())));
        prop_assert_eq!(lint(&plan), said.open);
    }
}
