//! One tab: a replica, the device it keeps it on, and what goes wrong with both.

use domain::id::PersonId;
use domain::sync::{Replica, Saved};
use domain::wire::{decode, encode};

use super::faults::Faults;
use super::ledger::Ledger;
use super::network::{ToClient, ToServer};
use crate::edits::Subject;
use crate::hand::Hand;

/// How long a push waits for its answer before it is repeated.
const PATIENCE: u64 = 12;

#[derive(Debug)]
pub(crate) struct Client<D: Subject> {
    number: usize,
    pub(crate) person: PersonId,
    /// None while the tab is gone.
    replica: Option<Replica<D>>,
    /// What is on the device.
    kept: Vec<u8>,
    hand: Hand,
    push_at: u64,
    back_at: u64,
    cut_until: u64,
}

impl<D: Subject> Client<D> {
    pub(crate) fn new(number: usize, person: PersonId, seed: u64) -> Self {
        let replica = Replica::new(D::default(), 0);
        Self {
            number,
            person,
            kept: encode(&replica.save()),
            replica: Some(replica),
            hand: Hand::with_own_letters(seed, u32::try_from(number).unwrap_or(0)),
            push_at: 0,
            back_at: 0,
            cut_until: 0,
        }
    }

    pub(crate) const fn replica(&self) -> Option<&Replica<D>> {
        self.replica.as_ref()
    }

    pub(crate) const fn is_cut_off(&self, now: u64) -> bool {
        now < self.cut_until
    }

    /// Nothing more goes wrong, and what was gone comes back.
    pub(crate) fn calm(&mut self) {
        self.cut_until = 0;
        self.back_at = 0;
    }

    /// Goes wrong, perhaps; and comes back, if it is time.
    pub(crate) fn suffer(&mut self, now: u64, faults: &mut Faults) {
        if self.hand.once_in(150) {
            self.cut_until = now + self.hand.below(80) as u64;
        }
        if self.replica.is_some() && self.hand.once_in(200) {
            self.crash(now, "clients crashed", faults);
        }
    }

    /// Opens the tab again from what the device has.
    pub(crate) fn come_back(&mut self, now: u64) {
        if self.replica.is_none() && now >= self.back_at {
            let saved: Saved<D> = decode(&self.kept).expect("what was kept can be read");
            self.replica = Some(Replica::restore(saved));
        }
    }

    /// Makes an edit, or undoes or does again. Whether anything came of it.
    pub(crate) fn act(&mut self, now: u64, ledger: &mut Ledger<D>, faults: &mut Faults) -> bool {
        let Some(replica) = &mut self.replica else {
            return false;
        };
        let before = replica.view().words();
        let mut made = None;
        let changed = match self.hand.below(10) {
            0 => {
                let undone = replica.undo();
                faults.met_often("edits undone", usize::from(undone));
                undone
            }
            1 => replica.redo(),
            _ => {
                let edit = replica.view().some_edit(&mut self.hand);
                let group = self.hand.once_in(2).then_some(now / 8);
                made = Some(edit.clone());
                replica.edit(edit, group).is_ok()
            }
        };
        if !changed {
            return false;
        }
        let after = replica.view().words();
        // The device has it before the person sees it; without either it was
        // never made.
        if self.hand.once_in(90) {
            self.crash(now, "clients crashed before an edit was kept", faults);
            return false;
        }
        self.keep();
        ledger.acted(self.number, made, &before, &after);
        true
    }

    /// What this client sends of its own accord.
    pub(crate) fn speak(
        &mut self,
        now: u64,
        calm: bool,
        ledger: &mut Ledger<D>,
        faults: &mut Faults,
    ) -> Vec<ToServer<D::Edit>> {
        let mut said = Vec::new();
        let id = self.hand.batch();
        let Some(replica) = &mut self.replica else {
            return said;
        };
        if now >= self.push_at
            && let Some(batch) = replica.batch(id)
        {
            // What is sent is kept first, so that it is sent again under its id.
            if !calm && self.hand.once_in(60) {
                self.crash(now, "clients crashed before a batch was kept", faults);
                return said;
            }
            self.push_at = now + PATIENCE;
            self.keep();
            ledger.sent(self.number, batch.id);
            said.push(ToServer::Push(batch));
        }
        if self.hand.once_in(if calm { 8 } else { 40 }) {
            said.extend(self.catch_up());
        }
        said
    }

    fn catch_up(&self) -> Option<ToServer<D::Edit>> {
        let replica = self.replica.as_ref()?;
        Some(ToServer::CatchUp {
            after: replica.version(),
            entries: !replica.is_settled(),
        })
    }

    /// Hears from the server, and answers.
    pub(crate) fn hear(
        &mut self,
        said: ToClient<D::Edit>,
        now: u64,
        calm: bool,
        ledger: &mut Ledger<D>,
        faults: &mut Faults,
    ) -> Option<ToServer<D::Edit>> {
        let replica = self.replica.as_mut()?;
        let unsent = replica.unsent();
        let heard = match said {
            ToClient::Entries(entries) => {
                ledger.heard(&entries);
                let heard = replica.receive(&entries);
                if (1..unsent).contains(&replica.unsent()) {
                    faults.met("batches torn");
                }
                heard
            }
            ToClient::Pushed {
                batch,
                entries,
                refused,
            } => {
                ledger.heard(&entries);
                ledger.acknowledged(batch, &entries);
                let offered = replica.offered().len();
                let heard = replica.acknowledge(batch, &entries, &refused);
                faults.met_often("edits refused", replica.offered().len() - offered);
                if replica.unsent() < unsent {
                    self.push_at = now;
                }
                heard
            }
            ToClient::Snapshot(version, document) => {
                let document: D = decode(&document).expect("a snapshot can be read");
                let before = replica.version();
                replica.leap(document, version);
                let leapt = replica.version() == version && before < version;
                faults.met(if leapt { "leaps" } else { "leaps too late" });
                Ok(leapt)
            }
        };
        if !calm && self.hand.once_in(60) {
            self.crash(now, "clients crashed before news was kept", faults);
            return None;
        }
        self.keep();
        if heard.is_err() {
            faults.met("gaps");
            return self.catch_up();
        }
        None
    }

    fn keep(&mut self) {
        if let Some(replica) = &self.replica {
            self.kept = encode(&replica.save());
            let restored = Replica::restore(replica.save());
            assert_eq!(
                restored.view(),
                replica.view(),
                "C8: what is kept is what is seen"
            );
        }
    }

    fn crash(&mut self, now: u64, how: &'static str, faults: &mut Faults) {
        faults.met(how);
        self.replica = None;
        self.back_at = now + self.hand.below(60) as u64;
        self.push_at = 0;
    }
}
