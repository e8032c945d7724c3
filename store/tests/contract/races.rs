//! What is promised when several processes write at once.

use domain::id::DocumentId;
use store::{Conflict, DocumentKind, Store, StoreError, Unit};

use super::ground::{Ground, PLAN, batch_id, document, unit, write};

type Fates = Result<Vec<Result<(), Conflict>>, StoreError>;

async fn race(one: &Store, other: &Store, for_one: Vec<Unit>, for_other: Vec<Unit>) -> [Fates; 2] {
    let (one, other) = (one.clone(), other.clone());
    let one = tokio::spawn(async move { one.commit(&for_one).await });
    let other = tokio::spawn(async move { other.commit(&for_other).await });
    [one.await.expect("no panic"), other.await.expect("no panic")]
}

pub(crate) async fn of_two_handles_on_one_version_exactly_one_wins(ground: &Ground) {
    let other = ground.another().await;
    for round in 0..25u8 {
        let expected = u64::from(round);
        let mine = vec![unit(write(PLAN, expected, 2 * round, b"mine"))];
        let theirs = vec![unit(write(PLAN, expected, 2 * round + 1, b"theirs"))];

        let fates = race(&ground.store, &other, mine, theirs).await;

        let mut fates = fates.map(|fate| fate.expect("the database is well").remove(0));
        fates.sort_by_key(Result::is_err);
        let late = Err(Conflict::Moved {
            document: PLAN,
            expected,
            found: expected + 1,
        });
        assert_eq!(fates, [Ok(()), late]);
    }
    assert_eq!(
        (ground.version(PLAN).await, ground.bodies(PLAN).await.len()),
        (25, 25)
    );
}

pub(crate) async fn of_two_handles_with_one_batch_exactly_one_saves_it(ground: &Ground) {
    let other = ground.another().await;
    for round in 0..25u8 {
        let push = || vec![unit(write(PLAN, u64::from(round), round, b"once"))];

        let fates = race(&ground.store, &other, push(), push()).await;

        let mut fates = fates.map(|fate| fate.expect("the database is well").remove(0));
        fates.sort_by_key(Result::is_err);
        let repeated = Err(Conflict::Repeated {
            document: PLAN,
            batch: batch_id(round),
        });
        assert_eq!(fates, [Ok(()), repeated]);
    }
}

pub(crate) async fn groups_that_share_documents_in_any_order_all_end(ground: &Ground) {
    let other = ground.another().await;
    let ids: Vec<DocumentId> = (50..58).map(|n| DocumentId::from_bytes([n; 16])).collect();
    for id in &ids {
        ground
            .store
            .create_plan(&document(*id, DocumentKind::Plan, 1), None, &[])
            .await
            .expect("a plan");
    }
    for round in 0..25u8 {
        let push = |batch, id: &DocumentId| unit(write(*id, u64::from(round), batch, b"x"));
        let forwards = ids.iter().map(|id| push(2 * round, id)).collect();
        let backwards = ids.iter().rev().map(|id| push(2 * round + 1, id)).collect();

        let [one, two] = race(&ground.store, &other, forwards, backwards).await;

        // Whoever came first took every lock at once, and so won everywhere.
        let won = |fates: Fates| {
            fates
                .expect("no deadlock")
                .iter()
                .filter(|fate| fate.is_ok())
                .count()
        };
        let mut wins = [won(one), won(two)];
        wins.sort_unstable();
        assert_eq!(wins, [0, ids.len()]);
    }
}
