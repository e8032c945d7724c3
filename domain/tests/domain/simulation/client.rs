//! One tab: a replica, the device it keeps it on, and what goes wrong with both.

use domain::id::{BatchId, PersonId};
use domain::sync::{Added, Refused, Rejection, Replica, Saved};
use domain::wire::{decode, encode};

use super::faults::Faults;
use super::ledger::Ledger;
use super::network::{ToClient, ToServer};
use super::older::{Grown, is_in_old_format, is_old, old_record};
use crate::hand::Hand;

/// How long a push waits for its answer before it is repeated.
const PATIENCE: u64 = 12;

#[derive(Debug)]
pub(crate) struct Client<D: Grown> {
    number: usize,
    pub(crate) person: PersonId,
    /// None while the tab is gone.
    replica: Option<Replica<D>>,
    /// What is on the device; none where there was no room for it.
    kept: Option<Vec<u8>>,
    /// What was added to it since it was written whole (C12).
    added: Option<Vec<u8>>,
    /// The batch on its way that the device knows of.
    kept_batch: Option<BatchId>,
    /// Whether the person has been told that what they do is in memory only.
    unkept: bool,
    full_until: u64,
    /// Whether it reads and writes the first format only.
    old: bool,
    /// How far its clock is off.
    clock: i64,
    hand: Hand,
    push_at: u64,
    back_at: u64,
    cut_until: u64,
}

impl<D: Grown> Client<D> {
    pub(crate) fn new(number: usize, person: PersonId, seed: u64) -> Self {
        let mut hand = Hand::with_own_letters(seed, u32::try_from(number).unwrap_or(0));
        let old = hand.once_in(4);
        let away = if old { hand.below(80) as u64 } else { 0 };
        let replica = Replica::new(D::default(), 0);
        Self {
            number,
            person,
            kept: Some(record(&replica, old)),
            added: None,
            kept_batch: None,
            unkept: false,
            full_until: 0,
            old,
            clock: 0,
            replica: Some(replica),
            hand,
            push_at: 0,
            back_at: 0,
            cut_until: away,
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
        self.full_until = 0;
    }

    /// Goes wrong, perhaps; and comes back, if it is time.
    pub(crate) fn suffer(&mut self, now: u64, ledger: &mut Ledger<D>, faults: &mut Faults) {
        if self.hand.once_in(150) {
            self.cut_until = now + self.hand.below(80) as u64;
        }
        if self.replica.is_some() && self.hand.once_in(200) {
            self.crash(now, "clients crashed", ledger, faults);
        }
        if self.hand.once_in(200) {
            self.full_until = now + self.hand.below(60) as u64;
        }
        if self.hand.once_in(100) {
            self.clock = i64::try_from(self.hand.below(20_000)).unwrap_or(0) - 10_000;
            faults.met("clients' clocks jumped");
        }
    }

    pub(crate) const fn is_old(&self) -> bool {
        self.old
    }

    /// Something came that only a newer client can read. Whose edits are on the
    /// device reloads; with others it waits, so that they can be saved elsewhere.
    pub(crate) fn told_to_reload(&mut self, now: u64, ledger: &mut Ledger<D>, faults: &mut Faults) {
        self.keep(now, ledger, faults);
        if self.replica.is_none() || self.unkept {
            return;
        }
        faults.met("old clients told to reload");
        self.old = false;
        self.replica = None;
        self.back_at = now + self.hand.below(10) as u64;
        self.push_at = 0;
    }

    /// Opens the tab again from what the device has.
    pub(crate) fn come_back(&mut self, now: u64, faults: &mut Faults) {
        if self.replica.is_some() || now < self.back_at {
            return;
        }
        let replica = self.on_device();
        if !self.old && self.kept.as_deref().is_some_and(is_in_old_format) {
            faults.met_often("unsent edits of old clients opened", replica.unsent());
        }
        self.replica = Some(replica);
    }

    /// What the device has, which is nothing where it had no room.
    fn on_device(&self) -> Replica<D> {
        match &self.kept {
            None => Replica::new(D::default(), 0),
            Some(kept) => {
                let saved: Saved<D> = decode(kept).expect("what was kept can be read");
                match &self.added {
                    None => Replica::restore(saved),
                    Some(added) => {
                        let added: Added<D> = decode(added).expect("so can what was added");
                        Replica::restore_with(saved, added)
                    }
                }
            }
        }
    }

    /// Makes an edit, or undoes or does again. Whether anything came of it.
    pub(crate) fn act(&mut self, now: u64, ledger: &mut Ledger<D>, faults: &mut Faults) -> bool {
        let Some(replica) = &mut self.replica else {
            return false;
        };
        let without = self.unkept.then(|| replica.clone());
        let before = replica.view().words();
        let mut made = None;
        // An old client does not take back what it would do by a new edit.
        let what = self.hand.below(10).max(if self.old { 2 } else { 0 });
        let changed = match what {
            0 => {
                let undone = replica.undo();
                faults.met_often("edits undone", usize::from(undone));
                undone
            }
            1 => replica.redo(),
            _ => {
                let edit = replica.view().some_edit(&mut self.hand);
                let shown = i64::try_from(now).unwrap_or(0) + self.clock;
                let group = self
                    .hand
                    .once_in(2)
                    .then_some(shown.div_euclid(8).cast_unsigned());
                made = Some(edit.clone());
                (!self.old || is_old::<D>(&edit)) && replica.edit(edit, group).is_ok()
            }
        };
        if !changed {
            return false;
        }
        let after = replica.view().words();
        // The device has it before the person sees it; without either it was
        // never made.
        if self.hand.once_in(90) {
            self.replica = without.or(self.replica.take());
            self.crash(
                now,
                "clients crashed before an edit was kept",
                ledger,
                faults,
            );
            return false;
        }
        ledger.acted(self.number, made, &before, &after);
        self.keep(now, ledger, faults);
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
                self.crash(
                    now,
                    "clients crashed before a batch was kept",
                    ledger,
                    faults,
                );
                return said;
            }
            self.push_at = now + PATIENCE;
            self.keep(now, ledger, faults);
            if self.kept_batch != Some(batch.id) {
                // What the device has would be sent again under another id (C3).
                self.kept = None;
                self.added = None;
                self.kept_batch = None;
                ledger.forgotten(self.number);
            }
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
            self.crash(now, "clients crashed before news was kept", ledger, faults);
            return None;
        }
        self.keep(now, ledger, faults);
        if heard.is_err() {
            faults.met("gaps");
            return self.catch_up();
        }
        None
    }

    /// Writes the record, if there is room for it.
    fn keep(&mut self, now: u64, ledger: &mut Ledger<D>, faults: &mut Faults) {
        let Some(replica) = &mut self.replica else {
            return;
        };
        if now < self.full_until {
            faults.met("records that could not be written");
            self.unkept = true;
            return;
        }
        self.unkept = false;
        let added = replica.added();
        if let Some(added) = added.filter(|_| !self.old && self.kept.is_some()) {
            faults.met("edits kept beside a record");
            self.added = Some(encode(&added));
        } else {
            self.kept = Some(record(replica, self.old));
            self.added = None;
            replica.was_kept_whole();
        }
        ledger.kept(self.number);
        self.kept_batch = in_flight(replica);
        let view = replica.view().clone();
        assert_eq!(
            *self.on_device().view(),
            view,
            "C8: what is kept is what is seen"
        );
    }

    fn crash(&mut self, now: u64, how: &'static str, ledger: &mut Ledger<D>, faults: &mut Faults) {
        faults.met(how);
        if let Some(replica) = self.replica.take().filter(|_| self.unkept) {
            let kept = all_it_has(self.on_device());
            let lost = ledger.crashed(self.number, &all_it_has(replica), &kept);
            faults.met_often("unkept edits lost by a crash", lost);
        }
        self.unkept = false;
        self.back_at = now + self.hand.below(60) as u64;
        self.push_at = 0;
    }
}

fn record<D: Grown>(replica: &Replica<D>, old: bool) -> Vec<u8> {
    if old {
        old_record(replica)
    } else {
        encode(&replica.save())
    }
}

/// The batch that is on its way.
fn in_flight<D: Grown>(replica: &Replica<D>) -> Option<BatchId> {
    // Of a copy: asking for a batch makes one.
    let none = BatchId::default();
    let batch = replica.clone().batch(none).map(|batch| batch.id);
    batch.filter(|id| *id != none)
}

/// All edits that a replica has and the log, as far as it knows, has not.
fn all_it_has<D: Grown>(mut replica: Replica<D>) -> Vec<D::Edit> {
    while let Some(batch) = replica.batch(BatchId::default()) {
        let reason = Rejection::TextChanged;
        let refused: Vec<Refused> = (0..)
            .zip(&batch.edits)
            .map(|(index, _)| Refused {
                index,
                reason: reason.clone(),
            })
            .collect();
        replica
            .acknowledge(batch.id, &[], &refused)
            .expect("without a gap");
    }
    let offered = replica.offered().iter();
    offered.map(|offered| offered.edit.clone()).collect()
}
