//! The client's half with a network that works (rules R and C).

use domain::id::{ItemId, PersonId, StageId};
use domain::order::OrderKey;
use domain::plan::{Item, ItemText, Place, Plan, PlanEdit, PlanText, Question};
use domain::scorecard::{Rating, Scorecard, ScorecardEdit};
use domain::sync::{Batch, LARGEST_BATCH, Rejection, Replica};
use domain::text::Splice;
use domain::wire::{LARGEST_MESSAGE, encode};

use crate::edits::Subject;
use crate::hand::Hand;
use crate::server::{Server, Taken};

const ITEM: ItemId = ItemId([7; 16]);
const PLACE: (StageId, &str) = (StageId([8; 16]), "V1");

/// Sends what a replica has and takes the answer in.
pub(crate) fn exchange<D: Subject>(
    server: &mut Server<D>,
    replica: &mut Replica<D>,
    hand: &mut Hand,
) {
    while let Some(batch) = replica.batch(hand.batch()) {
        let (id, base) = (batch.id, batch.base);
        assert!(matches!(
            server.push(PersonId(*id.bytes()), batch),
            Taken::Staged
        ));
        server.commit();
        let answer = server.answer(id, base).expect("it was committed");
        replica
            .acknowledge(id, &answer.entries, &answer.refused)
            .expect("without a gap");
    }
    replica
        .receive(&server.after(replica.version()))
        .expect("without a gap");
}

pub(crate) fn title(plan: &Plan, title: &str) -> PlanEdit {
    PlanEdit::Text {
        text: PlanText::Title,
        splice: Splice::between(&plan.title, title),
    }
}

pub(crate) fn ask(plan: &Plan, ask: &str) -> PlanEdit {
    let text = PlanText::Item(ITEM, ItemText::Ask);
    let now = plan.text(text).map_or("", String::as_str);
    PlanEdit::Text {
        text,
        splice: Splice::between(now, ask),
    }
}

pub(crate) fn add_item(ask: &str) -> PlanEdit {
    let order = OrderKey::try_from(PLACE.1.to_owned()).expect("a key");
    let content = Item {
        place: Place {
            stage: PLACE.0,
            order,
        },
        minutes: 10,
        weight: 1,
        weight_reason: String::new(),
        question: Question {
            ask: ask.to_owned(),
            ..Question::default()
        },
    };
    PlanEdit::AddItem {
        item: ITEM,
        content: Box::new(content),
    }
}

/// A server and two replicas of a plan that all have these edits.
pub(crate) fn two(
    edits: Vec<PlanEdit>,
    hand: &mut Hand,
) -> (Server<Plan>, Replica<Plan>, Replica<Plan>) {
    let mut server = Server::<Plan>::new(|_, edit| Ok(edit));
    let (mut one, mut other) = (
        Replica::new(Plan::default(), 0),
        Replica::new(Plan::default(), 0),
    );
    for edit in edits {
        one.edit(edit, None).expect("it fits");
    }
    exchange(&mut server, &mut one, hand);
    exchange(&mut server, &mut other, hand);
    // Started afresh, so that there is nothing to undo.
    (server, Replica::restore(one.save()), other)
}

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
fn r4_a_refused_splice_takes_what_was_typed_after_it_with_it() {
    let hand = &mut Hand::new(1);
    let mut server = Server::<Plan>::new(|plan, edit| {
        if plan.title.is_empty()
            && matches!(
                edit,
                PlanEdit::Text {
                    text: PlanText::Title,
                    ..
                }
            )
        {
            return Err(Rejection::NotAllowed("not that".to_owned()));
        }
        Ok(edit)
    });
    let mut replica = Replica::new(Plan::default(), 0);
    replica
        .edit(title(replica.view(), "a"), None)
        .expect("it fits");
    replica.edit(add_item(""), None).expect("there is room");
    replica
        .edit(title(replica.view(), "ab"), None)
        .expect("it fits");
    let batch = replica
        .batch(hand.batch())
        .expect("there is something to send");
    // Typed on while the batch is on its way.
    replica
        .edit(title(replica.view(), "abc"), None)
        .expect("it fits");
    replica
        .edit(
            PlanEdit::SetMinutes {
                item: ITEM,
                minutes: 7,
            },
            None,
        )
        .expect("it is there");
    assert!(matches!(
        server.push(PersonId::default(), batch.clone()),
        Taken::Staged
    ));
    server.commit();
    let answer = server
        .answer(batch.id, batch.base)
        .expect("it was committed");
    let reasons: Vec<_> = answer
        .refused
        .iter()
        .map(|it| (it.index, it.reason.clone()))
        .collect();
    assert_eq!(
        reasons,
        [
            (0, Rejection::NotAllowed("not that".to_owned())),
            (2, Rejection::TextChanged)
        ]
    );
    replica
        .acknowledge(batch.id, &answer.entries, &answer.refused)
        .expect("without a gap");
    // C6: all that was typed is offered back, oldest first.
    let typed: Vec<&PlanEdit> = replica.offered().iter().map(|it| &it.edit).collect();
    let splice = |kept: u32, new: &str| {
        let mut splice = Splice::new();
        splice.retain(kept).insert(new);
        PlanEdit::Text {
            text: PlanText::Title,
            splice,
        }
    };
    assert_eq!(typed, [&splice(0, "a"), &splice(1, "b"), &splice(2, "c")]);
    assert_eq!(
        (
            replica.view().title.as_str(),
            replica.view().items[&ITEM].minutes
        ),
        ("", 7)
    );
    assert_eq!(replica.unsent(), 1);
    exchange(&mut server, &mut replica, hand);
    assert_eq!(replica.view(), &server.folded());
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
fn c5_an_answer_without_a_reason_still_offers_everything_back() {
    let hand = &mut Hand::new(1);
    let mut replica = Replica::new(Scorecard::default(), 0);
    let rate = ScorecardEdit::Rate {
        item: ITEM,
        rating: Some(Rating::of(3, 5)),
    };
    replica.edit(rate.clone(), None).expect("in range");
    let batch = replica
        .batch(hand.batch())
        .expect("there is something to send");
    assert_eq!(
        replica.acknowledge(hand.batch(), &[], &[]),
        Ok(false),
        "another's answer"
    );
    assert_eq!(replica.unsent(), 1);
    assert_eq!(replica.acknowledge(batch.id, &[], &[]), Ok(true));
    assert_eq!(replica.dismiss(0).map(|it| it.edit), Some(rate));
    assert_eq!(replica.dismiss(0), None);
    assert_eq!(replica.view(), &Scorecard::default());
}

/// Two replicas of a plan with a title, the second of which has typed into it
/// more than goes with what the first has typed.
fn too_long_together(hand: &mut Hand) -> (Server<Plan>, Replica<Plan>, Replica<Plan>) {
    let start = "x".repeat(190);
    let (mut server, mut one, mut other) = two(vec![title(&Plan::default(), &start)], hand);
    one.edit(title(one.view(), &(start.clone() + "12345678")), None)
        .expect("it fits");
    exchange(&mut server, &mut one, hand);
    other
        .edit(title(other.view(), &("abcdefgh".to_owned() + &start)), None)
        .expect("it fits");
    (server, one, other)
}

#[test]
fn c6_whoever_goes_on_without_what_does_not_fit_gets_it_offered_back() {
    let hand = &mut Hand::new(1);
    let (mut server, one, mut other) = too_long_together(hand);
    other.receive(&server.after(1)).expect("without a gap");
    assert_eq!(other.view(), one.view(), "their own is out of sight");
    other
        .edit(title(other.view(), &(one.view().title.clone() + "!")), None)
        .expect("it fits");
    assert_eq!(other.offered().len(), 1);
    exchange(&mut server, &mut other, hand);
    assert_eq!(server.folded().title, one.view().title.clone() + "!");
    assert_eq!(
        other.offered().len(),
        1,
        "what was typed on what was seen is not lost with it"
    );
    assert!(other.undo() && other.view() == one.view() && !other.can_undo());
}

#[test]
fn c6_a_text_whose_fate_is_not_known_takes_no_more_until_it_is() {
    let hand = &mut Hand::new(1);
    let (mut server, one, mut other) = too_long_together(hand);
    assert!(other.batch(hand.batch()).is_some());
    other.receive(&server.after(1)).expect("without a gap");
    let more = title(other.view(), "more");
    assert_eq!(other.edit(more.clone(), None), Err(Rejection::TextChanged));
    other
        .edit(add_item(""), None)
        .expect("anything else can be done");
    assert!(!other.offered().iter().any(|it| it.edit == more) && other.unsent() == 2);
    exchange(&mut server, &mut other, hand);
    assert_eq!(
        (other.offered().len(), &other.view().title),
        (1, &one.view().title)
    );
    other.edit(more, None).expect("now it is known");
}

#[test]
fn c6_a_note_goes_on_after_the_card_was_handed_in_from_another_tab() {
    let hand = &mut Hand::new(1);
    let mut server = Server::<Scorecard>::new(|_, edit| Ok(edit));
    let mut tab = Replica::new(Scorecard::default(), 0);
    let mut other = tab.clone();
    let note = |replica: &Replica<Scorecard>, text: &str| ScorecardEdit::Note {
        about: None,
        splice: Splice::between(replica.view().note(None), text),
    };
    tab.edit(note(&tab, "a"), None).expect("it is open");
    exchange(&mut server, &mut tab, hand);
    exchange(&mut server, &mut other, hand);
    other
        .edit(ScorecardEdit::Submit { at: 1 }, None)
        .expect("it is open");
    exchange(&mut server, &mut other, hand);
    tab.edit(note(&tab, "b"), None)
        .expect("it is open as far as is known");
    tab.receive(&server.after(1)).expect("without a gap");
    tab.edit(ScorecardEdit::Reopen, None)
        .expect("it is handed in");
    assert_eq!(tab.view().note(None), "a");
    tab.edit(note(&tab, "ac"), None).expect("it is open");
    exchange(&mut server, &mut tab, hand);
    assert_eq!(server.folded().note(None), "ac");
    assert_eq!(tab.offered().len(), 1);
}
