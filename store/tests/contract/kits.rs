//! What is promised of a team's own kits and of drills.

use store::{DrillRow, KitRow};

use super::ground::{ADA, Ground, OTHER_TEAM, TEAM, ZOE};

fn kit(id: &str, body: &str, made_at: i64) -> KitRow {
    KitRow {
        id: id.to_owned(),
        body: body.to_owned(),
        made_by: ADA,
        made_at,
        put_away_at: None,
    }
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
    let all = store.team_kits(TEAM).await.expect("readable");
    assert_eq!(all, [kit("mobile", "third", 3), kit("data", "first", 1)]);
    for (team, count) in [(TEAM, 2), (OTHER_TEAM, 0)] {
        let counted = store.count_team_kits(team).await;
        assert_eq!(counted.expect("readable"), count);
    }
    let one = store.team_kit(TEAM, "data").await.expect("readable");
    assert_eq!(one, Some(kit("data", "first", 1)));
    assert_eq!(store.team_kits(OTHER_TEAM).await.expect("readable"), []);
    let elsewhere = store.team_kit(OTHER_TEAM, "data").await.expect("readable");
    assert_eq!(elsewhere, None);
}

pub(crate) async fn a_kit_that_is_put_away_keeps_its_id_and_says_since_when(ground: &Ground) {
    let store = &ground.store;
    for id in ["data", "mobile"] {
        assert!(
            store
                .add_kit(TEAM, &kit(id, "body", 1))
                .await
                .expect("kept")
        );
    }
    for (team, id, at, changes) in [
        (TEAM, "data", Some(2000), true),
        (TEAM, "data", Some(3000), false),
        (TEAM, "nurse", Some(3000), false),
        (OTHER_TEAM, "mobile", Some(3000), false),
        (TEAM, "mobile", None, false),
    ] {
        let changed = store.put_kit_away(team, id, at).await;
        assert_eq!(changed.expect("answered"), changes, "{id} {at:?}");
    }
    let away = KitRow {
        put_away_at: Some(2000),
        ..kit("data", "body", 1)
    };
    let all = store.team_kits(TEAM).await.expect("readable");
    assert_eq!(all, [away.clone(), kit("mobile", "body", 1)]);
    let one = store.team_kit(TEAM, "data").await.expect("readable");
    assert_eq!(one, Some(away));
    assert_eq!(store.count_team_kits(TEAM).await.expect("readable"), 1);
    let again = store.add_kit(TEAM, &kit("data", "another", 4)).await;
    assert!(!again.expect("answered"));

    let back = store.put_kit_away(TEAM, "data", None).await;
    assert!(back.expect("answered"));
    let one = store.team_kit(TEAM, "data").await.expect("readable");
    assert_eq!(one, Some(kit("data", "body", 1)));
    assert_eq!(store.count_team_kits(TEAM).await.expect("readable"), 2);
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
