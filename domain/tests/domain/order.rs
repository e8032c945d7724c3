//! Order keys (rules O).

use domain::order::{LONGEST, Mark, OrderKey};
use domain::wire;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::words::cases;

/// What a thousand insertions at one place may make of a key, in digits. The
/// longest measured over the marks below is 28; a key of a fresh list has 7.
const LONG: usize = 32;

/// Marks whose digits are as unlucky as can be, and an everyday one.
const MARKS: [u32; 10] = [
    0,
    1,
    60,
    61,
    62,
    3_843,
    916_132_831,
    901_356_495,
    2_862_933_555,
    u32::MAX,
];

fn key() -> impl Strategy<Value = OrderKey> {
    "[01AVyz]{0,5}[1Vz]".prop_map(|text| OrderKey::try_from(text).expect("does not end in 0"))
}

fn mark() -> impl Strategy<Value = Mark> {
    prop_oneof![any::<u32>(), prop::sample::select(&MARKS[..])].prop_map(Mark)
}

fn sound(key: &OrderKey) -> bool {
    OrderKey::try_from(key.as_str().to_owned()).as_ref() == Ok(key)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn o1_there_is_always_room_between(one in key(), other in key(), mark in mark()) {
        let (lower, upper) = (one.clone().min(other.clone()), one.max(other));
        let above = OrderKey::between(Some(&lower), None, mark);
        let below = OrderKey::between(None, Some(&upper), mark);
        prop_assert!(above > lower && below < upper);
        prop_assert!(sound(&above) && sound(&below));
        if lower < upper {
            let between = OrderKey::between(Some(&lower), Some(&upper), mark);
            prop_assert!(lower < between && between < upper, "{lower:?} {between:?} {upper:?}");
            prop_assert!(sound(&between));
        } else {
            let after = OrderKey::between(Some(&lower), Some(&upper), mark);
            prop_assert!(after > lower, "what does not come after is disregarded");
        }
    }

    #[test]
    fn o1_a_list_keeps_the_order_it_was_made_in(places in vec((any::<prop::sample::Index>(), mark()), 1..80)) {
        let mut list: Vec<OrderKey> = Vec::new();
        for (place, mark) in places {
            let at = place.index(list.len() + 1);
            let lower = at.checked_sub(1).and_then(|before| list.get(before));
            let new = OrderKey::between(lower, list.get(at), mark);
            prop_assert!(sound(&new));
            list.insert(at, new);
        }
        prop_assert!(list.is_sorted_by(|one, next| one < next), "{list:?}");
    }

    #[test]
    fn o3_two_at_one_place_make_two_keys(one in key(), other in key(), mine in mark(), yours in mark()) {
        prop_assume!(mine != yours);
        for (lower, upper) in [(Some(&one), Some(&other)), (Some(&one), None), (None, Some(&other)), (None, None)] {
            prop_assert_ne!(
                OrderKey::between(lower, upper, mine),
                OrderKey::between(lower, upper, yours)
            );
        }
    }

    #[test]
    fn o2_what_is_no_key_is_refused(text in ".{0,6}") {
        let good = !text.is_empty()
            && text.chars().all(|letter| letter.is_ascii_alphanumeric())
            && !text.ends_with('0');
        prop_assert_eq!(OrderKey::try_from(text.clone()).is_ok(), good);
        prop_assert_eq!(wire::decode::<OrderKey>(&wire::encode(&text)).is_ok(), good);
    }
}

#[test]
fn o2_a_key_of_more_than_the_most_digits_is_refused() {
    assert!(OrderKey::try_from("1".repeat(LONGEST)).is_ok());
    assert!(OrderKey::try_from("1".repeat(LONGEST + 1)).is_err());
}

/// Makes a thousand keys, each beside the one before it, and answers with the
/// length of the longest.
fn grow(mut next: impl FnMut(Option<&OrderKey>) -> OrderKey) -> usize {
    let mut longest = 0;
    let mut last: Option<OrderKey> = None;
    for _ in 0..1_000 {
        let key = next(last.as_ref());
        assert!(sound(&key), "{key:?}");
        longest = longest.max(key.as_str().len());
        last = Some(key);
    }
    longest
}

#[test]
fn o4_a_thousand_insertions_at_one_place_keep_keys_short() {
    let mut longest = 0;
    for mark in MARKS.map(Mark) {
        for neighbour in MARKS.map(Mark) {
            let ends = OrderKey::spread(2, neighbour);
            let (first, last) = (&ends[0], &ends[1]);
            let lengths = [
                ("append", grow(|key| OrderKey::between(key, None, mark))),
                ("prepend", grow(|key| OrderKey::between(None, key, mark))),
                (
                    "before a fixed one",
                    grow(|key| OrderKey::between(key.or(Some(first)), Some(last), mark)),
                ),
                (
                    "after a fixed one",
                    grow(|key| OrderKey::between(Some(first), key.or(Some(last)), mark)),
                ),
            ];
            for (how, length) in lengths {
                assert!(
                    length <= LONG,
                    "{how} with {mark:?} beside {neighbour:?}: {length} digits"
                );
                longest = longest.max(length);
            }
        }
    }
    println!("longest key of a thousand at one place: {longest} digits");
}

#[test]
fn o4_narrowing_from_both_sides_stays_within_the_most() {
    // The worst there is: each new one between the last two, by marks as they
    // are drawn.
    let mut longest = 0;
    for pair in 0..200_u32 {
        let mark = |who: u32| Mark((2 * pair + who + 1).wrapping_mul(2_654_435_761));
        longest = longest.max(narrow(400, mark));
    }
    assert!(longest < LONGEST, "{longest} digits");
    println!("longest key of four hundred narrowing: {longest} digits");
}

#[test]
fn o5_narrowing_without_end_never_makes_a_key_that_is_refused() {
    for mine in MARKS {
        for yours in MARKS {
            narrow(1_000, |who| Mark(if who == 0 { mine } else { yours }));
        }
    }
}

/// Makes keys each between the last two, by two marks, and answers with the
/// length of the longest.
fn narrow(times: u32, mark: impl Fn(u32) -> Mark) -> usize {
    let ends = OrderKey::spread(2, mark(0));
    let (mut lower, mut upper) = (ends[0].clone(), ends[1].clone());
    let mut longest = 0;
    for turn in 0..times {
        let key = OrderKey::between(Some(&lower), Some(&upper), mark(u32::from(turn % 3 == 0)));
        assert!(sound(&key), "{key:?}");
        if key == lower {
            // Out of room, as keys of about the most digits are.
            assert!(lower.as_str().len().max(upper.as_str().len()) > LONGEST / 2);
            break;
        }
        assert!(lower < key && key < upper, "{key:?}");
        longest = longest.max(key.as_str().len());
        if turn % 2 == 0 {
            lower = key;
        } else {
            upper = key;
        }
    }
    longest
}

#[test]
fn o5_beside_a_key_made_to_be_long_stands_an_acceptable_one() {
    let long = |digit: &str| {
        OrderKey::try_from(digit.repeat(LONGEST - 1) + "1").expect("just short enough")
    };
    for key in [long("z"), long("0"), long("V")] {
        for mark in MARKS.map(Mark) {
            assert!(sound(&OrderKey::between(Some(&key), None, mark)));
            assert!(sound(&OrderKey::between(None, Some(&key), mark)));
        }
    }
    let crowded = OrderKey::between(Some(&long("z")), None, Mark(7));
    assert_eq!(crowded, long("z"), "no room: the neighbour's own key");
}

#[test]
fn o1_a_new_list_is_filled_in_order() {
    let keys = OrderKey::spread(1_000, Mark(u32::MAX));
    assert!(keys.is_sorted_by(|one, next| one < next));
    assert!(keys.iter().all(sound));
}
