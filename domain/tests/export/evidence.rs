//! Tags in notes.

use domain::evidence::{Line, Tag, lines, stamp};
use proptest::prelude::*;

fn only(note: &str) -> Line<'_> {
    let mut all = lines(note);
    let line = all.next().expect("there is a line");
    assert_eq!(all.next(), None);
    line
}

#[test]
fn a_stamp_has_minutes_and_seconds_and_hours_where_there_are_any() {
    let second = 1_000;
    for (stamped, elapsed) in [
        ("[Quote] ", None),
        ("[Quote 0:00] ", Some(0)),
        ("[Quote 0:00] ", Some(-5 * second)),
        ("[Quote 0:09] ", Some(9 * second + 999)),
        ("[Quote 12:31] ", Some((12 * 60 + 31) * second)),
        ("[Quote 59:59] ", Some(3_599 * second)),
        ("[Quote 1:00:00] ", Some(3_600 * second)),
        (
            "[Quote 10:05:07] ",
            Some((10 * 3_600 + 5 * 60 + 7) * second),
        ),
    ] {
        assert_eq!(stamp(Tag::Quote, elapsed), stamped);
    }
    assert_eq!(stamp(Tag::Concern, None), "[Concern] ");
}

#[test]
fn tagged_lines_are_told_from_others() {
    let note = "Calm.\n[Quote 12:31] We froze it.\n[Observation] Drew a table\n\n[Concern 1:02:03]";
    let found: Vec<_> = lines(note).map(|line| (line.tag, line.text)).collect();
    assert_eq!(
        found,
        [
            (None, "Calm."),
            (Some((Tag::Quote, Some("12:31"))), "We froze it."),
            (Some((Tag::Observation, None)), "Drew a table"),
            (None, ""),
            (Some((Tag::Concern, Some("1:02:03"))), ""),
        ]
    );
}

#[test]
fn what_only_looks_like_a_tag_is_text() {
    for text in [
        "[quote] no",
        "[Quote",
        "Quote] no",
        "[Quote soon] no",
        "[Quote 12] no",
        "[Quote 12:3] no",
        "[Quote 12:60] no",
        "[Quote 12:31:09:11] no",
        "[Quote +1:30] no",
        "[Quote ] no",
        "[Note 12:31] no",
        " [Quote] no",
        "[] no",
    ] {
        let line = Line { tag: None, text };
        assert_eq!(only(text), line);
    }
}

proptest! {
    #[test]
    fn what_was_stamped_is_found(
        which in 0..3_usize,
        elapsed in proptest::option::of(0..1_000_000_000_i64),
        text in "[a-z\\[\\] :漢]{0,20}",
    ) {
        let tag = Tag::ALL[which];
        let note = stamp(tag, elapsed) + &text;
        let line = only(&note);
        let (found, time) = line.tag.expect("it has a tag");
        prop_assert_eq!(found, tag);
        prop_assert_eq!(time.is_some(), elapsed.is_some());
        prop_assert_eq!(line.text, text);
    }

    #[test]
    fn any_note_is_read(note in any::<String>()) {
        prop_assert_eq!(lines(&note).count(), note.lines().count());
    }
}
