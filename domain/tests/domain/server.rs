//! A server in memory: what is durable, and what a crash takes with it.

use std::collections::BTreeMap;

use domain::id::{BatchId, PersonId};
use domain::sync::{Accepted, Batch, Document, Entry, Refused, Rejection, accept};

/// What the server answers to a push once it is durable.
#[derive(Debug, Clone)]
pub(crate) struct Pushed<E> {
    pub(crate) batch: BatchId,
    pub(crate) entries: Vec<Entry<E>>,
    pub(crate) refused: Vec<Refused>,
}

/// What a server of tests permits, and what it puts right.
pub(crate) type Permit<D> =
    fn(&D, <D as Document>::Edit) -> Result<<D as Document>::Edit, Rejection>;

/// The server's half of one document.
#[derive(Debug)]
pub(crate) struct Server<D: Document> {
    permit: Permit<D>,
    /// What its clock shows, in milliseconds since the Unix epoch.
    pub(crate) clock: i64,
    /// Who may edit no longer, and the version up to which they could.
    revoked: BTreeMap<PersonId, u64>,
    /// Survives a crash.
    log: Vec<Entry<D::Edit>>,
    batches: BTreeMap<BatchId, Vec<Refused>>,
    /// Does not: the document with what is about to be committed in it.
    room: D,
    staged: Vec<Staged<D::Edit>>,
}

/// A batch that is applied in the room and not yet committed.
#[derive(Debug)]
struct Staged<E> {
    batch: BatchId,
    entries: Vec<Entry<E>>,
    refused: Vec<Refused>,
}

/// What became of a push for now.
#[derive(Debug)]
pub(crate) enum Taken<E> {
    /// It was taken before, and this is the answer once more.
    Before(Pushed<E>),
    /// The answer comes with the commit.
    Staged,
    /// It was made on a version that is not there.
    FromTheFuture,
}

impl<D: Document> Server<D> {
    pub(crate) fn new(permit: Permit<D>) -> Self {
        Self {
            permit,
            clock: 0,
            revoked: BTreeMap::new(),
            log: Vec::new(),
            batches: BTreeMap::new(),
            room: D::default(),
            staged: Vec::new(),
        }
    }

    /// Takes a push; a batch that was taken before is not taken again (S3).
    pub(crate) fn push(&mut self, author: PersonId, batch: Batch<D::Edit>) -> Taken<D::Edit> {
        if let Some(refused) = self.batches.get(&batch.id) {
            return Taken::Before(Pushed {
                batch: batch.id,
                entries: self.after(batch.base),
                refused: refused.clone(),
            });
        }
        if self.staged.iter().any(|staged| staged.batch == batch.id) {
            return Taken::Staged;
        }
        let staged = self.staged.iter().flat_map(|staged| &staged.entries);
        let all: Vec<Entry<D::Edit>> = self.log.iter().chain(staged).cloned().collect();
        let Some(since) = usize::try_from(batch.base)
            .ok()
            .and_then(|base| all.get(base..))
        else {
            return Taken::FromTheFuture;
        };
        let since = since.iter().map(|entry| &entry.edit);
        let (permit, revoked) = (self.permit, self.revoked.contains_key(&author));
        let Accepted { edits, refused } =
            accept(&mut self.room, batch.edits, since, |document, edit| {
                if revoked {
                    return Err(Rejection::NotAllowed("others edit this".to_owned()));
                }
                permit(document, edit)
            });
        let entries = (all.len() as u64 + 1..)
            .zip(edits)
            .map(|(version, (index, edit))| Entry {
                version,
                author,
                at: self.clock,
                batch: batch.id,
                index,
                edit,
            })
            .collect();
        self.staged.push(Staged {
            batch: batch.id,
            entries,
            refused,
        });
        Taken::Staged
    }

    /// From now on this person may not edit. What was taken before stays.
    pub(crate) fn revoke(&mut self, person: PersonId) {
        let staged = self.staged.iter().map(|staged| staged.entries.len());
        let version = self.log.len() + staged.sum::<usize>();
        self.revoked.entry(person).or_insert(version as u64);
    }

    /// Who may edit no longer, and the version up to which they could.
    pub(crate) const fn revoked(&self) -> &BTreeMap<PersonId, u64> {
        &self.revoked
    }

    /// Makes durable what was staged, and answers with the new entries.
    pub(crate) fn commit(&mut self) -> Vec<Entry<D::Edit>> {
        let mut new = Vec::new();
        for mut staged in self.staged.drain(..) {
            self.batches.insert(staged.batch, staged.refused);
            new.append(&mut staged.entries);
        }
        self.log.extend_from_slice(&new);
        new
    }

    /// The answer to a batch, if it is durable, to somebody at version `base`.
    pub(crate) fn answer(&self, batch: BatchId, base: u64) -> Option<Pushed<D::Edit>> {
        let refused = self.batches.get(&batch)?.clone();
        Some(Pushed {
            batch,
            entries: self.after(base),
            refused,
        })
    }

    /// Loses everything that is not durable. Answers whether that was anything.
    pub(crate) fn crash(&mut self) -> bool {
        let lost = !self.staged.is_empty();
        self.staged.clear();
        self.room = self.folded();
        lost
    }

    /// The durable log after `version`.
    pub(crate) fn after(&self, version: u64) -> Vec<Entry<D::Edit>> {
        let from = usize::try_from(version).unwrap_or(usize::MAX);
        self.log.get(from..).unwrap_or_default().to_vec()
    }

    /// Whether all it has taken is durable.
    pub(crate) const fn is_idle(&self) -> bool {
        self.staged.is_empty()
    }

    /// The durable log.
    pub(crate) fn log(&self) -> &[Entry<D::Edit>] {
        &self.log
    }

    /// The document as the room has it.
    pub(crate) const fn room(&self) -> &D {
        &self.room
    }

    /// The fold of the durable log.
    pub(crate) fn folded(&self) -> D {
        let mut document = D::default();
        for entry in &self.log {
            let applied = document.apply(&entry.edit);
            let refused = applied.err();
            assert_eq!(refused, None, "the log holds what does not apply");
        }
        document
    }
}
