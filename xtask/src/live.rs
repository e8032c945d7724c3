//! Telling open pages to reload.
//!
//! In development every page holds a websocket to this tool (the framework's `AutoReload` opens
//! it). A page is told either to fetch a changed stylesheet or to load anew.

use std::{
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use anyhow::{Context, Result};
use tungstenite::{Message, WebSocket};

/// How long a page may take to shake hands or to take a message.
const PATIENCE: Duration = Duration::from_secs(2);

/// The open pages.
#[derive(Clone, Default)]
pub(crate) struct Pages(Arc<Mutex<Vec<WebSocket<TcpStream>>>>);

impl Pages {
    /// Waits for pages at `port` of this machine, in a thread of its own.
    pub(crate) fn listen(port: u16) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).with_context(|| {
            format!("port {port}, where pages ask whether to reload, is taken: is another watch running?")
        })?;
        let pages = Self::default();
        let held = pages.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                held.welcome(stream);
            }
        });
        Ok(pages)
    }

    /// Every page loads anew.
    pub(crate) fn reload(&self) {
        self.tell(r#"{"all":true}"#);
    }

    /// Every page fetches the stylesheet at `address` (no leading slash) again.
    pub(crate) fn restyle(&self, address: &str) {
        self.tell(&format!(r#"{{"all":false,"css":"{address}"}}"#));
    }

    fn welcome(&self, stream: TcpStream) {
        // A connection that says nothing must not keep the others waiting.
        let ready = stream
            .set_read_timeout(Some(PATIENCE))
            .and_then(|()| stream.set_write_timeout(Some(PATIENCE)));
        if ready.is_ok()
            && let Ok(page) = tungstenite::accept(stream)
        {
            self.lock().push(page);
        }
    }

    /// Sends to every page and forgets those that have gone.
    fn tell(&self, message: &str) {
        self.lock()
            .retain_mut(|page| page.send(Message::text(message)).is_ok());
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<WebSocket<TcpStream>>> {
        // A list of sockets is never half-changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
