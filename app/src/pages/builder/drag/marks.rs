//! What the page shows of something being carried: the element it is picked up from.

use domain::arrange::Carried;
use domain::id::{ItemId, StageId};
use leptos::prelude::*;

use super::Held;
use crate::told::Told;

/// What may be carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    /// This question of the plan.
    Item(ItemId),
    /// This stage.
    Stage(StageId),
    /// This question of the library.
    Library(String),
}

/// What is carried now. Copies are handles to the same.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    now: StoredValue<Option<Mark>>,
    told: Told<Mark>,
}

impl Marks {
    pub(super) fn new(held: RwSignal<Option<Held>>) -> Self {
        let marks = Self {
            now: StoredValue::new(None),
            told: Told::nobody(),
        };
        // A pointer moves far more often than it picks something up.
        let carried = Memo::new(move |_| {
            held.with(|held| {
                let held = held.as_ref().filter(|held| held.is_carrying())?;
                mark_of(&held.carried)
            })
        });
        Effect::new(move |_| {
            let next = carried.get();
            let was = marks.now.get_value();
            marks.now.set_value(next.clone());
            let is_it = |mark: &Mark| [&was, &next].into_iter().flatten().any(|one| one == mark);
            marks.told.tell(is_it);
        });
        marks
    }

    /// Whether `mark` is carried.
    pub(super) fn shows(self, mark: Mark) -> impl Fn() -> bool + Send + Sync + 'static {
        let told = self.told.about(mark.clone());
        move || {
            told.track();
            self.now.with_value(|now| now.as_ref() == Some(&mark))
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
