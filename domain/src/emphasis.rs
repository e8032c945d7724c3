//! Which words of an anchor set it apart from the others on its scale, so that an
//! interviewer finds the level at a glance.

use std::collections::BTreeSet;

/// Most words made to stand out in one anchor: more would be no emphasis.
const MOST: usize = 5;
/// Shorter words seldom carry the difference, and are what most stop words are.
const SHORTEST: usize = 5;

/// Words that are long and yet say little.
const PLAIN: [&str; 28] = [
    "about",
    "after",
    "again",
    "along",
    "always",
    "another",
    "answer",
    "because",
    "before",
    "being",
    "between",
    "candidate",
    "could",
    "every",
    "given",
    "itself",
    "other",
    "others",
    "rather",
    "should",
    "something",
    "their",
    "there",
    "these",
    "things",
    "where",
    "which",
    "would",
];

/// A run of an anchor's text, and whether it is to stand out.
pub type Run<'a> = (&'a str, bool);

/// The anchor at `place` among all of its scale, cut into runs. Put together they are the
/// whole text again.
pub fn runs(anchors: &[String], place: usize) -> Vec<Run<'_>> {
    let Some(text) = anchors.get(place) else {
        return Vec::new();
    };
    let elsewhere: BTreeSet<String> = anchors
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != place)
        .flat_map(|(_, text)| text.split(between).map(str::to_lowercase))
        .collect();
    let mut left = MOST;
    let mut runs = Vec::new();
    let mut rest = text.as_str();
    while let Some(begin) = rest.find(|c| !between(c)) {
        let (gap, word_on) = rest.split_at(begin);
        let (word, after) = word_on.split_at(word_on.find(between).unwrap_or(word_on.len()));
        let lower = word.to_lowercase();
        let tells = left > 0
            && word.chars().count() >= SHORTEST
            && !PLAIN.contains(&lower.as_str())
            && !elsewhere.contains(&lower);
        left -= usize::from(tells);
        push(&mut runs, gap, false);
        push(&mut runs, word, tells);
        rest = after;
    }
    push(&mut runs, rest, false);
    join(text, runs)
}

fn between(character: char) -> bool {
    !(character.is_alphanumeric() || character == '-' || character == '’' || character == '\'')
}

fn push<'a>(runs: &mut Vec<Run<'a>>, text: &'a str, stands_out: bool) {
    if !text.is_empty() {
        runs.push((text, stands_out));
    }
}

/// Neighbours that stand out alike become one run.
fn join<'a>(text: &'a str, runs: Vec<Run<'a>>) -> Vec<Run<'a>> {
    let mut joined: Vec<Run<'a>> = Vec::new();
    let mut begin = 0;
    let mut end = 0;
    let mut how = None;
    for (run, stands_out) in runs {
        if how.is_some_and(|how| how != stands_out) {
            joined.push((&text[begin..end], !stands_out));
            begin = end;
        }
        how = Some(stands_out);
        end += run.len();
    }
    if let Some(how) = how {
        joined.push((&text[begin..end], how));
    }
    joined
}
