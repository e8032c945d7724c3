//! Exact signed fractions, for the coefficients of the debrief.

use std::fmt;

/// Beyond this a fraction is not kept, so that comparing and showing it cannot
/// overflow.
const LARGEST: i128 = i128::MAX >> 17;

/// A coefficient as an exact fraction in lowest terms. Which band it lies in is
/// decided on the fraction; floating point is for drawing only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coefficient {
    over: i128,
    under: i128,
}

impl Coefficient {
    /// `over` / `under`. None unless `under` is positive, and where the fraction
    /// is too fine to be kept exactly.
    pub(super) fn new(over: i128, under: i128) -> Option<Self> {
        if under <= 0 {
            return None;
        }
        let common = greatest_common(over, under);
        let (over, under) = (over / common, under / common);
        (under <= LARGEST && (-LARGEST..=LARGEST).contains(&over)).then_some(Self { over, under })
    }

    /// The mean. None of none, or where it is too fine to be kept exactly.
    pub(super) fn mean(all: &[Self]) -> Option<Self> {
        let (mut over, mut under) = (0_i128, 1_i128);
        for one in all {
            let common = least_common(under, one.under)?;
            over = over
                .checked_mul(common / under)?
                .checked_add(one.over.checked_mul(common / one.under)?)?;
            under = common;
        }
        let many = i128::try_from(all.len()).ok()?;
        Self::new(over, under.checked_mul(many)?)
    }

    /// Numerator and denominator, the latter positive, in lowest terms.
    pub const fn parts(self) -> (i128, i128) {
        (self.over, self.under)
    }

    /// Whether it is so many thousandths or more.
    pub fn at_least(self, thousandths: u16) -> bool {
        self.over * 1000 >= i128::from(thousandths) * self.under
    }

    /// Whether it is more than so many thousandths.
    pub fn above(self, thousandths: u16) -> bool {
        self.over * 1000 > i128::from(thousandths) * self.under
    }

    /// As a floating-point number, for drawing. Never NaN, never infinite.
    #[expect(
        clippy::cast_precision_loss,
        reason = "whatever decides is decided on the fraction"
    )]
    pub fn value(self) -> f64 {
        self.over as f64 / self.under as f64
    }

    /// In hundredths, rounded, halves away from zero.
    pub fn hundredths(self) -> i128 {
        let rounded = (200 * self.over.abs() + self.under) / (2 * self.under);
        rounded * self.over.signum()
    }
}

/// With three decimals, cut off towards the lower: what is shown as 0.800 is 0.8
/// or more, and only 1 is shown as 1.000.
impl fmt::Display for Coefficient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thousandths = (1000 * self.over).div_euclid(self.under);
        let sign = if thousandths < 0 { "-" } else { "" };
        let size = thousandths.unsigned_abs();
        write!(f, "{sign}{}.{:03}", size / 1000, size % 1000)
    }
}

fn greatest_common(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs()
}

/// The least common multiple of two positive numbers.
pub(super) fn least_common(a: i128, b: i128) -> Option<i128> {
    (a / greatest_common(a, b)).checked_mul(b)
}
