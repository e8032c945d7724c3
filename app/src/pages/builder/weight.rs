//! How much a question counts: the same as the others, unless somebody says why not.

use domain::id::ItemId;
use domain::plan::PlanEdit;
use leptos::prelude::*;

use super::desk;
use super::item::once_left;
use crate::device;
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
    let group = StoredValue::new(0_u64);
    let wanted = move || {
        weight.with_untracked(|weight| reason.with_untracked(|reason| read(weight, reason)))
    };
    let set = move |wanted: Wanted| {
        let taken = match wanted {
            Ok(wanted) if wanted == kept.get_untracked() => Ok(()),
            Ok((weight, reason)) => {
                let edit = PlanEdit::SetWeight {
                    item,
                    weight,
                    reason,
                };
                let taken = desk.plan.edit_in(edit, Some(group.get_value()));
                taken.map_err(|rejection| (0, not_done(&rejection)))
            }
            Err((place, words)) => Err((place, words.to_owned())),
        };
        let wrong = taken.err();
        let place = wrong.as_ref().map(|(place, _)| *place);
        tie(&format!("weight-{item}"), place);
        problem.set(wrong.map(|(_, words)| words));
    };
    // What can be taken is taken at once, and kept; but a 1, which may be the beginning of a 10,
    // takes its reason away, so that waits until the field is left, as does what is to be said.
    let typing = move |_| {
        let wanted = wanted();
        if let Ok((weight, _)) = wanted
            && (weight > 1 || reason.with_untracked(String::is_empty))
        {
            set(wanted);
        }
    };
    let left = move |_| {
        once_left(weight, move || set(wanted()));
    };
    let form = format!("weight-{item}");
    view! {
        <fieldset
            class="weight"
            on:focusin=move |_| group.set_value(device::random_number())
            on:input=typing
            on:change=left
        >
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
                />
            </label>
            <label class="field">
                <span class="label">"Why not as the others"</span>
                <input
                    id=format!("{form}-1")
                    type="text"
                    prop:value=move || reason.get()
                    on:input=move |event| reason.set(event_target_value(&event))
                />
            </label>
            <Problem words=problem id=format!("{form}-problem") />
        </fieldset>
    }
}

/// What is to be kept of what is typed, or which field is wrong, by its place, and why.
type Wanted = Result<(u16, String), (usize, &'static str)>;

fn read(weight: &str, reason: &str) -> Wanted {
    let reason = reason.trim();
    match weight.trim().parse::<u16>() {
        Err(_) => Err((0, "A weight is a whole number, 1 or more.")),
        Ok(0) => Err((
            0,
            "A weight is 1 or more: leave the question out of the plan if it does not count.",
        )),
        Ok(1) => Ok((1, String::new())),
        Ok(_) if reason.is_empty() => Err((
            1,
            "Say why this question counts for more than the others: then it does.",
        )),
        Ok(weight) => Ok((weight, reason.to_owned())),
    }
}
