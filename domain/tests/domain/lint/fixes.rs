//! What a click does about a finding, and the better wordings that are offered.

use domain::lint::{Finding, Rule, lint, rules_broken_by};
use domain::plan::{FindingKey, Plan, PlanEdit};
use domain::sync::Document;

use super::{add, rules, sound, the_finding};

/// A sound plan with one more question, which takes no time.
fn with(ask: &str, follow_ups: &str) -> Plan {
    let mut plan = sound();
    let item = add(&mut plan, "craft", ask);
    let item = plan.items.get_mut(&item).expect("added");
    item.minutes = 0;
    follow_ups.clone_into(&mut item.question.follow_ups);
    plan
}

fn fixed(mut plan: Plan, finding: &Finding) -> Plan {
    let fix = finding.fix.as_ref().expect("one click does it");
    plan.apply(fix).expect("it can be done");
    plan
}

#[test]
fn a_closed_question_is_opened() {
    for ask in [
        "Have you used Redis?",
        "Do you know SQL?",
        "Would you use a cache here? ",
        "When a build breaks, do you fix it yourself?",
        "Any experience with GraphQL?",
        "Is it slow? Is it wrong?",
    ] {
        let plan = with(ask, "");
        let finding = the_finding(&plan);
        assert_eq!(finding.rule, Rule::Closed, "{ask}");
        assert_eq!(lint(&fixed(plan, &finding)), [], "{ask}");
    }
}

#[test]
fn a_closed_follow_up_is_opened_and_an_unfair_one_goes() {
    let plan = with(
        "What did you build last?",
        "Was it fast?\nWhat came of it?\nAre you married?",
    );
    let findings = lint(&plan);
    assert_eq!(rules(&plan), [Rule::Family, Rule::Closed]);
    let lines = |plan: &Plan| {
        let last = plan.items.values().last().expect("there are items");
        last.question.follow_ups.clone()
    };
    let opened = lines(&fixed(plan.clone(), &findings[1]));
    assert!(
        opened.starts_with("Was it fast? If so, tell us"),
        "{opened}"
    );
    assert!(opened.ends_with("\nWhat came of it?\nAre you married?"));
    let rest = lines(&fixed(plan, &findings[0]));
    assert_eq!(rest, "Was it fast?\nWhat came of it?");
}

#[test]
fn a_question_goes_only_if_nothing_else_is_asked_in_it() {
    let alone = with("How old are you?", "");
    let finding = the_finding(&alone);
    assert!(matches!(finding.fix, Some(PlanEdit::RemoveItem { .. })));
    assert_eq!(lint(&fixed(alone, &finding)), []);
    let among = with("What did you build last? How old are you?", "");
    assert_eq!(the_finding(&among).fix, None);
}

#[test]
fn a_finding_keeps_its_key_until_its_words_change() {
    let key = |ask: &str| the_finding(&with(ask, "")).key();
    assert_eq!(key("Have you used Redis?"), key("have you used redis ?"));
    assert_ne!(key("Have you used Redis?"), key("Have you used Kafka?"));

    let two = with("What did you build last?", "Was it fast?\nWas it hard?");
    let keys: Vec<FindingKey> = lint(&two).iter().map(Finding::key).collect();
    assert_eq!(keys.len(), 2);
    assert_ne!(keys[0], keys[1]);
}

#[test]
fn what_is_offered_instead_of_an_unfair_question_is_fair() {
    let asks = [
        "How old are you?",
        "Are you married?",
        "Are you disabled?",
        "What religion are you?",
        "Where were you born?",
        "What was your last salary?",
        "Have you ever been arrested?",
        "Are you gay?",
        "How did you vote?",
    ];
    for ask in asks {
        let finding = the_finding(&with(ask, ""));
        assert!(finding.rule.is_unfair(), "{ask}");
        let better = finding.better.expect("there is one");
        assert_eq!(rules_broken_by(&better), [], "{better}");
    }
}

#[test]
fn what_is_quoted_is_not_what_is_asked() {
    for ask in [
        "A candidate is asked \"How old are you?\" What do you do?",
        "A colleague says “You agree, don’t you?” and you do not. What do you say?",
    ] {
        assert_eq!(rules_broken_by(ask), [], "{ask}");
    }
    let unclosed = "He said \"How old are you?";
    assert_eq!(rules_broken_by(unclosed), [Rule::Age]);
}
