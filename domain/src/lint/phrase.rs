//! Phrases to look for in a sentence.
//!
//! A phrase is written as words with spaces between:
//! `a|b` is either word, `a|b?` may be left out, `_` is any one word, `..` up to
//! three words, `!a|b` says that neither comes next, `^` that the sentence starts
//! here, `$` that it ends or pauses here. It begins with words, or with `^` and
//! words.

use super::Rule;

/// Most words that `..` stands for.
const GAP: usize = 3;

/// Words that may come before a sentence starts in earnest.
const BEFORE_START: [&str; 6] = ["so", "but", "and", "well", "now", ","];

#[derive(Debug)]
enum Piece {
    Words(Vec<&'static str>),
    Perhaps(Vec<&'static str>),
    Not(Vec<&'static str>),
    Any,
    Gap,
    Start,
    End,
}

impl Piece {
    fn read(text: &'static str) -> Self {
        let either = |text: &'static str| text.split('|').collect();
        match text {
            "^" => Self::Start,
            "$" => Self::End,
            "_" => Self::Any,
            ".." => Self::Gap,
            _ => match (text.strip_prefix('!'), text.strip_suffix('?')) {
                (Some(words), _) => Self::Not(either(words)),
                (None, Some(words)) => Self::Perhaps(either(words)),
                (None, None) => Self::Words(either(text)),
            },
        }
    }
}

/// Phrases by rule, found by their first word.
#[derive(Debug)]
pub(super) struct Phrases {
    all: Vec<(Rule, Vec<Piece>)>,
    first: Vec<(&'static str, usize)>,
    /// A bit for each [`slot`] that a first word has: most words begin nothing.
    slots: [u64; 8],
}

impl Phrases {
    /// Reads the phrases of each rule.
    pub(super) fn read(rules: &[(Rule, &[&'static str])]) -> Self {
        let mut read = Self {
            all: Vec::new(),
            first: Vec::new(),
            slots: [0; 8],
        };
        for (rule, phrases) in rules {
            for phrase in *phrases {
                let pieces: Vec<Piece> = phrase.split(' ').map(Piece::read).collect();
                let words = pieces.iter().find_map(|piece| match piece {
                    Piece::Words(words) => Some(words),
                    _ => None,
                });
                for word in words.into_iter().flatten() {
                    let (at, bit) = slot(word);
                    if let Some(bits) = read.slots.get_mut(at) {
                        *bits |= bit;
                    }
                    read.first.push((word, read.all.len()));
                }
                read.all.push((*rule, pieces));
            }
        }
        read.first.sort_unstable();
        read
    }

    /// The rules that have a phrase in this sentence, each once, in their order.
    pub(super) fn found_in(&self, words: &[&str]) -> Vec<Rule> {
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let (slot, bit) = slot(word);
            if self.slots.get(slot).is_none_or(|bits| bits & bit == 0) {
                continue;
            }
            let from = self.first.partition_point(|(first, _)| first < word);
            let here = self.first.get(from..).unwrap_or_default();
            for (_, phrase) in here.iter().take_while(|(first, _)| first == word) {
                if let Some((rule, pieces)) = self.all.get(*phrase)
                    && !found.contains(rule)
                    && matches(pieces, words, at)
                {
                    found.push(*rule);
                }
            }
        }
        found.sort_unstable();
        found
    }
}

/// Where a word falls by its ends and its length.
fn slot(word: &str) -> (usize, u64) {
    let bytes = word.as_bytes();
    let end = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from(*byte));
    let (first, last) = (end(bytes.first()), end(bytes.last()));
    let slot = first * 67 + last * 13 + bytes.len();
    (slot / 64 % 8, 1 << (slot % 64))
}

fn matches(pieces: &[Piece], words: &[&str], at: usize) -> bool {
    let Some((piece, rest)) = pieces.split_first() else {
        return true;
    };
    let word = words.get(at);
    let is_one_of = |list: &[&str]| word.is_some_and(|word| list.contains(word));
    match piece {
        Piece::Words(list) => is_one_of(list) && matches(rest, words, at + 1),
        Piece::Perhaps(list) => {
            matches(rest, words, at) || (is_one_of(list) && matches(rest, words, at + 1))
        }
        Piece::Not(list) => !is_one_of(list) && matches(rest, words, at),
        Piece::Any => word.is_some_and(|word| *word != ",") && matches(rest, words, at + 1),
        Piece::Gap => (at..=at + GAP)
            .take_while(|at| *at <= words.len())
            .any(|at| matches(rest, words, at)),
        Piece::Start => {
            let before = words.get(..at).unwrap_or_default();
            before.iter().all(|word| BEFORE_START.contains(word)) && matches(rest, words, at)
        }
        Piece::End => word.is_none_or(|word| *word == ",") && matches(rest, words, at),
    }
}
