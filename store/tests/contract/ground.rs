//! What every test stands on: a database of its own with two teams and a plan.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::id::{BatchId, DocumentId, PersonId, TeamId};
use domain::views::Role;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use store::{
    AuditRow, BatchRow, DocumentKind, DocumentWrite, EditRow, NewDocument, PersonRow, Store,
    TeamRow, Unit,
};

pub(crate) const TEAM: TeamId = TeamId::from_bytes([1; 16]);
pub(crate) const OTHER_TEAM: TeamId = TeamId::from_bytes([2; 16]);
/// The lead of `TEAM`, and its two interviewers.
pub(crate) const ADA: PersonId = PersonId::from_bytes([11; 16]);
pub(crate) const BEN: PersonId = PersonId::from_bytes([12; 16]);
pub(crate) const CLEO: PersonId = PersonId::from_bytes([13; 16]);
/// The lead of `OTHER_TEAM`.
pub(crate) const ZOE: PersonId = PersonId::from_bytes([21; 16]);
/// Nobody.
pub(crate) const NOBODY: PersonId = PersonId::from_bytes([99; 16]);
/// A plan of `TEAM`, without edits at first.
pub(crate) const PLAN: DocumentId = DocumentId::from_bytes([31; 16]);

/// A database of one test's own, gone with this value.
pub(crate) struct Ground {
    pub(crate) url: String,
    pub(crate) store: Store,
    /// Declared last: the store lets go of the database first.
    _place: Place,
}

impl Ground {
    /// Another handle, with connections of its own, as another process has.
    pub(crate) async fn another(&self) -> Store {
        Store::open(&self.url)
            .await
            .expect("the database opens a second time")
    }

    pub(crate) async fn version(&self, document: DocumentId) -> u64 {
        self.store
            .document(document)
            .await
            .expect("readable")
            .expect("present")
            .version
    }

    /// The bodies in a document's log.
    pub(crate) async fn bodies(&self, document: DocumentId) -> Vec<Vec<u8>> {
        let log = self
            .store
            .edits_after(document, 0, 1000)
            .await
            .expect("readable");
        log.into_iter().map(|logged| logged.edit.body).collect()
    }

    /// Changes one row past the store.
    pub(crate) async fn tamper(&self, statement: &'static str) {
        assert_eq!(self.run(statement).await, 1, "{statement}");
    }

    /// The same of any statement; answers how many rows it changed.
    pub(crate) async fn run(&self, statement: &'static str) -> u64 {
        if self.url.starts_with("sqlite") {
            let mut raw = sqlx::SqliteConnection::connect(&self.url)
                .await
                .expect("opens");
            raw.execute(statement)
                .await
                .expect("the statement is right")
                .rows_affected()
        } else {
            let mut raw = PgConnection::connect(&self.url).await.expect("opens");
            raw.execute(statement)
                .await
                .expect("the statement is right")
                .rows_affected()
        }
    }
}

enum Place {
    Folder(PathBuf),
    Database { server: String, name: String },
}

impl Drop for Place {
    fn drop(&mut self) {
        match self {
            Self::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            Self::Database { server, name } => {
                let statement = format!("DROP DATABASE {name} WITH (FORCE)");
                let server = server.clone();
                // A thread of its own, because this may run within a runtime.
                let dropping = std::thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread()
                        .enable_all()
                        .build();
                    runtime
                        .expect("a runtime")
                        .block_on(ask(&server, statement));
                });
                if dropping.join().is_err() {
                    say(&format!("database {name} could not be dropped"));
                }
            }
        }
    }
}

/// A folder of one test's own, empty and not yet made.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("store-{}-{name}", std::process::id()));
    drop(std::fs::remove_dir_all(&folder));
    folder
}

pub(crate) async fn sqlite(name: &str) -> Ground {
    let folder = folder(name);
    let url = format!("sqlite://{}/kept.db", folder.display());
    lay(url, Place::Folder(folder)).await
}

/// None when no server is named, which only people may do.
pub(crate) async fn postgres() -> Option<Ground> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let server = server()?;
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("plumbline_contract_{}_{count}", std::process::id());
    ask(&server, format!("CREATE DATABASE {name}")).await;
    let (before, after) = server
        .rsplit_once('/')
        .expect("a URL that names a database");
    let parameters = after.find('?').map_or("", |at| &after[at..]);
    let url = format!("{before}/{name}{parameters}");
    Some(lay(url, Place::Database { server, name }).await)
}

/// The server for tests, if one is named.
pub(crate) fn server() -> Option<String> {
    static SAID: Once = Once::new();
    let server = std::env::var("PLUMBLINE_TEST_POSTGRES")
        .ok()
        .filter(|url| !url.is_empty());
    if server.is_none() {
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "CI checks both databases: set PLUMBLINE_TEST_POSTGRES to a server's URL"
        );
        SAID.call_once(|| {
            say("PostgreSQL skipped: set PLUMBLINE_TEST_POSTGRES to the URL of a server to test on, such as postgres://postgres@localhost/postgres");
        });
    }
    server
}

/// Says something even of a test that passes, whose prints are swallowed.
fn say(text: &str) {
    drop(writeln!(std::io::stderr(), "\n{text}"));
}

async fn ask(server: &str, statement: String) {
    let mut connection = PgConnection::connect(server)
        .await
        .expect("PLUMBLINE_TEST_POSTGRES answers");
    connection
        .execute(AssertSqlSafe(statement))
        .await
        .expect("the server obeys");
}

async fn lay(url: String, place: Place) -> Ground {
    let store = Store::open(&url).await.expect("a new database opens");
    let team = |id, name: &str| TeamRow {
        id,
        name: name.to_owned(),
    };
    store
        .ensure_team(&team(TEAM, "Platform"), &people())
        .await
        .expect("a first team");
    let zoe = person(ZOE, OTHER_TEAM, "Zoe", Role::Lead);
    store
        .ensure_team(&team(OTHER_TEAM, "Sales"), &[zoe])
        .await
        .expect("a second team");
    store
        .create_plan(&document(PLAN, DocumentKind::Plan, 100), None, &[])
        .await
        .expect("a plan");
    Ground {
        url,
        store,
        _place: place,
    }
}

pub(crate) fn people() -> [PersonRow; 3] {
    [
        person(ADA, TEAM, "Ada", Role::Lead),
        person(BEN, TEAM, "Ben", Role::Interviewer),
        person(CLEO, TEAM, "Cleo", Role::Interviewer),
    ]
}

pub(crate) fn person(id: PersonId, team: TeamId, name: &str, role: Role) -> PersonRow {
    let email = format!("{name}@example.org").to_lowercase();
    PersonRow {
        id,
        team,
        name: name.to_owned(),
        email,
        role,
    }
}

/// A document of `TEAM` without edits, made by Ada.
pub(crate) fn document(id: DocumentId, kind: DocumentKind, created_at: i64) -> NewDocument {
    NewDocument {
        id,
        kind,
        team: TEAM,
        title: "Back End Developer".to_owned(),
        created_by: ADA,
        created_at,
        edits: Vec::new(),
        snapshot: None,
    }
}

pub(crate) fn edit(version: u64, body: &[u8]) -> EditRow {
    EditRow {
        version,
        author: ADA,
        at: 1000,
        body: body.to_vec(),
    }
}

/// A batch of one edit, on a document at `expected`.
pub(crate) fn write(document: DocumentId, expected: u64, batch: u8, body: &[u8]) -> DocumentWrite {
    DocumentWrite {
        document,
        expected_version: expected,
        edits: vec![edit(expected + 1, body)],
        batch: Some(BatchRow {
            id: batch_id(batch),
            first_version: expected + 1,
            last_version: expected + 1,
            outcome: vec![batch],
        }),
        title: None,
        at: 1000,
        judged_by: None,
    }
}

pub(crate) fn unit(write: DocumentWrite) -> Unit {
    Unit {
        writes: vec![write],
        audit: Vec::new(),
    }
}

pub(crate) fn batch_id(number: u8) -> BatchId {
    BatchId::from_bytes([number; 16])
}

pub(crate) fn audit(subject: DocumentId, action: &str) -> AuditRow {
    AuditRow {
        team: TEAM,
        at: 1000,
        person: ADA,
        action: action.to_owned(),
        subject,
        detail: String::new(),
    }
}
