//! How much a question counts: the same as the others, unless somebody says why not.

use domain::id::ItemId;
use domain::plan::PlanEdit;
use leptos::prelude::*;

use super::desk;
use crate::ui::{Problem, not_done, tie};

#[component]
pub(super) fn Weight(item: ItemId) -> impl IntoView {
    let desk = desk();
    let kept = desk.plan.memo_of(Some(item), move |plan| {
        let item = plan.items.get(&item);
        item.map_or((1, String::new()), |item| {
            (item.weight, item.weight_reason.clone())
        })
    });
    // What is typed stays until it can be taken: a weight waits for its reason.
    let weight = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let (kept, why) = kept.get();
        weight.set(kept.to_string());
        reason.set(why);
    });
    let form = format!("weight-{item}");
    let wrong = move |place: usize, words: String| {
        problem.set(Some(words));
        tie(&format!("weight-{item}"), Some(place));
    };
    let take = move |_| {
        let Ok(wanted) = weight.get_untracked().trim().parse::<u16>() else {
            return wrong(0, "A weight is a whole number, 1 or more.".to_owned());
        };
        if wanted == 0 {
            return wrong(
                0,
                "A weight is 1 or more: leave the question out of the plan if it does not count."
                    .to_owned(),
            );
        }
        let why = if wanted == 1 {
            String::new()
        } else {
            reason.get_untracked().trim().to_owned()
        };
        if wanted != 1 && why.is_empty() {
            return wrong(
                1,
                "Say why this question counts for more than the others: then it does.".to_owned(),
            );
        }
        problem.set(None);
        tie(&format!("weight-{item}"), None);
        if (wanted, why.clone()) != kept.get_untracked() {
            let edit = PlanEdit::SetWeight {
                item,
                weight: wanted,
                reason: why,
            };
            if let Err(rejection) = desk.plan.edit(edit) {
                wrong(0, not_done(&rejection));
            }
        }
    };
    view! {
        <fieldset class="weight">
            <legend>"Weight"</legend>
            <label class="field">
                <span class="label">"Counts (1: as the others)"</span>
                <input
                    id=format!("{form}-0")
                    type="text"
                    inputmode="numeric"
                    size="3"
                    prop:value=move || weight.get()
                    on:input=move |event| weight.set(event_target_value(&event))
                    on:change=take
                />
            </label>
            <label class="field">
                <span class="label">"Why not as the others"</span>
                <input
                    id=format!("{form}-1")
                    type="text"
                    prop:value=move || reason.get()
                    on:input=move |event| reason.set(event_target_value(&event))
                    on:change=take
                />
            </label>
            <Problem words=problem id=format!("{form}-problem") />
        </fieldset>
    }
}
