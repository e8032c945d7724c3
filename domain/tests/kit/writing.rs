//! What is written as a kit file reads as the same kit.

use domain::kit::file::{read, write};
use domain::kit::{Audience, Competency, Drill, Kit, Question, RedFlag, Text};
use proptest::collection::vec;
use proptest::prelude::*;

use super::{SMALL, fuzz, shipped, with_drill};

#[test]
fn the_shipped_and_the_small_kit_survive_being_written() {
    let small = [read(SMALL).unwrap(), read(&with_drill()).unwrap()];
    for kit in small.into_iter().chain([shipped()]) {
        assert_eq!(read(&write(&kit)), Ok(kit));
    }
}

#[test]
fn usual_audiences_and_missing_blocks_are_not_written() {
    let written = write(&shipped());
    assert!(!written.contains("audience ="), "only exceptions are said");
    let mut kit = read(SMALL).unwrap();
    kit.red_flags.clear();
    let written = write(&kit);
    assert!(!written.contains("red_flag") && !written.contains("drill"));
    assert!(written.contains("{ text = \"Mending.\", audience = \"candidate\" }"));
    assert!(written.contains("{ text = \"What did you mend?\", audience = \"interviewers\" }"));
}

#[test]
fn quotes_and_backslashes_cannot_break_out() {
    for text in [
        "\"",
        "\"\"\"\n\"\"\"",
        "\"\"\"\"\"\"\nx\"\"\"\"",
        "a\\\nb\\",
        "\\u0041\nx",
        "'''\n'''",
        "# no comment\n[[question]]\n= \"",
        "tab\tand\n  indented",
        "x\u{2028}\u{feff}x",
    ] {
        let mut kit = read(SMALL).unwrap();
        text.clone_into(&mut kit.questions[0].sample_answer.text);
        text.clone_into(&mut kit.questions[1].assesses.text);
        text.clone_into(&mut kit.questions[1].anchors[2].text);
        assert_eq!(read(&write(&kit)), Ok(kit), "{text:?}");
    }
}

fn prose() -> impl Strategy<Value = String> {
    // Mostly what has a meaning in TOML.
    let part = prop_oneof![
        "[a-z ]{0,8}",
        "[\"'\\\\\n\t#=\\[\\]{}]{0,6}",
        "\\PC{0,4}",
        Just("\"\"\"".to_owned()),
    ];
    let text = vec(part, 1..8).prop_map(|parts| parts.concat().trim().to_owned());
    text.prop_map(|text| {
        if text.is_empty() {
            "x".to_owned()
        } else {
            text
        }
    })
}

fn name() -> impl Strategy<Value = String> {
    prose().prop_map(|text| {
        let line: String = text.replace('\n', " ").chars().take(120).collect();
        line.trim().to_owned()
    })
}

fn text() -> impl Strategy<Value = Text> {
    let audience = prop_oneof![Just(Audience::Candidate), Just(Audience::Interviewers)];
    (prose(), audience).prop_map(|(text, audience)| Text { text, audience })
}

fn question(levels: u8, competencies: usize) -> impl Strategy<Value = Question> {
    let drill = (prose(), 1..=levels, prose());
    let drill = drill.prop_map(|(answer, level, why)| Drill { answer, level, why });
    let words = (name(), text(), text(), text());
    let lists = (
        vec(text(), 1..=5),
        vec(text(), usize::from(levels)),
        vec(drill, 0..=6),
    );
    let made = (0..competencies, 1_u16..=120, words, lists);
    made.prop_map(|(competency, minutes, words, lists)| Question {
        id: String::new(),
        competency: format!("c{competency}"),
        title: words.0,
        minutes,
        ask: words.1,
        assesses: words.2,
        sample_answer: words.3,
        follow_ups: lists.0,
        anchors: lists.1,
        drills: lists.2,
    })
}

fn kit() -> impl Strategy<Value = Kit> {
    let shape = (4..=5_u8, vec((name(), prose()), 1..3));
    shape.prop_flat_map(|(levels, competencies)| {
        let questions = vec(question(levels, competencies.len()), 1..4);
        let top = (1..=u32::MAX, name(), prose(), text());
        let made = (Just(competencies), questions, vec(text(), 0..3), top);
        made.prop_map(move |(competencies, mut questions, flags, top)| {
            for (place, question) in questions.iter_mut().enumerate() {
                question.id = format!("q-{place}");
            }
            let competencies = competencies.into_iter().enumerate();
            let competencies = competencies.map(|(place, (name, description))| Competency {
                id: format!("c{place}"),
                name,
                description,
            });
            let flags = flags.into_iter().enumerate();
            Kit {
                id: "made".to_owned(),
                version: top.0,
                name: top.1,
                summary: top.2,
                levels,
                job_description: top.3,
                competencies: competencies.collect(),
                questions,
                red_flags: flags
                    .map(|(place, text)| RedFlag {
                        id: format!("f{place}"),
                        text,
                    })
                    .collect(),
            }
        })
    })
}

proptest! {
    #![proptest_config(fuzz())]

    #[test]
    fn any_kit_survives_being_written(kit in kit()) {
        prop_assert_eq!(read(&write(&kit)), Ok(kit));
    }
}
