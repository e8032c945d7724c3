//! Splices: edits to a text that several people may make at once.
//!
//! A splice walks over the whole text it was made on, in Unicode scalar values,
//! and says at each step what is kept, put in or taken out. Two splices made on
//! the same text can be transformed over each other so that both orders of
//! applying them end in the same text (rule T1 in `docs/sync.md`).

use serde::{Deserialize, Serialize};

/// One step of a splice. Counts are in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Keeps this many characters.
    Retain(u32),
    /// Puts this text in.
    Insert(String),
    /// Takes this many characters out.
    Delete(u32),
}

/// An edit to one text, made of [`Step`]s that together cover all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Splice(Vec<Step>);

/// A splice was made on a text of another length than the one it met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text has changed since this edit was made on it")]
pub struct LengthMismatch;

/// A text has the character U+0000. `PostgreSQL` keeps no text with it, and nobody types it.
/// Other invisible characters come along with what people paste, can be kept, and are not
/// worth refusing it for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text has the invisible character U+0000, which cannot be kept: remove it")]
pub struct Unkeepable;

/// Refuses a text that cannot be kept. Asked where text comes in, and not where a log is
/// replayed: those of earlier builds may have it.
pub fn check_keepable(text: &str) -> Result<(), Unkeepable> {
    if text.contains('\0') {
        return Err(Unkeepable);
    }
    Ok(())
}

impl Splice {
    /// A splice that will be filled step by step.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The smallest single replacement that turns `before` into `after`.
    pub fn between(before: &str, after: &str) -> Self {
        let old: Vec<char> = before.chars().collect();
        let new: Vec<char> = after.chars().collect();
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let tail = old[head..]
            .iter()
            .rev()
            .zip(new[head..].iter().rev())
            .take_while(|(a, b)| a == b)
            .count();
        let mut splice = Self::new();
        splice.retain(length(head));
        splice.insert(&new[head..new.len() - tail].iter().collect::<String>());
        splice.delete(length(old.len() - head - tail));
        splice.retain(length(tail));
        splice
    }

    /// The splice that puts `text` into an empty text.
    pub fn of(text: &str) -> Self {
        Self::between("", text)
    }

    /// The steps, in order.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// What it puts in.
    pub fn inserted(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|step| match step {
            Step::Insert(text) => Some(text.as_str()),
            Step::Retain(_) | Step::Delete(_) => None,
        })
    }

    /// Whether applying this changes nothing.
    pub fn is_noop(&self) -> bool {
        self.0.iter().all(|step| matches!(step, Step::Retain(_)))
    }

    /// Keeps the next `count` characters.
    pub fn retain(&mut self, count: u32) -> &mut Self {
        match self.0.last_mut() {
            _ if count == 0 => {}
            Some(Step::Retain(last)) => *last = last.saturating_add(count),
            _ => self.0.push(Step::Retain(count)),
        }
        self
    }

    /// Takes the next `count` characters out.
    pub fn delete(&mut self, count: u32) -> &mut Self {
        match self.0.last_mut() {
            _ if count == 0 => {}
            Some(Step::Delete(last)) => *last = last.saturating_add(count),
            _ => self.0.push(Step::Delete(count)),
        }
        self
    }

    /// Puts `text` in here. Beside a deletion the insertion always comes first,
    /// so that splices with one meaning have one form.
    pub fn insert(&mut self, text: &str) -> &mut Self {
        if text.is_empty() {
            return self;
        }
        let at = match self.0.last() {
            Some(Step::Delete(_)) => self.0.len() - 1,
            _ => self.0.len(),
        };
        match at.checked_sub(1).and_then(|before| self.0.get_mut(before)) {
            Some(Step::Insert(last)) => last.push_str(text),
            _ => self.0.insert(at, Step::Insert(text.to_owned())),
        }
        self
    }

    /// Length of the text this was made on, in characters. Wide enough not to
    /// overflow whatever a stranger sends.
    pub fn length_before(&self) -> u64 {
        self.0
            .iter()
            .map(|step| match step {
                Step::Retain(count) | Step::Delete(count) => u64::from(*count),
                Step::Insert(_) => 0,
            })
            .sum()
    }

    /// Applies this to `text`.
    pub fn apply(&self, text: &str) -> Result<String, LengthMismatch> {
        if self.length_before() != text.chars().count() as u64 {
            return Err(LengthMismatch);
        }
        let mut rest = text;
        let mut result = String::with_capacity(text.len());
        for step in &self.0 {
            match step {
                Step::Retain(count) => {
                    let (kept, after) = split(rest, *count);
                    result.push_str(kept);
                    rest = after;
                }
                Step::Insert(inserted) => result.push_str(inserted),
                Step::Delete(count) => rest = split(rest, *count).1,
            }
        }
        Ok(result)
    }

    /// The splice that undoes this one, which was made on `before`.
    #[must_use]
    pub fn inverse(&self, before: &str) -> Self {
        let mut rest = before;
        let mut inverse = Self::new();
        for step in &self.0 {
            match step {
                Step::Retain(count) => {
                    inverse.retain(*count);
                    rest = split(rest, *count).1;
                }
                Step::Insert(inserted) => {
                    inverse.delete(length(inserted.chars().count()));
                }
                Step::Delete(count) => {
                    let (deleted, after) = split(rest, *count);
                    inverse.insert(deleted);
                    rest = after;
                }
            }
        }
        inverse
    }

    /// One splice that does this and then `next`.
    pub fn then(&self, next: &Self) -> Result<Self, LengthMismatch> {
        let (mut first, mut second) = (Walk::over(self), Walk::over(next));
        let mut both = Self::new();
        loop {
            match (first.peek(), second.peek()) {
                (None, None) => return Ok(both),
                (Some(Step::Delete(count)), _) => {
                    both.delete(*count);
                    first.skip(*count);
                }
                (_, Some(Step::Insert(text))) => {
                    both.insert(text);
                    second.skip_insert();
                }
                (Some(one), Some(other)) => {
                    let count = size(one).min(size(other));
                    match (one, other) {
                        (Step::Retain(_), Step::Retain(_)) => both.retain(count),
                        (Step::Retain(_), Step::Delete(_)) => both.delete(count),
                        (Step::Insert(text), Step::Retain(_)) => both.insert(split(text, count).0),
                        // Put in by the first and taken out by the second: nothing is left of it.
                        _ => &mut both,
                    };
                    first.skip(count);
                    second.skip(count);
                }
                _ => return Err(LengthMismatch),
            }
        }
    }

    /// Rewrites two splices made on the same text so that each can follow the
    /// other. `first` is the one the server ordered first: where both insert at
    /// one place, its text comes first.
    pub fn transform(first: &Self, second: &Self) -> Result<(Self, Self), LengthMismatch> {
        let (mut one, mut other) = (Walk::over(first), Walk::over(second));
        let (mut first_after, mut second_after) = (Self::new(), Self::new());
        loop {
            match (one.peek(), other.peek()) {
                (None, None) => return Ok((first_after, second_after)),
                (Some(Step::Insert(text)), _) => {
                    first_after.insert(text);
                    second_after.retain(length(text.chars().count()));
                    one.skip_insert();
                }
                (_, Some(Step::Insert(text))) => {
                    second_after.insert(text);
                    first_after.retain(length(text.chars().count()));
                    other.skip_insert();
                }
                (Some(a), Some(b)) => {
                    let count = size(a).min(size(b));
                    match (a, b) {
                        (Step::Retain(_), Step::Retain(_)) => {
                            first_after.retain(count);
                            second_after.retain(count);
                        }
                        (Step::Delete(_), Step::Retain(_)) => {
                            first_after.delete(count);
                        }
                        (Step::Retain(_), Step::Delete(_)) => {
                            second_after.delete(count);
                        }
                        // Both took it out: nothing is left to do for either.
                        _ => {}
                    }
                    one.skip(count);
                    other.skip(count);
                }
                _ => return Err(LengthMismatch),
            }
        }
    }

    /// Where a caret at `position` (in characters) stands after this splice. An
    /// insertion at the caret itself does not push it.
    pub fn carry(&self, position: u32) -> u32 {
        let (mut before, mut after) = (0_u32, 0_u32);
        for step in &self.0 {
            if before == position {
                break;
            }
            match step {
                Step::Retain(count) => {
                    let count = (*count).min(position - before);
                    before += count;
                    after = after.saturating_add(count);
                }
                Step::Insert(text) => {
                    after = after.saturating_add(length(text.chars().count()));
                }
                Step::Delete(count) => before += (*count).min(position - before),
            }
        }
        after
    }
}

/// A walk over the steps of a splice that can stop in the middle of one.
struct Walk<'a> {
    rest: std::slice::Iter<'a, Step>,
    current: Option<Step>,
}

impl<'a> Walk<'a> {
    fn over(splice: &'a Splice) -> Self {
        let mut rest = splice.0.iter();
        let current = rest.next().cloned();
        let mut walk = Self { rest, current };
        walk.pass_empty();
        walk
    }

    const fn peek(&self) -> Option<&Step> {
        self.current.as_ref()
    }

    fn advance(&mut self) {
        self.current = self.rest.next().cloned();
    }

    /// Steps of no length, which only a stranger sends, mean nothing.
    fn pass_empty(&mut self) {
        while self.current.as_ref().is_some_and(|step| size(step) == 0) {
            self.advance();
        }
    }

    fn skip(&mut self, count: u32) {
        match &mut self.current {
            Some(Step::Retain(left) | Step::Delete(left)) => *left = left.saturating_sub(count),
            Some(Step::Insert(text)) => *text = split(text, count).1.to_owned(),
            None => {}
        }
        self.pass_empty();
    }

    fn skip_insert(&mut self) {
        self.advance();
        self.pass_empty();
    }
}

fn size(step: &Step) -> u32 {
    match step {
        Step::Retain(count) | Step::Delete(count) => *count,
        Step::Insert(text) => length(text.chars().count()),
    }
}

/// Splits `text` after `count` characters, or at its end.
fn split(text: &str, count: u32) -> (&str, &str) {
    let at = text
        .char_indices()
        .nth(count as usize)
        .map_or(text.len(), |(at, _)| at);
    text.split_at(at)
}

fn length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
