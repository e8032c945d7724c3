//! What ratings say, and no more than they say. `docs/statistics.md` says what
//! each number means and how it is read.

mod agreement;
mod alpha;
mod answer;
mod coefficient;
mod debrief;
mod fisher;
mod impact;
mod ratings;
mod ratio;
mod reliability;
mod severity;

pub use agreement::{AGREEMENT_BANDS, agreement, is_weak, mean_agreement, null_variance};
pub use alpha::{ALPHA_BANDS, Metric, alpha};
pub use answer::{Answer, Band, Bands, CannotCompute, Edge, FEWEST_UNITS};
pub use coefficient::Coefficient;
pub use debrief::Debrief;
pub use fisher::fisher;
pub use impact::{BadGroup, Finding, Group, Impact, MOST_APPLICANTS, NoComparison, adverse_impact};
pub use ratings::{BadRatings, MOST_CELLS, Ratings};
pub use ratio::Ratio;
pub use reliability::{Model, Of, RELIABILITY_BANDS, Variance, reliability};
pub use severity::{Severity, severity};

use crate::scorecard::Rating;

/// A spread from which raters should talk: two levels.
pub const WIDE: u8 = 2;

/// What the ratings of one answer say together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The assessed levels, lowest first.
    pub levels: Vec<u8>,
    /// How many could not judge.
    pub not_assessed: usize,
}

impl Spread {
    /// Of these ratings, whoever they are by.
    pub fn of(ratings: impl IntoIterator<Item = Rating>) -> Self {
        let mut spread = Self {
            levels: Vec::new(),
            not_assessed: 0,
        };
        for rating in ratings {
            match rating.level() {
                Some(level) => spread.levels.push(level),
                None => spread.not_assessed += 1,
            }
        }
        spread.levels.sort_unstable();
        spread
    }

    /// The middle level; of an even number, halfway between the middle two.
    /// None where nobody assessed the answer.
    pub fn median(&self) -> Option<Ratio> {
        let upper = self.levels.get(self.levels.len() / 2)?;
        let lower = self.levels.get(self.levels.len().checked_sub(1)? / 2)?;
        Ratio::new(u64::from(*lower) + u64::from(*upper), 2)
    }

    /// The lowest and the highest level.
    pub fn range(&self) -> Option<(u8, u8)> {
        Some((*self.levels.first()?, *self.levels.last()?))
    }

    /// Whether raters differ by [`WIDE`] levels or more.
    pub fn is_wide(&self) -> bool {
        self.range()
            .is_some_and(|(lowest, highest)| highest - lowest >= WIDE)
    }
}

/// One rater's ratings of a whole interview taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Composite {
    /// The weighted mean level of what was assessed.
    pub level: Ratio,
    /// The share of the plan's weight that was assessed. Shown beside the
    /// level: a high level of a small share says little.
    pub assessed: Ratio,
}

impl Composite {
    /// Of `(weight, rating)` for each question of the plan; no rating where the
    /// question was not rated. None where nothing was assessed.
    pub fn of(items: impl IntoIterator<Item = (u16, Option<Rating>)>) -> Option<Self> {
        let (mut weighted, mut assessed, mut all) = (0_u64, 0_u64, 0_u64);
        for (weight, rating) in items {
            all += u64::from(weight);
            if let Some(level) = rating.and_then(Rating::level) {
                assessed += u64::from(weight);
                weighted += u64::from(weight) * u64::from(level);
            }
        }
        Some(Self {
            level: Ratio::new(weighted, assessed)?,
            assessed: Ratio::new(assessed, all)?,
        })
    }
}
