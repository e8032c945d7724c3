//! Arranging a plan by hand: what is carried, where it may be put down, and how
//! that is said. The same for mouse, touch, keyboard and menus.

mod several;

use crate::id::{ItemId, StageId};
use crate::order::Mark;
use crate::plan::{Item, Plan, PlanEdit, Question};

pub use several::{Clipping, put_together};

/// What somebody has picked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carried {
    /// A question of the library, to be added with these words and minutes. The
    /// id is the one it will have in the plan.
    New(ItemId, Box<Question>, u16),
    /// An item of the plan.
    Item(ItemId),
    /// A stage of the plan.
    Stage(StageId),
}

/// Where it may be put down. An index counts only what is not carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// Among the items of a stage.
    Item(StageId, usize),
    /// Among the stages.
    Stage(usize),
}

/// A step of the keyboard from slot to slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the slot before, in the stage before if need be.
    Back,
    /// To the slot after.
    On,
    /// To the stage before.
    StageBack,
    /// To the stage after.
    StageOn,
    /// To the first slot of all.
    First,
    /// To the last.
    Last,
}

impl Carried {
    /// What it is called.
    pub fn name(&self, plan: &Plan) -> String {
        match self {
            Self::New(_, question, _) => question.title.clone(),
            Self::Item(item) => plan
                .items
                .get(item)
                .map(|item| item.question.title.clone())
                .unwrap_or_default(),
            Self::Stage(stage) => plan
                .stages
                .get(stage)
                .map(|stage| stage.name.clone())
                .unwrap_or_default(),
        }
    }

    /// Every place it may be put down, from the top of the plan to the bottom.
    pub fn slots(&self, plan: &Plan) -> Vec<Slot> {
        match self {
            Self::Stage(stage) => {
                let others = plan.stages.keys().filter(|id| *id != stage).count();
                (0..=others).map(Slot::Stage).collect()
            }
            Self::New(..) | Self::Item(_) => plan
                .stages_in_order()
                .into_iter()
                .flat_map(|stage| {
                    (0..=self.others(plan, stage)).map(move |index| Slot::Item(stage, index))
                })
                .collect(),
        }
    }

    /// Where it is now. A new question, or one whose stage is gone, is nowhere.
    pub fn home(&self, plan: &Plan) -> Option<Slot> {
        match self {
            Self::New(..) => None,
            Self::Item(item) => {
                let stage = plan.items.get(item)?.place.stage;
                plan.stages.get(&stage)?;
                let index = plan
                    .items_in_order(stage)
                    .iter()
                    .position(|id| id == item)?;
                Some(Slot::Item(stage, index))
            }
            Self::Stage(stage) => plan
                .stages_in_order()
                .iter()
                .position(|id| id == stage)
                .map(Slot::Stage),
        }
    }

    /// The slot one step from `from`, or from the start if that is nowhere. At
    /// either end it stays where it is.
    pub fn step(&self, plan: &Plan, from: Option<Slot>, step: Step) -> Option<Slot> {
        let slots = self.slots(plan);
        let last = slots.len().checked_sub(1)?;
        let Some(at) = from.and_then(|from| slots.iter().position(|slot| *slot == from)) else {
            return slots
                .get(if step == Step::Last { last } else { 0 })
                .copied();
        };
        let to = match (step, slots[at]) {
            (Step::First, _) => 0,
            (Step::Last, _) => last,
            (Step::StageBack, Slot::Item(stage, _)) => {
                // To the top of this stage's predecessor, or of this one if it has none.
                let this = slots
                    .iter()
                    .position(|slot| slot.is_in(stage))
                    .unwrap_or(at);
                match this.checked_sub(1).map(|before| slots[before]) {
                    Some(Slot::Item(before, _)) => slots
                        .iter()
                        .position(|slot| slot.is_in(before))
                        .unwrap_or(at),
                    _ => this,
                }
            }
            (Step::StageOn, Slot::Item(stage, _)) => {
                let after = slots[at..].iter().position(|slot| !slot.is_in(stage));
                after.map_or(last, |after| at + after)
            }
            (Step::Back | Step::StageBack, _) => at.saturating_sub(1),
            (Step::On | Step::StageOn, _) => (at + 1).min(last),
        };
        slots.get(to).copied()
    }

    /// The edit that puts it down there; none where it is there already.
    pub fn put(&self, plan: &Plan, slot: Slot, mark: Mark) -> Option<PlanEdit> {
        if self.home(plan) == Some(slot) {
            return None;
        }
        match (self, slot) {
            (Self::New(id, question, minutes), Slot::Item(stage, index)) => {
                Some(PlanEdit::AddItem {
                    item: *id,
                    content: Box::new(Item {
                        place: plan.place_at(stage, index, None, mark),
                        minutes: *minutes,
                        weight: 1,
                        weight_reason: String::new(),
                        question: (**question).clone(),
                    }),
                })
            }
            (Self::Item(item), Slot::Item(stage, index)) => Some(PlanEdit::MoveItem {
                item: *item,
                to: plan.place_at(stage, index, Some(*item), mark),
            }),
            (Self::Stage(stage), Slot::Stage(index)) => Some(PlanEdit::MoveStage {
                stage: *stage,
                order: plan.stage_key_at(index, Some(*stage), mark),
            }),
            _ => None,
        }
    }

    /// Says where `slot` is, as in "position 2 of 4 in Opening".
    pub fn describe(&self, plan: &Plan, slot: Slot) -> String {
        match slot {
            Slot::Item(stage, index) => {
                let name = plan
                    .stages
                    .get(&stage)
                    .map_or("", |stage| stage.name.as_str());
                let count = self.others(plan, stage) + 1;
                format!("position {} of {count} in {name}", index + 1)
            }
            Slot::Stage(index) => {
                format!(
                    "position {} of {} among the stages",
                    index + 1,
                    self.slots(plan).len()
                )
            }
        }
    }

    /// How many items of `stage` are not this one.
    fn others(&self, plan: &Plan, stage: StageId) -> usize {
        plan.items
            .iter()
            .filter(|(id, item)| item.place.stage == stage && *self != Self::Item(**id))
            .count()
    }
}

impl Slot {
    fn is_in(self, stage: StageId) -> bool {
        matches!(self, Self::Item(this, _) if this == stage)
    }
}
