//! The matrix of ratings, the bands, and all statistics at once.

use std::collections::BTreeMap;

use domain::id::{ItemId, PersonId};
use domain::scorecard::{Rating, Scale, Scorecard};
use domain::statistics::{
    AGREEMENT_BANDS, ALPHA_BANDS, BadRatings, Bands, CannotCompute, Debrief, Edge, MOST_CELLS,
    RELIABILITY_BANDS, Ratings,
};
use proptest::prelude::*;

use super::tables::{by_unit, krippendorff, matrix, shrout_fleiss, sparse};
use crate::words::cases;

fn item(number: u8) -> ItemId {
    ItemId([number; 16])
}

fn person(number: u8) -> PersonId {
    PersonId([number; 16])
}

fn cards(all: &[(u8, &[(u8, Rating)])]) -> BTreeMap<PersonId, Scorecard> {
    all.iter()
        .map(|(by, ratings)| {
            let ratings = ratings
                .iter()
                .map(|(of, rating)| (item(*of), *rating))
                .collect();
            let card = Scorecard {
                ratings,
                ..Scorecard::default()
            };
            (person(*by), card)
        })
        .collect()
}

#[test]
fn scorecards_make_a_matrix_interview_by_interview() {
    let first = cards(&[
        (2, &[(1, Rating::of(4, 5)), (3, Rating::NotAssessed)]),
        (1, &[(3, Rating::of(2, 5)), (9, Rating::of(5, 5))]),
    ]);
    let second = cards(&[(3, &[(1, Rating::of(1, 5))])]);
    let agenda = [item(3), item(1)];
    let (ratings, people) = Ratings::of(5, &agenda, [&first, &second]).expect("a matrix");
    assert_eq!(people, [person(1), person(2), person(3)]);
    let units: Vec<_> = ratings.units().collect();
    assert_eq!(
        units,
        [
            [Some(2), None, None],
            [None, Some(4), None],
            [None, None, None],
            [None, None, Some(1)],
        ]
    );
    assert_eq!((ratings.levels(), ratings.raters()), (5, 3));
}

#[test]
fn ratings_on_different_scales_are_not_mixed() {
    let other_wording = Rating::Level {
        level: 2,
        scale: Scale {
            levels: 5,
            version: 2,
        },
    };
    for other in [Rating::of(2, 4), other_wording] {
        let mixed = cards(&[(1, &[(1, Rating::of(3, 5))]), (2, &[(1, other)])]);
        assert_eq!(
            Ratings::of(5, &[item(1)], [&mixed]),
            Err(BadRatings::MixedScales)
        );
    }
}

#[test]
fn what_is_no_matrix_is_refused() {
    let bad = |levels, raters, rows: &[&[Option<u8>]]| {
        Ratings::new(levels, raters, rows).expect_err("no matrix")
    };
    assert_eq!(bad(1, 1, &[]), BadRatings::NoScale(1));
    assert_eq!(
        bad(5, 2, &[&[Some(1)]]),
        BadRatings::Uneven {
            raters: 2,
            cells: 1
        }
    );
    for level in [0, 6] {
        assert_eq!(
            bad(5, 1, &[&[Some(level)]]),
            BadRatings::OffScale { level, levels: 5 }
        );
    }
    let row = vec![None; MOST_CELLS];
    assert!(Ratings::new(5, MOST_CELLS, [&row]).is_ok());
    assert_eq!(bad(5, MOST_CELLS, &[&row, &row]), BadRatings::TooMany);
}

#[test]
fn the_debrief_says_everything_at_once() {
    let debrief = Debrief::of(&shrout_fleiss());
    assert!(debrief.alpha.value.is_ok());
    assert_eq!(debrief.agreement.len(), 6);
    assert_eq!(debrief.severity.len(), 4);
    assert_eq!(
        debrief.panel.band().map(|band| band.name),
        Some("moderate"),
        "Shrout and Fleiss: .62"
    );
    let gaps = Debrief::of(&krippendorff());
    assert_eq!(gaps.alpha.value.expect("they vary").to_string(), "0.815");
    assert!(matches!(
        gaps.one.value,
        Err(CannotCompute::Incomplete { .. })
    ));
    let few = Debrief::of(&by_unit(5, &[[2, 4], [4, 5], [1, 2]]));
    let too_few = Err(CannotCompute::TooFewUnits { have: 3, need: 5 });
    for answer in [few.alpha, few.mean_agreement, few.one, few.panel] {
        assert_eq!(answer.value, too_few);
    }
    assert!(few.agreement.iter().all(|answer| answer.value.is_ok()));
}

#[test]
fn bands_go_down_and_have_sources() {
    use Edge::{Above, AtLeast, Bottom};
    let edges = |bands: &'static Bands| -> Vec<_> {
        assert!(!bands.source.is_empty());
        bands.all().map(|band| band.from).collect()
    };
    assert_eq!(edges(&ALPHA_BANDS), [AtLeast(800), AtLeast(667), Bottom]);
    assert_eq!(
        edges(&RELIABILITY_BANDS),
        [Above(900), AtLeast(750), AtLeast(500), Bottom]
    );
    assert_eq!(
        edges(&AGREEMENT_BANDS),
        [Above(900), Above(700), Above(500), Above(300), Bottom]
    );
    assert_eq!(AtLeast(667).to_string(), "0.667 or more");
    assert_eq!(Above(900).to_string(), "above 0.900");
    assert_eq!(Bottom.to_string(), "anything lower");
}

proptest! {
    #![proptest_config(cases())]

    /// Whatever was rated, there is a number or a reason, and what is shown lies
    /// in the band it is said to lie in.
    #[test]
    fn there_is_a_number_or_a_reason(rows in sparse()) {
        let debrief = Debrief::of(&matrix(&rows));
        let answers = [debrief.alpha, debrief.mean_agreement, debrief.one, debrief.panel];
        for answer in answers.into_iter().chain(debrief.agreement) {
            prop_assert!(!answer.reading().is_empty());
            prop_assert_eq!(answer.value.is_ok(), answer.band().is_some());
            match answer.value {
                Err(why) => prop_assert!(why.to_string().starts_with("Cannot be computed: ")),
                Ok(value) => {
                    prop_assert!(value.value().is_finite());
                    let shown: f64 = value.to_string().parse().expect("a number is shown");
                    prop_assert!(shown <= value.value() + 1e-9 && value.value() < shown + 0.001 + 1e-9);
                    let reached = |edge: u16| shown >= f64::from(edge) / 1000.0;
                    for edge in [300, 500, 667, 700, 750, 800, 900, 1000] {
                        prop_assert_eq!(reached(edge), value.at_least(edge));
                    }
                }
            }
        }
    }
}
