//! What is above the plan: its title, where it stands, who is here, undo and redo.

use domain::plan::{Plan, PlanText};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::desk;
use super::plan_menu::{PlanMenu, Rescue};
use crate::device;
use crate::pages::words::counted;
use crate::sync::Network;
use crate::ui::{Faces, Icon, Sign, StandingLine, TextField, tell};

#[component]
pub(super) fn Toolbar() -> impl IntoView {
    let desk = desk();
    let plan = desk.plan;
    let minutes = plan.memo(Plan::minutes);
    let questions = plan.memo(|plan| plan.agenda().len());
    let can = Memo::new(move |_| plan.can_undo_redo());
    let people = desk.people.get_value();
    let starts = desk
        .me
        .with_value(|me| me.as_ref().is_some_and(|me| me.role.meets_candidates()));
    let total = move || {
        let (questions, minutes) = (questions.get(), minutes.get());
        format!("{} · {minutes} min", counted(questions))
    };
    // Where a link leads that was followed before the team had what was done here: pages
    // without a program show what the server holds.
    let onward = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if onward.with(Option::is_some)
            && plan.unsent() == 0
            && let Some(path) = onward.try_update_untracked(Option::take).flatten()
        {
            device::go_to(&path);
        }
    });
    // What cannot be sent now may be sent when nobody thinks of the link any more.
    let network = Memo::new(move |_| plan.standing().network);
    let comes = move || matches!(network.get(), Network::Unknown | Network::Reached);
    Effect::new(move |_| {
        if !comes()
            && onward
                .try_update_untracked(Option::take)
                .flatten()
                .is_some()
        {
            tell(
                "That page is not opened yet: the team lacks your last edits. Follow the link again.",
            );
        }
    });
    let follow = move |event: MouseEvent| {
        let is_sent = untrack(|| plan.unsent() == 0 || !comes());
        if is_sent || event.ctrl_key() || event.meta_key() {
            return;
        }
        if let Some(path) = device::link_out(&event) {
            event.prevent_default();
            onward.set(Some(path));
        }
    };
    view! {
        <header class="toolbar" on:click=follow>
            <h1 class="unseen">"Plan"</h1>
            <TextField
                class="title"
                label="Title of the plan"
                bare=true
                placeholder="Untitled plan"
                text=desk.text(PlanText::Title)
                on_splice=desk.edit_text(PlanText::Title)
                on_caret=desk.here(PlanText::Title)
                carets=desk.carets(PlanText::Title)
            />
            <p class="total" data-total>
                <Icon sign=Sign::Clock />
                {total}
            </p>
            <StandingLine
                unsent=Signal::derive(move || plan.unsent())
                standing=Signal::derive(move || plan.standing())
            />
            <Rescue />
            <Faces present=desk.live.present people />
            <div class="actions">
                <button
                    class="quiet"
                    aria-label="Undo"
                    title="Undo (Ctrl+Z)"
                    disabled=move || !can.get().0
                    on:click=move |_| desk.undo()
                >
                    <Icon sign=Sign::Undo />
                </button>
                <button
                    class="quiet"
                    aria-label="Redo"
                    title="Redo (Ctrl+Shift+Z)"
                    disabled=move || !can.get().1
                    on:click=move |_| desk.redo()
                >
                    <Icon sign=Sign::Redo />
                </button>
                <PlanMenu />
                {starts
                    .then(|| {
                        view! {
                            <a class="button primary" rel="external" href=format!("/plans/{}/interview", plan.id)>
                                "Start interview"
                            </a>
                        }
                    })}
            </div>
        </header>
    }
}
