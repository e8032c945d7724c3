//! Several questions at once: chosen, moved together, copied to another plan, removed.

use std::collections::BTreeSet;

use domain::arrange::{Carried, Clipping};
use domain::id::{ItemId, StageId};
use domain::plan::{Plan, PlanEdit};
use domain::wire::{decode, encode};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Desk, desk};
use crate::device::{self, files, storage};
use crate::pages::words::counted;
use crate::ui::{announce, not_done, tell};

/// Where questions lie between copying and pasting, for every tab of this browser.
const CLIPPING: &str = "plumbline/clipping";

impl Desk {
    /// Chooses a question, or no longer.
    pub(super) fn choose(self, item: ItemId) {
        self.chosen.update(|chosen| {
            if !chosen.remove(&item) {
                chosen.insert(item);
            }
        });
        let (count, is_in) = self
            .chosen
            .with_untracked(|chosen| (chosen.len(), chosen.contains(&item)));
        let name = self.plan.peek(|plan| Carried::Item(item).name(plan));
        announce(if is_in {
            format!("Selected {name}, {count} in all.")
        } else {
            format!("{name} is no longer selected.")
        });
    }

    /// What moves with a question: all that is chosen, if it is and others are.
    pub(super) fn together_with(self, lead: ItemId) -> Option<BTreeSet<ItemId>> {
        let chosen = self.plan.peek(|plan| self.chosen_in(plan));
        (chosen.contains(&lead) && chosen.len() > 1).then_some(chosen)
    }

    /// What is chosen and still there: others may remove it.
    fn chosen_in(self, plan: &Plan) -> BTreeSet<ItemId> {
        self.chosen.with_untracked(|chosen| {
            let there = chosen.iter().filter(|item| plan.items.contains_key(item));
            there.copied().collect()
        })
    }

    /// Whether it is chosen.
    pub(super) fn has_chosen(self, item: ItemId) -> bool {
        self.chosen.with(|chosen| chosen.contains(&item))
    }

    /// Copies what is chosen, or `otherwise` where nothing is: to be pasted into any plan of
    /// this browser, and as Markdown for everything else.
    pub(super) fn copy(self, otherwise: Option<ItemId>) {
        let mut chosen = self.chosen.get_untracked();
        if chosen.is_empty() {
            chosen.extend(otherwise);
        }
        let (clipping, text) = self
            .plan
            .peek(|plan| (Clipping::of(plan, &chosen), markdown(plan, &chosen)));
        if clipping.is_empty() {
            tell("Select questions first.");
            return;
        }
        if let Err(problem) = storage::keep(CLIPPING, &encode(&clipping)) {
            tell(format!("That was not copied: {problem}."));
            return;
        }
        tell(format!("Copied {}.", counted(clipping.len())));
        spawn_local(async move {
            // Other programs get it where the browser lets us.
            let _ = files::copy(&text).await;
        });
    }

    /// Pastes what was copied last, after `item` or else at the end of `stage`.
    pub(super) fn paste(self, stage: Option<StageId>, item: Option<ItemId>) {
        let kept = storage::kept(CLIPPING).ok().flatten();
        let Some(clipping) = kept.and_then(|body| decode::<Clipping>(&body).ok()) else {
            tell("There is nothing to paste: copy questions of a plan first.");
            return;
        };
        let mark = self.mark();
        let made = self.plan.peek(|plan| {
            let of_item = item.and_then(|item| plan.items.get(&item));
            let stage = of_item
                .map(|item| item.place.stage)
                .or(stage)
                .or_else(|| plan.stages_in_order().first().copied())?;
            let name = plan.stages.get(&stage)?.name.clone();
            let items = plan.items_in_order(stage);
            let after = items.iter().position(|id| Some(*id) == item);
            let index = after.map_or(items.len(), |after| after + 1);
            let edits = clipping.paste(plan, stage, index, mark, device::random_bytes);
            Some((edits, name))
        });
        let Some((edits, name)) = made else {
            tell("There is no stage to paste into: add one first.");
            return;
        };
        let count = edits.len();
        if self.edit_all(edits) {
            tell(format!("Pasted {} into {name}.", counted(count)));
        }
    }

    /// Makes edits that are undone together. Where one cannot be made, says why.
    pub(super) fn edit_all(self, edits: Vec<PlanEdit>) -> bool {
        let made = self.plan.edit_all(edits, device::random_number());
        if let Err(rejection) = &made {
            tell(not_done(rejection));
        }
        made.is_ok()
    }
}

/// What can be done with the chosen questions.
#[component]
pub(super) fn Selection() -> impl IntoView {
    let desk = desk();
    let count = Memo::new(move |_| {
        desk.chosen.track();
        desk.plan.read(|plan| desk.chosen_in(plan).len())
    });
    let remove = move |_| {
        let items = desk.plan.peek(|plan| desk.chosen_in(plan)).into_iter();
        let edits: Vec<PlanEdit> = items.map(|item| PlanEdit::RemoveItem { item }).collect();
        let removed = counted(edits.len());
        if desk.edit_all(edits) {
            desk.chosen.set(BTreeSet::new());
            tell(format!("Removed {removed}. Undo brings them back."));
        }
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <section class="selection" aria-label="Selected questions">
                <p>{move || format!("{} selected. Drag one of them to move all.", counted(count.get()))}</p>
                <button class="small" on:click=move |_| desk.copy(None)>"Copy"</button>
                <button class="small" on:click=remove>"Remove"</button>
                <button class="quiet small" on:click=move |_| desk.chosen.set(BTreeSet::new())>
                    "Clear the selection"
                </button>
            </section>
        </Show>
    }
}

/// The questions as they are asked, as a list.
fn markdown(plan: &Plan, chosen: &BTreeSet<ItemId>) -> String {
    let items = plan.agenda().into_iter().filter(|id| chosen.contains(id));
    let lines: Vec<String> = items
        .filter_map(|id| plan.items.get(&id))
        .map(|item| format!("- **{}**: {}\n", item.question.title, item.question.ask))
        .collect();
    lines.concat()
}
