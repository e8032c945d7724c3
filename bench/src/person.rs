//! Somebody at a browser: signed in, asking, and watching.

use std::io;
use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use domain::id::{DocumentId, PersonId};
use domain::views::Failure;
use domain::wire::{CaughtUp, Push, Pushed, ToBrowser, ToServer, decode, encode};
use futures::{SinkExt, StreamExt};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::http::Http;

const BINARY: &str = "application/x-plumbline";
/// The kit that plans are begun from.
const KIT: &str = "back-end-developer";

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The server is not there.
    Away(io::Error),
    /// The server said no, and how.
    Refused(String),
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Away(error) => write!(f, "the server is away ({error})"),
            Self::Refused(reason) => write!(f, "the server refused: {reason}"),
        }
    }
}

impl std::error::Error for Trouble {}

/// An answer that says no, as pages read it.
#[derive(Debug, Deserialize)]
enum No {
    Refused(Failure),
    Unreachable,
    Misunderstood,
}

/// A page of somebody who is signed in.
#[derive(Debug)]
pub(crate) struct Person {
    address: SocketAddr,
    cookie: String,
    http: Http,
}

impl Person {
    /// Signs in as the member of the demo team at a place from 0 to 4.
    pub(crate) async fn sign_in(address: SocketAddr, place: u8) -> Result<Self> {
        let mut bytes = [0xde; 16];
        bytes[15] = place + 1;
        let body = format!("person={}&next=%2F", PersonId::from_bytes(bytes));
        let origin = format!("http://{address}");
        let mut http = Http::new(address, &[("origin", &origin), ("accept", "text/html")]);
        let form = "application/x-www-form-urlencoded";
        let answer = http
            .ask("POST", "/api/sign-in", form, body.as_bytes())
            .await?;
        let cookie = answer
            .header("set-cookie")
            .and_then(|set| set.split(';').next());
        let cookie = cookie.with_context(|| format!("signing in failed: {answer:?}"))?;
        Ok(Self::with(address, cookie.to_owned()))
    }

    fn with(address: SocketAddr, cookie: String) -> Self {
        let origin = format!("http://{address}");
        let http = Http::new(address, &[("origin", &origin), ("cookie", &cookie)]);
        Self {
            address,
            cookie,
            http,
        }
    }

    /// Another page of theirs, with a connection of its own.
    pub(crate) fn another_page(&self) -> Self {
        Self::with(self.address, self.cookie.clone())
    }

    /// A page of theirs at another process on the same database.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        Self::with(address, self.cookie.clone())
    }

    /// Forgets the connection, as when the server has been started anew.
    pub(crate) fn hang_up(&mut self) {
        self.http.hang_up();
    }

    /// Connects now, rather than with the first request.
    pub(crate) async fn connect(&mut self) -> Result<(), Trouble> {
        self.http.connect().await.map_err(Trouble::Away)
    }

    /// Begins a plan from a kit.
    pub(crate) async fn new_plan(&mut self, id: DocumentId) -> Result<(), Trouble> {
        self.ask("begin-plan", &(id, KIT, "Measured", None::<PersonId>))
            .await
    }

    /// Pushes a batch. When this answers, it is durable.
    pub(crate) async fn push(&mut self, push: &Push) -> Result<Pushed, Trouble> {
        self.ask("push-by", &(push, None::<PersonId>)).await
    }

    /// What has come after a version.
    pub(crate) async fn catch_up(
        &mut self,
        document: DocumentId,
        after: u64,
        entries_only: bool,
    ) -> Result<CaughtUp, Trouble> {
        self.ask("catch-up", &(document, after, entries_only)).await
    }

    /// The same as it comes, for whoever is to read it once the clock has stopped.
    pub(crate) async fn catch_up_unread(
        &mut self,
        document: DocumentId,
        after: u64,
    ) -> Result<Unread, Trouble> {
        let body = self.answer("catch-up", &(document, after, false)).await?;
        Ok(Unread(body))
    }

    async fn ask<T: DeserializeOwned>(
        &mut self,
        function: &str,
        arguments: &impl Serialize,
    ) -> Result<T, Trouble> {
        let body = self.answer(function, arguments).await?;
        decode(&body)
            .map_err(|error| Trouble::Refused(format!("{function} is answered, but {error}")))
    }

    async fn answer(
        &mut self,
        function: &str,
        arguments: &impl Serialize,
    ) -> Result<Vec<u8>, Trouble> {
        let path = format!("/api/{function}");
        let asked = self
            .http
            .ask("POST", &path, BINARY, &encode(arguments))
            .await;
        let answer = asked.map_err(Trouble::Away)?;
        if answer.status == 200 {
            return Ok(answer.body);
        }
        let why = match decode(&answer.body) {
            Ok(No::Refused(failure)) => failure.to_string(),
            Ok(no @ (No::Unreachable | No::Misunderstood)) => format!("{no:?}"),
            Err(_) => String::from_utf8_lossy(&answer.body).into_owned(),
        };
        Err(Trouble::Refused(format!(
            "{function}: {} {why}",
            answer.status
        )))
    }

    /// Opens the live connection.
    pub(crate) async fn live(&self) -> Result<Live> {
        let mut request = format!("ws://{}/live", self.address).into_client_request()?;
        let headers = request.headers_mut();
        headers.insert("origin", format!("http://{}", self.address).parse()?);
        headers.insert("cookie", self.cookie.parse()?);
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        let (socket, _) = client_async(request, stream).await?;
        Ok(Live(socket))
    }
}

/// What the server says has come after a version, not read yet.
#[derive(Debug)]
pub(crate) struct Unread(Vec<u8>);

impl Unread {
    /// Its bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What it says.
    pub(crate) fn read(&self) -> Result<CaughtUp> {
        Ok(decode(&self.0)?)
    }
}

/// A live connection.
#[derive(Debug)]
pub(crate) struct Live(WebSocketStream<TcpStream>);

impl Live {
    /// Watches a document from a version on.
    pub(crate) async fn watch(&mut self, document: DocumentId, version: u64) -> Result<()> {
        self.say(&ToServer::Watch(document, version)).await
    }

    /// The next thing that is heard but for pings, which are answered. An error
    /// when there is nothing more to hear. Giving up the wait loses nothing but
    /// an answer to a ping.
    pub(crate) async fn hear(&mut self) -> Result<ToBrowser> {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Binary(bytes))) => match decode(&bytes)? {
                    ToBrowser::Ping => self.say(&ToServer::Pong).await?,
                    said => return Ok(said),
                },
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(other)) => bail!("{other:?} was not expected on the live connection"),
                Some(Err(error)) => return Err(error.into()),
                None => bail!("the live connection was closed"),
            }
        }
    }

    async fn say(&mut self, message: &ToServer) -> Result<()> {
        let message = Message::Binary(encode(message).into());
        Ok(self.0.send(message).await?)
    }
}
