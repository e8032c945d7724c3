//! `r_wg`.

use domain::statistics::{
    AGREEMENT_BANDS, Answer, CannotCompute, Coefficient, agreement, is_weak, mean_agreement,
    null_variance,
};
use proptest::prelude::*;

use super::tables::{by_rater, by_unit, matrix, sparse};
use crate::words::cases;

/// `r_wg` of one answer.
fn one<const K: usize>(levels: u8, given: [u8; K]) -> Answer {
    agreement(&by_unit(levels, &[given])).remove(0)
}

fn parts(value: Result<Coefficient, CannotCompute>) -> (i128, i128) {
    value.expect("there is a value").parts()
}

/// James, Demaree and Wolf (1984): (A² − 1) / 12, which is 2 for five levels and
/// 1.25 for four.
#[test]
fn the_variance_by_chance_is_as_published() {
    let variance = |levels| null_variance(levels).expect("small").parts();
    assert_eq!(variance(5), (2, 1));
    assert_eq!(variance(4), (5, 4));
}

/// By hand. 3, 4, 4, 5: s² = 2/3, so 1 − 1/3; on four levels 2, 3: s² = 1/2, so
/// 1 − 2/5.
#[test]
fn r_wg_is_one_less_the_share_of_the_variance_by_chance() {
    assert_eq!(parts(one(5, [3, 4, 4, 5]).value), (2, 3));
    assert_eq!(parts(one(4, [2, 3]).value), (3, 5));
    assert_eq!(parts(one(5, [3, 3]).value), (1, 1));
}

#[test]
fn r_wg_is_cut_off_at_nought() {
    for given in [[1, 5], [2, 4]] {
        assert_eq!(parts(one(5, given).value), (0, 1));
        assert_eq!(one(5, given).band(), Some(&AGREEMENT_BANDS.lowest));
    }
}

#[test]
fn r_wg_takes_two() {
    let ratings = by_rater(5, &["1 . 2", ". . 2"]);
    let answers = agreement(&ratings);
    let values: Vec<_> = answers.iter().map(|answer| answer.value).collect();
    assert_eq!(values[0], Err(CannotCompute::TooFewRaters { have: 1 }));
    assert_eq!(values[1], Err(CannotCompute::TooFewRaters { have: 0 }));
    assert_eq!(parts(values[2]), (1, 1));
    let rated: Vec<_> = answers.iter().map(|answer| answer.ratings).collect();
    assert_eq!(rated, [1, 0, 2]);
}

/// 2/3, 1 and 0 have the mean 5/9; the answer that one panelist rated is not
/// counted.
#[test]
fn the_mean_is_over_what_two_rated() {
    let ratings = by_rater(5, &["3 2 1 4", "4 2 5 .", "4 2 . .", "5 . . ."]);
    let mean = mean_agreement(&ratings);
    assert_eq!(parts(mean.value), (5, 9));
    assert_eq!((mean.units, mean.ratings), (3, 9));
    let nothing = mean_agreement(&by_rater(5, &["3 ."]));
    assert_eq!(nothing.value, Err(CannotCompute::NothingShared));
}

/// Two panelists, five levels: `LeBreton` and Senter's (2008) strong agreement is
/// one level apart, and two levels are no agreement at all.
#[test]
fn r_wg_is_read_by_the_published_bands() {
    let name = |answer: Answer| answer.band().map(|band| band.name);
    assert_eq!(name(one(5, [3, 3])), Some("very strong agreement"));
    assert_eq!(name(one(5, [3, 4])), Some("strong agreement"));
    assert_eq!(name(one(5, [3, 4, 4, 5])), Some("moderate agreement"));
    // 2, 4, 4: s² = 4/3, so 1/3.
    assert_eq!(name(one(5, [2, 4, 4])), Some("weak agreement"));
    assert!(is_weak(&one(5, [2, 4, 4])) && is_weak(&one(5, [1, 5])));
    assert!(!is_weak(&one(5, [4, 4])) && !is_weak(&one(5, [4])));
    assert_eq!(name(one(5, [3, 5])), Some("lack of agreement"));
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn r_wg_is_between_nought_and_one(rows in sparse()) {
        let ratings = matrix(&rows);
        let answers = agreement(&ratings);
        for (answer, unit) in answers.iter().zip(&rows.2) {
            let given: Vec<u8> = unit.iter().copied().flatten().collect();
            prop_assert_eq!(answer.ratings, given.len());
            prop_assert_eq!(answer.value.is_ok(), given.len() >= 2);
            if let Ok(value) = answer.value {
                prop_assert!((0.0..=1.0).contains(&value.value()));
                let same = given.iter().all(|level| *level == given[0]);
                prop_assert_eq!(value.at_least(1000), same);
            }
        }
        let values: Vec<f64> = answers
            .iter()
            .filter_map(|answer| Some(answer.value.ok()?.value()))
            .collect();
        let mean = mean_agreement(&ratings);
        prop_assert_eq!(mean.units, values.len());
        match mean.value {
            Ok(mean) => {
                let by_float = values.iter().sum::<f64>() / f64::from(u32::try_from(values.len()).unwrap_or(0));
                prop_assert!((mean.value() - by_float).abs() < 1e-9);
            }
            Err(why) => prop_assert_eq!((why, values.len()), (CannotCompute::NothingShared, 0)),
        }
    }
}
