//! What this person did that could not be applied, offered back.

use domain::plan::{Plan, PlanEdit};
use domain::text::Step;
use leptos::prelude::*;

use super::desk;
use crate::sync::Synced;
use crate::ui::{announce, not_done};

#[component]
pub(super) fn Offered() -> impl IntoView {
    let plan = desk().plan;
    let offered = Memo::new(move |_| {
        plan.offered()
            .into_iter()
            .map(|(edit, reason)| (in_words(&edit), reason.to_string(), comes_back(&edit)))
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
                            .map(|(index, (words, reason, comes_back))| {
                                view! {
                                    <li>
                                        <span>{words}": "{reason}"."</span>
                                        {comes_back
                                            .then(|| {
                                                view! {
                                                    <button class="small" on:click=move |_| bring_back(plan, index)>
                                                        "Bring it back"
                                                    </button>
                                                }
                                            })}
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

/// Whether making this edit again brings back what was edited here and removed meanwhile.
const fn comes_back(edit: &PlanEdit) -> bool {
    matches!(
        edit,
        PlanEdit::AddItem { .. } | PlanEdit::RestoreStage { .. }
    )
}

fn bring_back(plan: Synced<Plan>, index: usize) {
    match plan.bring_back(index) {
        Ok(()) => announce("It is back in the plan."),
        Err(rejection) => announce(not_done(&rejection)),
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
