//! Tables as comma-separated values (RFC 4180), in UTF-8, that are safe to open in
//! a spreadsheet.
//!
//! A spreadsheet takes a cell that begins like a formula for one, whoever wrote
//! it. Texts that do get an apostrophe put before them, which keeps them texts.

use crate::statistics::Ratio;

/// What a text begins with that a spreadsheet may take for a formula: the signs
/// themselves, their full-width forms, and the blanks that it skips before them.
const FORMULA: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing, which is not the same as nought.
    Empty,
    /// A text, whoever it is from.
    Text(&'a str),
    /// A number that we made, so that it stays one even below zero.
    Number(i64),
    /// A fraction, written with at most two decimals.
    Ratio(Ratio),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Ratio> for Cell<'_> {
    fn from(ratio: Ratio) -> Self {
        Self::Ratio(ratio)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell<'_> {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

/// A table that is being written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table(String);

impl Table {
    /// A table without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row. Every row should have as many cells as the first.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> &mut Self {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => self.text(text),
                Cell::Number(number) => self.0.push_str(&number.to_string()),
                Cell::Ratio(ratio) => self.0.push_str(&ratio.to_string()),
            }
        }
        self.0.push_str("\r\n");
        self
    }

    /// The table as it is saved.
    pub fn finish(self) -> String {
        self.0
    }

    fn text(&mut self, text: &str) {
        let guard = if text.starts_with(FORMULA) { "'" } else { "" };
        // Beyond what RFC 4180 asks for: in many countries a spreadsheet parts
        // cells at semicolons, and what follows one could be a formula again.
        let quoted = text.starts_with(' ')
            || text.ends_with(' ')
            || text.contains(['"', ',', ';', '\t', '\r', '\n']);
        if quoted {
            self.0.push('"');
            self.0.push_str(guard);
            self.0.push_str(&text.replace('"', "\"\""));
            self.0.push('"');
        } else {
            self.0.push_str(guard);
            self.0.push_str(text);
        }
    }
}
