//! The rules that look at the plan as a whole.

use domain::lint::budget::{LONGEST, SPLITS, of_session, session_for};
use domain::lint::{About, Rule, lint};
use domain::plan::{ItemText, Plan, PlanEdit};
use domain::sync::Document;
use proptest::prelude::*;

use super::{FIRST, SECOND, add, plan, rules, sound, the_finding};
use crate::edits::Subject;
use crate::hand::Hand;

#[test]
fn a_plan_without_questions_has_that_one_finding() {
    let finding = the_finding(&plan());
    assert_eq!(finding.rule, Rule::NoQuestions);
    assert_eq!(finding.about, About::Plan);
    assert_eq!(finding.key().as_str(), "no-questions:plan");
    assert!(finding.message.contains("no questions yet"));
    // As it is before it has loaded.
    assert_eq!(lint(&Plan::default()), []);
}

#[test]
fn a_plan_whose_questions_are_all_without_a_stage_is_told_so() {
    let mut plan = sound();
    plan.stages.clear();
    let finding = the_finding(&plan);
    assert_eq!(finding.rule, Rule::NoQuestions);
    assert!(finding.message.contains("in a stage yet"));
}

#[test]
fn a_question_without_words_is_found_and_one_with_few_is_not() {
    for (ask, is_wordless) in [
        ("", true),
        (" \n", true),
        ("?", true),
        ("…", true),
        ("- [ ] ", true),
        ("Why?", false),
        ("C?", false),
        ("1 + 1 = ?", false),
        ("为什么？", false),
    ] {
        let mut plan = sound();
        let added = add(&mut plan, "craft", ask);
        plan.items.get_mut(&added).expect("added").minutes = 0;
        let found = rules(&plan).contains(&Rule::Wordless);
        assert_eq!(found, is_wordless, "{ask:?}");
    }
}

#[test]
fn a_question_without_words_is_removed_by_one_click_only_where_nothing_else_is_lost() {
    let mut plan = sound();
    let added = add(&mut plan, "craft", "");
    plan.items.get_mut(&added).expect("added").minutes = 0;
    let finding = the_finding(&plan);
    let about = About::Item {
        item: added,
        text: Some(ItemText::Ask),
    };
    assert_eq!((finding.rule, finding.about), (Rule::Wordless, about));
    assert_eq!(finding.fix, None, "its anchors would go too");
    let question = &mut plan.items.get_mut(&added).expect("added").question;
    question.anchors = vec![String::new(); 4];
    let finding = the_finding(&plan);
    assert_eq!(finding.rule, Rule::Wordless, "words come before anchors");
    let mut asks = plan.clone();
    let question = &mut asks.items.get_mut(&added).expect("added").question;
    question.follow_ups = "How old are you?".into();
    assert_eq!(rules(&asks), [Rule::Age, Rule::Wordless]);
    plan.apply(&finding.fix.expect("one click does it"))
        .expect("it can be done");
    assert_eq!(lint(&plan), []);
}

#[test]
fn a_competency_is_covered_never_once_or_often_enough() {
    let mut plan = plan();
    add(&mut plan, "craft", "Tell us about a tool you built.");
    assert_eq!(rules(&plan), [Rule::CoveredOnce, Rule::Uncovered]);
    assert_eq!(lint(&plan)[0].about, About::Competency("craft".to_owned()));
    assert_eq!(lint(&plan)[1].key().as_str(), "uncovered:competency:design");
    add(&mut plan, "craft", "How do you choose a language?");
    assert_eq!(rules(&plan), [Rule::Uncovered]);
}

#[test]
fn what_is_in_no_stage_covers_nothing_and_is_not_read() {
    let mut plan = sound();
    let unplaced = add(&mut plan, "craft", "How old are you?");
    plan.items.get_mut(&unplaced).expect("added").minutes = 0;
    assert_eq!(rules(&plan), [Rule::Age]);
    plan.items.get_mut(&unplaced).expect("added").place.stage = domain::id::StageId([9; 16]);
    assert_eq!(lint(&plan), []);
}

#[test]
fn a_stage_holds_forty_minutes_of_questions_and_no_more() {
    let mut plan = sound();
    assert_eq!(plan.minutes_of(FIRST), 40);
    let one = *plan.items.keys().next().expect("there are items");
    plan.items.get_mut(&one).expect("it is there").minutes += 1;
    let finding = the_finding(&plan);
    assert_eq!(finding.rule, Rule::OverBudget);
    assert_eq!(finding.about, About::Stage(FIRST));
    assert!(
        finding.message.contains("41 minutes"),
        "{}",
        finding.message
    );

    let to = plan.place_at(SECOND, 0, Some(one), domain::order::Mark(1));
    plan.apply(&PlanEdit::MoveItem { item: one, to })
        .expect("it moves");
    assert_eq!(lint(&plan), []);
}

#[test]
fn the_splits_add_up_to_their_sessions() {
    assert_eq!(SPLITS.map(domain::lint::budget::Split::total), [30, 45, 60]);
    assert_eq!(of_session(45).map(|split| split.questions), Some(32));
    assert_eq!(of_session(50), None);
    assert_eq!(session_for(20), Some(SPLITS[0]));
    assert_eq!(session_for(21), Some(SPLITS[1]));
    assert_eq!(session_for(40), Some(LONGEST));
    assert_eq!(session_for(41), None);
}

#[test]
fn the_later_of_two_like_questions_is_found_and_can_be_removed() {
    let mut plan = sound();
    let again = add(&mut plan, "craft", "Describe a tool that you have built!");
    plan.items.get_mut(&again).expect("added").minutes = 0;
    let finding = the_finding(&plan);
    assert_eq!(finding.rule, Rule::Repeated);
    let about = About::Item {
        item: again,
        text: Some(ItemText::Ask),
    };
    assert_eq!(finding.about, about);
    assert!(finding.message.contains("nearly the same"));
    plan.apply(&finding.fix.expect("one click does it"))
        .expect("it can be done");
    assert_eq!(lint(&plan), []);
}

#[test]
fn blank_questions_are_not_the_same_question() {
    let mut plan = sound();
    for _ in 0..2 {
        let blank = add(&mut plan, "craft", "  ");
        plan.items.get_mut(&blank).expect("added").minutes = 0;
    }
    assert_eq!(rules(&plan), [Rule::Wordless; 2]);
}

#[test]
fn anchors_are_missed_when_absent_blank_short_or_alike() {
    let bad: [&[&str]; 5] = [
        &[],
        &["", " ", "\n", ""],
        &["None.", "A part.", "The whole."],
        &["None.", "A part.", "", "The whole."],
        &["None.", "A part.", "A PART", "The whole."],
    ];
    for anchors in bad {
        let mut plan = sound();
        let one = *plan.items.keys().next().expect("there are items");
        let question = &mut plan.items.get_mut(&one).expect("it is there").question;
        question.anchors = anchors.iter().copied().map(str::to_owned).collect();
        let finding = the_finding(&plan);
        assert_eq!(finding.rule, Rule::Anchors, "{anchors:?}");
        assert_eq!(finding.key().as_str(), format!("anchors:item:{one}"));
    }
    let mut plan = sound();
    let one = *plan.items.keys().next().expect("there are items");
    let question = &mut plan.items.get_mut(&one).expect("it is there").question;
    question.anchors = vec!["None.".to_owned()];
    let message = the_finding(&plan).message;
    assert!(message.starts_with("Only 1 of the 4 levels has an anchor"));
}

proptest! {
    #![proptest_config(crate::words::cases())]

    #[test]
    fn no_plan_makes_the_linter_panic_and_every_fix_can_be_done(seed in any::<u64>()) {
        let mut hand = Hand::new(seed);
        let mut plan = Plan::default();
        for _ in 0..60 {
            let edit = plan.some_edit(&mut hand);
            let _ = plan.apply(&edit);
        }
        let findings = lint(&plan);
        prop_assert_eq!(&findings, &lint(&plan));
        for fix in findings.iter().filter_map(|finding| finding.fix.as_ref()) {
            prop_assert!(plan.clone().apply(fix).is_ok(), "{:?}", fix);
        }
    }

    #[test]
    fn no_text_makes_the_wording_rules_panic(
        text in "(\\PC|[ ,.?!\"'\u{201c}\u{201d}\u{2019}\n-]|you|your|are|do|old|age|how|and|what| ){0,60}",
    ) {
        let mut plan = sound();
        let item = add(&mut plan, "craft", &text);
        plan.items.get_mut(&item).expect("added").question.follow_ups = text;
        for fix in lint(&plan).iter().filter_map(|finding| finding.fix.as_ref()) {
            prop_assert!(plan.clone().apply(fix).is_ok(), "{:?}", fix);
        }
    }
}
