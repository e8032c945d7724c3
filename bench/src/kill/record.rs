//! What people were told of a plan, and whether its log bears it out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Result, bail};
use domain::id::BatchId;
use domain::plan::PlanEdit;
use domain::sync::{Batch, Entry, Refused};

/// What became of a batch, as its client was told.
#[derive(Debug)]
struct Fate {
    /// The place of each edit that is in the log.
    kept: BTreeSet<u32>,
}

/// A batch as it was pushed.
#[derive(Debug)]
struct Begun {
    client: usize,
    /// Its place among its client's.
    place: usize,
    edits: usize,
}

/// What people were told of one plan.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Entries that anybody was told, by version.
    told: BTreeMap<u64, Entry<PlanEdit>>,
    begun: HashMap<BatchId, Begun>,
    batches: HashMap<usize, usize>,
    fates: HashMap<BatchId, Fate>,
    /// Edits acknowledged since the last check.
    new: u64,
    complaints: Vec<String>,
}

impl Record {
    /// Something went wrong at a client.
    pub(super) fn complain(&mut self, complaint: String) {
        self.complaints.push(complaint);
    }

    /// A client makes up a batch.
    pub(super) fn begun(&mut self, client: usize, batch: &Batch<PlanEdit>) {
        let place = self.batches.entry(client).or_default();
        *place += 1;
        let begun = Begun {
            client,
            place: *place,
            edits: batch.edits.len(),
        };
        self.begun.insert(batch.id, begun);
    }

    /// Somebody was told of these entries, live or in an answer.
    pub(super) fn told(&mut self, entries: &[Entry<PlanEdit>]) -> Result<()> {
        for entry in entries {
            let known = self
                .told
                .entry(entry.version)
                .or_insert_with(|| entry.clone());
            if known != entry {
                bail!(
                    "version {} was told as {known:?} and as {entry:?}",
                    entry.version
                );
            }
        }
        Ok(())
    }

    /// A client's batch was acknowledged. `heard` are those of its edits that the client had
    /// heard live before it pushed the batch again: the answer holds what came after (S3).
    pub(super) fn acknowledged(
        &mut self,
        batch: BatchId,
        heard: &BTreeSet<u32>,
        entries: &[Entry<PlanEdit>],
        refused: &[Refused],
    ) -> Result<()> {
        let own = entries.iter().filter(|entry| entry.batch == batch);
        let own = own.map(|entry| entry.index);
        let kept: BTreeSet<u32> = heard.iter().copied().chain(own).collect();
        let Some(begun) = self.begun.get(&batch) else {
            bail!("batch {batch} was acknowledged, and nobody made it");
        };
        if kept.len() + refused.len() != begun.edits {
            bail!(
                "of the {} edits of batch {batch}, {} were acknowledged and {} refused",
                begun.edits,
                kept.len(),
                refused.len()
            );
        }
        self.new += u64::try_from(kept.len())?;
        self.fates.insert(batch, Fate { kept });
        Ok(())
    }

    /// Holds the whole log against what people were told. Answers with the
    /// number of edits acknowledged since the last time.
    pub(super) fn check(&mut self, log: &[Entry<PlanEdit>]) -> Result<u64> {
        if let Some(complaint) = self.complaints.first() {
            bail!("{complaint}");
        }
        for (expected, entry) in (1..).zip(log) {
            if entry.version != expected {
                bail!("version {} stands where {expected} should", entry.version);
            }
        }
        for (version, told) in &self.told {
            let place = usize::try_from(version - 1)?;
            match log.get(place) {
                None => bail!("version {version} was told and is lost: {told:?}"),
                Some(found) if found != told => {
                    bail!("version {version} was told as {told:?} and is now {found:?}")
                }
                Some(_) => {}
            }
        }
        self.check_batches(log)?;
        Ok(std::mem::take(&mut self.new))
    }

    /// Nothing twice, everything acknowledged there, each client's in order.
    fn check_batches(&self, log: &[Entry<PlanEdit>]) -> Result<()> {
        let mut found: HashMap<BatchId, BTreeSet<u32>> = HashMap::new();
        let mut last: HashMap<usize, (usize, u32)> = HashMap::new();
        for entry in log {
            // Its first edits come with a plan, in no batch.
            if entry.batch == BatchId::default() {
                continue;
            }
            let Some(begun) = self.begun.get(&entry.batch) else {
                bail!("version {} is of a batch that nobody made", entry.version);
            };
            if !found.entry(entry.batch).or_default().insert(entry.index) {
                bail!(
                    "edit {} of batch {} is there twice",
                    entry.index,
                    entry.batch
                );
            }
            let this = (begun.place, entry.index);
            if last
                .insert(begun.client, this)
                .is_some_and(|before| before >= this)
            {
                bail!(
                    "version {} of client {} is out of order",
                    entry.version,
                    begun.client
                );
            }
        }
        for (batch, fate) in &self.fates {
            let there = found.remove(batch).unwrap_or_default();
            if there != fate.kept {
                bail!(
                    "of batch {batch}, {:?} were acknowledged and {there:?} are there",
                    fate.kept
                );
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::id::{ItemId, PersonId};

    use super::*;

    fn edit(minutes: u16) -> PlanEdit {
        PlanEdit::SetMinutes {
            item: ItemId::default(),
            minutes,
        }
    }

    fn entry(version: u64, batch: u8, index: u32) -> Entry<PlanEdit> {
        Entry {
            version,
            author: PersonId::default(),
            at: 0,
            batch: BatchId::from_bytes([batch; 16]),
            index,
            edit: edit(u16::from(batch)),
        }
    }

    /// Two batches of one client, of two edits and of one; both acknowledged.
    fn record() -> (Record, Vec<Entry<PlanEdit>>) {
        let log = vec![entry(1, 1, 0), entry(2, 1, 1), entry(3, 2, 0)];
        let mut record = Record::default();
        for (id, edits) in [(1, 2), (2, 1)] {
            let id = BatchId::from_bytes([id; 16]);
            let batch = Batch {
                id,
                base: 0,
                edits: vec![edit(1); edits],
            };
            record.begun(0, &batch);
            record
                .acknowledged(id, &BTreeSet::new(), &log, &[])
                .expect("all are there");
        }
        (record, log)
    }

    #[test]
    fn a_log_as_it_was_told_passes() {
        let (mut record, log) = record();
        record.told(&log).expect("told once");
        assert_eq!(record.check(&log).expect("nothing is wrong"), 3);
        assert_eq!(record.check(&log).expect("nothing is wrong"), 0);
    }

    #[test]
    fn what_is_lost_doubled_moved_or_changed_is_found() {
        let (_, whole) = record();
        let doubled = [&whole[..], &[entry(4, 2, 0)]].concat();
        let moved = vec![entry(1, 2, 0), entry(2, 1, 0), entry(3, 1, 1)];
        let turned = vec![entry(1, 1, 1), entry(2, 1, 0), entry(3, 2, 0)];
        let strange = [&whole[..], &[entry(4, 9, 0)]].concat();
        for (log, wrong) in [
            (whole[..2].to_vec(), "acknowledged"),
            (whole[1..].to_vec(), "stands where"),
            (doubled, "twice"),
            (moved, "out of order"),
            (turned, "out of order"),
            (strange, "nobody made"),
        ] {
            let (mut record, _) = record();
            let found = record.check(&log).expect_err(wrong);
            assert!(found.to_string().contains(wrong), "{found}");
        }
    }

    #[test]
    fn what_was_heard_may_neither_vanish_nor_change() {
        let (mut record, log) = record();
        record.told(&[entry(4, 2, 1)]).expect("told once");
        let found = record.check(&log).expect_err("lost");
        assert!(found.to_string().contains("lost"), "{found}");
        assert!(record.told(&[entry(4, 2, 2)]).is_err());
    }

    #[test]
    fn an_acknowledgement_accounts_for_every_edit() {
        let (mut record, log) = record();
        let id = BatchId::from_bytes([1; 16]);
        let nothing = BTreeSet::new();
        assert!(record.acknowledged(id, &nothing, &log[..1], &[]).is_err());
        let second = BTreeSet::from([1]);
        assert!(record.acknowledged(id, &second, &log[..1], &[]).is_ok());
    }
}
