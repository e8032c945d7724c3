//! Undo and redo of one's own edits, kept meaningful while others edit too.

use super::super::{Edit, rebase};

/// Most steps that are kept.
const MOST_STEPS: usize = 200;

/// Steps that undo, and steps that do again.
#[derive(Debug, Clone)]
pub struct Undo<E> {
    undo: Vec<Step<E>>,
    redo: Vec<Step<E>>,
}

/// Edits that are undone together, in the order they are to be applied.
#[derive(Debug, Clone)]
struct Step<E> {
    edits: Vec<E>,
    group: Option<u64>,
}

impl<E> Default for Undo<E> {
    fn default() -> Self {
        Self {
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }
}

impl<E: Edit> Undo<E> {
    pub(super) const fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub(super) const fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Remembers how to undo an edit just made.
    pub(super) fn did(&mut self, inverse: E, group: Option<u64>) {
        self.redo.clear();
        match self.undo.last_mut() {
            Some(last) if group.is_some() && last.group == group => last.edits.insert(0, inverse),
            _ => {
                self.undo.push(Step {
                    edits: vec![inverse],
                    group,
                });
                if self.undo.len() > MOST_STEPS {
                    self.undo.remove(0);
                }
            }
        }
    }

    /// The first edit of the step that would be undone.
    pub(super) fn next_undo(&self) -> Option<&E> {
        self.undo.last()?.edits.first()
    }

    /// Every edit that would be made if all were undone.
    pub(super) fn to_undo(&self) -> impl Iterator<Item = &E> {
        self.undo.iter().flat_map(|step| &step.edits)
    }

    /// The first edit of the step that would be done again.
    pub(super) fn next_redo(&self) -> Option<&E> {
        self.redo.last()?.edits.first()
    }

    pub(super) fn take_undo(&mut self) -> Vec<E> {
        self.undo.pop().map(|step| step.edits).unwrap_or_default()
    }

    pub(super) fn take_redo(&mut self) -> Vec<E> {
        self.redo.pop().map(|step| step.edits).unwrap_or_default()
    }

    pub(super) fn undid(&mut self, edits: Vec<E>) {
        if !edits.is_empty() {
            self.redo.push(Step { edits, group: None });
        }
    }

    pub(super) fn redid(&mut self, edits: Vec<E>) {
        if !edits.is_empty() {
            self.undo.push(Step { edits, group: None });
        }
    }

    /// Keeps every step meaningful after somebody else's `edit`, which was made
    /// on what the person sees now (U2).
    pub(super) fn rebase(&mut self, edit: &E) {
        for stack in [&mut self.undo, &mut self.redo] {
            let newest_first = stack.iter_mut().rev().flat_map(|step| &mut step.edits);
            rebase(newest_first, edit);
        }
    }

    /// Drops every step on the text of `edit`, a splice: they were made on what
    /// it would have made of the text.
    pub(super) fn forget(&mut self, edit: &E) {
        for stack in [&mut self.undo, &mut self.redo] {
            for step in stack.iter_mut() {
                step.edits.retain(|undo| !undo.shares_text(edit));
            }
            stack.retain(|step| !step.edits.is_empty());
        }
    }
}
