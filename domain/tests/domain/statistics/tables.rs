//! Published tables, and matrices by chance.

use domain::statistics::{Coefficient, Ratings};
use proptest::collection::vec;
use proptest::prelude::*;

/// Rows of ratings as printed, one row a rater, a point where there is none.
pub(crate) fn by_rater(levels: u8, rows: &[&str]) -> Ratings {
    let rows: Vec<Vec<Option<u8>>> = rows
        .iter()
        .map(|row| {
            row.split_whitespace()
                .map(|cell| cell.parse().ok())
                .collect()
        })
        .collect();
    let units = rows.first().map_or(0, Vec::len);
    let turned = (0..units).map(|unit| rows.iter().map(|row| row[unit]).collect::<Vec<_>>());
    Ratings::new(levels, rows.len(), turned).expect("a matrix")
}

/// Rows of ratings as printed, one row a unit, none missing.
pub(crate) fn by_unit<const K: usize>(levels: u8, rows: &[[u8; K]]) -> Ratings {
    Ratings::new(levels, K, rows.iter().map(|row| row.map(Some))).expect("a matrix")
}

/// 12 units by 4 observers: Krippendorff, Computing Krippendorff's
/// Alpha-Reliability (2011), example C.
pub(crate) fn krippendorff() -> Ratings {
    by_rater(
        5,
        &[
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ],
    )
}

/// 6 targets by 4 judges: Shrout and Fleiss, Psychol. Bull. 86 (1979), table 2.
pub(crate) fn shrout_fleiss() -> Ratings {
    by_unit(
        10,
        &[
            [9, 2, 5, 8],
            [6, 1, 3, 2],
            [8, 4, 6, 8],
            [7, 1, 2, 6],
            [10, 5, 6, 9],
            [6, 2, 4, 7],
        ],
    )
}

/// That a value is the published one, to the last digit printed.
pub(crate) fn is_published<E: std::fmt::Debug>(
    value: Result<Coefficient, E>,
    published: f64,
    digits: i32,
) {
    let value = value.expect("there is a value").value();
    let half = 0.500_001 * 10_f64.powi(-digits);
    assert!(
        (value - published).abs() <= half,
        "{value} is not {published}"
    );
}

/// Any matrix: its scale, and its rows, one a unit.
pub(crate) type Rows = (u8, usize, Vec<Vec<Option<u8>>>);

/// Few ratings and many, of none and of several.
pub(crate) fn sparse() -> impl Strategy<Value = Rows> {
    (2_u8..=5, 0_usize..7, 0.0..1.0).prop_flat_map(|(levels, raters, density)| {
        let cell = proptest::option::weighted(density, 1..=levels);
        (
            Just(levels),
            Just(raters),
            vec(vec(cell, raters), 0_usize..12),
        )
    })
}

/// Ratings of everybody on everything.
pub(crate) fn complete() -> impl Strategy<Value = Rows> {
    (2_u8..=5, 2_usize..7).prop_flat_map(|(levels, raters)| {
        let cell = (1..=levels).prop_map(Some);
        (
            Just(levels),
            Just(raters),
            vec(vec(cell, raters), 2_usize..12),
        )
    })
}

/// The matrix of these rows.
pub(crate) fn matrix((levels, raters, rows): &Rows) -> Ratings {
    Ratings::new(*levels, *raters, rows).expect("a matrix")
}
