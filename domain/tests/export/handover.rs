//! Scorecards and plans in others' shapes.

#[path = "handover/nothing_lost.rs"]
mod nothing_lost;

use std::collections::BTreeSet;

use domain::export::handover::{CannotExport, Form, Mapping};
use domain::export::system::{System, Told, Wanted, scorecard};
use domain::export::{ashby, greenhouse, lever};
use domain::id::DocumentId;
use domain::panel::Void;
use domain::scorecard::{Rating, Recommendation, Scorecard};
use domain::views::{Member, Outcome, Role};
use serde_json::{Value, json};

use crate::interview::{card, item, panel, person, plan};

/// Rates 1, 5 and "not assessed", and a fourth question that counts for nobody.
fn interview(card: Scorecard) -> Outcome {
    let mut plan = plan(&[("craft", 1), ("care", 1), ("care", 1), ("care", 1)]);
    for (number, title) in [(1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth")] {
        let item = plan.items.get_mut(&item(number)).expect("there");
        item.question.title = title.into();
        item.question.ask = format!("{title}?");
    }
    let assesses = &mut plan
        .items
        .get_mut(&item(1))
        .expect("there")
        .question
        .assesses;
    *assesses = "a < b\nc".into();
    let mut panel = panel(&[person(1), person(2)]);
    panel.started_at = Some(1_000);
    let void = Void {
        reason: "It was not asked alike.".into(),
        by: person(1),
        at: 7_000,
    };
    panel.voided.insert(item(4), void);
    Outcome {
        plan_id: DocumentId::default(),
        plan,
        panel,
        people: vec![Member {
            id: person(1),
            name: "Ada".into(),
            role: Role::Lead,
        }],
        scorecards: [(person(1), card)].into(),
        left_out_elsewhere: BTreeSet::new(),
    }
}

fn full() -> Scorecard {
    let mut card = card(&[1, 5, 0, 3]);
    card.notes.insert(Some(item(2)), "Drew <it>.".into());
    card.notes.insert(None, "Calm & clear.".into());
    card.recommendation = Some(Recommendation::Yes);
    card
}

/// The same on four levels.
fn of_four() -> Scorecard {
    let mut card = full();
    card.ratings.insert(item(1), Rating::of(1, 4));
    card.ratings.insert(item(2), Rating::of(4, 4));
    card.ratings.insert(item(4), Rating::of(2, 4));
    card
}

fn form() -> Form {
    Form {
        id: "form".into(),
        ratings: (1..=4)
            .map(|at| (item(at), format!("rating-{at}")))
            .collect(),
        notes: [(Some(item(2)), "note-2".into()), (None, "note".into())].into(),
        recommendation: Some("overall".into()),
    }
}

fn to_four() -> Mapping {
    Mapping(vec![1, 2, 2, 3, 4])
}

#[test]
fn five_levels_are_greenhouses_five() {
    let found = greenhouse::scorecard(&interview(full()), person(1), None).expect("it fits");
    assert_eq!(
        found,
        json!({
            "interview": "Plan",
            "interviewed_at": "1970-01-01T00:00:01Z",
            "submitted_by": { "name": "Ada" },
            "interviewer": { "name": "Ada" },
            "submitted_at": "1970-01-01T00:00:05Z",
            "overall_recommendation": "yes",
            "attributes": [
                { "name": "First", "type": "CRAFT", "note": null, "rating": "definitely_not" },
                { "name": "Second", "type": "CARE", "note": "Drew <it>.", "rating": "strong_yes" },
                { "name": "Third", "type": "CARE", "note": null, "rating": "no_decision" },
            ],
            "ratings": {
                "definitely_not": ["First"], "no": [], "mixed": [], "yes": [],
                "strong_yes": ["Second"],
            },
            "questions": [
                { "id": null, "question": "Key Take-Aways", "answer": "<p>Calm &amp; clear.</p>" },
            ],
        })
    );
}

#[test]
fn stages_are_those_of_a_job() {
    let stages = greenhouse::stages(&interview(full()).plan);
    let kit = &stages[0]["interviews"][0];
    assert_eq!(stages[0]["name"], "Technical");
    assert_eq!(kit["estimated_minutes"], 40);
    assert_eq!(
        kit["interview_kit"]["questions"][1],
        json!({ "question": "Second?" })
    );
    assert_eq!(
        kit["interview_kit"]["content"],
        "<h5>First</h5><p>a &lt; b<br>c</p>"
    );
}

#[test]
fn four_levels_are_ashbys_and_levers_four() {
    let interview = interview(of_four());
    let sent = ashby::feedback(&interview, person(1), "application", &form(), None);
    assert_eq!(
        sent,
        Ok(json!({
            "formDefinitionId": "form",
            "applicationId": "application",
            "feedbackForm": { "fieldSubmissions": [
                { "path": "rating-1", "value": { "score": 1 } },
                { "path": "rating-2", "value": { "score": 4 } },
                { "path": "note-2", "value": { "type": "PlainText", "value": "Drew <it>." } },
                { "path": "note", "value": { "type": "PlainText", "value": "Calm & clear." } },
                { "path": "overall", "value": "3" },
            ] },
        }))
    );
    assert_eq!(
        lever::feedback(&interview, person(1), &form(), None),
        Ok(json!({
            "baseTemplateId": "form",
            "fieldValues": [
                { "id": "rating-1", "value": 1 },
                { "id": "rating-2", "value": 4 },
                { "id": "note-2", "value": "Drew <it>." },
                { "id": "note", "value": "Calm & clear." },
                { "id": "overall", "value": "3 - Hire" },
            ],
            "completedAt": 5_000,
        }))
    );
}

/// What each product says to this scorecard with this mapping.
fn all(card: &Scorecard, mapping: Option<&Mapping>) -> [Result<Value, CannotExport>; 3] {
    let (interview, form) = (interview(card.clone()), form());
    [
        greenhouse::scorecard(&interview, person(1), mapping),
        ashby::feedback(&interview, person(1), "application", &form, mapping),
        lever::feedback(&interview, person(1), &form, mapping),
    ]
}

fn rounded(product: &'static str, theirs: u8, ours: u8) -> Result<Value, CannotExport> {
    Err(CannotExport::WouldRound {
        product,
        theirs,
        ours,
        ratings: 2,
    })
}

#[test]
fn nothing_is_rounded_unless_somebody_says_how() {
    let [_, ashby, lever] = all(&full(), None);
    assert_eq!(ashby, rounded("Ashby", 4, 5));
    assert_eq!(lever, rounded("Lever", 4, 5));
    let [greenhouse, ..] = all(&of_four(), None);
    assert_eq!(greenhouse, rounded("Greenhouse", 5, 4));

    let [_, ashby, lever] = all(&full(), Some(&to_four()));
    let ashby = ashby.expect("it was said how");
    let sent = &ashby["feedbackForm"]["fieldSubmissions"];
    assert_eq!(sent[0]["value"], json!({ "score": 1 }));
    assert_eq!(sent[1]["value"], json!({ "score": 4 }));
    assert_eq!(
        lever.expect("it was said how")["fieldValues"][1]["value"],
        4
    );
}

#[test]
fn a_mapping_names_a_level_of_theirs_for_each_of_ours() {
    for wrong in [
        vec![1, 2, 3, 4],
        vec![1, 2, 2, 3, 5],
        vec![0, 1, 2, 3, 4],
        vec![1, 3, 2, 3, 4],
        vec![],
    ] {
        let [_, ashby, lever] = all(&full(), Some(&Mapping(wrong)));
        for answer in [ashby, lever] {
            assert!(matches!(
                answer,
                Err(CannotExport::BadMapping {
                    theirs: 4,
                    ours: 5,
                    ..
                })
            ));
        }
    }
}

#[test]
fn nothing_is_lost_for_want_of_a_field() {
    let interview = interview(of_four());
    let lost = |form: Form| lever::feedback(&interview, person(1), &form, None);
    let without = |what: &str| Err(CannotExport::NoField(what.into()));
    let mut without_rating = form();
    without_rating.ratings.remove(&item(2));
    assert_eq!(lost(without_rating), without("the rating of Second"));
    let mut without_note = form();
    without_note.notes.remove(&None);
    assert_eq!(lost(without_note), without("the note on the interview"));
    let mut without_overall = form();
    without_overall.recommendation = None;
    assert_eq!(lost(without_overall), without("the recommendation"));
    let mut undecided = of_four();
    undecided.recommendation = Some(Recommendation::NoDecision);
    let [greenhouse, _, lever] = all(&undecided, None);
    assert!(greenhouse.is_err());
    assert_eq!(lever.expect("it fits")["fieldValues"][4], Value::Null);
}

#[test]
fn nothing_is_lost_because_two_things_go_into_one_field() {
    let interview = interview(of_four());
    let mut twice = form();
    twice.notes.insert(None, "rating-2".into());
    let lost = lever::feedback(&interview, person(1), &twice, None);
    assert_eq!(lost, Err(CannotExport::OneFieldForTwo("rating-2".into())));
    // A field of a question that this scorecard says nothing of is in nobody's way.
    let mut spare = form();
    spare.ratings.insert(item(3), "rating-2".into());
    lever::feedback(&interview, person(1), &spare, None).expect("nothing is lost");
}

#[test]
fn what_every_body_has_is_asked_for() {
    let interview = interview(of_four());
    let nameless = Form {
        id: " ".into(),
        ..form()
    };
    for answer in [
        lever::feedback(&interview, person(1), &nameless, None),
        ashby::feedback(&interview, person(1), "application", &nameless, None),
        ashby::feedback(&interview, person(1), "", &form(), None),
    ] {
        assert!(
            matches!(answer, Err(CannotExport::NotSaid(_))),
            "{answer:?}"
        );
    }
}

/// Ada's full scorecard, and Ben's with nothing but a rating and a note.
fn two() -> Outcome {
    let mut interview = interview(full());
    let mut ben = card(&[0, 2, 0, 4]);
    ben.notes.insert(Some(item(3)), "Asked back.".into());
    ben.notes.insert(Some(item(4)), "Void.".into());
    interview.scorecards.insert(person(2), ben);
    interview
}

#[test]
fn what_has_to_be_told_is_asked_for_all_scorecards_together() {
    let wanted = Wanted::of(&two(), System::Lever).expect("it is revealed");
    assert_eq!(wanted.people, [person(1), person(2)]);
    let refused = CannotExport::WouldRound {
        product: "Lever",
        theirs: 4,
        ours: 5,
        ratings: 3,
    };
    assert_eq!(wanted.mapping, Some((5, refused)));
    let named = |number, name: &str| (item(number), name.to_owned());
    assert_eq!(wanted.ratings, [named(1, "First"), named(2, "Second")]);
    let about: Vec<_> = wanted.notes.iter().map(|(about, _)| *about).collect();
    assert_eq!(about, [Some(item(2)), Some(item(3)), None]);
    assert!(wanted.recommendation);

    let one = interview(card(&[2, 0, 0, 0]));
    let (_, refused) = Wanted::of(&one, System::Lever)
        .expect("it is revealed")
        .mapping
        .expect("it does not fit");
    let said =
        "Lever has 4 levels and these answers were rated on 5, so 1 rating would be rounded.";
    assert!(refused.to_string().starts_with(said), "{refused}");

    let fits = Wanted::of(&two(), System::Greenhouse).expect("it is revealed");
    assert_eq!(fits.mapping, None);
    let mut sealed = two();
    sealed.panel.revealed = None;
    let refused = Wanted::of(&sealed, System::Ashby);
    assert_eq!(refused, Err(CannotExport::Sealed));
}

#[test]
fn what_another_interview_left_out_is_not_handed_over_either() {
    let mut interview = two();
    let panel = &mut interview.panel;
    interview.left_out_elsewhere = std::mem::take(&mut panel.voided).into_keys().collect();
    let wanted = Wanted::of(&interview, System::Lever).expect("it is revealed");
    let here = Wanted::of(&two(), System::Lever).expect("it is revealed");
    assert_eq!(wanted.ratings, here.ratings);
}

#[test]
fn whoever_tells_what_is_asked_gets_every_scorecard() {
    let interview = two();
    for system in System::ALL {
        let wanted = Wanted::of(&interview, system).expect("it is revealed");
        let ratings = wanted.ratings.iter();
        let notes = wanted.notes.iter();
        let told = Told {
            mapping: wanted.mapping.is_some().then(to_four),
            form: Form {
                id: "form".into(),
                ratings: ratings.map(|(id, name)| (*id, name.clone())).collect(),
                notes: notes
                    .map(|(about, name)| (*about, format!("note on {name}")))
                    .collect(),
                recommendation: wanted.recommendation.then(|| "overall".into()),
            },
            application: "application".into(),
        };
        for person in wanted.people {
            let made = scorecard(system, &interview, person, &told);
            made.unwrap_or_else(|why| panic!("{}: {why}", system.label()));
        }
    }
}

#[test]
fn what_is_sealed_or_not_handed_in_goes_nowhere() {
    let (mut sealed, open) = (interview(full()), interview(full()));
    sealed.panel.revealed = None;
    assert_eq!(
        greenhouse::scorecard(&sealed, person(1), None),
        Err(CannotExport::Sealed)
    );
    for person in [person(2), person(9)] {
        assert_eq!(
            lever::feedback(&open, person, &form(), Some(&to_four())),
            Err(CannotExport::NotHandedIn)
        );
    }
    let mut taken_back = interview(full());
    taken_back.panel.panelists.insert(person(1), None);
    assert_eq!(
        greenhouse::scorecard(&taken_back, person(1), None),
        Err(CannotExport::NotHandedIn)
    );
}
