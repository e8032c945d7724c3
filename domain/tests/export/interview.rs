//! An interview to look at: three questions, two competencies, three panelists.

use std::collections::BTreeMap;

use domain::id::{ItemId, PersonId, StageId};
use domain::kit::{Audience, Competency, RedFlag, Text};
use domain::order::{Mark, OrderKey};
use domain::panel::{Panel, Reveal};
use domain::plan::{Basis, Item, Place, Plan, Question, Stage};
use domain::scorecard::{Rating, Scorecard};

pub(crate) const STAGE: StageId = StageId([1; 16]);

/// The item of that number.
pub(crate) const fn item(number: u8) -> ItemId {
    ItemId([number; 16])
}

/// The person of that number.
pub(crate) const fn person(number: u8) -> PersonId {
    PersonId([number; 16])
}

/// A plan of questions of these competencies and weights, numbered from 1.
pub(crate) fn plan(questions: &[(&str, u16)]) -> Plan {
    let keys = OrderKey::spread(questions.len() + 1, Mark(7));
    let stage = Stage {
        name: "Technical".to_owned(),
        order: keys[0].clone(),
    };
    let items = questions
        .iter()
        .enumerate()
        .map(|(at, (competency, weight))| {
            let content = Item {
                place: Place {
                    stage: STAGE,
                    order: keys[at + 1].clone(),
                },
                minutes: 10,
                weight: *weight,
                weight_reason: String::new(),
                question: Question {
                    competency: (*competency).to_owned(),
                    ..Question::default()
                },
            };
            (item(u8::try_from(at + 1).expect("few")), content)
        });
    Plan {
        title: "Plan".to_owned(),
        basis: Some(Basis {
            kit: "kit".to_owned(),
            version: 1,
            role: "Role".to_owned(),
            levels: 5,
            competencies: ["craft", "care"].map(competency).to_vec(),
            red_flags: vec![RedFlag {
                id: "boasts".to_owned(),
                text: Text {
                    text: "Boasts".to_owned(),
                    audience: Audience::Interviewers,
                },
            }],
        }),
        stages: BTreeMap::from([(STAGE, stage)]),
        items: items.collect(),
        ..Plan::default()
    }
}

fn competency(id: &str) -> Competency {
    Competency {
        id: id.to_owned(),
        name: id.to_uppercase(),
        description: String::new(),
    }
}

/// A revealed panel on which these people handed in.
pub(crate) fn panel(people: &[PersonId]) -> Panel {
    Panel {
        candidate: "Candidate".to_owned(),
        lead: person(1),
        panelists: people.iter().map(|person| (*person, Some(5_000))).collect(),
        revealed: Some(Reveal {
            at: 6_000,
            by: person(1),
            reason: String::new(),
        }),
        ..Panel::default()
    }
}

/// A scorecard with these levels of five, from the first question on; 0 is "not
/// assessed".
pub(crate) fn card(levels: &[u8]) -> Scorecard {
    let ratings = levels.iter().enumerate().map(|(at, level)| {
        let rating = match level {
            0 => Rating::NotAssessed,
            level => Rating::of(*level, 5),
        };
        (item(u8::try_from(at + 1).expect("few")), rating)
    });
    Scorecard {
        ratings: ratings.collect(),
        submitted_at: Some(5_000),
        ..Scorecard::default()
    }
}
