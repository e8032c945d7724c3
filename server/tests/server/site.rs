//! A site on a port of its own, and the plainest of clients.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use domain::id::{DocumentId, ItemId, PersonId};
use domain::kit::Kit;
use domain::order::Mark;
use domain::plan::{Item, PlanEdit, PlanText};
use domain::sync::Batch;
use domain::text::Splice;
use domain::views::Failure;
use domain::wire::{AnyBatch, Push, Pushed};
use leptos::config::LeptosOptions;
use server::{Ending, router, serve};
use service::{Actor, Clock, NoRandomness, OsRandom, Random, Service, SystemClock, kits};
use store::Store;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;

/// How long an answer may take before it counts as none.
const PATIENCE: Duration = Duration::from_mins(1);

/// A clock that stands still.
struct NoTime;

impl Clock for NoTime {
    fn now(&self) -> i64 {
        1_700_000_000_000
    }
}

/// Counts where others draw.
#[derive(Default)]
struct Counted(AtomicU64);

impl Random for Counted {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        bytes.fill(0xa5);
        let end = bytes.len().min(8);
        bytes[..end].copy_from_slice(&number.to_le_bytes()[..end]);
        Ok(())
    }
}

/// A running site.
pub(crate) struct Site {
    pub(crate) address: SocketAddr,
    pub(crate) service: Service,
    /// Says that the end is near.
    pub(crate) announce: watch::Sender<bool>,
    _folder: TempDir,
}

/// An answer: its status, its head in lower case, and its body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines();
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What a page says before all else: the text of its alert, tags and all.
    pub(crate) fn alert(&self) -> String {
        let text = self.text();
        let alert = text.split_once("role=\"alert\"").map(|(_, rest)| rest);
        let alert = alert.and_then(|rest| rest.split_once("</p>"));
        alert.map_or_else(String::new, |(alert, _)| alert.to_owned())
    }
}

impl Site {
    pub(crate) async fn new() -> Self {
        Self::with_origin(None).await
    }

    pub(crate) async fn with_origin(origin: Option<&str>) -> Self {
        Self::on(origin, SystemClock, OsRandom).await
    }

    /// A site without chance or time: two are alike until they are told something else.
    pub(crate) async fn alike() -> Self {
        Self::on(None, NoTime, Counted::default()).await
    }

    async fn on(origin: Option<&str>, clock: impl Clock, random: impl Random) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let icon = folder.path().join("favicon.svg");
        std::fs::write(icon, "<svg/>").expect("a file can be written");
        let url = format!("sqlite://{}/plumbline.db", folder.path().display());
        let store = Store::open(&url).await.expect("the store opens");
        let kits = kits::read(None).expect("the shipped kits can be read");
        let service = Service::open(store, kits, clock, random);
        service.ensure_demo().await.expect("the demo team is made");
        let options = LeptosOptions::builder()
            .output_name("plumbline")
            .site_root(folder.path().to_string_lossy().into_owned())
            .site_pkg_dir("pkg")
            .build();
        let (ending, announce, _) = Ending::new();
        let router = router(&service, options, origin, ending.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        tokio::spawn(serve(listener, router, ending));
        Self {
            address,
            service,
            announce,
            _folder: folder,
        }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A member of the demo team, and the cookie that signs them in.
    pub(crate) async fn member(&self, place: u8) -> (Actor, String) {
        let mut bytes = [0xde; 16];
        bytes[15] = place + 1;
        let person = PersonId::from_bytes(bytes);
        let token = self.service.sign_in_demo(person).await.expect("signed in");
        let actor = self.service.actor(&token).await.expect("signed in");
        (actor, format!("plumbline_session={token}"))
    }

    /// A kit like the one that comes along, to be brought along as the team's own, "ours".
    pub(crate) async fn kit_of_ones_own(&self, actor: &Actor) -> Kit {
        let shipped = self.service.kit(actor, "back-end-developer").await;
        Kit {
            id: "ours".to_owned(),
            ..shipped.expect("there")
        }
    }

    /// Asks, with these headers, and reads the whole answer.
    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut lines = vec![
            format!("{method} {path} HTTP/1.1"),
            format!("host: {}", self.address),
            "connection: close".to_owned(),
        ];
        lines.extend(
            headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}")),
        );
        if !headers
            .iter()
            .any(|(name, _)| matches!(*name, "content-length" | "transfer-encoding"))
        {
            lines.push(format!("content-length: {}", body.len()));
        }
        let request = lines.join("\r\n") + "\r\n\r\n";
        let mut stream = TcpStream::connect(self.address).await.expect("connected");
        stream.write_all(request.as_bytes()).await.expect("sent");
        // Whoever refuses early may close before all is sent.
        drop(stream.write_all(body).await);
        let mut bytes = Vec::new();
        let whole = timeout(PATIENCE, stream.read_to_end(&mut bytes)).await;
        drop(whole.unwrap_or_else(|_| panic!("no end of the answer to {method} {path}")));
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .expect("an answer with a head");
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let body = &bytes[end + 4..];
        Answer {
            status: status.expect("a status"),
            body: if head.contains("transfer-encoding: chunked") {
                joined(body)
            } else {
                body.to_vec()
            },
            head,
        }
    }

    /// Asks for a page, signed in by this cookie.
    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.ask("GET", path, &[("cookie", cookie)], b"").await
    }

    /// Sends a form of this site, signed in by this cookie.
    pub(crate) async fn post(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{}={}", percent_encoded(name), percent_encoded(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let kind = "application/x-www-form-urlencoded";
        self.send(path, cookie, kind, body.as_bytes()).await
    }

    /// Sends what a form of this site makes, of whatever kind, as a browser does.
    pub(crate) async fn send(&self, path: &str, cookie: &str, kind: &str, body: &[u8]) -> Answer {
        let origin = self.origin();
        let headers = [
            ("cookie", cookie),
            ("origin", origin.as_str()),
            ("content-type", kind),
            ("accept", "text/html,*/*"),
        ];
        self.ask("POST", path, &headers, body).await
    }

    /// A plan of the actor's.
    pub(crate) async fn plan(&self, actor: &Actor) -> DocumentId {
        let id = DocumentId::from_bytes([1; 16]);
        let made = self
            .service
            .new_plan(actor, id, "back-end-developer", "Plan");
        made.await.expect("made");
        id
    }

    /// Turns the plan's title into another, at a version.
    pub(crate) async fn retitle(
        &self,
        actor: &Actor,
        document: DocumentId,
        base: u64,
        (from, to): (&str, &str),
    ) -> Result<Pushed, Failure> {
        let edit = PlanEdit::Text {
            text: PlanText::Title,
            splice: Splice::between(from, to),
        };
        self.push(actor, document, base, edit).await
    }

    /// Adds a question of the plan's kit, so that there is one to ask.
    pub(crate) async fn add_question(&self, actor: &Actor, plan: DocumentId) {
        let kit = self.service.kit(actor, "back-end-developer").await;
        let kit = kit.expect("the kit is there");
        let found = self.service.open_plan(actor, plan).await.expect("opened");
        let stage = found.document.stages_in_order()[1];
        let content = Box::new(Item {
            place: found.document.place_at(stage, 0, None, Mark(1)),
            minutes: kit.questions[0].minutes,
            weight: 1,
            weight_reason: String::new(),
            question: (&kit.questions[0]).into(),
        });
        let item = ItemId::from_bytes([1; 16]);
        let edit = PlanEdit::AddItem { item, content };
        let added = self.push(actor, plan, found.version, edit).await;
        assert!(added.expect("pushed").refused.is_empty());
    }

    async fn push(
        &self,
        actor: &Actor,
        document: DocumentId,
        base: u64,
        edit: PlanEdit,
    ) -> Result<Pushed, Failure> {
        let mut id = [7; 16];
        id[..8].copy_from_slice(&base.to_be_bytes());
        let batch = AnyBatch::Plan(Batch {
            id: domain::id::BatchId::from_bytes(id),
            base,
            edits: vec![edit],
        });
        self.service.push(actor, Push { document, batch }).await
    }
}

/// The chunks of a body, put together.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = chunks.windows(2).position(|two| two == b"\r\n") {
        let length = std::str::from_utf8(&chunks[..end]).expect("a length");
        let length = usize::from_str_radix(length, 16).expect("a length");
        if length == 0 {
            break;
        }
        body.extend(&chunks[end + 2..end + 2 + length]);
        chunks = &chunks[end + 2 + length + 2..];
    }
    body
}

fn percent_encoded(text: &str) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).expect("below 16");
    text.bytes()
        .flat_map(|byte| ['%', digit(byte >> 4), digit(byte & 0x0f)])
        .collect()
}
