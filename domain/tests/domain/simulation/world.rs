//! Everything together, one moment after another.

use domain::id::{BatchId, PersonId};
use domain::wire::{decode, encode};

use super::client::Client;
use super::faults::Faults;
use super::ledger::Ledger;
use super::network::{Message, Network, To, ToClient, ToServer};
use super::older::{Grown, in_old_format, is_in_old_format};
use crate::hand::Hand;
use crate::server::{Server, Taken};

/// Moments after the last edit within which all must have settled.
const PATIENCE: u64 = 3_000;

pub(crate) struct World<D: Grown> {
    now: u64,
    /// Whether nothing goes wrong any more.
    calm: bool,
    hand: Hand,
    clients: Vec<Client<D>>,
    server: Server<D>,
    server_back_at: u64,
    /// Who waits for the commit of which batch, and has the log up to where.
    waiting: Vec<(usize, BatchId, u64)>,
    network: Network,
    ledger: Ledger<D>,
    edits_left: usize,
    pub(crate) faults: Faults,
}

impl<D: Grown> World<D> {
    pub(crate) fn new(seed: u64, edits: usize) -> Self {
        let mut hand = Hand::new(seed);
        let count = 2 + hand.below(7);
        // The first two are tabs of one person.
        let person = |number: usize| PersonId([u8::try_from(number.max(1)).unwrap_or(0); 16]);
        let clients = (0..count)
            .map(|number| Client::new(number, person(number), hand.draw()))
            .collect();
        Self {
            now: 0,
            calm: false,
            hand,
            clients,
            server: Server::new(D::permit),
            server_back_at: 0,
            waiting: Vec::new(),
            network: Network::new(count),
            ledger: Ledger::new(count),
            edits_left: edits,
            faults: Faults::default(),
        }
    }

    /// Runs until all edits are made and all has settled, and checks that it has
    /// settled well.
    pub(crate) fn run(&mut self) {
        // A document may be closed for good before all edits are made.
        let end = self.now + 100 * self.edits_left as u64;
        while self.edits_left > 0 && self.now < end {
            self.moment();
        }
        self.calm = true;
        self.edits_left = 0;
        self.server_back_at = 0;
        self.clients.iter_mut().for_each(Client::calm);
        let end = self.now + PATIENCE;
        while !self.is_settled() {
            assert!(self.now < end, "C5: it does not settle");
            self.moment();
        }
        self.check();
    }

    fn moment(&mut self) {
        self.now += 1;
        for message in self.network.arrivals(self.now, &mut self.faults) {
            self.deliver(message);
        }
        if self.server_is_up() && self.hand.once_in(3) {
            self.commit();
        }
        if !self.calm {
            self.meddle();
        }
        if !self.calm && self.server_is_up() && self.hand.once_in(250) {
            self.faults.met("servers crashed");
            if self.server.crash() {
                self.faults.met("commits lost by a crash");
            }
            self.waiting.clear();
            self.server_back_at = self.now + self.hand.below(60) as u64;
        }
        for number in 0..self.clients.len() {
            self.let_client(number);
        }
    }

    /// What administrators and clocks do.
    fn meddle(&mut self) {
        if self.hand.once_in(100) {
            // Up to a month in either direction.
            let month = 30 * 24 * 60 * 60 * 1_000;
            let jump = i64::try_from(self.hand.below(2 * month)).unwrap_or(0);
            self.server.clock += jump - i64::try_from(month).unwrap_or(0);
            self.faults.met("servers' clocks jumped");
        }
        if self.server.revoked().is_empty() && self.hand.once_in(400) {
            let number = self.hand.below(self.clients.len());
            self.server.revoke(self.clients[number].person);
            self.faults.met("rights revoked");
        }
    }

    const fn server_is_up(&self) -> bool {
        self.now >= self.server_back_at
    }

    fn let_client(&mut self, number: usize) {
        let client = &mut self.clients[number];
        if !self.calm {
            client.suffer(self.now, &mut self.ledger, &mut self.faults);
        }
        client.come_back(self.now, &mut self.faults);
        if self.edits_left > 0
            && self.hand.once_in(8)
            && client.act(self.now, &mut self.ledger, &mut self.faults)
        {
            self.edits_left -= 1;
        }
        let is_old = client.is_old();
        for said in client.speak(self.now, self.calm, &mut self.ledger, &mut self.faults) {
            let mut bytes = encode(&said);
            if is_old {
                in_old_format(&mut bytes);
            }
            self.send((To::Server, number), bytes);
        }
    }

    fn send(&mut self, to: (To, usize), bytes: Vec<u8>) {
        self.network.send(
            to,
            bytes,
            self.now,
            self.calm,
            &mut self.hand,
            &mut self.faults,
        );
    }

    fn tell(&mut self, number: usize, said: &ToClient<D::Edit>) {
        self.send((To::Client, number), encode(said));
    }

    fn deliver(&mut self, message: Message) {
        let Message {
            to, client, bytes, ..
        } = message;
        if self.clients[client].is_cut_off(self.now) {
            self.faults.met("messages cut off");
            return;
        }
        match to {
            To::Server if self.server_is_up() => {
                let said = decode(&bytes).expect("it was written here");
                self.serve(client, said, is_in_old_format(&bytes));
            }
            To::Server => {}
            To::Client if self.clients[client].is_old() => {
                assert!(
                    !is_in_old_format(&bytes),
                    "the server writes today's format"
                );
                self.clients[client].told_to_reload(self.now, &mut self.ledger, &mut self.faults);
            }
            To::Client => {
                let said = decode(&bytes).expect("it was written here");
                let answer = self.clients[client].hear(
                    said,
                    self.now,
                    self.calm,
                    &mut self.ledger,
                    &mut self.faults,
                );
                if let Some(answer) = answer {
                    self.send((To::Server, client), encode(&answer));
                }
            }
        }
    }

    fn serve(&mut self, number: usize, said: ToServer<D::Edit>, is_old: bool) {
        match said {
            ToServer::Push(batch) => {
                let (id, base) = (batch.id, batch.base);
                let person = self.clients[number].person;
                match self.server.push(person, batch) {
                    Taken::Before(_) => {
                        self.faults.met("pushes repeated");
                        self.answer(number, id, base);
                    }
                    Taken::Staged => {
                        self.waiting.push((number, id, base));
                        if is_old {
                            self.faults.met("pushes taken in an old format");
                        }
                        if self.server.revoked().contains_key(&person) {
                            self.faults.met("pushes refused for want of rights");
                        }
                    }
                    Taken::FromTheFuture => {
                        assert!(
                            base <= self.server.log().len() as u64,
                            "S4: {base} was never durable"
                        );
                    }
                }
            }
            ToServer::CatchUp { after, entries } => {
                let said = if !entries && self.hand.once_in(2) {
                    let version = self.server.log().len() as u64;
                    ToClient::Snapshot(version, encode(&self.server.folded()))
                } else {
                    ToClient::Entries(self.server.after(after))
                };
                self.tell(number, &said);
            }
        }
    }

    fn answer(&mut self, number: usize, batch: BatchId, base: u64) {
        let pushed = self.server.answer(batch, base).expect("it is durable");
        let (entries, refused) = (pushed.entries, pushed.refused);
        self.tell(
            number,
            &ToClient::Pushed {
                batch,
                entries,
                refused,
            },
        );
    }

    /// Makes durable what is staged; only then is anybody told of it.
    fn commit(&mut self) {
        let news = self.server.commit();
        for (number, batch, base) in std::mem::take(&mut self.waiting) {
            self.answer(number, batch, base);
        }
        for number in 0..self.clients.len() {
            let mut rest = news.as_slice();
            while !rest.is_empty() {
                let (part, after) = rest.split_at(1 + self.hand.below(rest.len()));
                self.tell(number, &ToClient::Entries(part.to_vec()));
                rest = after;
            }
        }
    }

    fn is_settled(&self) -> bool {
        let version = self.server.log().len() as u64;
        // A batch may come in late that its client, having crashed, knows nothing of.
        let all_is_durable = self.server.is_idle();
        let mut clients = self.clients.iter();
        all_is_durable
            && clients.all(|client| {
                client
                    .replica()
                    .is_some_and(|it| it.is_settled() && it.version() == version)
            })
    }

    fn check(&self) {
        let folded = self.server.folded();
        assert_eq!(
            self.server.room(),
            &folded,
            "S2: the room is the fold of the log"
        );
        for replica in self.clients.iter().filter_map(Client::replica) {
            assert_eq!(replica.view(), &folded, "R1: all see the fold of the log");
        }
        for (person, last) in self.server.revoked() {
            let mut log = self.server.log().iter();
            assert!(
                log.all(|entry| entry.author != *person || entry.version <= *last),
                "what somebody did who may not is in the log"
            );
        }
        self.ledger.settle_words(&folded.words());
        self.ledger.settle(
            self.server.log(),
            self.clients.iter().filter_map(Client::replica),
        );
    }
}
