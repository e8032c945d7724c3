//! Candidates side by side.

use std::collections::BTreeMap;

use domain::compare::{Candidate, CannotCompare, Compared, compare};
use domain::panel::{Panel, Void};
use domain::plan::Plan;
use domain::scorecard::{Rating, Revision, Scorecard};
use domain::statistics::Ratio;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::interview::{card, item, panel, person, plan};

fn ratio(over: u64, under: u64) -> Option<Ratio> {
    Ratio::new(over, under)
}

fn candidate<'a>(label: &'a str, panel: &'a Panel, cards: &'a [Scorecard]) -> Candidate<'a> {
    let people = (1..).map(person);
    Candidate {
        label,
        panel,
        scorecards: people.zip(cards).collect::<BTreeMap<_, _>>(),
    }
}

fn two() -> Panel {
    panel(&[person(1), person(2)])
}

fn void() -> Void {
    Void {
        reason: "It was asked wrongly.".to_owned(),
        by: person(1),
        at: 7_000,
    }
}

fn one(plan: &Plan, panel: &Panel, cards: &[Scorecard]) -> Compared {
    let mut comparison = compare(plan, &[candidate("A", panel, cards)]).expect("it compares");
    comparison.candidates.remove(0)
}

#[test]
fn the_profile_is_the_mean_of_medians_of_what_was_assessed() {
    let plan = plan(&[("craft", 1), ("craft", 1), ("craft", 1), ("care", 2)]);
    let cards = [card(&[4, 2, 0, 0]), card(&[5, 2])];
    let found = one(&plan, &two(), &cards);
    // Medians 4.5 and 2, none of the third: (9/2 + 2) / 2 = 13/4, of 2 of 3.
    let craft = &found.profile[0];
    assert_eq!(craft.competency, "craft");
    assert_eq!(craft.level, ratio(13, 4));
    assert_eq!((craft.assessed, craft.of), (2, 3));
    let care = &found.profile[1];
    assert_eq!((care.level, care.assessed, care.of), (None, 0, 1));
    assert_eq!(found.answers[0].spread.median(), ratio(9, 2));
    assert_eq!(found.answers[0].spread.range(), Some((4, 5)));
    assert_eq!(found.answers[2].spread.median(), None);
    assert_eq!(found.answers[2].spread.not_assessed, 1);
    assert_eq!(
        found.answers[0].ratings,
        [(person(1), Rating::of(4, 5)), (person(2), Rating::of(5, 5))]
    );
}

#[test]
fn the_composite_weighs_medians_and_says_how_much_was_assessed() {
    let plan = plan(&[("craft", 3), ("craft", 1), ("care", 2)]);
    let found = one(&plan, &two(), &[card(&[4, 1]), card(&[5, 2])]);
    // (3·9/2 + 1·3/2) / 4 = 15/4, of 4 of 6 parts of the weight.
    let composite = found.composite.expect("something was assessed");
    assert_eq!(Some(composite.level), ratio(15, 4));
    assert_eq!(Some(composite.assessed), ratio(2, 3));
}

#[test]
fn of_nothing_assessed_there_is_no_number() {
    let plan = plan(&[("craft", 1)]);
    for cards in [vec![], vec![card(&[])], vec![card(&[0]), card(&[0])]] {
        let found = one(&plan, &two(), &cards);
        assert_eq!(found.composite, None);
        assert_eq!(found.profile[0].level, None);
    }
}

#[test]
fn a_question_voided_once_is_left_out_for_all() {
    let plan = plan(&[("craft", 1), ("craft", 1), ("care", 1)]);
    let (mut voids, keeps) = (two(), two());
    voids.voided.insert(item(2), void());
    let cards = [card(&[4, 1, 3]), card(&[4, 1, 3])];
    let both = [
        candidate("A", &keeps, &cards),
        candidate("B", &voids, &cards),
    ];
    let found = compare(&plan, &both).expect("they compare");
    assert_eq!(found.items, [item(1), item(3)]);
    assert_eq!(found.voided, [item(2)]);
    for candidate in &found.candidates {
        assert_eq!(candidate.answers.len(), 2);
        assert_eq!(candidate.profile[0].level, ratio(4, 1));
        assert_eq!(
            (candidate.profile[0].assessed, candidate.profile[0].of),
            (1, 1)
        );
        let composite = candidate.composite.expect("assessed");
        assert_eq!(Some(composite.level), ratio(7, 2));
        assert_eq!(Some(composite.assessed), ratio(1, 1));
    }
    assert_eq!(found.candidates[0].label, "A");
}

#[test]
fn revisions_count_and_what_was_not_handed_in_does_not() {
    let plan = plan(&[("craft", 1)]);
    let mut revised = card(&[1]);
    let revision = Revision {
        rating: Rating::of(3, 5),
        reason: "Heard more.".to_owned(),
        at: 8_000,
    };
    revised.revisions.insert(item(1), vec![revision]);
    let mut late = two();
    late.panelists.insert(person(2), None);
    let cards = [revised, card(&[5]), card(&[5])];
    let found = one(&plan, &late, &cards);
    assert_eq!(found.answers[0].ratings, [(person(1), Rating::of(3, 5))]);
}

#[test]
fn what_is_sealed_is_not_compared() {
    let plan = plan(&[("craft", 1)]);
    let (open, mut sealed) = (two(), two());
    sealed.revealed = None;
    let cards = [card(&[5])];
    let both = [
        candidate("A", &open, &cards),
        candidate("B", &sealed, &cards),
    ];
    assert_eq!(
        compare(&plan, &both),
        Err(CannotCompare::Sealed("B".to_owned()))
    );
}

#[test]
fn what_was_rated_on_another_scale_is_not_compared() {
    let plan = plan(&[("craft", 1)]);
    let mut other = card(&[]);
    other.ratings.insert(item(1), Rating::of(4, 4));
    let (panel, cards) = (two(), [card(&[5])]);
    let others = [other];
    let both = [
        candidate("A", &panel, &cards),
        candidate("B", &panel, &others),
    ];
    assert_eq!(
        compare(&plan, &both),
        Err(CannotCompare::OtherScale("B".to_owned()))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_seen_differently_for_whom_they_are_beside(
        mine in vec(vec(0_u8..=5, 3), 1..4),
        theirs in vec(vec(0_u8..=5, 3), 1..4),
        weights in vec(1_u16..=100, 3),
    ) {
        let plan = plan(&[("craft", weights[0]), ("craft", weights[1]), ("care", weights[2])]);
        let cards = |rows: &[Vec<u8>]| rows.iter().map(|row| card(row)).collect::<Vec<_>>();
        let (mine, theirs) = (cards(&mine), cards(&theirs));
        let panel = panel(&[person(1), person(2), person(3)]);
        let both = [candidate("A", &panel, &mine), candidate("B", &panel, &theirs)];
        let found = compare(&plan, &both).expect("they compare");
        prop_assert_eq!(&found.candidates[0], &one(&plan, &panel, &mine));
        for candidate in &found.candidates {
            let rated = candidate.answers.iter().flat_map(|answer| &answer.spread.levels);
            let (lowest, highest) = (rated.clone().min(), rated.max());
            prop_assert_eq!(candidate.composite.is_some(), lowest.is_some());
            if let Some(composite) = candidate.composite {
                prop_assert!(Some(composite.level) >= ratio(u64::from(*lowest.expect("rated")), 1));
                prop_assert!(Some(composite.level) <= ratio(u64::from(*highest.expect("rated")), 1));
                prop_assert!(Some(composite.assessed) <= ratio(1, 1));
            }
        }
    }
}
