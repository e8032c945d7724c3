//! Tags that say what kind of evidence a line of a note is.
//!
//! A note stays plain text, so that it merges, prints and is read anywhere. A
//! tagged line begins with its tag in brackets, with the time since the interview
//! began where there is a clock: `[Quote 12:31] We froze the old table first.`

/// What kind of evidence a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// The candidate's words.
    Quote,
    /// What they did.
    Observation,
    /// What speaks against them, or is still to be asked.
    Concern,
}

impl Tag {
    /// Every tag, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Quote, Self::Observation, Self::Concern];

    /// What it is called, in a note and on a page.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Quote => "Quote",
            Self::Observation => "Observation",
            Self::Concern => "Concern",
        }
    }
}

/// A line of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its tag, and the time it was stamped with (minutes and seconds since the
    /// interview began, with hours where there are any), if it has one.
    pub tag: Option<(Tag, Option<&'a str>)>,
    /// What it says, without the tag.
    pub text: &'a str,
}

/// What a line tagged now begins with, a space at its end included. `elapsed_ms`
/// is in milliseconds since the interview began; none: there is no clock. A clock
/// that is behind the interview's counts as its beginning.
pub fn stamp(tag: Tag, elapsed_ms: Option<i64>) -> String {
    let mut stamp = String::from("[");
    stamp.push_str(tag.label());
    if let Some(elapsed) = elapsed_ms {
        let seconds = elapsed.max(0) / 1_000;
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
        stamp.push(' ');
        if hours > 0 {
            stamp.push_str(&hours.to_string());
            stamp.push(':');
            push_two(&mut stamp, minutes);
        } else {
            stamp.push_str(&minutes.to_string());
        }
        stamp.push(':');
        push_two(&mut stamp, seconds % 60);
    }
    stamp.push_str("] ");
    stamp
}

/// The lines of a note. What only looks like a tag is text.
pub fn lines(note: &str) -> impl Iterator<Item = Line<'_>> {
    note.lines().map(|line| {
        tagged(line).unwrap_or(Line {
            tag: None,
            text: line,
        })
    })
}

fn tagged(line: &str) -> Option<Line<'_>> {
    let (inside, text) = line.strip_prefix('[')?.split_once(']')?;
    let (label, time) = match inside.split_once(' ') {
        Some((label, time)) => (label, Some(time)),
        None => (inside, None),
    };
    let tag = Tag::ALL.into_iter().find(|tag| tag.label() == label)?;
    time.is_none_or(is_time).then_some(Line {
        tag: Some((tag, time)),
        text: text.strip_prefix(' ').unwrap_or(text),
    })
}

fn is_time(time: &str) -> bool {
    let mut parts = time.split(':');
    let first = parts.next().unwrap_or_default();
    let (mut more, mut sound) = (0, is_number(first) && first.len() <= 4);
    for part in parts {
        more += 1;
        sound &= is_number(part) && part.len() == 2 && part < "60";
    }
    sound && (1..=2).contains(&more)
}

fn is_number(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn push_two(text: &mut String, number: i64) {
    if number < 10 {
        text.push('0');
    }
    text.push_str(&number.to_string());
}
