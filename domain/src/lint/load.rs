//! Interviewers who have more to do than they can do well.

use std::collections::BTreeMap;

use super::finding::{About, Finding, Rule};
use crate::id::PersonId;
use crate::plan::Plan;

/// Most minutes of questions that one person listens to and rates in one plan.
pub const MOST_MINUTES: u32 = 120;
/// Most stages that one person interviews in.
pub const MOST_STAGES: u32 = 4;

/// What one person has to do.
#[derive(Default)]
struct Load {
    minutes: u32,
    stages: u32,
}

/// Everybody who interviews for too long or too often, in the order of their ids,
/// as a plan knows no names.
pub(super) fn overloaded(plan: &Plan, findings: &mut Vec<Finding>) {
    let mut loads: BTreeMap<PersonId, Load> = BTreeMap::new();
    for (stage, people) in &plan.interviewers {
        let minutes = plan.minutes_of(*stage);
        for person in people {
            let load = loads.entry(*person).or_default();
            load.minutes += minutes;
            load.stages += 1;
        }
    }
    for (person, Load { minutes, stages }) in loads {
        let message = if minutes > MOST_MINUTES {
            format!(
                "This interviewer has {minutes} minutes of questions in all. After {MOST_MINUTES} attention and notes suffer, and with them the ratings."
            )
        } else if stages > MOST_STAGES {
            format!(
                "This interviewer is in {stages} stages. With more than {MOST_STAGES} one view weighs too much, and what was heard before colours what is heard next."
            )
        } else {
            continue;
        };
        findings.push(Finding::new(
            Rule::Overloaded,
            About::Person(person),
            message,
            "Let somebody else take a stage, or leave questions out.",
        ));
    }
}
