//! Exact fractions, for where a threshold decides.

use std::cmp::Ordering;
use std::fmt;

/// A fraction that is not negative. Compared exactly: 3/5 is 6/10, and 0.8 times
/// 3/4 is it too, which floating point does not find.
#[derive(Clone, Copy)]
pub struct Ratio {
    over: u64,
    under: u64,
}

impl Ratio {
    /// `over` / `under`, unless `under` is zero.
    pub const fn new(over: u64, under: u64) -> Option<Self> {
        if under == 0 {
            None
        } else {
            Some(Self { over, under })
        }
    }

    /// In per cent, with a decimal where it is none that is whole. Cut off, so that what is shown
    /// as 80 is 80 or more.
    pub fn percent(self) -> String {
        let thousandths = u128::from(self.over) * 1000 / u128::from(self.under);
        match (thousandths / 10, thousandths % 10) {
            (whole, 0) => whole.to_string(),
            (whole, tenth) => format!("{whole}.{tenth}"),
        }
    }

    /// In hundredths, rounded half up.
    pub fn hundredths(self) -> u64 {
        let (over, under) = (u128::from(self.over), u128::from(self.under));
        u64::try_from((200 * over + under) / (2 * under)).unwrap_or(u64::MAX)
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let mine = u128::from(self.over) * u128::from(other.under);
        mine.cmp(&(u128::from(other.over) * u128::from(self.under)))
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.over, self.under)
    }
}

/// With as many decimals as it needs, at most two.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.hundredths();
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        match rest {
            0 => write!(f, "{whole}"),
            _ if rest.is_multiple_of(10) => write!(f, "{whole}.{}", rest / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}
