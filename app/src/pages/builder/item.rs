//! A question in the plan.

use std::time::Duration;

use domain::arrange::Carried;
use domain::id::ItemId;
use domain::plan::{ItemText, PlanEdit, PlanText};
use leptos::prelude::*;

use super::comments::{Comments, OpenComments};
use super::drag::{Mark, focus_soon};
use super::grip::Grip;
use super::move_menu::MoveMenu;
use super::weight::Weight;
use super::{desk, dragging};
use crate::device;
use crate::ui::{Each, Face, Icon, Problem, Sign, TextField, not_done, tell, tie};

#[component]
pub(super) fn ItemCard(id: ItemId) -> impl IntoView {
    let (desk, dragging) = (desk(), dragging());
    let text = desk.text(PlanText::Item(id, ItemText::Title));
    let title = Memo::new(move |_| {
        text.with(|text| match text.trim() {
            "" => "Question without a label".to_owned(),
            _ => text.clone(),
        })
    });
    // What it is about, and whether it counts for more than the others.
    let about = desk.plan.memo_of(Some(id), move |plan| {
        let item = plan.items.get(&id)?;
        let of_item =
            |competency: &&domain::kit::Competency| competency.id == item.question.competency;
        let known = plan.basis.iter().flat_map(|basis| &basis.competencies);
        let competency = known.into_iter().find(of_item);
        let name = competency.map(|competency| competency.name.clone());
        match (name, item.counts()) {
            (Some(name), Some(counts)) => Some([name, counts].join(" · ")),
            (name, counts) => name.or(counts),
        }
    });
    let open = desk.open(id);
    let grip = format!("grip-{id}");
    let carried = Callback::new(move |()| Carried::Item(id));
    let remove = move |_| {
        let title = title.get_untracked();
        desk.edit(PlanEdit::RemoveItem { item: id });
        tell(format!("Removed {title}. Undo brings it back."));
    };
    let label = Signal::derive(move || {
        let selected = if desk.has_chosen(id) {
            ", selected"
        } else {
            ""
        };
        format!("Drag {}{selected}", title.get())
    });
    let others = desk.others.memo(Some(id), move |here| {
        (here.at.item == Some(id)).then_some(here.person)
    });
    let mover = desk.others.memo(Some(id), move |here| {
        (here.at.dragging == Some(id)).then(|| desk.name_of(here.person))
    });
    view! {
        <li
            class="item"
            class:carried=dragging.shows(Mark::Item(id))
            class:moving=move || mover.with(|movers| !movers.is_empty())
            class:chosen=move || desk.has_chosen(id)
            data-item=id.to_string()
        >
            <div class="item-head">
                <Grip id=grip.clone() label carried />
                <div class="item-title">
                    <h3 id=format!("title-{id}")>{move || title.get()}</h3>
                    <span class="hint">{move || about.get()}</span>
                    <span class="hint"><OpenComments item=id /></span>
                    <span class="mover">
                        {move || mover.with(|movers| Some(format!(" · {} is moving this", movers.first()?)))}
                    </span>
                </div>
                <ul class="faces" aria-label="Others here">
                    <Each each=move || others.with(|others| desk.members(others)) key=|member| member.id let:member>
                        <li>
                            <Face member />
                        </li>
                    </Each>
                </ul>
                <Minutes id title />
                <button
                    id=format!("edit-{id}")
                    class="quiet small"
                    aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <Icon sign=Sign::Pen />
                    <span class="unseen">{move || format!("Edit {}", title.get())}</span>
                </button>
                <MoveMenu
                    carried
                    grip
                    verb="Move…"
                    name=title
                />
                <button class="quiet small" on:click=remove>
                    <Icon sign=Sign::Bin />
                    <span class="unseen">{move || format!("Remove {}", title.get())}</span>
                </button>
            </div>
            <Show when=move || open.get()>
                <Words id />
            </Show>
        </li>
    }
}

#[component]
fn Minutes(id: ItemId, title: Memo<String>) -> impl IntoView {
    let desk = desk();
    let minutes = desk.plan.memo_of(Some(id), move |plan| {
        plan.items.get(&id).map_or(0, |item| item.minutes)
    });
    // What is shown, as a number cannot be read from half-typed digits.
    let typed = RwSignal::new(minutes.get_untracked().to_string());
    let problem = RwSignal::new(None::<String>);
    let say = move |words: Option<String>| {
        tie(&format!("minutes-{id}"), words.as_ref().map(|_| 0));
        problem.set(words);
    };
    Effect::new(move |_| {
        typed.set(minutes.get().to_string());
        if problem.with_untracked(Option::is_some) {
            say(None);
        }
    });
    let group = StoredValue::new(0_u64);
    let take = move || match typed.get_untracked().trim().parse() {
        Ok(wanted) if wanted == minutes.get_untracked() => Ok(()),
        Ok(minutes) => desk
            .plan
            .edit_in(
                PlanEdit::SetMinutes { item: id, minutes },
                Some(group.get_value()),
            )
            .map_err(|rejection| not_done(&rejection)),
        Err(_) => Err("Minutes are a whole number.".to_owned()),
    };
    let form = format!("minutes-{id}");
    view! {
        <label class="minutes">
            <span class="unseen">{move || format!("Minutes for {}", title.get())}</span>
            <input
                id=format!("{form}-0")
                type="text"
                inputmode="numeric"
                size="3"
                prop:value=move || typed.get()
                on:focus=move |_| group.set_value(device::random_number())
                // What can be taken is taken at once, and kept. Nothing is said of what cannot
                // be, which may be half typed, until it is left; it stays, to be put right.
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    if take().is_ok() {
                        say(None);
                    }
                }
                on:change=move |_| once_left(typed, move || say(take().err()))
            />
            <span aria-hidden="true">"min"</span>
        </label>
        <Problem words=problem id=format!("{form}-problem") />
    }
}

/// Does something once a field has been left, unless it goes with its page: a browser says then,
/// too, that it was changed, while what showed it is being taken apart.
pub(super) fn once_left(field: RwSignal<String>, what: impl FnOnce() + 'static) {
    let what = move || {
        if !field.is_disposed() {
            what();
        }
    };
    set_timeout(what, Duration::ZERO);
}

/// The words of a question, all of them editable.
#[component]
fn Words(id: ItemId) -> impl IntoView {
    let desk = desk();
    let anchors = desk.plan.memo_of(Some(id), move |plan| {
        let count = plan
            .items
            .get(&id)
            .map_or(0, |item| item.question.anchors.len());
        u8::try_from(count).unwrap_or(0)
    });
    let competencies = desk.plan.peek(|plan| {
        plan.basis
            .as_ref()
            .map(|basis| basis.competencies.clone())
            .unwrap_or_default()
    });
    let chosen = desk.plan.memo_of(Some(id), move |plan| {
        plan.items
            .get(&id)
            .map(|item| item.question.competency.clone())
            .unwrap_or_default()
    });
    let field = move |text: ItemText, label: String, rows: u32| {
        let element = words_of(id, &label);
        let text = PlanText::Item(id, text);
        view! {
            <TextField
                id=element
                label
                rows
                text=desk.text(text)
                on_splice=desk.edit_text(text)
                on_caret=desk.here(text)
                carets=desk.carets(text)
            />
        }
    };
    view! {
        // Its fields are called alike in every question.
        <div class="words" role="group" aria-labelledby=format!("title-{id}")>
            <p class="hint">"Changes apply to this plan only, not to the kit."</p>
            {field(ItemText::Title, LABEL.into(), 1)}
            {field(ItemText::Ask, "Question as asked".into(), 3)}
            <label class="field">
                <span class="label">"Competency"</span>
                <select
                    prop:value=move || chosen.get()
                    on:change=move |event| {
                        let competency = event_target_value(&event);
                        desk.edit(PlanEdit::SetCompetency { item: id, competency });
                    }
                >
                    <option value="">"None"</option>
                    {competencies
                        .into_iter()
                        .map(|competency| {
                            view! { <option value=competency.id>{competency.name}</option> }
                        })
                        .collect_view()}
                </select>
            </label>
            {field(ItemText::Assesses, "What it assesses (interviewers only)".into(), 2)}
            {field(ItemText::FollowUps, "Follow-ups, one to a line (interviewers only)".into(), 3)}
            {field(ItemText::SampleAnswer, "A strong answer (interviewers only)".into(), 4)}
            <fieldset class="anchors" id=anchors_of(id) tabindex="-1">
                <legend>"Anchors: what an answer of each level is like"</legend>
                <Each each=move || (0..anchors.get()).collect() key=|level| *level let:level>
                    {field(ItemText::Anchor(level), format!("Level {}", level + 1), 2)}
                </Each>
            </fieldset>
            <Weight item=id />
            <Comments about=Some(id) />
        </div>
    }
}

/// The label of a question's own label.
pub(super) const LABEL: &str = "Label";

/// The element's id of the field that is labelled so, by which the focus finds it when the card
/// is drawn anew.
pub(super) fn words_of(item: ItemId, label: &str) -> String {
    format!("words-{item}-{}", label.replace(' ', "-"))
}

fn anchors_of(item: ItemId) -> String {
    format!("anchors-{item}")
}

/// Opens the anchors that the address of the page names, as links to rewrite them do.
pub(super) fn open_named_anchors() {
    let Some(named) = device::named_within() else {
        return;
    };
    let Some(item) = named.strip_prefix("anchors-") else {
        return;
    };
    let editor = device::element(&format!("edit-{item}"));
    match editor {
        Some(editor) => {
            editor.click();
            focus_soon(named);
        }
        None => tell("That question is no longer in this plan."),
    }
}
