//! The plans that this device holds, also such as the server has not heard of.

use domain::id::{DocumentId, PersonId};
use domain::kit::Kit;
use domain::plan::{LONGEST_NAME, Plan, PlanEdit, copy_edits, first_edits};
use domain::sync::{Document as _, Replica};
use domain::views::{At, Failure};
use domain::wire::{AnyEntries, CaughtUp, decode, encode};

use super::answers;
use crate::api;
use crate::device;
use crate::device::storage::{self, NotKept};
use crate::error::AppError;
use crate::sync::{self, Marks, keep_whole, kept_in_clear, mark, record_of, records_of};

/// Plans begun here that the server is still to be told of.
const UNBORN: &str = "plumbline/unborn/";
/// What a plan is called whose file or original has no title.
const NAMELESS: &str = "Untitled plan";
const OF_ANOTHER: &str = "Somebody else has begun this plan on this device, and it goes to the team when they sign in here again.";

/// A plan on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which.
    pub id: DocumentId,
    /// What it is called here.
    pub title: String,
    /// Whether the team lacks some of it.
    pub is_unsent: bool,
}

/// Every plan on this device, but for what somebody else than `by` is still to send.
pub fn all(by: Option<PersonId>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (id, key) in records_of::<Plan>() {
        if is_of_another(id, &key, by) {
            continue;
        }
        let Some(replica) = read(&key) else {
            continue;
        };
        let draft = Draft {
            id,
            title: replica.view().title.clone(),
            is_unsent: !replica.is_settled() || is_unborn(id),
        };
        // Another tab's record of the same plan.
        match drafts.iter_mut().find(|known| known.id == id) {
            Some(known) => known.is_unsent |= draft.is_unsent,
            None => drafts.push(draft),
        }
    }
    drafts.sort_by(|one, other| (&one.title, one.id).cmp(&(&other.title, other.id)));
    drafts
}

/// A plan as the server has it, or as this device holds it where the server
/// cannot be reached or has not heard of it yet.
pub async fn open(id: DocumentId) -> Result<At<Plan>, AppError> {
    if is_unborn(id)
        && let Some(held) = held(id)
    {
        return Ok(held);
    }
    match api::open_plan(id).await {
        Err(error) if error.is_away() => held(id).ok_or(error),
        answer => answer,
    }
}

/// Begins a plan on this device. The server is told when it can be reached.
pub fn begin(id: DocumentId, by: Option<PersonId>, kit: &str, title: &str) -> Result<(), AppError> {
    let kit = answers::last_kit(kit).ok_or(AppError::Unreachable)?;
    keep_begun(id, by, &kit, title, None, |_| Vec::new())
}

/// The same with the stages and questions of another plan: of a file, or the team's `original`.
pub async fn begin_copy(
    id: DocumentId,
    by: Option<PersonId>,
    from: &Plan,
    title: &str,
    original: Option<DocumentId>,
) -> Result<(), AppError> {
    let basis = from.basis.as_ref().ok_or(AppError::Misunderstood)?;
    let kit = answers::kit(basis.kit.clone()).await?;
    let title: String = title.trim().chars().take(LONGEST_NAME).collect();
    let title = if title.is_empty() { NAMELESS } else { &title };
    keep_begun(id, by, &kit, title, original, |begun| {
        copy_edits(from, begun, device::random_bytes)
    })
}

/// Keeps a plan as it begins from a kit, with `further` edits that wait to be sent.
fn keep_begun(
    id: DocumentId,
    by: Option<PersonId>,
    kit: &Kit,
    title: &str,
    original: Option<DocumentId>,
    further: impl FnOnce(&Plan) -> Vec<PlanEdit>,
) -> Result<(), AppError> {
    let impossible = |_| AppError::Refused(Failure::Unavailable);
    let mut plan = Plan::default();
    let edits = first_edits(id, kit.into(), title);
    for edit in &edits {
        plan.apply(edit).map_err(impossible)?;
    }
    let further = further(&plan);
    let mut replica = Replica::new(plan, edits.len() as u64);
    for edit in further {
        replica.edit(edit, None).map_err(impossible)?;
    }
    let record = record_of::<Plan>(id);
    // First, since a record without it would be of a plan that the server never hears of.
    storage::keep(&unborn_key(id), &encode(&(&kit.id, title, by, original))).map_err(not_kept)?;
    keep_whole(&record, &mut replica).map_err(|full| {
        is_born(id);
        not_kept(full)
    })?;
    mark(&record, by, Marks::of(&replica).unborn());
    Ok(())
}

/// Tells the server of a plan that `by` has begun here, unless another tab has, and answers
/// with its log there. Repeating it is harmless; once the replica begins as that does, say so
/// ([`is_born`]).
pub async fn bear(id: DocumentId, by: Option<PersonId>) -> Result<Option<AnyEntries>, AppError> {
    if let Some(unborn) = unborn(id) {
        if !unborn.is_of(by) {
            return Err(AppError::Refused(Failure::NotAllowed(
                OF_ANOTHER.to_owned(),
            )));
        }
        api::new_plan(id, unborn.kit, unborn.title, unborn.original, by).await?;
    }
    match api::catch_up(id, 0, true, by).await? {
        CaughtUp::Entries(log) => Ok(Some(log)),
        CaughtUp::Snapshot(..) => Ok(None),
    }
}

/// The server knows of the plan, and a record of it begins as it does there.
pub fn is_born(id: DocumentId) {
    storage::forget(&unborn_key(id));
}

/// What the server is to be told of a plan that was begun here.
struct Unborn {
    kit: String,
    title: String,
    /// Who has begun it; earlier builds did not say.
    by: Option<PersonId>,
    /// Which plan of the team it is a copy of.
    original: Option<DocumentId>,
}

impl Unborn {
    fn is_of(&self, here: Option<PersonId>) -> bool {
        self.by.is_none() || self.by == here
    }
}

fn unborn(id: DocumentId) -> Option<Unborn> {
    let body = storage::kept(&unborn_key(id)).ok()??;
    let (kit, title, by, original) = decode(&body)
        .or_else(|_| decode(&body).map(|(kit, title, by)| (kit, title, by, None)))
        .or_else(|_| decode(&body).map(|(kit, title)| (kit, title, None, None)))
        .ok()?;
    Some(Unborn {
        kit,
        title,
        by,
        original,
    })
}

/// Whether what a record holds of a document is somebody else's than whoever is here: what they
/// did, or that they began it.
pub fn is_of_another(id: DocumentId, record: &str, here: Option<PersonId>) -> bool {
    sync::is_of_another(record, here) || unborn(id).is_some_and(|unborn| !unborn.is_of(here))
}

/// Whether the server is still to be told of this plan.
pub fn is_unborn(id: DocumentId) -> bool {
    unborn(id).is_some()
}

fn unborn_key(id: DocumentId) -> String {
    format!("{UNBORN}{id}")
}

fn held(id: DocumentId) -> Option<At<Plan>> {
    let here = answers::last_me();
    let (_, key) = records_of::<Plan>()
        .into_iter()
        .find(|(held, key)| *held == id && !is_of_another(id, key, here))?;
    let replica = read(&key)?;
    // Without what the record's own tab has not sent, which that tab shows (C9).
    Some(At {
        version: replica.version(),
        document: replica.base().clone(),
    })
}

fn read(key: &str) -> Option<Replica<Plan>> {
    kept_in_clear(key).ok()?.map(|kept| kept.replica)
}

fn not_kept(reason: NotKept) -> AppError {
    AppError::Refused(Failure::Invalid(reason.to_string()))
}
