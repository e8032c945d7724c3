//! A `PostgreSQL` database of one test's own.

use std::io::Write;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// It is dropped with this.
pub(crate) struct Database {
    pub(crate) url: String,
    server: String,
    name: String,
}

impl Database {
    /// None where no server is named, which only people may do.
    pub(crate) async fn new() -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = server()?;
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("plumbline_service_{}_{count}", std::process::id());
        ask(&server, format!("CREATE DATABASE {name}")).await;
        let (before, after) = server.rsplit_once('/').expect("a URL names a database");
        let parameters = after.find('?').map_or("", |at| &after[at..]);
        let url = format!("{before}/{name}{parameters}");
        Some(Self { url, server, name })
    }

    /// Whether anybody may connect to it from now on.
    pub(crate) async fn admit(&self, anybody: bool) {
        let name = &self.name;
        let statement = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {anybody}");
        ask(&self.server, statement).await;
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let statement = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        let server = self.server.clone();
        // A thread of its own, because this may run within a runtime.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let runtime = runtime.expect("a runtime");
            runtime.block_on(ask(&server, statement));
        });
        if dropping.join().is_err() {
            say(&format!("database {} could not be dropped", self.name));
        }
    }
}

fn server() -> Option<String> {
    static SAID: Once = Once::new();
    let server = std::env::var("PLUMBLINE_TEST_POSTGRES").ok();
    let server = server.filter(|url| !url.is_empty());
    if server.is_none() {
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "CI checks several processes: set PLUMBLINE_TEST_POSTGRES to a server's URL"
        );
        SAID.call_once(|| {
            say("Several processes skipped: set PLUMBLINE_TEST_POSTGRES to the URL of a server");
        });
    }
    server
}

/// Says something even of a test that passes, whose prints are swallowed.
fn say(text: &str) {
    drop(writeln!(std::io::stderr(), "\n{text}"));
}

async fn ask(server: &str, statement: String) {
    let connection = PgConnection::connect(server).await;
    let mut connection = connection.expect("PLUMBLINE_TEST_POSTGRES answers");
    let done = connection.execute(AssertSqlSafe(statement)).await;
    done.expect("the server obeys");
}
