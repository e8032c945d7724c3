//! Taking people's names out of texts that people wrote.
//!
//! Somebody called in full or by one of their names is found. A nickname or a
//! misspelling is not, which is why `docs/packets.md` asks for the packet to be
//! read before it is handed on.

/// Names and what is put in their place.
#[derive(Debug, Clone, Default)]
pub(super) struct Mask(Vec<(String, String)>);

impl Mask {
    /// Puts `instead` for this person, whom texts may call in full or by one name.
    /// Names that `spared` has too stay, as a text means them.
    pub(super) fn hide(&mut self, name: &str, instead: &str, spared: &str) {
        let kept: Vec<&str> = parts(spared).collect();
        let full = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let alone = parts(name).filter(|part| !kept.contains(part));
        for called in alone.map(str::to_owned).chain([full]) {
            if !called.is_empty() && called != spared.trim() {
                self.0.push((called, instead.to_owned()));
            }
        }
        // The longest first, so that no name is half replaced by a part of it.
        self.0
            .sort_by_key(|(called, _)| std::cmp::Reverse(called.len()));
    }

    /// The text without those names.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let (mut rest, mut before) = (text, None);
        while let Some(next) = rest.chars().next() {
            let found = self.0.iter().find_map(|(called, instead)| {
                let after = called_here(rest, called, before)?;
                Some((after, instead))
            });
            if let Some((after, instead)) = found {
                masked.push_str(instead);
                before = called_end(rest, after);
                rest = after;
            } else {
                masked.push(next);
                before = Some(next);
                rest = &rest[next.len_utf8()..];
            }
        }
        masked
    }
}

/// The names in a name. Particles such as "van" say nothing of anybody.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|part| part.chars().count() > 1 && !part.starts_with(char::is_lowercase))
}

/// What follows in `text` if it begins with this name and neither is part of a
/// longer word. Written in capitals it is the same name; in small letters only a
/// name of several words is, as many a name is a word too.
fn called_here<'a>(text: &'a str, called: &str, before: Option<char>) -> Option<&'a str> {
    let begins = called.chars().next()?;
    if before.is_some_and(|before| one_word(before, begins)) {
        return None;
    }
    let small = called.contains(char::is_whitespace);
    let mut rest = text.chars();
    for (at, wanted) in called.chars().enumerate() {
        let letter = rest.next()?;
        if wanted.is_whitespace() {
            if !letter.is_whitespace() {
                return None;
            }
            rest = rest.as_str().trim_start().chars();
            continue;
        }
        let may_differ = small || at > 0 || letter.is_uppercase();
        let same = may_differ && letter.to_lowercase().eq(wanted.to_lowercase());
        if letter != wanted && !same {
            return None;
        }
    }
    let after = rest.as_str();
    let (last, next) = (called.chars().next_back()?, after.chars().next());
    (!next.is_some_and(|next| one_word(last, next))).then_some(after)
}

fn called_end(text: &str, after: &str) -> Option<char> {
    text.get(..text.len() - after.len())?.chars().next_back()
}

/// Whether two letters side by side are of one word. Scripts without capitals are
/// written without spaces as well, so there a name may stand anywhere.
fn one_word(left: char, right: char) -> bool {
    let of_word =
        |letter: char| letter.is_lowercase() || letter.is_uppercase() || letter.is_numeric();
    of_word(left) && of_word(right)
}
