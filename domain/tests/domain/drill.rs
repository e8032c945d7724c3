//! The calibration drill: comparing ratings, and showing nothing too early.

use std::collections::BTreeMap;

use domain::drill::{AnswerKey, BadRating, Levels, Standing, check, key_of, visible_to};
use domain::id::PersonId;
use domain::kit::{Audience, Drill, Kit, Question, Text};
use domain::statistics::Ratio;
use proptest::collection::btree_map;
use proptest::prelude::*;

use crate::words::cases;

const ANN: PersonId = PersonId([1; 16]);
const BEN: PersonId = PersonId([2; 16]);
const CAT: PersonId = PersonId([3; 16]);
const DAN: PersonId = PersonId([4; 16]);

fn answer(place: u16) -> AnswerKey {
    AnswerKey {
        question: "testing".to_owned(),
        place,
    }
}

fn levels(levels: &[(u16, u8)]) -> Levels {
    let levels = levels.iter();
    levels.map(|(at, level)| (answer(*at), *level)).collect()
}

#[test]
fn one_sees_the_key_and_the_others_of_what_one_rated() {
    let key = levels(&[(0, 1), (1, 3), (2, 5)]);
    let ratings = BTreeMap::from([
        (ANN, levels(&[(0, 2), (1, 3)])),
        (BEN, levels(&[(0, 4), (1, 3), (2, 5)])),
        (CAT, levels(&[(0, 1)])),
        (DAN, levels(&[(2, 1)])),
    ]);
    let seen = visible_to(ANN, &key, &ratings);
    assert_eq!(seen.answers.len(), 2);
    let first = &seen.answers[&answer(0)];
    assert_eq!((first.own, first.key), (2, 1));
    assert_eq!(first.others, [1, 4]);
    assert_eq!(first.median(), Ratio::new(5, 2));
    assert_eq!(first.range(), Some((1, 4)));
    let second = &seen.answers[&answer(1)];
    assert_eq!(second.others, [3]);

    let standing = |answers, exact, within_one, difference| Standing {
        answers,
        exact,
        within_one,
        difference,
    };
    // Ben's third answer and all of Dan's are about an answer Ann has not rated.
    let people = BTreeMap::from([
        (ANN, standing(2, 1, 2, 1)),
        (BEN, standing(2, 1, 1, 3)),
        (CAT, standing(1, 1, 1, 0)),
    ]);
    assert_eq!(seen.people, people);

    let alone = visible_to(CAT, &key, &BTreeMap::from([(CAT, levels(&[(0, 1)]))]));
    let only = &alone.answers[&answer(0)];
    assert_eq!((only.median(), only.range()), (None, None));
}

#[test]
fn whoever_rated_nothing_sees_nothing() {
    let key = levels(&[(0, 1)]);
    let ratings = BTreeMap::from([(BEN, levels(&[(0, 4)])), (CAT, Levels::new())]);
    for person in [ANN, CAT] {
        assert_eq!(
            visible_to(person, &key, &ratings),
            domain::drill::Visible::default()
        );
    }
}

#[test]
fn ratings_of_answers_that_are_gone_count_for_nothing() {
    let key = levels(&[(0, 1)]);
    let ratings = BTreeMap::from([(ANN, levels(&[(0, 1), (9, 5)])), (BEN, levels(&[(9, 1)]))]);
    let seen = visible_to(ANN, &key, &ratings);
    assert_eq!(seen.answers.len(), 1);
    assert_eq!(seen.people.keys().copied().collect::<Vec<_>>(), [ANN]);
}

#[test]
fn a_standing_is_exact_and_read_in_words() {
    let severe = Standing::of([(1, 2), (3, 3), (2, 5), (1, 1), (4, 5), (2, 2)]);
    assert_eq!((severe.answers, severe.exact, severe.within_one), (6, 3, 5));
    assert_eq!(severe.mean_difference(), Some((-5, 6)));
    assert_eq!(
        severe.reading(),
        "Of 6 answers, 3 rated as the key has it and 5 at most one level from it; more severe than the key by 0.83 levels on average."
    );
    let lenient = Standing::of([(2, 1), (3, 3), (5, 5), (2, 2), (1, 1)]);
    assert_eq!(lenient.mean_difference(), Some((1, 5)));
    assert!(
        lenient
            .reading()
            .ends_with("more lenient than the key by 0.20 levels on average.")
    );
    let even = Standing::of([(2, 1), (1, 2), (5, 5), (2, 2), (1, 1)]);
    assert_eq!(even.mean_difference(), Some((0, 1)));
    assert!(
        even.reading()
            .ends_with("on average neither more severe nor more lenient.")
    );
    let barely = Standing::of((0..300).map(|at| (if at == 0 { 2 } else { 1 }, 1)));
    assert!(
        barely.reading().contains("by less than 0.01 levels"),
        "{}",
        barely.reading()
    );
}

#[test]
fn below_five_answers_it_says_only_that_they_are_too_few() {
    let four = Standing::of([(5, 1); 4]);
    assert_eq!(
        four.reading(),
        "Too few to say anything: it takes 5 rated answers, and here are 4."
    );
    assert!(
        Standing::of([(5, 1); 5])
            .reading()
            .contains("by 4.00 levels")
    );
    assert_eq!(Standing::default().mean_difference(), None);
}

#[test]
fn a_rating_needs_an_answer_and_a_level_of_the_kit() {
    let kit = kit();
    let key = BTreeMap::from([(answer(0), 1), (answer(1), 4)]);
    assert_eq!(key_of(&kit), key);
    assert_eq!(check(&kit, &answer(1), 4), Ok(()));
    let gone = Err(BadRating::NoAnswer(answer(2)));
    assert_eq!(check(&kit, &answer(2), 4), gone);
    let other = AnswerKey {
        question: "other".to_owned(),
        place: 0,
    };
    let unknown = Err(BadRating::NoAnswer(other.clone()));
    assert_eq!(check(&kit, &other, 4), unknown);
    for level in [0, 5] {
        let refused = Err(BadRating::NoLevel { level, levels: 4 });
        assert_eq!(check(&kit, &answer(0), level), refused);
    }
}

/// A kit of four levels whose one question has two drill answers.
fn kit() -> Kit {
    let text = |text: &str| Text {
        text: text.to_owned(),
        audience: Audience::Interviewers,
    };
    let drill = |level| Drill {
        answer: "An answer.".to_owned(),
        level,
        why: "A reason.".to_owned(),
    };
    Kit {
        id: "small".to_owned(),
        version: 1,
        name: "Small".to_owned(),
        summary: "Small.".to_owned(),
        levels: 4,
        job_description: text("Work."),
        competencies: Vec::new(),
        questions: vec![Question {
            id: "testing".to_owned(),
            competency: "craft".to_owned(),
            title: "Testing".to_owned(),
            minutes: 5,
            ask: text("How?"),
            assesses: text("Testing."),
            sample_answer: text("So."),
            follow_ups: Vec::new(),
            anchors: Vec::new(),
            drills: vec![drill(1), drill(4)],
        }],
        red_flags: Vec::new(),
    }
}

fn world() -> impl Strategy<Value = (Levels, BTreeMap<PersonId, Levels>)> {
    let levels = || btree_map((0..6_u16).prop_map(answer), 1..=5_u8, 0..6);
    let person = (1..5_u8).prop_map(|one| PersonId([one; 16]));
    (levels(), btree_map(person, levels(), 0..4))
}

proptest! {
    #![proptest_config(cases())]

    /// Two worlds that differ only in what Ann has not rated look the same to her.
    #[test]
    fn nothing_is_seen_of_what_one_has_not_rated(
        (mut key, mut ratings) in world(),
        (other_key, other_ratings) in world(),
        own in btree_map((0..6_u16).prop_map(answer), 1..=5_u8, 0..6),
    ) {
        ratings.insert(ANN, own.clone());
        let seen = visible_to(ANN, &key, &ratings);
        prop_assert!(seen.answers.keys().all(|answer| own.contains_key(answer)));

        let unrated = |answer: &AnswerKey| !own.contains_key(answer);
        key.retain(|answer, _| !unrated(answer));
        key.extend(other_key.into_iter().filter(|(answer, _)| unrated(answer)));
        for (person, levels) in &mut ratings {
            if *person != ANN {
                levels.retain(|answer, _| !unrated(answer));
            }
        }
        for (person, levels) in other_ratings {
            if person != ANN {
                let levels = levels.into_iter().filter(|(answer, _)| unrated(answer));
                ratings.entry(person).or_default().extend(levels);
            }
        }
        prop_assert_eq!(visible_to(ANN, &key, &ratings), seen);
    }
}
