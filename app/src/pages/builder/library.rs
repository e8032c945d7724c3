//! The kit's questions, to be put into the plan.

use domain::arrange::Carried;
use domain::id::ItemId;
use domain::kit::{Kit, Question};
use leptos::prelude::*;

use super::drag::{Mark, focus_soon};
use super::grip::Grip;
use super::move_menu::MoveMenu;
use super::{Desk, desk, dragging};
use crate::device;
use crate::pages::words::counted;
use crate::ui::Each;

/// The element's id of the library.
const LIBRARY: &str = "library";

/// The same of the field that chooses whose questions it shows.
const COMPETENCY: &str = "library-competency";

#[component]
pub(super) fn Library(kit: Option<Kit>, inert: Signal<bool>) -> impl IntoView {
    let competency = desk().library;
    let search = RwSignal::new(String::new());
    let Some(kit) = kit else { return ().into_any() };
    let kit = StoredValue::new(kit);
    let shown = Memo::new(move |_| {
        let (search, competency) = (search.get().to_lowercase(), competency.get());
        kit.with_value(|kit| {
            kit.questions
                .iter()
                .filter(|question| competency.is_empty() || question.competency == competency)
                .filter(|question| matches(question, &search))
                .map(|question| question.id.clone())
                .collect::<Vec<_>>()
        })
    });
    let find = move |id: &str| kit.with_value(|kit| kit.question(id).cloned());
    let competencies = kit.with_value(|kit| kit.competencies.clone());
    let count = move || counted(shown.with(Vec::len));
    view! {
        <aside class="library" aria-label="Library" inert=move || inert.get()>
            <details id=LIBRARY open>
                <summary>
                    <h2>"Library"</h2>
                    " "
                    <span class="hint">{kit.with_value(|kit| kit.name.clone())}</span>
                </summary>
                <div class="filters">
                    <label class="field">
                        <span class="unseen">"Search questions"</span>
                        <input
                            type="search"
                            placeholder="Search questions"
                            prop:value=move || search.get()
                            on:input=move |event| search.set(event_target_value(&event))
                        />
                    </label>
                    <label class="field">
                        <span class="unseen">"Competency"</span>
                        <select
                            id=COMPETENCY
                            prop:value=move || competency.get()
                            on:change=move |event| competency.set(event_target_value(&event))
                        >
                            <option value="">"All competencies"</option>
                            {competencies
                                .into_iter()
                                .map(|competency| {
                                    view! { <option value=competency.id>{competency.name}</option> }
                                })
                                .collect_view()}
                        </select>
                    </label>
                    <p class="hint" role="status">
                        {count}
                    </p>
                </div>
                <ul class="questions">
                    <Each each=move || shown.get() key=String::clone let:id>
                        {find(&id).map(|question| view! { <QuestionCard kit question /> })}
                    </Each>
                </ul>
            </details>
        </aside>
    }
    .into_any()
}

#[component]
fn QuestionCard(kit: StoredValue<Kit>, question: Question) -> impl IntoView {
    let (desk, dragging) = (desk(), dragging());
    let id = question.id.clone();
    let is_used = desk.plan.memo(move |plan| {
        let mut items = plan.items.values();
        items.any(|item| item.question.source.as_ref() == Some(&id))
    });
    let title = question.title.clone();
    let competency = kit.with_value(|kit| {
        kit.competency(&question.competency)
            .map(|competency| competency.name.clone())
    });
    let grip = format!("library-{}", question.id);
    let (minutes, ask) = (question.minutes, question.ask.text.clone());
    let words = StoredValue::new((domain::plan::Question::from(&question), minutes));
    let carried = Callback::new(move |()| {
        let (question, minutes) = words.get_value();
        Carried::New(
            ItemId::from_bytes(device::random_bytes()),
            Box::new(question),
            minutes,
        )
    });
    let is_carried = dragging.shows(Mark::Library(question.id));
    view! {
        <li class="question" class:carried=is_carried>
            <Grip id=grip.clone() label=format!("Drag {title} into the plan") carried />
            <div class="question-body">
                <h3>{title.clone()}</h3>
                <p class="hint">
                    {competency} {format!(" · {minutes} min")}
                    {move || is_used.get().then(|| view! { <span class="tag">"In the plan"</span> })}
                </p>
                <details>
                    <summary>
                        "Question" <span class="unseen">{format!(" of {title}")}</span>
                    </summary>
                    <p>{ask}</p>
                </details>
            </div>
            <MoveMenu carried grip verb="Add to…" name=title />
        </li>
    }
}

/// Has the library show the questions of a competency.
pub(super) fn show_questions_of(desk: Desk, competency: &str) {
    desk.library.set(competency.to_owned());
    if let Some(library) = device::element(LIBRARY) {
        let _ = library.set_attribute("open", "");
    }
    focus_soon(COMPETENCY.to_owned());
}

fn matches(question: &Question, search: &str) -> bool {
    [&question.title, &question.ask.text, &question.assesses.text]
        .into_iter()
        .any(|text| text.to_lowercase().contains(search))
}
