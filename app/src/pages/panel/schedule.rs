//! When and where the interview is to be, and the way into a calendar.

use domain::id::DocumentId;
use domain::panel::{LONGEST_LINE, PanelEdit, Schedule};
use leptos::prelude::*;

use super::seat;
use crate::device;
use crate::ui::{Problem, announce, not_done, tie};

/// Begins the ids of the fields.
const FORM: &str = "schedule";

#[component]
pub(super) fn Planned(id: DocumentId) -> impl IntoView {
    let seat = seat();
    let planned = seat.panel.memo(|panel| panel.scheduled.clone());
    let over = seat.panel.memo(|panel| panel.revealed.is_some());
    // Where the device is, which the server does not know: shown once the page runs.
    let words = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        words.set(planned.get().map(|planned| {
            let place = match planned.place.trim() {
                "" => String::new(),
                place => format!(", {place}"),
            };
            let when = device::local_moment(planned.at);
            format!("Planned for {when}, {} min{place}", planned.minutes)
        }));
    });
    view! {
        <div class="planned">
            <Show when=move || words.with(Option::is_some)>
                <p class="hint">
                    {move || words.get()}
                    " "
                    <a rel="external" download href=format!("/interviews/{id}/calendar.ics")>
                        "Add to a calendar"
                    </a>
                </p>
            </Show>
            <Show when=move || seat.leads() && !over.get()>
                <Plan />
                <p class="hint">
                    <a rel="external" href=format!("/interviews/{id}/people")>
                        "Change who takes part"
                    </a>
                </p>
            </Show>
        </div>
    }
}

/// For the lead: says when and where.
#[component]
fn Plan() -> impl IntoView {
    let seat = seat();
    let (when, place) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let minutes = RwSignal::new(
        seat.plan
            .with_value(domain::plan::Plan::minutes)
            .to_string(),
    );
    let problem = RwSignal::new(None::<String>);
    let wrong = move |place: usize, words: String| {
        problem.set(Some(words));
        tie(FORM, Some(place));
    };
    let take = move |_| {
        let Some(at) = device::moment_of(&when.get_untracked()) else {
            return wrong(0, "Say when: choose a day and a time.".to_owned());
        };
        let Ok(minutes) = minutes.get_untracked().trim().parse() else {
            return wrong(1, "Minutes are a whole number.".to_owned());
        };
        let place = place.get_untracked().trim().to_owned();
        let is_long = place.chars().count() > LONGEST_LINE;
        let edit = PanelEdit::Schedule(Some(Schedule { at, minutes, place }));
        match seat.panel.edit(edit) {
            Ok(()) => {
                problem.set(None);
                tie(FORM, None);
                announce("Scheduled.");
            }
            Err(rejection) => wrong(if is_long { 2 } else { 1 }, not_done(&rejection)),
        }
    };
    let field = move |id: &'static str,
                      label: &'static str,
                      kind: &'static str,
                      value: RwSignal<String>| {
        view! {
            <label class="field">
                <span class="label">{label}</span>
                <input
                    id=id
                    type=kind
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </label>
        }
    };
    view! {
        <details>
            <summary class="hint">"Schedule…"</summary>
            <div class="schedule">
                {field("schedule-0", "Begins, by this device’s clock", "datetime-local", when)}
                {field("schedule-1", "Minutes", "text", minutes)}
                {field("schedule-2", "Where: a room or a link", "text", place)}
                <button class="small" on:click=take>
                    "Schedule"
                </button>
                <Problem words=problem id="schedule-problem".to_owned() />
            </div>
        </details>
    }
}
