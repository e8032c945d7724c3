//! A network that drops, doubles, delays and thereby reorders.

use domain::id::BatchId;
use domain::sync::{Batch, Edit, Entry, Refused};
use serde::{Deserialize, Serialize};

use super::faults::Faults;
use crate::hand::Hand;

/// What clients say.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound = "")]
pub(crate) enum ToServer<E: Edit> {
    Push(Batch<E>),
    /// The log after a version; or a snapshot, unless entries are needed.
    CatchUp {
        after: u64,
        entries: bool,
    },
}

/// What the server says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound = "")]
pub(crate) enum ToClient<E: Edit> {
    Pushed {
        batch: BatchId,
        entries: Vec<Entry<E>>,
        refused: Vec<Refused>,
    },
    Entries(Vec<Entry<E>>),
    Snapshot(u64, Vec<u8>),
}

/// Where a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum To {
    Server,
    Client,
}

/// A message on its way between the server and client number `client`.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) to: To,
    pub(crate) client: usize,
    pub(crate) bytes: Vec<u8>,
    due: u64,
    number: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Network {
    on_the_way: Vec<Message>,
    sent: u64,
    /// The newest message delivered, to and from each client.
    newest: Vec<[u64; 2]>,
}

impl Network {
    pub(crate) fn new(clients: usize) -> Self {
        Self {
            newest: vec![[0; 2]; clients],
            ..Self::default()
        }
    }

    /// Sends a message at `now`. On a calm network it arrives, once and soon.
    pub(crate) fn send(
        &mut self,
        (to, client): (To, usize),
        bytes: Vec<u8>,
        now: u64,
        calm: bool,
        hand: &mut Hand,
        faults: &mut Faults,
    ) {
        let copies = match hand.below(16) {
            _ if calm => 1,
            0 | 1 => 0,
            2 => 2,
            _ => 1,
        };
        match copies {
            0 => faults.met("messages dropped"),
            2 => faults.met("messages doubled"),
            _ => {}
        }
        for _ in 0..copies {
            let usual = if hand.once_in(6) && !calm { 40 } else { 4 };
            self.sent += 1;
            self.on_the_way.push(Message {
                to,
                client,
                bytes: bytes.clone(),
                due: now + 1 + hand.below(usual) as u64,
                number: self.sent,
            });
        }
    }

    /// What arrives at `now`.
    pub(crate) fn arrivals(&mut self, now: u64, faults: &mut Faults) -> Vec<Message> {
        let mut arrived: Vec<Message> = self
            .on_the_way
            .extract_if(.., |message| message.due <= now)
            .collect();
        arrived.sort_by_key(|message| (message.due, message.number));
        for message in &arrived {
            let newest = &mut self.newest[message.client][usize::from(message.to == To::Server)];
            if message.number < *newest {
                faults.met("messages overtaken");
            }
            *newest = message.number.max(*newest);
        }
        arrived
    }
}
