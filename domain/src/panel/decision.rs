//! What comes of an interview, once its scorecards are open to the panel.

use serde::{Deserialize, Serialize};

use super::{MOST_ITEMS, Panel, PanelEdit, check_length, check_line};
use crate::id::{ItemId, PersonId};
use crate::sync::{Entry, Rejection};

/// Longest reasons of a decision, in characters.
pub const LONGEST_REASONS: usize = 8_000;

/// What is done about the candidate. People say so; nothing proposes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// They are to be hired.
    Hire,
    /// They are not.
    NoHire,
    /// It is put off.
    Hold,
}

impl Verdict {
    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hire => "Hire",
            Self::NoHire => "No hire",
            Self::Hold => "On hold",
        }
    }
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What.
    pub verdict: Verdict,
    /// Why.
    pub reasons: String,
    /// By whom.
    pub by: PersonId,
    /// When, in milliseconds since the Unix epoch.
    pub at: i64,
}

/// A decision that stands no more. The panel's log keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// What was decided.
    pub decision: Decision,
    /// Who took it back.
    pub by: PersonId,
    /// When they did, in milliseconds since the Unix epoch.
    pub at: i64,
}

/// The decisions of a panel's log that stand no more, in the order they were made.
pub fn taken_back(log: &[Entry<PanelEdit>]) -> Vec<TakenBack> {
    let mut standing = None;
    let mut taken_back = Vec::new();
    for entry in log {
        let PanelEdit::Decide(decision) = &entry.edit else {
            continue;
        };
        if let Some(decision) = std::mem::replace(&mut standing, decision.clone()) {
            taken_back.push(TakenBack {
                decision,
                by: entry.author,
                at: entry.at,
            });
        }
    }
    taken_back
}

/// That a question counts for nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Void {
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: PersonId,
    /// When, in milliseconds since the Unix epoch.
    pub at: i64,
}

impl Panel {
    /// Before the reveal somebody would decide on part of what is known.
    pub(super) fn check_revealed(&self) -> Result<(), Rejection> {
        if self.revealed.is_none() {
            return Err(Rejection::NotAllowed(
                "reveal the scorecards first: this rests on all of them".to_owned(),
            ));
        }
        Ok(())
    }

    pub(super) fn decide(&mut self, decision: Option<&Decision>) -> Result<PanelEdit, Rejection> {
        if let Some(decision) = decision {
            check_length(
                "the text of the reasons",
                &decision.reasons,
                LONGEST_REASONS,
            )?;
            if decision.reasons.trim().is_empty() {
                return Err(Rejection::out_of_range("give the reasons of the decision"));
            }
        }
        let was = std::mem::replace(&mut self.decision, decision.cloned());
        Ok(PanelEdit::Decide(was))
    }

    pub(super) fn void(
        &mut self,
        item: ItemId,
        void: Option<&Void>,
    ) -> Result<PanelEdit, Rejection> {
        let was = match void {
            None => self.voided.remove(&item),
            Some(void) => {
                check_line("a reason", &void.reason)?;
                if void.reason.trim().is_empty() {
                    return Err(Rejection::out_of_range(
                        "give a reason for not counting this question",
                    ));
                }
                if self.voided.len() >= MOST_ITEMS && !self.voided.contains_key(&item) {
                    return Err(Rejection::out_of_range(format!(
                        "an interview has at most {MOST_ITEMS} questions"
                    )));
                }
                self.voided.insert(item, void.clone())
            }
        };
        Ok(PanelEdit::Void { item, void: was })
    }
}
