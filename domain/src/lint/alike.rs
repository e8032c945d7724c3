//! How alike two questions are: by the words that carry meaning, whatever their
//! order, ending or case.

use super::wording::AUXILIARIES;
use super::words::{FNV_START, Plain, digest};

/// From here on two questions are the same: the share of words in common among
/// all words of both, in percent. Chosen by the labelled pairs of the tests.
pub const SAME_FROM: u32 = 70;

/// The same for questions of few telling words, where one word makes another
/// question.
pub const SHORT_SAME_FROM: u32 = 90;

/// The words of a question as numbers, sorted, each once.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Signature {
    words: Vec<u32>,
    /// One bit for each word, which tells most pairs apart without comparing.
    bits: u64,
    /// Whether it has too few telling words, so that all are in.
    few: bool,
    /// Whether it asks for the opposite, as in "When would you not …".
    denied: bool,
    /// Whether the candidate is the one who acts: "What do you expect of a
    /// manager?", not "What does a manager expect of you?".
    yours: bool,
}

impl Signature {
    /// Of a question as asked.
    pub fn of(text: &str) -> Self {
        Self::of_plain(&Plain::of(text))
    }

    pub(super) fn of_plain(plain: &Plain) -> Self {
        let mut words = carrying(plain, true);
        sort(&mut words);
        // A story is asked for by its topic; another question, by its verb too.
        let enough = if words.contains(&hash(STORIES)) { 3 } else { 4 };
        let few = words.len() < enough;
        if few {
            words = carrying(plain, false);
            sort(&mut words);
        }
        let bits = words.iter().fold(0, |bits, word| bits | 1 << (word % 64));
        let denied = plain.words().any(|word| DENIALS.contains(&word));
        Self {
            words,
            bits,
            few,
            denied,
            yours: is_yours(plain),
        }
    }

    /// Words in common among all words of both, in percent. Nothing is like a
    /// question without words.
    pub fn likeness(&self, other: &Self) -> u32 {
        let common = self.words.iter();
        let common = common.filter(|word| other.words.binary_search(word).is_ok());
        let common = common.count();
        let all = self.words.len() + other.words.len() - common;
        let percent = (common * 100).checked_div(all).unwrap_or(0);
        u32::try_from(percent).unwrap_or(0)
    }

    /// Whether this is the same question, or nearly.
    pub fn is_like(&self, other: &Self) -> bool {
        let few = self.few || other.few;
        let from = if few { SHORT_SAME_FROM } else { SAME_FROM };
        // Words that differ show in at least so many bits as differ.
        let apart = (self.bits ^ other.bits).count_ones() as usize;
        let most = self.words.len() + other.words.len();
        (self.denied, self.yours) == (other.denied, other.yours)
            && apart * 100 <= most * (100 - SAME_FROM as usize)
            && self.likeness(other) >= from
    }
}

fn is_yours(plain: &Plain) -> bool {
    let words: Vec<&str> = plain.words().collect();
    words.windows(3).any(|words| match words {
        [verb, "you", next] => {
            // "Can you tell us" says no more than "tell us".
            let polite = ["can", "could", "would", "will"].contains(verb);
            AUXILIARIES.contains(verb) && !(polite && STORY.contains(next))
        }
        _ => false,
    })
}

fn sort(words: &mut Vec<u32>) {
    words.sort_unstable();
    words.dedup();
}

/// A number for a word. Half of a digest is enough to tell a plan's words apart.
fn hash(word: &str) -> u32 {
    u32::try_from(digest(FNV_START, word) >> 32).unwrap_or(0)
}

/// Words that turn a question round.
const DENIALS: &[&str] = &[
    "not", "never", "no", "without", "against", "least", "less", "little", "few", "cannot", "cant",
    "dont", "doesnt", "didnt", "wouldnt", "shouldnt", "couldnt",
];

/// Words that say little: without them alike questions look more alike.
const LITTLE: &[&str] = &[
    "a", "about", "all", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "could",
    "did", "do", "does", "for", "from", "go", "had", "has", "have", "if", "in", "is", "it", "its",
    "just", "may", "me", "most", "my", "no", "of", "on", "one", "or", "our", "please", "she", "so",
    "some", "such", "than", "that", "the", "their", "them", "then", "there", "they", "this",
    "those", "to", "up", "us", "was", "we", "were", "when", "which", "will", "with", "would",
    "you", "your", "date", "work", "use", "make", "sure", "instead", "over", "ever",
];

/// Stands for all of [`STORY`].
const STORIES: &str = "@";

/// Ways to ask for a story, all the same to us.
const STORY: &[&str] = &[
    "tell",
    "describe",
    "give",
    "example",
    "walk",
    "talk",
    "through",
    "time",
    "situation",
    "share",
    "explain",
    "recall",
];

/// Words of one meaning, the first standing for all.
const SAME: &[&[&str]] = &[
    &["colleague", "teammate", "coworker", "peer"],
    &[
        "hard",
        "hardest",
        "difficult",
        "toughest",
        "tough",
        "tricky",
    ],
    &["disagree", "disagreed", "disagreement"],
    &["solve", "resolve", "fix"],
    &["manager", "boss"],
    &["without", "no"],
    &["choose", "pick", "select"],
    &["big", "large", "size"],
];

fn carrying(plain: &Plain, telling_only: bool) -> Vec<u32> {
    let words = plain.words();
    words
        .filter_map(|word| {
            if telling_only && STORY.contains(&word) {
                return Some(STORIES);
            }
            (!telling_only || !LITTLE.contains(&word) || word == "no").then_some(word)
        })
        .map(|word| hash(canonical(word)))
        .collect()
}

/// What stands for a word and all that mean the same.
fn canonical(word: &str) -> &str {
    let one = word.strip_suffix('s').unwrap_or(word);
    let same = SAME
        .iter()
        .find(|words| words.contains(&word) || words.contains(&one));
    same.and_then(|words| words.first())
        .map_or_else(|| stem(word), |first| *first)
}

/// A word without its ending, near enough to compare by.
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 8] = ["ies", "ing", "ed", "es", "s", "y", "e", "d"];
    let rest = |ending: &&str| word.strip_suffix(ending).filter(|rest| rest.len() > 3);
    let bare = ENDINGS.iter().find_map(rest).unwrap_or(word);
    // `splitting` and `split`.
    let mut letters = bare.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(a), Some(b)) if a == b && bare != word => {
            bare.get(..bare.len() - a.len_utf8()).unwrap_or(bare)
        }
        _ => bare,
    }
}
