//! What this device holds of somebody's work on plans that the team does not take, as where their
//! right was lowered meanwhile: such a plan opens on a page that knows nothing of this device.

use std::collections::BTreeMap;

use domain::id::{DocumentId, PersonId};
use domain::plan::{Plan, PlanEdit};
use domain::sync::{Document as _, Rejection};

use crate::sync::{is_of_another, kept_in_clear, records_of};

/// What one record holds of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Untaken {
    /// Of which plan.
    pub id: DocumentId,
    /// Where it lies on this device.
    pub record: String,
    /// The plan with it, as far as it still fits.
    pub plan: Plan,
    /// What was done, each with the reason why it was not taken.
    pub edits: Vec<(PlanEdit, String)>,
}

/// Everything that `by` has done and may not do any more. `refused` says why records could not
/// be sent, by their keys.
pub fn all(by: Option<PersonId>, refused: &BTreeMap<String, String>) -> Vec<Untaken> {
    let records = records_of::<Plan>().into_iter();
    records
        .filter(|(_, record)| !is_of_another(record, by))
        .filter_map(|(id, record)| {
            let replica = kept_in_clear::<Plan>(&record).ok()??.replica;
            let why = refused.get(&record);
            let mut offered = replica.offered().iter();
            let may_not = offered.any(|it| matches!(it.reason, Rejection::NotAllowed(_)));
            if why.is_none() && !may_not {
                // What was refused for another reason is offered back where the plan is edited.
                return None;
            }
            let mut plan = replica.view().clone();
            let mut edits = Vec::new();
            for offered in replica.offered() {
                // What does not fit any more is among the words all the same.
                let _ = plan.apply(&offered.edit);
                edits.push((offered.edit.clone(), offered.reason.to_string()));
            }
            if let Some(why) = why {
                edits.extend(replica.unsettled().map(|edit| (edit.clone(), why.clone())));
            }
            Some(Untaken {
                id,
                record,
                plan,
                edits,
            })
        })
        .collect()
}
