//! What the texts and ids of a kit may be, wherever a kit comes from.

use std::fmt;

/// The longest text, in characters.
pub const MAX_TEXT: usize = 8_000;
/// The longest name or title, in characters.
pub const MAX_NAME: usize = 120;
/// The longest id, in characters.
pub const MAX_ID: usize = 64;
/// The most minutes a question may be given.
pub const MAX_MINUTES: u16 = 120;
/// The most follow-ups a question may have. It needs at least one.
pub const MAX_FOLLOW_UPS: usize = 5;
/// The most drill answers a question may have. It needs none.
pub const MAX_DRILLS: usize = 6;

/// What is wrong with a text, said after its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextFault {
    Empty,
    LongText(usize),
    LongName(usize),
    Invisible(char),
    Lines,
}

impl fmt::Display for TextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty: write it"),
            Self::LongText(length) => write!(
                f,
                "has {length} characters, but a text may have {MAX_TEXT} at most: shorten it"
            ),
            Self::LongName(length) => write!(
                f,
                "has {length} characters, but may have {MAX_NAME} at most: shorten it"
            ),
            Self::Invisible(control) => write!(
                f,
                "contains the invisible character U+{:04X}: remove it",
                u32::from(*control)
            ),
            Self::Lines => f.write_str("should be on one line"),
        }
    }
}

/// Text of any number of lines, without blank edges and with line ends of one kind.
pub(super) fn prose(text: &str) -> Result<String, TextFault> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() {
        return Err(TextFault::Empty);
    }
    let length = text.chars().count();
    if length > MAX_TEXT {
        return Err(TextFault::LongText(length));
    }
    if let Some(control) = text
        .chars()
        .find(|c| c.is_control() && !"\n\t".contains(*c))
    {
        return Err(TextFault::Invisible(control));
    }
    Ok(text.to_owned())
}

/// A short text on one line.
pub(super) fn name(text: &str) -> Result<String, TextFault> {
    let name = prose(text)?;
    if name.contains('\n') {
        return Err(TextFault::Lines);
    }
    let length = name.chars().count();
    if length > MAX_NAME {
        return Err(TextFault::LongName(length));
    }
    Ok(name)
}

/// Whether it names things in a kit.
pub(super) fn is_id(text: &str) -> bool {
    text.len() <= MAX_ID
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.split('-').all(|word| {
            let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
            !word.is_empty() && word.bytes().all(fits)
        })
}
