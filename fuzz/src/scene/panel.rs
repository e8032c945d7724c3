//! A panel in the middle of an interview.

use std::sync::OnceLock;

use domain::id::{ItemId, PersonId};
use domain::panel::{Coverage, Decision, Panel, PanelEdit, Reveal, Schedule, Verdict, Void};

use super::{Scene, Subject};
use crate::sound::{self, Faults};

const LEAD: PersonId = PersonId([1; 16]);
const OTHER: PersonId = PersonId([2; 16]);
const ONE: ItemId = ItemId([3; 16]);
const TWO: ItemId = ItemId([4; 16]);

fn log() -> Vec<PanelEdit> {
    vec![
        PanelEdit::Convene {
            candidate: "Ada".into(),
            lead: LEAD,
            panelists: vec![LEAD, OTHER],
        },
        PanelEdit::Schedule(Some(Schedule {
            at: 500,
            minutes: 45,
            place: "Room 3".into(),
        })),
        PanelEdit::Start { at: 1_000 },
        PanelEdit::Ask {
            item: ONE,
            at: 1_000,
        },
        PanelEdit::PassBaton { to: Some(OTHER) },
        PanelEdit::Mark {
            item: TWO,
            coverage: Some(Coverage::Skipped),
        },
        PanelEdit::Submitted {
            panelist: OTHER,
            at: Some(2_000),
        },
    ]
}

impl Subject for Panel {
    fn scene() -> &'static Scene<Self> {
        static SCENE: OnceLock<Scene<Panel>> = OnceLock::new();
        SCENE.get_or_init(|| Scene::of(log()))
    }

    fn own(&self) -> Vec<PanelEdit> {
        vec![
            PanelEdit::Ask {
                item: TWO,
                at: 3_000,
            },
            PanelEdit::AskingWas {
                asking: self.asking,
                item: ONE,
                coverage: None,
            },
            PanelEdit::End { at: Some(4_000) },
            PanelEdit::Submitted {
                panelist: LEAD,
                at: Some(4_000),
            },
            PanelEdit::Reveal(Reveal {
                at: 5_000,
                by: LEAD,
                reason: "One is ill".into(),
            }),
            PanelEdit::Void {
                item: TWO,
                void: Some(Void {
                    reason: "It was not heard".into(),
                    by: LEAD,
                    at: 6_000,
                }),
            },
            PanelEdit::Decide(Some(Decision {
                verdict: Verdict::Hold,
                reasons: "One is ill".into(),
                by: LEAD,
                at: 6_000,
            })),
        ]
    }

    fn faults(&self) -> Faults {
        sound::of_panel(self)
    }

    fn undoable(&self, before: &Self) -> Self {
        // A clock that a question started runs on.
        Self {
            started_at: before.started_at,
            ..self.clone()
        }
    }
}
