//! Where the others are who have the plan open.

use domain::id::{ItemId, PersonId};
use domain::wire::Presence;
use leptos::prelude::*;

use crate::sync::Live;
use crate::told::Told;

/// The others, wherever they are in the plan. Copies are handles to the same list.
#[derive(Clone, Copy)]
pub(super) struct Others {
    now: StoredValue<Vec<Presence>>,
    told: Told<Option<ItemId>>,
}

impl Others {
    /// Follows whom the live connection tells of, but for `me`: what one does oneself comes
    /// back with the rest.
    pub(super) fn follow(live: Live, me: Option<PersonId>) -> Self {
        let others = Self {
            now: StoredValue::new(Vec::new()),
            told: Told::nobody(),
        };
        Effect::new(move |_| {
            let next: Vec<_> = live.present.with(|present| {
                let others = present.iter().filter(|here| Some(here.person) != me);
                others.cloned().collect()
            });
            let mut moved = false;
            let mut about = Vec::new();
            others.now.update_value(|now| {
                let left = now.iter().filter(|here| !next.contains(here));
                let came = next.iter().filter(|here| !now.contains(here));
                for here in left.chain(came) {
                    moved = true;
                    about.extend([here.at.item, here.at.dragging].into_iter().flatten());
                }
                now.clone_from(&next);
            });
            if moved {
                let concerns = |of: &Option<ItemId>| of.is_none_or(|of| about.contains(&of));
                others.told.tell(concerns);
            }
        });
        others
    }

    /// What `read` has of those who are anywhere, looked at again when one of them moves to or
    /// from `item` (none: when anybody does).
    pub(super) fn memo<T>(
        self,
        item: Option<ItemId>,
        read: impl Fn(&Presence) -> Option<T> + Send + Sync + 'static,
    ) -> Memo<Vec<T>>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let told = self.told.about(item);
        Memo::new(move |_| {
            told.track();
            self.now
                .with_value(|now| now.iter().filter_map(&read).collect())
        })
    }
}
