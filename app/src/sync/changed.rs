//! What of a document may be another after a change, and has to be looked at again.

use domain::id::ItemId;

use super::{Kind, Synced};

/// What of a document may be another.
pub(super) enum Changed {
    Nothing,
    /// These questions, and what is made of all of them.
    Items(Vec<ItemId>),
    Anything,
}

impl Changed {
    pub(super) fn by<'a, D: Kind>(edits: impl IntoIterator<Item = &'a D::Edit>) -> Self {
        let items: Option<_> = edits.into_iter().map(D::only_item).collect();
        items.map_or(Self::Anything, Self::Items)
    }

    pub(super) const fn unless(same: bool) -> Self {
        if same { Self::Nothing } else { Self::Anything }
    }
}

impl<D: Kind> Synced<D> {
    /// Has what may have changed looked at again.
    pub(super) fn tell(self, changed: &Changed) {
        match changed {
            Changed::Nothing => {}
            Changed::Items(items) => {
                let concerns = |of: &Option<ItemId>| of.is_none_or(|of| items.contains(&of));
                self.told.tell(concerns);
            }
            Changed::Anything => self.told.tell(|_| true),
        }
    }
}
