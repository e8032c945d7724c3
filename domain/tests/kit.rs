//! Reading kit files: the kit we ship, the documentation, the schema, and
//! everything that can be wrong with a file.
#![cfg(feature = "kit-file")]
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a helper that finds something amiss fails its test"
)]

#[path = "kit/drills.rs"]
mod drills;
#[path = "kit/faults.rs"]
mod faults;
#[path = "kit/kept.rs"]
mod kept;
#[path = "kit/pasting.rs"]
mod pasting;
#[path = "kit/schema.rs"]
mod schema;
#[path = "kit/team.rs"]
mod team;
#[path = "kit/wording.rs"]
mod wording;
#[path = "kit/writing.rs"]
mod writing;

use std::collections::HashSet;

use domain::kit::file::read;
use domain::kit::{Audience, Kit};
use proptest::prelude::*;

const SHIPPED: &str = include_str!("../../kits/back-end-developer.toml");
const DOCS: &str = include_str!("../../docs/kits.md");

/// A kit with every field and both ways of writing a text.
const SMALL: &str = r#"format = 1
id = "small"
version = 3
name = "Small"
summary = "A kit for tests."
levels = 4
job_description = "Work at {company}."

[[competency]]
id = "craft"
name = "Craft"
description = "Makes things."

[[question]]
id = "first"
competency = "craft"
title = "First"
minutes = 5
ask = "What did you make?"
assesses = "Making."
sample_answer = "A chair."
follow_ups = ["Why?", "How?"]
anchors = ["Nothing.", "A part.", "A whole.", "A lasting whole."]

[[question]]
id = "second"
competency = "craft"
title = "Second"
minutes = 120
ask = { text = "What did you mend?", audience = "interviewers" }
assesses = { text = "Mending.", audience = "candidate" }
sample_answer = "A table."
follow_ups = ["Why?"]
anchors = [
  "Nothing.",
  "A part.",
  "A whole.",
  { text = "A lasting whole." },
]

[[red_flag]]
id = "boasts"
text = "Claims what others made."
"#;

/// The small kit, with a drill answer below its second question.
fn with_drill() -> String {
    format!("{SMALL}{DRILL}")
}

const DRILL: &str = r#"
[[question.drill]]
answer = "I glued the leg."
level = 2
why = "Mends a part."
"#;

fn shipped() -> Kit {
    read(SHIPPED).expect("the shipped kit reads")
}

#[test]
fn every_field_arrives_where_it_belongs() {
    let kit = read(SMALL).unwrap();
    assert_eq!((kit.id.as_str(), kit.version, kit.levels), ("small", 3, 4));
    assert_eq!(kit.name, "Small");
    assert_eq!(kit.summary, "A kit for tests.");
    assert_eq!(kit.job_description.text, "Work at {company}.");
    assert_eq!(kit.job_description.audience, Audience::Candidate);
    assert_eq!(
        kit.competency("craft").unwrap().description,
        "Makes things."
    );
    assert_eq!(kit.competency("first"), None);

    let first = kit.question("first").unwrap();
    assert_eq!((first.title.as_str(), first.minutes), ("First", 5));
    assert_eq!(first.competency, "craft");
    assert_eq!(first.ask.text, "What did you make?");
    assert_eq!(first.ask.audience, Audience::Candidate);
    assert_eq!(first.assesses.text, "Making.");
    assert_eq!(first.assesses.audience, Audience::Interviewers);
    assert_eq!(first.sample_answer.text, "A chair.");
    assert_eq!(first.sample_answer.audience, Audience::Interviewers);
    assert_eq!(first.follow_ups[1].text, "How?");
    assert_eq!(first.anchors[0].text, "Nothing.");
    assert_eq!(first.anchors[3].text, "A lasting whole.");

    let second = kit.question("second").unwrap();
    assert_eq!(second.ask.audience, Audience::Interviewers);
    assert_eq!(second.assesses.audience, Audience::Candidate);
    assert_eq!(second.anchors[3].audience, Audience::Interviewers);
    assert_eq!(kit.question("third"), None);

    assert_eq!(kit.red_flags[0].id, "boasts");
    assert_eq!(kit.red_flags[0].text.text, "Claims what others made.");
}

#[test]
fn red_flags_may_be_left_out() {
    let (without, _) = SMALL.split_once("[[red_flag]]").unwrap();
    assert_eq!(read(without).unwrap().red_flags, []);
}

#[test]
fn line_ends_of_either_kind_read_the_same() {
    let windows = SHIPPED.replace('\n', "\r\n");
    assert_eq!(read(&windows), Ok(shipped()));
}

#[test]
fn the_example_in_the_documentation_is_a_kit() {
    let (_, after) = DOCS.split_once("```toml\n").unwrap();
    let (example, _) = after.split_once("```").unwrap();
    let kit = read(example).unwrap();
    assert_eq!(kit.id, "support-engineer");
    assert_eq!(kit.questions[0].assesses.audience, Audience::Candidate);
}

#[test]
fn a_kit_survives_the_binary_codec() {
    let kit = shipped();
    let bytes = postcard::to_stdvec(&kit).unwrap();
    assert_eq!(postcard::from_bytes::<Kit>(&bytes), Ok(kit));
}

#[test]
fn the_shipped_kit_covers_the_role() {
    let kit = shipped();
    let ids: Vec<_> = kit.questions.iter().map(|q| q.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "language-depth",
            "api-design",
            "database-migration",
            "hardest-bug",
            "security-practice",
            "query-performance",
            "keeping-up",
            "testing",
            "version-control",
            "architecture",
        ]
    );
    assert_eq!((kit.id.as_str(), kit.levels), ("back-end-developer", 5));
    assert!((5..=8).contains(&kit.red_flags.len()));
    for competency in &kit.competencies {
        let asked = kit.questions.iter().any(|q| q.competency == competency.id);
        assert!(asked, "nothing gives evidence of {}", competency.name);
    }
}

#[test]
fn any_six_of_the_shipped_questions_fit_in_an_hour() {
    let mut minutes: Vec<_> = shipped().questions.iter().map(|q| q.minutes).collect();
    minutes.sort_unstable();
    let longest_six: u16 = minutes.iter().rev().take(6).sum();
    assert!(longest_six <= 60, "{longest_six} minutes");
}

#[test]
fn each_shipped_question_is_complete() {
    let kit = shipped();
    for question in &kit.questions {
        let id = &question.id;
        assert!((2..=3).contains(&question.follow_ups.len()), "{id}");
        assert_eq!(question.anchors.len(), 5, "{id}");
        let words = question.sample_answer.text.split_whitespace().count();
        assert!((80..=160).contains(&words), "{id}: {words} words");
        assert!(question.ask.text.contains(['?', '.']), "{id}");
        assert_eq!(question.ask.audience, Audience::Candidate, "{id}");

        let hidden = [&question.assesses, &question.sample_answer];
        let hidden = hidden.into_iter().chain(&question.follow_ups);
        for text in hidden.chain(&question.anchors) {
            assert_eq!(text.audience, Audience::Interviewers, "{id}: {}", text.text);
        }
    }
}

#[test]
fn no_two_shipped_texts_are_the_same() {
    let kit = shipped();
    let mut seen = HashSet::new();
    for question in &kit.questions {
        for text in question.anchors.iter().chain(&question.follow_ups) {
            assert!(seen.insert(&text.text), "twice: {}", text.text);
            let enough = text.text.split_whitespace().count() >= 6;
            assert!(enough, "too short to act on: {}", text.text);
        }
    }
}

#[test]
fn the_job_description_has_only_well_formed_placeholders() {
    let text = shipped().job_description.text;
    let placeholders: Vec<_> = text
        .split('{')
        .skip(1)
        .map(|rest| rest.split_once('}').expect("each brace is closed").0)
        .collect();
    assert!(placeholders.contains(&"company"));
    for placeholder in placeholders {
        let fits = |c: char| c.is_ascii_lowercase() || c == '_';
        assert!(placeholder.chars().all(fits), "{{{placeholder}}}");
    }
}

/// `PLUMBLINE_FUZZ_CASES` makes more cases than usual.
fn fuzz() -> ProptestConfig {
    let asked = std::env::var("PLUMBLINE_FUZZ_CASES");
    let asked = asked.ok().and_then(|asked| asked.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(256),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(fuzz())]

    #[test]
    fn no_text_makes_the_reader_panic(source in any::<String>()) {
        check_answer(&source)?;
    }

    #[test]
    fn no_damage_to_a_kit_makes_the_reader_panic(
        cut in any::<proptest::sample::Index>(),
        length in 0..80_usize,
        insert in "[\\PC\n\"'\\[\\]{}=,.#\\\\]{0,12}",
    ) {
        let letters: Vec<char> = SMALL.chars().collect();
        let start = cut.index(letters.len());
        let end = (start + length).min(letters.len());
        let before = letters[..start].iter();
        let damaged: String = before.copied().chain(insert.chars()).chain(letters[end..].iter().copied()).collect();
        check_answer(&damaged)?;
    }

    #[test]
    fn no_mixture_of_lines_makes_the_reader_panic(
        lines in proptest::collection::vec(any::<proptest::sample::Index>(), 0..80),
        turned in any::<proptest::sample::Index>(),
        bit in 0_u8..8,
    ) {
        let all: Vec<&str> = SHIPPED.lines().chain(SMALL.lines()).collect();
        let mixed: Vec<&str> = lines.iter().map(|line| all[line.index(all.len())]).collect();
        let mixed = mixed.join("\n");
        check_answer(&mixed)?;
        let mut bytes = SHIPPED.as_bytes().to_vec();
        let at = turned.index(bytes.len());
        bytes[at] ^= 1 << bit;
        check_answer(&String::from_utf8_lossy(&bytes))?;
        check_answer(&String::from_utf8_lossy(&bytes[..at]))?;
    }
}

/// A kit that keeps the rules, or an error that points into the source.
fn check_answer(source: &str) -> Result<(), TestCaseError> {
    match read(source) {
        Ok(kit) => {
            let levels = usize::from(kit.levels);
            prop_assert!(!kit.questions.is_empty());
            prop_assert!(kit.questions.iter().all(|q| q.anchors.len() == levels));
            prop_assert!(
                kit.questions
                    .iter()
                    .all(|q| kit.competency(&q.competency).is_some())
            );
        }
        Err(error) => {
            let lines: Vec<_> = source.split('\n').collect();
            prop_assert!((1..=lines.len()).contains(&error.line), "{error}");
            let width = lines[error.line - 1].chars().count();
            prop_assert!(
                (1..=width + 1).contains(&error.column),
                "{error} at {}",
                error.column
            );
            prop_assert!(!error.reason.contains('\n'), "{error}");
        }
    }
    Ok(())
}
