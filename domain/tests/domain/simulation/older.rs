//! What a client of the first format writes and can do.

use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::Replica;
use domain::wire::{OLDEST_FORMAT, encode};

use crate::edits::Subject;

/// What format 2 added to a document.
pub(crate) trait Grown: Subject {
    /// Fields at the end of the document.
    const FIELDS: usize;
    /// How many sorts of edits there were before.
    const EDITS: u8;
}

impl Grown for Plan {
    const FIELDS: usize = 3;
    const EDITS: u8 = 11;
}

impl Grown for Panel {
    const FIELDS: usize = 3;
    const EDITS: u8 = 9;
}

impl Grown for Scorecard {
    const FIELDS: usize = 1;
    const EDITS: u8 = 6;
}

/// Whether a client of the first format can make this edit.
pub(crate) fn is_old<D: Grown>(edit: &D::Edit) -> bool {
    // The first byte names the format, the second the sort of edit.
    encode(edit)[1] < D::EDITS
}

/// The record of a client of the first format, which has heard nothing from a
/// server that writes the second, so that what it edits began empty.
pub(crate) fn old_record<D: Grown>(replica: &Replica<D>) -> Vec<u8> {
    let mut bytes = encode(&replica.save());
    let end = encode(&D::default()).len();
    let added: Vec<u8> = bytes.drain(end - D::FIELDS..end).collect();
    assert!(added.iter().all(|field| *field == 0), "it began empty");
    in_old_format(&mut bytes);
    bytes
}

/// Says of a message without a document in it that it is of the first format.
pub(crate) fn in_old_format(bytes: &mut [u8]) {
    bytes[0] = OLDEST_FORMAT;
}

/// Whether this is of the first format.
pub(crate) fn is_in_old_format(bytes: &[u8]) -> bool {
    bytes.first() == Some(&OLDEST_FORMAT)
}
