//! What is promised of documents, their logs and snapshots.

use domain::id::DocumentId;
use store::{DocumentKind, NamedVersion, NewDocument, SnapshotRow, StoreError};

use super::ground::{
    ADA, Ground, NOBODY, OTHER_TEAM, PLAN, TEAM, ZOE, audit, batch_id, document, edit, unit, write,
};

const OTHER: DocumentId = DocumentId::from_bytes([41; 16]);

pub(crate) async fn edits_are_read_in_order_after_a_version_and_up_to_a_limit(ground: &Ground) {
    let mut made = document(OTHER, DocumentKind::Scorecard, 1);
    made.edits = vec![edit(1, b"a"), edit(2, b"b")];
    ground
        .store
        .create_plan(&made, None, &[])
        .await
        .expect("made");
    for version in 2..6u8 {
        let push = unit(write(OTHER, u64::from(version), version, &[version]));
        assert_eq!(ground.store.commit(&[push]).await.expect("saved"), [Ok(())]);
    }

    let log = ground
        .store
        .edits_after(OTHER, 1, 3)
        .await
        .expect("readable");

    let seen: Vec<_> = log
        .iter()
        .map(|logged| (logged.edit.version, logged.batch, logged.edit.body.clone()))
        .collect();
    assert_eq!(
        seen,
        [
            (2, None, b"b".to_vec()),
            (3, Some(batch_id(2)), vec![2]),
            (4, Some(batch_id(3)), vec![3])
        ]
    );
    assert!(
        log.iter()
            .all(|logged| (logged.edit.author, logged.edit.at) == (ADA, 1000))
    );
    assert_eq!(
        ground
            .store
            .edits_after(OTHER, 6, 3)
            .await
            .expect("readable"),
        []
    );
    assert_eq!(
        ground
            .store
            .edits_after(OTHER, u64::MAX, 3)
            .await
            .expect("readable"),
        []
    );
    assert_eq!(
        ground
            .store
            .edits_after(PLAN, 0, 3)
            .await
            .expect("readable"),
        []
    );
}

pub(crate) async fn a_snapshot_never_goes_back(ground: &Ground) {
    let store = &ground.store;
    for version in 0..3u8 {
        let push = unit(write(PLAN, u64::from(version), version, b"x"));
        assert_eq!(store.commit(&[push]).await.expect("saved"), [Ok(())]);
    }
    assert_eq!(store.snapshot(PLAN).await.expect("readable"), None);
    let at = |version: u64, body: &[u8]| SnapshotRow {
        version,
        body: body.to_vec(),
    };

    assert!(
        store
            .put_snapshot(PLAN, &at(2, b"two"))
            .await
            .expect("saved")
    );
    assert!(
        !store
            .put_snapshot(PLAN, &at(1, b"one"))
            .await
            .expect("saved")
    );
    assert!(
        !store
            .put_snapshot(PLAN, &at(2, b"again"))
            .await
            .expect("saved")
    );
    assert_eq!(
        store.snapshot(PLAN).await.expect("readable"),
        Some(at(2, b"two"))
    );

    assert!(
        store
            .put_snapshot(PLAN, &at(3, b"three"))
            .await
            .expect("saved")
    );
    assert_eq!(
        store.snapshot(PLAN).await.expect("readable"),
        Some(at(3, b"three"))
    );
}

pub(crate) async fn a_snapshot_is_never_ahead_of_the_log(ground: &Ground) {
    let ahead = SnapshotRow {
        version: 1,
        body: b"one".to_vec(),
    };
    assert!(
        !ground
            .store
            .put_snapshot(PLAN, &ahead)
            .await
            .expect("saved")
    );
    assert!(
        !ground
            .store
            .put_snapshot(OTHER, &ahead)
            .await
            .expect("saved")
    );
    assert_eq!(ground.store.snapshot(PLAN).await.expect("readable"), None);
}

pub(crate) async fn a_plan_is_made_with_its_edits_or_not_at_all(ground: &Ground) {
    let store = &ground.store;
    let mut made = document(OTHER, DocumentKind::Plan, 7);
    made.edits = vec![edit(1, b"a"), edit(2, b"b")];
    made.snapshot = Some(b"ab".to_vec());

    let by_nobody = |plan: &NewDocument| {
        let mut plan = plan.clone();
        plan.edits[1].author = NOBODY;
        plan
    };
    let failed = store
        .create_plan(&by_nobody(&made), None, &[audit(OTHER, "made")])
        .await;
    assert!(
        matches!(failed, Err(StoreError::Constraint { .. })),
        "{failed:?}"
    );
    let mut skipping = made.clone();
    skipping.edits[1].version = 3;
    let failed = store
        .create_plan(&skipping, None, &[audit(OTHER, "made")])
        .await;
    assert!(
        matches!(
            failed,
            Err(StoreError::Disordered {
                expected: 2,
                found: 3
            })
        ),
        "{failed:?}"
    );
    assert_eq!(store.document(OTHER).await.expect("readable"), None);
    assert_eq!(store.snapshot(OTHER).await.expect("readable"), None);
    assert_eq!(store.audit_of(OTHER).await.expect("readable"), []);

    store
        .create_plan(&made, None, &[audit(OTHER, "made")])
        .await
        .expect("made");
    let row = store
        .document(OTHER)
        .await
        .expect("readable")
        .expect("present");
    assert_eq!(
        (row.version, row.created_at, row.updated_at, row.created_by),
        (2, 7, 7, ADA)
    );
    assert_eq!((row.kind, row.team), (DocumentKind::Plan, TEAM));
    assert_eq!(ground.bodies(OTHER).await, [b"a", b"b"]);
    let snapshot = SnapshotRow {
        version: 2,
        body: b"ab".to_vec(),
    };
    assert_eq!(
        store.snapshot(OTHER).await.expect("readable"),
        Some(snapshot)
    );
    assert_eq!(store.audit_of(OTHER).await.expect("readable").len(), 1);

    let again = store.create_plan(&made, None, &[]).await;
    assert!(
        matches!(again, Err(StoreError::Constraint { .. })),
        "{again:?}"
    );
}

pub(crate) async fn documents_are_listed_by_kind_the_newest_first(ground: &Ground) {
    let id = |n: u8| DocumentId::from_bytes([n; 16]);
    for (n, kind, at) in [
        (60, DocumentKind::Plan, 300),
        (61, DocumentKind::Plan, 50),
        (62, DocumentKind::Scorecard, 400),
        (63, DocumentKind::Plan, 200),
    ] {
        ground
            .store
            .create_plan(&document(id(n), kind, at), None, &[])
            .await
            .expect("made");
    }
    let listed = async |kind| {
        let rows = ground.store.documents(TEAM, kind).await.expect("readable");
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(
        listed(DocumentKind::Plan).await,
        [id(60), id(63), PLAN, id(61)]
    );
    assert_eq!(listed(DocumentKind::Scorecard).await, [id(62)]);
    assert_eq!(listed(DocumentKind::Panel).await, []);
}

pub(crate) async fn documents_of_another_team_are_not_listed(ground: &Ground) {
    let foreign = NewDocument {
        team: OTHER_TEAM,
        created_by: ZOE,
        ..document(OTHER, DocumentKind::Plan, 1)
    };
    ground
        .store
        .create_plan(&foreign, None, &[])
        .await
        .expect("made");

    for (team, id) in [(TEAM, PLAN), (OTHER_TEAM, OTHER)] {
        let rows = ground
            .store
            .documents(team, DocumentKind::Plan)
            .await
            .expect("readable");
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [id]);
    }
}

pub(crate) async fn a_version_has_one_name_and_only_if_it_is_there(ground: &Ground) {
    let mut made = document(OTHER, DocumentKind::Plan, 1);
    made.edits = vec![edit(1, b"a"), edit(2, b"b")];
    let store = &ground.store;
    store.create_plan(&made, None, &[]).await.expect("made");
    let named = |version, name: &str| NamedVersion {
        version,
        name: name.to_owned(),
        named_by: ADA,
        named_at: 1000,
    };
    for (version, name, kept) in [
        (1, "First", true),
        (2, "Draft", true),
        (2, "Final", true),
        (3, "Not yet", false),
    ] {
        let answer = store.name_version(OTHER, &named(version, name)).await;
        assert_eq!(answer.expect("answered"), kept, "{name}");
    }
    let found = store.named_versions(OTHER).await.expect("readable");
    assert_eq!(found, [named(2, "Final"), named(1, "First")]);
    let elsewhere = store.named_versions(PLAN).await.expect("readable");
    assert_eq!(elsewhere, []);
    let stranger = NamedVersion {
        named_by: NOBODY,
        ..named(1, "Whose?")
    };
    let refused = store.name_version(OTHER, &stranger).await;
    assert!(
        matches!(refused, Err(StoreError::Constraint { .. })),
        "{refused:?}"
    );
}
