//! Rules that look at more than one text, or for one that is not there: coverage,
//! minutes, repetition, anchors, words.

use super::alike::Signature;
use super::budget::LONGEST;
use super::finding::{About, Finding, Rule, short};
use super::linter::Read;
use crate::id::ItemId;
use crate::plan::{Item, ItemText, Plan, PlanEdit};

/// Of a plan that was begun and asks nothing yet. It is all that is said of it: that
/// it covers nothing follows.
pub(super) fn no_questions(plan: &Plan) -> Option<Finding> {
    plan.basis.as_ref()?;
    let (message, better) = if plan.items.is_empty() {
        (
            "The plan has no questions yet, so there is nothing to interview by.",
            "Add a question from the library, or write one of your own.",
        )
    } else {
        (
            "No question is in a stage yet, so none of them will be asked.",
            "Put the questions that wait without a stage into stages.",
        )
    };
    let rule = Rule::NoQuestions;
    Some(Finding::new(rule, About::Plan, message.to_owned(), better))
}

/// Competencies that no question assesses, or only one.
pub(super) fn coverage(plan: &Plan, agenda: &[(ItemId, &Item)], findings: &mut Vec<Finding>) {
    let Some(basis) = &plan.basis else {
        return;
    };
    for competency in &basis.competencies {
        let name = &competency.name;
        let asked = agenda
            .iter()
            .filter(|(_, item)| item.question.competency == competency.id);
        let (rule, message, better) = match asked.count() {
            0 => (
                Rule::Uncovered,
                format!(
                    "No question assesses “{name}”, which this role asks for: nobody will know."
                ),
                "Add a question that gives evidence of it.",
            ),
            1 => (
                Rule::CoveredOnce,
                format!(
                    "Only one question assesses “{name}”. A single answer is thin evidence, and if time runs out there is none."
                ),
                "Add a second question for it, if possible in another stage.",
            ),
            _ => continue,
        };
        let about = About::Competency(competency.id.clone());
        findings.push(Finding::new(rule, about, message, better));
    }
}

/// Stages with more minutes of questions than the longest session holds.
pub(super) fn minutes(plan: &Plan, findings: &mut Vec<Finding>) {
    for id in plan.stages_in_order() {
        let minutes = plan.minutes_of(id);
        let Some(stage) = plan.stages.get(&id) else {
            continue;
        };
        if minutes <= u32::from(LONGEST.questions) {
            continue;
        }
        let message = format!(
            "“{}” has {minutes} minutes of questions, and a session of {} minutes leaves {} for them: {} go to the introduction, {} to the candidate's questions and {} to the end. The last questions will be hurried or left out.",
            short(&stage.name),
            LONGEST.total(),
            LONGEST.questions,
            LONGEST.introduction,
            LONGEST.candidates_questions,
            LONGEST.wrap_up,
        );
        findings.push(Finding::new(
            Rule::OverBudget,
            About::Stage(id),
            message,
            "Move a question to another stage, or leave one out.",
        ));
    }
}

/// Of a question without words to ask it by: neither letter nor digit of any script.
pub(super) fn wordless(id: ItemId, item: &Item) -> Option<Finding> {
    let question = &item.question;
    if question.ask.chars().any(char::is_alphanumeric) {
        return None;
    }
    let about = About::Item {
        item: id,
        text: Some(ItemText::Ask),
    };
    let message = "This question has no words yet: each interviewer would ask something else, and answers to different questions cannot be compared.";
    let better = "Write under “Question as asked” what every candidate is asked.";
    let mut finding = Finding::new(Rule::Wordless, about, message.to_owned(), better);
    let others = [
        &question.title,
        &question.assesses,
        &question.sample_answer,
        &question.follow_ups,
    ];
    let mut others = others.into_iter().chain(&question.anchors);
    // What somebody wrote around it is not thrown away with one click.
    if others.all(|text| text.trim().is_empty()) {
        finding.fix = Some(PlanEdit::RemoveItem { item: id });
    }
    Some(finding)
}

/// What has been asked so far.
#[derive(Default)]
pub(super) struct Asked<'a> {
    earlier: Vec<(&'a Signature, u64, &'a Item)>,
}

impl<'a> Asked<'a> {
    /// Whether `item` asks what was asked before; it is remembered in either case.
    pub(super) fn again(&mut self, id: ItemId, item: &'a Item, read: &'a Read) -> Option<Finding> {
        let (signature, digest) = (&read.signature, read.digest);
        let same = self
            .earlier
            .iter()
            .find(|(earlier, ..)| earlier.is_like(signature));
        let finding = same.map(|(_, other, earlier)| {
            let question = &earlier.question;
            let known_by = if question.title.trim().is_empty() {
                question.ask.trim()
            } else {
                question.title.trim()
            };
            let much = if *other == digest { "" } else { "nearly " };
            let message = format!(
                "This asks {much}the same as “{}” earlier in the plan. The time buys no new evidence, and one answer would count twice.",
                short(known_by)
            );
            let about = About::Item {
                item: id,
                text: Some(ItemText::Ask),
            };
            let better = "Keep the better one of the two.";
            let mut finding = Finding::new(Rule::Repeated, about, message, better);
            finding.fix = Some(PlanEdit::RemoveItem { item: id });
            // Of the two texts, whichever comes first.
            finding.found_in(digest ^ other.rotate_left(1))
        });
        self.earlier.push((signature, digest, item));
        finding
    }
}

/// Anchors that are missing, blank or alike, so that a level means nothing.
pub(super) fn anchors(plan: &Plan, id: ItemId, item: &Item) -> Option<Finding> {
    let levels = usize::from(plan.basis.as_ref()?.levels);
    let anchors = &item.question.anchors;
    // Compared as written but for case: reading every word of them took nearly a
    // third of the time of all rules.
    let written: Vec<&str> = anchors
        .iter()
        .map(|anchor| anchor.trim().trim_end_matches('.'))
        .filter(|anchor| !anchor.is_empty())
        .collect();
    let alike = written.iter().enumerate().any(|(at, anchor)| {
        let mut others = written.iter().skip(at + 1);
        others.any(|other| other.eq_ignore_ascii_case(anchor))
    });
    let written = written.len();
    let message = if written == 0 {
        format!(
            "None of the {levels} levels has an anchor, so each interviewer will rate by a scale of their own."
        )
    } else if written < levels {
        format!(
            "Only {written} of the {levels} levels {} an anchor, so nobody knows what the others stand for.",
            if written == 1 { "has" } else { "have" }
        )
    } else if alike {
        "Two levels have the same anchor, so nobody can tell which of them an answer deserves."
            .to_owned()
    } else {
        return None;
    };
    let about = About::Item {
        item: id,
        text: None,
    };
    let better = "Describe for each level what an answer of that level is like.";
    Some(Finding::new(Rule::Anchors, about, message, better))
}
