//! What is promised of announcements. On `SQLite` there are none, and each
//! promise is that asking says so.

use domain::id::DocumentId;
use store::{Announcement, Announcements, DocumentKind, LONGEST_WORD};

use super::ground::{Ground, NOBODY, PLAN, batch_id, document, edit, unit, write};

/// What another process hears.
async fn elsewhere(ground: &Ground) -> Option<Announcements> {
    let other = ground.another().await;
    let announcements = other.announcements().await.expect("it can be asked");
    let none = ground.url.starts_with("sqlite");
    assert_eq!(announcements.is_none(), none);
    announcements
}

fn grown(document: DocumentId, version: u64) -> Announcement {
    Announcement::Grown { document, version }
}

async fn next(announcements: &mut Announcements) -> Announcement {
    announcements.next().await.expect("it goes on")
}

pub(crate) async fn others_hear_of_what_was_committed_in_order(ground: &Ground) {
    let other = DocumentId::from_bytes([32; 16]);
    let new = document(other, DocumentKind::Plan, 1);
    ground
        .store
        .create_plan(&new, None, &[])
        .await
        .expect("a plan");
    let Some(mut heard) = elsewhere(ground).await else {
        return;
    };
    // A group: one announcement a document, of the version it ends at.
    let group = [
        unit(write(PLAN, 0, 1, b"one")),
        unit(write(other, 0, 2, b"two")),
        unit(write(PLAN, 1, 3, b"three")),
    ];
    let fates = ground.store.commit(&group).await.expect("saved");
    assert_eq!(fates, [Ok(()), Ok(()), Ok(())]);
    let fates = ground
        .store
        .commit(&[unit(write(PLAN, 2, 4, b"four"))])
        .await;
    assert_eq!(fates.expect("saved"), [Ok(())]);

    assert_eq!(next(&mut heard).await, grown(PLAN, 2));
    assert_eq!(next(&mut heard).await, grown(other, 1));
    assert_eq!(next(&mut heard).await, grown(PLAN, 3));
    // What is heard of can be read, whoever reads.
    assert_eq!(ground.version(PLAN).await, 3);
}

pub(crate) async fn words_are_heard_by_others_and_not_kept(ground: &Ground) {
    let words = [
        (PLAN, b"here".to_vec()),
        (PLAN, vec![0xff; LONGEST_WORD]),
        (PLAN, Vec::new()),
    ];
    let early = [(PLAN, b"too early to be heard".to_vec())];
    ground.store.tell(&early).await.expect("told nobody");
    let Some(mut heard) = elsewhere(ground).await else {
        return;
    };
    ground.store.tell(&words).await.expect("told");
    for told in &words {
        match next(&mut heard).await {
            Announcement::Word { document, word, .. } => assert_eq!((document, word), *told),
            other => panic!("a word: {other:?}"),
        }
    }
    let too_long = [(PLAN, vec![0; 2 * LONGEST_WORD])];
    assert!(ground.store.tell(&too_long).await.is_err());
    let fates = ground.store.commit(&[unit(write(PLAN, 0, 1, b"x"))]).await;
    assert_eq!(fates.expect("saved"), [Ok(())]);
    assert_eq!(next(&mut heard).await, grown(PLAN, 1));
}

pub(crate) async fn nobody_hears_of_what_was_not_saved_or_is_their_own(ground: &Ground) {
    let Some(mut heard) = elsewhere(ground).await else {
        return;
    };
    let own = ground.store.announcements().await.expect("it can be asked");
    let mut own = own.expect("as elsewhere");
    let theirs = ground.another().await;

    // In conflict; breaking a rule; of nothing but rejections; without an edit.
    let mut by_nobody = write(PLAN, 0, 1, b"x");
    by_nobody.edits[0].author = NOBODY;
    let mut rejected = write(PLAN, 0, 2, b"x");
    rejected.edits.clear();
    if let Some(batch) = &mut rejected.batch {
        batch.last_version = 0;
    }
    let mut still = write(PLAN, 0, 3, b"x");
    still.edits.clear();
    still.batch = None;
    let late = write(PLAN, 7, 4, b"x");
    let group = [by_nobody, rejected, still, late].map(unit);
    let fates = ground.store.commit(&group).await.expect("answered");
    let saved: Vec<bool> = fates.iter().map(Result::is_ok).collect();
    assert_eq!(saved, [false, true, true, false]);
    // So what is heard first are these.
    let fates = ground.store.commit(&[unit(write(PLAN, 0, 5, b"x"))]).await;
    assert_eq!(fates.expect("saved"), [Ok(())]);
    let mut two = write(PLAN, 1, 6, b"x");
    two.edits.push(edit(3, b"y"));
    two.batch = None;
    let fates = theirs.commit(&[unit(two)]).await;
    assert_eq!(fates.expect("saved"), [Ok(())]);

    assert_eq!(next(&mut heard).await, grown(PLAN, 1));
    assert_eq!(next(&mut heard).await, grown(PLAN, 3));
    // The first was its own.
    assert_eq!(next(&mut own).await, grown(PLAN, 3));
    assert!(
        ground
            .store
            .batch(PLAN, batch_id(2))
            .await
            .expect("readable")
            .is_some()
    );
}

pub(crate) async fn a_listener_that_was_cut_off_says_so_and_hears_again(ground: &Ground) {
    let Some(mut heard) = elsewhere(ground).await else {
        return;
    };
    ground
        .tamper(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()",
        )
        .await;
    assert_eq!(next(&mut heard).await, Announcement::Missed);
    let fates = ground.store.commit(&[unit(write(PLAN, 0, 1, b"x"))]).await;
    assert_eq!(fates.expect("saved"), [Ok(())]);
    assert_eq!(next(&mut heard).await, grown(PLAN, 1));
}

pub(crate) async fn a_listener_hears_that_its_store_was_closed(ground: &Ground) {
    let own = ground.store.announcements().await.expect("it can be asked");
    let Some(mut own) = own else { return };
    let waiting = tokio::spawn(async move { own.next().await });
    ground.store.close().await;
    let heard = waiting.await.expect("no panic");
    assert!(matches!(heard, Err(store::StoreError::Closed)), "{heard:?}");
}
