//! What is promised of a group commit.

use domain::id::DocumentId;
use store::{Conflict, DocumentKind, Store, Unit};

use super::ground::{ADA, BEN, Ground, PLAN, audit, batch_id, document, edit, unit, write};

pub(crate) const SECOND: DocumentId = DocumentId::from_bytes([32; 16]);

pub(crate) async fn second_plan(store: &Store) {
    store
        .create_plan(&document(SECOND, DocumentKind::Plan, 200), None, &[])
        .await
        .expect("a second plan");
}

pub(crate) fn broken(fate: &Result<(), Conflict>) -> bool {
    matches!(fate, Err(Conflict::Broken { .. }))
}

pub(crate) async fn a_group_saves_edits_of_many_documents_at_once(ground: &Ground) {
    // More rows than one statement takes, in a number that fills no run evenly.
    let ids: Vec<DocumentId> = (0..75)
        .map(|n| DocumentId::from_bytes([100 + n; 16]))
        .collect();
    for id in &ids {
        ground
            .store
            .create_plan(&document(*id, DocumentKind::Plan, 1), None, &[])
            .await
            .expect("a plan");
    }
    let units: Vec<Unit> = (0u8..)
        .zip(&ids)
        .map(|(n, id)| {
            let mut write = write(*id, 0, n, &[n, 1]);
            write.edits.extend([edit(2, &[n, 2]), edit(3, &[n, 3])]);
            write.batch.as_mut().expect("a batch").last_version = 3;
            write.title = (n % 2 == 0).then(|| format!("Plan {n}"));
            write.at = 5000 + i64::from(n);
            Unit {
                writes: vec![write],
                audit: vec![audit(*id, "edited")],
            }
        })
        .collect();

    let fates = ground
        .store
        .commit(&units)
        .await
        .expect("the group is saved");

    assert_eq!(fates, vec![Ok(()); ids.len()]);
    for (n, id) in (0u8..).zip(&ids) {
        let row = ground
            .store
            .document(*id)
            .await
            .expect("readable")
            .expect("present");
        let title = if n % 2 == 0 {
            format!("Plan {n}")
        } else {
            "Back End Developer".to_owned()
        };
        assert_eq!(
            (row.version, row.title, row.updated_at),
            (3, title, 5000 + i64::from(n))
        );
        assert_eq!(ground.bodies(*id).await, [[n, 1], [n, 2], [n, 3]]);
        assert_eq!(ground.store.audit_of(*id).await.expect("readable").len(), 1);
        let batch = ground
            .store
            .batch(*id, batch_id(n))
            .await
            .expect("readable")
            .expect("kept");
        assert_eq!(
            (batch.first_version, batch.last_version, batch.outcome),
            (1, 3, vec![n])
        );
    }
}

pub(crate) async fn a_unit_in_conflict_leaves_the_others_of_its_group(ground: &Ground) {
    second_plan(&ground.store).await;
    ground
        .store
        .commit(&[unit(write(PLAN, 0, 1, b"first"))])
        .await
        .expect("saved")[0]
        .clone()
        .expect("no conflict");

    let mut late = unit(write(PLAN, 0, 2, b"late"));
    late.audit.push(audit(PLAN, "late"));
    let fates = ground
        .store
        .commit(&[late, unit(write(SECOND, 0, 3, b"other"))])
        .await
        .expect("saved");

    assert_eq!(
        fates,
        [
            Err(Conflict::Moved {
                document: PLAN,
                expected: 0,
                found: 1
            }),
            Ok(())
        ]
    );
    assert_eq!(ground.bodies(PLAN).await, [b"first"]);
    assert_eq!(ground.bodies(SECOND).await, [b"other"]);
    assert_eq!(
        ground
            .store
            .batch(PLAN, batch_id(2))
            .await
            .expect("readable"),
        None
    );
    assert_eq!(ground.store.audit_of(PLAN).await.expect("readable"), []);
}

pub(crate) async fn units_of_one_group_may_follow_one_another_on_one_document(ground: &Ground) {
    let mut first = write(PLAN, 0, 1, b"one");
    first.title = Some("Renamed".to_owned());
    let group = [
        unit(first),
        unit(write(PLAN, 0, 2, b"late")),
        unit(write(PLAN, 1, 3, b"two")),
    ];

    let fates = ground.store.commit(&group).await.expect("saved");

    assert_eq!(
        fates,
        [
            Ok(()),
            Err(Conflict::Moved {
                document: PLAN,
                expected: 0,
                found: 1
            }),
            Ok(())
        ]
    );
    assert_eq!(ground.bodies(PLAN).await, [b"one", b"two"]);
    let row = ground
        .store
        .document(PLAN)
        .await
        .expect("readable")
        .expect("present");
    assert_eq!((row.version, row.title.as_str()), (2, "Renamed"));
}

pub(crate) async fn a_repeated_batch_is_refused_and_its_outcome_stays(ground: &Ground) {
    ground
        .store
        .commit(&[unit(write(PLAN, 0, 1, b"once"))])
        .await
        .expect("saved")[0]
        .clone()
        .expect("no conflict");
    let repeated = Err(Conflict::Repeated {
        document: PLAN,
        batch: batch_id(1),
    });

    // As it was sent, and as a server would rebase it.
    for expected in [0, 1] {
        let mut again = write(PLAN, expected, 1, b"once");
        again.batch.as_mut().expect("a batch").outcome = b"another".to_vec();
        assert_eq!(
            ground.store.commit(&[unit(again)]).await.expect("saved"),
            std::slice::from_ref(&repeated)
        );
    }

    assert_eq!(ground.bodies(PLAN).await, [b"once"]);
    let batch = ground
        .store
        .batch(PLAN, batch_id(1))
        .await
        .expect("readable")
        .expect("kept");
    assert_eq!(batch.outcome, [1]);
}

pub(crate) async fn a_batch_repeated_within_one_group_is_taken_once(ground: &Ground) {
    second_plan(&ground.store).await;
    let group = [
        unit(write(PLAN, 0, 1, b"once")),
        unit(write(PLAN, 1, 1, b"twice")),
        // The same id on another document is another batch.
        unit(write(SECOND, 0, 1, b"other")),
    ];

    let fates = ground.store.commit(&group).await.expect("saved");

    assert_eq!(
        fates,
        [
            Ok(()),
            Err(Conflict::Repeated {
                document: PLAN,
                batch: batch_id(1)
            }),
            Ok(())
        ]
    );
    assert_eq!(ground.bodies(PLAN).await, [b"once"]);
}

pub(crate) async fn a_batch_of_rejections_only_is_kept_and_moves_nothing(ground: &Ground) {
    let mut rejected = write(PLAN, 0, 1, b"");
    rejected.edits.clear();
    rejected.batch.as_mut().expect("a batch").last_version = 0;

    let fates = ground.store.commit(&[unit(rejected)]).await.expect("saved");

    assert_eq!(fates, [Ok(())]);
    let row = ground
        .store
        .document(PLAN)
        .await
        .expect("readable")
        .expect("present");
    assert_eq!((row.version, row.updated_at), (0, 100));
    let batch = ground
        .store
        .batch(PLAN, batch_id(1))
        .await
        .expect("readable")
        .expect("kept");
    assert_eq!((batch.first_version, batch.last_version), (1, 0));
}

pub(crate) async fn a_unit_that_fails_at_its_second_write_leaves_nothing(ground: &Ground) {
    second_plan(&ground.store).await;
    let writes = vec![write(PLAN, 0, 1, b"good"), write(SECOND, 7, 2, b"late")];
    let both = Unit {
        writes,
        audit: vec![audit(PLAN, "both")],
    };

    let fates = ground
        .store
        .commit(&[both, unit(write(PLAN, 0, 3, b"next"))])
        .await
        .expect("saved");

    // The next unit finds the document where it was before the failed one.
    assert_eq!(
        fates,
        [
            Err(Conflict::Moved {
                document: SECOND,
                expected: 7,
                found: 0
            }),
            Ok(())
        ]
    );
    assert_eq!(ground.bodies(PLAN).await, [b"next"]);
    assert_eq!(
        ground
            .store
            .batch(PLAN, batch_id(1))
            .await
            .expect("readable"),
        None
    );
    assert_eq!(ground.store.audit_of(PLAN).await.expect("readable"), []);
}

pub(crate) async fn edits_that_skip_a_version_are_refused(ground: &Ground) {
    for versions in [[2, 3], [1, 3], [1, 1], [0, 1]] {
        let mut write = write(PLAN, 0, 1, b"");
        write.edits = versions.map(|version| edit(version, b"x")).to_vec();
        write.batch = None;
        let fates = ground
            .store
            .commit(&[unit(write)])
            .await
            .expect("the database is well");
        assert!(broken(&fates[0]), "{versions:?}: {:?}", fates[0]);
    }
    assert_eq!(
        (ground.version(PLAN).await, ground.bodies(PLAN).await.len()),
        (0, 0)
    );
}

pub(crate) async fn a_batch_that_misstates_its_versions_is_refused(ground: &Ground) {
    for (first, last) in [(0, 1), (1, 0), (1, 2), (2, 2)] {
        let mut write = write(PLAN, 0, 1, b"x");
        let batch = write.batch.as_mut().expect("a batch");
        (batch.first_version, batch.last_version) = (first, last);
        let fates = ground
            .store
            .commit(&[unit(write)])
            .await
            .expect("the database is well");
        assert!(broken(&fates[0]), "{first}..{last}: {:?}", fates[0]);
    }
    assert_eq!(ground.version(PLAN).await, 0);
}

pub(crate) async fn edits_of_a_missing_document_are_refused(ground: &Ground) {
    let fates = ground
        .store
        .commit(&[unit(write(SECOND, 0, 1, b"x"))])
        .await
        .expect("the database is well");
    assert_eq!(fates, [Err(Conflict::Missing(SECOND))]);
    assert_eq!(
        ground
            .store
            .batch(SECOND, batch_id(1))
            .await
            .expect("readable"),
        None
    );
    assert_eq!(ground.store.commit(&[]).await.expect("nothing to do"), []);
}

pub(crate) async fn an_abandoned_commit_saves_all_or_nothing(ground: &Ground) {
    second_plan(&ground.store).await;
    let mut saved = 0;
    // Each round lets the commit get a little further before it is dropped.
    for patience in 0..40u8 {
        let mut one = write(PLAN, saved, patience, b"one");
        one.edits[0].author = BEN;
        let both = Unit {
            writes: vec![one, write(SECOND, saved, patience, b"two")],
            audit: vec![audit(PLAN, "both")],
        };
        let units = [both];
        {
            let commit = ground.store.commit(&units);
            tokio::pin!(commit);
            for _ in 0..u32::from(patience) * 4 {
                tokio::select! {
                    biased;
                    fates = &mut commit => {
                        assert_eq!(fates.expect("saved"), [Ok(())]);
                        break;
                    }
                    () = tokio::task::yield_now() => {}
                }
            }
        }
        // A write that waits its turn is behind whatever the dropped one left.
        ground
            .store
            .append_audit(&[audit(SECOND, "after")])
            .await
            .expect("the database is well");
        let now = ground.version(PLAN).await;
        assert!(now == saved || now == saved + 1);
        assert_eq!(ground.version(SECOND).await, now);
        let batch = ground
            .store
            .batch(SECOND, batch_id(patience))
            .await
            .expect("readable");
        assert_eq!(batch.is_some(), now > saved);
        let told = ground.store.audit_of(PLAN).await.expect("readable");
        assert_eq!(u64::try_from(told.len()).expect("few"), now);
        assert!(told.iter().all(|entry| entry.row.person == ADA));
        saved = now;
    }
}
