//! How a statistic answers: with how much it rests on, and a value or the reason
//! why there is none.

use std::fmt;

use super::Coefficient;

/// Questions with two ratings or more that a coefficient should rest on before
/// it is shown. A convention of this project: on fewer, one rating moves it from
/// one band to another.
pub const FEWEST_UNITS: usize = 5;

/// Why a statistic has no value. The message is for the person who looks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotCompute {
    /// No question has two ratings.
    #[error("Cannot be computed: no answer was rated by two panelists or more.")]
    NothingShared,
    /// There is a single level in all ratings, so nothing can agree by more than
    /// chance.
    #[error("Cannot be computed: all ratings are the same level, so there is no variation.")]
    NoVariation,
    /// It needs a rating from everybody on every question.
    #[error("Cannot be computed: it takes all {cells} ratings and has {have}.")]
    Incomplete {
        /// How many there are; "not assessed" is none.
        have: usize,
        /// How many there would be.
        cells: usize,
    },
    /// It rests on too few questions.
    #[error("Cannot be computed: it takes {need} answers that were rated and has {have}.")]
    TooFewUnits {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// It rests on too few panelists.
    #[error("Cannot be computed: it takes two panelists who rated and has {have}.")]
    TooFewRaters {
        /// How many rated anything.
        have: usize,
    },
    /// The answers differ from each other no more than chance makes them, so
    /// the quotient that would be the value means nothing.
    #[error("Cannot be computed: the answers differ from each other no more than by chance.")]
    NoDifferences,
    /// The exact fraction would not fit.
    #[error("Cannot be computed: there are too many ratings to count exactly. Take fewer at once.")]
    TooMany,
}

/// The answer of a statistic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How many questions it rests on. Always shown beside the value.
    pub units: usize,
    /// How many ratings it rests on. Always shown beside the value.
    pub ratings: usize,
    /// The value, or why there is none.
    pub value: Result<Coefficient, CannotCompute>,
    /// How it is read.
    pub bands: &'static Bands,
}

impl Answer {
    /// Where the value lies.
    pub fn band(&self) -> Option<&'static Band> {
        self.value.ok().map(|value| self.bands.find(value))
    }

    /// In plain words: what the value says, or why there is none.
    pub fn reading(&self) -> String {
        match self.value {
            Ok(value) => self.bands.read(value),
            Err(why) => why.to_string(),
        }
    }

    /// The same, but without a value that rests on fewer than [`FEWEST_UNITS`].
    #[must_use]
    pub fn if_enough(mut self) -> Self {
        if self.units < FEWEST_UNITS {
            self.value = self.value.and(Err(CannotCompute::TooFewUnits {
                have: self.units,
                need: FEWEST_UNITS,
            }));
        }
        self
    }
}

/// A published convention for reading a coefficient.
#[derive(Debug, PartialEq, Eq)]
pub struct Bands {
    /// Who published it.
    pub source: &'static str,
    /// From the highest down to the lowest but one.
    pub upper: &'static [Band],
    /// What is in none of them.
    pub lowest: Band,
    /// What is to be said besides where the value is below 0: no band begins there.
    pub below_zero: &'static str,
}

impl Bands {
    /// The band a value lies in.
    pub fn find(&'static self, value: Coefficient) -> &'static Band {
        self.upper
            .iter()
            .find(|band| band.from.lets_in(value))
            .unwrap_or(&self.lowest)
    }

    fn read(&'static self, value: Coefficient) -> String {
        let reading = self.find(value).reading;
        if value.at_least(0) {
            return reading.to_owned();
        }
        format!("{reading} {}", self.below_zero)
            .trim_end()
            .to_owned()
    }

    /// All bands, from the highest.
    pub fn all(&'static self) -> impl Iterator<Item = &'static Band> {
        self.upper.iter().chain([&self.lowest])
    }
}

/// One band.
#[derive(Debug, PartialEq, Eq)]
pub struct Band {
    /// Where it begins.
    pub from: Edge,
    /// What its source calls it.
    pub name: &'static str,
    /// What that means here, in plain words.
    pub reading: &'static str,
}

/// Where a band begins, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// At this value.
    AtLeast(u16),
    /// Right above this value.
    Above(u16),
    /// Nowhere: it is the lowest.
    Bottom,
}

impl Edge {
    fn lets_in(self, value: Coefficient) -> bool {
        match self {
            Self::AtLeast(thousandths) => value.at_least(thousandths),
            Self::Above(thousandths) => value.above(thousandths),
            Self::Bottom => true,
        }
    }
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(thousandths) => write!(f, "0.{thousandths:03} or more"),
            Self::Above(thousandths) => write!(f, "above 0.{thousandths:03}"),
            Self::Bottom => f.write_str("anything lower"),
        }
    }
}
