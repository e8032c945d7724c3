//! Documents with a past, for what is read to be used on.

mod panel;
mod plan;
mod scorecard;

use std::fmt::Debug;

use domain::id::{BatchId, PersonId};
use domain::sync::{Document, Entry};

use crate::sound::Faults;

/// A document with its log.
#[derive(Debug)]
pub struct Scene<D: Document> {
    /// The edits, oldest first.
    pub log: Vec<D::Edit>,
    /// The document at each version, from 0.
    pub states: Vec<D>,
}

impl<D: Subject> Scene<D> {
    fn of(log: Vec<D::Edit>) -> Self {
        let mut states = vec![D::default()];
        for edit in &log {
            let mut next = states[states.len() - 1].clone();
            next.apply(edit).expect("the log of a scene applies");
            states.push(next);
        }
        Self { log, states }
    }

    /// The document as it stands.
    pub fn now(&self) -> &D {
        &self.states[self.log.len()]
    }

    /// The version it has.
    pub fn version(&self) -> u64 {
        self.log.len() as u64
    }

    /// The log as entries.
    pub fn entries(&self) -> Vec<Entry<D::Edit>> {
        let edits = (0..).zip(self.log.iter().cloned()).collect();
        entries(0, BatchId([0xAA; 16]), edits)
    }
}

/// What a server tells of edits that it took out of a batch on this version.
pub fn entries<E>(version: u64, batch: BatchId, edits: Vec<(u32, E)>) -> Vec<Entry<E>> {
    let entry = |(version, (index, edit))| Entry {
        version,
        author: PersonId([1; 16]),
        at: 1_000,
        batch,
        index,
        edit,
    };
    (version + 1..).zip(edits).map(entry).collect()
}

/// A kind of document that the targets know how to use.
pub trait Subject: Document<Edit: Debug> + Debug + 'static {
    /// A document with a past.
    fn scene() -> &'static Scene<Self>;

    /// What somebody who sees `self` might do to it. Not all of it need be possible.
    fn own(&self) -> Vec<Self::Edit>;

    /// The rules that it breaks, of those that hold of every document that came about by edits.
    fn faults(&self) -> Faults;

    /// The same without what an inverse leaves as it is (D3).
    #[must_use]
    fn undoable(&self, before: &Self) -> Self {
        let _ = before;
        self.clone()
    }

    /// Looks at it in every way that a page does.
    fn look(&self) {}
}
