//! What is promised of what is put away.

use store::{DocumentKind, StoreError};

use super::ground::{BEN, Ground, NOBODY, PLAN, TEAM, audit, unit, write};
use super::interviews::{PANEL, new_interview};

/// Since when the plan and the interview are put away, as lists tell.
async fn since(ground: &Ground) -> (Option<i64>, Option<i64>) {
    let plans = ground.store.documents(TEAM, DocumentKind::Plan).await;
    let plans = plans.expect("readable");
    let interviews = ground.store.interviews(TEAM, BEN).await.expect("readable");
    assert_eq!((plans.len(), interviews.len()), (1, 1));
    let plan = ground.store.document(PLAN).await.expect("readable");
    assert_eq!(plan.as_ref(), plans.first());
    (plans[0].put_away_at, interviews[0].put_away_at)
}

pub(crate) async fn what_is_put_away_stays_in_the_lists_and_says_since_when(ground: &Ground) {
    let store = &ground.store;
    store
        .create_interview(&new_interview())
        .await
        .expect("made");
    assert_eq!(since(ground).await, (None, None));
    for (document, at, expected) in [
        (PLAN, Some(2000), (Some(2000), None)),
        (PANEL, Some(3000), (Some(2000), Some(3000))),
        (PLAN, None, (None, Some(3000))),
        (PANEL, None, (None, None)),
    ] {
        let line = audit(document, "put-away");
        let changed = store.put_away(document, at, &line).await;
        assert!(changed.expect("answered"));
        assert_eq!(since(ground).await, expected);
    }
    for (document, lines) in [(PLAN, 2), (PANEL, 3)] {
        let told = store.audit_of(document).await.expect("readable");
        assert_eq!(told.len(), lines);
    }
}

pub(crate) async fn putting_away_what_is_away_or_not_there_writes_nothing(ground: &Ground) {
    let store = &ground.store;
    for (document, at, expected) in [
        (PLAN, None, false),
        (PLAN, Some(2000), true),
        (PLAN, Some(3000), false),
        (PANEL, Some(2000), false),
        (PANEL, None, false),
    ] {
        let line = audit(document, "put-away");
        let changed = store.put_away(document, at, &line).await;
        assert_eq!(changed.expect("answered"), expected, "{document} {at:?}");
    }
    let plan = store.document(PLAN).await.expect("readable");
    assert_eq!(plan.expect("present").put_away_at, Some(2000));
    for (document, lines) in [(PLAN, 1), (PANEL, 0)] {
        let told = store.audit_of(document).await.expect("readable");
        assert_eq!(told.len(), lines);
    }
}

pub(crate) async fn what_is_put_away_without_its_audit_is_not_put_away(ground: &Ground) {
    let store = &ground.store;
    let mut line = audit(PLAN, "put-away");
    line.person = NOBODY;
    let failed = store.put_away(PLAN, Some(2000), &line).await;
    assert!(
        matches!(failed, Err(StoreError::Constraint { .. })),
        "{failed:?}"
    );
    let plan = store.document(PLAN).await.expect("readable");
    assert_eq!(plan.expect("present").put_away_at, None);
    assert_eq!(store.audit_of(PLAN).await.expect("readable"), []);
}

pub(crate) async fn what_is_put_away_is_edited_as_before(ground: &Ground) {
    let store = &ground.store;
    let line = audit(PLAN, "put-away");
    store.put_away(PLAN, Some(2000), &line).await.expect("done");
    let push = unit(write(PLAN, 0, 1, b"still"));
    assert_eq!(store.commit(&[push]).await.expect("saved"), [Ok(())]);
    assert_eq!(ground.bodies(PLAN).await, [b"still"]);
    let plan = store.document(PLAN).await.expect("readable");
    assert_eq!(plan.expect("present").put_away_at, Some(2000));
}
