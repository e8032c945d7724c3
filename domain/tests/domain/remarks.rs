//! What people say about a plan: waivers, who interviews, comments (rules P).

use domain::id::{CommentId, PersonId, StageId};
use domain::order::{Mark, OrderKey};
use domain::plan::{
    Comment, FindingKey, LONGEST_COMMENT, LONGEST_KEY, LONGEST_WAIVER, MOST_COMMENTS,
    MOST_INTERVIEWERS, MOST_WAIVERS, Plan, PlanEdit, Stage, Waiver,
};
use domain::sync::{Document, Rejection};

use crate::hand::Hand;
use crate::team::{ITEM, add_item, exchange, two};

const STAGE: StageId = StageId([1; 16]);
const ANN: PersonId = PersonId([2; 16]);
const BEN: PersonId = PersonId([3; 16]);
const SAID: CommentId = CommentId([4; 16]);

fn add_stage() -> PlanEdit {
    let content = Stage {
        name: "Depth".to_owned(),
        order: OrderKey::between(None, None, Mark(1)),
    };
    PlanEdit::AddStage {
        stage: STAGE,
        content,
    }
}

fn waive(key: &str, reason: Option<&str>) -> PlanEdit {
    PlanEdit::Waive {
        key: FindingKey::from(key.to_owned()),
        waiver: reason.map(|reason| Waiver {
            reason: reason.to_owned(),
            by: ANN,
        }),
    }
}

const fn assign(person: PersonId, on: bool) -> PlanEdit {
    PlanEdit::Assign {
        stage: STAGE,
        person,
        on,
    }
}

fn comment(id: CommentId, about: Option<domain::id::ItemId>, text: &str) -> PlanEdit {
    let comment = Comment {
        about,
        by: ANN,
        at: 1,
        text: text.to_owned(),
        resolved: false,
    };
    PlanEdit::Comment {
        id,
        comment: Box::new(comment),
    }
}

fn plan(edits: &[PlanEdit]) -> Plan {
    let mut plan = Plan::default();
    for edit in edits {
        plan.apply(edit).expect("it fits");
    }
    plan
}

/// The message with which it is refused.
fn refused(plan: &mut Plan, edit: &PlanEdit) -> String {
    let refused = plan.apply(edit).expect_err("it must not be applied");
    assert!(
        matches!(refused, Rejection::OutOfRange(_)),
        "{refused:?} is not about what is allowed"
    );
    refused.to_string()
}

/// An id for each number.
fn numbered(number: usize) -> [u8; 16] {
    (number as u128).to_be_bytes()
}

#[test]
fn p1_a_finding_is_let_stand_with_a_reason_and_taken_back() {
    let mut plan = Plan::default();
    let none_yet = plan.apply(&waive("age:item:1", Some("It is the law here")));
    assert_eq!(none_yet, Ok(Some(waive("age:item:1", None))));
    let before = plan.apply(&waive("age:item:1", Some("Counsel says so")));
    let first = waive("age:item:1", Some("It is the law here"));
    assert_eq!(before, Ok(Some(first.clone())));
    assert_eq!(plan.apply(&waive("age:item:1", None)).map(|_| ()), Ok(()));
    assert!(plan.waivers.is_empty());
    plan.apply(&first).expect("what undo does");
    assert_eq!(plan.waivers.len(), 1);
}

#[test]
fn p1_a_waiver_says_why_and_has_limits() {
    let mut plan = Plan::default();
    for blank in ["", " \n"] {
        assert!(refused(&mut plan, &waive("a", Some(blank))).contains("give a reason"));
    }
    let long = "é".repeat(LONGEST_WAIVER);
    plan.apply(&waive("a", Some(&long)))
        .expect("just short enough");
    assert!(refused(&mut plan, &waive("a", Some(&format!("{long}é")))).contains("2000"));
    plan.apply(&waive(&"k".repeat(LONGEST_KEY), Some("ok")))
        .expect("just short enough");
    for key in [String::new(), "k".repeat(LONGEST_KEY + 1)] {
        refused(&mut plan, &waive(&key, Some("ok")));
    }
    while plan.waivers.len() < MOST_WAIVERS {
        let key = plan.waivers.len().to_string();
        plan.apply(&waive(&key, Some("ok"))).expect("there is room");
    }
    assert!(refused(&mut plan, &waive("one more", Some("ok"))).contains("1000"));
    plan.apply(&waive("a", Some("another reason")))
        .expect("one that is there can be said anew");
}

#[test]
fn p2_interviewers_are_of_a_stage_and_come_and_go_with_it() {
    let mut plan = plan(&[add_stage()]);
    assert_eq!(plan.apply(&assign(ANN, true)), Ok(Some(assign(ANN, false))));
    assert_eq!(
        plan.apply(&assign(ANN, true)),
        Ok(Some(assign(ANN, true))),
        "twice is once, and undoing the second leaves the first"
    );
    plan.apply(&assign(BEN, true)).expect("there is room");
    assert!(plan.interviewers_of(STAGE).eq([ANN, BEN]));
    assert_eq!(plan.stages_of(BEN), [STAGE]);

    let before = plan.clone();
    let back = plan.apply(&PlanEdit::RemoveStage { stage: STAGE });
    assert!(plan.interviewers.is_empty() && plan.stages_of(ANN).is_empty());
    assert_eq!(plan.apply(&assign(ANN, true)), Err(Rejection::Gone));
    let back = back.expect("it is there").expect("it can be undone");
    plan.apply(&back).expect("nothing took its place");
    assert_eq!(plan, before);

    for person in [ANN, BEN] {
        plan.apply(&assign(person, false)).expect("they are there");
    }
    assert!(plan.interviewers.is_empty(), "no empty sets are left");
    let nobody = plan.apply(&assign(BEN, false));
    assert_eq!(nobody, Ok(Some(assign(BEN, false))));
}

#[test]
fn p2_a_stage_has_room_for_so_many_interviewers() {
    let mut plan = plan(&[add_stage()]);
    for number in 1..=MOST_INTERVIEWERS {
        plan.apply(&assign(PersonId(numbered(number)), true))
            .expect("there is room");
    }
    assert!(refused(&mut plan, &assign(ANN, true)).contains("30"));
    plan.apply(&assign(PersonId(numbered(1)), true))
        .expect("who is there already takes no room");
    let crowd = PlanEdit::RestoreStage {
        stage: StageId([9; 16]),
        content: plan.stages[&STAGE].clone(),
        interviewers: (0..=MOST_INTERVIEWERS)
            .map(|number| PersonId(numbered(number)))
            .collect(),
    };
    let before = plan.clone();
    assert!(refused(&mut plan, &crowd).contains("30"));
    assert_eq!(plan, before, "D2");
}

#[test]
fn p2_who_was_assigned_meanwhile_comes_back_with_the_stage() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, mut other) = two(vec![add_stage(), assign(ANN, true)], hand);
    one.edit(PlanEdit::RemoveStage { stage: STAGE }, None)
        .expect("it is there");
    other.edit(assign(BEN, true), None).expect("there is room");
    exchange(&mut server, &mut other, hand);
    exchange(&mut server, &mut one, hand);
    assert!(server.folded().interviewers.is_empty());
    assert!(one.undo());
    exchange(&mut server, &mut one, hand);
    exchange(&mut server, &mut other, hand);
    assert!(server.folded().interviewers_of(STAGE).eq([ANN, BEN]));
    assert_eq!(other.view(), one.view());
}

#[test]
fn p2_assigning_to_a_stage_removed_meanwhile_is_refused_and_offered_back() {
    let hand = &mut Hand::new(1);
    let (mut server, mut one, mut other) = two(vec![add_stage()], hand);
    one.edit(PlanEdit::RemoveStage { stage: STAGE }, None)
        .expect("it is there");
    other.edit(assign(BEN, true), None).expect("there is room");
    exchange(&mut server, &mut one, hand);
    exchange(&mut server, &mut other, hand);
    let offered = other.offered().last().expect("it is offered back");
    assert_eq!(offered.edit, assign(BEN, true));
    assert_eq!(offered.reason, Rejection::Gone);
    assert_eq!(other.view(), &server.folded());
}

#[test]
fn p3_comments_are_made_resolved_and_removed() {
    let mut plan = plan(&[add_item("Why?")]);
    let about_it = comment(SAID, Some(ITEM), "Too long");
    let back = plan.apply(&about_it);
    assert_eq!(back, Ok(Some(PlanEdit::Uncomment { id: SAID })));
    assert_eq!(plan.apply(&about_it), Err(Rejection::AlreadyThere));
    plan.apply(&comment(CommentId([5; 16]), None, "A good plan"))
        .expect("there is room");
    assert_eq!(plan.comments_on(Some(ITEM)).len(), 1);
    assert_eq!(plan.comments_on(None)[0].1.text, "A good plan");

    let resolve = |resolved| PlanEdit::Resolve { id: SAID, resolved };
    assert_eq!(plan.apply(&resolve(true)), Ok(Some(resolve(false))));
    assert!(plan.comments[&SAID].resolved);
    let before = plan.clone();
    let back = plan.apply(&PlanEdit::Uncomment { id: SAID });
    assert!(plan.comments_on(Some(ITEM)).is_empty());
    for gone in [resolve(true), PlanEdit::Uncomment { id: SAID }] {
        assert_eq!(plan.apply(&gone), Err(Rejection::Gone));
    }
    let back = back.expect("it was there").expect("it can be undone");
    plan.apply(&back).expect("nothing took its place");
    assert_eq!(plan, before, "with its author, its time, and resolved");
}

#[test]
fn p3_comments_are_shown_oldest_first() {
    let mut plan = Plan::default();
    for (number, at) in [(1, 30), (2, 10), (3, 20)] {
        let PlanEdit::Comment { id, mut comment } = comment(CommentId([number; 16]), None, "x")
        else {
            unreachable!("it is one");
        };
        comment.at = at;
        plan.apply(&PlanEdit::Comment { id, comment })
            .expect("there is room");
    }
    let order: Vec<u8> = plan
        .comments_on(None)
        .into_iter()
        .map(|(id, _)| id.bytes()[0])
        .collect();
    assert_eq!(order, [2, 3, 1]);
}

#[test]
fn p3_comments_on_a_removed_item_stay_and_come_back_with_it() {
    let mut plan = plan(&[add_item("Why?"), comment(SAID, Some(ITEM), "Too long")]);
    let before = plan.clone();
    let back = plan.apply(&PlanEdit::RemoveItem { item: ITEM });
    assert!(plan.comments.contains_key(&SAID));
    let late = comment(CommentId([5; 16]), Some(ITEM), "Too late");
    assert_eq!(plan.apply(&late), Err(Rejection::Gone));
    let uncomment = PlanEdit::Uncomment { id: SAID };
    assert_eq!(plan.apply(&uncomment), Err(Rejection::Gone));
    let back = back.expect("it was there").expect("it can be undone");
    plan.apply(&back).expect("nothing took its place");
    assert_eq!(plan, before);
    plan.apply(&uncomment).expect("it is there again");
}

#[test]
fn p3_a_comment_says_something_and_there_are_so_many() {
    let mut plan = Plan::default();
    for blank in ["", " \n"] {
        assert!(refused(&mut plan, &comment(SAID, None, blank)).contains("write"));
    }
    let long = "漢".repeat(LONGEST_COMMENT);
    assert!(refused(&mut plan, &comment(SAID, None, &format!("{long}!"))).contains("2000"));
    plan.apply(&comment(SAID, None, &long))
        .expect("just short enough");
    while plan.comments.len() < MOST_COMMENTS {
        let id = CommentId(numbered(plan.comments.len()));
        plan.apply(&comment(id, None, "x")).expect("there is room");
    }
    let one_more = comment(CommentId([9; 16]), None, "x");
    assert!(refused(&mut plan, &one_more).contains("1000"));
}
