//! What went wrong, counted.

use std::collections::BTreeMap;
use std::fmt;

/// Everything that must have happened before the runs prove anything.
const KINDS: [&str; 17] = [
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
];

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

    /// What was never met.
    pub(crate) fn missing(&self) -> Vec<&'static str> {
        let met = |kind: &&str| self.0.get(kind).is_some_and(|times| *times > 0);
        KINDS.into_iter().filter(|kind| !met(kind)).collect()
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
