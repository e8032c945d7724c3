//! Leading wording: the question tells which answer is wanted.

use super::{AUXILIARIES, DENIED, Sentence, in_earnest, is_at, opens};
use crate::lint::Rule;

/// Phrases that give the answer away.
pub(super) const PHRASES: &[(Rule, &[&str])] = &[(
    Rule::Leading,
    &[
        "^ obviously|clearly|naturally|surely you|we|everyone|everybody|it|that|testing",
        "^ surely",
        "^ of course you",
        "^ i|we assume|presume|trust|imagine|suppose|guess|bet|gather that? you",
        "^ why is|are _ the? better|best choice|option|way|tool",
        "^ given how bad|terrible|awful|good|great|wonderful",
        "since|because we value|love|hate|believe",
        "^ i|we take it that? you",
        "^ you must have been|found|felt|learned|learnt|noticed|enjoyed|hated|loved",
        "^ you must love|hate|agree|be used|be glad|be proud|be excited",
        "^ as we|you all|both? know",
        "^ as everyone|everybody knows",
        "^ we all know|agree",
        "^ everyone|everybody knows|agrees",
        "most people|developers|engineers would? agree",
        "^ any good|decent|serious|competent|real|selfrespecting developer|engineer|programmer|professional|manager|tester",
        "would|do you not? agree that",
        "^ would you agree",
        "how much do|did|would you really? love|enjoy|hate|adore",
        "^ why do you think .. is|are such? a? terrible|awful|horrible|dead|overrated|useless|stupid|rubbish",
    ],
)];

/// Subjects that come right after a denied verb in a question.
const SUBJECTS: [&str; 26] = [
    "you",
    "we",
    "they",
    "it",
    "that",
    "this",
    "these",
    "those",
    "he",
    "she",
    "i",
    "there",
    "the",
    "a",
    "an",
    "people",
    "everyone",
    "everybody",
    "most",
    "every",
    "all",
    "some",
    "your",
    "our",
    "any",
    "anyone",
];

/// What ends a statement that wants to be confirmed.
const CONFIRM: [&str; 5] = ["right", "correct", "yes", "no", "agreed"];

/// Pronouns of a tag question such as "isn't it?".
const TAGGED: [&str; 7] = ["you", "it", "they", "that", "we", "there", "he"];

/// Words a statement about the candidate or the matter begins with.
const STATEMENTS: [&str; 7] = ["you", "it", "that", "this", "we", "they", "i"];

/// Whether the form of the question expects a yes: a denied verb first, a tag at
/// the end, or a statement with a question mark.
pub(super) fn expects_a_yes(sentence: &Sentence<'_>) -> bool {
    if !sentence.asks {
        return false;
    }
    let words = in_earnest(&sentence.words);
    let denied = is_at(words, 0, &DENIED) && is_at(words, 1, &SUBJECTS);
    denied || has_tag(words) || is_statement(words)
}

fn has_tag(words: &[&str]) -> bool {
    let states = is_at(words, 0, &STATEMENTS);
    match words {
        [.., ",", last] => CONFIRM.contains(last),
        [.., ",", verb, subject] if TAGGED.contains(subject) => {
            DENIED.contains(verb) || (states && AUXILIARIES.contains(verb))
        }
        _ => false,
    }
}

/// Such as "You know Java?". What goes on to ask something after a pause is a
/// scene that is being set.
fn is_statement(words: &[&str]) -> bool {
    let asks_later = words
        .windows(2)
        .any(|pair| pair.first() == Some(&",") && is_at(pair, 1, &AUXILIARIES));
    is_at(words, 0, &["you"]) && !asks_later && !opens(words) && !words.contains(&"or")
}
