//! Rules that look at more than one text: coverage, minutes, repetition, anchors.

use super::alike::Signature;
use super::budget::LONGEST;
use super::finding::{About, Finding, Rule, short};
use super::linter::Read;
use crate::id::ItemId;
use crate::plan::{Item, ItemText, Plan, PlanEdit};

/// Competencies that no question assesses, or only one. A plan without any
/// question yet is not criticised.
pub(super) fn coverage(plan: &Plan, agenda: &[(ItemId, &Item)], findings: &mut Vec<Finding>) {
    let Some(basis) = plan.basis.as_ref().filter(|_| !agenda.is_empty()) else {
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
            "Only {written} of the {levels} levels have an anchor, so nobody knows what the others stand for."
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
