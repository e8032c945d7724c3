//! As much of a server as a replica needs: it orders edits and tells what became of them.

use domain::id::BatchId;
use domain::sync::{Batch, Entry, LARGEST_BATCH, Refused, Rejection, Replica, accept};
use domain::wire::encode;
use serde::Serialize;

use crate::scene::{Subject, entries};

/// A document with its log after some version.
pub(crate) struct Server<D: Subject> {
    first: u64,
    log: Vec<Entry<D::Edit>>,
    document: D,
}

impl<D: Subject> Server<D> {
    /// One with the document of the scene.
    pub(crate) fn of_scene() -> Self {
        let scene = D::scene();
        Self {
            first: 0,
            log: scene.entries(),
            document: scene.now().clone(),
        }
    }

    /// One with this document, and without what is before it.
    pub(crate) const fn of(document: D, version: u64) -> Self {
        Self {
            first: version,
            log: Vec::new(),
            document,
        }
    }

    pub(crate) const fn document(&self) -> &D {
        &self.document
    }

    /// The log after `version`, which it has.
    pub(crate) fn after(&self, version: u64) -> &[Entry<D::Edit>] {
        let at = usize::try_from(version - self.first).expect("a version of this log");
        &self.log[at..]
    }

    /// Takes a batch, and answers as the server does. Each edit has one fate (R4); one that is
    /// refused leaves no trace (D2), one that is taken is there as if it alone had come, and
    /// can be undone (D3); and what comes of it all is a document like any other (D5).
    pub(crate) fn push(&mut self, batch: Batch<D::Edit>) -> (Vec<Entry<D::Edit>>, Vec<Refused>) {
        assert!(batch.edits.len() <= LARGEST_BATCH, "C3");
        let before = self.document.clone();
        let was_sound = before.faults().is_empty();
        let count = batch.edits.len();
        let since: Vec<D::Edit> = self.after(batch.base).iter().map(edit_of).collect();
        let accepted = accept(&mut self.document, batch.edits, &since, |_, edit| {
            permit(edit)
        });

        let taken = accepted.edits.iter().map(|(index, _)| *index);
        let refused = accepted.refused.iter().map(|refused| refused.index);
        let mut fates: Vec<u32> = taken.chain(refused).collect();
        fates.sort_unstable();
        assert_eq!(fates.len(), count, "R4: each edit has one fate");
        assert!((0..).zip(&fates).all(|(index, fate)| index == *fate), "R4");
        for refused in &accepted.refused {
            assert!(!refused.reason.to_string().is_empty(), "it is said why");
        }

        let mut alone = before;
        for (_, edit) in &accepted.edits {
            apply_and_undo(&mut alone, edit, was_sound);
        }
        assert_eq!(alone, self.document, "D2: what is refused leaves no trace");
        if was_sound {
            assert_eq!(self.document.faults(), Vec::<&str>::new(), "D4, D5");
        }

        let version = self.first + self.log.len() as u64;
        self.log.extend(entries(version, batch.id, accepted.edits));
        (self.after(batch.base).to_vec(), accepted.refused)
    }
}

/// Refuses an edit now and then, for a reason that no client can know.
fn permit<E: Serialize>(edit: E) -> Result<E, Rejection> {
    if encode(&edit).len() % 31 == 7 {
        return Err(Rejection::NotAllowed("not on this day".to_owned()));
    }
    Ok(edit)
}

fn edit_of<E: Clone>(entry: &Entry<E>) -> E {
    entry.edit.clone()
}

/// Applies what can be applied. In a document that came about by edits its inverse would take
/// it back (D3).
fn apply_and_undo<D: Subject>(document: &mut D, edit: &D::Edit, is_sound: bool) {
    let before = document.clone();
    let inverse = document.apply(edit).expect("it was taken");
    if let Some(inverse) = inverse.filter(|_| is_sound) {
        let mut back = document.clone();
        let again = back.apply(&inverse).expect("D3: it can be undone at once");
        assert!(again.is_some(), "D3: and that can be undone");
        assert_eq!(back.undoable(&before), before, "D3");
    }
}

/// Applies each edit by itself: one that is refused changes nothing (D2).
pub(crate) fn apply_each<D: Subject>(document: &mut D, edits: &[D::Edit]) {
    for edit in edits {
        let before = document.clone();
        if document.apply(edit).is_err() {
            assert_eq!(*document, before, "D2");
        }
    }
}

/// Sends what waits until nothing does. Then the replica sees what the server has (R1).
pub(crate) fn settle<D: Subject>(replica: &mut Replica<D>, server: &mut Server<D>) {
    for round in 0..=u8::MAX {
        let Some(batch) = replica.batch(BatchId([round; 16])) else {
            break;
        };
        let id = batch.id;
        let (entries, refused) = server.push(batch);
        // Mostly the live route is faster than the answer.
        if round % 2 == 0 {
            assert!(replica.receive(&entries).is_ok(), "C4");
            keep_and_restore(replica);
        }
        let answered = replica.acknowledge(id, &entries, &refused);
        assert!(answered.is_ok(), "C4: the answer has all after the base");
    }
    assert!(replica.is_settled());
    let caught_up = replica.receive(server.after(replica.version()));
    assert!(caught_up.is_ok(), "C4");
    assert_eq!(replica.view(), server.document(), "R1");
}

/// What is kept on the device shows what was shown (C8).
pub(crate) fn keep_and_restore<D: Subject>(replica: &Replica<D>) -> Replica<D> {
    let kept = crate::read(&encode(&replica.save())).expect("C8: it can be read");
    let restored = Replica::restore(kept);
    assert_eq!(restored.view(), replica.view(), "C8");
    assert_eq!(restored.version(), replica.version(), "C8");
    assert_eq!(restored.unsent(), replica.unsent(), "C8");
    assert_eq!(restored.offered(), replica.offered(), "C8");
    restored
}

/// Undoes all there is to undo, and does some of it again.
pub(crate) fn undo_and_redo<D: Subject>(replica: &mut Replica<D>) {
    for _ in 0..200 {
        replica.undo();
    }
    for _ in 0..3 {
        replica.redo();
    }
}
