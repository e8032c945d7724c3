use std::collections::BTreeMap;

use domain::id::{DocumentId, StageId, TeamId};
use domain::kit::{Audience, RedFlag, Text};
use domain::order::{Mark, OrderKey};
use domain::panel::Coverage;
use domain::plan::{Basis, Item, Place, Plan, Question, Stage};
use domain::scorecard::{Recommendation, Scale};
use domain::text::Splice;
use store::InterviewHead;

use super::*;

mod plans;

const LEAD: PersonId = PersonId::from_bytes([1; 16]);
const PANELIST: PersonId = PersonId::from_bytes([2; 16]);
const OTHER_PANELIST: PersonId = PersonId::from_bytes([3; 16]);
const STRANGER: PersonId = PersonId::from_bytes([9; 16]);
const ASKED: ItemId = ItemId::from_bytes([11; 16]);
const UNPLACED: ItemId = ItemId::from_bytes([12; 16]);
const ELSEWHERE: ItemId = ItemId::from_bytes([13; 16]);
const NOW: i64 = 5_000;

fn frame() -> Frame {
    let stage = StageId::from_bytes([21; 16]);
    let order = OrderKey::between(None, None, Mark(1));
    let item = |stage| Item {
        place: Place {
            stage,
            order: order.clone(),
        },
        minutes: 5,
        weight: 1,
        weight_reason: String::new(),
        question: Question::default(),
    };
    let plan = Plan {
        title: "Plan".into(),
        basis: Some(Basis {
            kit: "kit".into(),
            version: 1,
            role: "Role".into(),
            levels: 5,
            competencies: Vec::new(),
            red_flags: vec![RedFlag {
                id: "blames".into(),
                text: Text {
                    text: "Blames others".into(),
                    audience: Audience::Interviewers,
                },
            }],
        }),
        stages: BTreeMap::from([(
            stage,
            Stage {
                name: "Opening".into(),
                order: order.clone(),
            },
        )]),
        items: BTreeMap::from([
            (ASKED, item(stage)),
            (UNPLACED, item(StageId::from_bytes([22; 16]))),
        ]),
        ..Plan::default()
    };
    Frame {
        head: InterviewHead {
            id: DocumentId::from_bytes([31; 16]),
            team: TeamId::from_bytes([41; 16]),
            plan: DocumentId::from_bytes([42; 16]),
            plan_version: 1,
            candidate: "Noor".into(),
            lead: LEAD,
            created_at: 500,
            candidate_is: None,
            manager: None,
            totals_only: true,
        },
        panelists: [PANELIST, OTHER_PANELIST]
            .into_iter()
            .zip([[32; 16], [33; 16]].map(DocumentId::from_bytes))
            .collect(),
        agenda: plan.agenda().into_iter().collect(),
        plan,
    }
}

fn running() -> Panel {
    Panel {
        candidate: "Noor".into(),
        lead: LEAD,
        panelists: BTreeMap::from([(PANELIST, None), (OTHER_PANELIST, None)]),
        started_at: Some(1_000),
        ..Panel::default()
    }
}

fn revealed() -> Panel {
    Panel {
        revealed: Some(reveal(LEAD, 4_000)),
        ..running()
    }
}

fn reveal(by: PersonId, at: i64) -> Reveal {
    Reveal {
        at,
        by,
        reason: "everybody is done".into(),
    }
}

#[test]
fn only_the_lead_schedules_decides_and_voids() {
    let decision = |by, at| Decision {
        verdict: domain::panel::Verdict::Hire,
        reasons: "Strong on every question.".into(),
        by,
        at,
    };
    let void = |item, by, at| PanelEdit::Void {
        item,
        void: Some(Void {
            reason: "Leaked before the interview.".into(),
            by,
            at,
        }),
    };
    let decide = |by, at| PanelEdit::Decide(Some(decision(by, at)));
    let schedule = PanelEdit::Schedule(Some(domain::panel::Schedule {
        at: 9_000,
        minutes: 60,
        place: "Room 4".into(),
    }));
    let given = [
        decide(STRANGER, 1),
        void(ASKED, STRANGER, 1),
        schedule.clone(),
    ];
    let taken = [decide(LEAD, NOW), void(ASKED, LEAD, NOW), schedule];
    for (given, taken) in given.into_iter().zip(taken) {
        let judge = |actor| panel(&frame(), &revealed(), actor, NOW, given.clone());
        assert_eq!(judge(LEAD), Ok(taken));
        assert!(matches!(judge(PANELIST), Err(Rejection::NotAllowed(_))));
    }
    let elsewhere = panel(&frame(), &revealed(), LEAD, NOW, void(ELSEWHERE, LEAD, 1));
    assert!(matches!(elsewhere, Err(Rejection::OutOfRange(_))));
}

#[test]
fn a_rating_is_revised_after_the_reveal_by_whoever_submitted_it() {
    let revise = |item, level, at| ScorecardEdit::Revise {
        item,
        revision: Revision {
            rating: Rating::of(level, 5),
            reason: "I had missed the second half.".into(),
            at,
        },
    };
    let mut open = revealed();
    open.panelists.insert(PANELIST, Some(3_000));
    let judge = |panel: &Panel, whose, edit| scorecard(&frame(), panel, whose, PANELIST, NOW, edit);
    assert_eq!(
        judge(&open, PANELIST, revise(ASKED, 4, 1)),
        Ok(revise(ASKED, 4, NOW))
    );
    let mut sealed = open.clone();
    sealed.revealed = None;
    for refused in [
        judge(&sealed, PANELIST, revise(ASKED, 4, 1)),
        judge(&revealed(), PANELIST, revise(ASKED, 4, 1)),
        judge(&open, OTHER_PANELIST, revise(ASKED, 4, 1)),
        judge(&open, PANELIST, revise(ELSEWHERE, 4, 1)),
    ] {
        assert!(refused.is_err(), "{refused:?}");
    }
    let other_scale = ScorecardEdit::Revise {
        item: ASKED,
        revision: Revision {
            rating: Rating::of(4, 7),
            reason: "x".into(),
            at: 1,
        },
    };
    assert!(judge(&open, PANELIST, other_scale).is_err());
}

/// What a row of the table says of one person.
#[derive(Debug, PartialEq)]
enum Verdict {
    Passes(PanelEdit),
    Refused,
    OutOfRange,
}

#[test]
fn who_may_edit_a_panel() {
    use Verdict::{OutOfRange, Passes, Refused};
    let asking = |item, since| PanelEdit::AskingWas {
        asking: Some(Asking { item, since }),
        item: ASKED,
        coverage: None,
    };
    let ask = |item, at| PanelEdit::Ask { item, at };
    let mark = |item| PanelEdit::Mark {
        item,
        coverage: Some(Coverage::Skipped),
    };
    let convene = PanelEdit::Convene {
        candidate: "Noor".into(),
        lead: STRANGER,
        panelists: vec![STRANGER],
    };
    let reconvene = PanelEdit::Reconvene {
        candidate: "Noor".into(),
        panelists: vec![PANELIST],
    };
    let submitted = PanelEdit::Submitted {
        panelist: PANELIST,
        at: Some(1),
    };
    let back = PanelEdit::AskingWas {
        asking: None,
        item: ASKED,
        coverage: Some(Coverage::Asked),
    };
    let baton = PanelEdit::PassBaton { to: Some(PANELIST) };
    let end = |at| PanelEdit::End { at };
    let start = |at| PanelEdit::Start { at };
    let open = |by, at| PanelEdit::Reveal(reveal(by, at));

    // The edit as it is pushed; what becomes of it from the lead; from a panelist.
    let table = [
        (convene, Refused, Refused),
        (reconvene, Refused, Refused),
        (submitted, Refused, Refused),
        (start(77), Passes(start(NOW)), Passes(start(NOW))),
        (
            ask(ASKED, 77),
            Passes(ask(ASKED, NOW)),
            Passes(ask(ASKED, NOW)),
        ),
        (ask(UNPLACED, NOW), OutOfRange, OutOfRange),
        (ask(ELSEWHERE, NOW), OutOfRange, OutOfRange),
        (mark(ASKED), Passes(mark(ASKED)), Passes(mark(ASKED))),
        (mark(ELSEWHERE), OutOfRange, OutOfRange),
        (back.clone(), Passes(back.clone()), Passes(back)),
        // A time the server gave stays; one it cannot have given is put right.
        (
            asking(ASKED, 2_000),
            Passes(asking(ASKED, 2_000)),
            Passes(asking(ASKED, 2_000)),
        ),
        (
            asking(ASKED, 9_999),
            Passes(asking(ASKED, NOW)),
            Passes(asking(ASKED, NOW)),
        ),
        (
            asking(ASKED, 1),
            Passes(asking(ASKED, 1_000)),
            Passes(asking(ASKED, 1_000)),
        ),
        (asking(ELSEWHERE, 2_000), OutOfRange, OutOfRange),
        (baton.clone(), Passes(baton.clone()), Passes(baton)),
        (
            end(Some(77)),
            Passes(end(Some(NOW))),
            Passes(end(Some(NOW))),
        ),
        (end(None), Passes(end(None)), Passes(end(None))),
        (open(STRANGER, 77), Passes(open(LEAD, NOW)), Refused),
    ];
    let frame = frame();
    let judge =
        |person, edit: &PanelEdit| match panel(&frame, &running(), person, NOW, edit.clone()) {
            Ok(edit) => Passes(edit),
            Err(Rejection::NotAllowed(_)) => Refused,
            Err(Rejection::OutOfRange(_)) => OutOfRange,
            Err(other) => panic!("{other:?} is no verdict on who may do what"),
        };
    for (edit, by_lead, by_panelist) in table {
        assert_eq!(judge(LEAD, &edit), by_lead, "the lead: {edit:?}");
        assert_eq!(judge(PANELIST, &edit), by_panelist, "a panelist: {edit:?}");
        assert_eq!(judge(STRANGER, &edit), Refused, "a stranger: {edit:?}");
    }
}

fn rate(item: ItemId, levels: u8, version: u16) -> ScorecardEdit {
    ScorecardEdit::Rate {
        item,
        rating: Some(Rating::Level {
            level: 3,
            scale: Scale { levels, version },
        }),
    }
}

fn note(about: Option<ItemId>) -> ScorecardEdit {
    ScorecardEdit::Note {
        about,
        splice: Splice::of("clear"),
    }
}

fn flag(flag: &str) -> ScorecardEdit {
    ScorecardEdit::Flag {
        flag: flag.into(),
        raised: true,
    }
}

fn every_scorecard_edit() -> Vec<ScorecardEdit> {
    vec![
        rate(ASKED, 5, SCALE_VERSION),
        ScorecardEdit::Rate {
            item: ASKED,
            rating: Some(Rating::NotAssessed),
        },
        ScorecardEdit::Rate {
            item: ASKED,
            rating: None,
        },
        note(Some(ASKED)),
        note(None),
        flag("blames"),
        ScorecardEdit::Recommend(Some(Recommendation::Yes)),
        ScorecardEdit::Submit { at: NOW },
        ScorecardEdit::Reopen,
    ]
}

#[test]
fn only_its_panelist_writes_a_scorecard() {
    let frame = frame();
    for edit in every_scorecard_edit() {
        let by = |actor| scorecard(&frame, &running(), PANELIST, actor, NOW, edit.clone());
        assert_eq!(by(PANELIST), Ok(edit.clone()));
        for actor in [LEAD, OTHER_PANELIST, STRANGER] {
            assert!(
                matches!(by(actor), Err(Rejection::NotAllowed(_))),
                "{edit:?}"
            );
        }
    }
}

#[test]
fn nobody_writes_a_scorecard_once_they_are_off_the_panel() {
    let mut without = running();
    without.panelists.remove(&PANELIST);
    for edit in every_scorecard_edit() {
        let judged = scorecard(&frame(), &without, PANELIST, PANELIST, NOW, edit.clone());
        assert!(matches!(judged, Err(Rejection::NotAllowed(_))), "{edit:?}");
    }
}

#[test]
fn nobody_writes_a_scorecard_after_the_reveal() {
    let frame = frame();
    for edit in every_scorecard_edit() {
        let judged = scorecard(&frame, &revealed(), PANELIST, PANELIST, NOW, edit.clone());
        assert!(matches!(judged, Err(Rejection::Frozen(_))), "{edit:?}");
    }
}

#[test]
fn a_scorecard_speaks_only_of_what_its_interview_is_about() {
    let frame = frame();
    for edit in [
        rate(UNPLACED, 5, SCALE_VERSION),
        rate(ELSEWHERE, 5, SCALE_VERSION),
        rate(ASKED, 4, SCALE_VERSION),
        rate(ASKED, 5, SCALE_VERSION + 1),
        note(Some(ELSEWHERE)),
        flag("unheard-of"),
    ] {
        let judged = scorecard(&frame, &running(), PANELIST, PANELIST, NOW, edit.clone());
        assert!(matches!(judged, Err(Rejection::OutOfRange(_))), "{edit:?}");
    }
}

#[test]
fn a_submission_carries_the_servers_time() {
    let submitted = ScorecardEdit::Submit { at: 77 };
    let judged = scorecard(&frame(), &running(), PANELIST, PANELIST, NOW, submitted);
    assert_eq!(judged, Ok(ScorecardEdit::Submit { at: NOW }));
}
