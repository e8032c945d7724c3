//! Messages as they should be, and everything that reads them.

use domain::id::{DocumentId, PersonId};
use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::{Added, Batch, Document, Entry, Refused, Rejection, Replica, Saved};
use domain::views::{At, Interview, Outcome};
use domain::wire::{
    AnyBatch, AnyEntries, CaughtUp, Presence, Push, Pushed, ToBrowser, ToServer, Unreadable, Where,
    decode, encode,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::edits::Subject;
use crate::hand::Hand;

/// Reads bytes as something and does with it what its reader does.
pub(super) type Reader = fn(&[u8]) -> Result<(), Unreadable>;

/// All that is read: by the server, by the browser, from the device and from the store.
pub(super) const READERS: [Reader; 16] = [
    |bytes| read(bytes, |push: Push| take(push.batch)),
    |bytes| read(bytes, |pushed: Pushed| take_in(pushed.entries)),
    |bytes| {
        read(bytes, |caught_up: CaughtUp| match caught_up {
            CaughtUp::Entries(entries) => take_in(entries),
            // What is in it is read by another reader.
            CaughtUp::Snapshot(..) => {}
        })
    },
    |bytes| read(bytes, |_: ToServer| {}),
    |bytes| {
        read(bytes, |said: ToBrowser| {
            if let ToBrowser::Entries(_, entries) = said {
                take_in(entries);
            }
        })
    },
    |bytes| read(bytes, use_up::<Plan>),
    |bytes| read(bytes, use_up::<Panel>),
    |bytes| read(bytes, use_up::<Scorecard>),
    |bytes| read(bytes, add_up),
    |bytes| read(bytes, |plan: Plan| look_at(&plan)),
    |bytes| read(bytes, |panel: Panel| drop(panel.words())),
    |bytes| read(bytes, |card: Scorecard| drop(card.words())),
    |bytes| read(bytes, |_: At<Plan>| {}),
    |bytes| read(bytes, |_: Interview| {}),
    |bytes| read(bytes, |_: Outcome| {}),
    |bytes| read(bytes, |_: Vec<Entry<<Plan as Document>::Edit>>| {}),
];

fn read<T: Serialize + DeserializeOwned>(
    bytes: &[u8],
    with: impl FnOnce(T),
) -> Result<(), Unreadable> {
    let value: T = decode(bytes)?;
    // What can be read can be written, and then reads as the same.
    let written = encode(&value);
    let again: T = decode(&written)?;
    assert_eq!(encode(&again), written);
    with(value);
    Ok(())
}

fn look_at(plan: &Plan) {
    assert_eq!(
        plan.agenda().len() + plan.unplaced().len(),
        plan.items.len()
    );
    // Minutes that a stranger made up are counted without running over.
    let _ = (plan.minutes(), plan.words());
}

fn take(batch: AnyBatch) {
    fn on<D: Subject>(batch: &Batch<D::Edit>) {
        let mut document = D::default();
        for edit in &batch.edits {
            let before = document.clone();
            if document.apply(edit).is_err() {
                assert_eq!(document, before, "D2");
            }
        }
    }
    match batch {
        AnyBatch::Plan(batch) => on::<Plan>(&batch),
        AnyBatch::Panel(batch) => on::<Panel>(&batch),
        AnyBatch::Scorecard(batch) => on::<Scorecard>(&batch),
    }
}

fn take_in(entries: AnyEntries) {
    fn by<D: Subject>(entries: &[Entry<D::Edit>]) {
        // Entries come from the server, which has applied them; only gaps may be.
        let mut document = D::default();
        let sound = entries
            .iter()
            .all(|entry| document.apply(&entry.edit).is_ok());
        if sound {
            let mut replica = Replica::new(D::default(), 0);
            let _ = replica.receive(entries);
        }
    }
    match entries {
        AnyEntries::Plan(entries) => by::<Plan>(&entries),
        AnyEntries::Panel(entries) => by::<Panel>(&entries),
        AnyEntries::Scorecard(entries) => by::<Scorecard>(&entries),
    }
}

fn use_up<D: Subject>(saved: Saved<D>) {
    go_on(Replica::restore(saved));
}

/// What was added to a record, by what names the record.
fn add_up((_, added): (u64, Added<Plan>)) {
    let whole = Replica::new(Plan::default(), 0).save();
    go_on(Replica::restore_with(whole, added));
}

fn go_on<D: Subject>(mut replica: Replica<D>) {
    if let Some(batch) = replica.batch(Hand::new(1).batch()) {
        let _ = replica.acknowledge(batch.id, &[], &[]);
    }
    replica.undo();
    drop(replica.view().words());
}

/// A document that somebody has edited.
pub(super) fn some_document<D: Subject>(hand: &mut Hand) -> D {
    let mut document = D::default();
    for _ in 0..hand.below(40) {
        let edit = document.some_edit(hand);
        // What cannot be applied is not what is wanted here.
        let _ = document.apply(&edit);
    }
    document
}

/// Edits that were made on other documents, by nobody's screen, or twice.
pub(super) fn strange_batch<D: Subject>(seen: &D, hand: &mut Hand) -> Vec<D::Edit> {
    let other: D = some_document(hand);
    let mut edits: Vec<D::Edit> = Vec::new();
    for _ in 0..hand.below(12) {
        let edit = match hand.below(4) {
            0 => seen.some_edit(hand),
            1 => seen.hostile_edit(hand),
            2 => other.some_edit(hand),
            _ => hand
                .one_of(&edits)
                .unwrap_or_else(|| other.hostile_edit(hand)),
        };
        edits.push(edit);
    }
    edits
}

fn some_replica<D: Subject>(hand: &mut Hand) -> Replica<D> {
    let mut replica = Replica::new(D::default(), 0);
    for _ in 0..hand.below(20) {
        let edit = replica.view().some_edit(hand);
        let _ = replica.edit(edit, None);
        if hand.once_in(10) {
            replica.batch(hand.batch());
        }
    }
    replica
}

fn some_added(hand: &mut Hand) -> Option<Added<Plan>> {
    let mut replica = some_replica::<Plan>(hand);
    replica.was_kept_whole();
    let _ = replica.receive(&some_entries::<Plan>(hand));
    replica.added()
}

fn some_batch<D: Subject>(hand: &mut Hand) -> Batch<D::Edit> {
    Batch {
        id: hand.batch(),
        base: hand.draw() >> hand.below(64),
        edits: strange_batch(&some_document::<D>(hand), hand),
    }
}

fn some_entries<D: Subject>(hand: &mut Hand) -> Vec<Entry<D::Edit>> {
    let mut document = D::default();
    let mut entries = Vec::new();
    for _ in 0..hand.below(20) {
        let edit = document.some_edit(hand);
        if document.apply(&edit).is_ok() {
            entries.push(Entry {
                version: entries.len() as u64 + 1,
                author: PersonId(hand.bytes()),
                at: i64::MIN,
                batch: hand.batch(),
                index: u32::MAX,
                edit,
            });
        }
    }
    entries
}

/// One message of each sort, as it should be.
pub(super) fn some_messages(hand: &mut Hand) -> Vec<Vec<u8>> {
    let document = DocumentId(hand.bytes());
    let here = Where {
        stage: Some(hand.stage()),
        item: None,
        caret: None,
        dragging: Some(hand.item()),
    };
    let presence = Presence {
        tab: hand.draw(),
        person: hand.person(),
        at: here,
    };
    let push = |batch| encode(&Push { document, batch });
    vec![
        push(AnyBatch::Plan(some_batch::<Plan>(hand))),
        push(AnyBatch::Panel(some_batch::<Panel>(hand))),
        push(AnyBatch::Scorecard(some_batch::<Scorecard>(hand))),
        encode(&Pushed {
            batch: hand.batch(),
            entries: AnyEntries::Plan(some_entries::<Plan>(hand)),
            refused: vec![Refused {
                index: 3,
                reason: Rejection::Frozen("no more".to_owned()),
            }],
        }),
        encode(&CaughtUp::Snapshot(7, encode(&some_document::<Plan>(hand)))),
        encode(&CaughtUp::Entries(AnyEntries::Scorecard(some_entries::<
            Scorecard,
        >(hand)))),
        encode(&ToServer::Watch(document, hand.draw())),
        encode(&ToServer::Here(here)),
        encode(&ToBrowser::Present(document, vec![presence; 3])),
        encode(&ToBrowser::Entries(
            document,
            AnyEntries::Panel(some_entries::<Panel>(hand)),
        )),
        encode(&ToBrowser::Bye("later".to_owned())),
        encode(&some_replica::<Plan>(hand).save()),
        encode(&some_replica::<Panel>(hand).save()),
        encode(&some_replica::<Scorecard>(hand).save()),
        encode(&(7_u64, some_added(hand).expect("it is little"))),
        encode(&some_document::<Plan>(hand)),
        encode(&some_document::<Panel>(hand)),
        encode(&some_document::<Scorecard>(hand)),
    ]
}
