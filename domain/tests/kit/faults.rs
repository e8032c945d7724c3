//! Everything that can be wrong with a file is answered with its line.

use domain::kit::file::{KitFileError, MAX_BYTES, MAX_ID, MAX_NAME, MAX_TEXT, MOST_OF_A_KIT, read};
use domain::plan::{Basis, Plan, PlanEdit};
use domain::sync::Document as _;

use super::SMALL;

/// The small kit with that line, counted from 1, written otherwise.
fn small_with(line: usize, instead: &str) -> String {
    let mut lines: Vec<_> = SMALL.lines().collect();
    lines[line - 1] = instead;
    lines.join("\n")
}

fn fault(source: &str) -> KitFileError {
    read(source).expect_err("the reader refuses it")
}

/// Rewriting `line` gives an error on line `found` whose reason has these words.
#[track_caller]
fn refused(line: usize, instead: &str, found: usize, words: &str) {
    let error = fault(&small_with(line, instead));
    assert_eq!(error.line, found, "{error}");
    assert!(error.reason.contains(words), "{error}");
    assert!(
        error.to_string().starts_with(&format!("line {found}: ")),
        "{error}"
    );
}

#[test]
fn syntax() {
    refused(4, "name = Small", 4, "not valid TOML");
    refused(4, "name", 4, "not valid TOML");
    refused(4, "id = \"again\"", 4, "duplicate key");
    refused(9, "[[competency]", 9, "not valid TOML");
    refused(20, "assesses = \"never closed", 20, "not valid TOML");
}

#[test]
fn a_text_never_closed_is_found_where_it_begins() {
    for quotes in ["\"\"\"", "'''"] {
        let words = format!("never closed: end it with {quotes}");
        refused(20, &format!("assesses = {quotes}"), 20, &words);
    }
    // A file may fail at its end for other reasons.
    refused(43, "text = \"\"\"closed\"\"\"\nmore", 44, "not valid TOML");
}

#[test]
fn unknown_fields() {
    refused(
        5,
        "sumary = \"x\"",
        5,
        "`sumary` is not a field of the top of the file",
    );
    refused(11, "title = \"x\"", 11, "not a field of [[competency]]");
    refused(19, "asks = \"x\"", 19, "not a field of [[question]]");
    refused(
        31,
        "assesses = { txt = \"x\" }",
        31,
        "`txt` is not a field of this text: use only `text`",
    );
    refused(43, "texts = \"x\"", 43, "not a field of [[red_flag]]");
    // The first one in the file, not the first in the alphabet.
    refused(17, "zebra = 1\naardvark = 1", 17, "`zebra`");
}

#[test]
fn missing_fields() {
    refused(
        1,
        "",
        1,
        "`format` is missing from the top of the file: add it",
    );
    refused(4, "", 1, "`name` is missing");
    refused(12, "", 9, "`description` is missing from [[competency]]");
    refused(19, "", 14, "`ask` is missing from [[question]]");
    refused(
        31,
        "assesses = { audience = \"candidate\" }",
        31,
        "`text` is missing from this text",
    );
    refused(43, "", 41, "`text` is missing from [[red_flag]]");
}

#[test]
fn missing_blocks() {
    let (top, _) = SMALL.split_once("[[competency]]").unwrap();
    let error = fault(top);
    assert_eq!(
        (error.line, error.reason.as_str()),
        (1, "this kit has no [[competency]]: add at least one")
    );
    let (no_questions, _) = SMALL.split_once("[[question]]").unwrap();
    assert!(fault(no_questions).reason.contains("no [[question]]"));
    let empty = no_questions.replacen("levels", "question = []\nlevels", 1);
    assert_eq!(fault(&empty).line, 6);
    refused(41, "[red_flag]", 41, "[[red_flag]] in double brackets");
}

#[test]
fn wrong_types() {
    refused(
        3,
        "version = \"3\"",
        3,
        "`version` should be a whole number without quotes, but is a text",
    );
    refused(
        4,
        "name = 7",
        4,
        "`name` should be a text in quotes, but is a whole number",
    );
    refused(7, "job_description = [\"x\"]", 7, "but is a list");
    refused(18, "minutes = 5.5", 18, "but is a number with a fraction");
    refused(20, "assesses = true", 20, "but is true or false");
    refused(
        22,
        "follow_ups = \"Why?\"",
        22,
        "should be a list of texts in square brackets",
    );
    refused(
        35,
        "  1979-05-27,",
        35,
        "number 1 of `anchors` should be a text in quotes, but is a date",
    );
    refused(10, "id = { text = \"craft\" }", 10, "but is a table");
}

#[test]
fn formats_and_numbers() {
    refused(
        1,
        "format = 2",
        1,
        "this kit is written in format 2; this Plumbline reads format 1",
    );
    // A later format may have fields unknown today; its number is what matters.
    refused(1, "format = 2\nfuture = true", 1, "format 2");
    refused(3, "version = 0", 3, "from 1 to 4294967295, but is 0");
    refused(
        3,
        "version = 99999999999999999999",
        3,
        "`version` should be from 1",
    );
    refused(
        6,
        "levels = 3",
        6,
        "`levels` should be from 4 to 5, but is 3",
    );
    refused(
        18,
        "minutes = 0",
        18,
        "`minutes` should be from 1 to 120, but is 0",
    );
    refused(29, "minutes = 121", 29, "but is 121");
    refused(29, "minutes = -5", 29, "but is -5");
}

#[test]
fn ids() {
    let long = format!("id = \"{}\"", "a".repeat(MAX_ID + 1));
    for id in ["", "Small", "1st", "-a", "a-", "a--b", "a_b", "é", "a b"] {
        refused(2, &format!("id = \"{id}\""), 2, "cannot be `id`: use");
    }
    refused(2, &long, 2, "cannot be `id`");
    refused(
        26,
        "id = \"first\"",
        26,
        "the question id `first` is already taken on line 15",
    );
    refused(
        9,
        "[[competency]]\nid = \"craft\"\nname = \"x\"\ndescription = \"x\"\n\n[[competency]]",
        15,
        "already taken on line 10",
    );
    refused(
        43,
        "text = \"x\"\n[[red_flag]]\nid = \"boasts\"\ntext = \"y\"",
        45,
        "already taken on line 42",
    );
    refused(
        27,
        "competency = \"crafts\"",
        27,
        "no competency `crafts` in this kit: use one of `craft`",
    );
}

#[test]
fn lists() {
    refused(
        23,
        "anchors = [\"a\", \"b\", \"c\"]",
        23,
        "there should be 4 anchors, lowest level first, and not 3",
    );
    refused(6, "levels = 5", 23, "there should be 5 anchors");
    refused(38, "\"a\", \"b\",", 34, "and not 5");
    refused(
        22,
        "follow_ups = []",
        22,
        "1 to 5 follow-ups, but this one has 0",
    );
    refused(
        33,
        "follow_ups = [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\"]",
        33,
        "has 6",
    );
}

#[test]
fn texts() {
    refused(5, "summary = \" \\n \"", 5, "`summary` is empty: write it");
    refused(20, "assesses = \"\"", 20, "`assesses` is empty");
    refused(31, "assesses = { text = \"\" }", 31, "`text` is empty");
    refused(37, "  \"\",", 37, "number 3 of `anchors` is empty");
    refused(
        31,
        "assesses = { text = \"x\", audience = \"everyone\" }",
        31,
        "not for \"everyone\"",
    );
    refused(
        21,
        "sample_answer = \"\\u0000\"",
        21,
        "invisible character U+0000",
    );
    refused(17, "title = \"two\\nlines\"", 17, "should be on one line");
    let long = "é".repeat(MAX_TEXT + 1);
    refused(
        21,
        &format!("sample_answer = \"{long}\""),
        21,
        "8001 characters, but a text may have 8000",
    );
    let long = "é".repeat(MAX_NAME + 1);
    refused(
        11,
        &format!("name = \"{long}\""),
        11,
        "`name` has 121 characters",
    );
}

#[test]
fn limits_themselves_are_allowed() {
    let longest = [
        (2, format!("id = \"{}\"", "a".repeat(MAX_ID))),
        (4, format!("name = \"{}\"", "é".repeat(MAX_NAME))),
        (21, format!("sample_answer = \"{}\"", "é".repeat(MAX_TEXT))),
        (
            22,
            "follow_ups = [\"1\", \"2\", \"3\", \"4\", \"5\"]".to_owned(),
        ),
        (18, "minutes = 1".to_owned()),
    ];
    for (line, instead) in longest {
        let source = small_with(line, &instead);
        assert!(read(&source).is_ok(), "{:?}", read(&source));
    }
    let padding = "#".repeat(MAX_BYTES - SMALL.len());
    assert!(read(&format!("{SMALL}{padding}")).is_ok());
    let error = fault(&format!("{SMALL}{padding}#"));
    assert_eq!(error.line, 1);
    assert!(
        error
            .reason
            .contains("1048577 bytes, but a kit may have 1048576"),
        "{error}"
    );
}

#[test]
fn the_column_counts_characters() {
    let error = fault(&small_with(
        31,
        "assesses = { text = \"éé\", audience = \"all\" }",
    ));
    assert_eq!((error.line, error.column), (31, 38));
}

#[test]
fn deep_nesting_is_an_error_and_not_a_crash() {
    let deep = 100_000;
    for source in [
        format!("a = {}", "[".repeat(deep)),
        format!("a = {}", "{a = ".repeat(deep)),
        format!("a{} = 1", ".a".repeat(deep)),
        format!("[a{}]", ".a".repeat(deep)),
    ] {
        assert!(fault(&source).reason.contains("not valid TOML"));
    }
}

/// The small kit with as many competencies and as many red flags as that.
fn with_many(count: usize) -> String {
    let more = (1..count).map(|place| {
        format!(
            "\n[[competency]]\nid = \"c{place}\"\nname = \"C\"\ndescription = \"C.\"\n\
             \n[[red_flag]]\nid = \"f{place}\"\ntext = \"F.\"\n"
        )
    });
    std::iter::once(SMALL.to_owned()).chain(more).collect()
}

#[test]
fn what_reads_as_a_kit_begins_a_plan() {
    let kit = read(&with_many(MOST_OF_A_KIT)).expect("as many as a plan takes");
    let begun = Plan::default().apply(&PlanEdit::Begin(Basis::from(&kit)));
    assert_eq!(begun, Ok(None));

    let source = with_many(MOST_OF_A_KIT + 1);
    let error = fault(&source);
    let words = "at most 200 competencies, but this one has 201";
    assert!(error.reason.contains(words), "{error}");
    let beyond = source.lines().nth(error.line - 1);
    assert_eq!(beyond, Some("[[competency]]"), "the one too many");
    assert!(source.lines().nth(error.line).unwrap().contains("c200"));
}

/// A file as large as may come, made of as many ids as fit: each is looked at once, so it is
/// read in the time that its length takes, and not in the square of it.
#[test]
fn a_file_full_of_ids_is_read() {
    let (head, _) = SMALL.split_once("[[red_flag]]").unwrap();
    let block = |place: usize| {
        format!(
            "[[question]]\nid = \"q{place}\"\ncompetency = \"craft\"\ntitle = \"Q\"\nminutes = 5\n\
             ask = \"Q\"\nassesses = \"Q\"\nsample_answer = \"Q\"\nfollow_ups = [\"Q\"]\n\
             anchors = [\"1\", \"2\", \"3\", \"4\"]\n"
        )
    };
    let mut source = head.to_owned();
    let mut count = 2;
    while source.len() + block(count).len() <= MAX_BYTES {
        source += &block(count);
        count += 1;
    }
    assert_eq!(read(&source).unwrap().questions.len(), count);
    let last = format!("id = \"q{}\"", count - 1);
    let error = fault(&source.replace(&last, "id = \"second\""));
    assert!(error.reason.contains("already taken on line 26"), "{error}");
}
