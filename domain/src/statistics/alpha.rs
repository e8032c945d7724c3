//! Krippendorff's alpha: by how much raters agree beyond chance.
//!
//! α = 1 − Dₒ / Dₑ. Dₒ is the mean distance of two ratings of one unit, Dₑ that
//! of two ratings of any units. Units with one rating say nothing and are left
//! out; missing ratings are allowed everywhere.
//!
//! K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011).

use super::answer::{Answer, Band, Bands, CannotCompute, Edge};
use super::coefficient::least_common;
use super::ratings::rated;
use super::{Coefficient, Ratings};

/// How alpha is read: K. Krippendorff, *Content Analysis* (2nd ed. 2004), p. 241.
pub static ALPHA_BANDS: Bands = Bands {
    source: "Krippendorff, Content Analysis, 2nd ed. (2004)",
    upper: &[
        Band {
            from: Edge::AtLeast(800),
            name: "dependable",
            reading: "Dependable: the panelists use the levels alike.",
        },
        Band {
            from: Edge::AtLeast(667),
            name: "tentative",
            reading: "Tentative: the panelists use the levels mostly alike. Draw careful conclusions only.",
        },
    ],
    lowest: Band {
        from: Edge::Bottom,
        name: "not dependable",
        reading: "Not dependable: the panelists use the levels differently. Read the notes before comparing levels.",
    },
    below_zero: "Below 0 they differ by more than chance would have them differ.",
};

/// How far two levels are apart. Levels of a rating scale are ordinal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// The same or not.
    Nominal,
    /// By how many ratings lie between.
    Ordinal,
    /// By the difference.
    Interval,
    /// By the difference as a share of the sum.
    Ratio,
}

/// Alpha of these ratings. `units` counts the units with two ratings or more,
/// `ratings` the ratings of those.
pub fn alpha(ratings: &Ratings, metric: Metric) -> Answer {
    let mut units = Vec::new();
    let mut all = Histogram::none(ratings);
    for unit in ratings.units() {
        let mut histogram = Histogram::none(ratings);
        rated(unit).for_each(|level| histogram.count(level));
        if histogram.total >= 2 {
            rated(unit).for_each(|level| all.count(level));
            units.push(histogram);
        }
    }
    Answer {
        units: units.len(),
        ratings: usize::try_from(all.total).unwrap_or(usize::MAX),
        value: value(&units, &all, metric),
        bands: &ALPHA_BANDS,
    }
}

fn value(
    units: &[Histogram],
    all: &Histogram,
    metric: Metric,
) -> Result<Coefficient, CannotCompute> {
    if units.is_empty() {
        return Err(CannotCompute::NothingShared);
    }
    if all.pairs().next().is_none() {
        return Err(CannotCompute::NoVariation);
    }
    quotient(units, all, metric).ok_or(CannotCompute::TooMany)
}

/// 1 − (n − 1) · Σ (wᵤ / (mᵤ − 1)) / w, where w is the distance over all pairs of
/// ratings of a unit, or of all units together.
fn quotient(units: &[Histogram], all: &Histogram, metric: Metric) -> Option<Coefficient> {
    let scale = match metric {
        Metric::Ratio => all
            .pairs()
            .try_fold(1, |scale, (low, high)| least_common(scale, sum(low, high)))?,
        _ => 1,
    };
    let distance = |low: usize, high: usize| match metric {
        Metric::Nominal => Some(1),
        Metric::Ordinal => square(all.between(low, high)),
        Metric::Interval => square(gap(low, high)),
        Metric::Ratio => square((scale / sum(low, high)).checked_mul(gap(low, high))?),
    };
    let common = units.iter().try_fold(1, |common, unit| {
        least_common(common, unit.total.checked_sub(1)?)
    })?;
    let observed = units.iter().try_fold(0_i128, |observed, unit| {
        let share = unit
            .distance(distance)?
            .checked_mul(common / (unit.total - 1))?;
        observed.checked_add(share)
    })?;
    let expected = all.distance(distance)?.checked_mul(common)?;
    let over = expected.checked_sub(observed.checked_mul(all.total - 1)?)?;
    Coefficient::new(over, expected)
}

/// How often each level was given.
struct Histogram {
    of: Vec<i128>,
    total: i128,
}

impl Histogram {
    fn none(ratings: &Ratings) -> Self {
        Self {
            of: vec![0; usize::from(ratings.levels()) + 1],
            total: 0,
        }
    }

    fn count(&mut self, level: u8) {
        if let Some(times) = self.of.get_mut(usize::from(level)) {
            *times += 1;
            self.total += 1;
        }
    }

    /// Each two different levels that were given, the lower first.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let given = |level: &usize| self.of[*level] > 0;
        (1..self.of.len()).filter(given).flat_map(move |low| {
            (low + 1..self.of.len())
                .filter(given)
                .map(move |high| (low, high))
        })
    }

    /// The distance over all pairs of ratings.
    fn distance(&self, distance: impl Fn(usize, usize) -> Option<i128>) -> Option<i128> {
        self.pairs().try_fold(0_i128, |all, (low, high)| {
            all.checked_add(distance(low, high)?.checked_mul(self.of[low] * self.of[high])?)
        })
    }

    /// Twice the number of ratings from the middle of one level to the middle of
    /// another. The factor is in both distances of the quotient.
    fn between(&self, low: usize, high: usize) -> i128 {
        2 * self.of[low..=high].iter().sum::<i128>() - self.of[low] - self.of[high]
    }
}

fn square(number: i128) -> Option<i128> {
    number.checked_mul(number)
}

fn gap(low: usize, high: usize) -> i128 {
    i128::try_from(high - low).unwrap_or(i128::MAX)
}

fn sum(low: usize, high: usize) -> i128 {
    i128::try_from(low + high).unwrap_or(i128::MAX)
}
