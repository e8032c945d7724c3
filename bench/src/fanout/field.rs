//! When what was sent, and when it was heard.

use std::cell::RefCell;
use std::time::Instant;

use crate::clock::now;

/// Everything that is sent and heard in one run.
pub(super) struct Field {
    /// By client and number of the edit.
    sent: RefCell<Vec<Vec<Option<Instant>>>>,
    /// The number of the edit, and milliseconds from its sending.
    heard: RefCell<Vec<(usize, f64)>>,
    complaint: RefCell<Option<String>>,
}

impl Field {
    pub(super) fn new(clients: usize, edits: usize) -> Self {
        Self {
            sent: RefCell::new(vec![vec![None; edits]; clients]),
            heard: RefCell::default(),
            complaint: RefCell::default(),
        }
    }

    /// A client sends its edit of that number now.
    pub(super) fn send(&self, client: usize, number: usize) {
        let mut sent = self.sent.borrow_mut();
        if let Some(place) = sent.get_mut(client).and_then(|own| own.get_mut(number)) {
            *place = Some(now());
        }
    }

    /// `listener` hears an edit.
    pub(super) fn hear(&self, listener: usize, (client, number): (usize, usize)) {
        if listener == client {
            return;
        }
        let sent = self.sent.borrow();
        match sent.get(client).and_then(|own| *own.get(number)?) {
            Some(sent) => {
                let late = sent.elapsed().as_secs_f64() * 1_000.0;
                self.heard.borrow_mut().push((number, late));
            }
            None => self.complain(format!(
                "edit {number} of client {client} was heard, but not sent"
            )),
        }
    }

    /// Something went wrong; the first is kept.
    pub(super) fn complain(&self, complaint: String) {
        self.complaint.borrow_mut().get_or_insert(complaint);
    }

    pub(super) fn complaint(&self) -> Option<String> {
        self.complaint.borrow().clone()
    }

    /// How much was heard.
    pub(super) fn count(&self) -> usize {
        self.heard.borrow().len()
    }

    /// Milliseconds of every delivery of edits from that number on.
    pub(super) fn heard(&self, from: usize) -> Vec<f64> {
        let heard = self.heard.borrow();
        let counted = heard.iter().filter(|(number, _)| *number >= from);
        counted.map(|(_, late)| *late).collect()
    }
}
