//! One interview as a packet for somebody: only what they may have is put in, so
//! that nothing which is made of it can show more.
//!
//! `docs/packets.md` says what goes to whom. A packet is made after the reveal
//! only, and of the scorecards that were handed in: one that was not stays its
//! panelist's own.

mod audience;
mod gather;
mod markdown;
mod mask;
mod table;

pub use audience::{Audience, Part};
pub use markdown::markdown;
pub use table::csv;

use std::fmt;

use crate::panel::{Coverage, Verdict};
use crate::scorecard::{Rating, Recommendation};
use crate::statistics::Ratio;
use crate::views::{Member, Outcome};

/// That there is nothing to hand on yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("The scorecards are still sealed. Reveal them first: until then nobody gets a packet.")]
pub struct StillSealed;

/// An interview for its audience. Whatever is not for them is not in here. Times
/// are in milliseconds since the Unix epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// Whom it is for.
    pub audience: Audience,
    /// The plan's title.
    pub title: String,
    /// The role.
    pub role: String,
    /// The candidate.
    pub candidate: Option<String>,
    /// When it was planned for.
    pub planned_at: Option<i64>,
    /// When it began.
    pub began_at: Option<i64>,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// Where it was.
    pub place: Option<String>,
    /// The questions, in the order they are asked.
    pub questions: Vec<Question>,
    /// The interviewers, as far as they may be told apart.
    pub panelists: Vec<Panelist>,
    /// How many recommended what, from against to in favour.
    pub totals: Option<Totals>,
    /// How scorecards were revealed.
    pub reveal: Option<Act>,
    /// What was decided; the act says why.
    pub decision: Option<(Verdict, Act)>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// Its label.
    pub label: Option<String>,
    /// Its stage.
    pub stage: Option<String>,
    /// Its competency.
    pub competency: Option<String>,
    /// Its wording.
    pub ask: Option<String>,
    /// What interviewers go by, by what it is: in the order of [`Part::Guidance`].
    pub guidance: Vec<(&'static str, String)>,
    /// Its weight, and why it is not 1.
    pub weight: Option<(u16, String)>,
    /// What has become of it.
    pub coverage: Option<Covered>,
    /// Why it counts for nobody.
    pub voided: Option<Act>,
    /// The ratings together. None of a question that counts for nobody.
    pub levels: Option<Levels>,
    /// What each interviewer made of the answer.
    pub judgements: Vec<Judgement>,
}

/// What has become of a question in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covered {
    /// It was asked.
    Asked,
    /// It was left out on purpose.
    Skipped,
    /// There was no time for it.
    NotReached,
    /// Nobody said that it was asked, but somebody rated an answer to it.
    Unmarked,
}

impl Covered {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Skipped => "skipped",
            Self::NotReached => "not reached",
            Self::Unmarked => "rated, but never marked as asked",
        }
    }

    /// What the panel says of it, and whether somebody rated an answer.
    pub const fn of(coverage: Option<&Coverage>, is_rated: bool) -> Self {
        match coverage {
            Some(Coverage::Asked) => Self::Asked,
            Some(Coverage::Skipped) => Self::Skipped,
            None if is_rated => Self::Unmarked,
            None => Self::NotReached,
        }
    }
}

/// The ratings of one answer together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Levels {
    /// Nobody assessed it.
    None,
    /// One interviewer did, and nobody's own rating is shown here.
    Withheld,
    /// What the interviewers who did found.
    Seen {
        /// The median.
        median: Ratio,
        /// The lowest level.
        lowest: u8,
        /// The highest level.
        highest: u8,
        /// How many ratings these are.
        ratings: usize,
    },
}

impl fmt::Display for Levels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none: nobody assessed it"),
            Self::Withheld => f.write_str("not shown: there is only one"),
            Self::Seen {
                median,
                lowest,
                highest,
                ratings,
            } => write!(
                f,
                "median {median}, range {lowest} to {highest}, n = {ratings}"
            ),
        }
    }
}

/// What one interviewer made of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Who.
    pub by: String,
    /// Their rating, as it counts.
    pub rating: Option<Rating>,
    /// Their rating as it was handed in, if they revised it.
    pub original: Option<Rating>,
    /// Their note.
    pub note: Option<String>,
    /// When and why they revised it, oldest first.
    pub revisions: Vec<Revised>,
}

/// That a rating was revised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// The rating from then on.
    pub rating: Option<Rating>,
    /// Why.
    pub reason: String,
    /// When.
    pub at: i64,
}

/// An interviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panelist {
    /// Their name, or what stands for it.
    pub name: String,
    /// When they handed in, if at all.
    pub submitted: Option<Option<i64>>,
    /// What they recommended.
    pub recommendation: Option<Recommendation>,
    /// Their note on the interview as a whole.
    pub note: Option<String>,
    /// The red flags they raised.
    pub flags: Vec<String>,
}

/// What those are called who handed in a scorecard and recommended nothing.
pub const SILENT: &str = "Handed in without one";

/// How many recommended what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Totals {
    /// One interviewer did, and nobody's own recommendation is shown here.
    Withheld,
    /// So many each.
    Counts {
        /// From strongly against to strongly in favour, "no decision" last.
        each: Vec<(Recommendation, usize)>,
        /// Who handed in without saying.
        silent: usize,
    },
}

/// That somebody did something, for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// When; none where it is not told.
    pub at: Option<i64>,
    /// Who; none where it is not told.
    pub by: Option<String>,
    /// Why; empty where no reason was asked for.
    pub reason: String,
}

impl Packet {
    /// Of this interview for `audience`. Texts may name anybody of the `team`, of whom not all
    /// had a part in it.
    ///
    /// # Errors
    /// Before the reveal.
    pub fn of(
        interview: &Outcome,
        team: &[Member],
        audience: Audience,
    ) -> Result<Self, StillSealed> {
        gather::packet(interview, team, audience)
    }
}
