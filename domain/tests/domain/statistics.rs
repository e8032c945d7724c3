//! The numbers of the debrief, against published tables and cases worked by hand.

#[path = "statistics/agreement.rs"]
mod agreement;
#[path = "statistics/alpha.rs"]
mod alpha;
#[path = "statistics/impact.rs"]
mod impact;
#[path = "statistics/matrix.rs"]
mod matrix;
#[path = "statistics/reliability.rs"]
mod reliability;
#[path = "statistics/severity.rs"]
mod severity;
#[path = "statistics/tables.rs"]
mod tables;

use domain::scorecard::Rating;
use domain::statistics::{Composite, Ratio, Spread};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::words::cases;

fn level(level: u8) -> Rating {
    Rating::of(level, 5)
}

fn ratio(over: u64, under: u64) -> Ratio {
    Ratio::new(over, under).expect("not over zero")
}

#[test]
fn the_composite_is_over_what_was_assessed() {
    // (2·5 + 1·2) / (2 + 1) = 12/3 = 4, of 3 of 4 parts of the weight.
    let composite = Composite::of([
        (2, Some(level(5))),
        (1, Some(level(2))),
        (1, Some(Rating::NotAssessed)),
    ])
    .expect("something was assessed");
    assert_eq!(composite.level, ratio(4, 1));
    assert_eq!(composite.assessed, ratio(3, 4));
    assert_eq!(composite.level.to_string(), "4");
    assert_eq!(composite.assessed.percent(), "75");
}

#[test]
fn less_than_four_fifths_is_not_shown_as_four_fifths() {
    for (over, under, shown) in [
        (4, 5, "80"),
        (399, 500, "79.8"),
        (79_999, 100_000, "79.9"),
        (2, 3, "66.6"),
        (996, 1000, "99.6"),
        (0, 7, "0"),
        (1, 1, "100"),
    ] {
        assert_eq!(ratio(over, under).percent(), shown);
    }
}

#[test]
fn not_assessed_is_neither_nought_nor_one() {
    let four = Composite::of([(1, Some(level(4)))]);
    let with = |other| Composite::of([(1, Some(level(4))), (1, other)]).expect("one was assessed");
    for other in [Some(Rating::NotAssessed), None] {
        assert_eq!(
            Some(with(other).level),
            four.map(|composite| composite.level)
        );
        assert_eq!(with(other).assessed, ratio(1, 2));
    }
    // As a nought it would be 2, as a one 2.5.
    assert_eq!(with(Some(level(1))).level, ratio(5, 2));
    assert_eq!(with(Some(level(1))).level.to_string(), "2.5");
}

#[test]
fn of_nothing_assessed_nothing_can_be_said() {
    assert_eq!(Composite::of([]), None);
    assert_eq!(
        Composite::of([(3, None), (1, Some(Rating::NotAssessed))]),
        None
    );
    assert_eq!(Spread::of([Rating::NotAssessed]).median(), None);
    assert_eq!(Spread::of([]).range(), None);
    assert!(!Spread::of([]).is_wide());
    assert_eq!(Ratio::new(1, 0), None);
}

#[test]
fn the_median_is_the_middle_or_halfway_between_the_middle_two() {
    let median = |levels: &[u8]| Spread::of(levels.iter().map(|at| level(*at))).median();
    assert_eq!(median(&[3]), Some(ratio(3, 1)));
    assert_eq!(median(&[5, 1, 2]), Some(ratio(2, 1)));
    assert_eq!(median(&[4, 1]), Some(ratio(5, 2)));
    assert_eq!(median(&[1, 5, 4, 4]), Some(ratio(4, 1)));
    let with_one_who_could_not_judge = Spread::of([level(2), Rating::NotAssessed, level(3)]);
    assert_eq!(with_one_who_could_not_judge.median(), Some(ratio(5, 2)));
    assert_eq!(with_one_who_could_not_judge.not_assessed, 1);
}

#[test]
fn a_range_of_two_levels_is_wide() {
    let spread = |levels: &[u8]| Spread::of(levels.iter().map(|at| level(*at)));
    assert_eq!(spread(&[4, 2, 3]).range(), Some((2, 4)));
    assert!(spread(&[4, 2, 3]).is_wide());
    assert!(!spread(&[3, 4, 4]).is_wide());
    assert!(!spread(&[5]).is_wide());
}

#[test]
fn four_fifths_are_found_exactly() {
    // 3/5 against 6/8: the quotient is 24/30. In floating point it falls short
    // of 0.8 by one place in the last digit.
    let quotient = ratio(3 * 8, 5 * 6);
    assert_eq!(quotient, ratio(4, 5));
    assert!(quotient >= ratio(4, 5));
    assert!(
        ratio(u64::MAX, u64::MAX - 1) > ratio(1, 1),
        "nothing overflows"
    );
}

#[test]
fn ratios_are_shown_with_the_decimals_they_need() {
    for (shown, value) in [
        ("0", ratio(0, 7)),
        ("3.33", ratio(10, 3)),
        ("3.67", ratio(11, 3)),
        ("2.05", ratio(41, 20)),
        ("0.01", ratio(1, 200)),
    ] {
        assert_eq!(value.to_string(), shown);
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_said_lies_within_what_was_rated(levels in vec(1_u8..=5, 1..12), weights in vec(1_u16..=100, 12)) {
        let spread = Spread::of(levels.iter().map(|at| level(*at)));
        let (lowest, highest) = spread.range().expect("somebody rated");
        let within = |value: Ratio| ratio(u64::from(lowest), 1) <= value && value <= ratio(u64::from(highest), 1);
        prop_assert!(spread.median().is_some_and(within));
        let rated = weights.iter().zip(&levels).map(|(weight, at)| (*weight, Some(level(*at))));
        let composite = Composite::of(rated).expect("somebody rated");
        prop_assert!(within(composite.level));
        prop_assert_eq!(composite.assessed, ratio(1, 1));
    }

    #[test]
    fn ratios_compare_as_fractions_do(a in 0_u64..50, b in 1_u64..50, c in 0_u64..50, d in 1_u64..50, k in 1_u64..9) {
        prop_assert_eq!(ratio(a, b).cmp(&ratio(c, d)), (a * d).cmp(&(c * b)));
        prop_assert_eq!(ratio(a, b), ratio(k * a, k * b));
    }
}
