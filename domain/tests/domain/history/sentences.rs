//! What is said of each edit.

use domain::id::{CommentId, ItemId, PersonId, StageId};
use domain::kit::Competency;
use domain::order::{Mark, OrderKey};
use domain::plan::{
    Basis, Comment, FindingKey, Item, ItemText, Place, Plan, PlanEdit, PlanText, Question, Stage,
    Waiver, describe,
};
use domain::sync::Document;
use domain::text::Splice;

const OPENING: StageId = StageId([1; 16]);
const DEPTH: StageId = StageId([2; 16]);
const GONE: StageId = StageId([3; 16]);
const API: ItemId = ItemId([4; 16]);
const NEW: ItemId = ItemId([5; 16]);
const REMARK: CommentId = CommentId([6; 16]);
const ADA: PersonId = PersonId([7; 16]);

fn key() -> OrderKey {
    OrderKey::between(None, None, Mark(1))
}

fn place(stage: StageId) -> Place {
    Place {
        stage,
        order: key(),
    }
}

fn item(stage: StageId, title: &str, ask: &str) -> Item {
    Item {
        place: place(stage),
        minutes: 10,
        weight: 1,
        weight_reason: String::new(),
        question: Question {
            title: title.into(),
            ask: ask.into(),
            anchors: vec![String::new(); 5],
            ..Question::default()
        },
    }
}

fn stage(name: &str) -> Stage {
    Stage {
        name: name.into(),
        order: key(),
    }
}

fn plan() -> Plan {
    let mut plan = Plan {
        title: "Back end".into(),
        basis: Some(basis()),
        ..Plan::default()
    };
    plan.stages.insert(OPENING, stage("Opening"));
    plan.stages.insert(DEPTH, stage("Depth"));
    plan.items
        .insert(API, item(OPENING, "Design an API", "How?"));
    plan
}

fn basis() -> Basis {
    Basis {
        kit: "back-end".into(),
        version: 1,
        role: "Back End Developer".into(),
        levels: 5,
        competencies: vec![Competency {
            id: "craft".into(),
            name: "Craftsmanship".into(),
            description: String::new(),
        }],
        red_flags: Vec::new(),
    }
}

fn comment(about: Option<ItemId>) -> PlanEdit {
    let comment = Comment {
        about,
        by: ADA,
        at: 0,
        text: "Too long\nfor ten minutes?".into(),
        resolved: false,
    };
    PlanEdit::Comment {
        id: REMARK,
        comment: Box::new(comment),
    }
}

fn text(text: PlanText, from: &str, to: &str) -> PlanEdit {
    let splice = Splice::between(from, to);
    PlanEdit::Text { text, splice }
}

fn add(item_id: ItemId, content: Item) -> PlanEdit {
    PlanEdit::AddItem {
        item: item_id,
        content: Box::new(content),
    }
}

fn move_to(stage: StageId) -> PlanEdit {
    let to = place(stage);
    PlanEdit::MoveItem { item: API, to }
}

/// What is said of `edits` on the plan of these tests.
#[track_caller]
fn said(edits: &[PlanEdit], sentences: &[&str]) {
    said_on(&plan(), edits, sentences);
}

#[track_caller]
fn said_on(before: &Plan, edits: &[PlanEdit], sentences: &[&str]) {
    let mut plan = before.clone();
    for edit in edits {
        assert!(plan.apply(edit).is_ok(), "{edit:?}");
    }
    assert_eq!(describe(before, edits), sentences);
}

#[test]
fn a_plan_is_begun() {
    let begin = PlanEdit::Begin(basis());
    let sentence = "began the plan from the kit “Back End Developer”";
    said_on(&Plan::default(), &[begin], &[sentence]);
}

#[test]
fn texts_are_changed_and_names_given() {
    let title = |from, to| text(PlanText::Title, from, to);
    said(
        &[title("Back end", "Back"), title("Back", "Front end")],
        &["changed the title to “Front end”"],
    );
    said(&[title("Back end", " ")], &["took the title away"]);
    let name = |from, to| text(PlanText::StageName(DEPTH), from, to);
    said(
        &[name("Depth", "Dept"), name("Dept", "Code")],
        &["renamed the stage “Depth” to “Code”"],
    );
    said(
        &[name("Depth", "")],
        &["took the name of the stage “Depth” away"],
    );
    let label = text(
        PlanText::Item(API, ItemText::Title),
        "Design an API",
        "APIs",
    );
    let of_item = |which, from, to| text(PlanText::Item(API, which), from, to);
    said(
        &[
            of_item(ItemText::Ask, "How?", "How so?"),
            of_item(ItemText::Assesses, "", "a"),
            of_item(ItemText::Ask, "How so?", "Why?"),
            of_item(ItemText::SampleAnswer, "", "a"),
            of_item(ItemText::FollowUps, "", "a"),
            of_item(ItemText::Anchor(1), "", "a"),
            label,
        ],
        &[
            "changed the question of “APIs”",
            "changed what “APIs” assesses",
            "changed the strong answer to “APIs”",
            "changed the follow-ups of “APIs”",
            "changed the anchor of level 2 of “APIs”",
            "renamed the question “Design an API” to “APIs”",
        ],
    );
}

#[test]
fn questions_come_move_and_go() {
    said(
        &[move_to(DEPTH)],
        &["moved “Design an API” from “Opening” to “Depth”"],
    );
    said(
        &[move_to(DEPTH), move_to(OPENING)],
        &["moved “Design an API” within “Opening”"],
    );
    said(
        &[move_to(GONE)],
        &["moved “Design an API” out of “Opening”"],
    );
    let mut unplaced = plan();
    unplaced.apply(&move_to(GONE)).expect("it can be");
    said_on(
        &unplaced,
        &[move_to(DEPTH)],
        &["placed “Design an API” in “Depth”"],
    );
    // A blank question that is then named is one that was added.
    said(
        &[
            add(NEW, item(OPENING, "", "")),
            text(PlanText::Item(NEW, ItemText::Title), "", "Tests"),
            PlanEdit::MoveItem {
                item: NEW,
                to: place(DEPTH),
            },
        ],
        &["added “Tests” to “Depth”"],
    );
    said(
        &[add(NEW, item(GONE, "", "What broke?"))],
        &["added “What broke?”, unplaced"],
    );
    let remove = PlanEdit::RemoveItem { item: API };
    said(
        &[
            PlanEdit::SetMinutes {
                item: API,
                minutes: 1,
            },
            remove.clone(),
        ],
        &[
            "set 1 minute for “Design an API”",
            "removed “Design an API”",
        ],
    );
    // Taken out, put back, taken out: told in the order in which it ended.
    said(
        &[remove.clone(), add(API, item(OPENING, "API", "")), remove],
        &["added “API” to “Opening”", "removed “API”"],
    );
}

#[test]
fn stages_come_move_and_go() {
    said(
        &[
            PlanEdit::RemoveStage { stage: OPENING },
            move_to(DEPTH),
            PlanEdit::MoveStage {
                stage: DEPTH,
                order: key(),
            },
        ],
        &[
            "removed the stage “Opening”",
            "moved “Design an API” from “Opening” to “Depth”",
            "moved the stage “Depth”",
        ],
    );
    said(
        &[
            PlanEdit::AddStage {
                stage: GONE,
                content: stage(""),
            },
            text(PlanText::StageName(GONE), "", "Closing"),
        ],
        &["added the stage “Closing”"],
    );
    let there = |person| PlanEdit::Assign {
        stage: DEPTH,
        person,
        on: true,
    };
    said(
        &[there(ADA), there(PersonId([8; 16]))],
        &["changed who interviews in “Depth”"],
    );
    said(
        &[PlanEdit::RestoreStage {
            stage: GONE,
            content: stage("Closing"),
            interviewers: [ADA].into(),
        }],
        &["put the stage “Closing” back"],
    );
}

#[test]
fn values_are_set_once() {
    let minutes = |minutes| PlanEdit::SetMinutes { item: API, minutes };
    said(
        &[minutes(11), minutes(12)],
        &["set 12 minutes for “Design an API”"],
    );
    let weight = |weight, reason: &str| PlanEdit::SetWeight {
        item: API,
        weight,
        reason: reason.into(),
    };
    said(
        &[weight(3, "the core of it")],
        &["set the weight of “Design an API” to 3: “the core of it”"],
    );
    said(
        &[weight(1, "")],
        &["set the weight of “Design an API” to 1"],
    );
    let competency = |competency: &str| PlanEdit::SetCompetency {
        item: API,
        competency: competency.into(),
    };
    said(
        &[competency("craft")],
        &["had “Design an API” assess “Craftsmanship”"],
    );
    said(
        &[competency("")],
        &["had “Design an API” assess no competency"],
    );
    let waive = |reason: Option<&str>| PlanEdit::Waive {
        key: FindingKey::from("a finding".to_owned()),
        waiver: reason.map(|reason| Waiver {
            reason: reason.into(),
            by: ADA,
        }),
    };
    said(
        &[waive(Some("agreed with everybody"))],
        &["let something stand that the checks had found: “agreed with everybody”"],
    );
    said(
        &[waive(None)],
        &["no longer let something stand that the checks had found"],
    );
}

#[test]
fn people_talk() {
    said(
        &[comment(Some(API))],
        &["commented on “Design an API”: “Too long for ten minutes?”"],
    );
    let resolve = |resolved| PlanEdit::Resolve {
        id: REMARK,
        resolved,
    };
    let mut plan = plan();
    plan.apply(&comment(None)).expect("it can be");
    said_on(&plan, &[resolve(true)], &["resolved a comment on the plan"]);
    said_on(
        &plan,
        &[resolve(true), resolve(false)],
        &["reopened a comment on the plan"],
    );
    said_on(
        &plan,
        &[PlanEdit::Uncomment { id: REMARK }],
        &["removed a comment on the plan"],
    );
}

#[test]
fn long_names_are_cut_at_a_word() {
    let words = "Tell me about a time when, with everything on fire, nobody was there to help you";
    said(
        &[add(NEW, item(OPENING, "", words))],
        &["added “Tell me about a time when, with everything on fire, nobody…” to “Opening”"],
    );
    let comma = "Tell me of a time when you had to put a fire out at night, alone";
    said(
        &[add(NEW, item(OPENING, "", comma))],
        &["added “Tell me of a time when you had to put a fire out at night…” to “Opening”"],
    );
    let word = "漢".repeat(61);
    let cut = format!("added “{}…” to “Opening”", "漢".repeat(60));
    said(&[add(NEW, item(OPENING, &word, ""))], &[&cut]);
    let just = "漢".repeat(60);
    let whole = format!("added “{just}” to “Opening”");
    said(&[add(NEW, item(OPENING, &just, ""))], &[&whole]);
}

#[test]
fn what_cannot_be_applied_is_not_told() {
    let edits = [
        PlanEdit::RemoveStage { stage: GONE },
        text(PlanText::Title, "Another", "Title"),
        PlanEdit::SetMinutes {
            item: NEW,
            minutes: 3,
        },
    ];
    assert_eq!(describe(&plan(), &edits), Vec::<String>::new());
}
