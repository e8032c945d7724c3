//! A peer: a server of another make, and what its clients send, written down
//! beforehand. What comes back is only looked through for the values in it, so a
//! client of a peer costs the load no more than one of ours.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::process::Command;
use tokio::time::sleep;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::clock::now;
use crate::options::Common;
use crate::process::{Process, free_address};

/// Longest that a start may take.
const START: Duration = Duration::from_secs(30);

/// A peer's server.
pub(crate) struct Peer {
    pub(crate) process: Process,
    address: SocketAddr,
    folder: TempDir,
}

/// What one client of a peer sends.
pub(crate) struct Script {
    path: String,
    /// To be let in, and to have the document.
    pub(crate) hello: Vec<Message>,
    /// Its edits, one after another.
    pub(crate) edits: Vec<Message>,
}

/// As a line of JSON. A frame begins with `t` for a text, or with `b` for bytes in base 64.
#[derive(Deserialize)]
struct Line {
    path: String,
    hello: Vec<String>,
    edits: Vec<String>,
}

impl Peer {
    /// Starts a peer and waits until it can be reached.
    pub(crate) async fn start(name: &str, common: &Common) -> Result<Self> {
        std::fs::create_dir_all(&common.folder)?;
        let folder = tempfile::tempdir_in(common.folder.canonicalize()?)?;
        let address = free_address()?;
        let arguments = [
            program("serve.mjs").display().to_string(),
            name.to_owned(),
            address.port().to_string(),
            folder.path().display().to_string(),
        ];
        let log = folder.path().join("log");
        let mut peer = Self {
            process: Process::start(&common.node, &arguments, common.core, &log)?,
            address,
            folder,
        };
        let begun = now();
        while TcpStream::connect(address).await.is_err() {
            if peer.process.has_ended() || begun.elapsed() > START {
                bail!("{name} did not start.\n{}", peer.log());
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(peer)
    }

    /// Where it keeps what it keeps.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Connects a client, which has not said anything yet.
    pub(crate) async fn connect(&self, script: &Script) -> Result<WebSocketStream<TcpStream>> {
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        let address = format!("ws://{}{}", self.address, script.path);
        let (socket, _) = client_async(address, stream).await?;
        Ok(socket)
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

/// What the clients of a peer send. `mode` is `values`, where each of `clients`
/// changes a value of its own `count` times, or `items`, where the first adds
/// `count` items.
pub(crate) async fn scripts(
    name: &str,
    common: &Common,
    mode: &str,
    clients: usize,
    count: usize,
) -> Result<Vec<Script>> {
    let written = Command::new(&common.node)
        .arg(program("frames.mjs"))
        .args([name, mode, &clients.to_string(), &count.to_string()])
        .output()
        .await
        .with_context(|| format!("{} cannot be started", common.node.display()))?;
    if !written.status.success() {
        bail!(
            "frames.mjs failed: {}",
            String::from_utf8_lossy(&written.stderr)
        );
    }
    let lines = String::from_utf8(written.stdout)?;
    lines.lines().map(script).collect()
}

fn script(line: &str) -> Result<Script> {
    let Line { path, hello, edits } = serde_json::from_str(line)?;
    let messages = |frames: Vec<String>| -> Option<Vec<Message>> {
        frames.iter().map(|frame| message(frame)).collect()
    };
    Ok(Script {
        path,
        hello: messages(hello).context("a greeting cannot be read")?,
        edits: messages(edits).context("an edit cannot be read")?,
    })
}

fn message(frame: &str) -> Option<Message> {
    match frame.split_at_checked(1)? {
        ("t", text) => Some(Message::text(text)),
        ("b", bytes) => Some(Message::Binary(STANDARD.decode(bytes).ok()?.into())),
        _ => None,
    }
}

fn program(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("peers")
        .join(name)
}
