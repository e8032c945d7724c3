//! Krippendorff's alpha.

use domain::statistics::{ALPHA_BANDS, Answer, CannotCompute, Metric, Ratings, alpha};
use proptest::prelude::*;

use super::tables::{Rows, by_rater, by_unit, is_published, krippendorff, matrix, sparse};
use crate::words::cases;

const METRICS: [Metric; 4] = [
    Metric::Nominal,
    Metric::Ordinal,
    Metric::Interval,
    Metric::Ratio,
];

/// Three decimals: Krippendorff (2011), section C. Six: the tests of the package
/// fast-krippendorff, on the same data.
#[test]
fn alpha_is_as_published() {
    for (metric, three, six) in [
        (Metric::Nominal, 0.743, 0.743_421),
        (Metric::Ordinal, 0.815, 0.815_388),
        (Metric::Interval, 0.849, 0.849_107),
        (Metric::Ratio, 0.797, 0.797_403),
    ] {
        let answer = alpha(&krippendorff(), metric);
        assert_eq!(
            (answer.units, answer.ratings),
            (11, 40),
            "unit 12 is dropped"
        );
        is_published(answer.value, three, 3);
        is_published(answer.value, six, 6);
    }
}

#[test]
fn alpha_is_read_by_the_published_bands() {
    let name = |metric| alpha(&krippendorff(), metric).band().map(|band| band.name);
    assert_eq!(name(Metric::Ordinal), Some("dependable"));
    assert_eq!(name(Metric::Nominal), Some("tentative"));
    let apart = alpha(&by_unit(5, &[[1, 5], [5, 1], [2, 4]]), Metric::Ordinal);
    assert_eq!(apart.band(), Some(&ALPHA_BANDS.lowest));
    assert!(apart.value.expect("they vary").value() < 0.0);
}

/// 0.8 itself is dependable. 1 − (n − 1)·Dₒ/Dₑ with eleven pairs of ratings, of
/// which one disagrees: of 22 ratings eleven are at each level, so the nominal
/// Dₑ is 11·11 of them and Dₒ is 1: 1 − 21/121 = 100/121.
#[test]
fn alpha_is_exact() {
    let mut pairs = [[1, 1]; 11];
    pairs[..5].copy_from_slice(&[[2, 2]; 5]);
    pairs[5] = [1, 2];
    let value = alpha(&by_unit(2, &pairs), Metric::Nominal)
        .value
        .expect("they vary");
    assert_eq!(value.parts(), (100, 121));
    assert_eq!(value.to_string(), "0.826");
}

#[test]
fn without_variation_there_is_no_alpha() {
    let same = by_unit(5, &[[4, 4, 4]; 8]);
    for metric in METRICS {
        let answer = alpha(&same, metric);
        assert_eq!(answer.value, Err(CannotCompute::NoVariation));
        assert_eq!((answer.units, answer.ratings), (8, 24));
        assert_eq!(
            answer.reading(),
            "Cannot be computed: all ratings are the same level, so there is no variation."
        );
    }
    // The one other level is in a unit that says nothing.
    let alone = by_rater(5, &["4 4 2", "4 4 ."]);
    assert_eq!(
        alpha(&alone, Metric::Ordinal).value,
        Err(CannotCompute::NoVariation)
    );
}

#[test]
fn without_two_ratings_of_a_unit_there_is_no_alpha() {
    let none = Ratings::new(5, 0, [[]; 4]).expect("a matrix");
    for ratings in [
        by_rater(5, &["1 2 .", ". . 3"]),
        by_rater(5, &["1 2 3"]),
        none,
    ] {
        let answer = alpha(&ratings, Metric::Ordinal);
        assert_eq!(answer.value, Err(CannotCompute::NothingShared));
        assert_eq!((answer.units, answer.ratings), (0, 0));
    }
}

#[test]
fn what_rests_on_few_units_is_not_shown() {
    let few = by_unit(5, &[[1, 1], [2, 3], [4, 4], [5, 5]]);
    let answer = alpha(&few, Metric::Ordinal);
    assert!(answer.value.is_ok());
    let answer = answer.if_enough();
    assert_eq!(
        answer.reading(),
        "Cannot be computed: it takes 5 answers that were rated and has 4."
    );
    assert_eq!((answer.units, answer.ratings), (4, 8));
    let enough = alpha(&krippendorff(), Metric::Ordinal);
    assert_eq!(enough.clone().if_enough(), enough);
    let same = alpha(&by_unit(5, &[[4, 4]]), Metric::Ordinal);
    assert_eq!(same.if_enough().value, Err(CannotCompute::NoVariation));
}

/// Units of 2 to 100 raters make denominators that fit nowhere.
#[test]
fn what_cannot_be_counted_exactly_is_refused() {
    let units = (2_usize..=100).map(|raters| {
        let cell = |rater: usize| (rater < raters).then_some(if rater == 0 { 1 } else { 5 });
        (0..100).map(cell).collect::<Vec<_>>()
    });
    let ratings = Ratings::new(5, 100, units).expect("a matrix");
    let value = alpha(&ratings, Metric::Ordinal).value;
    assert_eq!(value, Err(CannotCompute::TooMany));
}

fn all(rows: &Rows) -> [Answer; 4] {
    METRICS.map(|metric| alpha(&matrix(rows), metric))
}

/// A matrix, and the same with its raters and units in another order.
fn shuffled() -> impl Strategy<Value = (Rows, Rows)> {
    sparse().prop_flat_map(|rows| {
        let raters: Vec<usize> = (0..rows.1).collect();
        let units: Vec<usize> = (0..rows.2.len()).collect();
        (
            Just(rows),
            Just(raters).prop_shuffle(),
            Just(units).prop_shuffle(),
        )
            .prop_map(|(rows, raters, units)| {
                let unit =
                    |unit: &usize| raters.iter().map(|rater| rows.2[*unit][*rater]).collect();
                let other = units.iter().map(unit).collect();
                let (levels, count) = (rows.0, rows.1);
                (rows, (levels, count, other))
            })
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn alpha_does_not_ask_who_is_who((rows, other) in shuffled()) {
        prop_assert_eq!(all(&rows), all(&other));
    }

    #[test]
    fn alpha_is_the_same_from_the_other_end(rows in sparse()) {
        let mut turned = rows.clone();
        for level in turned.2.iter_mut().flatten().flatten() {
            *level = rows.0 + 1 - *level;
        }
        prop_assert_eq!(&all(&rows)[..3], &all(&turned)[..3]);
    }

    #[test]
    fn units_rated_once_do_not_count((levels, raters, mut rows) in sparse(), at in 0_usize..7) {
        let before = all(&(levels, raters, rows.clone()));
        if at < raters {
            let mut alone = vec![None; raters];
            alone[at] = Some(levels);
            rows.push(alone);
        }
        prop_assert_eq!(before, all(&(levels, raters, rows)));
    }

    #[test]
    fn alpha_is_one_only_where_all_agree(rows in sparse()) {
        let agree = rows.2.iter().all(|unit| {
            let mut given = unit.iter().flatten();
            let first = given.next();
            given.all(|level| Some(level) == first)
        });
        for answer in all(&rows) {
            if let Ok(value) = answer.value {
                prop_assert!(value.value().is_finite() && value.value() <= 1.0);
                prop_assert_eq!(value.at_least(1000), agree);
                prop_assert_eq!(value.to_string() == "1.000", agree);
            }
        }
    }

    #[test]
    fn of_two_levels_all_metrics_say_the_same(mut rows in sparse()) {
        for level in rows.2.iter_mut().flatten().flatten() {
            *level = 1 + *level % 2;
        }
        let [nominal, ordinal, interval, ratio] = all(&rows).map(|answer| answer.value);
        prop_assert_eq!(nominal, ordinal);
        prop_assert_eq!(nominal, interval);
        prop_assert_eq!(nominal, ratio);
    }
}
