//! Interviews for calendars.

use domain::calendar::{Entry, ics};
use domain::id::DocumentId;
use domain::panel::Schedule;
use proptest::prelude::*;

/// 24 November 2026, 09:30 UTC.
const AT: i64 = 1_795_512_600_000;

fn file(title: &str, candidate: &str, place: &str, url: &str) -> String {
    let schedule = Schedule {
        at: AT,
        minutes: 90,
        place: place.to_owned(),
    };
    let entry = Entry {
        interview: DocumentId([0xab; 16]),
        title,
        candidate,
        schedule: &schedule,
        url,
    };
    ics(&entry, AT - 86_400_000)
}

/// The lines as a calendar reads them, folds undone.
fn lines(file: &str) -> Vec<String> {
    let whole = file.replace("\r\n ", "");
    let whole = whole.strip_suffix("\r\n").expect("the last line ends");
    whole.split("\r\n").map(str::to_owned).collect()
}

/// The text that a value stands for.
fn text(value: &str) -> String {
    let (mut text, mut letters) = (String::new(), value.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next().expect("something is escaped") {
                'n' => text.push('\n'),
                other => text.push(other),
            },
            letter => {
                assert!(!matches!(letter, ';' | ','), "a bare {letter} in {value}");
                text.push(letter);
            }
        }
    }
    text
}

#[test]
fn an_interview_is_an_entry() {
    let file = file(
        "Back-end",
        "Mary Doren",
        "Room 4",
        "https://example.org/i/1",
    );
    let id = "ab".repeat(16);
    assert_eq!(
        lines(&file),
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Plumbline//Plumbline//EN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            &format!("UID:{id}@plumbline"),
            "DTSTAMP:20261123T093000Z",
            "SEQUENCE:1795426200",
            "DTSTART:20261124T093000Z",
            "DTEND:20261124T110000Z",
            "SUMMARY:Interview: Mary Doren",
            "LOCATION:Room 4",
            "DESCRIPTION:Back-end\\nhttps://example.org/i/1",
            "URL:https://example.org/i/1",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
    );
}

#[test]
fn what_is_not_known_is_left_out() {
    let file = file("Back-end", "Mary", " ", "");
    assert!(
        !file.contains("LOCATION") && !file.contains("URL"),
        "{file}"
    );
    assert!(file.contains("DESCRIPTION:Back-end\r\n"), "{file}");
}

#[test]
fn signs_of_the_format_are_escaped() {
    let file = file("a", "A; B, C\\D\r\nE\u{7}", "x", "https://example.org/a b");
    assert!(
        file.contains("SUMMARY:Interview: A\\; B\\, C\\\\D\\nE\r\n"),
        "{file}"
    );
    assert!(!file.contains("URL:"), "{file}");
}

#[test]
fn lines_are_folded_at_75_octets_between_letters() {
    // "SUMMARY:Interview: " has 19 octets, so 18 letters of three fit and 2 are left.
    let file = file("a", &"漢".repeat(40), "x", "");
    let first = file
        .split("\r\n")
        .find(|line| line.starts_with("SUMMARY"))
        .expect("there");
    assert_eq!(first.len(), 19 + 18 * 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_reads_back(
        title in "[a-z;,\\\\\n漢🦀 :]{0,120}",
        candidate in "[a-z;,\\\\\n漢🦀 :]{0,120}",
        place in "[a-z;,\\\\\n漢🦀 :]{0,120}",
    ) {
        let file = file(&title, &candidate, &place, "");
        for line in file.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {}", line.len(), line);
            prop_assert!(!line.contains('\n'));
        }
        let lines = lines(&file);
        let value = |name: &str| {
            let prefix = format!("{name}:");
            let line = lines.iter().find_map(|line| line.strip_prefix(&prefix));
            line.map(text).unwrap_or_default()
        };
        prop_assert_eq!(value("SUMMARY"), format!("Interview: {}", candidate.trim()));
        prop_assert_eq!(value("LOCATION"), place.trim());
        prop_assert_eq!(value("DESCRIPTION"), title.trim());
    }

    #[test]
    fn nobody_can_write_another_entry(candidate in any::<String>(), place in any::<String>()) {
        let file = file("a", &candidate, &place, "");
        let names: Vec<String> = lines(&file)
            .iter()
            .filter_map(|line| line.split_once(':').map(|(name, _)| name.to_owned()))
            .filter(|name| name != "LOCATION")
            .collect();
        prop_assert_eq!(names, [
            "BEGIN", "VERSION", "PRODID", "METHOD", "BEGIN", "UID", "DTSTAMP", "SEQUENCE",
            "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "END", "END",
        ]);
    }
}
