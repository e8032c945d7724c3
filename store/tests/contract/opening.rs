//! What is promised of opening, and of databases that cannot be.

use std::net::TcpListener;

use store::{DocumentKind, Store, StoreError};

use super::ground::{BEN, Ground, PLAN, TEAM, audit, batch_id, folder, server, unit, write};
use super::interviews::{PANEL, new_interview};

pub(crate) async fn what_was_saved_is_there_after_closing_and_opening_again(ground: &Ground) {
    let push = unit(write(PLAN, 0, 1, b"kept"));
    assert_eq!(ground.store.commit(&[push]).await.expect("saved"), [Ok(())]);
    ground.store.close().await;

    let again = ground.another().await;

    assert_eq!(
        again
            .document(PLAN)
            .await
            .expect("readable")
            .expect("present")
            .version,
        1
    );
    assert_eq!(
        again.edits_after(PLAN, 0, 10).await.expect("readable")[0]
            .edit
            .body,
        b"kept"
    );
    assert!(
        again
            .batch(PLAN, batch_id(1))
            .await
            .expect("readable")
            .is_some()
    );
    again.close().await;
}

pub(crate) async fn a_database_from_before_things_were_put_away_opens_with_all_in_the_lists(
    ground: &Ground,
) {
    let made = ground.store.create_interview(&new_interview()).await;
    made.expect("made");
    ground.store.close().await;
    // As the program before left it.
    ground
        .run("ALTER TABLE document DROP COLUMN put_away_at")
        .await;
    ground
        .tamper("DELETE FROM _sqlx_migrations WHERE version = 7")
        .await;

    let store = ground.another().await;

    let plans = store.documents(TEAM, DocumentKind::Plan).await;
    let plans = plans.expect("readable");
    assert_eq!((plans[0].id, plans[0].put_away_at), (PLAN, None));
    let interviews = store.interviews(TEAM, BEN).await.expect("readable");
    let found = (interviews[0].head.id, interviews[0].put_away_at);
    assert_eq!(found, (PANEL, None));
    let line = audit(PLAN, "put-away");
    assert!(
        store
            .put_away(PLAN, Some(2000), &line)
            .await
            .expect("answered")
    );
    store.close().await;
}

pub(crate) async fn a_closed_store_says_so(ground: &Ground) {
    ground.store.close().await;
    let read = ground.store.document(PLAN).await;
    assert!(matches!(read, Err(StoreError::Closed)), "{read:?}");
    let written = ground.store.commit(&[unit(write(PLAN, 0, 1, b"x"))]).await;
    assert!(matches!(written, Err(StoreError::Closed)), "{written:?}");
}

async fn refusal(url: &str) -> (StoreError, String) {
    let error = Store::open(url).await.expect_err("it does not open");
    let text = error.to_string();
    (error, text)
}

pub(crate) async fn a_database_of_a_newer_program_is_refused_and_left_alone(ground: &Ground) {
    ground.store.close().await;
    ground
        .tamper(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             SELECT 9000, description, success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1",
        )
        .await;

    let (error, text) = refusal(&ground.url).await;

    assert!(
        matches!(error, StoreError::Newer { migration: 9000 }),
        "{error:?}"
    );
    assert!(text.contains("newer version of this program"), "{text}");
    // With the newer migration gone again everything is as it was.
    ground
        .tamper("DELETE FROM _sqlx_migrations WHERE version = 9000")
        .await;
    let store = ground.another().await;
    assert!(store.document(PLAN).await.expect("readable").is_some());
    store.close().await;
}

pub(crate) async fn a_database_of_another_layout_is_refused(ground: &Ground) {
    ground.store.close().await;
    let blob = if ground.url.starts_with("sqlite") {
        "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1"
    } else {
        r"UPDATE _sqlx_migrations SET checksum = '\x00' WHERE version = 1"
    };
    ground.tamper(blob).await;

    let (error, text) = refusal(&ground.url).await;

    assert!(
        matches!(error, StoreError::Altered { migration: 1 }),
        "{error:?}"
    );
    assert!(text.contains("restore a backup"), "{text}");
}

pub(crate) async fn a_damaged_row_is_reported_and_not_passed_over(ground: &Ground) {
    let damage: [(&str, &str); 2] = if ground.url.starts_with("sqlite") {
        [
            (
                "1 bytes where 16",
                "PRAGMA ignore_check_constraints = on; UPDATE person SET id = x'07' WHERE name = 'Cleo'",
            ),
            (
                "`boss`",
                "PRAGMA ignore_check_constraints = on; UPDATE person SET role = 'boss' WHERE name = 'Ada'",
            ),
        ]
    } else {
        [
            (
                "1 bytes where 16",
                r"ALTER TABLE person DROP CONSTRAINT person_id_check; UPDATE person SET id = '\x07' WHERE name = 'Cleo'",
            ),
            (
                "`boss`",
                "ALTER TABLE person DROP CONSTRAINT person_role_check; UPDATE person SET role = 'boss' WHERE name = 'Ada'",
            ),
        ]
    };
    assert_eq!(
        ground.store.people(TEAM).await.expect("well so far").len(),
        3
    );
    for (what, statement) in damage {
        ground.tamper(statement).await;
        let error = ground.store.people(TEAM).await.expect_err("it is damaged");
        assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
        assert!(error.to_string().contains(what), "{error}");
    }
}

#[tokio::test]
async fn sqlite_makes_the_folder_of_its_file() {
    let folder = folder("makes_the_folder");
    let file = folder.join("one/two/kept.db");
    let store = Store::open(&format!("sqlite://{}", file.display()))
        .await
        .expect("opens");
    store.close().await;
    assert!(file.is_file());
    std::fs::remove_dir_all(folder).expect("can go");
}

#[tokio::test]
async fn a_folder_instead_of_a_file_is_named() {
    let folder = folder("a_folder");
    std::fs::create_dir_all(&folder).expect("can be made");
    let (error, text) = refusal(&format!("sqlite://{}", folder.display())).await;
    assert!(
        matches!(&error, StoreError::OpenFile { path, .. } if *path == folder),
        "{error:?}"
    );
    assert!(text.contains("it is a folder"), "{text}");
    std::fs::remove_dir_all(folder).expect("can go");
}

#[tokio::test]
async fn a_file_in_the_way_of_the_folder_is_named() {
    let folder = folder("in_the_way");
    std::fs::create_dir_all(&folder).expect("can be made");
    std::fs::write(folder.join("file"), "x").expect("can be written");
    let (_, text) = refusal(&format!("sqlite://{}/file/kept.db", folder.display())).await;
    assert!(
        text.contains("file/kept.db") && text.contains("its folder cannot be made"),
        "{text}"
    );
    std::fs::remove_dir_all(folder).expect("can go");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_named_and_left_alone() {
    let folder = folder("no_database");
    std::fs::create_dir_all(&folder).expect("can be made");
    let file = folder.join("letter.txt");
    let letter = "Dear reader, ".repeat(1000);
    std::fs::write(&file, &letter).expect("can be written");

    let (error, text) = refusal(&format!("sqlite://{}", file.display())).await;

    assert!(
        matches!(&error, StoreError::OpenFile { path, .. } if *path == file),
        "{error:?}"
    );
    assert!(
        text.contains("not a database") && text.contains("choose another file"),
        "{text}"
    );
    assert_eq!(std::fs::read_to_string(&file).expect("readable"), letter);
    std::fs::remove_dir_all(folder).expect("can go");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named_without_the_password() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);

    let (error, text) = refusal(&format!("postgres://ada:hush@127.0.0.1:{port}/interviews")).await;

    assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
    assert!(
        text.contains(&format!("interviews at 127.0.0.1:{port}")),
        "{text}"
    );
    assert!(text.contains("is the server running"), "{text}");
    assert!(
        !text.contains("hush") && !format!("{error:?}").contains("hush"),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_database_the_server_does_not_have_is_named() {
    let Some(server) = server() else { return };
    let (before, _) = server
        .rsplit_once('/')
        .expect("a URL that names a database");
    let (error, text) = refusal(&format!("{before}/there_is_no_such")).await;
    assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
    assert!(
        text.contains("there_is_no_such") && text.contains("does not exist"),
        "{text}"
    );
}

#[tokio::test]
async fn an_address_that_makes_no_sense_is_not_repeated() {
    for url in [
        "",
        "kept.db",
        "mysql://ada:hush@host/database",
        "ada:hush@host",
        "postgres://ada:hush@host:port/database",
        "sqlite://",
        "sqlite::memory:",
        "sqlite://kept.db?mode=memory",
        "sqlite://kept.db?mode=hush",
    ] {
        let (error, text) = refusal(url).await;
        assert!(
            matches!(error, StoreError::Address { .. }),
            "{url}: {error:?}"
        );
        assert!(
            text.contains("give sqlite://") && !text.contains("ada:hush"),
            "{url}: {text}"
        );
    }
}
