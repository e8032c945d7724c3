//! Ways in which bytes come to be wrong.

use crate::hand::Hand;

/// Lengths as postcard writes them that no message can have: the greatest of 16, of
/// 32 and of 64 bits, a gigabyte, and one that does not end.
pub(super) const HUGE: [&[u8]; 5] = [
    &[0xFF, 0xFF, 0x03],
    &[0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
    &[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    &[0x80, 0x80, 0x80, 0x80, 0x04],
    &[0xFF; 12],
];

/// A byte: mostly a small one, which names variants and short lengths.
pub(super) fn a_byte(hand: &mut Hand) -> u8 {
    let bound = if hand.once_in(3) { 256 } else { 8 };
    u8::try_from(hand.below(bound)).unwrap_or(0)
}

/// Damages `bytes` in one way, perhaps with part of `other`.
pub(super) fn damage(bytes: &mut Vec<u8>, other: &[u8], hand: &mut Hand) {
    let at = hand.below(bytes.len() + 1);
    let end = (at + hand.below(20)).min(bytes.len());
    match hand.below(7) {
        0 => bytes.truncate(at),
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << hand.below(8);
            }
        }
        2 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = a_byte(hand);
            }
        }
        3 => {
            let huge = hand.one_of(&HUGE).unwrap_or_default();
            let after = (at + 1).min(bytes.len());
            bytes.splice(at..after, huge.iter().copied());
        }
        4 => {
            bytes.drain(at..end);
        }
        5 => {
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
        }
        _ => {
            bytes.truncate(at);
            let from = hand.below(other.len() + 1);
            bytes.extend_from_slice(&other[from..]);
        }
    }
}
