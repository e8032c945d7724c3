//! Copying a plan into one that has just been begun.

use std::collections::BTreeMap;

use super::{Item, Place, Plan, PlanEdit};
use crate::id::{ItemId, StageId};

/// The edits that give `begun`, a plan as it stands after its first edits, the
/// stages and questions of `from`. Each gets an id of its own, made of 16 bytes
/// that `fresh` draws. A question that had no stage gets the first one.
pub fn copy_edits(from: &Plan, begun: &Plan, mut fresh: impl FnMut() -> [u8; 16]) -> Vec<PlanEdit> {
    let mut edits: Vec<PlanEdit> = begun
        .stages
        .keys()
        .map(|stage| PlanEdit::RemoveStage { stage: *stage })
        .collect();
    let mut stages = BTreeMap::new();
    let in_order = from.stages_in_order();
    for old in &in_order {
        if let Some(content) = from.stages.get(old) {
            let stage = StageId::from_bytes(fresh());
            stages.insert(*old, stage);
            let content = content.clone();
            edits.push(PlanEdit::AddStage { stage, content });
        }
    }
    let first = in_order.first().and_then(|stage| stages.get(stage));
    let items = from.agenda().into_iter().chain(from.unplaced());
    for item in items.filter_map(|id| from.items.get(&id)) {
        let stage = stages.get(&item.place.stage).or(first);
        if let Some(stage) = stage {
            let place = Place {
                stage: *stage,
                order: item.place.order.clone(),
            };
            edits.push(PlanEdit::AddItem {
                item: ItemId::from_bytes(fresh()),
                content: Box::new(Item {
                    place,
                    ..item.clone()
                }),
            });
        }
    }
    edits
}
