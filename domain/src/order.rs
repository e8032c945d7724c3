//! Keys that order a list: between any two there is always room for a third.
//!
//! A key is a fraction written in base-62 digits, compared as text. It ends in
//! the mark of the replica that made it, so that two people inserting at one
//! place at the same time make different keys and everybody sees one order.

use std::fmt;

use serde::{Deserialize, Serialize};

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Longest key that is accepted, in digits. Putting a thousand items one after
/// another into the same gap stays far below it (rule O4 in `docs/sync.md`).
pub const LONGEST: usize = 1_024;

/// The mark of one replica: a tab of one person's browser. Drawn at random.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark(pub u32);

/// A place in a list.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderKey(String);

/// A text that is not an order key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an order key is 1 to {LONGEST} letters or digits and does not end in 0")]
pub struct NotAnOrderKey;

impl OrderKey {
    /// A key after `lower` and before `upper`; `None` is the end of the list on
    /// that side. Where the two are not in order, as when a list has just
    /// changed, `upper` is disregarded.
    ///
    /// Where no acceptable key is left between them, which only keys made to be
    /// long bring about, it is a neighbour's key: the items' ids then decide (O5).
    pub fn between(lower: Option<&Self>, upper: Option<&Self>, mark: Mark) -> Self {
        let low = lower.map_or(&[][..], |key| key.0.as_bytes());
        let high = upper.map(|key| key.0.as_bytes()).filter(|high| *high > low);
        let mut digits = middle(low, high);
        let mut rest = mark.0;
        for _ in 0..5 {
            digits.push(DIGITS[(rest % 62) as usize]);
            rest /= 62;
        }
        // 62^5 is below 2^32: what is left is at most 4. Shifted by one it never
        // makes the last digit zero, which would leave no room below the key.
        digits.push(DIGITS[(rest % 61) as usize + 1]);
        if digits.len() > LONGEST
            && let Some(neighbour) = lower.or(upper)
        {
            return neighbour.clone();
        }
        Self(digits.iter().map(|digit| char::from(*digit)).collect())
    }

    /// `count` keys in order that fill a new list.
    pub fn spread(count: usize, mark: Mark) -> Vec<Self> {
        let mut keys: Vec<Self> = Vec::with_capacity(count);
        for _ in 0..count {
            keys.push(Self::between(keys.last(), None, mark));
        }
        keys
    }

    /// The digits of this key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OrderKey({})", self.0)
    }
}

impl TryFrom<String> for OrderKey {
    type Error = NotAnOrderKey;

    fn try_from(text: String) -> Result<Self, NotAnOrderKey> {
        let sound = (1..=LONGEST).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !text.ends_with('0');
        if sound {
            Ok(Self(text))
        } else {
            Err(NotAnOrderKey)
        }
    }
}

impl From<OrderKey> for String {
    fn from(key: OrderKey) -> Self {
        key.0
    }
}

/// A short digit string strictly between `low` and `high` (none: above all) that
/// stays strictly between them whatever digits are put behind it.
fn middle(low: &[u8], high: Option<&[u8]>) -> Vec<u8> {
    let Some(high) = high else {
        return above(low);
    };
    let shared = low.iter().zip(high).take_while(|(a, b)| a == b).count();
    let (prefix, low) = low.split_at(shared);
    let high = high.get(shared..).unwrap_or_default();
    let mut digits = prefix.to_vec();
    match (low.split_first(), high.first()) {
        (Some((least, rest)), Some(most)) => {
            let (least, most) = (value(*least), value(*most));
            if most > least + 1 {
                digits.push(DIGITS[least + (most - least) / 2]);
            } else {
                // Below `high` from here on, whatever follows.
                digits.push(DIGITS[least]);
                digits.extend(above(rest));
            }
        }
        _ => digits.extend(below(high)),
    }
    digits
}

/// A digit string above `low` whatever follows it.
///
/// Counts up in as many digits as there were leading `z` and one more, so that a
/// thousand items put one after another need three digits, not a thousand: the
/// digits of a mark behind the count are no room that could be used up.
fn above(low: &[u8]) -> Vec<u8> {
    if low.is_empty() {
        return vec![DIGITS[DIGITS.len() / 2]];
    }
    let mut digits = counter(low, DIGITS[61]);
    // The first digit of the count is not `z`, so the carry ends there at last.
    for digit in digits.iter_mut().rev() {
        if *digit == DIGITS[61] {
            *digit = DIGITS[0];
        } else {
            *digit = DIGITS[value(*digit) + 1];
            break;
        }
    }
    digits
}

/// A digit string below `high` whatever follows it. Counts down as [`above`]
/// counts up. `high` has a digit other than `0`, as every key ends in one.
fn below(high: &[u8]) -> Vec<u8> {
    let mut digits = counter(high, DIGITS[0]);
    for digit in digits.iter_mut().rev() {
        if *digit == DIGITS[0] {
            *digit = DIGITS[61];
        } else {
            *digit = DIGITS[value(*digit) - 1];
            break;
        }
    }
    digits
}

/// The leading `full` digits of `key` and one more than as many after them.
fn counter(key: &[u8], full: u8) -> Vec<u8> {
    let full = key.iter().take_while(|digit| **digit == full).count();
    let mut digits = key.to_vec();
    digits.resize(2 * full + 1, DIGITS[0]);
    digits
}

fn value(digit: u8) -> usize {
    match digit {
        b'0'..=b'9' => usize::from(digit - b'0'),
        b'A'..=b'Z' => usize::from(digit - b'A') + 10,
        _ => usize::from(digit.saturating_sub(b'a')) + 36,
    }
}
