//! What is promised of a team's own kits and of drills.

use store::{DrillRow, KitRow};

use super::ground::{ADA, Ground, OTHER_TEAM, TEAM, ZOE};

fn kit(id: &str, body: &str, made_at: i64) -> KitRow {
    KitRow {
        id: id.to_owned(),
        body: body.to_owned(),
        made_by: ADA,
        made_at,
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
