//! The live connection: what others do, as they do it. A convenience only: what
//! it misses, catching up brings.

use std::cell::RefCell;
use std::rc::Rc;

use domain::id::{DocumentId, PersonId};
use domain::wire::{AnyEntries, Presence, ToBrowser, ToServer, Where, decode, encode};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::js_sys::{ArrayBuffer, Function, Uint8Array};
use web_sys::{BinaryType, MessageEvent, WebSocket};

use super::{Kind, Synced};
use crate::device::{self, signed_out};

/// First pause before connecting again, in milliseconds; doubled with each failure.
const FIRST_PAUSE: u64 = 250;
/// Failures after which it grows no longer: four seconds.
const MOST_FAILURES: u32 = 4;

/// The live connection of a page. Copies are handles to the same one.
#[derive(Clone, Copy)]
pub struct Live {
    /// Made in the browser only: the server may drop a page on another thread.
    inner: StoredValue<Option<SendWrapper<Rc<Inner>>>>,
    /// Everybody who has the page's first document open.
    pub present: RwSignal<Vec<Presence>>,
}

type Handler = Closure<dyn FnMut(MessageEvent)>;

struct Inner {
    watched: Vec<Box<dyn Watched>>,
    socket: RefCell<Option<WebSocket>>,
    /// Closures a socket calls; kept for as long as it may.
    handlers: RefCell<Vec<Handler>>,
    here: RefCell<Where>,
    failures: RefCell<u32>,
    over: RefCell<bool>,
}

/// A document that is watched, whatever its kind.
trait Watched {
    fn id(&self) -> DocumentId;
    fn by(&self) -> Option<PersonId>;
    fn version(&self) -> u64;
    fn entries(&self, entries: AnyEntries);
    fn catch_up(&self);
    fn reached(&self);
}

impl<D: Kind> Watched for Synced<D> {
    fn id(&self) -> DocumentId {
        self.id
    }

    fn by(&self) -> Option<PersonId> {
        self.record.by()
    }

    fn version(&self) -> u64 {
        Synced::version(*self)
    }

    fn entries(&self, entries: AnyEntries) {
        if let Some(entries) = D::entries(entries) {
            self.receive(&entries);
        }
    }

    fn catch_up(&self) {
        Synced::catch_up(*self);
    }

    fn reached(&self) {
        Synced::reached(*self);
    }
}

impl Live {
    /// Watches `first`, whose presence is followed too, and `second` if given,
    /// for as long as the page is open.
    pub fn watch<A: Kind, B: Kind>(first: Synced<A>, second: Option<Synced<B>>) -> Self {
        let live = Self {
            inner: StoredValue::new(None),
            present: RwSignal::new(Vec::new()),
        };
        Effect::new(move |_| {
            let mut watched: Vec<Box<dyn Watched>> = vec![Box::new(first)];
            if let Some(second) = second {
                watched.push(Box::new(second));
            }
            let inner = Inner {
                watched,
                socket: RefCell::default(),
                handlers: RefCell::default(),
                here: RefCell::default(),
                failures: RefCell::default(),
                over: RefCell::default(),
            };
            live.inner.set_value(Some(SendWrapper::new(Rc::new(inner))));
            live.connect();
        });
        let back = window_event_listener(leptos::ev::online, move |_| live.connect());
        on_cleanup(move || {
            back.remove();
            live.end();
        });
        live
    }

    /// Watches no longer.
    pub fn end(self) {
        let Some(inner) = self.inner() else {
            return;
        };
        inner.over.replace(true);
        if let Some(socket) = inner.socket.take() {
            // The handlers go with the page, and must not be called after.
            socket.set_onopen(None);
            socket.set_onmessage(None);
            socket.set_onclose(None);
            close(socket);
        }
    }

    /// Tells the others where this person is.
    pub fn here(self, at: Where) {
        let Some(inner) = self.inner() else {
            return;
        };
        if inner.here.replace(at) != at {
            inner.say(&ToServer::Here(at));
        }
    }

    fn inner(self) -> Option<Rc<Inner>> {
        self.inner
            .try_get_value()
            .flatten()
            .map(|inner| Rc::clone(&inner))
    }

    fn connect(self) {
        let Some(inner) = self.inner() else {
            return;
        };
        if *inner.over.borrow() || inner.socket.borrow().is_some() {
            return;
        }
        let by = inner.watched.first().and_then(|first| first.by());
        let Some(socket) = address(by).and_then(|address| WebSocket::new(&address).ok()) else {
            return;
        };
        socket.set_binary_type(BinaryType::Arraybuffer);
        let handlers = vec![
            self.on(&socket, WebSocket::set_onopen, Self::opened),
            self.on(&socket, WebSocket::set_onmessage, Self::heard),
            self.on(&socket, WebSocket::set_onclose, |live, _| live.closed()),
        ];
        inner.handlers.replace(handlers);
        inner.socket.replace(Some(socket));
    }

    fn on(
        self,
        socket: &WebSocket,
        set: impl FnOnce(&WebSocket, Option<&Function>),
        mut react: impl FnMut(Self, MessageEvent) + 'static,
    ) -> Handler {
        let handler = Closure::new(move |event| react(self, event));
        set(socket, Some(handler.as_ref().unchecked_ref()));
        handler
    }

    fn opened(self, _event: MessageEvent) {
        let Some(inner) = self.inner() else {
            return;
        };
        for watched in &inner.watched {
            inner.say(&ToServer::Watch(watched.id(), watched.version()));
            watched.reached();
        }
        let here = *inner.here.borrow();
        inner.say(&ToServer::Here(here));
    }

    fn heard(self, event: MessageEvent) {
        let Some(inner) = self.inner() else {
            return;
        };
        let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() else {
            return;
        };
        let message = decode(&Uint8Array::new(&buffer).to_vec());
        // A server that takes the connection and refuses what is to be watched is as good as
        // none: it is tried ever more seldom.
        if !matches!(message, Ok(ToBrowser::Bye(_))) {
            inner.failures.replace(0);
        }
        let find = |id| inner.watched.iter().find(|watched| watched.id() == id);
        match message {
            Ok(ToBrowser::Entries(id, entries)) => {
                if let Some(watched) = find(id) {
                    watched.entries(entries);
                }
            }
            Ok(ToBrowser::Behind(id, version)) => {
                if let Some(watched) = find(id).filter(|watched| watched.version() < version) {
                    watched.catch_up();
                }
            }
            Ok(ToBrowser::Present(id, present)) => {
                if inner.watched.first().is_some_and(|first| first.id() == id) {
                    self.present.try_set(present);
                }
            }
            Ok(ToBrowser::Ping) => inner.say(&ToServer::Pong),
            // The close that follows is what is acted upon.
            Ok(ToBrowser::Bye(_)) => {}
            Err(_) => inner.watched.iter().for_each(|watched| watched.catch_up()),
        }
    }

    fn closed(self) {
        let Some(inner) = self.inner() else {
            return;
        };
        inner.socket.take();
        let mut failures = *inner.failures.borrow();
        if signed_out::is_left() {
            // Where the page is still here after the longest pause, it was not left after all.
            failures = MOST_FAILURES;
        } else {
            self.present.try_set(Vec::new());
            // Whether the server is away altogether, or this connection only, asking tells; and
            // where it never comes about, this is how one hears of the others (L3).
            inner.watched.iter().for_each(|watched| watched.catch_up());
        }
        inner.failures.replace((failures + 1).min(MOST_FAILURES));
        spawn_local(async move {
            device::pause(FIRST_PAUSE << failures).await;
            self.connect();
        });
    }
}

impl Inner {
    fn say(&self, words: &ToServer) {
        if let Some(socket) = &*self.socket.borrow()
            && socket.ready_state() == WebSocket::OPEN
        {
            // Whatever does not get through, the next connection says again.
            let _ = socket.send_with_u8_array(&encode(words));
        }
    }
}

/// Closes a socket that nobody listens to any more. One that is still connecting
/// is closed once it has: before, browsers complain.
fn close(socket: WebSocket) {
    if socket.ready_state() == WebSocket::CONNECTING {
        let opened = socket.clone();
        let close = Closure::once_into_js(move || {
            let _ = opened.close();
        });
        socket.set_onopen(Some(close.unchecked_ref()));
    } else {
        let _ = socket.close();
    }
}

/// Where to connect to, as `by` and as nobody who has signed in here since.
fn address(by: Option<PersonId>) -> Option<String> {
    let location = device::window()?.location();
    let scheme = if location.protocol().ok()? == "https:" {
        "wss"
    } else {
        "ws"
    };
    let host = location.host().ok()?;
    let by = by.map(|by| format!("?by={by}")).unwrap_or_default();
    Some([scheme, "://", &host, "/live", &by].concat())
}
