use std::future::poll_fn;
use std::task::Poll;

use domain::panel::PanelEdit;
use domain::scorecard::ScorecardEdit;
use domain::views::Failure;
use sqlx::{Connection, Executor, SqliteConnection};

use super::house::{House, document, note, plan_entries, rate, retitle, versions};

impl House {
    /// Makes the database refuse, until the trigger is dropped.
    pub(crate) async fn refuse(&self, table: &'static str) -> SqliteConnection {
        let url = self.url();
        let mut connection = SqliteConnection::connect(&url).await.expect("it opens");
        let trigger = match table {
            "edit" => {
                "CREATE TRIGGER refuse BEFORE INSERT ON edit BEGIN SELECT RAISE(ABORT, 'no'); END"
            }
            _ => {
                "CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END"
            }
        };
        connection
            .execute(trigger)
            .await
            .expect("the trigger is made");
        connection
    }
}

pub(crate) async fn relent(mut connection: SqliteConnection) {
    let dropped = connection.execute("DROP TRIGGER refuse").await;
    dropped.expect("the trigger is dropped");
}

#[tokio::test]
async fn what_was_acknowledged_outlives_a_crash() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let mut title = "Back end".to_owned();
    for version in 6..30 {
        let next = format!("{title}{}", version % 10);
        let pushed = house
            .push_plan(&actor, id, version, vec![retitle(&title, &next)])
            .await;
        pushed.expect("taken");
        title = next;
    }
    let house = house.crash().await;
    let actor = house.member(1).await;
    let (version, plan) = house.open_plan(&actor, id).await;
    assert_eq!((version, plan.title), (30, title));
}

#[tokio::test]
async fn stopping_writes_what_was_handed_in_and_takes_no_more() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let pushing = {
        let (service, actor) = (house.service.clone(), actor.clone());
        let batch = super::house::batch(6, vec![retitle("Back end", "Kept")]);
        let batch = domain::wire::AnyBatch::Plan(batch);
        let push = domain::wire::Push {
            document: id,
            batch,
        };
        tokio::spawn(async move { service.push(&actor, push).await })
    };
    let pushed = pushing.await.expect("no panic");
    pushed.expect("taken before the stop");
    house.service.stop().await;
    let late = house
        .push_plan(&actor, id, 7, vec![retitle("Kept", "Lost")])
        .await;
    assert_eq!(late, Err(Failure::Unavailable));

    let house = house.crash().await;
    let actor = house.member(1).await;
    assert_eq!(house.open_plan(&actor, id).await.1.title, "Kept");
}

#[tokio::test]
async fn a_push_that_is_given_up_half_way_is_in_or_out_and_blocks_nobody() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let mut title = "Back end".to_owned();
    let mut version = 6;
    // Whoever asked goes away after so many steps: before the room is changed,
    // while it becomes durable, and after.
    for steps in 0..40 {
        let next = format!("B{steps}");
        let push = house.push_plan(&actor, id, version, vec![retitle(&title, &next)]);
        let mut push = std::pin::pin!(push);
        for _ in 0..steps {
            let step = poll_fn(|context| Poll::Ready(push.as_mut().poll(context).is_ready()));
            if step.await {
                break;
            }
            tokio::task::yield_now().await;
        }
        let (now, plan) = house.open_plan(&actor, id).await;
        assert!(now == version || now == version + 1 && plan.title == next);
        (version, title) = (now, plan.title);
    }
    let pushed = house
        .push_plan(&actor, id, version, vec![retitle(&title, "End")])
        .await;
    pushed.expect("taken");
    assert_eq!(house.open_plan(&actor, id).await.1.title, "End");
}

#[tokio::test]
async fn a_store_that_fails_loses_nothing_and_leaves_nothing_half_done() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let connection = house.refuse("edit").await;
    let batch = super::house::batch(6, vec![retitle("Back end", "Back ends")]);
    let push = domain::wire::Push {
        document: id,
        batch: domain::wire::AnyBatch::Plan(batch),
    };
    let refused = house.service.push(&actor, push.clone()).await;
    assert_eq!(refused, Err(Failure::Unavailable));
    assert_eq!(house.open_plan(&actor, id).await.1.title, "Back end");

    relent(connection).await;
    let pushed = house.service.push(&actor, push).await.expect("taken");
    assert_eq!(versions(plan_entries(&pushed)), [7]);
    assert_eq!(house.open_plan(&actor, id).await.1.title, "Back ends");
}

#[tokio::test]
async fn a_submission_is_on_the_panel_or_nowhere() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1, 2]).await;
    let panelist = house.member(1).await;
    let (scorecard, version) = house.scorecard(&panelist, interview).await;
    let connection = house.refuse("audit").await;
    let edits = vec![rate(items[0], 4), ScorecardEdit::Submit { at: 0 }];
    let failed = house
        .push_scorecard(&panelist, scorecard, version, edits.clone())
        .await;
    assert_eq!(failed, Err(Failure::Unavailable));
    let seen = house
        .service
        .interview(&panelist, interview)
        .await
        .expect("seen");
    let (_, own) = seen.own.expect("they score");
    assert_eq!(own.document, domain::scorecard::Scorecard::default());
    assert_eq!(seen.panel.document.submitted(), 0);

    relent(connection).await;
    let pushed = house
        .push_scorecard(&panelist, scorecard, version, edits)
        .await;
    assert!(pushed.expect("submitted").refused.is_empty());
    let seen = house
        .service
        .interview(&panelist, interview)
        .await
        .expect("seen");
    let (_, own) = seen.own.expect("they score");
    let on_panel = seen.panel.document.panelists[&panelist.person()];
    assert!(own.document.submitted_at.is_some());
    assert_eq!(own.document.submitted_at, on_panel);
    assert_eq!(seen.panel.document.submitted(), 1);
}

#[tokio::test]
async fn many_pushes_to_many_documents_are_all_taken_and_no_version_is_missing() {
    const DOCUMENTS: u8 = 5;
    const EACH: usize = 20;
    let house = House::new().await;
    let actor = house.member(0).await;
    for name in 1..=DOCUMENTS {
        let made = house
            .service
            .new_plan(&actor, document(name), "back-end-developer", "P");
        made.await.expect("made");
    }
    let asked = (1..=DOCUMENTS)
        .flat_map(|name| (0..EACH).map(move |_| name))
        .map(|name| {
            let edits = vec![retitle("P", "Px")];
            house.push_plan(&actor, document(name), 6, edits)
        });
    let answers = futures::future::join_all(asked).await;
    for answer in answers {
        let pushed = answer.expect("taken");
        let own = plan_entries(&pushed)
            .last()
            .expect("its own entry is the last");
        assert_eq!(own.batch, pushed.batch);
    }
    for name in 1..=DOCUMENTS {
        let (version, plan) = house.open_plan(&actor, document(name)).await;
        assert_eq!(version, 6 + EACH as u64);
        assert_eq!(plan.title, format!("P{}", "x".repeat(EACH)));
    }
}

#[tokio::test]
async fn two_processes_on_one_database_do_not_overwrite_each_other() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let actor = house.member(1).await;
    let other = house.another().await;
    // Both have the document in memory.
    house.open_plan(&actor, id).await;
    other.open_plan(&actor, id).await.expect("seen");

    let here = house
        .push_plan(&actor, id, 6, vec![retitle("Back end", "A Back end")])
        .await;
    here.expect("taken");
    let batch = super::house::batch(6, vec![retitle("Back end", "Back end Z")]);
    let push = domain::wire::Push {
        document: id,
        batch: domain::wire::AnyBatch::Plan(batch),
    };
    let there = other
        .push(&actor, push)
        .await
        .expect("taken at the second attempt");
    assert_eq!(versions(plan_entries(&there)), [7, 8]);
    // A page that heard of version 8 there is understood here too.
    let on = house
        .push_plan(&actor, id, 8, vec![retitle("A Back end Z", "A Z")])
        .await;
    assert_eq!(versions(plan_entries(&on.expect("taken"))), [9]);
    assert_eq!(house.open_plan(&actor, id).await.1.title, "A Z");
}

#[tokio::test]
async fn a_reveal_and_an_edit_at_the_same_time_come_one_after_the_other() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1]).await;
    let (lead, panelist) = (house.member(0).await, house.member(1).await);
    let (scorecard, version) = house.scorecard(&panelist, interview).await;
    let reveal = domain::panel::Reveal {
        at: 0,
        by: lead.person(),
        reason: "time is up".into(),
    };
    let (revealed, written) = tokio::join!(
        house.push_panel(&lead, interview, 1, vec![PanelEdit::Reveal(reveal)]),
        house.push_scorecard(
            &panelist,
            scorecard,
            version,
            vec![rate(items[0], 2), note("", "x")]
        ),
    );
    assert!(revealed.expect("answered").refused.is_empty());
    let refused = written.expect("answered").refused.len();
    let seen = house
        .service
        .interview(&panelist, interview)
        .await
        .expect("seen");
    let (_, own) = seen.own.expect("they score");
    // Both edits are in, or neither.
    assert_eq!(
        own.document.ratings.len() + own.document.notes.len() + refused,
        2
    );
    assert!(refused == 0 || refused == 2, "{refused}");
}

#[tokio::test]
async fn what_the_database_does_not_take_is_refused_for_good_and_takes_nobody_else_with_it() {
    let house = House::new().await;
    let (id, _) = house.plan(1, 0).await;
    let (gone, other) = (house.member(1).await, house.member(2).await);
    let url = house.url();
    let mut connection = SqliteConnection::connect(&url).await.expect("it opens");
    for statement in [
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM person WHERE email = 'tomas@demo.invalid'",
    ] {
        connection.execute(statement).await.expect("done");
    }
    // The second stands on the first, in one room and in one commit.
    let (refused, taken) = tokio::join!(
        house.push_plan(&gone, id, 6, vec![retitle("Back end", "Back ends")]),
        house.push_plan(&other, id, 6, vec![retitle("Back end", "A Back end")]),
    );
    assert!(matches!(refused, Err(Failure::Invalid(_))), "{refused:?}");
    assert_eq!(versions(plan_entries(&taken.expect("taken"))), [7]);
    assert_eq!(house.open_plan(&other, id).await.1.title, "A Back end");
}
