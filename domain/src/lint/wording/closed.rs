//! Closed wording: yes or no is a full answer.

use super::{AUXILIARIES, Sentence, in_earnest, is_at, opens};

/// Verbs that invite to tell something or set a task.
const INVITES: [&str; 35] = [
    "tell",
    "telling",
    "describe",
    "describing",
    "explain",
    "explaining",
    "walk",
    "walking",
    "talk",
    "talking",
    "give",
    "giving",
    "show",
    "share",
    "sharing",
    "name",
    "outline",
    "compare",
    "take",
    "taking",
    "elaborate",
    "discuss",
    "list",
    "sketch",
    "draw",
    "try",
    "write",
    "think",
    "spot",
    "get",
    "suggest",
    "propose",
    "implement",
    "summarise",
    "summarize",
];

/// Words that a clause begins with before the question proper, as in "When a
/// build breaks, do you fix it?".
const LEAD_INS: [&str; 17] = [
    "in", "at", "on", "if", "when", "after", "before", "as", "once", "while", "during", "with",
    "for", "from", "since", "given", "suppose",
];

/// Whether every question of a text can be answered by yes or no, and nothing
/// else in it invites to say more.
pub(super) fn is_closed(sentences: &[Sentence<'_>]) -> bool {
    let mut asked = sentences.iter().filter(|sentence| sentence.asks).peekable();
    asked.peek().is_some()
        && asked.all(|sentence| sentence_is_closed(&sentence.words))
        && !sentences
            .iter()
            .any(|sentence| !sentence.asks && invites(&sentence.words))
}

fn sentence_is_closed(words: &[&str]) -> bool {
    let words = in_earnest(words);
    let Some(question) = question_proper(words) else {
        return false;
    };
    !opens(question)
        && !has_alternatives(question)
        && !invites_politely(question)
        && !is_exempt(question)
}

/// The part of a sentence that asks for yes or no, if one does.
fn question_proper<'w, 'a>(words: &'w [&'a str]) -> Option<&'w [&'a str]> {
    let elliptic = is_at(words, 0, &["any", "ever"]);
    if elliptic || is_at(words, 0, &AUXILIARIES) {
        return Some(words);
    }
    if !is_at(words, 0, &LEAD_INS) {
        return None;
    }
    let pause = words.iter().position(|word| *word == ",")?;
    let question = words.get(pause + 1..)?;
    is_at(question, 0, &AUXILIARIES).then_some(question)
}

/// "A or B?" asks which, unless it is "or not".
fn has_alternatives(words: &[&str]) -> bool {
    words
        .iter()
        .enumerate()
        .any(|(at, word)| *word == "or" && !is_at(words, at + 1, &["not"]))
}

/// "Could you tell us", "would you mind walking us through" and the like.
pub(super) fn invites_politely(words: &[&str]) -> bool {
    let asks_for_it = is_at(words, 0, &["can", "could", "will", "would", "might"])
        || words
            .iter()
            .take(4)
            .any(|word| matches!(*word, "mind" | "able" | "willing" | "like" | "happy"));
    asks_for_it && words.iter().take(7).any(|word| INVITES.contains(word))
}

/// Questions whose answer is yes or no by right, and those that hand over to the
/// candidate.
fn is_exempt(words: &[&str]) -> bool {
    const MAY_WORK: [&str; 6] = [
        "authorised",
        "authorized",
        "eligible",
        "permitted",
        "entitled",
        "allowed",
    ];
    let may_work = words.contains(&"work") && words.iter().any(|word| MAY_WORK.contains(word));
    let any = words.iter().take(4);
    let mut any = any.filter(|word| matches!(**word, "anything" | "something" | "questions"));
    let asks_back = words.contains(&"questions") && words.contains(&"us");
    let hands_over = is_at(words, 0, &["is"]) && is_at(words, 1, &["there"]);
    may_work || asks_back || (hands_over && any.next().is_some())
}

/// Whether a sentence that is no question asks to tell something.
fn invites(words: &[&str]) -> bool {
    let words = in_earnest(words);
    words.iter().enumerate().any(|(at, word)| {
        let begins = at
            .checked_sub(1)
            .is_none_or(|before| is_at(words, before, &[",", "and", "please", "then", "just"]));
        begins && (INVITES.contains(word) || (at == 0 && *word == "if" && words.len() < 4))
    })
}

/// The same question with an invitation to say more behind it.
pub(in crate::lint) fn opened(text: &str) -> String {
    let plain = super::Plain::of(text);
    let sentences = plain.sentences();
    let last = sentences.iter().rfind(|sentence| sentence.asks);
    let question = last
        .map(|sentence| in_earnest(&sentence.words))
        .and_then(question_proper);
    let more = match question.and_then(|words| words.first()).copied() {
        Some("have" | "has" | "had" | "did" | "was" | "were" | "ever") => {
            "If so, tell us about it: what you did, and what came of it."
        }
        Some("will" | "would" | "should" | "could" | "might" | "shall" | "must") => {
            "Why, or why not?"
        }
        _ => "Tell us about a time when it mattered.",
    };
    format!("{} {more}", text.trim_end())
}
