//! What somebody typed into a plain form, to be read and to be shown again.

use std::collections::BTreeMap;

/// The fields of a form by their names. Of several of one name the last counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// What a form sent.
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields.into_iter().collect())
    }

    /// What is in the field of that name, without spaces around it; nothing where it was
    /// not sent.
    pub fn said(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    /// The same, where it is something.
    pub(crate) fn maybe(&self, name: &str) -> Option<String> {
        Some(self.said(name).to_owned()).filter(|said| !said.is_empty())
    }
}
