//! What went wrong, counted.

use std::collections::BTreeMap;
use std::fmt;

/// Everything that must have happened before the runs prove anything.
const KINDS: [&str; 27] = [
    "messages dropped",
    "messages doubled",
    "messages overtaken",
    "messages cut off",
    "clients crashed",
    "clients crashed before an edit was kept",
    "clients crashed before a batch was kept",
    "clients crashed before news was kept",
    "servers crashed",
    "commits lost by a crash",
    "pushes repeated",
    "batches torn",
    "gaps",
    "leaps",
    "leaps too late",
    "edits refused",
    "edits undone",
    "clients' clocks jumped",
    "servers' clocks jumped",
    "rights revoked",
    "pushes refused for want of rights",
    "pushes taken in an old format",
    "old clients told to reload",
    "unsent edits of old clients opened",
    "records that could not be written",
    "edits kept beside a record",
    "unkept edits lost by a crash",
];

/// Every fault must be met more often than this.
const ENOUGH: u64 = 1_000;

/// How often each fault was met.
#[derive(Debug, Default)]
pub(crate) struct Faults(BTreeMap<&'static str, u64>);

impl Faults {
    pub(crate) fn met(&mut self, kind: &'static str) {
        self.met_often(kind, 1);
    }

    pub(crate) fn met_often(&mut self, kind: &'static str, times: usize) {
        assert!(KINDS.contains(&kind), "{kind} is not listed");
        *self.0.entry(kind).or_default() += times as u64;
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (kind, times) in &other.0 {
            *self.0.entry(kind).or_default() += times;
        }
    }

    /// What was met [`ENOUGH`] times or less.
    pub(crate) fn rare(&self) -> Vec<&'static str> {
        let often = |kind: &&str| self.0.get(kind).is_some_and(|times| *times > ENOUGH);
        KINDS.into_iter().filter(|kind| !often(kind)).collect()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> = self
            .0
            .iter()
            .map(|(kind, times)| format!("{times} {kind}"))
            .collect();
        f.write_str(&all.join(", "))
    }
}
