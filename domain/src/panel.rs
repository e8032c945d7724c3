//! The panel: a running interview, as everybody in it may see it.
//!
//! Only coordination lives here: who is on it, what is being asked, the clock,
//! who has submitted. What anybody thinks of the candidate lives in scorecards.
//! What follows from the debrief lives here too: the decision, and which questions
//! count for nobody.

mod decision;
mod lineup;
mod schedule;

pub use decision::{Decision, LONGEST_REASONS, TakenBack, Verdict, Void, taken_back};
pub use schedule::{LONGEST_SESSION, Schedule};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{ItemId, PersonId};
use crate::sync::{Document, Edit, Rejection};
use crate::text::Splice;
use crate::wire::since_format_2;

/// Longest candidate's name and longest reason, in characters.
pub const LONGEST_LINE: usize = 500;
/// Most questions that a panel keeps track of.
pub const MOST_ITEMS: usize = crate::plan::MOST_ITEMS;
/// Most people on one panel.
pub const MOST_PANELISTS: usize = 30;

/// A running interview.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Panel {
    /// Who is interviewed. Empty before the first edit.
    pub candidate: String,
    /// Who leads: reveals, and hands out the asking at first.
    pub lead: PersonId,
    /// Who scores, and when each submitted (milliseconds since the Unix epoch).
    pub panelists: BTreeMap<PersonId, Option<i64>>,
    /// When the interview began.
    pub started_at: Option<i64>,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// The question being asked.
    pub asking: Option<Asking>,
    /// Whose turn it is to ask.
    pub baton: Option<PersonId>,
    /// What has become of each question so far; absent: not reached.
    pub coverage: BTreeMap<ItemId, Coverage>,
    /// Set once, when scorecards are opened to the panel.
    pub revealed: Option<Reveal>,
    /// What was decided, once scorecards are open.
    #[serde(deserialize_with = "since_format_2")]
    pub decision: Option<Decision>,
    /// Questions that count for nobody, found out once scorecards were open.
    #[serde(deserialize_with = "since_format_2")]
    pub voided: BTreeMap<ItemId, Void>,
    /// When and where it is to be.
    #[serde(deserialize_with = "since_format_2")]
    pub scheduled: Option<Schedule>,
}

/// The question being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// Which.
    pub item: ItemId,
    /// Since when, in milliseconds since the Unix epoch.
    pub since: i64,
}

/// What has become of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coverage {
    /// It was asked.
    Asked,
    /// It was left out on purpose.
    Skipped,
}

/// That scorecards were opened to the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reveal {
    /// When, in milliseconds since the Unix epoch.
    pub at: i64,
    /// By whom.
    pub by: PersonId,
    /// Why before all had submitted; empty if all had.
    pub reason: String,
}

/// An edit to a panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PanelEdit {
    /// Calls the panel together. Once, and first.
    Convene {
        /// Who is interviewed.
        candidate: String,
        /// Who leads.
        lead: PersonId,
        /// Who scores.
        panelists: Vec<PersonId>,
    },
    /// Starts the clock.
    Start {
        /// When.
        at: i64,
    },
    /// Moves on to a question, which counts as asked from then on.
    Ask {
        /// Which.
        item: ItemId,
        /// When.
        at: i64,
    },
    /// Puts right what has become of a question. None: not reached.
    Mark {
        /// Which.
        item: ItemId,
        /// What has become of it.
        coverage: Option<Coverage>,
    },
    /// Takes a move to a question back.
    AskingWas {
        /// What was being asked before.
        asking: Option<Asking>,
        /// The question that was moved to.
        item: ItemId,
        /// What had become of it before.
        coverage: Option<Coverage>,
    },
    /// Hands the asking to somebody.
    PassBaton {
        /// To whom.
        to: Option<PersonId>,
    },
    /// Stops the clock, or (none) lets it run on.
    End {
        /// When.
        at: Option<i64>,
    },
    /// A panelist's scorecard was submitted, or (none) taken back.
    Submitted {
        /// Whose.
        panelist: PersonId,
        /// When.
        at: Option<i64>,
    },
    /// Opens the scorecards to the panel. For good.
    Reveal(Reveal),
    /// Says what is decided, or (none) that it is open again. Only after the reveal.
    Decide(Option<Decision>),
    /// Lets a question count for nobody, or (none) lets it count again. Only
    /// after the reveal.
    Void {
        /// Which.
        item: ItemId,
        /// Why, by whom and when.
        void: Option<Void>,
    },
    /// Says when and where the interview is to be; none: not yet known.
    Schedule(Option<Schedule>),
    /// Says anew who is interviewed and who scores. Whoever has submitted stays.
    Reconvene {
        /// Who is interviewed.
        candidate: String,
        /// Who scores.
        panelists: Vec<PersonId>,
    },
}

impl PanelEdit {
    /// The texts in it that somebody has written.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Convene { candidate, .. } | Self::Reconvene { candidate, .. } => vec![candidate],
            Self::Reveal(reveal) => vec![&reveal.reason],
            Self::Decide(Some(decision)) => vec![&decision.reasons],
            Self::Void {
                void: Some(void), ..
            } => vec![&void.reason],
            Self::Schedule(Some(schedule)) => vec![&schedule.place],
            Self::Decide(None)
            | Self::Void { void: None, .. }
            | Self::Schedule(None)
            | Self::Start { .. }
            | Self::Ask { .. }
            | Self::Mark { .. }
            | Self::AskingWas { .. }
            | Self::PassBaton { .. }
            | Self::End { .. }
            | Self::Submitted { .. } => Vec::new(),
        }
    }
}

impl Edit for PanelEdit {
    type Text = ();

    fn splice(&self) -> Option<((), &Splice)> {
        None
    }

    fn splice_mut(&mut self) -> Option<((), &mut Splice)> {
        None
    }
}

impl Panel {
    /// Whether everybody on the panel has submitted.
    pub fn all_submitted(&self) -> bool {
        !self.panelists.is_empty() && self.panelists.values().all(Option::is_some)
    }

    /// How many have submitted.
    pub fn submitted(&self) -> usize {
        self.panelists.values().flatten().count()
    }

    fn cover(&mut self, item: ItemId, coverage: Option<Coverage>) -> Option<Coverage> {
        match coverage {
            Some(coverage) => self.coverage.insert(item, coverage),
            None => self.coverage.remove(&item),
        }
    }

    fn check_room(&self, item: ItemId) -> Result<(), Rejection> {
        if self.coverage.len() >= MOST_ITEMS && !self.coverage.contains_key(&item) {
            return Err(Rejection::out_of_range(format!(
                "an interview has at most {MOST_ITEMS} questions"
            )));
        }
        Ok(())
    }

    fn reveal(&mut self, reveal: &Reveal) -> Result<(), Rejection> {
        check_line("a reason", &reveal.reason)?;
        if !self.all_submitted() && reveal.reason.trim().is_empty() {
            return Err(Rejection::NotAllowed(
                "not everybody has submitted: give a reason to reveal early".to_owned(),
            ));
        }
        self.asking = None;
        self.ended_at = self.ended_at.or(self.started_at.map(|_| reveal.at));
        self.revealed = Some(reveal.clone());
        Ok(())
    }
}

impl Document for Panel {
    type Edit = PanelEdit;

    fn apply(&mut self, edit: &PanelEdit) -> Result<Option<PanelEdit>, Rejection> {
        if let PanelEdit::Convene {
            candidate,
            lead,
            panelists,
        } = edit
        {
            return self.convene(candidate, *lead, panelists).map(|()| None);
        }
        if self.panelists.is_empty() {
            return Err(Rejection::Gone);
        }
        if let PanelEdit::Decide(_) | PanelEdit::Void { .. } = edit {
            self.check_revealed()?;
        } else if self.revealed.is_some() {
            return Err(Rejection::Frozen(
                "the scorecards are revealed: the interview is over".into(),
            ));
        }
        match edit {
            PanelEdit::Convene { .. } => Err(Rejection::AlreadyThere),
            PanelEdit::Start { at } => {
                if self.started_at.is_some() {
                    return Err(Rejection::AlreadyThere);
                }
                self.started_at = Some(*at);
                Ok(None)
            }
            PanelEdit::Ask { item, at } => {
                self.check_room(*item)?;
                let was = self.asking.replace(Asking {
                    item: *item,
                    since: *at,
                });
                let coverage = self.cover(*item, Some(Coverage::Asked));
                self.started_at.get_or_insert(*at);
                Ok(Some(PanelEdit::AskingWas {
                    asking: was,
                    item: *item,
                    coverage,
                }))
            }
            PanelEdit::Mark { item, coverage } => {
                self.check_room(*item)?;
                let coverage = self.cover(*item, *coverage);
                Ok(Some(PanelEdit::Mark {
                    item: *item,
                    coverage,
                }))
            }
            PanelEdit::AskingWas {
                asking,
                item,
                coverage,
            } => {
                self.check_room(*item)?;
                Ok(Some(PanelEdit::AskingWas {
                    asking: std::mem::replace(&mut self.asking, *asking),
                    item: *item,
                    coverage: self.cover(*item, *coverage),
                }))
            }
            PanelEdit::PassBaton { to } => {
                if to.is_some_and(|person| !self.panelists.contains_key(&person)) {
                    return Err(Rejection::Gone);
                }
                let to = std::mem::replace(&mut self.baton, *to);
                Ok(Some(PanelEdit::PassBaton { to }))
            }
            PanelEdit::End { at } => {
                let at = std::mem::replace(&mut self.ended_at, *at);
                Ok(Some(PanelEdit::End { at }))
            }
            PanelEdit::Submitted { panelist, at } => {
                let submitted = self.panelists.get_mut(panelist).ok_or(Rejection::Gone)?;
                *submitted = *at;
                Ok(None)
            }
            PanelEdit::Reveal(reveal) => self.reveal(reveal).map(|()| None),
            PanelEdit::Decide(decision) => self.decide(decision.as_ref()).map(Some),
            PanelEdit::Void { item, void } => self.void(*item, void.as_ref()).map(Some),
            PanelEdit::Schedule(schedule) => self.schedule(schedule.as_ref()).map(Some),
            PanelEdit::Reconvene {
                candidate,
                panelists,
            } => self.reconvene(candidate, panelists).map(|()| None),
        }
    }
}

fn check_line(what: &str, line: &str) -> Result<(), Rejection> {
    check_length(what, line, LONGEST_LINE)
}

fn check_length(what: &str, text: &str, longest: usize) -> Result<(), Rejection> {
    if text.chars().count() > longest {
        return Err(Rejection::out_of_range(format!(
            "{what} has at most {longest} characters"
        )));
    }
    Ok(())
}
