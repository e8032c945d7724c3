//! The live connection: a websocket on which a page watches documents and says
//! where in them its person is. Nothing is changed by way of it.

use std::fmt::Display;
use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, close_code};
use bytes::Bytes;
use domain::id::DocumentId;
use domain::views::Failure;
use domain::wire::{ToBrowser, ToServer, decode, encode};
use futures::stream::{BoxStream, unfold};
use futures::{Sink, SinkExt, Stream, StreamExt};
use service::{Actor, Here, Service};
use tokio::time::{MissedTickBehavior, interval_at, timeout};

use crate::Ending;

/// Largest message that is read, in bytes.
pub(crate) const LARGEST: usize = 64 * 1_024;
/// How often the browser is asked whether it is there.
const PING: Duration = Duration::from_secs(20);
/// After how many questions without any word from it it counts as gone.
const UNANSWERED: u32 = 3;
/// Longest time that one message may take to be sent.
const SEND: Duration = Duration::from_secs(30);
/// Most documents watched on one connection.
const MOST_WATCHED: usize = 8;

/// A document that is watched.
struct Watched {
    document: DocumentId,
    /// What there is to send, for as long as it is watched.
    frames: BoxStream<'static, Bytes>,
    here: Here,
}

/// Why a connection is closed: what the page is told, and the code.
struct Bye(String, u16);

/// Serves one connection until either side has had enough.
///
/// Holds `ending` for as long as it lasts.
pub(crate) async fn attend<S, E>(
    mut socket: S,
    service: Service,
    actor: Actor,
    token: String,
    mut ending: Ending,
) where
    S: Stream<Item = Result<Message, E>> + Sink<Message, Error = E> + Unpin,
    E: Display,
{
    let mut watched: Vec<Watched> = Vec::new();
    let mut unanswered = 0;
    let mut end = service.end_of(&token);
    let mut ping = interval_at(tokio::time::Instant::now() + PING, PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let bye = loop {
        let to_send = tokio::select! {
            // In this order: nothing goes out to whoever has just signed out.
            biased;
            () = end.may_have_come() => {
                if is_over(&service, &token).await {
                    break signed_out();
                }
                continue;
            }
            () = ending.is_near() => {
                break Bye("The server is stopping. This page goes on by itself once it is back.".into(), close_code::AWAY);
            }
            _ = ping.tick() => {
                if unanswered >= UNANSWERED {
                    break Bye("Nothing was heard from this page for a while.".into(), close_code::AWAY);
                }
                unanswered += 1;
                if is_over(&service, &token).await {
                    break signed_out();
                }
                encode(&ToBrowser::Ping).into()
            }
            message = socket.next() => {
                unanswered = 0;
                match message {
                    Some(Ok(Message::Binary(bytes))) => {
                        match hear(&service, &actor, &mut watched, &bytes).await {
                            Ok(()) => continue,
                            Err(bye) => break bye,
                        }
                    }
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                    Some(Ok(Message::Text(_))) => break misunderstood(),
                    Some(Ok(Message::Close(_))) | None => return,
                    Some(Err(error)) => {
                        tracing::debug!(%error, "a live connection broke");
                        break misunderstood();
                    }
                }
            }
            frame = next_frame(&mut watched) => match frame {
                Some(frame) => frame,
                None => break Bye("You may no longer see what this page shows.".into(), close_code::POLICY),
            },
        };
        if !send(&mut socket, Message::Binary(to_send)).await {
            return;
        }
    };
    let Bye(reason, code) = bye;
    let last = encode(&ToBrowser::Bye(reason)).into();
    if send(&mut socket, Message::Binary(last)).await {
        let reason = "".into();
        send(
            &mut socket,
            Message::Close(Some(CloseFrame { code, reason })),
        )
        .await;
    }
}

/// What the next watched document has to say, none once one of them may no longer be watched;
/// with none, nothing ever.
async fn next_frame(watched: &mut [Watched]) -> Option<Bytes> {
    poll_fn(|context| {
        let mut polled = watched
            .iter_mut()
            .map(|watched| watched.frames.poll_next_unpin(context));
        let ready = polled.find(Poll::is_ready);
        ready.unwrap_or(Poll::Pending)
    })
    .await
}

/// Does what the page asks.
async fn hear(
    service: &Service,
    actor: &Actor,
    watched: &mut Vec<Watched>,
    bytes: &[u8],
) -> Result<(), Bye> {
    match decode::<ToServer>(bytes) {
        Ok(ToServer::Pong) => Ok(()),
        Ok(ToServer::Here(at)) => {
            for watched in watched {
                watched.here.moved(at);
            }
            Ok(())
        }
        Ok(ToServer::Watch(document, version)) => {
            watched.retain(|watched| watched.document != document);
            if watched.len() >= MOST_WATCHED {
                return Err(Bye(
                    format!("One page watches at most {MOST_WATCHED} documents."),
                    close_code::POLICY,
                ));
            }
            let subscription = service.watch(actor, document, version).await;
            let subscription =
                subscription.map_err(|failure| Bye(failure.to_string(), close_code::POLICY))?;
            let (frames, here) = subscription.split();
            let frames = unfold(frames, async |mut frames| {
                let frame = frames.next().await?;
                Some((frame, frames))
            });
            watched.push(Watched {
                document,
                frames: frames.boxed(),
                here,
            });
            Ok(())
        }
        Err(unreadable) => Err(Bye(unreadable.to_string(), close_code::POLICY)),
    }
}

/// Whether the session that the connection was opened with is over.
async fn is_over(service: &Service, token: &str) -> bool {
    matches!(service.actor(token).await, Err(Failure::SignedOut))
}

fn signed_out() -> Bye {
    Bye(Failure::SignedOut.to_string(), close_code::POLICY)
}

fn misunderstood() -> Bye {
    Bye(
        "The server does not understand this page: reload it.".into(),
        close_code::POLICY,
    )
}

/// Sends, unless the other side takes too long to take it. Whether it went out.
async fn send<S, E>(socket: &mut S, message: Message) -> bool
where
    S: Sink<Message, Error = E> + Unpin,
    E: Display,
{
    match timeout(SEND, socket.send(message)).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::debug!(%error, "a live connection broke");
            false
        }
        Err(_) => {
            tracing::debug!("a live connection was too slow");
            false
        }
    }
}
