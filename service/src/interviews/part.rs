//! How somebody of the team meets an interview.

use domain::id::PersonId;
use domain::views::Failure;
use store::InterviewHead;

use crate::failure::not_allowed;

/// What somebody is to an interview. Nobody who is nothing to it hears of it, and least of
/// all its candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// They lead its panel, and may score.
    Lead,
    /// They score.
    Panelist,
    /// They are the hiring manager, who sees what came out.
    Manager {
        /// Whether they see totals, and nobody's own judgement.
        totals_only: bool,
    },
}

impl Part {
    /// What this person is to an interview, `scores` where they are on its panel.
    pub(crate) fn of(person: PersonId, head: &InterviewHead, scores: bool) -> Option<Self> {
        if head.candidate_is == Some(person) {
            return None;
        }
        if head.lead == person {
            Some(Self::Lead)
        } else if scores {
            Some(Self::Panelist)
        } else if head.manager == Some(person) {
            let totals_only = head.totals_only;
            Some(Self::Manager { totals_only })
        } else {
            None
        }
    }

    /// Whether they are on the panel or lead it.
    pub const fn is_on_panel(self) -> bool {
        matches!(self, Self::Lead | Self::Panelist)
    }

    /// Refuses whoever is not on the panel, in words that tell only those of the interview
    /// who know that it is there.
    pub(crate) fn needs_panel(part: Option<Self>) -> Result<(), Failure> {
        match part {
            None => Err(Failure::NotFound),
            Some(Self::Manager { .. }) => Err(not_allowed(
                "You are the hiring manager of this interview, not on its panel: what you may see of it is in its summary.",
            )),
            Some(Self::Lead | Self::Panelist) => Ok(()),
        }
    }
}
