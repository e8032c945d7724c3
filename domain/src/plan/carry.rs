//! Edits that carry a stage or an item whole take earlier edits of it in.

use super::{Plan, PlanEdit, PlanText};
use crate::id::{ItemId, StageId};
use crate::sync::Document;

/// Takes `earlier` into the stage or item that `edit` adds, if it is about it
/// (rule R3). Whoever took an item out and put it back, as undo does, thus puts
/// it back with what others did to it in the meantime.
pub(super) fn absorb(edit: &mut PlanEdit, earlier: &PlanEdit) {
    match edit {
        PlanEdit::AddItem { item, content } if changed_item(earlier) == Some(*item) => {
            let mut alone = Plan::default();
            alone.items.insert(*item, (**content).clone());
            if alone.apply(earlier).is_ok()
                && let Some(changed) = alone.items.remove(item)
            {
                **content = changed;
            }
        }
        PlanEdit::RestoreStage {
            stage,
            content,
            interviewers,
        } if changed_stage(earlier) == Some(*stage) => {
            let mut alone = Plan::default();
            if alone.restore_stage(*stage, content, interviewers).is_ok()
                && alone.apply(earlier).is_ok()
                && let Some(changed) = alone.stages.remove(stage)
            {
                *content = changed;
                *interviewers = alone.interviewers.remove(stage).unwrap_or_default();
            }
        }
        PlanEdit::AddStage { stage, content } if changed_stage(earlier) == Some(*stage) => {
            let mut alone = Plan::default();
            alone.stages.insert(*stage, content.clone());
            if alone.apply(earlier).is_ok()
                && let Some(changed) = alone.stages.remove(stage)
            {
                *content = changed;
            }
        }
        _ => {}
    }
}

impl PlanEdit {
    /// The item that is all this edit changes, if it is one. Where the item stands is the
    /// stages' and not its own.
    pub const fn only_item(&self) -> Option<ItemId> {
        match self {
            Self::AddItem { item, .. } | Self::RemoveItem { item } => Some(*item),
            _ => changed_item(self),
        }
    }
}

const fn changed_item(edit: &PlanEdit) -> Option<ItemId> {
    match edit {
        PlanEdit::Text {
            text: PlanText::Item(item, _),
            ..
        }
        | PlanEdit::MoveItem { item, .. }
        | PlanEdit::SetMinutes { item, .. }
        | PlanEdit::SetWeight { item, .. }
        | PlanEdit::SetCompetency { item, .. } => Some(*item),
        _ => None,
    }
}

const fn changed_stage(edit: &PlanEdit) -> Option<StageId> {
    match edit {
        PlanEdit::Text {
            text: PlanText::StageName(stage),
            ..
        }
        | PlanEdit::MoveStage { stage, .. }
        | PlanEdit::Assign { stage, .. } => Some(*stage),
        _ => None,
    }
}
