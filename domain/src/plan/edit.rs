//! What can be done to a plan.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::check::{check_length, check_minutes, check_weight};
use super::{
    Basis, Comment, FindingKey, Item, LONGEST_NAME, MOST_ITEMS, MOST_STAGES, Place, Plan, PlanText,
    Stage, Waiver,
};
use crate::id::{CommentId, ItemId, PersonId, StageId};
use crate::order::OrderKey;
use crate::sync::{Document, Edit, Rejection};
use crate::text::Splice;

/// An edit to a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PlanEdit {
    /// Says what the plan is begun from. Once, and first.
    Begin(Basis),
    /// Edits one of its texts.
    Text {
        /// Which text.
        text: PlanText,
        /// What happens to it.
        splice: Splice,
    },
    /// Adds a stage. Items that were left by a stage of this id come back to it.
    AddStage {
        /// Its id, made by the client.
        stage: StageId,
        /// What it is.
        content: Stage,
    },
    /// Removes a stage. Its items stay, unplaced.
    RemoveStage {
        /// Which.
        stage: StageId,
    },
    /// Moves a stage.
    MoveStage {
        /// Which.
        stage: StageId,
        /// Its new place.
        order: OrderKey,
    },
    /// Adds an item.
    AddItem {
        /// Its id, made by the client.
        item: ItemId,
        /// What it is.
        content: Box<Item>,
    },
    /// Removes an item.
    RemoveItem {
        /// Which.
        item: ItemId,
    },
    /// Moves an item. To a stage that is gone is no error: it shows unplaced.
    MoveItem {
        /// Which.
        item: ItemId,
        /// Its new place.
        to: Place,
    },
    /// Gives an item its minutes.
    SetMinutes {
        /// Which.
        item: ItemId,
        /// Minutes.
        minutes: u16,
    },
    /// Gives an item its weight.
    SetWeight {
        /// Which.
        item: ItemId,
        /// 1 is the usual.
        weight: u16,
        /// Why; needed unless the weight is 1.
        reason: String,
    },
    /// Says which competency an item assesses.
    SetCompetency {
        /// Which.
        item: ItemId,
        /// The competency's id; empty for none.
        competency: String,
    },
    /// Lets a finding of the linter stand, or (none) no longer.
    Waive {
        /// Which.
        key: FindingKey,
        /// Why, and who says so.
        waiver: Option<Waiver>,
    },
    /// Says whether somebody interviews in a stage.
    Assign {
        /// Which.
        stage: StageId,
        /// Who.
        person: PersonId,
        /// Whether they do.
        on: bool,
    },
    /// Adds a comment.
    Comment {
        /// Its id, made by the client.
        id: CommentId,
        /// What it is.
        comment: Box<Comment>,
    },
    /// Removes a comment. Not one on an item that is gone: it comes back with
    /// the item.
    Uncomment {
        /// Which.
        id: CommentId,
    },
    /// Says whether a comment is dealt with.
    Resolve {
        /// Which.
        id: CommentId,
        /// Whether it is.
        resolved: bool,
    },
    /// Puts back a stage that was removed, with its interviewers.
    RestoreStage {
        /// Its id.
        stage: StageId,
        /// What it is.
        content: Stage,
        /// Who interviews in it.
        interviewers: BTreeSet<PersonId>,
    },
}

impl Edit for PlanEdit {
    type Text = PlanText;

    fn splice(&self) -> Option<(PlanText, &Splice)> {
        match self {
            Self::Text { text, splice } => Some((*text, splice)),
            _ => None,
        }
    }

    fn splice_mut(&mut self) -> Option<(PlanText, &mut Splice)> {
        match self {
            Self::Text { text, splice } => Some((*text, splice)),
            _ => None,
        }
    }

    fn absorb(&mut self, earlier: &Self) {
        super::carry::absorb(self, earlier);
    }

    fn falls_with(&self, removal: &Self) -> bool {
        match removal {
            Self::RemoveItem { item } => match self {
                Self::Text { text, .. } => matches!(text, PlanText::Item(of, _) if of == item),
                Self::MoveItem { item: of, .. }
                | Self::SetMinutes { item: of, .. }
                | Self::SetWeight { item: of, .. }
                | Self::SetCompetency { item: of, .. } => of == item,
                _ => false,
            },
            Self::RemoveStage { stage } => match self {
                Self::Text { text, .. } => matches!(text, PlanText::StageName(of) if of == stage),
                Self::MoveStage { stage: of, .. } | Self::Assign { stage: of, .. } => of == stage,
                _ => false,
            },
            _ => false,
        }
    }
}

impl Document for Plan {
    type Edit = PlanEdit;

    fn apply(&mut self, edit: &PlanEdit) -> Result<Option<PlanEdit>, Rejection> {
        match edit {
            PlanEdit::Begin(basis) => self.begin(basis).map(|()| None),
            PlanEdit::Text { text, splice } => self.splice(*text, splice).map(Some),
            PlanEdit::AddStage { stage, content } => self.add_stage(*stage, content).map(Some),
            PlanEdit::RemoveStage { stage } => {
                let content = self.stages.remove(stage).ok_or(Rejection::Gone)?;
                Ok(Some(PlanEdit::RestoreStage {
                    stage: *stage,
                    content,
                    interviewers: self.interviewers.remove(stage).unwrap_or_default(),
                }))
            }
            PlanEdit::MoveStage { stage, order } => {
                let moved = self.stages.get_mut(stage).ok_or(Rejection::Gone)?;
                let order = std::mem::replace(&mut moved.order, order.clone());
                Ok(Some(PlanEdit::MoveStage {
                    stage: *stage,
                    order,
                }))
            }
            PlanEdit::AddItem { item, content } => self.add_item(*item, content).map(Some),
            PlanEdit::RemoveItem { item } => {
                let content = Box::new(self.items.remove(item).ok_or(Rejection::Gone)?);
                Ok(Some(PlanEdit::AddItem {
                    item: *item,
                    content,
                }))
            }
            PlanEdit::MoveItem { item, to } => {
                let to = std::mem::replace(&mut self.item(*item)?.place, to.clone());
                Ok(Some(PlanEdit::MoveItem { item: *item, to }))
            }
            PlanEdit::SetMinutes { item, minutes } => {
                check_minutes(*minutes)?;
                let minutes = std::mem::replace(&mut self.item(*item)?.minutes, *minutes);
                Ok(Some(PlanEdit::SetMinutes {
                    item: *item,
                    minutes,
                }))
            }
            PlanEdit::SetWeight {
                item,
                weight,
                reason,
            } => {
                check_weight(*weight, reason)?;
                let changed = self.item(*item)?;
                let weight = std::mem::replace(&mut changed.weight, *weight);
                let reason = std::mem::replace(&mut changed.weight_reason, reason.clone());
                Ok(Some(PlanEdit::SetWeight {
                    item: *item,
                    weight,
                    reason,
                }))
            }
            PlanEdit::SetCompetency { item, competency } => {
                check_length("a competency", competency, LONGEST_NAME)?;
                let changed = self.item(*item)?;
                let competency =
                    std::mem::replace(&mut changed.question.competency, competency.clone());
                Ok(Some(PlanEdit::SetCompetency {
                    item: *item,
                    competency,
                }))
            }
            PlanEdit::Waive { key, waiver } => self.waive(key, waiver.as_ref()).map(Some),
            PlanEdit::Assign { stage, person, on } => self.assign(*stage, *person, *on).map(Some),
            PlanEdit::Comment { id, comment } => self.comment(*id, comment).map(Some),
            PlanEdit::Uncomment { id } => self.uncomment(*id).map(Some),
            PlanEdit::Resolve { id, resolved } => self.resolve(*id, *resolved).map(Some),
            PlanEdit::RestoreStage {
                stage,
                content,
                interviewers,
            } => self.restore_stage(*stage, content, interviewers).map(Some),
        }
    }
}

impl Plan {
    fn begin(&mut self, basis: &Basis) -> Result<(), Rejection> {
        if self.basis.is_some() {
            return Err(Rejection::AlreadyThere);
        }
        basis.check()?;
        self.basis = Some(basis.clone());
        Ok(())
    }

    pub(super) fn add_stage(
        &mut self,
        stage: StageId,
        content: &Stage,
    ) -> Result<PlanEdit, Rejection> {
        check_length("a stage's name", &content.name, LONGEST_NAME)?;
        if self.stages.contains_key(&stage) {
            return Err(Rejection::AlreadyThere);
        }
        if self.stages.len() >= MOST_STAGES {
            return Err(Rejection::out_of_range(format!(
                "a plan has at most {MOST_STAGES} stages"
            )));
        }
        self.stages.insert(stage, content.clone());
        Ok(PlanEdit::RemoveStage { stage })
    }

    fn add_item(&mut self, item: ItemId, content: &Item) -> Result<PlanEdit, Rejection> {
        check_minutes(content.minutes)?;
        check_weight(content.weight, &content.weight_reason)?;
        content.question.check()?;
        if self.items.contains_key(&item) {
            return Err(Rejection::AlreadyThere);
        }
        if self.items.len() >= MOST_ITEMS {
            return Err(Rejection::out_of_range(format!(
                "a plan has at most {MOST_ITEMS} questions"
            )));
        }
        self.items.insert(item, content.clone());
        Ok(PlanEdit::RemoveItem { item })
    }

    fn item(&mut self, item: ItemId) -> Result<&mut Item, Rejection> {
        self.items.get_mut(&item).ok_or(Rejection::Gone)
    }
}
