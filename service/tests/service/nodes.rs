//! Several processes on one `PostgreSQL`: each is a service on a store of its own.

mod interviews;

use std::time::Duration;

use domain::id::DocumentId;
use domain::plan::{Plan, PlanEdit};
use domain::sync::{Batch, Document, Entry};
use domain::views::Failure;
use domain::wire::{AnyBatch, AnyEntries, Push, ToBrowser, decode};
use service::{Actor, Service, Subscription};
use sqlx::{Connection, PgConnection};
use tokio::time::timeout;

use super::house::{House, batch, plan_entries, retitle, versions};

/// Long enough on a machine with other work, and not for ever.
const PATIENCE: Duration = Duration::from_mins(1);

/// The next frame that is about the document's log.
async fn next(subscription: &mut Subscription) -> ToBrowser {
    let heard = timeout(PATIENCE, async {
        loop {
            let frame = subscription.next().await.expect("it may be watched");
            match decode(&frame).expect("readable") {
                ToBrowser::Present(..) => {}
                other => return other,
            }
        }
    });
    heard.await.expect("it is heard in time")
}

/// The entries of a plan that are heard until one has this version.
async fn heard_until(subscription: &mut Subscription, version: u64) -> Vec<Entry<PlanEdit>> {
    let mut heard = Vec::new();
    while heard
        .last()
        .is_none_or(|last: &Entry<_>| last.version < version)
    {
        match next(subscription).await {
            ToBrowser::Entries(_, AnyEntries::Plan(entries)) => heard.extend(entries),
            other => panic!("entries of the plan: {other:?}"),
        }
    }
    heard
}

async fn push_plan(
    service: &Service,
    actor: &Actor,
    document: DocumentId,
    base: u64,
    edits: Vec<PlanEdit>,
) -> Result<Vec<u64>, Failure> {
    let batch = AnyBatch::Plan(batch(base, edits));
    let pushed = service.push(actor, Push { document, batch }).await?;
    Ok(versions(plan_entries(&pushed)))
}

/// Of the same length, so that it can follow on itself.
fn shout() -> PlanEdit {
    retitle("Back end", "BACK END")
}

impl House {
    async fn raw(&self) -> PgConnection {
        let connection = PgConnection::connect(&self.url()).await;
        connection.expect("the database opens")
    }
}

/// Cuts the connections of this kind; says how many there were.
async fn cut(raw: &mut PgConnection, which: &'static str) -> u64 {
    let cut = sqlx::query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE $1",
    );
    let cut = cut.bind(which).execute(raw).await;
    cut.expect("it can be asked for").rows_affected()
}

/// Repeats the last edit of a document as its next, as another process would,
/// but without announcing it: as if the announcement had been lost.
async fn write_unheard(raw: &mut PgConnection, document: DocumentId) {
    for statement in [
        "INSERT INTO edit (document_id, version, author, at, body)
         SELECT document_id, version + 1, author, at, body FROM edit
         WHERE document_id = $1 ORDER BY version DESC LIMIT 1",
        "UPDATE document SET version = version + 1 WHERE id = $1",
    ] {
        let written = sqlx::query(statement).bind(document.bytes().as_slice());
        let written = written.execute(&mut *raw).await.expect("written");
        assert_eq!(written.rows_affected(), 1);
    }
}

#[tokio::test]
async fn what_is_pushed_in_one_process_reaches_watchers_in_another_in_order() {
    let Some(house) = House::on_postgres().await else {
        return;
    };
    let (id, _) = house.plan(1, 0).await;
    let other = house.another().await;
    let (editing, watching) = (house.member(1).await, house.member(2).await);
    let mut there = other.watch(&watching, id, 4).await.expect("watched");
    assert_eq!(versions(&heard_until(&mut there, 6).await), [5, 6]);
    // One after another, each heard before the next is made,
    let mut title = "Back end".to_owned();
    for version in 7..=20 {
        let longer = format!("{title}x");
        let edits = vec![retitle(&title, &longer)];
        let pushed = house.push_plan(&editing, id, version - 1, edits).await;
        pushed.expect("taken");
        title = longer;
        assert_eq!(versions(&heard_until(&mut there, version).await), [version]);
    }
    // and as fast as they are taken.
    let pushes = (0..50).map(|_| {
        let edits = vec![retitle(&title, &format!("{title}y"))];
        house.push_plan(&editing, id, 20, edits)
    });
    for pushed in futures::future::join_all(pushes).await {
        pushed.expect("taken");
    }
    let heard = heard_until(&mut there, 70).await;
    assert_eq!(versions(&heard), (21..=70).collect::<Vec<_>>());
    // Who only reads there sees it too.
    let seen = other.open_plan(&watching, id).await.expect("seen");
    assert_eq!(seen.version, 70);
}

#[tokio::test]
async fn what_two_processes_take_at_once_is_the_same_in_both_with_nothing_lost_or_doubled() {
    const PUSHERS: usize = 4;
    const EACH: usize = 25;
    let Some(house) = House::on_postgres().await else {
        return;
    };
    let (id, items) = house.plan(1, 1).await;
    let other = house.another().await;
    let actor = house.member(1).await;
    let mut here = house.service.watch(&actor, id, 0).await.expect("watched");
    let mut there = other.watch(&actor, id, 0).await.expect("watched");

    let pushers = (0..2 * PUSHERS).map(|pusher| {
        let service = if pusher % 2 == 0 {
            &house.service
        } else {
            &other
        };
        let (actor, item) = (&actor, items[0]);
        async move {
            let mut own = Vec::new();
            let mut base = 7;
            for number in 0..EACH {
                let edit = PlanEdit::SetWeight {
                    item,
                    weight: 2,
                    reason: format!("{pusher} says so for the time {number}"),
                };
                let batch = batch(base, vec![edit]);
                own.push(batch.id);
                let batch = AnyBatch::Plan(batch);
                let push = Push {
                    document: id,
                    batch,
                };
                // As a page does: again, under the same id, until there is an answer.
                let pushed = loop {
                    match service.push(actor, push.clone()).await {
                        Ok(pushed) => break pushed,
                        Err(Failure::Unavailable) => {}
                        Err(failure) => panic!("{failure:?}"),
                    }
                };
                // Its own is the last; what it knows of from now on is all up to there.
                base = *versions(plan_entries(&pushed)).last().expect("its own");
            }
            own
        }
    });
    let end = 7 + (2 * PUSHERS * EACH) as u64;
    let all = futures::future::join3(
        futures::future::join_all(pushers),
        heard_until(&mut here, end),
        heard_until(&mut there, end),
    );
    let (own, log, log_there) = timeout(PATIENCE, all).await.expect("in time");

    // Both told their watchers the whole log, once and in order.
    assert_eq!(versions(&log), (1..=end).collect::<Vec<_>>());
    assert_eq!(log, log_there);
    let mut taken: Vec<_> = log[7..].iter().map(|entry| entry.batch).collect();
    let mut asked = own.concat();
    taken.sort_unstable();
    asked.sort_unstable();
    assert_eq!(taken, asked);
    // And both show what the log makes.
    let mut plan = Plan::default();
    for entry in &log {
        plan.apply(&entry.edit).expect("the log can be applied");
    }
    for service in [&house.service, &other] {
        let seen = service.open_plan(&actor, id).await.expect("seen");
        assert_eq!((seen.version, seen.document), (end, plan.clone()));
    }
}

#[tokio::test]
async fn a_batch_pushed_to_one_process_and_then_to_another_is_taken_once() {
    let Some(house) = House::on_postgres().await else {
        return;
    };
    let (id, _) = house.plan(1, 0).await;
    let other = house.another().await;
    let actor = house.member(1).await;
    let basis = house.open_plan(&actor, id).await.1.basis.expect("begun");
    let push = |service: &Service, batch: &Batch<PlanEdit>| {
        let (service, actor) = (service.clone(), actor.clone());
        let batch = AnyBatch::Plan(batch.clone());
        let push = Push {
            document: id,
            batch,
        };
        async move { service.push(&actor, push).await.expect("answered") }
    };
    // Both rooms have seen an edit being made, and take what is made on it for new.
    push(&house.service, &batch(6, vec![shout()])).await;
    assert_eq!(other.open_plan(&actor, id).await.expect("seen").version, 7);
    push(&other, &batch(7, vec![shout()])).await;
    for (at, then) in [(&house.service, &other), (&other, &house.service)] {
        let version = other.open_plan(&actor, id).await.expect("seen").version;
        let taken = batch(version, vec![shout()]);
        let refused = batch(version, vec![PlanEdit::Begin(basis.clone())]);
        let none = push(at, &refused).await;
        let some = push(at, &taken).await;
        assert_eq!(none.refused.len(), 1);
        assert_eq!(versions(plan_entries(&some)), [version + 1]);
        for service in [then, at, then] {
            assert_eq!(push(service, &taken).await, some);
            let answer = push(service, &refused).await;
            assert_eq!(answer.refused, none.refused);
            assert_eq!(versions(plan_entries(&answer)), [version + 1]);
        }
    }
    for service in [&house.service, &other] {
        let seen = service.open_plan(&actor, id).await.expect("seen");
        assert_eq!(seen.version, 10);
    }
}

#[tokio::test]
async fn what_was_not_heard_while_the_listener_was_cut_off_reaches_watchers() {
    let Some(house) = House::on_postgres().await else {
        return;
    };
    let (id, _) = house.plan(1, 0).await;
    let other = house.another().await;
    let actor = house.member(1).await;
    let mut here = house.service.watch(&actor, id, 6).await.expect("watched");
    let mut there = other.watch(&actor, id, 6).await.expect("watched");
    house
        .push_plan(&actor, id, 6, vec![shout()])
        .await
        .expect("taken");
    assert_eq!(versions(&heard_until(&mut here, 7).await), [7]);
    assert_eq!(versions(&heard_until(&mut there, 7).await), [7]);
    // Both ways, so that both are known to listen.
    let pushed = push_plan(&other, &actor, id, 7, vec![shout()]).await;
    assert_eq!(pushed.expect("taken"), [8]);
    assert_eq!(versions(&heard_until(&mut here, 8).await), [8]);
    assert_eq!(versions(&heard_until(&mut there, 8).await), [8]);

    let mut raw = house.raw().await;
    write_unheard(&mut raw, id).await;
    assert_eq!(cut(&mut raw, "LISTEN%").await, 2);

    for watcher in [&mut here, &mut there] {
        assert_eq!(versions(&heard_until(watcher, 9).await), [9]);
    }
    // From there it goes on, both ways.
    let pushed = push_plan(&other, &actor, id, 9, vec![shout()]).await;
    assert_eq!(pushed.expect("taken"), [10]);
    for watcher in [&mut here, &mut there] {
        assert_eq!(versions(&heard_until(watcher, 10).await), [10]);
    }
}

#[tokio::test]
async fn a_database_that_was_away_is_listened_to_again() {
    let Some(house) = House::on_postgres().await else {
        return;
    };
    let (id, _) = house.plan(1, 0).await;
    let other = house.another().await;
    let actor = house.member(1).await;
    let mut there = other.watch(&actor, id, 6).await.expect("watched");
    house
        .push_plan(&actor, id, 6, vec![shout()])
        .await
        .expect("taken");
    assert_eq!(versions(&heard_until(&mut there, 7).await), [7]);

    let mut raw = house.raw().await;
    house.admit(false).await;
    assert!(cut(&mut raw, "%").await > 2);
    write_unheard(&mut raw, id).await;
    // It is away for both.
    let failed = push_plan(&other, &actor, id, 7, vec![shout()]).await;
    assert_eq!(failed, Err(Failure::Unavailable));
    house.admit(true).await;

    assert_eq!(versions(&heard_until(&mut there, 8).await), [8]);
    let pushed = house.push_plan(&actor, id, 8, vec![shout()]).await;
    pushed.expect("taken");
    assert_eq!(versions(&heard_until(&mut there, 9).await), [9]);
}

#[tokio::test]
async fn a_service_that_stops_listens_no_more() {
    let Some(house) = House::on_postgres().await else {
        return;
    };
    let other = house.another().await;
    let stopped = timeout(PATIENCE, other.stop()).await;
    stopped.expect("it stops, with the listener waiting");
}
