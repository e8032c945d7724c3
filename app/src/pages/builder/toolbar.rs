//! What is above the plan: its title, where it stands, who is here, undo and redo.

use domain::plan::{Plan, PlanText};
use leptos::prelude::*;

use super::desk;
use crate::ui::{Faces, Icon, Sign, StandingLine, TextField};

#[component]
pub(super) fn Toolbar() -> impl IntoView {
    let desk = desk();
    let plan = desk.plan;
    let minutes = plan.memo(Plan::minutes);
    let questions = plan.memo(|plan| plan.agenda().len());
    let can = Memo::new(move |_| plan.can_undo_redo());
    let people = desk.people.get_value();
    let total = move || {
        let (questions, minutes) = (questions.get(), minutes.get());
        let noun = if questions == 1 {
            "question"
        } else {
            "questions"
        };
        format!("{questions} {noun} · {minutes} min")
    };
    view! {
        <header class="toolbar">
            <h1 class="unseen">"Plan"</h1>
            <TextField
                class="title"
                label="Title of the plan"
                bare=true
                placeholder="Untitled plan"
                text=desk.text(PlanText::Title)
                on_splice=desk.edit_text(PlanText::Title)
                on_caret=desk.here(PlanText::Title)
            />
            <p class="total" data-total>
                <Icon sign=Sign::Clock />
                {total}
            </p>
            <StandingLine synced=plan />
            <Faces present=desk.live.present people />
            <div class="actions">
                <button
                    class="quiet"
                    aria-label="Undo"
                    title="Undo (Ctrl+Z)"
                    disabled=move || !can.get().0
                    on:click=move |_| plan.undo()
                >
                    <Icon sign=Sign::Undo />
                </button>
                <button
                    class="quiet"
                    aria-label="Redo"
                    title="Redo (Ctrl+Shift+Z)"
                    disabled=move || !can.get().1
                    on:click=move |_| plan.redo()
                >
                    <Icon sign=Sign::Redo />
                </button>
                <a class="button primary" href=format!("/plans/{}/interview", plan.id)>
                    "Start interview"
                </a>
            </div>
        </header>
    }
}
