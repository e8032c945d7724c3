//! How one person's levels compare with the key.

use serde::{Deserialize, Serialize};

use crate::statistics::FEWEST_UNITS;

/// How one person's levels compare with the key, on the answers counted here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    /// On how many answers. Always shown beside the rest.
    pub answers: u32,
    /// How many have the key's level.
    pub exact: u32,
    /// How many are at most one level from it, the exact ones among them.
    pub within_one: u32,
    /// All differences from the key added up, in levels: below 0 severe, above 0
    /// lenient.
    pub difference: i64,
}

impl Standing {
    /// Of pairs of the level given and the key's.
    pub fn of(pairs: impl IntoIterator<Item = (u8, u8)>) -> Self {
        let mut standing = Self::default();
        for (given, key) in pairs {
            let apart = given.abs_diff(key);
            standing.answers += 1;
            standing.exact += u32::from(apart == 0);
            standing.within_one += u32::from(apart <= 1);
            standing.difference += i64::from(given) - i64::from(key);
        }
        standing
    }

    /// The mean difference from the key in levels, as numerator and denominator in
    /// lowest terms, the latter positive. None of no answers.
    pub fn mean_difference(&self) -> Option<(i64, i64)> {
        let (over, under) = (self.difference, i64::from(self.answers));
        let common = greatest_common(over, under);
        (under > 0).then(|| (over / common, under / common))
    }

    /// In plain words; below [`FEWEST_UNITS`] answers only that they are too few.
    pub fn reading(&self) -> String {
        let all = self.answers;
        if usize::try_from(all).is_ok_and(|all| all < FEWEST_UNITS) {
            return format!(
                "Too few to say anything: it takes {FEWEST_UNITS} rated answers, and here are {all}."
            );
        }
        let (exact, near) = (self.exact, self.within_one);
        let (way, size) = (self.difference.signum(), self.difference.unsigned_abs());
        // Rounded, halves away from zero.
        let hundredths = (200 * size + u64::from(all)) / (2 * u64::from(all));
        let by = match hundredths {
            0 => "less than 0.01 levels".to_owned(),
            _ => format!("{}.{:02} levels", hundredths / 100, hundredths % 100),
        };
        let mean = match way {
            -1 => format!("more severe than the key by {by} on average"),
            1 => format!("more lenient than the key by {by} on average"),
            _ => "on average neither more severe nor more lenient".to_owned(),
        };
        format!(
            "Of {all} answers, {exact} rated as the key has it and {near} at most one level from it; {mean}."
        )
    }
}

fn greatest_common(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs()
}
