//! `r_wg`: how close the ratings of one answer are, against ratings by chance.
//!
//! `r_wg` = 1 − s² / σ², where s² is the variance of the ratings (over n − 1) and
//! σ² that of ratings which are any level alike, (A² − 1) / 12 for A levels; not
//! less than 0.
//!
//! L. R. James, R. G. Demaree, G. Wolf, *Estimating within-group interrater
//! reliability with and without response bias*, J. Appl. Psychol. 69 (1984).
//! That chance picks all levels alike is rarely true, and flatters: look at the
//! range first.

use super::answer::{Answer, Band, Bands, CannotCompute, Edge};
use super::ratings::rated;
use super::{Coefficient, Ratings};

/// How `r_wg` is read: J. M. `LeBreton`, J. L. Senter, *Answers to 20 questions
/// about interrater reliability and interrater agreement*, Organ. Res. Methods 11
/// (2008), table 3. Its bands end at .30, .50, .70 and .90; what lies between
/// two of them counts for the upper.
pub static AGREEMENT_BANDS: Bands = Bands {
    source: "LeBreton & Senter, Organizational Research Methods 11 (2008)",
    upper: &[
        Band {
            from: Edge::Above(900),
            name: "very strong agreement",
            reading: "Very strong agreement.",
        },
        Band {
            from: Edge::Above(700),
            name: "strong agreement",
            reading: "Strong agreement.",
        },
        Band {
            from: Edge::Above(500),
            name: "moderate agreement",
            reading: "Moderate agreement: compare what was heard before settling on a level.",
        },
        Band {
            from: Edge::Above(300),
            name: "weak agreement",
            reading: "Weak agreement: talk this answer through, and see whether the anchors can be read in two ways.",
        },
    ],
    lowest: Band {
        from: Edge::Bottom,
        name: "lack of agreement",
        reading: "Lack of agreement: the levels are spread nearly as chance would spread them. Talk this answer through, and rewrite anchors that can be read in two ways.",
    },
    // It never is.
    below_zero: "",
};

/// The variance of ratings which are any of so many levels alike; a scale has
/// two at least.
pub fn null_variance(levels: u8) -> Option<Coefficient> {
    let levels = i128::from(levels);
    Coefficient::new(levels * levels - 1, 12)
}

/// `r_wg` of each unit, in order. `ratings` counts its ratings.
pub fn agreement(ratings: &Ratings) -> Vec<Answer> {
    ratings
        .units()
        .map(|unit| {
            let levels: Vec<i128> = rated(unit).map(i128::from).collect();
            Answer {
                units: 1,
                ratings: levels.len(),
                value: of_unit(&levels, i128::from(ratings.levels())),
                bands: &AGREEMENT_BANDS,
            }
        })
        .collect()
}

/// Whether `r_wg` is in one of its two lowest bands, so that the anchors may be to blame.
pub fn is_weak(agreement: &Answer) -> bool {
    let value = agreement.value.ok();
    value.is_some_and(|value| !value.above(500))
}

/// The mean of `r_wg` over the units with two ratings or more, which `units`
/// counts.
pub fn mean_agreement(ratings: &Ratings) -> Answer {
    let mut values = Vec::new();
    let mut rated = 0;
    for one in agreement(ratings) {
        if let Ok(value) = one.value {
            values.push(value);
            rated += one.ratings;
        }
    }
    Answer {
        units: values.len(),
        ratings: rated,
        value: if values.is_empty() {
            Err(CannotCompute::NothingShared)
        } else {
            Coefficient::mean(&values).ok_or(CannotCompute::TooMany)
        },
        bands: &AGREEMENT_BANDS,
    }
}

fn of_unit(given: &[i128], levels: i128) -> Result<Coefficient, CannotCompute> {
    let n = i128::try_from(given.len()).map_err(|_| CannotCompute::TooMany)?;
    if n < 2 {
        return Err(CannotCompute::TooFewRaters { have: given.len() });
    }
    let sum: i128 = given.iter().sum();
    let squares: i128 = given.iter().map(|level| level * level).sum();
    let by_chance = n * (n - 1) * (levels * levels - 1);
    let observed = 12 * (n * squares - sum * sum);
    Coefficient::new((by_chance - observed).max(0), by_chance).ok_or(CannotCompute::TooMany)
}
