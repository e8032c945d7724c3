//! What is promised of a team's own kits and of drills.

use domain::id::TeamId;
use store::{DrillRow, KitCount, KitHead, KitRow, Store};

use super::ground::{ADA, BEN, Ground, OTHER_TEAM, TEAM, ZOE};

fn head(id: &str) -> KitHead {
    KitHead {
        id: id.to_owned(),
        name: id.to_uppercase(),
        summary: format!("For {id}."),
        questions: 7,
        put_away_at: None,
        put_away_by: None,
    }
}

fn kit(id: &str, body: &str, made_at: i64) -> KitRow {
    KitRow {
        head: head(id),
        body: body.to_owned(),
        made_by: ADA,
        made_at,
    }
}

async fn listed(store: &Store, team: TeamId) -> Vec<KitHead> {
    store.team_kits(team, false).await.expect("readable")
}

async fn away(store: &Store, team: TeamId) -> Vec<KitHead> {
    store.team_kits(team, true).await.expect("readable")
}

async fn counted(store: &Store, team: TeamId) -> (u64, u64) {
    let KitCount { listed, all } = store.count_team_kits(team).await.expect("readable");
    (listed, all)
}

pub(crate) async fn a_team_keeps_its_own_kits_each_under_one_id(ground: &Ground) {
    let store = &ground.store;
    for (kit, kept) in [
        (kit("data", "first", 1), true),
        (kit("data", "second", 2), false),
        (kit("mobile", "third", 3), true),
    ] {
        assert_eq!(store.add_kit(TEAM, &kit).await.expect("answered"), kept);
    }
    assert_eq!(listed(store, TEAM).await, [head("mobile"), head("data")]);
    assert_eq!(counted(store, TEAM).await, (2, 2));
    assert_eq!(counted(store, OTHER_TEAM).await, (0, 0));
    let one = store.team_kit(TEAM, "data").await.expect("readable");
    assert_eq!(one, Some(kit("data", "first", 1)));
    assert_eq!(listed(store, OTHER_TEAM).await, []);
    let elsewhere = store.team_kit(OTHER_TEAM, "data").await.expect("readable");
    assert_eq!(elsewhere, None);
}

pub(crate) async fn a_kit_that_is_put_away_keeps_its_id_and_says_by_whom(ground: &Ground) {
    let store = &ground.store;
    for id in ["data", "mobile"] {
        let added = store.add_kit(TEAM, &kit(id, "body", 1)).await;
        assert!(added.expect("answered"));
    }
    for (team, id, put_away, changes) in [
        (TEAM, "data", Some((BEN, 2000)), true),
        (TEAM, "data", Some((ADA, 3000)), false),
        (TEAM, "nurse", Some((ADA, 3000)), false),
        (OTHER_TEAM, "mobile", Some((ZOE, 3000)), false),
        (TEAM, "mobile", None, false),
    ] {
        let changed = store.put_kit_away(team, id, put_away).await;
        assert_eq!(changed.expect("answered"), changes, "{id} {put_away:?}");
    }
    let put_away = KitHead {
        put_away_at: Some(2000),
        put_away_by: Some(BEN),
        ..head("data")
    };
    assert_eq!(listed(store, TEAM).await, [head("mobile")]);
    assert_eq!(away(store, TEAM).await, std::slice::from_ref(&put_away));
    assert_eq!(away(store, OTHER_TEAM).await, []);
    let one = store.team_kit(TEAM, "data").await.expect("readable");
    assert_eq!(one.map(|kit| kit.head), Some(put_away));
    assert_eq!(counted(store, TEAM).await, (1, 2));
    let again = store.add_kit(TEAM, &kit("data", "another", 4)).await;
    assert!(!again.expect("answered"));

    let back = store.put_kit_away(TEAM, "data", None).await;
    assert!(back.expect("answered"));
    let one = store.team_kit(TEAM, "data").await.expect("readable");
    assert_eq!(one, Some(kit("data", "body", 1)));
    assert_eq!(away(store, TEAM).await, []);
    assert_eq!(counted(store, TEAM).await, (2, 2));
}

pub(crate) async fn of_the_ratings_of_a_drill_answer_each_persons_first_counts(ground: &Ground) {
    let store = &ground.store;
    let rated = |answer: &str, person, level| DrillRow {
        answer: answer.to_owned(),
        person,
        level,
        rated_at: 1000,
    };
    for (row, kept) in [
        (rated("api/1", ADA, 2), true),
        (rated("api/1", ADA, 5), false),
        (rated("api/1", ZOE, 3), true),
        (rated("api/2", ADA, 4), true),
    ] {
        let answer = store.rate_drill(TEAM, "data", &row).await;
        assert_eq!(answer.expect("answered"), kept, "{row:?}");
    }
    let found = store.drill_ratings(TEAM, "data").await.expect("readable");
    assert_eq!(found.len(), 3);
    assert!(found.contains(&rated("api/1", ADA, 2)));
    for (team, kit) in [(OTHER_TEAM, "data"), (TEAM, "mobile")] {
        assert_eq!(store.drill_ratings(team, kit).await.expect("readable"), []);
    }
}
