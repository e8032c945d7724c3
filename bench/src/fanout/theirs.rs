//! Clients of a peer.

use std::rc::Rc;

use anyhow::Result;
use futures::{SinkExt, StreamExt};
use tokio::task::spawn_local;
use tokio::time::{Instant, sleep_until};

use super::field::Field;
use super::{Load, SOON};
use crate::frames::{Peer, scripts};
use crate::options::Common;
use crate::tag;

/// Connects everybody; they go on by themselves. Answers when they begin.
pub(super) async fn set_up(
    peer: &Peer,
    name: &str,
    common: &Common,
    load: Load,
    field: &Rc<Field>,
) -> Result<Instant> {
    let mut ready = Vec::new();
    for script in scripts(name, common, "values", load.clients, load.edits()).await? {
        let mut socket = peer.connect(&script).await?;
        for message in script.hello {
            socket.send(message).await?;
        }
        ready.push((socket, script.edits));
    }
    let begin = Instant::now() + SOON;
    for (client, (socket, edits)) in ready.into_iter().enumerate() {
        let (mut sink, mut stream) = socket.split();
        let ear = Rc::clone(field);
        spawn_local(async move {
            while let Some(Ok(message)) = stream.next().await {
                for value in tag::values(&message.into_data()) {
                    ear.hear(client, value);
                }
            }
            ear.complain(format!("client {client} was cut off"));
        });
        let mouth = Rc::clone(field);
        spawn_local(async move {
            for (number, message) in edits.into_iter().enumerate() {
                sleep_until(begin + load.due(client, number)).await;
                mouth.send(client, number);
                if let Err(error) = sink.send(message).await {
                    return mouth.complain(format!("client {client}: {error}"));
                }
            }
        });
    }
    Ok(begin)
}
