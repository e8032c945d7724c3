//! What is said of many numbers.

/// The smallest of `sorted` that at least `percent` of them do not exceed; 0 of none.
pub(crate) fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

/// The same numbers from small to large.
pub(crate) fn sorted(mut numbers: Vec<f64>) -> Vec<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers
}

/// The median: of an even number of them, half way between the middle two.
pub(crate) fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    match (sorted.get(middle), sorted.len() % 2) {
        (Some(upper), 0) => f64::midpoint(sorted[middle - 1], *upper),
        (Some(only), _) => *only,
        (None, _) => 0.0,
    }
}

/// An interval that holds the median of what `sorted` was drawn from at least 95
/// times in 100, whatever its distribution: a pair of order statistics. None
/// where there are too few numbers, that is below six.
pub(crate) fn interval(sorted: &[f64]) -> Option<(f64, f64)> {
    let count = u32::try_from(sorted.len())
        .ok()
        .filter(|count| *count > 0)?;
    // How likely it is that at most `outside` of them lie below the median.
    let mut tail = 0.0;
    let mut ways = 1.0;
    let mut outside = None;
    for below in 0..count / 2 {
        tail += ways * 0.5_f64.powf(f64::from(count));
        if tail > 0.025 {
            break;
        }
        outside = Some(below);
        ways *= f64::from(count - below) / f64::from(below + 1);
    }
    let outside = usize::try_from(outside?).ok()?;
    Some((sorted[outside], sorted[sorted.len() - 1 - outside]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() < 1e-9,
            "{found} and not {expected}"
        );
    }

    #[test]
    fn percentiles_are_numbers_that_were_seen() {
        let numbers: Vec<f64> = (1..=200).map(f64::from).collect();
        is(percentile(&numbers, 50), 100.0);
        is(percentile(&numbers, 99), 198.0);
        is(percentile(&[7.0], 99), 7.0);
        is(percentile(&[], 50), 0.0);
    }

    #[test]
    fn a_median_is_in_the_middle() {
        is(median(&[1.0, 2.0, 9.0]), 2.0);
        is(median(&[1.0, 2.0, 4.0, 9.0]), 3.0);
    }

    #[test]
    fn an_interval_is_as_wide_as_few_numbers_need() {
        let numbers: Vec<f64> = (1..=12).map(f64::from).collect();
        // From tables of the sign test: none outside up to 8, one from 9, two from 12.
        assert_eq!(interval(&numbers[..5]), None);
        assert_eq!(interval(&numbers[..6]), Some((1.0, 6.0)));
        assert_eq!(interval(&numbers[..8]), Some((1.0, 8.0)));
        assert_eq!(interval(&numbers[..9]), Some((2.0, 8.0)));
        assert_eq!(interval(&numbers), Some((3.0, 10.0)));
    }
}
