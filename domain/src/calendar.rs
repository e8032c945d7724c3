//! An interview for people's calendars (RFC 5545).
//!
//! A calendar is shared with more people than a panel is, and invitations lie in
//! mailboxes for years. What goes in has no room for notes or scores.

use crate::id::DocumentId;
use crate::moment::Moment;
use crate::panel::Schedule;

/// Most octets of a line, its end not counted (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// All that a calendar gets to know of an interview.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The interview. Its entry is replaced when it comes again.
    pub interview: DocumentId,
    /// What the plan is called.
    pub title: &'a str,
    /// Who is interviewed.
    pub candidate: &'a str,
    /// When and where.
    pub schedule: &'a Schedule,
    /// Where the interview is run: a page that asks who one is.
    pub url: &'a str,
}

/// The text of an .ics file with this interview in it. `now`, in milliseconds since
/// the Unix epoch, is when the entry is made: of two with one id, calendars keep the
/// later.
pub fn ics(entry: &Entry<'_>, now: i64) -> String {
    let Schedule { at, minutes, place } = entry.schedule;
    let end = at.saturating_add(i64::from(*minutes) * 60_000);
    let summary = format!("Interview: {}", entry.candidate.trim());
    let description = [entry.title.trim(), entry.url.trim()].join("\n");
    let mut text = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR".to_owned()),
        ("VERSION", "2.0".to_owned()),
        ("PRODID", "-//Plumbline//Plumbline//EN".to_owned()),
        ("METHOD", "PUBLISH".to_owned()),
        ("BEGIN", "VEVENT".to_owned()),
        ("UID", format!("{}@plumbline", entry.interview)),
        ("DTSTAMP", Moment::of(now).basic()),
        // Of entries with one id, the one with the higher number is the later.
        (
            "SEQUENCE",
            (now.max(0) / 1_000)
                .clamp(0, i64::from(i32::MAX))
                .to_string(),
        ),
        ("DTSTART", Moment::of(*at).basic()),
        ("DTEND", Moment::of(end).basic()),
        ("SUMMARY", escape(&summary)),
        ("LOCATION", escape(place.trim())),
        ("DESCRIPTION", escape(description.trim())),
        ("URL", uri(entry.url.trim())),
        ("END", "VEVENT".to_owned()),
        ("END", "VCALENDAR".to_owned()),
    ] {
        if !value.is_empty() {
            write_folded(&mut text, &format!("{name}:{value}"));
        }
    }
    text
}

/// A text as it may stand in a value: no sign in it ends the value or the line.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push('\t'),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// An address has no blanks and no line ends; what has them is none.
fn uri(url: &str) -> String {
    let sound = !url.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    if sound { url.to_owned() } else { String::new() }
}

/// Puts a line down in pieces of [`LONGEST_LINE`] octets at most, each but the first
/// begun by a blank, and no letter parted.
fn write_folded(text: &mut String, line: &str) {
    let mut room = LONGEST_LINE;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            text.push_str("\r\n ");
            room = LONGEST_LINE - 1;
        }
        text.push(letter);
        room -= letter.len_utf8();
    }
    text.push_str("\r\n");
}
