//! Undo and redo while others edit (rules U).

use domain::plan::{Plan, PlanEdit};
use domain::scorecard::{Rating, Scorecard, ScorecardEdit};
use domain::sync::Replica;
use domain::text::Splice;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::edits::Subject;
use crate::hand::{Hand, owner};
use crate::server::Server;
use crate::team::{ITEM, add_item, ask, exchange, title, two};
use crate::words::cases;

#[test]
fn u1_undo_and_redo_go_back_and_forth() {
    let mut replica = Replica::new(Plan::default(), 0);
    assert!(!replica.undo() && !replica.redo());
    for name in ["a", "ab"] {
        replica
            .edit(title(replica.view(), name), None)
            .expect("it fits");
    }
    replica.edit(add_item("Why?"), None).expect("there is room");
    assert!(replica.undo() && replica.view().items.is_empty());
    assert!(replica.undo() && replica.view().title == "a");
    assert!(replica.redo() && replica.view().title == "ab");
    assert!(replica.redo() && replica.view().items.len() == 1);
    assert!(!replica.can_redo());
    assert!(replica.undo() && replica.can_redo());
    replica
        .edit(title(replica.view(), "b"), None)
        .expect("it fits");
    assert!(
        !replica.can_redo(),
        "a new edit ends what could be done again"
    );
}

#[test]
fn u2_undo_takes_back_one_s_own_and_keeps_what_others_wrote() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, mut other) = two(vec![title(&Plan::default(), "plan")], hand);
    one.edit(title(one.view(), "my plan"), None)
        .expect("it fits");
    exchange(&mut server, &mut one, hand);
    exchange(&mut server, &mut other, hand);
    other
        .edit(title(other.view(), "my very good plan"), None)
        .expect("it fits");
    exchange(&mut server, &mut other, hand);
    exchange(&mut server, &mut one, hand);
    assert!(one.undo());
    exchange(&mut server, &mut one, hand);
    assert_eq!(server.folded().title, "very good plan");
    assert!(one.redo());
    exchange(&mut server, &mut one, hand);
    assert_eq!(server.folded().title, "my very good plan");
}

#[test]
fn u2_undo_finds_its_text_in_an_item_that_was_taken_out_and_put_back() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, mut other) = two(vec![add_item("Why?")], hand);
    one.edit(ask(one.view(), "Why? How?"), None)
        .expect("it fits");
    exchange(&mut server, &mut one, hand);
    one.edit(PlanEdit::RemoveItem { item: ITEM }, None)
        .expect("it is there");
    exchange(&mut server, &mut other, hand);
    other
        .edit(ask(other.view(), "So: why? How?"), None)
        .expect("it fits");
    exchange(&mut server, &mut other, hand);
    exchange(&mut server, &mut one, hand);
    assert!(one.undo() && one.undo());
    exchange(&mut server, &mut one, hand);
    assert_eq!(server.folded().items[&ITEM].question.ask, "So: why?");
}

#[test]
fn u3_what_was_typed_in_one_stretch_is_undone_at_once() {
    let mut replica = Replica::new(Plan::default(), 0);
    for (name, stretch) in [("a", 1), ("ab", 1), ("abc", 2), ("abcd", 2)] {
        replica
            .edit(title(replica.view(), name), Some(stretch))
            .expect("it fits");
    }
    assert!(replica.undo());
    assert_eq!(replica.view().title, "ab");
    assert!(replica.undo());
    assert_eq!(replica.view().title, "");
    assert!(!replica.can_undo());
    assert!(replica.redo() && replica.redo());
    assert_eq!(replica.view().title, "abcd");
    assert!(replica.undo());
    assert_eq!(replica.view().title, "ab", "and again at once");
    assert_eq!(replica.unsent(), 1, "typing on makes one edit");
}

#[test]
fn u4_a_step_whose_target_is_gone_does_nothing_and_is_used_up() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, mut other) = two(vec![add_item("Why?")], hand);
    one.edit(title(one.view(), "a"), None).expect("it fits");
    one.edit(ask(one.view(), "Why now?"), None)
        .expect("it fits");
    one.edit(ask(one.view(), "Why not now?"), None)
        .expect("it fits");
    exchange(&mut server, &mut one, hand);
    exchange(&mut server, &mut other, hand);
    other
        .edit(PlanEdit::RemoveItem { item: ITEM }, None)
        .expect("it is there");
    exchange(&mut server, &mut other, hand);
    exchange(&mut server, &mut one, hand);
    assert!(!one.undo(), "its item is gone");
    // The item comes back; the other step on its text must not be tried on it.
    assert!(other.undo());
    exchange(&mut server, &mut other, hand);
    exchange(&mut server, &mut one, hand);
    assert!(one.undo());
    assert_eq!(one.view().title, "");
    assert_eq!(one.view().items[&ITEM].question.ask, "Why not now?");
    assert!(!one.can_undo());
}

#[test]
fn u5_a_closed_document_keeps_its_steps() {
    let mut replica = Replica::new(Scorecard::default(), 0);
    let rate = ScorecardEdit::Rate {
        item: ITEM,
        rating: Some(Rating::of(3, 5)),
    };
    replica.edit(rate, None).expect("in range");
    replica
        .edit(ScorecardEdit::Submit { at: 1 }, None)
        .expect("it is open");
    assert!(!replica.undo(), "handed in: read-only");
    assert!(replica.can_undo());
    replica
        .edit(ScorecardEdit::Reopen, None)
        .expect("it is handed in");
    assert!(replica.undo());
    assert!(replica.view().ratings.is_empty());
}

/// Two people type into one note and undo as they like, one of them all to the
/// end: of what that one typed nothing is left, and of the other's everything.
fn undo_all(seed: u64, schedule: &[u8]) -> Result<(), TestCaseError> {
    let mut mine = Hand::with_own_letters(seed, 0);
    let mut theirs = Hand::with_own_letters(seed + 1, 1);
    let mut server = Server::<Scorecard>::new(|_, edit| Ok(edit));
    let mut me = Replica::new(Scorecard::default(), 0);
    let mut they = me.clone();
    let type_on = |replica: &mut Replica<Scorecard>, hand: &mut Hand| {
        // Insertions only, so that nobody deletes what the other typed.
        let note = replica.view().note(None).to_owned();
        let at = hand.below(note.chars().count() + 1);
        let mut after: Vec<char> = note.chars().collect();
        let new: Vec<char> = hand.letters(3).chars().collect();
        after.splice(at..at, new);
        let splice = Splice::between(&note, &after.into_iter().collect::<String>());
        replica.edit(
            ScorecardEdit::Note {
                about: None,
                splice,
            },
            hand.once_in(2).then_some(1),
        )
    };
    for what in schedule {
        match what % 8 {
            0 | 1 => prop_assert!(type_on(&mut me, &mut mine).is_ok()),
            2 | 3 => prop_assert!(type_on(&mut they, &mut theirs).is_ok()),
            4 => exchange(&mut server, &mut me, &mut mine),
            5 => exchange(&mut server, &mut they, &mut theirs),
            6 => {
                me.undo();
            }
            _ => {
                me.redo();
            }
        }
    }
    exchange(&mut server, &mut they, &mut theirs);
    exchange(&mut server, &mut me, &mut mine);
    let full = me.view().words();
    while me.can_undo() {
        me.undo();
    }
    let rest = me.view().words();
    let of_me = |letter: &char| owner(*letter) == 0;
    prop_assert!(
        !rest.chars().any(|letter| of_me(&letter)),
        "mine is undone: {rest:?}"
    );
    let expected: String = full.chars().filter(|letter| !of_me(letter)).collect();
    prop_assert_eq!(rest, expected, "and theirs is all there, in order");
    while me.can_redo() {
        me.redo();
    }
    exchange(&mut server, &mut me, &mut mine);
    exchange(&mut server, &mut they, &mut theirs);
    prop_assert_eq!(they.view(), me.view());
    Ok(())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn u2_undoing_everything_leaves_what_others_wrote(seed in 0_u64..u64::MAX, schedule in vec(any::<u8>(), 0..60)) {
        undo_all(seed, &schedule)?;
    }
}
