//! A stage of the plan with its items.

use domain::arrange::Carried;
use domain::id::{ItemId, StageId};
use domain::lint::budget::{LONGEST, session_for};
use domain::plan::{Item, PlanEdit, PlanText, Question};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::cards::Cards;
use super::drag::{Mark, focus_soon};
use super::grip::Grip;
use super::interviewers::Interviewers;
use super::item::{LABEL, words_of};
use super::move_menu::MoveMenu;
use super::{Desk, desk, dragging};
use crate::device;
use crate::ui::{Icon, Sign, TextField, announce, tell};

#[component]
pub(super) fn StageCard(id: StageId) -> impl IntoView {
    let (desk, dragging) = (desk(), dragging());
    let name = desk.text(PlanText::StageName(id));
    let called = desk.plan.memo(move |plan| plan.called(id));
    let items = desk.plan.memo(move |plan| plan.items_in_order(id));
    let minutes = desk.plan.memo(move |plan| plan.minutes_of(id));
    // By its place: its name is what is being typed, and two stages may share one.
    let label = move || {
        let place = desk
            .stages
            .with(|stages| stages.iter().position(|stage| *stage == id));
        format!("Name of stage {}", place.unwrap_or_default() + 1)
    };
    let grip = format!("grip-{id}");
    let carried = Callback::new(move |()| Carried::Stage(id));
    let remove = move |_| {
        let name = called.get_untracked();
        desk.edit(PlanEdit::RemoveStage { stage: id });
        tell(format!(
            "Removed the stage {name}. Its questions are unplaced."
        ));
    };
    view! {
        <li
            class="stage"
            class:carried=dragging.shows(Mark::Stage(id))
            data-stage=id.to_string()
        >
            <header class="stage-head">
                <Grip id=grip.clone() label=Signal::derive(move || format!("Drag the stage {}", called.get())) carried />
                <h2 class="unseen">{move || name.get()}</h2>
                <TextField
                    id=name_of(id)
                    class="stage-name"
                    label=Signal::derive(label)
                    bare=true
                    placeholder="Name this stage"
                    text=name
                    on_splice=desk.edit_text(PlanText::StageName(id))
                    on_caret=desk.here(PlanText::StageName(id))
                    carets=desk.carets(PlanText::StageName(id))
                />
                <span class="hint minutes" data-minutes>
                    {move || {
                        let minutes = minutes.get();
                        match session_for(minutes) {
                            Some(_) => format!("{minutes} min"),
                            None => format!("{minutes} of {} min", LONGEST.questions),
                        }
                    }}
                </span>
                <Budget name=called minutes />
                <MoveMenu
                    carried
                    grip
                    verb="Move…"
                    name=called
                />
                <button class="quiet small" on:click=remove>
                    <Icon sign=Sign::Bin />
                    <span class="unseen">{move || format!("Remove the stage {}", called.get())}</span>
                </button>
            </header>
            <Interviewers stage=id name=called />
            <ol class="items">
                <Cards items />
            </ol>
            <Show when=move || items.with(Vec::is_empty)>
                <p class="hint empty">"Drag a question here by its dots, or use “+” in the library."</p>
            </Show>
            <button class="quiet small" on:click=move |_| add_item(desk, id)>
                <Icon sign=Sign::Plus />
                "Write a question"
                <span class="unseen">{move || format!(" in {}", called.get())}</span>
            </button>
        </li>
    }
}

/// The stage's minutes beside what the shortest session that holds them leaves for
/// questions.
#[component]
fn Budget(name: Memo<String>, minutes: Memo<u32>) -> impl IntoView {
    let session = move || session_for(minutes.get());
    let most = move || session().unwrap_or(LONGEST).questions;
    let words = move || {
        let minutes = minutes.get();
        match session() {
            Some(split) => format!(
                "{minutes} of {} minutes for questions in a session of {}: {} to open, {} for the candidate’s questions, {} to close",
                split.questions,
                split.total(),
                split.introduction,
                split.candidates_questions,
                split.wrap_up
            ),
            None => format!(
                "{minutes} minutes of questions are more than a session of {} holds: {}",
                LONGEST.total(),
                LONGEST.questions
            ),
        }
    };
    view! {
        <meter
            class="budget"
            min="0"
            max=move || most().to_string()
            value=move || minutes.get().to_string()
            aria-label=move || format!("Minutes of questions in {}", name.get())
            title=words
            class:over=move || session().is_none()
        >
            {words}
        </meter>
    }
}

/// Adds a question of the team's own at the end of `stage`.
fn add_item(desk: Desk, stage: StageId) {
    let item = ItemId::from_bytes(device::random_bytes());
    let (place, levels) = desk.plan.peek(|plan| {
        let place = plan.place_at(stage, usize::MAX, None, desk.mark());
        (place, plan.levels())
    });
    let question = Question {
        title: "New question".to_owned(),
        anchors: vec![String::new(); usize::from(levels)],
        ..Question::default()
    };
    let content = Item {
        place,
        minutes: 5,
        weight: 1,
        weight_reason: String::new(),
        question,
    };
    desk.edit(PlanEdit::AddItem {
        item,
        content: Box::new(content),
    });
    announce("Added a question at the end of the stage.");
    // Its words are what one wants to write next.
    desk.open(item).set(true);
    write_over_soon(words_of(item, LABEL));
}

/// What the field of a stage's name is called.
pub(super) fn name_of(stage: StageId) -> String {
    format!("name-{stage}")
}

/// Gives the focus to the field of that id once it is there. Whoever writes on replaces what
/// is in it.
pub(super) fn write_over_soon(id: String) {
    focus_soon(id.clone());
    request_animation_frame(move || {
        let field = device::element(&id);
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) {
            field.select();
        }
    });
}
