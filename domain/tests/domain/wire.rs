//! What crosses the network (rules W).

use domain::id::{DocumentId, PersonId};
use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::{Batch, Entry, Replica, Saved, accept};
use domain::wire::{
    AnyBatch, AnyEntries, CaughtUp, FORMAT, OLDEST_FORMAT, Push, Pushed, ToBrowser, ToServer,
    Unreadable, decode, encode,
};
use proptest::collection::vec;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::edits::Subject;
use crate::hand::Hand;
use crate::words::cases;

/// A replica of a document that somebody has edited.
fn edited<D: Subject>(hand: &mut Hand) -> Replica<D> {
    let mut replica = Replica::<D>::new(D::default(), 0);
    for _ in 0..hand.below(30) {
        let edit = replica.view().some_edit(hand);
        let _ = replica.edit(edit, None);
    }
    replica
}

fn batch<D: Subject>(hand: &mut Hand) -> Batch<D::Edit> {
    let hostile: Vec<D::Edit> = (0..3).map(|_| D::default().hostile_edit(hand)).collect();
    let id = hand.batch();
    let edits = edited::<D>(hand)
        .batch(id)
        .map(|batch| batch.edits)
        .unwrap_or_default();
    Batch {
        id,
        base: 0,
        edits: edits.into_iter().chain(hostile).collect(),
    }
}

fn entries<D: Subject>(hand: &mut Hand) -> Vec<Entry<D::Edit>> {
    let batch = batch::<D>(hand);
    (0..)
        .zip(batch.edits)
        .map(|(index, edit)| Entry {
            version: u64::from(index) + 1,
            author: PersonId(hand.bytes()),
            at: -1,
            batch: batch.id,
            index,
            edit,
        })
        .collect()
}

fn reads_back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(
    value: &T,
) -> Result<Vec<u8>, TestCaseError> {
    let bytes = encode(value);
    prop_assert_eq!(bytes.first(), Some(&FORMAT));
    prop_assert_eq!(&decode::<T>(&bytes)?, value);
    for cut in 0..bytes.len() {
        prop_assert!(decode::<T>(&bytes[..cut]).is_err(), "cut short at {cut}");
    }
    let mut longer = bytes.clone();
    longer.push(0);
    prop_assert_eq!(decode::<T>(&longer), Err(Unreadable::Damaged));
    Ok(bytes)
}

/// Reads bytes as everything that is read anywhere.
fn read_as_anything(bytes: &[u8]) {
    if let Ok(push) = decode::<Push>(bytes) {
        take(push.batch);
    }
    let _ = decode::<Pushed>(bytes);
    let _ = decode::<CaughtUp>(bytes);
    let _ = decode::<ToServer>(bytes);
    let _ = decode::<ToBrowser>(bytes);
    if let Ok(panel) = decode::<Panel>(bytes) {
        let _ = panel.words();
    }
    if let Ok(saved) = decode::<Saved<Plan>>(bytes) {
        use_up(Replica::restore(saved));
    }
    if let Ok(saved) = decode::<Saved<Scorecard>>(bytes) {
        use_up(Replica::restore(saved));
    }
}

/// Takes in a batch that nobody vouches for, as the server does.
fn take(batch: AnyBatch) {
    fn on<D: Subject>(batch: Batch<D::Edit>) {
        let mut document = D::default();
        let since = batch.edits.clone();
        for edit in &since {
            let _ = document.apply(edit);
        }
        let count = batch.edits.len();
        let accepted = accept(&mut document, batch.edits, &since, |_, edit| Ok(edit));
        assert_eq!(accepted.edits.len() + accepted.refused.len(), count);
    }
    match batch {
        AnyBatch::Plan(batch) => on::<Plan>(batch),
        AnyBatch::Panel(batch) => on::<Panel>(batch),
        AnyBatch::Scorecard(batch) => on::<Scorecard>(batch),
    }
}

fn use_up<D: Subject>(mut replica: Replica<D>) {
    let batch = replica.batch(Hand::new(1).batch());
    let _ = replica.view().words();
    if let Some(batch) = batch {
        let _ = replica.acknowledge(batch.id, &[], &[]);
    }
    replica.undo();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..cases() })]

    #[test]
    fn w1_what_is_written_reads_back_whole_or_not_at_all(seed: u64) {
        let hand = &mut Hand::new(seed);
        let document = DocumentId(hand.bytes());
        reads_back(&Push { document, batch: AnyBatch::Plan(batch::<Plan>(hand)) })?;
        reads_back(&Push { document, batch: AnyBatch::Panel(batch::<Panel>(hand)) })?;
        reads_back(&Push { document, batch: AnyBatch::Scorecard(batch::<Scorecard>(hand)) })?;
        reads_back(&ToBrowser::Entries(document, AnyEntries::Plan(entries::<Plan>(hand))))?;
        reads_back(&edited::<Plan>(hand).save())?;
        reads_back(edited::<Scorecard>(hand).view())?;
        reads_back(edited::<Panel>(hand).view())?;
    }

    #[test]
    fn w2_damaged_bytes_never_panic(seed: u64, hits in vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let hand = &mut Hand::new(seed);
        let document = DocumentId(hand.bytes());
        let saved = edited::<Plan>(hand).save();
        let card = edited::<Scorecard>(hand).save();
        for mut bytes in [
            encode(&Push { document, batch: AnyBatch::Plan(batch::<Plan>(hand)) }),
            encode(&Push { document, batch: AnyBatch::Panel(batch::<Panel>(hand)) }),
            encode(&Push { document, batch: AnyBatch::Scorecard(batch::<Scorecard>(hand)) }),
            encode(&saved),
            encode(&card),
        ] {
            for (at, value) in &hits {
                let at = at.index(bytes.len());
                bytes[at] = *value;
            }
            read_as_anything(&bytes);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, ..cases() })]

    #[test]
    fn w2_arbitrary_bytes_never_panic(mut bytes in vec(any::<u8>(), 0..200)) {
        read_as_anything(&bytes);
        bytes.insert(0, FORMAT);
        for format in OLDEST_FORMAT..=FORMAT {
            bytes[0] = format;
            read_as_anything(&bytes);
        }
    }
}

#[test]
fn w3_another_format_is_named() {
    let mut bytes = encode(&ToServer::Pong);
    for format in [0, FORMAT + 1] {
        bytes[0] = format;
        assert_eq!(decode::<ToServer>(&bytes), Err(Unreadable::Format(format)));
    }
    let refused = decode::<ToServer>(&bytes);
    let message = refused.map(|_| ()).map_err(|error| error.to_string());
    assert!(message.is_err_and(|message| message.contains("reload the page")));
}
