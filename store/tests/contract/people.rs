//! What is promised of teams, people and sessions.

use domain::id::{PersonId, TeamId};
use domain::views::Role;
use store::{SessionRow, StoreError, TeamRow};

use super::ground::{ADA, BEN, CLEO, Ground, NOBODY, OTHER_TEAM, TEAM, ZOE, people, person};

pub(crate) async fn a_team_is_added_once_and_left_as_it_is(ground: &Ground) {
    let store = &ground.store;
    let dora = person(PersonId::from_bytes([14; 16]), TEAM, "Dora", Role::Analyst);
    let mut renamed = people().to_vec();
    renamed[0].name = "Somebody else".to_owned();
    renamed.push(dora.clone());

    for _ in 0..2 {
        let team = TeamRow {
            id: TEAM,
            name: "Renamed".to_owned(),
        };
        store.ensure_team(&team, &renamed).await.expect("saved");
    }

    assert_eq!(
        store
            .team(TEAM)
            .await
            .expect("readable")
            .expect("present")
            .name,
        "Platform"
    );
    assert_eq!(
        store
            .team(TeamId::from_bytes([9; 16]))
            .await
            .expect("readable"),
        None
    );
    let mut everyone = people().to_vec();
    everyone.push(dora);
    assert_eq!(store.people(TEAM).await.expect("readable"), everyone);
    assert_eq!(store.people(OTHER_TEAM).await.expect("readable").len(), 1);
    assert_eq!(
        store.person(BEN).await.expect("readable"),
        Some(everyone[1].clone())
    );
    assert_eq!(store.person(NOBODY).await.expect("readable"), None);
}

pub(crate) async fn an_address_belongs_to_one_person_however_capitalised(ground: &Ground) {
    let store = &ground.store;
    let ada = store
        .person_by_email("ADA@Example.org")
        .await
        .expect("readable");
    assert_eq!(ada.map(|person| person.id), Some(ADA));
    assert_eq!(
        store
            .person_by_email("nobody@example.org")
            .await
            .expect("readable"),
        None
    );

    let mut twin = person(
        PersonId::from_bytes([14; 16]),
        TEAM,
        "Ada",
        Role::Interviewer,
    );
    twin.email = "Ada@example.org".to_owned();
    let new_team = TeamRow {
        id: TeamId::from_bytes([3; 16]),
        name: "New".to_owned(),
    };
    let failed = store.ensure_team(&new_team, &[twin]).await;
    assert!(
        matches!(failed, Err(StoreError::Constraint { .. })),
        "{failed:?}"
    );
    assert_eq!(store.team(new_team.id).await.expect("readable"), None);
}

fn session(token: u8, person: PersonId, expires_at: i64) -> SessionRow {
    SessionRow {
        token_hash: [token; 32],
        person,
        created_at: 1000,
        expires_at,
    }
}

pub(crate) async fn a_session_counts_until_it_expires(ground: &Ground) {
    let store = &ground.store;
    let (short, long) = (session(1, BEN, 2000), session(2, CLEO, 3000));
    store.create_session(&short).await.expect("saved");
    store.create_session(&long).await.expect("saved");

    assert_eq!(
        store.session(&[1; 32], 1999).await.expect("readable"),
        Some(short)
    );
    assert_eq!(store.session(&[1; 32], 2000).await.expect("readable"), None);
    assert_eq!(
        store.session(&[2; 32], 2000).await.expect("readable"),
        Some(long.clone())
    );
    assert_eq!(store.session(&[3; 32], 0).await.expect("readable"), None);

    assert_eq!(store.purge_sessions(2000).await.expect("saved"), 1);
    assert_eq!(store.purge_sessions(2000).await.expect("saved"), 0);
    assert_eq!(store.session(&[1; 32], 0).await.expect("readable"), None);
    assert_eq!(
        store.session(&[2; 32], 2000).await.expect("readable"),
        Some(long)
    );
}

pub(crate) async fn a_deleted_session_counts_for_nothing(ground: &Ground) {
    let store = &ground.store;
    store
        .create_session(&session(1, BEN, 2000))
        .await
        .expect("saved");
    store
        .create_session(&session(2, BEN, 2000))
        .await
        .expect("saved");
    for refused in [session(1, ZOE, 2000), session(3, NOBODY, 2000)] {
        let failed = store.create_session(&refused).await;
        assert!(
            matches!(failed, Err(StoreError::Constraint { .. })),
            "{failed:?}"
        );
    }

    for _ in 0..2 {
        store.delete_session(&[1; 32]).await.expect("saved");
        assert_eq!(store.session(&[1; 32], 1000).await.expect("readable"), None);
    }
    assert!(
        store
            .session(&[2; 32], 1000)
            .await
            .expect("readable")
            .is_some()
    );
}
