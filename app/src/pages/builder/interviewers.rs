//! Who interviews in a stage.

use domain::id::StageId;
use domain::plan::PlanEdit;
use leptos::prelude::*;

use super::desk;

#[component]
pub(super) fn Interviewers(stage: StageId, name: Memo<String>) -> impl IntoView {
    let desk = desk();
    let chosen = desk
        .plan
        .memo(move |plan| plan.interviewers.get(&stage).cloned().unwrap_or_default());
    let words = move || {
        chosen.with(|chosen| {
            let names: Vec<_> = chosen.iter().map(|person| desk.name_of(*person)).collect();
            let names = if names.is_empty() {
                "none yet".to_owned()
            } else {
                names.join(", ")
            };
            format!("Interviewers in {}: {names}", name.get())
        })
    };
    let choices = desk.people.with_value(|people| {
        let here = chosen.get_untracked();
        // Who came along with a copy may be of another team, and can be taken off.
        let strangers = here
            .iter()
            .filter(|person| people.iter().all(|member| member.id != **person))
            .map(|person| (*person, desk.name_of(*person)));
        people
            .iter()
            .filter(|member| member.role.meets_candidates() || here.contains(&member.id))
            .map(|member| (member.id, member.name.clone()))
            .chain(strangers)
            .map(|(person, name)| {
                view! {
                    <label>
                        <input
                            type="checkbox"
                            prop:checked=move || chosen.with(|chosen| chosen.contains(&person))
                            on:change=move |event| {
                                let on = event_target_checked(&event);
                                desk.edit(PlanEdit::Assign { stage, person, on });
                            }
                        />
                        <span>{name}</span>
                    </label>
                }
            })
            .collect_view()
    });
    view! {
        <details class="interviewers">
            <summary class="hint">{words}</summary>
            <fieldset>
                <legend class="unseen">"Who interviews in this stage"</legend>
                {choices}
            </fieldset>
        </details>
    }
}
