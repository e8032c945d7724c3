//! Copying a plan into one that has just been begun.

use std::collections::BTreeMap;

use super::{Item, Place, Plan, PlanEdit, Stage};
use crate::id::{ItemId, StageId};
use crate::lint;
use crate::order::{Mark, OrderKey};

/// The edits that give `begun`, a plan as it stands after its first edits, the
/// stages and questions of `from`, who interviews in each stage, and what was let
/// stand of the checks. Each stage and question gets an id of its own, made of 16
/// bytes that `fresh` draws. What waits without a stage does so in the copy: nobody
/// has said where it belongs.
///
/// Comments stay behind, as they are about the other plan; who may do what on it
/// is no part of a plan.
pub fn copy_edits(from: &Plan, begun: &Plan, fresh: impl FnMut() -> [u8; 16]) -> Vec<PlanEdit> {
    let removed = begun.stages.keys();
    let mut copy = Copy {
        from,
        fresh,
        stages: BTreeMap::new(),
        items: BTreeMap::new(),
        edits: removed
            .map(|stage| PlanEdit::RemoveStage { stage: *stage })
            .collect(),
    };
    let stages = from.stages_in_order();
    for (old, order) in copy.in_order(stages) {
        copy.stage(old, order);
    }
    // A stage that is gone is gone under another name too: those that `begun` had
    // could come back.
    let nowhere = StageId::from_bytes((copy.fresh)());
    for (old, order) in copy.in_order(from.unplaced()) {
        copy.item(old, nowhere, order);
    }
    copy.waivers();
    copy.edits
}

struct Copy<'a, F> {
    from: &'a Plan,
    fresh: F,
    /// What each stage and item is in the copy.
    stages: BTreeMap<StageId, StageId>,
    items: BTreeMap<ItemId, ItemId>,
    edits: Vec<PlanEdit>,
}

impl<F: FnMut() -> [u8; 16]> Copy<'_, F> {
    /// These with new keys in the order they are seen in: of two on one key their ids
    /// decide, which are others here.
    fn in_order<T>(&mut self, seen: Vec<T>) -> impl Iterator<Item = (T, OrderKey)> + use<T, F> {
        let [a, b, c, d, ..] = (self.fresh)();
        let mark = Mark(u32::from_le_bytes([a, b, c, d]));
        let keys = OrderKey::spread(seen.len(), mark);
        seen.into_iter().zip(keys)
    }

    fn stage(&mut self, old: StageId, order: OrderKey) {
        let from = self.from;
        let stage = StageId::from_bytes((self.fresh)());
        let name = from.stages.get(&old).map(|stage| stage.name.clone());
        let content = Stage {
            name: name.unwrap_or_default(),
            order,
        };
        self.stages.insert(old, stage);
        self.edits.push(PlanEdit::AddStage { stage, content });
        let people = from.interviewers_of(old);
        self.edits.extend(people.map(|person| PlanEdit::Assign {
            stage,
            person,
            on: true,
        }));
        for (item, order) in self.in_order(from.items_in_order(old)) {
            self.item(item, stage, order);
        }
    }

    fn item(&mut self, old: ItemId, stage: StageId, order: OrderKey) {
        let Some(content) = self.from.items.get(&old) else {
            return;
        };
        let item = ItemId::from_bytes((self.fresh)());
        self.items.insert(old, item);
        let content = Box::new(Item {
            place: Place { stage, order },
            ..content.clone()
        });
        self.edits.push(PlanEdit::AddItem { item, content });
    }

    fn waivers(&mut self) {
        for (key, waiver) in &self.from.waivers {
            // What was about something that is gone has nothing to be about here.
            if let Some(key) = lint::key_in_copy(key, &self.stages, &self.items) {
                let waiver = Some(waiver.clone());
                self.edits.push(PlanEdit::Waive { key, waiver });
            }
        }
    }
}
