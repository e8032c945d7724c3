use std::sync::atomic::Ordering;

use domain::id::{ItemId, PersonId};
use domain::panel::{PanelEdit, Reveal};
use domain::scorecard::ScorecardEdit;
use domain::sync::Rejection;
use domain::views::Failure;

use super::house::{House, NOON, document, note, person, rate, retitle};

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
        .start_interview(&lead, interview, document(1), "Somebody else", &[person(2)])
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
            .start_interview(&other, id, document(1), "Mine", &[person(2)])
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
    let many: Vec<PersonId> = (0..31).map(person).collect();
    for (plan, candidate, panel) in [
        (empty, "Noor", vec![person(1)]),
        (plan, "  ", vec![person(1)]),
        (plan, &*"x".repeat(501), vec![person(1)]),
        (plan, "Noor", vec![]),
        (plan, "Noor", vec![person(1), stranger]),
        (plan, "Noor", many),
    ] {
        let refused = house
            .service
            .start_interview(&lead, document(2), plan, candidate, &panel);
        let refused = refused.await;
        assert!(
            matches!(refused, Err(Failure::Invalid(_))),
            "{candidate} {panel:?}: {refused:?}"
        );
    }
    let elsewhere = house.stranger().await;
    let refused = house
        .service
        .start_interview(&elsewhere, document(2), plan, "Noor", &[stranger])
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
