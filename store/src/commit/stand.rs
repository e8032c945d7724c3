//! How things stand as a group is written.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{BatchId, DocumentId, PersonId};
use domain::sharing::Right;

use super::{Unit, writes};
use crate::StoreError;
use crate::backend::{On, Tx, on};
use crate::column::{right_of, runs};
use crate::script::Script;

/// Rights on plans, of those of whom something is said.
pub(super) type Said = BTreeMap<(DocumentId, PersonId), Right>;

/// What the database says under the lock of the transaction that writes.
#[derive(Default)]
pub(super) struct Stand {
    /// Where each document stands.
    pub(super) versions: BTreeMap<DocumentId, u64>,
    /// The batches that were taken before.
    pub(super) known: BTreeSet<(DocumentId, BatchId)>,
    /// The rights by which edits were judged. Whoever says something else meanwhile has said
    /// it after this.
    pub(super) said: Said,
}

/// Which question a row answers.
const VERSION: i32 = 1;
const BATCH: i32 = 2;
const RIGHT: i32 = 3;

/// Finds out how things stand. On `PostgreSQL` the documents are locked before anything else
/// is read, and nobody moves them until this transaction ends; on `SQLite` nobody else writes
/// at all.
pub(super) async fn stand(tx: &mut Tx, units: &[Unit]) -> Result<Stand, StoreError> {
    let mut script = tx.script();
    ask_versions(&mut script, units);
    ask_batches(&mut script, units);
    ask_rights(&mut script, units);

    let mut stand = Stand::default();
    for (question, document, other, number) in script.read().await? {
        let document = DocumentId::from(document);
        match question {
            VERSION => drop(stand.versions.insert(document, number.into())),
            BATCH => drop(stand.known.insert((document, other.into()))),
            _ => {
                let right = right_of(number.into())?;
                stand.said.insert((document, other.into()), right);
            }
        }
    }
    Ok(stand)
}

/// Only locks the documents, where they are to be written to one unit at a time.
pub(super) async fn lock(tx: &mut Tx, units: &[Unit]) -> Result<(), StoreError> {
    let mut script = tx.script();
    ask_versions(&mut script, units);
    script.read().await.map(drop)
}

/// In the order of ids, so that two groups that take locks cannot wait for each other.
fn ask_versions(script: &mut Script<'_>, units: &[Unit]) {
    let ids: BTreeSet<DocumentId> = writes(units).map(|write| write.document).collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let lock = match script {
        On::Sqlite(_) => "",
        // Not against foreign keys that point at the document.
        On::Postgres(_) => " FOR NO KEY UPDATE",
    };
    for run in runs(&ids) {
        on!(&mut *script, |script| {
            let query = script.then(run.len());
            query.push(format_args!(
                "SELECT {VERSION}, id, id, version FROM document WHERE id IN ("
            ));
            let mut list = query.separated(", ");
            for id in run {
                list.push_bind(id.bytes().as_slice());
            }
            query.push(") ORDER BY id").push(lock);
        });
    }
}

fn ask_batches(script: &mut Script<'_>, units: &[Unit]) {
    let asked = writes(units)
        .filter_map(|write| Some((*write.document.bytes(), *write.batch.as_ref()?.id.bytes())));
    let answer = format!(
        "SELECT {BATCH}, batch.document_id, batch.batch_id, batch.first_version FROM asked
         JOIN batch ON batch.document_id = asked.document_id AND batch.batch_id = asked.other_id",
    );
    ask_of_pairs(script, &asked.collect::<Vec<_>>(), &answer);
}

/// As [`crate::Store::right_on`], of many at once.
fn ask_rights(script: &mut Script<'_>, units: &[Unit]) {
    let asked: BTreeSet<_> = writes(units)
        .filter_map(|write| Some((*write.document.bytes(), *write.judged_by?.person.bytes())))
        .collect();
    let answer = format!(
        "SELECT {RIGHT}, asked.document_id, asked.other_id,
         CAST(COALESCE(plan_right.may, plan_sharing.everybody) AS BIGINT)
         FROM asked JOIN plan_sharing ON plan_sharing.document_id = asked.document_id
         LEFT JOIN plan_right ON plan_right.document_id = asked.document_id
         AND plan_right.person_id = asked.other_id",
    );
    ask_of_pairs(script, &asked.into_iter().collect::<Vec<_>>(), &answer);
}

/// Asks something of each document and what belongs to it, which `answer` has as `asked`.
fn ask_of_pairs(script: &mut Script<'_>, pairs: &[([u8; 16], [u8; 16])], answer: &str) {
    for run in runs(pairs) {
        on!(&mut *script, |script| {
            let query = script.then(run.len());
            query.push("WITH asked (document_id, other_id) AS (");
            query.push_values(run, |mut values, (document, other)| {
                values
                    .push_bind(document.as_slice())
                    .push_bind(other.as_slice());
            });
            query.push(") ").push(answer);
        });
    }
}
