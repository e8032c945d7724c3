//! Everything that is read from outside, given what nobody should have sent.
//!
//! `PLUMBLINE_FUZZ_CASES` makes more cases than usual; a case that fails is printed
//! with its seed.

#[path = "decoders/damage.rs"]
mod damage;
#[path = "decoders/memory.rs"]
mod memory;
#[path = "decoders/messages.rs"]
mod messages;

use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::accept;
use domain::wire::{Unreadable, decode, encode};
use proptest::prelude::*;

use crate::edits::Subject;
use crate::hand::Hand;
use crate::words::cases;
use messages::{READERS, some_document, some_messages, strange_batch};

/// Cases of one property, unless more are asked for.
const CASES: u32 = 300;

fn fuzz() -> ProptestConfig {
    let asked = std::env::var("PLUMBLINE_FUZZ_CASES");
    let asked = asked.ok().and_then(|asked| asked.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(CASES),
        ..cases()
    }
}

/// Reads `bytes` as everything that is read anywhere, and uses what is read.
fn read_as_anything(bytes: &[u8]) {
    for read in READERS {
        let outcome = read(bytes);
        match bytes.first() {
            Some(1 | 2) => assert!(
                !matches!(outcome, Err(Unreadable::Format(_))),
                "a format that is read is not refused"
            ),
            Some(format) => assert_eq!(outcome, Err(Unreadable::Format(*format))),
            None => assert_eq!(outcome, Err(Unreadable::Damaged)),
        }
    }
}

/// A batch that the server would refuse whole or in part: what is refused leaves
/// no trace, and what is not is there as if it alone had come.
fn harms_no_room<D: Subject>(seed: u64) -> Result<(), TestCaseError> {
    let mut hand = Hand::new(seed);
    let before = some_document::<D>(&mut hand);
    let edits = strange_batch::<D>(&before, &mut hand);
    // Over the wire, so that it is what a stranger can send.
    let edits: Vec<D::Edit> = decode(&encode(&edits))?;
    let since: Vec<D::Edit> = (0..hand.below(4))
        .map(|_| D::default().hostile_edit(&mut hand))
        .collect();
    let mut room = before.clone();
    let count = edits.len();
    let accepted = accept(&mut room, edits, &since, D::permit);
    let mut alone = before.clone();
    for (_, edit) in &accepted.edits {
        prop_assert!(alone.apply(edit).is_ok());
    }
    prop_assert_eq!(&alone, &room);
    if accepted.edits.is_empty() {
        prop_assert_eq!(&room, &before);
    }
    let mut places: Vec<u32> = accepted.edits.iter().map(|(index, _)| *index).collect();
    places.extend(accepted.refused.iter().map(|refused| refused.index));
    places.sort_unstable();
    prop_assert_eq!(places.len(), count, "each edit has one fate");
    prop_assert!((0..).zip(&places).all(|(index, place)| index == *place));
    // A person is told why, in words.
    prop_assert!(
        accepted
            .refused
            .iter()
            .all(|it| !it.reason.to_string().is_empty())
    );
    // What came of it is still a document like any other.
    prop_assert_eq!(&decode::<D>(&encode(&room))?, &room);
    Ok(())
}

/// An edit that is refused leaves the document as it was.
fn leaves_no_trace<D: Subject>(seed: u64) -> Result<(), TestCaseError> {
    let mut hand = Hand::new(seed);
    let mut document = some_document::<D>(&mut hand);
    for edit in strange_batch::<D>(&document, &mut hand) {
        let before = document.clone();
        if document.apply(&edit).is_err() {
            prop_assert_eq!(&document, &before);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(fuzz())]

    #[test]
    fn w2_noise_is_refused_or_read(seed: u64, format in 0_u8..4, length in 0_usize..400) {
        let mut hand = Hand::new(seed);
        let noise = (0..length).map(|_| damage::a_byte(&mut hand));
        let bytes: Vec<u8> = std::iter::once(format).chain(noise).collect();
        read_as_anything(&bytes);
        read_as_anything(&bytes[1..]);
    }

    #[test]
    fn w2_damaged_messages_are_refused_or_read(seed: u64) {
        let mut hand = Hand::new(seed);
        let messages = some_messages(&mut hand);
        for message in &messages {
            let mut bytes = message.clone();
            for _ in 0..=hand.below(3) {
                let other = hand.one_of(&messages).unwrap_or_default();
                damage::damage(&mut bytes, &other, &mut hand);
            }
            read_as_anything(&bytes);
        }
    }

    #[test]
    fn d2_wrong_batches_harm_no_plan(seed: u64) {
        harms_no_room::<Plan>(seed)?;
        leaves_no_trace::<Plan>(seed)?;
    }

    #[test]
    fn d2_wrong_batches_harm_no_panel(seed: u64) {
        harms_no_room::<Panel>(seed)?;
        leaves_no_trace::<Panel>(seed)?;
    }

    #[test]
    fn d2_wrong_batches_harm_no_scorecard(seed: u64) {
        harms_no_room::<Scorecard>(seed)?;
        leaves_no_trace::<Scorecard>(seed)?;
    }
}

/// Each bit of a message turned over, and each place it may be cut short at.
#[test]
fn w2_no_single_bit_and_no_cut_does_harm() {
    let mut hand = Hand::new(8);
    for message in some_messages(&mut hand) {
        // Long messages repeat themselves.
        let short = message.len().min(600);
        for at in 0..short {
            read_as_anything(&message[..at]);
            for bit in 0..8 {
                let mut turned = message.clone();
                turned[at] ^= 1 << bit;
                read_as_anything(&turned);
            }
        }
    }
}
