//! Texts and splices to test with.

use domain::text::{Splice, Step};
use domain::wire;
use proptest::collection::vec;
use proptest::prelude::*;

/// How properties are tried. A case that fails is printed whole and becomes a
/// test of its own, so no file of seeds is kept.
pub(crate) fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: 1_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Characters of one to four bytes, few enough for the same to meet often.
pub(crate) fn text() -> impl Strategy<Value = String> {
    "[abé漢🦀\n]{0,12}"
}

/// A splice made of these steps as they are, in whatever order they come.
pub(crate) fn raw(steps: &[Step]) -> Splice {
    wire::decode(&wire::encode(&steps.to_vec())).expect("a splice is written as its steps")
}

/// A splice that fits a text of `length` characters. Deletions and insertions
/// come in any order, and steps of no length among them, as from a stranger.
pub(crate) fn fitting(length: usize) -> impl Strategy<Value = Splice> {
    vec((0_u8..4, 0_u32..5, "[xyß語🚀]{0,3}"), 0..8).prop_map(move |moves| {
        let mut left = u32::try_from(length).expect("texts are short here");
        let mut steps = Vec::new();
        for (kind, count, text) in moves {
            let count = count.min(left);
            match kind {
                0 | 1 => steps.push(Step::Insert(text)),
                2 => {
                    left -= count;
                    steps.push(Step::Delete(count));
                }
                _ => {
                    left -= count;
                    steps.push(Step::Retain(count));
                }
            }
        }
        steps.push(Step::Retain(left));
        raw(&steps)
    })
}

/// A text and as many splices made on it.
pub(crate) fn with_splices<const N: usize>() -> impl Strategy<Value = (String, [Splice; N])> {
    text().prop_flat_map(|text| {
        let length = text.chars().count();
        let splices = std::array::from_fn(|_| fitting(length));
        (Just(text), splices)
    })
}

/// Any splice at all, with counts that no text can have.
pub(crate) fn hostile() -> impl Strategy<Value = Splice> {
    let count = || prop_oneof![0_u32..6, Just(u32::MAX), Just(u32::MAX - 1), any::<u32>()];
    let step = prop_oneof![
        count().prop_map(Step::Retain),
        count().prop_map(Step::Delete),
        "[abé🦀]{0,3}".prop_map(Step::Insert),
    ];
    vec(step, 0..8).prop_map(|steps| raw(&steps))
}
