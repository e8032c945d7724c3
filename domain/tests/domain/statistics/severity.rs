//! Severity.

use domain::statistics::{CannotCompute, severity};
use proptest::prelude::*;

use super::tables::{by_rater, matrix, sparse};
use crate::words::cases;

/// By hand. The first: 2 − (4 + 3)/2, 3 − 4 and 1 − 1 have the mean −5/6; what
/// only the second rated is not counted.
#[test]
fn severity_is_against_the_others_on_the_same_answers() {
    let ratings = by_rater(5, &["2 3 1 .", "4 4 . 5", "3 . 1 ."]);
    let all = severity(&ratings);
    let value = |at: usize| all[at].difference.expect("shared").parts();
    assert_eq!(value(0), (-5, 6));
    assert_eq!(value(1), (5, 4));
    assert_eq!(value(2), (0, 1));
    let cells: Vec<_> = all.iter().map(|one| one.cells).collect();
    assert_eq!(cells, [3, 2, 2]);
    assert_eq!(
        all[0].reading(),
        "On 3 answers that others rated too, stricter than they were by 0.83 levels on average."
    );
    assert_eq!(
        all[1].reading(),
        "On 2 answers that others rated too, more lenient than they were by 1.25 levels on average."
    );
    assert_eq!(
        all[2].reading(),
        "On 2 answers that others rated too, on average neither stricter nor more lenient than they were."
    );
}

/// Over all their ratings the second seems stricter (2 against 2.5), but on the
/// answer that both rated it is the first.
#[test]
fn who_met_the_weaker_candidates_is_not_stricter_for_that() {
    let ratings = by_rater(5, &["2 3 .", "3 . 1"]);
    let all = severity(&ratings);
    assert_eq!(all[0].difference.expect("shared").parts(), (-1, 1));
    assert_eq!(all[1].difference.expect("shared").parts(), (1, 1));
    assert_eq!(
        all[1].reading(),
        "On one answer that others rated too, more lenient than they were by 1.00 levels on average."
    );
}

#[test]
fn whoever_rated_alone_has_none() {
    let all = severity(&by_rater(5, &["2 . 3", ". 4 ."]));
    for one in all {
        assert_eq!(one.cells, 0);
        assert_eq!(one.difference, Err(CannotCompute::NothingShared));
        assert_eq!(
            one.reading(),
            "Cannot be computed: no answer was rated by two panelists or more."
        );
    }
}

proptest! {
    #![proptest_config(cases())]

    /// Within the scale; and as the differences on one answer add up to nothing, so
    /// do the means, each times its answers.
    #[test]
    fn severity_stays_within_the_scale_and_adds_up_to_nothing(rows in sparse()) {
        let ratings = matrix(&rows);
        let all = severity(&ratings);
        prop_assert_eq!(all.len(), rows.1);
        let mut sum = 0.0;
        for one in &all {
            prop_assert_eq!(one.difference.is_ok(), one.cells > 0);
            if let Ok(difference) = one.difference {
                let value = difference.value();
                prop_assert!(value.abs() <= f64::from(rows.0 - 1));
                sum += value * f64::from(u32::try_from(one.cells).unwrap_or(0));
            }
        }
        prop_assert!(sum.abs() < 1e-9);
    }
}
