//! What a group commit makes of units that break a rule of the database.

use store::{Conflict, Unit};

use super::commit::{SECOND, broken, second_plan};
use super::ground::{Ground, NOBODY, PLAN, audit, batch_id, unit, write};

pub(crate) async fn a_unit_that_breaks_a_rule_leaves_nothing_and_the_others_go_through(
    ground: &Ground,
) {
    second_plan(&ground.store).await;
    let mut foreign = write(SECOND, 0, 2, b"by nobody");
    foreign.edits[0].author = NOBODY;
    let breaking = Unit {
        writes: vec![write(PLAN, 1, 1, b"good"), foreign],
        audit: vec![audit(PLAN, "both")],
    };
    let group = [
        unit(write(PLAN, 0, 3, b"before")),
        breaking,
        unit(write(PLAN, 1, 4, b"after")),
    ];

    let fates = ground
        .store
        .commit(&group)
        .await
        .expect("the others are saved");

    assert_eq!((&fates[0], &fates[2]), (&Ok(()), &Ok(())));
    assert!(broken(&fates[1]), "{:?}", fates[1]);
    assert_eq!(ground.bodies(PLAN).await, [b"before".as_slice(), b"after"]);
    assert_eq!(
        (ground.version(PLAN).await, ground.version(SECOND).await),
        (2, 0)
    );
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

pub(crate) async fn a_unit_whose_audit_breaks_a_rule_leaves_nothing(ground: &Ground) {
    let mut audited = unit(write(PLAN, 0, 1, b"good"));
    audited.audit = vec![audit(PLAN, "first"), audit(PLAN, "second")];
    audited.audit[1].person = NOBODY;

    let fates = ground
        .store
        .commit(&[audited])
        .await
        .expect("the database is well");

    assert!(broken(&fates[0]), "{:?}", fates[0]);
    assert_eq!(
        (ground.version(PLAN).await, ground.bodies(PLAN).await.len()),
        (0, 0)
    );
    assert_eq!(ground.store.audit_of(PLAN).await.expect("readable"), []);
}

pub(crate) async fn a_unit_with_text_that_cannot_be_kept_leaves_the_others(ground: &Ground) {
    second_plan(&ground.store).await;
    let mut titled = write(PLAN, 0, 1, b"titled");
    titled.title = Some("Back\0end".to_owned());
    let mut audited = unit(write(SECOND, 0, 2, b"audited"));
    audited.audit = vec![audit(SECOND, "re\0vealed")];

    let fates = ground
        .store
        .commit(&[unit(titled), audited, unit(write(SECOND, 0, 3, b"plain"))])
        .await
        .expect("the database is well");

    // SQLite keeps any text, so the last of them comes too late there.
    let all_kept = matches!(
        fates.as_slice(),
        [Ok(()), Ok(()), Err(Conflict::Moved { .. })]
    );
    let left_out = broken(&fates[0]) && broken(&fates[1]) && fates[2] == Ok(());
    assert!(all_kept || left_out, "{fates:?}");
    assert_eq!(ground.version(PLAN).await, u64::from(all_kept));
    assert_eq!(ground.bodies(SECOND).await.len(), 1);
}
