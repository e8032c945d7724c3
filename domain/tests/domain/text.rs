//! Splices (rules T).

use domain::text::{Splice, Step};
use proptest::prelude::*;

use crate::words::{cases, fitting, hostile, raw, text, with_splices};

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn t1_both_orders_end_in_one_text((text, [first, second]) in with_splices::<2>()) {
        let (first_after, second_after) = Splice::transform(&first, &second)?;
        let one = second_after.apply(&first.apply(&text)?)?;
        let other = first_after.apply(&second.apply(&text)?)?;
        prop_assert_eq!(one, other);
    }

    #[test]
    fn t2_a_splice_of_another_length_is_refused((text, [splice]) in with_splices::<1>(), more in "[ab漢]{1,3}") {
        prop_assert!(splice.apply(&(text.clone() + &more)).is_err());
        let longer = Splice::between(&(text.clone() + &more), &text);
        prop_assert!(Splice::transform(&splice, &longer).is_err());
        prop_assert!(longer.then(&longer).is_err());
    }

    #[test]
    fn t3_the_inverse_undoes((text, [splice]) in with_splices::<1>()) {
        let changed = splice.apply(&text)?;
        let inverse = splice.inverse(&text);
        prop_assert_eq!(inverse.apply(&changed)?, text.clone());
        prop_assert_eq!(inverse.inverse(&changed).apply(&text)?, changed);
    }

    #[test]
    fn t4_two_in_one_do_what_the_two_do(
        (text, first, second) in with_splices::<1>().prop_flat_map(|(text, [first])| {
            let length = first.apply(&text).expect("made on this text").chars().count();
            (Just(text), Just(first), fitting(length))
        }),
    ) {
        let one_by_one = second.apply(&first.apply(&text)?)?;
        let both = first.then(&second)?;
        prop_assert_eq!(both.apply(&text)?, one_by_one.clone());
        // The inverse of both is the inverses in turn.
        prop_assert_eq!(both.inverse(&text).apply(&one_by_one)?, text);
    }

    #[test]
    fn t4_rebasing_two_in_one_is_rebasing_them_in_turn(
        (text, over, first, second) in with_splices::<2>().prop_flat_map(|(text, [over, first])| {
            let length = first.apply(&text).expect("made on this text").chars().count();
            (Just(text), Just(over), Just(first), fitting(length))
        }),
    ) {
        let (over_first, first_after) = Splice::transform(&over, &first)?;
        let (_, second_after) = Splice::transform(&over_first, &second)?;
        let (_, both_after) = Splice::transform(&over, &first.then(&second)?)?;
        let base = over.apply(&text)?;
        // The texts may differ in where insertions at one place stand, since two
        // in one no longer say which place was whose; what is kept may not.
        let one_by_one = second_after.apply(&first_after.apply(&base)?)?;
        let at_once = both_after.apply(&base)?;
        prop_assert_eq!(sorted(&one_by_one), sorted(&at_once));
    }

    #[test]
    fn t5_between_makes_the_one_into_the_other(before in text(), after in text()) {
        let splice = Splice::between(&before, &after);
        prop_assert_eq!(splice.apply(&before)?, after.clone());
        prop_assert_eq!(splice.is_noop(), before == after);
        let replaced = splice.steps().iter().filter(|step| !matches!(step, Step::Retain(_)));
        prop_assert!(replaced.count() <= 2, "one replacement: {splice:?}");
    }

    #[test]
    fn t6_a_caret_stays_between_its_neighbours(
        (length, splice, position) in (0_usize..12).prop_flat_map(|length| (Just(length), fitting(length), 0..=length)),
    ) {
        // Every character is another one, so that it can be found again.
        let text: String = ('A'..).take(length).collect();
        let after: Vec<char> = splice.apply(&text)?.chars().collect();
        let caret = splice.carry(u32::try_from(position)?) as usize;
        prop_assert!(caret <= after.len());
        for (at, letter) in text.chars().enumerate() {
            if let Some(now) = after.iter().position(|other| *other == letter) {
                prop_assert_eq!(now < caret, at < position, "{} in {:?}", letter, splice);
            }
        }
    }

    #[test]
    fn t7_nothing_a_stranger_sends_panics(
        one in hostile(),
        other in hostile(),
        text in text(),
        position in prop_oneof![0_u32..20, Just(u32::MAX), any::<u32>()],
    ) {
        let _ = one.carry(position);
        let _ = one.is_noop();
        let _ = one.inverse(&text);
        if let Ok(after) = one.apply(&text) {
            prop_assert_eq!(one.inverse(&text).apply(&after)?, text.clone());
        }
        if let Ok((one_after, other_after)) = Splice::transform(&one, &other) {
            prop_assert_eq!(one.length_before(), other.length_before());
            let _ = (one_after.apply(&text), other_after.apply(&text));
        }
        let _ = one.then(&other);
    }
}

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

#[test]
fn t1_the_text_that_the_server_ordered_first_comes_first() {
    let (first, second) = (raw(&[insert("one ")]), raw(&[insert("two ")]));
    let (_, second_after) = Splice::transform(&first, &second).expect("made on one text");
    assert_eq!(second_after.apply("one ").as_deref(), Ok("one two "));
}

#[test]
fn t6_an_insertion_at_the_caret_does_not_push_it() {
    for position in [0, 2, 4] {
        let splice = raw(&[
            Step::Retain(position),
            insert("new"),
            Step::Retain(4 - position),
        ]);
        assert_eq!(splice.carry(position), position, "at {position}");
    }
    let before = raw(&[insert("🦀é"), Step::Retain(4)]);
    assert_eq!(before.carry(1), 3);
    let around = raw(&[Step::Retain(1), Step::Delete(2), Step::Retain(1)]);
    assert_eq!(
        around.carry(2),
        1,
        "a caret in what is taken out stands where it was"
    );
}

#[test]
fn t7_counts_beyond_any_text_do_not_overflow() {
    let most = raw(&[
        insert("abc"),
        Step::Retain(u32::MAX),
        Step::Delete(u32::MAX),
    ]);
    assert_eq!(most.length_before(), 2 * u64::from(u32::MAX));
    assert_eq!(most.carry(u32::MAX), u32::MAX);
    assert!(most.apply("abc").is_err());
    assert!(Splice::transform(&most, &most).is_ok());
}

fn insert(text: &str) -> Step {
    Step::Insert(text.to_owned())
}
