//! Everything the page's buttons and links do, found by name and done by key.

use leptos::ev::KeyboardEvent;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::each::Each;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::device;

/// What can be pressed: what the page is for, then what every page has.
const CONTROLS: [&str; 2] = [
    "main button:not(:disabled), main a[href], main summary",
    ".masthead a, .who button",
];
/// Where one is while choosing: the field, then what was found.
const PLACES: &str = ".palette input, .palette button";
/// Most that are shown at once.
const MOST: usize = 12;

/// A list of what can be done on this page, opened by its button or Ctrl+K. It presses what
/// is on the page, so whatever a page comes to offer is in it.
#[component]
pub fn Palette() -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let names = RwSignal::new(Vec::<String>::new());
    let search = RwSignal::new(String::new());
    let open = move || {
        if let Some(dialog) = dialog.get_untracked().filter(|dialog| !dialog.open()) {
            names.set(controls().into_iter().map(|(name, _)| name).collect());
            search.set(String::new());
            let _ = dialog.show_modal();
        }
    };
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let choose = move |name: &str| {
        close();
        if let Some((_, control)) = controls().into_iter().find(|(known, _)| known == name) {
            let _ = control.focus();
            control.click();
        }
    };
    let shown = Memo::new(move |_| {
        let search = search.get().to_lowercase();
        let fits = |name: &&String| {
            let name = name.to_lowercase();
            search.split_whitespace().all(|word| name.contains(word))
        };
        names.with(|names| {
            names
                .iter()
                .filter(fits)
                .take(MOST)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let keyed = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            if let Some(name) = shown.with_untracked(|shown| shown.first().cloned()) {
                choose(&name);
            }
        }
        // The field alone would only be emptied.
        "Escape" => close(),
        _ => {}
    };
    let step = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        device::focus_beside(PLACES, by);
    };
    let keys = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            open();
        }
    });
    on_cleanup(move || keys.remove());
    view! {
        <button class="quiet commands" title="Ctrl+K" on:click=move |_| open()>
            "Commands"
        </button>
        <dialog class="palette" node_ref=dialog aria-label="Commands" on:keydown=step>
            <input
                type="search"
                aria-label="Find a command"
                placeholder="Find a command, a question, a stage…"
                prop:value=move || search.get()
                on:input=move |event| search.set(event_target_value(&event))
                on:keydown=keyed
            />
            <p class=move || if shown.with(Vec::is_empty) { "hint" } else { "unseen" } role="status">
                {move || format!("{} found", shown.with(Vec::len))}
            </p>
            <ul>
                <Each each=move || shown.get() key=String::clone let:name>
                    <li>
                        <button class="quiet" on:click={
                            let name = name.clone();
                            move |_| choose(&name)
                        }>{name.clone()}</button>
                    </li>
                </Each>
            </ul>
        </dialog>
    }
}

/// The controls of the page, each with what a screen reader calls it. Those that are called the
/// same are told apart by the stage that they are in, and then by number.
fn controls() -> Vec<(String, HtmlElement)> {
    let mut found = named_controls();
    for twin in twins(&found) {
        let (name, control) = &mut found[twin.at];
        let stage = control.closest("[data-stage]").ok().flatten();
        let stage = stage.and_then(|stage| stage.query_selector("h2").ok().flatten());
        if let Some(stage) = stage.and_then(|stage| stage.text_content()) {
            *name = [name, " · ", &stage].concat();
        }
    }
    for Twin { at, place, of } in twins(&found) {
        let name = &mut found[at].0;
        *name = format!("{name} ({place} of {of})");
    }
    found
}

/// One of several controls that are called the same.
struct Twin {
    at: usize,
    place: usize,
    of: usize,
}

fn twins(found: &[(String, HtmlElement)]) -> Vec<Twin> {
    let twin = |at: usize| {
        let same = |(other, _): &&(String, HtmlElement)| *other == found[at].0;
        let of = found.iter().filter(same).count();
        let place = found[..=at].iter().filter(same).count();
        (of > 1).then_some(Twin { at, place, of })
    };
    (0..found.len()).filter_map(twin).collect()
}

fn named_controls() -> Vec<(String, HtmlElement)> {
    let document = device::window().and_then(|window| window.document());
    let mut found = Vec::<(String, HtmlElement)>::new();
    for selector in CONTROLS {
        let all = document
            .as_ref()
            .and_then(|document| document.query_selector_all(selector).ok());
        let Some(all) = all else { continue };
        found.extend((0..all.length()).filter_map(|index| {
            let control: HtmlElement = all.get(index)?.dyn_into().ok()?;
            let said = control
                .get_attribute("aria-label")
                .or_else(|| control.text_content())?;
            let name = said.split_whitespace().collect::<Vec<_>>().join(" ");
            (!name.is_empty()).then_some((name, control))
        }));
    }
    // Each thing has a grip, which is for hands and keys that are on it already.
    found.sort_by_key(|(_, control)| control.class_list().contains("grip"));
    found
}
