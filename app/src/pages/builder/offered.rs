//! What this person did that could not be applied, offered back.

use domain::plan::PlanEdit;
use leptos::prelude::*;

use super::desk;
use crate::ui::{Offer, Offers, not_done, tell, typed};

#[component]
pub(super) fn Offered() -> impl IntoView {
    let plan = desk().plan;
    let offers = Memo::new(move |_| {
        let offered = plan.offered().into_iter();
        let offer = |(edit, reason): (PlanEdit, domain::sync::Rejection)| Offer {
            words: in_words(&edit),
            reason: reason.to_string(),
            comes_back: comes_back(&edit),
        };
        offered.map(offer).collect()
    });
    let bring_back = Callback::new(move |index| match plan.bring_back(index) {
        Ok(()) => tell("It is back in the plan."),
        Err(rejection) => tell(not_done(&rejection)),
    });
    let dismiss = Callback::new(move |index| plan.dismiss(index));
    view! { <Offers offers bring_back dismiss /> }
}

/// Whether making this edit again brings back what was edited here and removed meanwhile.
const fn comes_back(edit: &PlanEdit) -> bool {
    matches!(
        edit,
        PlanEdit::AddItem { .. } | PlanEdit::RestoreStage { .. }
    )
}

/// What an edit did, with the words that were typed, to be copied from here.
fn in_words(edit: &PlanEdit) -> String {
    match edit {
        PlanEdit::Begin(_) => "Beginning the plan".to_owned(),
        PlanEdit::Text { splice, .. } => {
            let typed = typed(splice);
            if typed.is_empty() {
                "Deleting text".to_owned()
            } else {
                format!("Typing “{typed}”")
            }
        }
        PlanEdit::AddStage { content, .. } => format!("Adding the stage “{}”", content.name),
        PlanEdit::RemoveStage { .. } => "Removing a stage".to_owned(),
        PlanEdit::MoveStage { .. } => "Moving a stage".to_owned(),
        PlanEdit::AddItem { content, .. } => {
            format!("The question “{}” as you had it", content.question.title)
        }
        PlanEdit::RemoveItem { .. } => "Removing a question".to_owned(),
        PlanEdit::MoveItem { .. } => "Moving a question".to_owned(),
        PlanEdit::SetMinutes { minutes, .. } => format!("Setting {minutes} minutes"),
        PlanEdit::SetWeight { weight, .. } => format!("Setting the weight {weight}"),
        PlanEdit::SetCompetency { .. } => "Choosing a competency".to_owned(),
        PlanEdit::Waive { waiver, .. } => waiver.as_ref().map_or_else(
            || "Taking a waiver back".to_owned(),
            |waiver| format!("Letting a finding stand because “{}”", waiver.reason),
        ),
        PlanEdit::Assign { .. } => "Choosing an interviewer".to_owned(),
        PlanEdit::Comment { comment, .. } => format!("Commenting “{}”", comment.text),
        PlanEdit::Uncomment { .. } => "Removing a comment".to_owned(),
        PlanEdit::Resolve { .. } => "Settling a comment".to_owned(),
        PlanEdit::RestoreStage { content, .. } => {
            format!("The stage “{}” as you had it", content.name)
        }
    }
}
