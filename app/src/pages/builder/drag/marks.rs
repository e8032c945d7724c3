//! What the page shows of something being carried: the element it is picked up from, and the
//! line where it would go.

use domain::arrange::{Carried, Slot};
use domain::id::{ItemId, StageId};
use domain::plan::Plan;
use leptos::prelude::*;

use super::super::Desk;
use super::Held;
use crate::told::Told;

/// What may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    /// This question of the plan is carried.
    Item(ItemId),
    /// This stage is carried.
    Stage(StageId),
    /// This question of the library is carried.
    Library(String),
    /// The line is before this question.
    Before(ItemId),
    /// The line is at the end of this stage.
    EndOf(StageId),
    /// The line is before this stage.
    BeforeStage(StageId),
    /// The line is after the last stage.
    EndOfStages,
}

/// What is shown now. Copies are handles to the same.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    now: StoredValue<[Option<Mark>; 2]>,
    told: Told<Mark>,
}

impl Marks {
    pub(super) fn new(desk: Desk, held: RwSignal<Option<Held>>) -> Self {
        let marks = Self {
            now: StoredValue::new([None, None]),
            told: Told::nobody(),
        };
        // A pointer moves far more often than over another place.
        let carried = Memo::new(move |_| {
            held.with(|held| {
                let held = held.as_ref().filter(|held| held.is_carrying())?;
                Some((held.carried.clone(), held.over))
            })
        });
        Effect::new(move |_| {
            let next = carried.with(|carried| {
                let Some((carried, over)) = carried else {
                    return [None, None];
                };
                let line = over.map(|over| desk.plan.read(|plan| line_of(plan, carried, over)));
                [mark_of(carried), line]
            });
            let mut was = [None, None];
            marks.now.update_value(|now| {
                was.clone_from(now);
                now.clone_from(&next);
            });
            let holds = |marks: &[Option<Mark>; 2], mark: &Mark| {
                marks.iter().flatten().any(|one| one == mark)
            };
            marks
                .told
                .tell(|mark| holds(&was, mark) != holds(&next, mark));
        });
        marks
    }

    /// Whether `mark` is shown.
    pub(super) fn shows(self, mark: Mark) -> impl Fn() -> bool + Send + Sync + 'static {
        let told = self.told.about(mark.clone());
        move || {
            told.track();
            self.now
                .with_value(|now| now.iter().flatten().any(|one| *one == mark))
        }
    }
}

fn mark_of(carried: &Carried) -> Option<Mark> {
    match carried {
        Carried::Item(item) => Some(Mark::Item(*item)),
        Carried::Stage(stage) => Some(Mark::Stage(*stage)),
        Carried::New(_, question, _) => question.source.clone().map(Mark::Library),
    }
}

fn line_of(plan: &Plan, carried: &Carried, over: Slot) -> Mark {
    match over {
        Slot::Item(stage, index) => plan
            .items_in_order(stage)
            .into_iter()
            .filter(|id| *carried != Carried::Item(*id))
            .nth(index)
            .map_or(Mark::EndOf(stage), Mark::Before),
        Slot::Stage(index) => plan
            .stages_in_order()
            .into_iter()
            .filter(|id| *carried != Carried::Stage(*id))
            .nth(index)
            .map_or(Mark::EndOfStages, Mark::BeforeStage),
    }
}
