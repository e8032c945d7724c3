//! Several questions at once: moved together, and taken from plan to plan.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Carried, Slot};
use crate::id::{ItemId, StageId};
use crate::order::Mark;
use crate::plan::{Item, Plan, PlanEdit};
use crate::sync::Document as _;

/// The edits that put `lead` into `slot` and the rest of `chosen` around it, so that all of
/// them stand together in the order they had. `slot` counts as for `lead` alone; whatever is
/// not in the plan any more is passed over.
pub fn put_together(
    plan: &Plan,
    chosen: &BTreeSet<ItemId>,
    lead: ItemId,
    slot: Slot,
    mark: Mark,
) -> Vec<PlanEdit> {
    let Slot::Item(stage, _) = slot else {
        return Vec::new();
    };
    let in_order: Vec<ItemId> = plan
        .agenda()
        .into_iter()
        .chain(plan.unplaced())
        .filter(|item| *item == lead || chosen.contains(item))
        .collect();
    let mut now = plan.clone();
    let mut edits = Vec::new();
    let mut put = |now: &mut Plan, item: ItemId, slot: Slot| {
        let edit = Carried::Item(item).put(now, slot, mark);
        if let Some(edit) = edit.filter(|edit| now.apply(edit).is_ok()) {
            edits.push(edit);
        }
    };
    put(&mut now, lead, slot);
    let at = in_order.iter().position(|item| *item == lead).unwrap_or(0);
    let (before, from) = in_order.split_at(at);
    for item in before {
        // The one that is moved does not count.
        let place = place_of(&now, stage, lead, *item);
        put(&mut now, *item, Slot::Item(stage, place));
    }
    let mut last = lead;
    for item in from.iter().skip(1) {
        let place = place_of(&now, stage, last, *item) + 1;
        put(&mut now, *item, Slot::Item(stage, place));
        last = *item;
    }
    edits
}

/// Where `item` stands in its stage, not counting `moving`.
fn place_of(plan: &Plan, stage: StageId, item: ItemId, moving: ItemId) -> usize {
    plan.items_in_order(stage)
        .into_iter()
        .filter(|id| *id != moving)
        .position(|id| id == item)
        .unwrap_or(0)
}

/// Questions on their way from one plan to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clipping(Vec<Item>);

impl Clipping {
    /// These questions of a plan, in its order.
    pub fn of(plan: &Plan, chosen: &BTreeSet<ItemId>) -> Self {
        let items = plan.agenda().into_iter().chain(plan.unplaced());
        let chosen = items.filter(|item| chosen.contains(item));
        Self(
            chosen
                .filter_map(|item| plan.items.get(&item).cloned())
                .collect(),
        )
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The edits that add them to a stage from `index` on, each under an id made of 16 bytes
    /// that `fresh` draws. A competency that the plan does not know is left out.
    pub fn paste(
        &self,
        plan: &Plan,
        stage: StageId,
        index: usize,
        mark: Mark,
        mut fresh: impl FnMut() -> [u8; 16],
    ) -> Vec<PlanEdit> {
        let known = |id: &str| {
            let basis = plan.basis.as_ref();
            basis.is_some_and(|basis| basis.competencies.iter().any(|known| known.id == id))
        };
        let mut now = plan.clone();
        let mut edits = Vec::new();
        for (offset, item) in self.0.iter().enumerate() {
            let mut question = item.question.clone();
            if !known(&question.competency) {
                question.competency.clear();
            }
            let edit = PlanEdit::AddItem {
                item: ItemId::from_bytes(fresh()),
                content: Box::new(Item {
                    place: now.place_at(stage, index + offset, None, mark),
                    minutes: item.minutes,
                    weight: item.weight,
                    weight_reason: item.weight_reason.clone(),
                    question,
                }),
            };
            if now.apply(&edit).is_ok() {
                edits.push(edit);
            }
        }
        edits
    }
}
