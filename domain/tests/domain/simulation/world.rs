//! Everything together, one moment after another.

use domain::id::{BatchId, PersonId};
use domain::wire::{decode, encode};

use super::client::Client;
use super::faults::Faults;
use super::ledger::Ledger;
use super::network::{Message, Network, To, ToClient, ToServer};
use crate::edits::Subject;
use crate::hand::Hand;
use crate::server::{Server, Taken};

/// Moments after the last edit within which all must have settled.
const PATIENCE: u64 = 3_000;

pub(crate) struct World<D: Subject> {
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

impl<D: Subject> World<D> {
    pub(crate) fn new(seed: u64, edits: usize) -> Self {
        let mut hand = Hand::new(seed);
        let count = 2 + hand.below(3);
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

    const fn server_is_up(&self) -> bool {
        self.now >= self.server_back_at
    }

    fn let_client(&mut self, number: usize) {
        let client = &mut self.clients[number];
        if !self.calm {
            client.suffer(self.now, &mut self.faults);
        }
        client.come_back(self.now);
        if self.edits_left > 0
            && self.hand.once_in(8)
            && client.act(self.now, &mut self.ledger, &mut self.faults)
        {
            self.edits_left -= 1;
        }
        for said in client.speak(self.now, self.calm, &mut self.ledger, &mut self.faults) {
            self.send((To::Server, number), encode(&said));
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
                self.serve(client, decode(&bytes).expect("it was written here"));
            }
            To::Server => {}
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

    fn serve(&mut self, number: usize, said: ToServer<D::Edit>) {
        match said {
            ToServer::Push(batch) => {
                let (id, base) = (batch.id, batch.base);
                match self.server.push(self.clients[number].person, batch) {
                    Taken::Before(_) => {
                        self.faults.met("pushes repeated");
                        self.answer(number, id, base);
                    }
                    Taken::Staged => self.waiting.push((number, id, base)),
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
        self.clients.iter().all(|client| {
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
        self.ledger.settle(
            self.server.log(),
            self.clients.iter().filter_map(Client::replica),
        );
    }
}
