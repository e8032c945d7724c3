//! Edits as people make them, and edits as only a stranger would send them.

#[path = "edits/panel.rs"]
mod panel;
#[path = "edits/plan.rs"]
mod plan;
#[path = "edits/scorecard.rs"]
mod scorecard;

use std::fmt::Debug;

use domain::sync::{Document, Edit, Rejection};
use domain::text::{Splice, Step};

use crate::hand::Hand;
use crate::words::raw;

/// A document that tests know how to edit.
pub(crate) trait Subject: Document<Edit: Debug> + Debug {
    /// An edit that somebody who sees this document might make. Not all of them
    /// can be applied: values out of range and targets that are gone are among them.
    fn some_edit(&self, hand: &mut Hand) -> Self::Edit;

    /// An edit of text that nobody's screen could have led to.
    fn hostile_edit(&self, hand: &mut Hand) -> Self::Edit;

    /// All texts of the document, put together.
    fn words(&self) -> String;

    /// All text that an edit puts in.
    fn words_of(edit: &Self::Edit) -> String;

    /// A server that refuses an edit now and then, for a reason no client can
    /// know, and puts times right.
    fn permit(&self, edit: Self::Edit) -> Result<Self::Edit, Rejection>;

    /// The edit without what the engine or the server may rewrite in it.
    fn intent(edit: &Self::Edit) -> Self::Edit;

    /// The same without what an inverse leaves as it is (rule D3).
    fn undoable(&self, before: &Self) -> Self {
        let _ = before;
        self.clone()
    }
}

/// Somebody's change to a text they see: up to three letters go, up to three come.
pub(crate) fn change(text: &str, hand: &mut Hand) -> Splice {
    let mut letters: Vec<char> = text.chars().collect();
    let at = hand.below(letters.len() + 1);
    let end = (at + hand.below(4)).min(letters.len());
    let new: Vec<char> = hand.letters(3).chars().collect();
    letters.splice(at..end, new);
    Splice::between(text, &letters.into_iter().collect::<String>())
}

fn hostile_splice(hand: &mut Hand) -> Splice {
    let steps: Vec<Step> = (0..hand.below(6))
        .map(|_| {
            let count = hand
                .one_of(&[0, 1, 2, 7, 300, u32::MAX - 1, u32::MAX])
                .unwrap_or(0);
            match hand.below(3) {
                0 => Step::Retain(count),
                1 => Step::Delete(count),
                _ => Step::Insert(hand.letters(400)),
            }
        })
        .collect();
    raw(&steps)
}

/// What a splice puts in.
fn inserted<E: Edit>(edit: &E) -> String {
    let steps = edit.splice().map(|(_, splice)| splice.steps().to_vec());
    steps
        .unwrap_or_default()
        .into_iter()
        .filter_map(|step| match step {
            Step::Insert(text) => Some(text),
            _ => None,
        })
        .collect()
}

/// Refuses some splices, by no rule that means anything.
fn refuse_some<E: Edit>(edit: E) -> Result<E, Rejection> {
    match edit.splice() {
        Some((_, splice)) if splice.length_before() % 31 == 7 => {
            Err(Rejection::NotAllowed("not on this day".to_owned()))
        }
        _ => Ok(edit),
    }
}
