//! The client's half with a network that works (rules R and C).

use domain::id::{ItemId, PersonId};
use domain::plan::{Plan, PlanEdit};
use domain::scorecard::{Scorecard, ScorecardEdit};
use domain::sync::{Batch, Document as _, LARGEST_BATCH, Rejection, Replica, Saved};
use domain::wire::{LARGEST_MESSAGE, encode};

use crate::hand::Hand;
use crate::server::{Server, Taken};
use crate::team::{ITEM, add_item, ask, exchange, title, two};

#[test]
fn r2_where_two_type_at_one_place_the_one_ordered_first_stands_first() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, mut other) = two(vec![], hand);
    one.edit(title(one.view(), "one "), None).expect("it fits");
    other
        .edit(title(other.view(), "other "), None)
        .expect("it fits");
    exchange(&mut server, &mut other, hand);
    exchange(&mut server, &mut one, hand);
    assert_eq!(one.view().title, "other one ");
}

#[test]
fn r3_an_item_put_back_has_what_others_did_to_it_meanwhile() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, mut other) = two(vec![add_item("Why?")], hand);
    one.edit(PlanEdit::RemoveItem { item: ITEM }, None)
        .expect("it is there");
    other
        .edit(ask(other.view(), "Why now?"), None)
        .expect("it fits");
    other
        .edit(
            PlanEdit::SetMinutes {
                item: ITEM,
                minutes: 25,
            },
            None,
        )
        .expect("it is there");
    exchange(&mut server, &mut other, hand);
    // One hears of it only after the removal, and takes the removal back.
    exchange(&mut server, &mut one, hand);
    assert!(one.undo());
    one.edit(ask(one.view(), "But why now?"), None)
        .expect("it fits");
    exchange(&mut server, &mut one, hand);
    let item = &server.folded().items[&ITEM];
    assert_eq!(
        (item.question.ask.as_str(), item.minutes),
        ("But why now?", 25)
    );
    assert!(one.offered().is_empty());
}

#[test]
fn r3_also_where_it_was_put_back_before_they_were_heard_of() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, mut other) = two(vec![add_item("Why?")], hand);
    one.edit(PlanEdit::RemoveItem { item: ITEM }, None)
        .expect("it is there");
    assert!(one.undo());
    one.edit(ask(one.view(), "Why? How?"), None)
        .expect("it fits");
    other
        .edit(ask(other.view(), "And why?"), None)
        .expect("it fits");
    exchange(&mut server, &mut other, hand);
    exchange(&mut server, &mut one, hand);
    assert_eq!(server.folded().items[&ITEM].question.ask, "And why? How?");
    assert!(one.offered().is_empty());
}

#[test]
fn c9_the_base_is_what_the_log_makes_without_what_waits_here() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, _) = two(vec![], hand);
    let before = one.base().clone();
    one.edit(title(one.view(), "one "), None).expect("it fits");
    assert_ne!(one.view(), &before);
    assert_eq!(one.base(), &before);
    exchange(&mut server, &mut one, hand);
    assert_eq!(one.base(), one.view());
}

#[test]
fn r5_the_server_may_put_right_what_no_client_can_be_trusted_with() {
    let hand = &mut Hand::new(1);
    let mut server = Server::<Scorecard>::new(|_, edit| match edit {
        ScorecardEdit::Submit { .. } => Ok(ScorecardEdit::Submit { at: 99 }),
        edit => Ok(edit),
    });
    let mut replica = Replica::new(Scorecard::default(), 0);
    replica
        .edit(ScorecardEdit::Submit { at: 1 }, None)
        .expect("it is open");
    exchange(&mut server, &mut replica, hand);
    assert_eq!(replica.view().submitted_at, Some(99));
    assert!(replica.is_settled() && replica.offered().is_empty());
}

#[test]
fn c2_one_batch_is_on_its_way_and_repeating_it_changes_nothing() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, _) = two(vec![], hand);
    one.edit(title(one.view(), "a"), None).expect("it fits");
    let first = one.batch(hand.batch()).expect("there is something to send");
    one.edit(title(one.view(), "ab"), None).expect("it fits");
    let again = one.batch(hand.batch()).expect("there is something to send");
    assert_eq!(
        first, again,
        "the one on its way, though there is more by now"
    );
    assert!(matches!(
        server.push(PersonId::default(), first),
        Taken::Staged
    ));
    assert!(matches!(
        server.push(PersonId::default(), again.clone()),
        Taken::Staged
    ));
    server.commit();
    assert!(matches!(
        server.push(PersonId::default(), again),
        Taken::Before(_)
    ));
    assert_eq!(server.folded().title, "a");
    exchange_before(&mut server, &mut one, hand);
    assert_eq!(server.folded().title, "ab");
}

/// As [`exchange`], where the batch on its way was taken before.
fn exchange_before(server: &mut Server<Plan>, replica: &mut Replica<Plan>, hand: &mut Hand) {
    let batch = replica.batch(hand.batch()).expect("it is on its way");
    let answer = match server.push(PersonId::default(), batch) {
        Taken::Before(answer) => Some(answer),
        _ => None,
    };
    let answer = answer.expect("it was taken before");
    replica
        .acknowledge(answer.batch, &answer.entries, &answer.refused)
        .expect("without a gap");
    exchange(server, replica, hand);
}

#[test]
fn c3_a_batch_fits_what_the_server_reads() {
    let hand = &mut Hand::new(1);
    let mut replica = Replica::new(Plan::default(), 0);
    let long = "漢".repeat(8_000);
    for _ in 0..60 {
        let PlanEdit::AddItem { mut content, .. } = add_item(&long) else {
            continue;
        };
        content.question.assesses.clone_from(&long);
        let edit = PlanEdit::AddItem {
            item: ItemId(hand.bytes()),
            content,
        };
        replica.edit(edit, None).expect("there is room");
    }
    let mut server = Server::<Plan>::new(|_, edit| Ok(edit));
    let mut sent = 0;
    while let Some(batch) = replica.batch(hand.batch()) {
        assert!(!batch.edits.is_empty() && batch.edits.len() <= LARGEST_BATCH);
        assert!(encode(&batch).len() < LARGEST_MESSAGE);
        sent += batch.edits.len();
        let Batch { id, base, .. } = batch;
        assert!(matches!(
            server.push(PersonId::default(), batch),
            Taken::Staged
        ));
        server.commit();
        let answer = server.answer(id, base).expect("it was committed");
        replica
            .acknowledge(id, &answer.entries, &[])
            .expect("without a gap");
    }
    assert_eq!(sent, 60);
    assert_eq!(replica.view(), &server.folded());
}

#[test]
fn c4_what_does_not_follow_is_a_gap_and_what_is_here_is_passed_over() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, mut other) = two(vec![add_item("")], hand);
    for minutes in [1, 2, 3] {
        one.edit(
            PlanEdit::SetMinutes {
                item: ITEM,
                minutes,
            },
            None,
        )
        .expect("it is there");
    }
    exchange(&mut server, &mut one, hand);
    let news = server.after(1);
    let gap = other.receive(&news[1..]).expect_err("one is missing");
    assert_eq!((gap.has, gap.got), (1, 3));
    assert_eq!(other.receive(&server.after(0)), Ok(true));
    assert_eq!(other.receive(&server.after(0)), Ok(false), "nothing new");
    assert_eq!(other.view(), one.view());
}

#[test]
fn c7_only_a_settled_replica_leaps() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, mut other) = two(vec![], hand);
    one.edit(title(one.view(), "a"), None).expect("it fits");
    exchange(&mut server, &mut one, hand);
    other.edit(title(other.view(), "b"), None).expect("it fits");
    other.leap(server.folded(), 1);
    assert_eq!((other.view().title.as_str(), other.version()), ("b", 0));
    exchange(&mut server, &mut other, hand);
    one.leap(server.folded(), 2);
    assert_eq!((one.view().title.as_str(), one.version()), ("ab", 2));
    one.leap(Plan::default(), 1);
    assert_eq!(one.version(), 2, "never back");
}

#[test]
fn c13_what_was_done_before_the_record_was_read_goes_on_after_it() {
    let hand = &mut Hand::new(1);
    let (mut server, kept, mut other) = two(vec![add_item("Why?")], hand);
    other
        .edit(title(other.view(), "ab"), None)
        .expect("it fits");
    exchange(&mut server, &mut other, hand);

    // The record is older than the page: what was typed into the page fits what comes of both.
    let mut opened = Replica::new(server.folded(), other.version());
    opened
        .edit(title(opened.view(), "c"), None)
        .expect("it fits");
    let mut settled = kept.clone();
    settled.take_over(opened.clone());
    assert_eq!(settled.view().title, opened.view().title);
    assert_eq!(settled.unsent(), 1);
    exchange(&mut server, &mut settled, hand);
    assert_eq!(server.folded(), *settled.view());

    // The record holds what the team lacks: typed into the same text it would land anywhere.
    let mut unsent = kept;
    unsent
        .edit(title(unsent.view(), "d"), None)
        .expect("it fits");
    opened
        .edit(ask(opened.view(), "How?"), None)
        .expect("it fits");
    unsent.take_over(opened);
    let offered: Vec<_> = unsent
        .offered()
        .iter()
        .map(|offered| &offered.reason)
        .collect();
    assert_eq!(offered, [&Rejection::TextChanged]);
    assert_eq!((unsent.view().title.as_str(), unsent.unsent()), ("d", 2));

    // What was offered back meanwhile is offered on.
    let mut again = settled;
    again.take_over(unsent.clone());
    assert!(again.offered().ends_with(unsent.offered()));
}

#[test]
fn c11_a_plan_begins_on_the_device_as_the_server_has_begun_it() {
    let hand = &mut Hand::new(1);
    let (mut server, _, _) = two(vec![title(&Plan::default(), "of today's kit")], hand);
    let mut old = Plan::default();
    old.apply(&title(&Plan::default(), "of an old kit"))
        .expect("it fits");
    let mut begun = Replica::new(old, 1);
    begun.edit(add_item("Why?"), None).expect("there is room");
    begun.begin_again(&[]);
    assert_eq!(begun.view().title, "of an old kit", "that is not its log");
    let mut late = begun.clone();
    begun.begin_again(&server.after(0));
    assert_eq!(begun.view().title, "of today's kit");
    exchange(&mut server, &mut begun, hand);
    assert_eq!(begun.view(), &server.folded());

    // Another tab hears of it when more has been done already.
    late.begin_again(&server.after(0));
    assert_eq!(
        (late.view().title.as_str(), late.version()),
        ("of today's kit", 1)
    );
    late.receive(&server.after(1)).expect("it follows");
    exchange(&mut server, &mut late, hand);
    assert_eq!(late.view(), &server.folded());
}

/// A replica that came to lack [`ITEM`], with an edit of its own waiting, and a server with an
/// edit of the item in the log.
fn gone_astray(hand: &mut Hand) -> (Server<Plan>, Replica<Plan>) {
    let (mut server, mut other, _) = two(vec![add_item("Why?")], hand);
    let mut astray = Replica::new(Plan::default(), server.after(0).len() as u64);
    astray
        .edit(title(astray.view(), "Mine"), None)
        .expect("it fits");
    other
        .edit(ask(other.view(), "Why now?"), None)
        .expect("it fits");
    exchange(&mut server, &mut other, hand);
    (server, astray)
}

#[test]
fn c16_a_replica_that_the_log_does_not_apply_to_notices_and_is_folded_anew() {
    let hand = &mut Hand::new(1);
    let (mut server, mut astray) = gone_astray(hand);
    assert_eq!(astray.lacks(), (1, true));
    let taken = astray.receive(&server.after(1));
    assert!(taken.is_ok() && astray.is_diverged());
    assert_eq!(astray.batch(hand.batch()), None, "nothing is built on it");
    let went_on = title(astray.view(), "Mine too");
    astray.edit(went_on, None).expect("it can still be edited");

    assert_eq!(astray.lacks(), (0, true));
    assert_eq!(astray.receive(&server.after(0)), Ok(true));
    assert!(!astray.is_diverged());
    assert_eq!(astray.unsent(), 1);
    exchange(&mut server, &mut astray, hand);
    assert_eq!(astray.view(), &server.folded());
    assert_eq!(astray.view().title, "Mine too");
    assert_eq!(astray.view().items[&ITEM].question.ask, "Why now?");
    assert_eq!(astray.offered(), []);
}

#[test]
fn c16_what_came_since_is_taken_in_after_the_log_is_folded_anew() {
    let hand = &mut Hand::new(1);
    let (mut server, mut astray) = gone_astray(hand);
    astray.receive(&server.after(1)).expect("without a gap");
    let mut other = Replica::new(Plan::default(), 0);
    exchange(&mut server, &mut other, hand);
    other
        .edit(title(other.view(), "Theirs, "), None)
        .expect("it fits");
    exchange(&mut server, &mut other, hand);
    // A part of the log does not do.
    astray.receive(&server.after(2)).expect("without a gap");
    assert!(astray.is_diverged());
    astray.receive(&server.after(0)).expect("without a gap");
    exchange(&mut server, &mut astray, hand);
    assert_eq!(astray.view(), &server.folded());
    assert_eq!(astray.view().title, "Theirs, Mine");
}

#[test]
fn c16_it_is_noticed_again_after_a_restart_and_nothing_that_waits_is_lost() {
    let hand = &mut Hand::new(1);
    let (server, mut astray) = gone_astray(hand);
    let whole: Saved<Plan> = astray.save();
    astray.was_kept_whole();
    astray.receive(&server.after(1)).expect("without a gap");
    let added = astray.added().expect("there is little of it");
    let again = Replica::restore_with(whole, added);
    assert!(again.is_diverged());
    assert_eq!((again.view(), again.unsent()), (astray.view(), 1));
}

#[test]
fn c16_where_no_log_helps_it_stays_noticed_and_what_waits_stays() {
    let hand = &mut Hand::new(1);
    let (server, mut astray) = gone_astray(hand);
    let mut log = server.after(0);
    log.remove(0);
    for (entry, version) in log.iter_mut().zip(1..) {
        entry.version = version;
    }
    let mut replica = Replica::new(Plan::default(), 0);
    replica.receive(&log).expect("without a gap");
    replica.receive(&log).expect("without a gap");
    assert!(replica.is_diverged());
    astray.receive(&server.after(1)).expect("without a gap");
    astray.receive(&log).expect("without a gap");
    assert!(astray.is_diverged());
    assert_eq!(astray.unsent(), 1);
}
