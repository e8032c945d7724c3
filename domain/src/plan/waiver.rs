//! Findings of the linter that somebody lets stand, and why.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::check::check_remark;
use super::{Plan, PlanEdit};
use crate::id::PersonId;
use crate::sync::Rejection;

/// Most findings that are waived in one plan, also such as no longer stand.
pub const MOST_WAIVERS: usize = 1_000;
/// Longest reason of a waiver, in characters.
pub const LONGEST_WAIVER: usize = 2_000;
/// Longest key of a finding, in bytes. The id of a competency may be part of it.
pub const LONGEST_KEY: usize = 1_000;

/// Names a finding of the linter for as long as it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FindingKey(String);

impl FindingKey {
    /// The key as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for FindingKey {
    fn from(key: String) -> Self {
        Self(key)
    }
}

impl fmt::Display for FindingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// That a finding may stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Why.
    pub reason: String,
    /// Who says so.
    pub by: PersonId,
}

impl Plan {
    pub(super) fn waive(
        &mut self,
        key: &FindingKey,
        waiver: Option<&Waiver>,
    ) -> Result<PlanEdit, Rejection> {
        if key.0.is_empty() || key.0.len() > LONGEST_KEY {
            return Err(Rejection::out_of_range(
                "no check has a finding of this name",
            ));
        }
        let was = match waiver {
            None => self.waivers.remove(key),
            Some(waiver) => {
                check_remark(
                    &waiver.reason,
                    LONGEST_WAIVER,
                    "give a reason for letting this stand",
                )?;
                if self.waivers.len() >= MOST_WAIVERS && !self.waivers.contains_key(key) {
                    return Err(Rejection::out_of_range(format!(
                        "a plan has at most {MOST_WAIVERS} findings that may stand: take some back"
                    )));
                }
                self.waivers.insert(key.clone(), waiver.clone())
            }
        };
        Ok(PlanEdit::Waive {
            key: key.clone(),
            waiver: was,
        })
    }
}
