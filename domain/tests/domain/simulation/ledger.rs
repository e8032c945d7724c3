//! What was promised to whom, to be held against the log in the end.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::BatchId;
use domain::sync::{Edit, Entry, Replica};
use domain::wire::encode;

use crate::edits::Subject;
use crate::hand::{OWN_LETTERS, owner};

#[derive(Debug)]
pub(crate) struct Ledger<D: Subject> {
    people: Vec<Person<D>>,
    /// Whose batch is whose.
    batches: BTreeMap<BatchId, usize>,
    /// Every entry that anybody has heard of, by version.
    heard: BTreeMap<u64, Vec<u8>>,
    acknowledged: BTreeSet<(BatchId, u32)>,
}

#[derive(Debug)]
struct Person<D: Subject> {
    /// Edits other than splices, which are never put together.
    made: Vec<D::Edit>,
    /// Letters typed.
    typed: BTreeSet<char>,
    /// Letters that this person took out again, maybe before they were sent.
    taken_out: BTreeSet<char>,
    /// How many of the edits made are on the device.
    kept: usize,
    /// Letters that were in memory only when the tab crashed, as the person had
    /// been told they were.
    lost: BTreeSet<char>,
}

fn letters(words: &str) -> BTreeSet<char> {
    words
        .chars()
        .filter(|letter| u32::from(*letter) > OWN_LETTERS)
        .collect()
}

impl<D: Subject> Ledger<D> {
    pub(crate) fn new(people: usize) -> Self {
        let nobody = || Person {
            made: Vec::new(),
            typed: BTreeSet::new(),
            taken_out: BTreeSet::new(),
            kept: 0,
            lost: BTreeSet::new(),
        };
        Self {
            people: (0..people).map(|_| nobody()).collect(),
            batches: BTreeMap::new(),
            heard: BTreeMap::new(),
            acknowledged: BTreeSet::new(),
        }
    }

    /// Somebody made an edit, or (none) undid or did again; what they saw before
    /// and after.
    pub(crate) fn acted(&mut self, who: usize, made: Option<D::Edit>, before: &str, after: &str) {
        let (before, after) = (letters(before), letters(after));
        let person = &mut self.people[who];
        // What somebody else typed comes and goes with undo too.
        let own = |letter: &&char| owner(**letter) == who;
        person.typed.extend(after.difference(&before).filter(own));
        person.taken_out.extend(before.difference(&after));
        person
            .made
            .extend(made.filter(|edit| edit.splice().is_none()));
    }

    /// The device has everything that was made so far.
    pub(crate) fn kept(&mut self, who: usize) {
        let person = &mut self.people[who];
        person.kept = person.made.len();
    }

    /// The device has nothing any more.
    pub(crate) fn forgotten(&mut self, who: usize) {
        self.people[who].kept = 0;
    }

    /// A tab crashed that could not be kept on its device. It had `unsettled`
    /// edits, and the device has only `kept`. What had been acknowledged is among
    /// neither. Answers how many edits and letters are lost.
    pub(crate) fn crashed(&mut self, who: usize, unsettled: &[D::Edit], kept: &[D::Edit]) -> usize {
        let person = &mut self.people[who];
        let mut left: Vec<D::Edit> = unsettled.iter().map(D::intent).collect();
        let before = person.made.len();
        for at in (person.kept..before).rev() {
            let intent = D::intent(&person.made[at]);
            if let Some(found) = left.iter().rposition(|it| *it == intent) {
                left.remove(found);
                person.made.remove(at);
            }
        }
        person.kept = person.made.len();
        let words = |edits: &[D::Edit]| -> BTreeSet<char> {
            edits
                .iter()
                .flat_map(|it| letters(&D::words_of(it)))
                .collect()
        };
        let lost: Vec<char> = words(unsettled).difference(&words(kept)).copied().collect();
        person.lost.extend(&lost);
        before - person.made.len() + lost.len()
    }

    pub(crate) fn sent(&mut self, who: usize, batch: BatchId) {
        self.batches.insert(batch, who);
    }

    /// Whatever anybody hears of is the same for everybody and stays (S4).
    pub(crate) fn heard(&mut self, entries: &[Entry<D::Edit>]) {
        for entry in entries {
            let now = encode(entry);
            let first = self
                .heard
                .entry(entry.version)
                .or_insert_with(|| now.clone());
            assert_eq!(
                *first, now,
                "S4: entry {} is not what it was",
                entry.version
            );
        }
    }

    pub(crate) fn acknowledged(&mut self, batch: BatchId, entries: &[Entry<D::Edit>]) {
        let own = entries.iter().filter(|entry| entry.batch == batch);
        self.acknowledged
            .extend(own.map(|entry| (batch, entry.index)));
    }

    /// What was typed once and never taken out is not there twice.
    pub(crate) fn settle_words(&self, words: &str) {
        let mut once = BTreeSet::new();
        for letter in words.chars().filter(|it| u32::from(*it) > OWN_LETTERS) {
            assert!(
                once.insert(letter) || self.people.iter().any(|it| it.taken_out.contains(&letter)),
                "S3: typed once and there twice"
            );
        }
    }

    /// Holds everything against the log and what was offered back.
    pub(crate) fn settle<'a>(
        &self,
        log: &[Entry<D::Edit>],
        replicas: impl Iterator<Item = &'a Replica<D>>,
    ) where
        D: 'a,
    {
        let mut taken = BTreeSet::new();
        for (version, entry) in (1..).zip(log) {
            assert_eq!(entry.version, version, "S1: versions have no gaps");
            assert!(
                taken.insert((entry.batch, entry.index)),
                "S3: a batch was taken twice"
            );
            if let Some(heard) = self.heard.get(&version) {
                assert_eq!(*heard, encode(entry), "S4: what was heard of stays");
            }
        }
        assert!(
            self.heard
                .keys()
                .all(|version| *version <= log.len() as u64),
            "S4"
        );
        assert!(
            self.acknowledged.is_subset(&taken),
            "S4: what was acknowledged stays"
        );
        for (who, replica) in replicas.enumerate() {
            self.settle_person(who, log, replica);
        }
    }

    fn settle_person(&self, who: usize, log: &[Entry<D::Edit>], replica: &Replica<D>) {
        let own = log
            .iter()
            .filter(|entry| self.batches.get(&entry.batch) == Some(&who));
        let offered = replica.offered().iter().map(|offered| &offered.edit);
        let mut fates: Vec<D::Edit> = Vec::new();
        let mut words = BTreeSet::new();
        for edit in own.map(|entry| &entry.edit).chain(offered) {
            words.extend(letters(&D::words_of(edit)));
            if edit.splice().is_none() {
                fates.push(D::intent(edit));
            }
        }
        let person = &self.people[who];
        for made in &person.made {
            let intent = D::intent(made);
            let found = fates.iter().position(|fate| *fate == intent);
            assert!(
                found.is_some(),
                "C6: neither in the log nor offered back: {made:?}"
            );
            fates.swap_remove(found.unwrap_or(0));
        }
        let lost: Vec<char> = person
            .typed
            .difference(&person.taken_out)
            .filter(|typed| !words.contains(typed) && !person.lost.contains(typed))
            .copied()
            .collect();
        assert_eq!(
            lost,
            Vec::<char>::new(),
            "C6: typed, and neither in the log nor offered back"
        );
    }
}
