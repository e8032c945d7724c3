//! What becomes of edits that are refused (rules R4, C5 and C6).

use domain::id::PersonId;
use domain::plan::{Plan, PlanEdit, PlanText};
use domain::scorecard::{Rating, Scorecard, ScorecardEdit};
use domain::sync::{Refused, Rejection, Replica};
use domain::text::Splice;

use crate::hand::Hand;
use crate::server::{Server, Taken};
use crate::team::{ITEM, add_item, ask, exchange, title, two};

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
    // C6: all that was typed is offered back, as the one text that it was.
    let offered: Vec<_> = replica.offered().iter().collect();
    let typed = PlanEdit::Text {
        text: PlanText::Title,
        splice: Splice::of("abc"),
    };
    assert_eq!(offered.len(), 1);
    assert_eq!(
        (&offered[0].edit, &offered[0].reason),
        (&typed, &reasons[0].1)
    );
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
fn c10_what_is_removed_while_it_is_edited_is_offered_back_whole_and_one_step_brings_it_back() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, mut other) = two(vec![add_item("Why?")], hand);
    one.edit(PlanEdit::RemoveItem { item: ITEM }, None)
        .expect("it is there");
    exchange(&mut server, &mut one, hand);
    let longer = PlanEdit::SetMinutes {
        item: ITEM,
        minutes: 7,
    };
    other.edit(longer.clone(), None).expect("it is there");
    other
        .edit(ask(other.view(), "Why, and how?"), None)
        .expect("it fits");
    let as_seen = other.view().items[&ITEM].clone();
    exchange(&mut server, &mut other, hand);

    // Once, whatever number of edits falls with it.
    let back = other.offered()[0].clone();
    let content = Box::new(as_seen);
    assert_eq!(
        back.edit,
        PlanEdit::AddItem {
            item: ITEM,
            content
        }
    );
    assert_eq!(other.offered().len(), 3);
    assert!(other.offered()[1..].iter().any(|it| it.edit == longer));
    other.bring_back(0).expect("there is room");
    assert_eq!(other.offered(), [], "what fell with it is in it");
    exchange(&mut server, &mut other, hand);
    exchange(&mut server, &mut one, hand);
    assert_eq!(one.view().items[&ITEM].question.ask, "Why, and how?");
    assert_eq!(one.view().items[&ITEM].minutes, 7);

    // Also where all that was typed is with the team already.
    let longer = PlanEdit::SetMinutes {
        item: ITEM,
        minutes: 8,
    };
    other.edit(longer, None).expect("it is there");
    exchange(&mut server, &mut other, hand);
    exchange(&mut server, &mut one, hand);
    assert!(other.is_settled());
    let before = other.offered().len();
    one.edit(PlanEdit::RemoveItem { item: ITEM }, None)
        .expect("it is there");
    exchange(&mut server, &mut one, hand);
    exchange(&mut server, &mut other, hand);
    let back = other.offered()[before].edit.clone();
    assert!(matches!(back, PlanEdit::AddItem { item: ITEM, .. }));

    // Also where something else was edited since; but nobody is offered what they have not edited
    // themselves, nor what they remove.
    other.edit(back, None).expect("there is room");
    let elsewhere = title(other.view(), "Another title");
    other.edit(elsewhere, None).expect("it fits");
    let longer = PlanEdit::SetMinutes {
        item: ITEM,
        minutes: 9,
    };
    other.edit(longer, None).expect("it is there");
    let elsewhere = title(other.view(), "Yet another title");
    other.edit(elsewhere, None).expect("it fits");
    exchange(&mut server, &mut other, hand);
    exchange(&mut server, &mut one, hand);
    let mut reader = Replica::new(one.view().clone(), one.version());
    let elsewhere = title(reader.view(), "The last title");
    reader.edit(elsewhere, None).expect("it fits");
    exchange(&mut server, &mut reader, hand);
    one.edit(PlanEdit::RemoveItem { item: ITEM }, None)
        .expect("it is there");
    exchange(&mut server, &mut one, hand);
    let before = other.offered().len();
    for replica in [&mut other, &mut reader] {
        exchange(&mut server, replica, hand);
    }
    let counts = [&other, &one, &reader].map(|replica| replica.offered().len());
    assert_eq!(counts, [before + 1, 0, 0]);
}

#[test]
fn c6_what_was_typed_while_each_piece_was_refused_is_whole_where_all_of_it_is_shown() {
    let hand = &mut Hand::new(1);
    let mut replica = Replica::new(Plan::default(), 0);
    for piece in ["Senior ", "back end ", "developer"] {
        replica
            .edit(title(replica.view(), piece), None)
            .expect("it fits");
        let batch = replica.batch(hand.batch()).expect("there is something");
        let refused = [Refused {
            index: 0,
            reason: Rejection::NotAllowed("not any more".to_owned()),
        }];
        assert_eq!(replica.acknowledge(batch.id, &[], &refused), Ok(true));
    }
    assert_eq!(replica.view().title, "");
    let (whole, fits) = replica.with_offered();
    assert_eq!(
        (whole.title.as_str(), fits),
        ("Senior back end developer", true)
    );
}

#[test]
fn c6_words_typed_into_what_was_refused_stay_offered_when_it_is_added_after_all() {
    let hand = &mut Hand::new(1);
    let mut replica = Replica::new(Plan::default(), 0);
    replica.edit(add_item(""), None).expect("there is room");
    replica
        .edit(ask(replica.view(), "Why?"), None)
        .expect("it fits");
    let batch = replica.batch(hand.batch()).expect("there is something");
    let refused = [
        (0, Rejection::OutOfRange("there are enough".to_owned())),
        (1, Rejection::Gone),
    ]
    .map(|(index, reason)| Refused { index, reason });
    assert_eq!(replica.acknowledge(batch.id, &[], &refused), Ok(true));
    replica.bring_back(0).expect("there is room by now");
    assert_eq!(replica.view().items[&ITEM].question.ask, "");
    let left: Vec<_> = replica.offered().iter().map(|it| &it.edit).collect();
    assert_eq!(left, [&batch.edits[1]]);
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

/// A note of one tab's, to be made into `text`.
fn note(replica: &Replica<Scorecard>, text: &str) -> ScorecardEdit {
    let splice = Splice::between(replica.view().note(None), text);
    ScorecardEdit::Note {
        about: None,
        splice,
    }
}

/// A scorecard with the note "a", handed in from a tab of which the other, which
/// is answered with, has not heard.
fn handed_in_elsewhere(hand: &mut Hand) -> (Server<Scorecard>, Replica<Scorecard>) {
    let mut server = Server::<Scorecard>::new(|_, edit| Ok(edit));
    let mut tab = Replica::new(Scorecard::default(), 0);
    let mut other = tab.clone();
    tab.edit(note(&tab, "a"), None).expect("it is open");
    exchange(&mut server, &mut tab, hand);
    exchange(&mut server, &mut other, hand);
    other
        .edit(ScorecardEdit::Submit { at: 1 }, None)
        .expect("it is open");
    exchange(&mut server, &mut other, hand);
    (server, tab)
}

#[test]
fn c6_a_note_goes_on_after_the_card_was_handed_in_from_another_tab() {
    let hand = &mut Hand::new(1);
    let (mut server, mut tab) = handed_in_elsewhere(hand);
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

#[test]
fn c1_what_follows_a_splice_out_of_sight_is_out_of_sight_too() {
    let hand = &mut Hand::new(1);
    let (mut server, mut tab) = handed_in_elsewhere(hand);
    tab.edit(note(&tab, "b"), None)
        .expect("it is open as far as is known");
    tab.edit(ScorecardEdit::Submit { at: 2 }, None)
        .expect("it is open as far as is known");
    tab.edit(ScorecardEdit::Reopen, None)
        .expect("it is handed in");
    tab.edit(note(&tab, "bc"), None).expect("it is open");
    tab.receive(&server.after(1)).expect("without a gap");
    // It would fit, and say "ac", which nobody typed.
    assert_eq!(tab.view().note(None), "a");
    exchange(&mut server, &mut tab, hand);
    assert_eq!(tab.view(), &server.folded());
    assert_eq!((server.folded().note(None), tab.offered().len()), ("a", 2));
}
