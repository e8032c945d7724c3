//! Which units of a group go through. Pure: it knows where the documents stand
//! and which batches were taken, and keeps both up to date as it admits.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::DocumentId;

use super::stand::Stand;
use super::{Conflict, DocumentWrite, Head, Heads, SaidRight, Unit};
use crate::edits::{self, Logged};
use crate::{AuditRow, BatchRow};

pub(super) struct Admission<'a> {
    stand: Stand,
    pub(super) admitted: Admitted<'a>,
}

/// What is to be written for the units admitted so far.
#[derive(Default)]
pub(super) struct Admitted<'a> {
    pub(super) heads: Heads<'a>,
    pub(super) batches: Vec<(DocumentId, &'a BatchRow)>,
    pub(super) edits: Vec<Logged<'a>>,
    pub(super) audit: Vec<&'a AuditRow>,
}

impl<'a> Admission<'a> {
    pub(super) fn new(stand: Stand) -> Self {
        Self {
            stand,
            admitted: Admitted::default(),
        }
    }

    pub(super) fn admit(&mut self, unit: &'a Unit) -> Result<(), Conflict> {
        // Later writes of a unit stand on its earlier ones, which count only
        // once all have passed.
        let mut versions = BTreeMap::new();
        let mut batches = BTreeSet::new();
        for write in &unit.writes {
            let document = write.document;
            if let Some(batch) = &write.batch {
                // First of all: a client that repeats a batch always expects an
                // old version, and must learn that its batch is safe.
                let key = (document, batch.id);
                if self.stand.known.contains(&key) || !batches.insert(key) {
                    return Err(Conflict::Repeated {
                        document,
                        batch: batch.id,
                    });
                }
            }
            let found = *versions
                .get(&document)
                .or_else(|| self.stand.versions.get(&document))
                .ok_or(Conflict::Missing(document))?;
            if found != write.expected_version {
                return Err(Conflict::Moved {
                    document,
                    expected: write.expected_version,
                    found,
                });
            }
            if let Some(SaidRight { person, said }) = write.judged_by
                && said != self.stand.said.get(&(document, person)).copied()
            {
                return Err(Conflict::Shared { document });
            }
            versions.insert(document, after(write)?);
        }
        for write in &unit.writes {
            self.take(write);
        }
        self.stand.versions.extend(versions);
        self.stand.known.extend(batches);
        self.admitted.audit.extend(&unit.audit);
        Ok(())
    }

    fn take(&mut self, write: &'a DocumentWrite) {
        let document = write.document;
        let batch = write.batch.as_ref();
        self.admitted
            .batches
            .extend(batch.map(|batch| (document, batch)));
        self.admitted
            .edits
            .extend(write.edits.iter().map(|edit| Logged {
                document,
                batch: batch.map(|batch| batch.id),
                edit,
            }));
        // A batch whose edits were all rejected leaves the document alone.
        let version = match write.edits.last() {
            Some(edit) => edit.version,
            None if write.title.is_some() => write.expected_version,
            None => return,
        };
        let earlier = self
            .admitted
            .heads
            .get(&document)
            .and_then(|head| head.title);
        let head = Head {
            version,
            at: write.at,
            title: write.title.as_deref().or(earlier),
        };
        self.admitted.heads.insert(document, head);
    }
}

/// The version after a write, if the write agrees with itself.
fn after(write: &DocumentWrite) -> Result<u64, Conflict> {
    let last =
        edits::follow(write.expected_version, &write.edits).map_err(|error| Conflict::Broken {
            reason: error.to_string(),
        })?;
    match &write.batch {
        Some(batch)
            if (batch.first_version, batch.last_version)
                != (write.expected_version.saturating_add(1), last) =>
        {
            Err(Conflict::Broken {
                reason: format!(
                    "batch {} claims versions {} to {} for edits that follow {} up to {last}",
                    batch.id, batch.first_version, batch.last_version, write.expected_version,
                ),
            })
        }
        _ => Ok(last),
    }
}
