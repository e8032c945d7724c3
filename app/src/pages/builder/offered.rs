//! What this person did that could not be applied, offered back.

use domain::plan::PlanEdit;
use domain::text::Step;
use leptos::prelude::*;

use super::desk;

#[component]
pub(super) fn Offered() -> impl IntoView {
    let plan = desk().plan;
    let offered = Memo::new(move |_| {
        plan.offered()
            .into_iter()
            .map(|(edit, reason)| (in_words(&edit), reason.to_string()))
            .collect::<Vec<_>>()
    });
    view! {
        <Show when=move || !offered.with(Vec::is_empty)>
            <section class="offered" aria-label="Not applied" role="status">
                <h2>"Some of what you did could not be applied"</h2>
                <ul>
                    {move || {
                        offered
                            .get()
                            .into_iter()
                            .enumerate()
                            .map(|(index, (words, reason))| {
                                view! {
                                    <li>
                                        <span>{words}": "{reason}"."</span>
                                        <button class="quiet small" on:click=move |_| plan.dismiss(index)>
                                            "Dismiss"
                                        </button>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
            </section>
        </Show>
    }
}

/// What an edit did, with the words that were typed, to be copied from here.
fn in_words(edit: &PlanEdit) -> String {
    match edit {
        PlanEdit::Begin(_) => "Beginning the plan".to_owned(),
        PlanEdit::Text { splice, .. } => {
            let typed: String = splice
                .steps()
                .iter()
                .filter_map(|step| match step {
                    Step::Insert(text) => Some(text.as_str()),
                    Step::Retain(_) | Step::Delete(_) => None,
                })
                .collect();
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
            format!("Adding the question “{}”", content.question.title)
        }
        PlanEdit::RemoveItem { .. } => "Removing a question".to_owned(),
        PlanEdit::MoveItem { .. } => "Moving a question".to_owned(),
        PlanEdit::SetMinutes { minutes, .. } => format!("Setting {minutes} minutes"),
        PlanEdit::SetWeight { weight, .. } => format!("Setting the weight {weight}"),
        PlanEdit::SetCompetency { .. } => "Choosing a competency".to_owned(),
    }
}
