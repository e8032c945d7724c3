//! Ids made of what people call things.

use std::collections::BTreeSet;

use crate::kit::rules::{MAX_ID, is_id};

/// The ids given out so far among things of one kind.
pub(super) struct Ids {
    /// Begins an id where the words themselves cannot.
    kind: &'static str,
    taken: BTreeSet<String>,
}

impl Ids {
    pub(super) const fn of(kind: &'static str) -> Self {
        Self {
            kind,
            taken: BTreeSet::new(),
        }
    }

    /// `id` itself where it can be, else one made of it.
    pub(super) fn keep(&mut self, id: &str) -> String {
        if is_id(id) && self.taken.insert(id.to_owned()) {
            return id.to_owned();
        }
        self.made_of(id)
    }

    /// An id made of `words`, counted on where another has it.
    pub(super) fn made_of(&mut self, words: &str) -> String {
        let mut base = slug(words);
        if !base.starts_with(|first: char| first.is_ascii_lowercase()) {
            base = match base.as_str() {
                "" => self.kind.to_owned(),
                digits => format!("{}-{digits}", self.kind),
            };
        }
        let mut id = shortened(&base, MAX_ID).to_owned();
        let mut count = 2_u32;
        while !self.taken.insert(id.clone()) {
            let end = format!("-{count}");
            id = format!("{}{end}", shortened(&base, MAX_ID - end.len()));
            count += 1;
        }
        id
    }
}

/// The letters and digits of ASCII in words joined by single hyphens. What is
/// between words otherwise parts them; other letters are left out.
fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !c.is_alphanumeric() && c != '\'' && c != '’' && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

/// The first of it, without a hyphen left at the end. It is ASCII.
fn shortened(slug: &str, most: usize) -> &str {
    slug.get(..most).unwrap_or(slug).trim_end_matches('-')
}
