//! What this device holds of somebody's work on plans that the team does not take, as where their
//! right was lowered meanwhile: such a plan opens on a page that knows nothing of this device.

use std::collections::BTreeMap;

use domain::id::{DocumentId, PersonId};
use domain::plan::{Plan, PlanEdit};
use domain::sync::{Offered, Rejection};

use super::drafts::is_of_another;
use crate::sync::{kept_in_clear, records_of};

/// What one record holds of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Untaken {
    /// Of which plan.
    pub id: DocumentId,
    /// Where it lies on this device.
    pub record: String,
    /// What the team calls the plan.
    pub title: String,
    /// The plan with what was done, as far as that still fits.
    pub plan: Plan,
    /// Whether a copy of that has all of it: what people say stays behind, and what does not fit.
    pub is_whole: bool,
    /// Why, as a sentence.
    pub reason: String,
    /// What was done.
    pub edits: Vec<PlanEdit>,
}

/// What `by` has done that the server will not take from them, however often it is sent.
/// `refused` says why records could not be sent, by their keys.
pub fn all(by: Option<PersonId>, refused: &BTreeMap<String, String>) -> Vec<Untaken> {
    let records = records_of::<Plan>().into_iter();
    records
        .filter(|(id, record)| !is_of_another(*id, record, by))
        .filter_map(|(id, record)| {
            let replica = kept_in_clear::<Plan>(&record).ok()??.replica;
            let may_not = |offered: &Offered<PlanEdit>| match &offered.reason {
                Rejection::NotAllowed(why) => Some(format!("{why}.")),
                // It is offered back where the plan is edited.
                _ => None,
            };
            let reason = match refused.get(&record) {
                Some(why) => why.clone(),
                // What may still be taken is tried first.
                None if !replica.is_settled() => return None,
                None => replica.offered().iter().find_map(may_not)?,
            };
            let (plan, fits) = replica.with_offered();
            let offered = replica.offered().iter().map(|offered| &offered.edit);
            let edits: Vec<PlanEdit> = offered.chain(replica.unsettled()).cloned().collect();
            Some(Untaken {
                id,
                record,
                title: replica.view().title.clone(),
                plan,
                is_whole: fits && !edits.iter().any(is_said),
                reason,
                edits,
            })
        })
        .collect()
}

const fn is_said(edit: &PlanEdit) -> bool {
    matches!(
        edit,
        PlanEdit::Comment { .. } | PlanEdit::Uncomment { .. } | PlanEdit::Resolve { .. }
    )
}
