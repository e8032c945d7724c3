//! The scorecard: what one panelist thinks of one candidate, and why.

mod revision;

pub use revision::{LONGEST_REASON, MOST_REVISIONS, Revision};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::ItemId;
use crate::plan::MOST_OF_A_KIT;
use crate::sync::{Document, Edit, Rejection};
use crate::text::Splice;
use crate::wire::since_format_2;

/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 20_000;
/// Most questions that one scorecard can speak of.
pub const MOST_ITEMS: usize = crate::plan::MOST_ITEMS;
/// The version of the rating scales that ratings are made on today.
pub const SCALE_VERSION: u16 = 1;

/// One panelist's scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Scorecard {
    /// Ratings; absent: not yet rated.
    pub ratings: BTreeMap<ItemId, Rating>,
    /// Notes on a question, or (none) on the interview as a whole.
    pub notes: BTreeMap<Option<ItemId>, String>,
    /// Red flags raised, by the kit's id of each.
    pub flags: BTreeSet<String>,
    /// The overall recommendation, asked last.
    pub recommendation: Option<Recommendation>,
    /// When it was submitted, in milliseconds since the Unix epoch.
    pub submitted_at: Option<i64>,
    /// Ratings changed after it was submitted, beside the originals, oldest first.
    /// What counts is [`Scorecard::latest`].
    #[serde(deserialize_with = "since_format_2")]
    pub revisions: BTreeMap<ItemId, Vec<Revision>>,
}

/// A judgement of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rating {
    /// The panelist could not judge. Not a zero, and not a one.
    NotAssessed,
    /// A level of a scale.
    Level {
        /// 1 for the lowest.
        level: u8,
        /// The scale it is a level of.
        scale: Scale,
    },
}

/// The scale a rating was made on, kept with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// How many levels it has: 4 or 5.
    pub levels: u8,
    /// Which wording of the scale.
    pub version: u16,
}

impl Rating {
    /// A level of today's scale of that many levels.
    pub const fn of(level: u8, levels: u8) -> Self {
        Self::Level {
            level,
            scale: Scale {
                levels,
                version: SCALE_VERSION,
            },
        }
    }

    /// The level, if the answer was assessed.
    pub const fn level(self) -> Option<u8> {
        match self {
            Self::NotAssessed => None,
            Self::Level { level, .. } => Some(level),
        }
    }

    fn check(self) -> Result<(), Rejection> {
        if let Self::Level { level, scale } = self {
            if !(4..=5).contains(&scale.levels) {
                return Err(Rejection::out_of_range(
                    "a rating scale has four or five levels",
                ));
            }
            if !(1..=scale.levels).contains(&level) {
                return Err(Rejection::out_of_range(format!(
                    "a rating is between 1 and {}",
                    scale.levels
                )));
            }
        }
        Ok(())
    }
}

impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAssessed => f.write_str("not assessed"),
            Self::Level { level, scale } => write!(f, "{level} of {}", scale.levels),
        }
    }
}

/// What a panelist would do, on four points or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Recommendation {
    /// Strongly against.
    StrongNo,
    /// Against.
    No,
    /// In favour.
    Yes,
    /// Strongly in favour.
    StrongYes,
    /// Too little to go by.
    NoDecision,
}

impl Recommendation {
    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::StrongNo => "Strong no",
            Self::No => "No",
            Self::Yes => "Yes",
            Self::StrongYes => "Strong yes",
            Self::NoDecision => "No decision",
        }
    }
}

/// An edit to a scorecard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ScorecardEdit {
    /// Rates an answer, or (none) takes the rating back.
    Rate {
        /// The question.
        item: ItemId,
        /// The judgement.
        rating: Option<Rating>,
    },
    /// Edits a note.
    Note {
        /// The question it is on; none: the interview as a whole.
        about: Option<ItemId>,
        /// What happens to it.
        splice: Splice,
    },
    /// Raises or lowers a red flag.
    Flag {
        /// The kit's id of it.
        flag: String,
        /// Whether it is raised.
        raised: bool,
    },
    /// Recommends, or (none) takes that back.
    Recommend(Option<Recommendation>),
    /// Hands the scorecard in: read-only from then on.
    Submit {
        /// When.
        at: i64,
    },
    /// Takes it back to go on writing. Not once a rating was revised.
    Reopen,
    /// Puts another rating beside the one that was submitted. For good, as it is
    /// a record.
    Revise {
        /// The question.
        item: ItemId,
        /// The other rating, and why.
        revision: Revision,
    },
}

impl ScorecardEdit {
    /// The texts in it that somebody has written.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Note { splice, .. } => splice.inserted().collect(),
            Self::Flag { flag, .. } => vec![flag],
            Self::Revise { revision, .. } => vec![&revision.reason],
            Self::Rate { .. } | Self::Recommend(_) | Self::Submit { .. } | Self::Reopen => {
                Vec::new()
            }
        }
    }
}

impl Edit for ScorecardEdit {
    type Text = Option<ItemId>;

    fn splice(&self) -> Option<(Option<ItemId>, &Splice)> {
        match self {
            Self::Note { about, splice } => Some((*about, splice)),
            _ => None,
        }
    }

    fn splice_mut(&mut self) -> Option<(Option<ItemId>, &mut Splice)> {
        match self {
            Self::Note { about, splice } => Some((*about, splice)),
            _ => None,
        }
    }
}

impl Scorecard {
    /// The note on a question, or on the interview as a whole.
    pub fn note(&self, about: Option<ItemId>) -> &str {
        self.notes.get(&about).map_or("", String::as_str)
    }

    fn rate(&mut self, item: ItemId, rating: Option<Rating>) -> Result<ScorecardEdit, Rejection> {
        rating.map_or(Ok(()), Rating::check)?;
        if self.ratings.len() >= MOST_ITEMS && !self.ratings.contains_key(&item) {
            return Err(too_many());
        }
        let rating = match rating {
            Some(rating) => self.ratings.insert(item, rating),
            None => self.ratings.remove(&item),
        };
        Ok(ScorecardEdit::Rate { item, rating })
    }

    fn splice(
        &mut self,
        about: Option<ItemId>,
        splice: &Splice,
    ) -> Result<ScorecardEdit, Rejection> {
        if self.notes.len() > MOST_ITEMS && !self.notes.contains_key(&about) {
            return Err(too_many());
        }
        let current = self.note(about);
        let next = splice.apply(current).map_err(|_| Rejection::TextChanged)?;
        if next.chars().count() > LONGEST_NOTE {
            return Err(Rejection::out_of_range(format!(
                "a note has at most {LONGEST_NOTE} characters"
            )));
        }
        let inverse = splice.inverse(current);
        if next.is_empty() {
            self.notes.remove(&about);
        } else {
            self.notes.insert(about, next);
        }
        Ok(ScorecardEdit::Note {
            about,
            splice: inverse,
        })
    }

    fn flag(&mut self, flag: &str, raised: bool) -> Result<ScorecardEdit, Rejection> {
        if flag.is_empty() || flag.len() > 100 {
            return Err(Rejection::out_of_range(
                "this is not one of the role's red flags",
            ));
        }
        let is_new = raised && !self.flags.contains(flag);
        if is_new && self.flags.len() >= MOST_OF_A_KIT {
            return Err(Rejection::out_of_range(format!(
                "a scorecard raises at most {MOST_OF_A_KIT} red flags"
            )));
        }
        let was = if raised {
            !self.flags.insert(flag.to_owned())
        } else {
            self.flags.remove(flag)
        };
        Ok(ScorecardEdit::Flag {
            flag: flag.to_owned(),
            raised: was,
        })
    }
}

impl Document for Scorecard {
    type Edit = ScorecardEdit;

    fn apply(&mut self, edit: &ScorecardEdit) -> Result<Option<ScorecardEdit>, Rejection> {
        let after = matches!(edit, ScorecardEdit::Reopen | ScorecardEdit::Revise { .. });
        if self.submitted_at.is_some() && !after {
            return Err(Rejection::Frozen(
                "the scorecard is submitted: reopen it to go on writing".into(),
            ));
        }
        match edit {
            ScorecardEdit::Rate { item, rating } => self.rate(*item, *rating).map(Some),
            ScorecardEdit::Note { about, splice } => self.splice(*about, splice).map(Some),
            ScorecardEdit::Flag { flag, raised } => self.flag(flag, *raised).map(Some),
            ScorecardEdit::Recommend(recommendation) => {
                let was = std::mem::replace(&mut self.recommendation, *recommendation);
                Ok(Some(ScorecardEdit::Recommend(was)))
            }
            ScorecardEdit::Submit { at } => {
                self.submitted_at = Some(*at);
                Ok(None)
            }
            ScorecardEdit::Reopen if !self.revisions.is_empty() => Err(Rejection::Frozen(
                "a rating was revised, so what was submitted stays as it is".into(),
            )),
            ScorecardEdit::Reopen => {
                self.submitted_at = None;
                Ok(None)
            }
            ScorecardEdit::Revise { item, revision } => self.revise(*item, revision).map(|()| None),
        }
    }
}

fn too_many() -> Rejection {
    Rejection::out_of_range(format!(
        "a scorecard speaks of at most {MOST_ITEMS} questions"
    ))
}
