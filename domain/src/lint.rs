//! The plan linter: what in a plan is likely to make the interview unfair, or to
//! tell little about the candidate. `docs/linter.md` explains each rule.
//!
//! Its findings are advice: a person decides. It would rather miss something than
//! cry wolf, and looks only at what is in a stage, since the rest is not asked.

pub mod alike;
pub mod budget;
mod finding;
mod linter;
mod load;
mod phrase;
mod report;
mod unfair;
mod whole;
mod wording;
mod words;

pub(crate) use finding::key_in_copy;
pub use finding::{About, Finding, Rule};
pub use linter::Linter;
pub use load::{MOST_MINUTES, MOST_STAGES};
pub use report::{Report, Waived, report};
pub use wording::rules_broken_by;

use crate::id::ItemId;
use crate::plan::{ItemText, Plan, PlanEdit, PlanText, Question};
use crate::text::Splice;
use words::Plain;

/// What the rules find in `plan` and nobody has let stand: first what may be unlawful or
/// unfair to ask, then what is about the plan as a whole, then question by question in the
/// order they are asked.
/// [`report`] answers with what was waived too.
///
/// Its time grows with the length of the texts; `docs/linter.md` has a measurement.
pub fn lint(plan: &Plan) -> Vec<Finding> {
    report(plan).open
}

fn of_the_ask(id: ItemId, ask: &str, plain: &Plain, findings: &mut Vec<Finding>) {
    let alone = plain.sentences().len() == 1;
    for rule in wording::broken_by(plain) {
        let mut finding = Finding::of_wording(rule, id, ItemText::Ask, ask.trim(), plain);
        if rule == Rule::Closed {
            let opened = wording::opened(ask);
            finding.fix = Some(rewrite(id, ItemText::Ask, ask, &opened));
            finding.better = Some(opened);
        } else if rule.is_unfair() && alone {
            // Where nothing else is asked, nothing is left of the question.
            finding.fix = Some(PlanEdit::RemoveItem { item: id });
        }
        findings.push(finding);
    }
}

fn of_the_follow_ups(id: ItemId, question: &Question, findings: &mut Vec<Finding>) {
    let all = &question.follow_ups;
    for line in question.follow_ups() {
        let plain = Plain::of(line);
        for rule in wording::broken_by(&plain) {
            let mut finding = Finding::of_wording(rule, id, ItemText::FollowUps, line, &plain);
            if rule == Rule::Closed {
                let opened = wording::opened(line);
                let lines = with_line(all, line, Some(&opened));
                finding.fix = Some(rewrite(id, ItemText::FollowUps, all, &lines));
                finding.better = Some(opened);
            } else if rule.is_unfair() {
                let lines = with_line(all, line, None);
                finding.fix = Some(rewrite(id, ItemText::FollowUps, all, &lines));
            }
            findings.push(finding);
        }
    }
}

/// The follow-ups with `line` put in other words, or left out.
fn with_line(all: &str, line: &str, other: Option<&str>) -> String {
    let lines = all.lines().filter_map(|each| {
        let is_it = each.trim() == line;
        if is_it { other } else { Some(each) }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn rewrite(item: ItemId, text: ItemText, before: &str, after: &str) -> PlanEdit {
    PlanEdit::Text {
        text: PlanText::Item(item, text),
        splice: Splice::between(before, after),
    }
}
