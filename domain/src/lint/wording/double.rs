//! Double-barrelled wording: two matters, one answer.
//!
//! Two questions about one matter ("What did you do, and what came of it?") are
//! good interviewing and pass.

use super::closed::invites_politely;
use super::{AUXILIARIES, OPEN, Sentence, in_earnest, is_at};
use crate::lint::Rule;

/// Phrases that join what wants two answers.
pub(super) const PHRASES: &[(Rule, &[&str])] = &[(
    Rule::DoubleBarrelled,
    &[
        "your .. strengths and|or your? weaknesses",
        "your .. strength and .. your .. weakness",
        "your .. likes and dislikes",
        "your .. successes and your? failures",
        "you like|liked|enjoy|enjoyed the? most and the? least",
        "and also tell|describe|explain|say|what|how|why|which|do|are|have|is|can|give",
        "as well as tell|telling|describe|explain",
    ],
)];

/// Words that refer back: what follows is about the same matter.
const BACK: [&str; 17] = [
    "it", "them", "that", "this", "those", "these", "so", "there", "they", "one", "ones", "he",
    "she", "him", "her", "each", "which",
];

/// What somebody is asked to rate themselves or their lot by.
const RATED: [&str; 14] = [
    "comfortable",
    "confident",
    "good",
    "satisfied",
    "happy",
    "experienced",
    "familiar",
    "skilled",
    "proficient",
    "strong",
    "interested",
    "pleased",
    "organised",
    "organized",
];

/// What somebody has or is, as against what they did.
const STATES: [&str; 9] = [
    "like",
    "enjoy",
    "know",
    "love",
    "hate",
    "prefer",
    "experience",
    "speak",
    "understand",
];

/// Words that belong together with "and" between them.
const PAIRS: [(&str, &str); 12] = [
    ("reading", "writing"),
    ("read", "write"),
    ("trial", "error"),
    ("pros", "cons"),
    ("research", "development"),
    ("design", "build"),
    ("designing", "building"),
    ("back", "forth"),
    ("ups", "downs"),
    ("integration", "delivery"),
    ("html", "css"),
    ("planning", "estimating"),
];

/// Whether a question wants one answer about two matters.
pub(super) fn joins_two(sentence: &Sentence<'_>) -> bool {
    let words = in_earnest(&sentence.words);
    let of_a_rating = asks_for_a_rating(words);
    let joints = words.iter().enumerate().filter(|(_, word)| **word == "and");
    joints
        .map(|(at, _)| (at, words.split_at(at)))
        .map(|(at, (before, after))| (at, before, after.get(1..).unwrap_or_default()))
        .filter(|(_, _, after)| !after.iter().any(|word| BACK.contains(word)))
        .any(|(at, before, after)| {
            let rated = of_a_rating && !is_pair(words, at) && !is_at(after, 0, &OPEN);
            let two_topics =
                is_at(after, 0, &["about"]) && !is_at(after, 1, &OPEN) && before.contains(&"about");
            two_topics || (sentence.asks && (rated || asks_something_else(words, after)))
        })
}

/// "How good are you at", "Do you like", "Are you comfortable with".
fn asks_for_a_rating(words: &[&str]) -> bool {
    let how = is_at(words, 0, &["how"]) && is_at(words, 1, &RATED) && is_at(words, 2, &AUXILIARIES);
    let are = is_at(words, 0, &["are", "were"])
        && is_at(words, 1, &["you"])
        && words
            .iter()
            .skip(2)
            .take(2)
            .any(|word| RATED.contains(word));
    let does = is_at(words, 0, &["do", "did"])
        && is_at(words, 1, &["you"])
        && words
            .iter()
            .skip(2)
            .take(2)
            .any(|word| STATES.contains(word));
    how || are || does
}

fn is_pair(words: &[&str], and: usize) -> bool {
    let before = and.checked_sub(1).and_then(|before| words.get(before));
    before.zip(words.get(and + 1)).is_some_and(|(one, other)| {
        PAIRS
            .iter()
            .any(|(a, b)| (a, b) == (one, other) || (b, a) == (one, other))
    })
}

/// A second question, put to the person anew: "and do you", "and what is your".
fn asks_something_else(words: &[&str], after: &[&str]) -> bool {
    const TO_YOU: [&str; 2] = ["you", "your"];
    let own = ["part", "role", "share", "reason", "reasons", "view"];
    let asks_first = is_at(words, 0, &OPEN) || is_at(words, 0, &AUXILIARIES);
    let yes_or_no =
        is_at(after, 0, &AUXILIARIES) && is_at(after, 1, &TO_YOU) && !invites_politely(after);
    let what_is_your = is_at(after, 0, &["what"])
        && is_at(after, 1, &["is", "are"])
        && is_at(after, 2, &["your"])
        && !is_at(after, 3, &own);
    asks_first && (yes_or_no || what_is_your)
}

/// Three or more long questions in one.
pub(super) fn piles_up(sentences: &[Sentence<'_>]) -> bool {
    let long = sentences.iter().filter(|sentence| {
        let words = sentence.words.iter().filter(|word| **word != ",");
        sentence.asks && words.count() >= LONG
    });
    long.count() >= 3
}

/// From this many words on, a question is more than a prompt such as "What did
/// you do?".
const LONG: usize = 8;
