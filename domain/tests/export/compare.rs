//! Candidates side by side.

use std::collections::BTreeMap;

use domain::compare::{Asked, Candidate, CannotCompare, Compared, asked_together, compare};
use domain::id::StageId;
use domain::panel::{Panel, Void};
use domain::plan::Plan;
use domain::scorecard::{Rating, Revision, Scorecard};
use domain::statistics::Ratio;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::interview::{STAGE, card, item, panel, person, plan};

fn ratio(over: u64, under: u64) -> Option<Ratio> {
    Ratio::new(over, under)
}

fn candidate<'a>(
    label: &'a str,
    plan: &'a Plan,
    panel: &'a Panel,
    cards: &'a [Scorecard],
) -> Candidate<'a> {
    let people = (1..).map(person);
    Candidate {
        label,
        plan,
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
    let mut comparison = compare(plan, &[candidate("A", plan, panel, cards)]).expect("it compares");
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
        candidate("A", &plan, &keeps, &cards),
        candidate("B", &plan, &voids, &cards),
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
        candidate("A", &plan, &open, &cards),
        candidate("B", &plan, &sealed, &cards),
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
        candidate("A", &plan, &panel, &cards),
        candidate("B", &plan, &panel, &others),
    ];
    assert_eq!(
        compare(&plan, &both),
        Err(CannotCompare::OtherScale("B".to_owned()))
    );
}

/// Three interviews: the first asked 1 and 2, the second 1 (otherwise) and 3, whose stage
/// is new, the third 1 as the second did and 4.
fn changing() -> [Plan; 3] {
    let first = plan(&[("craft", 1), ("craft", 2)]);
    let mut second = plan(&[("craft", 3), ("craft", 1), ("care", 5)]);
    second.items.remove(&item(2));
    let new = StageId([2; 16]);
    let stage = second.stages[&STAGE].clone();
    second.stages.insert(new, stage);
    second.items.get_mut(&item(1)).expect("there").question.ask = "Why?".into();
    second.items.get_mut(&item(3)).expect("there").place.stage = new;
    let mut third = plan(&[("craft", 4), ("", 1), ("", 1), ("care", 1)]);
    third.items.remove(&item(2));
    // It waits for a stage: nobody is asked it.
    third.items.get_mut(&item(3)).expect("there").place.stage = new;
    third.items.get_mut(&item(1)).expect("there").question.ask = "Why?".into();
    [first, second, third]
}

#[test]
fn a_plan_that_changed_asks_together_what_any_interview_asked() {
    let plans = changing();
    let together = asked_together(plans.iter());
    let mut asked = together.agenda();
    asked.sort();
    assert_eq!(asked, [1, 2, 3, 4].map(item));
    let weights = [1, 2, 3, 4].map(|number| together.items[&item(number)].weight);
    assert_eq!(weights, [4, 2, 5, 1], "each as it was asked last");
    let of = |number: u8| {
        plans
            .each_ref()
            .map(|plan| Asked::of(&together, plan, item(number)))
    };
    assert_eq!(of(1), [Asked::Otherwise, Asked::Alike, Asked::Alike]);
    assert_eq!(of(2), [Asked::Alike, Asked::Not, Asked::Not]);
    assert_eq!(of(3), [Asked::Not, Asked::Alike, Asked::Not]);
    assert_eq!(of(4), [Asked::Not, Asked::Not, Asked::Alike]);
}

#[test]
fn what_waits_for_a_stage_is_not_asked_because_an_older_plan_has_that_stage() {
    let [_, second, mut third] = changing();
    let never = item(9);
    let waiting = third.items[&item(3)].clone();
    third.items.insert(never, waiting);
    let together = asked_together([&second, &third].into_iter());
    assert_eq!(together.asked(never), None);
    assert!(together.asked(item(3)).is_some());
}

#[test]
fn answers_to_what_the_plan_asks_no_more_still_count() {
    let plans = changing();
    let panel = two();
    let first = [card(&[4, 2]), card(&[4, 3])];
    let candidates = [
        candidate("A", &plans[0], &panel, &first),
        candidate("B", &plans[2], &panel, &[]),
    ];
    let together = asked_together(plans.iter());
    let found = compare(&together, &candidates).expect("they compare");
    let place = found.items.iter().position(|asked| *asked == item(2));
    let answers = [0, 1].map(|at| &found.candidates[at].answers[place.expect("it has a row")]);
    assert_eq!(
        (answers[0].asked, answers[1].asked),
        (Asked::Alike, Asked::Not)
    );
    assert_eq!(answers[0].spread.levels, [2, 3]);
    // (4·4 + 2·5/2) of weight 6, as 1 weighs 4 since the newest; 3 and 4 weigh 6 more.
    let composite = found.candidates[0].composite.expect("assessed");
    assert_eq!(Some(composite.level), ratio(21, 6));
    assert_eq!(Some(composite.assessed), ratio(6, 12));
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
        let both = [candidate("A", &plan, &panel, &mine), candidate("B", &plan, &panel, &theirs)];
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
