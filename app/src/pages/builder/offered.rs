//! What this person did that could not be applied, offered back.

use domain::plan::{Plan, PlanEdit};
use leptos::prelude::*;

use super::desk;
use crate::pages::words::in_words;
use crate::ui::{Offer, Offers, not_done, tell};

#[component]
pub(super) fn Offered(
    /// Why the plan takes nothing more, once it does not.
    lost: Signal<Option<String>>,
) -> impl IntoView {
    let plan = desk().plan;
    let offers = Memo::new(move |_| {
        let is_lost = lost.with(Option::is_some);
        let offered = plan.offered().into_iter();
        let offer = |(edit, reason): (PlanEdit, domain::sync::Rejection)| Offer {
            words: plan.peek(|plan| in_words(plan, &edit)),
            reason: reason.to_string(),
            comes_back: !is_lost && plan.peek(|plan| is_there(plan, &edit)).is_some(),
        };
        offered.map(offer).collect()
    });
    // Somebody else may have brought it back meanwhile.
    Effect::new(move |_| {
        let offered = plan.offered();
        let is_there = |edit: &PlanEdit| plan.peek(|plan| is_there(plan, edit)) == Some(true);
        let there = offered.iter().position(|(edit, _)| is_there(edit));
        if let Some(index) = there {
            plan.dismiss(index);
        }
    });
    let bring_back = Callback::new(move |index| match plan.bring_back(index) {
        Ok(()) => tell("It is back in the plan."),
        Err(rejection) => tell(not_done(&rejection)),
    });
    let dismiss = Callback::new(move |index| plan.dismiss(index));
    view! { <Offers offers bring_back dismiss /> }
}

/// Whether what this edit brings back is in the plan. None of edits that bring nothing back.
fn is_there(plan: &Plan, edit: &PlanEdit) -> Option<bool> {
    match edit {
        PlanEdit::AddItem { item, .. } => Some(plan.items.contains_key(item)),
        PlanEdit::RestoreStage { stage, .. } => Some(plan.stages.contains_key(stage)),
        _ => None,
    }
}
