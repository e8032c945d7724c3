//! The intraclass correlation: how much of the variance of ratings is between
//! answers, and not between raters or left over.
//!
//! P. E. Shrout, J. L. Fleiss, *Intraclass correlations: uses in assessing rater
//! reliability*, Psychol. Bull. 86 (1979); in their names `ICC(2,1)` is
//! [`Model::Random`] of [`Of::One`], `ICC(2,k)` the same of [`Of::Panel`].

use super::answer::{Answer, Band, Bands, CannotCompute, Edge};
use super::ratings::rated;
use super::{Coefficient, Ratings};

/// How the intraclass correlation is read: T. K. Koo, M. Y. Li, *A guideline of
/// selecting and reporting intraclass correlation coefficients for reliability
/// research*, J. Chiropr. Med. 15 (2016).
pub static RELIABILITY_BANDS: Bands = Bands {
    source: "Koo & Li, Journal of Chiropractic Medicine 15 (2016)",
    upper: &[
        Band {
            from: Edge::Above(900),
            name: "excellent",
            reading: "Excellent: nearly all difference in levels is between answers, not between panelists.",
        },
        Band {
            from: Edge::AtLeast(750),
            name: "good",
            reading: "Good: most difference in levels is between answers, not between panelists.",
        },
        Band {
            from: Edge::AtLeast(500),
            name: "moderate",
            reading: "Moderate: other panelists might well have given other levels.",
        },
    ],
    lowest: Band {
        from: Edge::Bottom,
        name: "poor",
        reading: "Poor: the levels depend much on who gave them.",
    },
    below_zero: "Below 0 there is no reliability, and how far below tells nothing more: the answers differ so little that the number has no floor.",
};

/// What raters are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// Others for each answer: 1 in Shrout and Fleiss.
    OneWay,
    /// The same for each answer, some of many there could have been; it counts
    /// that one is stricter than another: 2.
    Random,
    /// The same for each answer, and the only ones of interest; it does not
    /// count: 3.
    Mixed,
}

/// Whose reliability is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// That of a single rater.
    One,
    /// That of the mean of all raters.
    Panel,
}

/// The intraclass correlation of raters drawn at random, absolute agreement:
/// `ICC(2,1)` or `ICC(2,k)`. Only where every rater rated every unit; units and
/// raters without any rating do not count as such.
pub fn reliability(ratings: &Ratings, of: Of) -> Answer {
    Answer {
        units: ratings
            .units()
            .filter(|unit| rated(unit).next().is_some())
            .count(),
        ratings: ratings.units().flat_map(rated).count(),
        value: Variance::of(ratings).and_then(|variance| variance.icc(Model::Random, of)),
        bands: &RELIABILITY_BANDS,
    }
}

/// The two-way analysis of variance of complete ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variance {
    /// Units and raters.
    n: i128,
    k: i128,
    /// Mean squares between units, between raters and left over, each times
    /// n·k·(n − 1)·(k − 1), which makes them whole.
    rows: i128,
    columns: i128,
    rest: i128,
}

impl Variance {
    /// Of these ratings, if they are complete.
    pub fn of(ratings: &Ratings) -> Result<Self, CannotCompute> {
        let mut columns = vec![(0_usize, 0_i128); ratings.raters()];
        let (mut units, mut given) = (0_usize, 0_usize);
        let (mut squares, mut row_squares) = (0_i128, 0_i128);
        for unit in ratings.units() {
            let mut row = 0;
            let before = given;
            for (column, level) in columns.iter_mut().zip(unit) {
                let Some(level) = level.map(i128::from) else {
                    continue;
                };
                column.0 += 1;
                column.1 += level;
                row += level;
                squares += level * level;
                given += 1;
            }
            units += usize::from(given > before);
            row_squares += row * row;
        }
        columns.retain(|(times, _)| *times > 0);
        let raters = columns.len();
        if raters < 2 {
            return Err(CannotCompute::TooFewRaters { have: raters });
        }
        if units < 2 {
            return Err(CannotCompute::TooFewUnits {
                have: units,
                need: 2,
            });
        }
        let cells = units * raters;
        if given < cells {
            return Err(CannotCompute::Incomplete { have: given, cells });
        }
        let whole = |count: usize| i128::try_from(count).map_err(|_| CannotCompute::TooMany);
        let (n, k) = (whole(units)?, whole(raters)?);
        let total: i128 = columns.iter().map(|(_, sum)| sum).sum();
        let column_squares: i128 = columns.iter().map(|(_, sum)| sum * sum).sum();
        // Sums of squares, each times n·k.
        let all = n * k * squares - total * total;
        let between_rows = n * row_squares - total * total;
        let between_columns = k * column_squares - total * total;
        if all == 0 {
            return Err(CannotCompute::NoVariation);
        }
        Ok(Self {
            n,
            k,
            rows: between_rows * (k - 1),
            columns: between_columns * (n - 1),
            rest: all - between_rows - between_columns,
        })
    }

    /// The mean square between units (MSR).
    pub fn between_units(&self) -> Result<Coefficient, CannotCompute> {
        self.mean_square(self.rows, 1)
    }

    /// The mean square between raters (MSC).
    pub fn between_raters(&self) -> Result<Coefficient, CannotCompute> {
        self.mean_square(self.columns, 1)
    }

    /// The mean square that is left over (MSE).
    pub fn left_over(&self) -> Result<Coefficient, CannotCompute> {
        self.mean_square(self.rest, 1)
    }

    /// The mean square within units (MSW).
    pub fn within_units(&self) -> Result<Coefficient, CannotCompute> {
        self.mean_square(self.within(), self.n)
    }

    /// An intraclass correlation.
    pub fn icc(&self, model: Model, of: Of) -> Result<Coefficient, CannotCompute> {
        let Self {
            n,
            k,
            rows,
            columns,
            rest,
        } = *self;
        let within = self.within();
        // Each fraction times n where that makes it whole.
        let (over, under) = match (model, of) {
            (Model::OneWay, Of::One) => (n * rows - within, n * rows + (k - 1) * within),
            (Model::OneWay, Of::Panel) => (n * rows - within, n * rows),
            (Model::Random, Of::One) => (
                n * (rows - rest),
                n * (rows + (k - 1) * rest) + k * (columns - rest),
            ),
            (Model::Random, Of::Panel) => (n * (rows - rest), n * rows + columns - rest),
            (Model::Mixed, Of::One) => (rows - rest, rows + (k - 1) * rest),
            (Model::Mixed, Of::Panel) => (rows - rest, rows),
        };
        if under <= 0 {
            return Err(CannotCompute::NoDifferences);
        }
        Coefficient::new(over, under).ok_or(CannotCompute::TooMany)
    }

    /// The mean square within units, times n more than the others.
    fn within(&self) -> i128 {
        self.columns + (self.n - 1) * self.rest
    }

    fn mean_square(&self, times: i128, more: i128) -> Result<Coefficient, CannotCompute> {
        let whole = self.n * self.k * (self.n - 1) * (self.k - 1) * more;
        Coefficient::new(times, whole).ok_or(CannotCompute::TooMany)
    }
}
