//! Walking the parsed file while keeping hold of where each thing stands.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{KitFileError, listed};

/// A table of the file: its top, one of its `[[...]]` blocks, or a text with an audience.
pub(super) struct Section<'f> {
    source: &'f str,
    /// How messages name it.
    place: &'f str,
    start: usize,
    fields: &'f DeTable<'f>,
}

impl<'f> Section<'f> {
    pub(super) fn top(source: &'f str, fields: &'f DeTable<'f>) -> Self {
        Self {
            source,
            place: "the top of the file",
            start: 0,
            fields,
        }
    }

    /// Refuses any field that is not among these, the first in the file first.
    pub(super) fn allow_only(&self, known: &[&str]) -> Result<(), KitFileError> {
        let stranger = self
            .fields
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .min_by_key(|key| key.span().start);
        let Some(key) = stranger else {
            return Ok(());
        };
        let reason = format!(
            "`{}` is not a field of {}: use only {}",
            excerpt(key.get_ref()),
            self.place,
            listed(known.iter().copied())
        );
        Err(KitFileError::at(self.source, key.span().start, reason))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    pub(super) fn optional(&self, name: &'f str) -> Option<Field<'f>> {
        let value = self.fields.get(name)?;
        Some(Field {
            source: self.source,
            name,
            place: None,
            span: value.span(),
            value: value.get_ref(),
        })
    }

    pub(super) fn required(&self, name: &'f str) -> Result<Field<'f>, KitFileError> {
        self.optional(name)
            .ok_or_else(|| self.error(format!("`{name}` is missing from {}: add it", self.place)))
    }

    pub(super) fn error(&self, reason: impl Into<String>) -> KitFileError {
        KitFileError::at(self.source, self.start, reason)
    }

    /// The blocks of that name, of which there must be at least one. `heading`
    /// is how the file writes it.
    pub(super) fn sections(
        &self,
        name: &'f str,
        heading: &'f str,
    ) -> Result<Vec<Section<'f>>, KitFileError> {
        let Some(field) = self.optional(name) else {
            return Err(self.error(format!("this kit has no {heading}: add at least one")));
        };
        let refuse = |field: &Field<'_>| {
            field.error(format!(
                "`{name}` is written as blocks, each under a line {heading} in double brackets"
            ))
        };
        let DeValue::Array(items) = field.value else {
            return Err(refuse(&field));
        };
        if items.is_empty() {
            return Err(refuse(&field));
        }
        field
            .items(items)
            .iter()
            .map(|item| item.as_section(heading).ok_or_else(|| refuse(item)))
            .collect()
    }
}

/// One value of the file, with the name it goes by.
pub(super) struct Field<'f> {
    source: &'f str,
    name: &'f str,
    /// Which one of a list it is, counted from 1.
    place: Option<usize>,
    span: Range<usize>,
    value: &'f DeValue<'f>,
}

impl<'f> Field<'f> {
    /// How messages name it.
    pub(super) fn name(&self) -> String {
        match self.place {
            Some(place) => format!("number {place} of `{}`", self.name),
            None => format!("`{}`", self.name),
        }
    }

    /// Where in the source it begins.
    pub(super) const fn start(&self) -> usize {
        self.span.start
    }

    /// The line of that place in the source.
    pub(super) fn line_of(&self, start: usize) -> usize {
        KitFileError::at(self.source, start, "").line
    }

    pub(super) fn error(&self, reason: impl Into<String>) -> KitFileError {
        KitFileError::at(self.source, self.span.start, reason)
    }

    pub(super) fn string(&self) -> Result<&'f str, KitFileError> {
        match self.value {
            DeValue::String(text) => Ok(text),
            _ => Err(self.wrong_type("a text in quotes")),
        }
    }

    pub(super) fn integer(&self, least: u32, most: u32) -> Result<u32, KitFileError> {
        let DeValue::Integer(written) = self.value else {
            return Err(self.wrong_type("a whole number without quotes"));
        };
        u32::from_str_radix(written.as_str(), written.radix())
            .ok()
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| {
                self.error(format!(
                    "{} should be from {least} to {most}, but is {}",
                    self.name(),
                    excerpt(&written.to_string())
                ))
            })
    }

    /// Like [`Field::integer`], for numbers kept in fewer bits.
    pub(super) fn small_integer<N>(&self, least: N, most: N) -> Result<N, KitFileError>
    where
        N: Copy + Into<u32> + TryFrom<u32>,
    {
        let number = self.integer(least.into(), most.into())?;
        // Between two values of `N`, so it always fits.
        Ok(N::try_from(number).unwrap_or(most))
    }

    pub(super) fn array(&self) -> Result<Vec<Field<'f>>, KitFileError> {
        match self.value {
            DeValue::Array(items) => Ok(self.items(items)),
            _ => Err(self.wrong_type("a list of texts in square brackets")),
        }
    }

    /// This value as a table, if it is one.
    pub(super) fn as_section(&self, place: &'f str) -> Option<Section<'f>> {
        let DeValue::Table(fields) = self.value else {
            return None;
        };
        Some(Section {
            source: self.source,
            place,
            start: self.span.start,
            fields,
        })
    }

    fn items(&self, items: &'f [Spanned<DeValue<'f>>]) -> Vec<Field<'f>> {
        let item = |(at, item): (usize, &'f Spanned<DeValue<'f>>)| Field {
            source: self.source,
            name: self.name,
            place: Some(at + 1),
            span: item.span(),
            value: item.get_ref(),
        };
        items.iter().enumerate().map(item).collect()
    }

    fn wrong_type(&self, wanted: &str) -> KitFileError {
        let given = match self.value {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.error(format!(
            "{} should be {wanted}, but is {given}",
            self.name()
        ))
    }
}

/// The start of a text, short enough to quote in a message and on one line.
pub(super) fn excerpt(text: &str) -> String {
    let mut short: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    if text.chars().nth(40).is_some() {
        short.push('…');
    }
    short
}
