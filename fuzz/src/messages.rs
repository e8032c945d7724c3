//! What crosses the network: pushes, as the server takes them, and its answers, as a browser
//! takes them.

use domain::id::BatchId;
use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::{Batch, Entry, LARGEST_BATCH, Refused, Replica};
use domain::wire::{AnyBatch, AnyEntries, CaughtUp, Push, Pushed, ToBrowser, ToServer};

use crate::read;
use crate::scene::Subject;
use crate::server::{Server, apply_each, keep_and_restore, settle, undo_and_redo};

/// Reads `bytes` as each message there is, and does with it what its reader does.
pub fn check(bytes: &[u8]) {
    if let Some(push) = read::<Push>(bytes) {
        match push.batch {
            AnyBatch::Plan(batch) => pushed::<Plan>(&batch),
            AnyBatch::Panel(batch) => pushed::<Panel>(&batch),
            AnyBatch::Scorecard(batch) => pushed::<Scorecard>(&batch),
        }
    }
    if let Some(pushed) = read::<Pushed>(bytes) {
        heard(pushed.entries, pushed.batch, &pushed.refused);
    }
    match read::<CaughtUp>(bytes) {
        Some(CaughtUp::Entries(entries)) => heard(entries, BatchId::default(), &[]),
        Some(CaughtUp::Snapshot(version, body)) => {
            leapt::<Plan>(version, &body);
            leapt::<Panel>(version, &body);
            leapt::<Scorecard>(version, &body);
        }
        None => {}
    }
    if let Some(ToBrowser::Entries(_, entries)) = read::<ToBrowser>(bytes) {
        heard(entries, BatchId::default(), &[]);
    }
    let _ = read::<ToServer>(bytes);
}

/// A batch that comes to the server, and to others who have the document open.
fn pushed<D: Subject>(batch: &Batch<D::Edit>) {
    let scene = D::scene();
    if batch.edits.len() > LARGEST_BATCH {
        // Refused as a whole (S6).
        return;
    }
    // A version that the document had, or it would be refused as a whole.
    let version = batch.base % (scene.version() + 1);
    let state = &scene.states[usize::try_from(version).expect("a place in the log")];
    apply_each(&mut scene.now().clone(), &batch.edits);
    let mut server = Server::<D>::of_scene();
    server.push(Batch {
        base: version,
        ..batch.clone()
    });

    // Somebody has edits of their own on their way and waiting when they hear of it.
    let mut beside = Replica::new(scene.now().clone(), scene.version());
    for (place, edit) in (0_u64..).zip(scene.now().own()) {
        let _ = beside.edit(edit, (place < 3).then_some(1));
        if place == 2 {
            beside.batch(BatchId([0xBE; 16]));
        }
    }
    let news = server.after(scene.version());
    assert!(beside.receive(news).is_ok(), "C4");
    undo_and_redo(&mut keep_and_restore(&beside));
    undo_and_redo(&mut beside);
    settle(&mut beside, &mut server);

    // Whoever made the edits on a page that knew no more than that version.
    let mut by = Replica::new(state.clone(), version);
    for edit in &batch.edits {
        let _ = by.edit(edit.clone(), None);
    }
    assert_eq!(by.view().faults(), Vec::<&str>::new(), "D4, D5");
    let mut undone = by.clone();
    undo_and_redo(&mut undone);
    settle(&mut by, &mut server);
    settle(&mut undone, &mut server);
    undo_and_redo(&mut by);
    settle(&mut by, &mut server);
    by.view().look();
}

fn heard(entries: AnyEntries, batch: BatchId, refused: &[Refused]) {
    match entries {
        AnyEntries::Plan(entries) => taken_in::<Plan>(&entries, batch, refused),
        AnyEntries::Panel(entries) => taken_in::<Panel>(&entries, batch, refused),
        AnyEntries::Scorecard(entries) => taken_in::<Scorecard>(&entries, batch, refused),
    }
}

/// Entries come from the server, which has applied them; more than gaps cannot be.
fn taken_in<D: Subject>(entries: &[Entry<D::Edit>], batch: BatchId, refused: &[Refused]) {
    let Some(version) = entries.first().map(|first| first.version.saturating_sub(1)) else {
        return;
    };
    for start in [D::default(), D::scene().now().clone()] {
        let mut replica = Replica::new(start.clone(), version);
        for edit in start.own() {
            let _ = replica.edit(edit, None);
        }
        replica.batch(batch);
        let mut folded = start;
        let mut at = version;
        let applies = |entry: &Entry<D::Edit>| {
            let is_next = Some(entry.version) == at.checked_add(1);
            at += u64::from(is_next);
            !is_next || folded.apply(&entry.edit).is_ok()
        };
        if entries.iter().all(applies) {
            let _ = replica.acknowledge(batch, entries, refused);
            keep_and_restore(&replica);
            undo_and_redo(&mut replica);
        }
    }
}

/// A snapshot is opened by itself, in a format of its own.
fn leapt<D: Subject>(version: u64, body: &[u8]) {
    if let Some(document) = read::<D>(body) {
        document.look();
        let mut replica = Replica::new(D::default(), 0);
        replica.leap(document.clone(), version);
        if version > 0 {
            assert_eq!(replica.view(), &document, "C7");
        }
    }
}
