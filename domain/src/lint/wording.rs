//! What a single text asks, and how: unfair, leading, closed or double-barrelled.

mod closed;
mod double;
mod leading;

use std::sync::LazyLock;

use super::phrase::Phrases;
use super::words::{Plain, Sentence};
use super::{Rule, unfair};

pub(super) use closed::opened;

static UNFAIR: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(unfair::PHRASES));
static LEADING: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(leading::PHRASES));
static DOUBLE: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(double::PHRASES));

/// Words that begin an open question.
const OPEN: [&str; 9] = [
    "what", "which", "how", "why", "who", "whom", "whose", "where", "when",
];

/// Verbs that begin a question answerable by yes or no.
pub(super) const AUXILIARIES: [&str; 19] = [
    "do", "does", "did", "are", "is", "was", "were", "have", "has", "had", "can", "could", "will",
    "would", "should", "shall", "might", "must", "am",
];

/// The same, denied: whoever asks so expects a yes.
const DENIED: [&str; 15] = [
    "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "wouldnt", "shouldnt",
    "couldnt", "cant", "wont", "havent", "hasnt", "hadnt",
];

/// The rules that the wording of a text breaks, each once, in their order.
///
/// A question that should not be asked at all is not criticised for its form as
/// well, and a leading one not for being closed: there is one thing to do.
pub fn rules_broken_by(text: &str) -> Vec<Rule> {
    broken_by(&Plain::of(text))
}

pub(super) fn broken_by(plain: &Plain) -> Vec<Rule> {
    let sentences = plain.sentences();
    let mut unfair: Vec<Rule> = sentences
        .iter()
        .flat_map(|sentence| UNFAIR.found_in(&sentence.words))
        .collect();
    if !unfair.is_empty() {
        unfair.sort_unstable();
        unfair.dedup();
        return unfair;
    }
    let mut rules = Vec::new();
    if sentences.iter().any(leads) {
        rules.push(Rule::Leading);
    } else if closed::is_closed(&sentences) {
        rules.push(Rule::Closed);
    }
    if is_double(&sentences) {
        rules.push(Rule::DoubleBarrelled);
    }
    rules
}

fn leads(sentence: &Sentence<'_>) -> bool {
    !LEADING.found_in(&sentence.words).is_empty() || leading::expects_a_yes(sentence)
}

fn is_double(sentences: &[Sentence<'_>]) -> bool {
    let phrased = |sentence: &Sentence<'_>| !DOUBLE.found_in(&sentence.words).is_empty();
    sentences
        .iter()
        .any(|sentence| phrased(sentence) || double::joins_two(sentence))
        || double::piles_up(sentences)
}

/// Whether one of `list` stands at `at`.
fn is_at(words: &[&str], at: usize, list: &[&str]) -> bool {
    words.get(at).is_some_and(|word| list.contains(word))
}

/// Where an open question begins within a sentence: at its start, or after a
/// pause, "and" or "or".
fn opens(words: &[&str]) -> bool {
    (0..words.len()).any(|at| {
        let begins = at
            .checked_sub(1)
            .is_none_or(|before| is_at(words, before, &[",", "and", "or", "but", "so", "then"]));
        begins && is_at(words, at, &OPEN)
    })
}

/// The words of a sentence from where it starts in earnest.
fn in_earnest<'w, 'a>(words: &'w [&'a str]) -> &'w [&'a str] {
    const BEFORE: [&str; 9] = ["so", "but", "and", "or", "well", "now", "then", "also", ","];
    let skip = words.iter().take_while(|word| BEFORE.contains(word));
    words.get(skip.count()..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::words::Plain;
    use super::*;

    #[test]
    fn every_word_of_a_phrase_is_written_as_sentences_are_read() {
        let all = [unfair::PHRASES, leading::PHRASES, double::PHRASES];
        for phrase in all
            .iter()
            .flat_map(|list| list.iter())
            .flat_map(|(_, phrases)| *phrases)
        {
            let pieces = phrase
                .split(' ')
                .filter(|piece| !matches!(*piece, "^" | "$" | "_" | ".."));
            for word in pieces.flat_map(|piece| piece.trim_matches(['!', '?']).split('|')) {
                let read = Plain::of(word);
                assert_eq!(read.words().collect::<Vec<_>>(), [word], "in {phrase:?}");
            }
        }
    }
}
