//! Who rated what: the matrix that every statistic of the debrief starts from.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{ItemId, PersonId};
use crate::scorecard::{Rating, Scorecard};

/// Most cells of a matrix: five hundred interviews of ten panelists and twenty
/// questions.
pub const MOST_CELLS: usize = 100_000;

/// Why ratings do not make a matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadRatings {
    /// A scale of one level or none.
    #[error("A scale has at least two levels, and this one has {0}.")]
    NoScale(u8),
    /// A question with more or fewer cells than there are raters.
    #[error(
        "Each question should have {raters} cells, one for each panelist, but one has {cells}."
    )]
    Uneven {
        /// How many it should have.
        raters: usize,
        /// How many it has.
        cells: usize,
    },
    /// A level that is not on the scale.
    #[error("Level {level} is not on the scale, which goes from 1 to {levels}.")]
    OffScale {
        /// The level.
        level: u8,
        /// The highest there is.
        levels: u8,
    },
    /// Ratings on different scales, which cannot be compared.
    #[error("These ratings were made on different scales, so they cannot be compared.")]
    MixedScales,
    /// More than [`MOST_CELLS`].
    #[error("These are too many ratings to look at together. Take fewer interviews at once.")]
    TooMany,
}

/// Levels by unit (a question as one candidate answered it) and rater.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratings {
    levels: u8,
    raters: usize,
    /// Unit by unit. None: not rated, or not assessed.
    cells: Vec<Option<u8>>,
}

impl Ratings {
    /// Of `units`, each with a cell for each of `raters`, on a scale from 1 to
    /// `levels`.
    pub fn new(
        levels: u8,
        raters: usize,
        units: impl IntoIterator<Item = impl AsRef<[Option<u8>]>>,
    ) -> Result<Self, BadRatings> {
        if levels < 2 {
            return Err(BadRatings::NoScale(levels));
        }
        let mut cells = Vec::new();
        for unit in units {
            let unit = unit.as_ref();
            if unit.len() != raters {
                return Err(BadRatings::Uneven {
                    raters,
                    cells: unit.len(),
                });
            }
            if let Some(level) = unit
                .iter()
                .flatten()
                .find(|level| !(1..=levels).contains(level))
            {
                return Err(BadRatings::OffScale {
                    level: *level,
                    levels,
                });
            }
            cells.extend_from_slice(unit);
            if cells.len() > MOST_CELLS {
                return Err(BadRatings::TooMany);
            }
        }
        Ok(Self {
            levels,
            raters,
            cells,
        })
    }

    /// Of the scorecards of one interview or of several on one plan, with the
    /// people its raters are, in their order. The units are the questions of
    /// `agenda` in their order, interview by interview.
    pub fn of<'a>(
        levels: u8,
        agenda: &[ItemId],
        interviews: impl IntoIterator<Item = &'a BTreeMap<PersonId, Scorecard>>,
    ) -> Result<(Self, Vec<PersonId>), BadRatings> {
        let interviews: Vec<_> = interviews.into_iter().collect();
        let people: BTreeSet<PersonId> = interviews
            .iter()
            .flat_map(|scorecards| scorecards.keys().copied())
            .collect();
        let people: Vec<PersonId> = people.into_iter().collect();
        let mut seen = None;
        let mut units = Vec::new();
        for scorecards in interviews {
            for item in agenda {
                let mut unit = Vec::with_capacity(people.len());
                for person in &people {
                    let rating = scorecards
                        .get(person)
                        .and_then(|card| card.ratings.get(item));
                    unit.push(match rating {
                        Some(Rating::Level { level, scale }) => {
                            if scale.levels != levels || *seen.get_or_insert(*scale) != *scale {
                                return Err(BadRatings::MixedScales);
                            }
                            Some(*level)
                        }
                        Some(Rating::NotAssessed) | None => None,
                    });
                }
                units.push(unit);
            }
        }
        Ok((Self::new(levels, people.len(), units)?, people))
    }

    /// How many levels the scale has.
    pub const fn levels(&self) -> u8 {
        self.levels
    }

    /// How many raters there are, with ratings or without.
    pub const fn raters(&self) -> usize {
        self.raters
    }

    /// The units, each with a cell for each rater.
    pub fn units(&self) -> impl Iterator<Item = &[Option<u8>]> {
        self.cells.chunks_exact(self.raters.max(1))
    }
}

/// The levels that are there.
pub(super) fn rated(unit: &[Option<u8>]) -> impl Iterator<Item = u8> {
    unit.iter().copied().flatten()
}
