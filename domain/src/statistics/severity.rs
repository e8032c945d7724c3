//! Who rates stricter than those who heard the same answers.
//!
//! The mean, over the cells that others rated too, of one's own level less the
//! mean level of the others. Comparing on the same answers keeps apart who is
//! strict and who met the weaker candidates, which averages over everything mix.

use super::answer::CannotCompute;
use super::ratings::rated;
use super::{Coefficient, Ratings};

/// How one rater's levels compare with their co-raters'.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Severity {
    /// On how many answers that others rated too. Always shown beside the value.
    pub cells: usize,
    /// The mean difference in levels: below 0 stricter, above 0 more lenient.
    pub difference: Result<Coefficient, CannotCompute>,
}

impl Severity {
    /// In plain words: what the difference says, or why there is none.
    pub fn reading(&self) -> String {
        let difference = match self.difference {
            Ok(difference) => difference.hundredths(),
            Err(why) => return why.to_string(),
        };
        let on = match self.cells {
            1 => "On one answer that others rated too".to_owned(),
            cells => format!("On {cells} answers that others rated too"),
        };
        let size = difference.unsigned_abs();
        let levels = format!("{}.{:02}", size / 100, size % 100);
        match difference.signum() {
            -1 => format!("{on}, stricter than they were by {levels} levels on average."),
            1 => format!("{on}, more lenient than they were by {levels} levels on average."),
            _ => format!("{on}, on average neither stricter nor more lenient than they were."),
        }
    }
}

/// The severity of each rater, in order.
pub fn severity(ratings: &Ratings) -> Vec<Severity> {
    let mut differences = vec![Vec::new(); ratings.raters()];
    for unit in ratings.units() {
        let others = i128::try_from(rated(unit).count()).unwrap_or(i128::MAX) - 1;
        let sum: i128 = rated(unit).map(i128::from).sum();
        for (differences, own) in differences.iter_mut().zip(unit) {
            let Some(own) = own.map(i128::from).filter(|_| others > 0) else {
                continue;
            };
            // Never none: these are small numbers.
            differences.extend(Coefficient::new(own * others - (sum - own), others));
        }
    }
    differences
        .iter()
        .map(|differences| Severity {
            cells: differences.len(),
            difference: if differences.is_empty() {
                Err(CannotCompute::NothingShared)
            } else {
                Coefficient::mean(differences).ok_or(CannotCompute::TooMany)
            },
        })
        .collect()
}
