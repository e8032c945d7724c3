//! Findings parted into those that are open and those that somebody lets stand.

use super::Linter;
use super::finding::Finding;
use crate::plan::{Plan, Waiver};

/// What the linter says about a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What is still to be looked at.
    pub open: Vec<Finding>,
    /// What somebody lets stand.
    pub waived: Vec<Waived>,
}

/// A finding that somebody lets stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Waived {
    /// What was found.
    pub finding: Finding,
    /// Why it may stand, and who says so.
    pub waiver: Waiver,
}

impl Linter {
    /// Everything the rules find in `plan`, in the order of [`super::lint`]. A waiver
    /// of what is no longer found, such as of a wording that is now another, is not
    /// spoken of.
    pub fn report(&mut self, plan: &Plan) -> Report {
        let mut report = Report {
            open: Vec::new(),
            waived: Vec::new(),
        };
        let mut findings = self.findings(plan);
        findings.sort_by_key(|finding| !finding.rule.is_unfair());
        for finding in findings {
            // Most plans waive nothing, and keys are made by writing.
            let waiver = if plan.waivers.is_empty() {
                None
            } else {
                plan.waivers.get(&finding.key()).cloned()
            };
            match waiver {
                Some(waiver) => report.waived.push(Waived { finding, waiver }),
                None => report.open.push(finding),
            }
        }
        report
    }
}

/// What a linter reports that reads `plan` as its first.
pub fn report(plan: &Plan) -> Report {
    Linter::default().report(plan)
}
