//! The three kinds of documents, as the wire tells them apart.

use domain::id::ItemId;
use domain::panel::{Panel, PanelEdit};
use domain::plan::{Plan, PlanEdit};
use domain::scorecard::{Scorecard, ScorecardEdit};
use domain::sync::{Batch, Document, Edit, Entry};
use domain::wire::{AnyBatch, AnyEntries};

/// A kind of document.
pub trait Kind:
    Document<Edit: Edit<Text: Send + Sync> + Send + Sync + 'static> + Send + Sync + 'static
{
    /// What records of this kind are filed under on the device.
    const NAME: &'static str;

    /// Whether it says anything about a candidate. If so it lies encrypted on the
    /// device.
    const ABOUT_CANDIDATES: bool;

    /// The question that is all `edit` changes, where it is one: what is shown of the others
    /// need not be looked at again.
    fn only_item(edit: &Self::Edit) -> Option<ItemId>;

    /// A text as it stands, where others may have been writing in it.
    fn text_of(&self, text: &<Self::Edit as Edit>::Text) -> Option<String>;

    /// A batch for a document of this kind.
    fn batch(batch: Batch<Self::Edit>) -> AnyBatch;

    /// Entries of a log of this kind.
    fn entries(entries: AnyEntries) -> Option<Vec<Entry<Self::Edit>>>;
}

macro_rules! kinds {
    ($($document:ident, $edit:ty, $name:literal, $about:literal, $only_item:expr, $text:expr);+ $(;)?) => {$(
        impl Kind for $document {
            const NAME: &'static str = $name;
            const ABOUT_CANDIDATES: bool = $about;

            fn only_item(edit: &$edit) -> Option<ItemId> {
                let only_item: fn(&$edit) -> Option<ItemId> = $only_item;
                only_item(edit)
            }

            fn text_of(&self, text: &<$edit as Edit>::Text) -> Option<String> {
                let text_of: fn(&Self, &<$edit as Edit>::Text) -> Option<String> = $text;
                text_of(self, text)
            }

            fn batch(batch: Batch<$edit>) -> AnyBatch {
                AnyBatch::$document(batch)
            }

            fn entries(entries: AnyEntries) -> Option<Vec<Entry<$edit>>> {
                match entries {
                    AnyEntries::$document(entries) => Some(entries),
                    _ => None,
                }
            }
        }
    )+};
}

kinds! {
    Plan, PlanEdit, "plan", false, PlanEdit::only_item, |plan, text| plan.text(*text).cloned();
    Panel, PanelEdit, "panel", true, |_| None, |_, ()| None;
    Scorecard, ScorecardEdit, "scorecard", true, |_| None, |_, _| None;
}
