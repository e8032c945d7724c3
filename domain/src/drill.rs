//! The calibration drill: interviewers rate a kit's answers before the first
//! candidate and see where they differ from each other and from the key.

mod standing;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use standing::Standing;

use crate::id::PersonId;
use crate::kit::Kit;
use crate::scorecard::Rating;
use crate::statistics::{Ratio, Spread};

/// Names an answer of a kit, for as long as the kit's version stays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AnswerKey {
    /// The id of the kit's question.
    pub question: String,
    /// Which of its answers, counted from 0.
    pub place: u16,
}

/// As people count: the question's id and the answer, counted from 1.
impl fmt::Display for AnswerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.question, u32::from(self.place) + 1)
    }
}

/// The level that each answer deserves, 1 for the lowest.
pub type Levels = BTreeMap<AnswerKey, u8>;

/// The key of `kit`: all its drill answers with the level each deserves.
pub fn key_of(kit: &Kit) -> Levels {
    let answers = kit.questions.iter().flat_map(|question| {
        question.drills.iter().zip(0..).map(|(drill, place)| {
            let question = question.id.clone();
            (AnswerKey { question, place }, drill.level)
        })
    });
    answers.collect()
}

/// Why a rating of a drill answer is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRating {
    /// The kit has no such answer.
    #[error("the kit has no answer \"{0}\" to rate: reload the page, the kit has changed")]
    NoAnswer(AnswerKey),
    /// The scale has no such level.
    #[error("a rating is between 1 and {levels}, but this one is {level}: choose another level")]
    NoLevel {
        /// The level that was given.
        level: u8,
        /// How many the scale has.
        levels: u8,
    },
}

/// Whether that answer of `kit` may be rated at `level`.
///
/// # Errors
/// Where there is no such answer or level.
pub fn check(kit: &Kit, answer: &AnswerKey, level: u8) -> Result<(), BadRating> {
    let drills = kit.question(&answer.question).map(|it| it.drills.len());
    if usize::from(answer.place) >= drills.unwrap_or(0) {
        return Err(BadRating::NoAnswer(answer.clone()));
    }
    if !(1..=kit.levels).contains(&level) {
        let levels = kit.levels;
        return Err(BadRating::NoLevel { level, levels });
    }
    Ok(())
}

/// What a person may see of the drill.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Visible {
    /// The answers they have rated. Of the others there is nothing here.
    pub answers: BTreeMap<AnswerKey, Compared>,
    /// How everybody compares with the key, on those answers alone.
    pub people: BTreeMap<PersonId, Standing>,
}

/// One answer as it was rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The level one gave oneself.
    pub own: u8,
    /// The levels the others gave, lowest first.
    pub others: Vec<u8>,
    /// The level it deserves.
    pub key: u8,
}

impl Compared {
    /// The middle of the others' levels; of an even number, halfway between the
    /// middle two. None where nobody else rated it.
    pub fn median(&self) -> Option<Ratio> {
        self.spread().median()
    }

    /// The lowest and the highest level of the others.
    pub fn range(&self) -> Option<(u8, u8)> {
        self.spread().range()
    }

    fn spread(&self) -> Spread {
        // Which scale a level is of does not matter to its place among the others.
        let levels = self.others.iter();
        Spread::of(levels.map(|level| Rating::of(*level, 5)))
    }
}

/// What `person` may see of these ratings by `key`: of an answer that they have not
/// rated neither what others gave nor what it deserves, so that nobody is led.
/// Ratings of answers that the key does not have count for nothing.
pub fn visible_to(person: PersonId, key: &Levels, ratings: &BTreeMap<PersonId, Levels>) -> Visible {
    let Some(own) = ratings.get(&person) else {
        return Visible::default();
    };
    let rated = own.iter().filter_map(|(answer, own)| {
        let key = *key.get(answer)?;
        let others = ratings.iter().filter(|(other, _)| **other != person);
        let others = others.filter_map(|(_, levels)| levels.get(answer).copied());
        let mut others: Vec<u8> = others.collect();
        others.sort_unstable();
        let own = *own;
        Some((answer.clone(), Compared { own, others, key }))
    });
    let answers: BTreeMap<AnswerKey, Compared> = rated.collect();
    let people = ratings.iter().filter_map(|(person, levels)| {
        let pairs = answers
            .iter()
            .filter_map(|(answer, seen)| Some((*levels.get(answer)?, seen.key)));
        let standing = Standing::of(pairs);
        (standing.answers > 0).then_some((*person, standing))
    });
    let people = people.collect();
    Visible { answers, people }
}
