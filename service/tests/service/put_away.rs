//! Plans and interviews that leave the lists, and come back.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use domain::id::DocumentId;
use domain::sharing::Right;
use domain::views::Failure;
use service::{Actor, Lineup, Manager, PutAway, PutAwayOne, Service};

use super::house::{House, NOON, document, lineup, person, retitle};

const MANAGER: u8 = 3;
const CANDIDATE: u8 = 4;

/// How many plans, interviews, candidates, plans by role and interviews counted there
/// somebody is listed.
async fn listed(service: &Service, actor: &Actor) -> [usize; 5] {
    let roles = service.roles(actor).await.expect("readable");
    let plans = roles.iter().flat_map(|role| &role.plans);
    [
        service.plans(actor).await.expect("readable").len(),
        service.interviews(actor).await.expect("readable").len(),
        service.interviewed(actor).await.expect("readable").len(),
        plans.clone().count(),
        plans.map(|plan| plan.interviews).sum(),
    ]
}

async fn away(service: &Service, actor: &Actor) -> PutAway {
    service.put_away_list(actor).await.expect("readable")
}

fn one(id: DocumentId, title: &str, at: i64, is_up_to_them: bool) -> PutAwayOne {
    PutAwayOne {
        id,
        title: title.into(),
        at,
        is_up_to_them,
    }
}

async fn actions(house: &House, id: DocumentId) -> Vec<String> {
    let lines = house.store.audit_of(id).await.expect("readable");
    let lines = lines.into_iter().map(|line| line.row.action);
    lines
        .filter(|action| matches!(action.as_str(), "put-away" | "brought-back"))
        .collect()
}

/// An interview of Ngozi, who works here, with a panel of two and a manager.
async fn interview(house: &House) -> DocumentId {
    let lineup = Lineup {
        candidate_is: Some(person(CANDIDATE)),
        manager: Some(Manager {
            person: person(MANAGER),
            totals_only: true,
        }),
        ..lineup("Ngozi Petrov", &[1, 2])
    };
    house.interview_of(lineup).await.0
}

#[tokio::test]
async fn an_interview_leaves_the_lists_of_all_who_have_a_part_in_it_and_comes_back() {
    for house in [Some(House::new().await), House::on_postgres().await] {
        let Some(house) = house else { continue };
        let id = interview(&house).await;
        let lead = house.member(0).await;
        // What is put away in one process is away in all.
        let elsewhere = house.another().await;
        let title = "Ngozi Petrov, Back End Developer";
        house.clock.0.store(NOON + 5, Ordering::SeqCst);
        let away_now = house.service.put_away(&lead, id).await;
        away_now.expect("put away");
        for service in [&house.service, &elsewhere] {
            for place in [0, 1, 2, MANAGER, CANDIDATE] {
                let actor = house.member(place).await;
                let lists = listed(service, &actor).await;
                assert_eq!(lists, [1, 0, 0, 1, 0], "member {place}");
                let interviews = match place {
                    CANDIDATE => Vec::new(),
                    _ => vec![one(id, title, NOON + 5, place == 0)],
                };
                let expected = PutAway {
                    interviews,
                    ..PutAway::default()
                };
                assert_eq!(away(service, &actor).await, expected, "member {place}");
            }
        }
        let back = elsewhere.bring_back(&lead, id).await;
        back.expect("brought back");
        for (place, parts) in [(0, 1), (1, 1), (MANAGER, 1), (CANDIDATE, 0)] {
            let actor = house.member(place).await;
            let lists = listed(&house.service, &actor).await;
            assert_eq!(lists, [1, parts, parts, 1, parts], "member {place}");
            assert_eq!(away(&house.service, &actor).await, PutAway::default());
        }
        assert_eq!(actions(&house, id).await, ["put-away", "brought-back"]);
    }
}

#[tokio::test]
async fn what_is_put_away_is_worked_on_as_before() {
    let house = House::new().await;
    let (id, items) = house.interview(&[1]).await;
    let (lead, panelist) = (house.member(0).await, house.member(1).await);
    for away in [id, document(1)] {
        let away = house.service.put_away(&lead, away).await;
        away.expect("put away");
    }
    house.score(&panelist, id, &items, 4).await;
    house.reveal(id, "").await;
    let outcome = house.service.outcome(&panelist, id).await;
    assert_eq!(outcome.expect("open").scorecards.len(), 1);
    // Side by side nothing changes: numbers do not depend on what lists show.
    let beside = house.service.candidates(&lead, document(1)).await;
    assert_eq!(beside.expect("readable").open.len(), 1);
    let (version, _) = house.open_plan(&lead, document(1)).await;
    let edits = vec![retitle("Back end", "Front end")];
    let pushed = house.push_plan(&lead, document(1), version, edits).await;
    assert_eq!(pushed.expect("answered").refused, []);
    let found = away(&house.service, &lead).await;
    assert_eq!(
        found.plans,
        [one(document(1), "Front end", NOON, true)],
        "it is called by its newest title"
    );
    assert_eq!(listed(&house.service, &lead).await, [0; 5]);
}

#[tokio::test]
async fn a_plan_is_put_away_and_brought_back_by_whoever_may_edit_it() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let (owner, editor, critic) = (
        house.member(0).await,
        house.member(1).await,
        house.member(2).await,
    );
    let apart = BTreeMap::from([(person(1), Right::Edit), (person(2), Right::Comment)]);
    let shared = house.service.share(&owner, id, Right::View, apart).await;
    shared.expect("shared");
    let reader = house.member(MANAGER).await;
    for actor in [&critic, &reader] {
        let no = house.service.put_away(actor, id).await;
        assert!(matches!(no, Err(Failure::NotAllowed(_))), "{no:?}");
    }
    let put_away = house.service.put_away(&editor, id).await;
    put_away.expect("put away");
    for (actor, may) in [(&owner, true), (&editor, true), (&critic, false)] {
        let found = away(&house.service, actor).await;
        assert_eq!(found.plans, [one(id, "Back end", NOON, may)]);
        assert_eq!(listed(&house.service, actor).await[0], 0);
        let back = house.service.to_put_away(actor, id).await;
        assert_eq!(back.is_ok_and(|one| one.is_away && one.is_plan), may);
    }
    let stranger = house.stranger().await;
    assert_eq!(away(&house.service, &stranger).await, PutAway::default());
    for actor in [&critic, &reader] {
        let no = house.service.bring_back(actor, id).await;
        assert!(matches!(no, Err(Failure::NotAllowed(_))), "{no:?}");
    }
    let back = house.service.bring_back(&owner, id).await;
    back.expect("brought back");
    assert_eq!(listed(&house.service, &critic).await[0], 1);
    assert_eq!(actions(&house, id).await, ["put-away", "brought-back"]);
}

#[tokio::test]
async fn doing_it_again_changes_nothing_and_is_not_told_again() {
    let house = House::new().await;
    let id = interview(&house).await;
    let lead = house.member(0).await;
    let service = &house.service;
    service.bring_back(&lead, id).await.expect("harmless");
    assert_eq!(actions(&house, id).await, [""; 0]);
    for later in [5, 9] {
        house.clock.0.store(NOON + later, Ordering::SeqCst);
        service.put_away(&lead, id).await.expect("harmless");
    }
    let found = away(service, &lead).await.interviews;
    assert_eq!(found[0].at, NOON + 5);
    for _ in 0..2 {
        service.bring_back(&lead, id).await.expect("harmless");
    }
    assert_eq!(actions(&house, id).await, ["put-away", "brought-back"]);
}

#[tokio::test]
async fn an_interview_is_put_away_by_its_lead_alone() {
    let house = House::new().await;
    let id = interview(&house).await;
    for (place, is_known) in [(1, true), (2, true), (MANAGER, true), (CANDIDATE, false)] {
        let actor = house.member(place).await;
        for no in [
            house.service.put_away(&actor, id).await,
            house.service.bring_back(&actor, id).await,
            house.service.to_put_away(&actor, id).await.map(drop),
        ] {
            match no {
                Err(Failure::NotAllowed(why)) => {
                    assert!(is_known && why.contains("leads its panel"), "{why}");
                }
                no => assert!(!is_known && no == Err(Failure::NotFound), "{no:?}"),
            }
        }
    }
    assert_eq!(actions(&house, id).await, [""; 0]);
}

#[tokio::test]
async fn the_newest_put_away_comes_first() {
    let house = House::new().await;
    let lead = house.member(0).await;
    for name in [1, 2, 3] {
        house.plan(name, 0).await;
    }
    for (later, name) in [(1, 2), (2, 1), (3, 3)] {
        house.clock.0.store(NOON + later, Ordering::SeqCst);
        let away = house.service.put_away(&lead, document(name)).await;
        away.expect("put away");
    }
    let found = away(&house.service, &lead).await.plans;
    let found: Vec<_> = found.iter().map(|one| one.id).collect();
    assert_eq!(found, [3, 1, 2].map(document));
}
