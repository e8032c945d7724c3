use std::sync::atomic::Ordering;

use domain::id::{ItemId, PersonId};
use domain::panel::{Decision, PanelEdit, Reveal, Verdict};
use domain::scorecard::{Rating, Revision, ScorecardEdit};
use domain::sync::Rejection;
use domain::views::Failure;

use super::house::{House, NOON, document, lineup, note, person, rate, retitle};

fn reveal(reason: &str) -> Vec<PanelEdit> {
    vec![PanelEdit::Reveal(Reveal {
        at: 1,
        by: person(4),
        reason: reason.into(),
    })]
}

#[tokio::test]
async fn an_interview_runs_on_the_plan_as_it_was() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[0, 1]).await;
    let lead = house.member(0).await;
    let (version, plan) = house.open_plan(&lead, document(1)).await;
    let edits = vec![retitle("Back end", "Changed")];
    let changed = house.push_plan(&lead, document(1), version, edits).await;
    changed.expect("the plan can still be edited");

    let seen = house
        .service
        .interview(&lead, interview)
        .await
        .expect("seen");
    assert_eq!(seen.plan, plan);
    assert_eq!(seen.plan.agenda(), items);
    assert_eq!(seen.panel.version, 1);
    assert_eq!(seen.panel.document.candidate, "Noor Ahmadi");
    let people: Vec<PersonId> = seen.people.iter().map(|member| member.id).collect();
    assert_eq!(people.len(), 2);
    assert!(people.contains(&person(0)) && people.contains(&person(1)));
}

#[tokio::test]
async fn starting_the_same_interview_again_changes_nothing() {
    let house = House::new().await;
    let (interview, _) = house.interview(&[1]).await;
    let lead = house.member(0).await;
    let again = house
        .service
        .start_interview(
            &lead,
            interview,
            document(1),
            &lineup("Somebody else", &[2]),
        )
        .await;
    again.expect("harmless");
    let seen = house
        .service
        .interview(&lead, interview)
        .await
        .expect("seen");
    assert_eq!(seen.panel.document.candidate, "Noor Ahmadi");
    // Under the same id nobody else starts one, nor where a plan is.
    let other = house.member(1).await;
    for id in [interview, document(1)] {
        let taken = house
            .service
            .start_interview(&other, id, document(1), &lineup("Mine", &[2]))
            .await;
        assert_eq!(taken, Err(Failure::NotFound));
    }
}

#[tokio::test]
async fn an_interview_without_questions_candidate_or_panel_is_not_started() {
    let house = House::new().await;
    let (empty, _) = house.plan(5, 0).await;
    let (plan, _) = house.plan(1, 1).await;
    let lead = house.member(0).await;
    let stranger = house.stranger().await.person();
    let many: Vec<u8> = (0..31).collect();
    let mut with_stranger = lineup("Noor", &[1]);
    with_stranger.panelists.push(stranger);
    for (plan, lineup) in [
        (empty, lineup("Noor", &[1])),
        (plan, lineup("  ", &[1])),
        (plan, lineup(&"x".repeat(501), &[1])),
        (plan, lineup("Noor", &[])),
        (plan, with_stranger),
        (plan, lineup("Noor", &many)),
    ] {
        let refused = house
            .service
            .start_interview(&lead, document(2), plan, &lineup);
        let refused = refused.await;
        assert!(
            matches!(refused, Err(Failure::Invalid(_))),
            "{lineup:?}: {refused:?}"
        );
    }
    let elsewhere = house.stranger().await;
    let refused = house
        .service
        .start_interview(&elsewhere, document(2), plan, &lineup("Noor", &[1]))
        .await;
    assert_eq!(refused, Err(Failure::NotFound));
    assert_eq!(house.service.interviews(&lead).await, Ok(Vec::new()));
}

#[tokio::test]
async fn the_panel_says_who_has_submitted_and_takes_it_back_with_them() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1, 2]).await;
    let panelist = house.member(1).await;
    house.clock.0.store(NOON + 5, Ordering::SeqCst);
    house.score(&panelist, interview, &items, 4).await;

    let other = house.member(2).await;
    let seen = house
        .service
        .interview(&other, interview)
        .await
        .expect("seen");
    assert_eq!(seen.panel.document.panelists[&person(1)], Some(NOON + 5));
    assert_eq!(seen.panel.document.panelists[&person(2)], None);

    let (scorecard, version) = house.scorecard(&panelist, interview).await;
    let frozen = house
        .push_scorecard(&panelist, scorecard, version, vec![note("", "x")])
        .await;
    let frozen = frozen.expect("answered").refused;
    assert!(matches!(frozen[0].reason, Rejection::Frozen(_)));
    // Taken back and handed in again in one go: the panel hears of both.
    let edits = vec![
        ScorecardEdit::Reopen,
        note("", "x"),
        ScorecardEdit::Submit { at: 0 },
        ScorecardEdit::Reopen,
    ];
    let pushed = house
        .push_scorecard(&panelist, scorecard, version, edits)
        .await;
    assert!(pushed.expect("taken").refused.is_empty());
    let seen = house
        .service
        .interview(&other, interview)
        .await
        .expect("seen");
    assert_eq!(seen.panel.document.panelists[&person(1)], None);
    assert_eq!(seen.panel.version, 5);
}

#[tokio::test]
async fn before_all_have_submitted_revealing_takes_a_reason() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1, 2]).await;
    let lead = house.member(0).await;
    house
        .score(&house.member(1).await, interview, &items, 4)
        .await;
    let refused = house.push_panel(&lead, interview, 2, reveal(" ")).await;
    assert!(matches!(
        refused.expect("answered").refused[0].reason,
        Rejection::NotAllowed(_)
    ));
    let sealed = house.service.outcome(&lead, interview).await;
    assert!(matches!(sealed, Err(Failure::NotAllowed(_))));

    let early = house
        .push_panel(&lead, interview, 2, reveal("Aiko is ill"))
        .await;
    assert!(early.expect("answered").refused.is_empty());
    let outcome = house
        .service
        .outcome(&lead, interview)
        .await
        .expect("revealed");
    // Who pushed it and when is the server's to say.
    let revealed = outcome.panel.revealed.expect("it is");
    assert_eq!((revealed.by, revealed.at), (person(0), NOON));
    // What was never handed in stays its panelist's own, for themselves too.
    let shown: Vec<PersonId> = outcome.scorecards.keys().copied().collect();
    assert_eq!(shown, [person(1)]);
    let own = house
        .service
        .outcome(&house.member(2).await, interview)
        .await;
    assert_eq!(own.expect("revealed").scorecards, outcome.scorecards);
}

#[tokio::test]
async fn after_the_reveal_scorecards_stay_as_they_are() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1, 2]).await;
    let lead = house.member(0).await;
    for place in [1, 2] {
        house
            .score(&house.member(place).await, interview, &items, place)
            .await;
    }
    let revealed = house.push_panel(&lead, interview, 3, reveal("")).await;
    assert!(revealed.expect("all have submitted").refused.is_empty());
    let before = house
        .service
        .outcome(&lead, interview)
        .await
        .expect("revealed");
    assert_eq!(before.scorecards.len(), 2);

    let panelist = house.member(1).await;
    let (scorecard, version) = house.scorecard(&panelist, interview).await;
    let edits = vec![
        ScorecardEdit::Reopen,
        rate(items[0], 5),
        note("", "after all"),
    ];
    let refused = house
        .push_scorecard(&panelist, scorecard, version, edits)
        .await;
    let refused = refused.expect("answered").refused;
    assert_eq!(refused.len(), 3);
    assert!(
        refused
            .iter()
            .all(|refused| matches!(refused.reason, Rejection::Frozen(_)))
    );
    assert_eq!(house.service.outcome(&lead, interview).await, Ok(before));
}

#[tokio::test]
async fn a_scorecard_takes_only_what_its_interview_is_about() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1]).await;
    let panelist = house.member(1).await;
    let (scorecard, version) = house.scorecard(&panelist, interview).await;
    let edits = vec![rate(ItemId::from_bytes([99; 16]), 3), rate(items[0], 3)];
    let pushed = house
        .push_scorecard(&panelist, scorecard, version, edits)
        .await;
    let refused = pushed.expect("answered").refused;
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].index, 0);
}

#[tokio::test]
async fn after_the_reveal_ratings_are_revised_beside_the_originals_and_a_decision_is_recorded() {
    let house = House::new().await;
    let (id, items) = house.interview(&[1, 2]).await;
    let (lead, panelist) = (house.member(0).await, house.member(1).await);
    house.score(&panelist, id, &items, 2).await;
    house.score(&house.member(2).await, id, &items, 4).await;
    let (scorecard, version) = house.scorecard(&panelist, id).await;
    let revise = || {
        vec![ScorecardEdit::Revise {
            item: items[0],
            revision: Revision {
                rating: Rating::of(3, 5),
                reason: "I had missed the second half.".into(),
                at: 0,
            },
        }]
    };
    let early = house.push_scorecard(&panelist, scorecard, version, revise());
    assert_eq!(early.await.expect("answered").refused.len(), 1);
    let seen = house.service.interview(&lead, id).await.expect("seen");
    let revealed = house
        .push_panel(&lead, id, seen.panel.version, reveal(""))
        .await;
    assert_eq!(revealed.expect("revealed").refused, []);

    let revised = house.push_scorecard(&panelist, scorecard, version, revise());
    assert_eq!(revised.await.expect("answered").refused, []);
    let decision = Decision {
        verdict: Verdict::Hire,
        reasons: "Every answer at level three or above.".into(),
        by: panelist.person(),
        at: 0,
    };
    let another = Decision {
        verdict: Verdict::NoHire,
        ..decision.clone()
    };
    let seen = house.service.interview(&lead, id).await.expect("seen");
    let mut refused = Vec::new();
    // The second time it is the same form sent again; the third is of a page that is old.
    for decision in [decision.clone(), decision, another] {
        let decide = vec![PanelEdit::Decide(Some(decision))];
        let decided = house.push_panel(&lead, id, seen.panel.version, decide);
        refused.push(decided.await.expect("answered").refused.len());
    }
    assert_eq!(refused, [0, 0, 1]);

    let outcome = house.service.outcome(&lead, id).await.expect("open");
    let card = &outcome.scorecards[&panelist.person()];
    assert_eq!(card.ratings[&items[0]], Rating::of(2, 5));
    assert_eq!(card.latest(items[0]), Some(Rating::of(3, 5)));
    assert_eq!(card.revisions[&items[0]][0].at, NOON);
    let decision = outcome.panel.decision.expect("recorded");
    assert_eq!((decision.by, decision.at), (lead.person(), NOON));
    let audit = house.store.audit_of(id).await.expect("readable");
    let last = audit.last().expect("there is some");
    assert_eq!(last.row.action, "decided");
}

#[tokio::test]
async fn candidates_of_a_plan_are_shown_to_those_who_interviewed_them() {
    let house = House::new().await;
    let (plan, items) = house.plan(1, 2).await;
    let (lead, panelist) = (house.member(0).await, house.member(1).await);
    for (name, candidate) in [(2, "Noor"), (3, "Elif"), (4, "Sasha")] {
        let lineup = lineup(candidate, &[if name == 4 { 2 } else { 1 }]);
        let started = house
            .service
            .start_interview(&lead, document(name), plan, &lineup)
            .await;
        started.expect("started");
    }
    house.score(&panelist, document(2), &items, 4).await;
    let seen = house
        .service
        .interview(&lead, document(2))
        .await
        .expect("seen");
    let revealed = house
        .push_panel(&lead, document(2), seen.panel.version, reveal(""))
        .await;
    assert_eq!(revealed.expect("revealed").refused, []);

    for (actor, sealed) in [(&lead, 2), (&panelist, 1)] {
        let found = house.service.candidates(actor, plan).await.expect("found");
        let open: Vec<_> = found.open.iter().map(|(id, _)| *id).collect();
        assert_eq!((open, found.sealed), (vec![document(2)], sealed));
    }
    let uninvited = house.member(3).await;
    let found = house
        .service
        .candidates(&uninvited, plan)
        .await
        .expect("found");
    assert_eq!((found.open.len(), found.sealed), (0, 0));
    let stranger = house.stranger().await;
    let refused = house.service.candidates(&stranger, plan).await.err();
    assert_eq!(refused, Some(Failure::NotFound));
}
