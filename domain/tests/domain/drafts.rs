//! What earlier builds wrote still opens. One kept file a format and kind; a file
//! that is there is never changed.

use domain::id::{CommentId, DocumentId, ItemId, PersonId, StageId};
use domain::panel::{Coverage, Decision, Panel, PanelEdit, Schedule, Verdict, Void};
use domain::plan::{Basis, Comment, FindingKey, Plan, PlanEdit, Waiver, first_edits};
use domain::scorecard::{Rating, Revision, Scorecard, ScorecardEdit};
use domain::sync::{Document, Replica, Saved};
use domain::views::At;
use domain::wire::{AnyBatch, CaughtUp, Push, decode, encode};

/// What the first build that kept plans wrote: a begun plan, one edit of it unsent.
const FIRST: &str = include_str!("drafts/plan-1.hex");
/// The same with what format 2 has besides: a waiver, interviewers and a comment,
/// and taking a stage with interviewers out unsent.
const SECOND: &str = include_str!("drafts/plan-2.hex");
/// A panel that was revealed, and a scorecard that was handed in, in format 1.
const FIRST_PANEL: &str = include_str!("drafts/panel-1.hex");
const FIRST_SCORECARD: &str = include_str!("drafts/scorecard-1.hex");
/// The same in format 2, with all it has besides.
const SECOND_PANEL: &str = include_str!("drafts/panel-2.hex");
const SECOND_SCORECARD: &str = include_str!("drafts/scorecard-2.hex");
/// A push with one of each edit that format 1 had for plans.
const FIRST_PUSH: &str = include_str!("drafts/push-1.hex");

const LEAD: PersonId = PersonId([1; 16]);
const ONE: ItemId = ItemId([3; 16]);
const OTHER: ItemId = ItemId([4; 16]);

/// A plan with all that format 2 has, and an edit of it unsent.
fn draft() -> Replica<Plan> {
    let basis = Basis {
        kit: "back-end-developer".into(),
        version: 1,
        role: "Back End Developer".into(),
        levels: 5,
        competencies: Vec::new(),
        red_flags: Vec::new(),
    };
    let mut plan = Plan::default();
    let mut edits = first_edits(DocumentId::from_bytes([9; 16]), basis, "Kept on a plane");
    let stages: Vec<StageId> = edits
        .iter()
        .filter_map(|edit| match edit {
            PlanEdit::AddStage { stage, .. } => Some(*stage),
            _ => None,
        })
        .collect();
    let assign = |stage: usize, person| PlanEdit::Assign {
        stage: stages[stage],
        person: PersonId([person; 16]),
        on: true,
    };
    edits.extend([
        assign(0, 1),
        assign(1, 1),
        assign(1, 2),
        PlanEdit::Waive {
            key: FindingKey::from("uncovered:competency:craft".to_owned()),
            waiver: Some(Waiver {
                reason: "Seen at work".into(),
                by: LEAD,
            }),
        },
        PlanEdit::Comment {
            id: CommentId([8; 16]),
            comment: Box::new(Comment {
                about: None,
                by: LEAD,
                at: 1_000,
                text: "Is this enough?".into(),
                resolved: true,
            }),
        },
    ]);
    for edit in &edits {
        plan.apply(edit).expect("a plan can be begun");
    }
    let mut replica = Replica::new(plan, edits.len() as u64);
    let gone = PlanEdit::RemoveStage { stage: stages[1] };
    replica.edit(gone, None).expect("it is there");
    assert!(replica.undo(), "so that putting it back is kept too");
    replica
}

/// The panel of format 1, and what format 2 adds to it.
fn panel() -> Panel {
    let mut panel: Panel = decode(&bytes(FIRST_PANEL)).expect("an old panel opens");
    let at = 9_000;
    panel.scheduled = Some(Schedule {
        at: 500,
        minutes: 45,
        place: "Room 3".into(),
    });
    let edits = [
        PanelEdit::Void {
            item: OTHER,
            void: Some(Void {
                reason: "It was not heard".into(),
                by: LEAD,
                at,
            }),
        },
        PanelEdit::Decide(Some(Decision {
            verdict: Verdict::Hold,
            reasons: "One is ill".into(),
            by: LEAD,
            at,
        })),
    ];
    for edit in &edits {
        panel.apply(edit).expect("it is revealed");
    }
    panel
}

/// The scorecard of format 1, and what format 2 adds to it.
fn scorecard() -> Scorecard {
    let mut card: Scorecard = decode(&bytes(FIRST_SCORECARD)).expect("an old card opens");
    let edit = ScorecardEdit::Revise {
        item: OTHER,
        revision: Revision {
            rating: Rating::of(3, 5),
            reason: "It was answered later".into(),
            at: 9_000,
        },
    };
    card.apply(&edit).expect("it is handed in");
    card
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
    let pairs = digits
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).expect("digits"));
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).expect("two digits"))
        .collect()
}

#[test]
fn c8_the_first_format_of_a_draft_opens_with_what_was_unsent() {
    let saved: Saved<Plan> = decode(&bytes(FIRST)).expect("an old draft opens");
    let replica = Replica::restore(saved);
    assert_eq!(replica.view().title, "Kept on a plane, and edited");
    assert_eq!(replica.view().stages.len(), 4);
    assert!(replica.view().waivers.is_empty());
    assert_eq!((replica.version(), replica.unsent()), (6, 1));
}

#[test]
fn c8_the_second_format_of_a_draft_opens_with_what_was_unsent() {
    let saved: Saved<Plan> = decode(&bytes(SECOND)).expect("an old draft opens");
    let replica = Replica::restore(saved);
    let plan = replica.view();
    assert_eq!(plan.stages.len(), 4);
    let interviewers: Vec<usize> = plan
        .stages_in_order()
        .into_iter()
        .map(|stage| plan.interviewers_of(stage).count())
        .collect();
    assert_eq!(interviewers, [1, 2, 0, 0]);
    assert_eq!((plan.waivers.len(), plan.comments.len()), (1, 1));
    assert_eq!((replica.version(), replica.unsent()), (11, 2));
}

#[test]
fn w4_a_panel_and_a_scorecard_of_the_first_format_open() {
    let panel: Panel = decode(&bytes(FIRST_PANEL)).expect("an old panel opens");
    assert_eq!((panel.candidate.as_str(), panel.submitted()), ("Ada", 1));
    assert_eq!(panel.coverage[&OTHER], Coverage::Skipped);
    assert!(panel.revealed.is_some() && panel.decision.is_none());
    assert!(panel.voided.is_empty() && panel.scheduled.is_none());

    let card: Scorecard = decode(&bytes(FIRST_SCORECARD)).expect("an old card opens");
    assert_eq!(card.latest(ONE), Some(Rating::of(4, 5)));
    assert_eq!(card.note(None), "Good day.");
    assert_eq!(card.submitted_at, Some(5_000));
    assert!(card.revisions.is_empty());
}

#[test]
fn w4_a_document_of_the_first_format_opens_wherever_it_lies() {
    // As postcard writes it: the version goes before the document.
    let panel = bytes(FIRST_PANEL);
    let at = [&[1, 7][..], &panel[1..]].concat();
    let at: At<Panel> = decode(&at).expect("it opens");
    assert_eq!((at.version, at.document.candidate.as_str()), (7, "Ada"));

    // A snapshot in a message says its own format, whatever that of the message.
    let message = encode(&CaughtUp::Snapshot(7, panel));
    let Ok(CaughtUp::Snapshot(7, inside)) = decode(&message) else {
        unreachable!("it was written here");
    };
    assert_eq!(decode::<Panel>(&inside).map(|it| it.submitted()), Ok(1));
    // And reading it has not changed how the next one is read.
    assert_eq!(decode(&encode(&self::panel())), Ok(self::panel()));
}

#[test]
fn w4_edits_of_the_first_format_mean_what_they_meant() {
    let push: Push = decode(&bytes(FIRST_PUSH)).expect("an old push opens");
    let AnyBatch::Plan(batch) = push.batch else {
        unreachable!("it is one for a plan");
    };
    let mut plan = Plan::default();
    let (rest, removals) = (&batch.edits[..9], &batch.edits[9..]);
    for edit in rest {
        plan.apply(edit).expect("they were made one on another");
    }
    let item = &plan.items[&ONE];
    assert_eq!((plan.title.as_str(), plan.levels()), ("A plan", 4));
    assert_eq!((item.minutes, item.weight), (12, 2));
    assert_eq!(item.question.competency, "craft");
    for edit in removals {
        plan.apply(edit).expect("they were made one on another");
    }
    assert!(plan.items.is_empty() && plan.stages.is_empty());
}

#[test]
fn w3_what_is_written_today_is_the_format_that_is_kept() {
    for (now, kept) in [
        (encode(&draft().save()), SECOND),
        (encode(&panel()), SECOND_PANEL),
        (encode(&scorecard()), SECOND_SCORECARD),
    ] {
        assert_eq!(
            now,
            bytes(kept),
            "the format has changed: keep this file, number the new format and read both"
        );
    }
}
