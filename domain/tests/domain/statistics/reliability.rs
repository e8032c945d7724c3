//! The intraclass correlation.

use domain::statistics::{
    CannotCompute, Model, Of, RELIABILITY_BANDS, Ratings, Variance, reliability,
};
use proptest::prelude::*;

use super::tables::{by_rater, by_unit, complete, is_published, matrix, shrout_fleiss, sparse};
use crate::words::cases;

/// Two decimals: Shrout and Fleiss (1979), table 4. Six: the tests of the R
/// package psych, on the same data.
#[test]
fn the_six_forms_are_as_published() {
    let variance = Variance::of(&shrout_fleiss()).expect("complete");
    for (model, of, two, six) in [
        (Model::OneWay, Of::One, 0.17, 0.165_742),
        (Model::Random, Of::One, 0.29, 0.289_764),
        (Model::Mixed, Of::One, 0.71, 0.714_841),
        (Model::OneWay, Of::Panel, 0.44, 0.442_797),
        (Model::Random, Of::Panel, 0.62, 0.620_051),
        (Model::Mixed, Of::Panel, 0.91, 0.909_316),
    ] {
        is_published(variance.icc(model, of), two, 2);
        is_published(variance.icc(model, of), six, 6);
    }
}

/// Shrout and Fleiss (1979), table 3, with the decimals of the R package psych.
#[test]
fn the_mean_squares_are_as_published() {
    let variance = Variance::of(&shrout_fleiss()).expect("complete");
    is_published(variance.between_units(), 11.241_667, 6);
    is_published(variance.between_raters(), 32.486_111, 6);
    is_published(variance.left_over(), 1.019_444, 6);
    is_published(variance.within_units(), 6.263_889, 6);
}

#[test]
fn what_is_shown_are_raters_by_chance_and_absolute_agreement() {
    let one = reliability(&shrout_fleiss(), Of::One);
    is_published(one.value, 0.29, 2);
    assert_eq!((one.units, one.ratings), (6, 24));
    assert_eq!(one.band(), Some(&RELIABILITY_BANDS.lowest));
    let panel = reliability(&shrout_fleiss(), Of::Panel);
    is_published(panel.value, 0.62, 2);
    assert_eq!(panel.band().map(|band| band.name), Some("moderate"));
}

/// The manual of `MedCalc`, on intraclass correlation: the pairs are consistent,
/// but two apart.
#[test]
fn who_is_stricter_counts_for_agreement_but_not_for_consistency() {
    let pairs = by_unit(8, &[[2, 4], [4, 6], [6, 8]]);
    let variance = Variance::of(&pairs).expect("complete");
    let consistency = variance.icc(Model::Mixed, Of::One).expect("they differ");
    assert_eq!(consistency.parts(), (1, 1));
    let agreement = variance.icc(Model::Random, Of::One);
    is_published(agreement, 0.6667, 4);
    assert_eq!(agreement.expect("they differ").parts(), (2, 3));
}

#[test]
fn incomplete_ratings_have_no_intraclass_correlation() {
    let gap = by_rater(5, &["1 2 3", "2 . 4"]);
    let answer = reliability(&gap, Of::Panel);
    assert_eq!(
        answer.value,
        Err(CannotCompute::Incomplete { have: 5, cells: 6 })
    );
    assert_eq!((answer.units, answer.ratings), (3, 5));
    assert_eq!(
        answer.reading(),
        "Cannot be computed: it takes all 6 ratings and has 5."
    );
}

#[test]
fn below_zero_it_is_said_that_the_size_tells_nothing() {
    let apart = by_unit(5, &[[1, 5], [2, 4], [1, 5], [2, 4], [1, 4]]);
    let answer = reliability(&apart, Of::Panel);
    let value = answer.value.expect("the answers differ by a little");
    assert!(!value.at_least(0), "{value}");
    let reading = answer.reading();
    assert!(reading.starts_with("Poor: "), "{reading}");
    assert!(reading.contains("Below 0 there is no reliability"));
    let even = by_unit(5, &[[1, 1], [5, 5], [3, 2]]);
    assert!(!reliability(&even, Of::Panel).reading().contains("Below 0"));
}

/// Who rated nothing is no rater here, and what nobody rated is no unit.
#[test]
fn questions_not_asked_and_panelists_not_there_leave_it_complete() {
    let padded = by_rater(10, &["2 . 4 6", ". . . .", "4 . 6 8"]);
    let value = reliability(&padded, Of::One);
    assert_eq!(value.value.expect("complete").parts(), (2, 3));
    assert_eq!((value.units, value.ratings), (3, 6));
}

#[test]
fn too_little_and_too_even_ratings_have_none_either() {
    let why = |ratings: &Ratings| Variance::of(ratings).map(|_| ());
    assert_eq!(
        why(&by_unit(5, &[[3, 4]])),
        Err(CannotCompute::TooFewUnits { have: 1, need: 2 })
    );
    assert_eq!(
        why(&by_unit(5, &[[3], [4]])),
        Err(CannotCompute::TooFewRaters { have: 1 })
    );
    assert_eq!(
        why(&by_rater(5, &[])),
        Err(CannotCompute::TooFewRaters { have: 0 })
    );
    assert_eq!(
        why(&by_unit(5, &[[3, 3], [3, 3]])),
        Err(CannotCompute::NoVariation)
    );
    // No difference between the answers, which the quotient would divide by.
    let crossed = by_unit(5, &[[1, 2], [2, 1]]);
    for of in [Of::One, Of::Panel] {
        assert_eq!(
            reliability(&crossed, of).value,
            Err(CannotCompute::NoDifferences)
        );
    }
}

proptest! {
    #![proptest_config(cases())]

    /// The reliability of the mean of k raters is kρ / (1 + (k − 1)ρ), where ρ is
    /// that of one (Spearman, Brown 1910). Exactly.
    #[test]
    fn spearman_and_brown_lead_from_one_to_the_panel(rows in complete()) {
        let ratings = matrix(&rows);
        let k = i128::try_from(rows.1).unwrap_or(0);
        let panel = reliability(&ratings, Of::Panel).value;
        if let Ok(one) = reliability(&ratings, Of::One).value {
            let (over, under) = one.parts();
            let whole = under + (k - 1) * over;
            match panel {
                Ok(panel) => {
                    let (mean_over, mean_under) = panel.parts();
                    prop_assert_eq!(k * over * mean_under, mean_over * whole);
                }
                Err(why) => {
                    prop_assert_eq!(why, CannotCompute::NoDifferences);
                    prop_assert!(whole <= 0);
                }
            }
        } else {
            prop_assert!(panel.is_err());
        }
    }

    #[test]
    fn no_form_is_more_than_one(rows in complete()) {
        if let Ok(variance) = Variance::of(&matrix(&rows)) {
            for model in [Model::OneWay, Model::Random, Model::Mixed] {
                for of in [Of::One, Of::Panel] {
                    if let Ok(value) = variance.icc(model, of) {
                        prop_assert!(value.value().is_finite());
                        prop_assert!(!value.above(1000));
                    }
                }
            }
        }
    }

    #[test]
    fn there_is_a_value_only_where_all_rated_all(rows in sparse()) {
        let answer = reliability(&matrix(&rows), Of::One);
        if answer.value.is_ok() {
            let raters = answer.ratings / answer.units;
            prop_assert!(answer.units >= 2 && raters >= 2);
            for unit in rows.2 {
                let given = unit.iter().flatten().count();
                prop_assert!(given == 0 || given == raters);
            }
        }
    }
}
