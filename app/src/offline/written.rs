//! What somebody writes that is no part of a document yet: it stays on the device until it is.
//! It lies in the clear, so nothing about candidates may be among it.

use domain::id::{DocumentId, ItemId, PersonId};

use crate::device::{signed_out, storage};

/// What it lies under; gone at sign-out.
pub const WRITTEN: &str = "plumbline/written/";

/// Where a comment lies that `by` writes on a plan, about a question of it or (none) the whole.
/// Nobody else who signs in here is shown it.
pub fn place_of(by: PersonId, plan: DocumentId, about: Option<ItemId>) -> String {
    let about = about.map(|item| item.to_string()).unwrap_or_default();
    format!("{WRITTEN}{by}/{plan}/{about}")
}

/// Keeps what is written there, until nothing is or its writer has signed out.
pub fn keep(place: &str, text: &str) {
    if text.is_empty() || signed_out::is_over() {
        storage::forget(place);
    } else {
        // Where this is refused, so is the document's record, and that is told.
        let _ = storage::keep(place, text.as_bytes());
    }
}

/// What was being written there.
pub fn kept(place: &str) -> String {
    let kept = storage::kept(place).ok().flatten().unwrap_or_default();
    String::from_utf8(kept).unwrap_or_default()
}
