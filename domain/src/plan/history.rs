//! The log of a plan, put together for reading.

use std::collections::VecDeque;

use super::describe::Told;
use super::{Plan, PlanEdit};
use crate::id::PersonId;
use crate::sync::Entry;

/// What one person does within this time, in milliseconds, and nobody else does
/// anything between, is one change.
pub const ONE_CHANGE: u64 = 10 * 60 * 1_000;

/// Edits that one person made at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Logged<'a> {
    /// The version of the plan once they are in it.
    pub version: u64,
    /// Who made them.
    pub by: PersonId,
    /// When, in milliseconds since the Unix epoch.
    pub at: i64,
    /// The edits, in order.
    pub edits: &'a [PlanEdit],
}

impl<'a> From<&'a Entry<PlanEdit>> for Logged<'a> {
    fn from(entry: &'a Entry<PlanEdit>) -> Self {
        Self {
            version: entry.version,
            by: entry.author,
            at: entry.at,
            edits: std::slice::from_ref(&entry.edit),
        }
    }
}

/// What one person did in one go.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// The version of the plan before it.
    pub from_version: u64,
    /// The version once it was made.
    pub version: u64,
    /// Who made it.
    pub by: PersonId,
    /// When its last edit was taken, in milliseconds since the Unix epoch.
    pub at: i64,
    /// What was done, each thing once, to be read after the person's name.
    pub sentences: Vec<String>,
}

/// What became of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct History {
    /// The newest changes, the newest first.
    pub changes: Vec<Change>,
    /// How many older ones are left out.
    pub left_out: u64,
}

/// Reads `log`, which begins on `beginning` and has no gaps, and puts together at
/// most `most` newest changes. Takes time that grows with the number of edits and
/// no faster.
pub fn history<'a>(
    beginning: Plan,
    log: impl IntoIterator<Item = Logged<'a>>,
    most: usize,
) -> History {
    let mut reader = Reader {
        plan: beginning,
        open: None,
        changes: VecDeque::new(),
        left_out: 0,
        most,
    };
    for logged in log {
        reader.read(&logged);
    }
    reader.close();
    History {
        changes: reader.changes.into_iter().rev().collect(),
        left_out: reader.left_out,
    }
}

struct Reader {
    plan: Plan,
    /// The change that goes on, and when it began.
    open: Option<(Change, i64, Told)>,
    /// Those that are done, oldest first.
    changes: VecDeque<Change>,
    left_out: u64,
    most: usize,
}

impl Reader {
    fn read(&mut self, logged: &Logged<'_>) {
        let goes_on = self.open.as_ref().is_some_and(|(change, began, _)| {
            change.by == logged.by && logged.at.abs_diff(*began) <= ONE_CHANGE
        });
        if !goes_on {
            self.close();
        }
        let (change, _, told) = self.open.get_or_insert_with(|| {
            let change = Change {
                from_version: logged.version.saturating_sub(logged.edits.len() as u64),
                version: logged.version,
                by: logged.by,
                at: logged.at,
                sentences: Vec::new(),
            };
            (change, logged.at, Told::default())
        });
        change.version = logged.version;
        change.at = logged.at;
        for edit in logged.edits {
            told.tell(&mut self.plan, edit);
        }
    }

    fn close(&mut self) {
        let Some((mut change, _, told)) = self.open.take() else {
            return;
        };
        change.sentences = told.sentences(&self.plan);
        self.changes.push_back(change);
        if self.changes.len() > self.most {
            self.changes.pop_front();
            self.left_out += 1;
        }
    }
}
