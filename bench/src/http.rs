//! The plainest of clients: HTTP/1.1 on one connection that is kept.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longest that an answer may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// A connection, made anew when the one before broke.
#[derive(Debug)]
pub(crate) struct Http {
    address: SocketAddr,
    /// Header lines that go with every request, each with its line's end.
    headers: String,
    stream: Option<BufReader<TcpStream>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Its header lines.
    pub(crate) head: Vec<String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header, named in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.iter().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }
}

impl Http {
    pub(crate) fn new(address: SocketAddr, headers: &[(&str, &str)]) -> Self {
        let lines = headers
            .iter()
            .map(|(name, value)| [*name, ": ", *value, "\r\n"]);
        let headers = lines.flatten().collect();
        Self {
            address,
            headers,
            stream: None,
        }
    }

    /// Connects now, rather than with the first request.
    pub(crate) async fn connect(&mut self) -> io::Result<()> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(self.address).await?;
            stream.set_nodelay(true)?;
            self.stream = Some(BufReader::new(stream));
        }
        Ok(())
    }

    /// Forgets the connection, as when the server has been started anew.
    pub(crate) fn hang_up(&mut self) {
        self.stream = None;
    }

    /// Asks, and reads the whole answer. Nothing is asked twice.
    pub(crate) async fn ask(
        &mut self,
        method: &str,
        path: &str,
        kind: &str,
        body: &[u8],
    ) -> io::Result<Answer> {
        self.connect().await?;
        // Taken out meanwhile: whoever gives up waiting leaves no half of an answer behind.
        let Some(mut stream) = self.stream.take() else {
            return Err(io::ErrorKind::NotConnected.into());
        };
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\n{}content-type: {kind}\r\ncontent-length: {}\r\n\r\n",
            self.address,
            self.headers,
            body.len()
        )
        .into_bytes();
        request.extend(body);
        let answer = timeout(PATIENCE, async {
            stream.get_mut().write_all(&request).await?;
            read(&mut stream).await
        });
        let answer = answer.await??;
        if answer.header("connection") != Some("close") {
            self.stream = Some(stream);
        }
        Ok(answer)
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Answer> {
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        head.push(line.to_owned());
    }
    let status = head
        .first()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let mut answer = Answer {
        status: status.ok_or(io::ErrorKind::InvalidData)?,
        head,
        body: Vec::new(),
    };
    match answer.header("content-length").map(str::parse) {
        Some(Ok(length)) => answer.body.resize(length, 0),
        _ if answer.header("transfer-encoding").is_some() => {
            return Err(io::Error::other(
                "an answer came in pieces, which is not read here",
            ));
        }
        _ => {}
    }
    stream.read_exact(&mut answer.body).await?;
    Ok(answer)
}
