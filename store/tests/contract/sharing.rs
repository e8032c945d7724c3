//! What is promised of who may do what on a plan.

use std::collections::BTreeMap;

use domain::id::DocumentId;
use domain::sharing::{Right, Sharing};
use store::{Conflict, DocumentKind, SaidRight, StoreError, Unit};

use super::ground::{ADA, BEN, CLEO, Ground, NOBODY, PLAN, audit, document, unit, write};

pub(crate) async fn a_plan_is_its_whole_teams_until_somebody_says_otherwise(ground: &Ground) {
    let store = &ground.store;
    let found = store.sharing(PLAN).await.expect("readable");
    assert_eq!(found, Some(Sharing::of(ADA)));
    assert_eq!(store.right_on(PLAN, BEN).await.expect("readable"), None);
    let elsewhere = DocumentId::from_bytes([77; 16]);
    assert_eq!(store.sharing(elsewhere).await.expect("readable"), None);
}

pub(crate) async fn what_was_said_last_of_a_plans_rights_counts(ground: &Ground) {
    let store = &ground.store;
    let first = Sharing {
        owner: ADA,
        everybody: Right::View,
        apart: BTreeMap::from([(BEN, Right::Edit), (CLEO, Right::Comment)]),
    };
    let second = Sharing {
        everybody: Right::Comment,
        apart: BTreeMap::from([(CLEO, Right::View)]),
        ..first.clone()
    };
    for sharing in [first, second] {
        let lines = [audit(PLAN, "shared")];
        store.share(PLAN, &sharing, &lines).await.expect("kept");
        for person in [BEN, CLEO] {
            assert_eq!(
                store.right_on(PLAN, person).await.expect("readable"),
                Some(sharing.right_of(person))
            );
        }
        let found = store.sharing(PLAN).await.expect("readable");
        assert_eq!(found, Some(sharing));
    }
    assert_eq!(store.audit_of(PLAN).await.expect("readable").len(), 2);
}

pub(crate) async fn a_plan_is_made_with_what_is_said_of_it_or_not_at_all(ground: &Ground) {
    let store = &ground.store;
    let copy = document(DocumentId::from_bytes([78; 16]), DocumentKind::Plan, 1);
    let sharing = |apart| Sharing {
        owner: ADA,
        everybody: Right::View,
        apart: BTreeMap::from([(apart, Right::Comment)]),
    };
    let unknown = sharing(NOBODY);
    let refused = store.create_plan(&copy, Some(&unknown), &[]).await;
    assert!(matches!(refused, Err(StoreError::Constraint { .. })));
    assert_eq!(store.document(copy.id).await.expect("readable"), None);

    let known = sharing(BEN);
    let made = store.create_plan(&copy, Some(&known), &[]).await;
    made.expect("made");
    let found = store.sharing(copy.id).await.expect("readable");
    assert_eq!(found, Some(known));
}

pub(crate) async fn rights_of_somebody_unknown_leave_everything_as_it_was(ground: &Ground) {
    let store = &ground.store;
    let sharing = Sharing {
        owner: ADA,
        everybody: Right::View,
        apart: BTreeMap::from([(BEN, Right::Edit), (NOBODY, Right::Edit)]),
    };
    let refused = store.share(PLAN, &sharing, &[audit(PLAN, "shared")]).await;
    assert!(matches!(refused, Err(StoreError::Constraint { .. })));
    let found = store.sharing(PLAN).await.expect("readable");
    assert_eq!(found, Some(Sharing::of(ADA)));
    assert_eq!(store.audit_of(PLAN).await.expect("readable"), []);
}

pub(crate) async fn edits_judged_by_a_right_that_was_taken_away_are_left_out(ground: &Ground) {
    let store = &ground.store;
    let judged = |expected, batch, person, said| -> Unit {
        let mut write = write(PLAN, expected, batch, &[batch]);
        write.judged_by = Some(SaidRight { person, said });
        unit(write)
    };
    let fates = store.commit(&[judged(0, 1, BEN, None)]).await;
    assert_eq!(fates.expect("a commit"), [Ok(())]);
    let sharing = Sharing {
        owner: ADA,
        everybody: Right::Comment,
        apart: BTreeMap::from([(BEN, Right::Edit)]),
    };
    store.share(PLAN, &sharing, &[]).await.expect("kept");

    let shared = || Err(Conflict::Shared { document: PLAN });
    let units = [
        judged(1, 2, BEN, None),
        judged(1, 3, CLEO, Some(Right::Edit)),
        judged(1, 4, BEN, Some(Right::Edit)),
        judged(2, 5, CLEO, Some(Right::Comment)),
        // Of whoever made it nothing is said, nor asked.
        unit(write(PLAN, 3, 6, &[6])),
    ];
    let fates = store.commit(&units).await.expect("a commit");
    assert_eq!(fates, [shared(), shared(), Ok(()), Ok(()), Ok(())]);
    let log = store.edits_after(PLAN, 1, 10).await.expect("readable");
    let bodies: Vec<_> = log.iter().map(|logged| logged.edit.body[0]).collect();
    assert_eq!(bodies, [4, 5, 6]);
}
