//! What can be done with a plan as a whole.

use domain::id::DocumentId;
use domain::plan::Plan;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::Details;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::desk;
use super::drag::focus_soon;
use crate::device::{self, files};
use crate::offline::{drafts, file};
use crate::ui::{Problem, tell};

const MENU: &str = "plan-menu";

#[component]
pub(super) fn PlanMenu() -> impl IntoView {
    let desk = desk();
    let menu = NodeRef::<Details>::new();
    let problem = RwSignal::new(None::<String>);
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let leave = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            focus_soon(MENU.to_owned());
        }
    };
    let left = move |event: FocusEvent| {
        // Pressing on the menu itself takes the focus nowhere.
        let to = event.related_target().and_then(|to| to.dyn_into().ok());
        if let (Some(menu), Some(to)) = (menu.get_untracked(), to)
            && !menu.contains(Some::<&Node>(&to))
        {
            close();
        }
    };
    let duplicate = move |_| {
        close();
        // The page may be left before the copy is there.
        let (me, of, from) = (desk.my_id(), desk.plan.id, desk.plan.peek(Plan::clone));
        spawn_local(async move {
            let id = DocumentId::from_bytes(device::random_bytes());
            let title = format!("Copy of {}", from.title);
            match drafts::begin_copy(id, me, &from, &title, Some(of)).await {
                Ok(()) => {
                    // Where the server cannot be told now, the new page tells it later.
                    let _ = drafts::bear(id, me).await;
                    // A page of its own: what is open here ends with this one.
                    device::go_to(&format!("/plans/{id}"));
                }
                Err(error) => {
                    problem.try_set(Some(error.to_string()));
                }
            }
        });
    };
    let copy = move |_| {
        close();
        let (text, name) = desk
            .plan
            .peek(|plan| (plan.to_markdown(), files::name_of(&plan.title, "md")));
        spawn_local(async move {
            if files::copy(&text).await.is_ok() {
                tell("The plan is on the clipboard, as Markdown.");
            } else {
                let saved = files::save(&name, "text/markdown", &text).is_ok();
                file::told(problem, saved, "Saved to a file, as Markdown.");
            }
        });
    };
    let paste = move |_| {
        close();
        desk.paste(None, None);
    };
    let save = move |_| {
        close();
        desk.plan.peek(|plan| file::save(problem, plan));
    };
    let id = desk.plan.id;
    let page = move |name: &str| format!("/plans/{id}/{name}");
    view! {
        <details class="plan-menu" node_ref=menu on:keydown=leave on:focusout=left>
            <summary class="button quiet" id=MENU>"More"</summary>
            <ul class="menu-list">
                <li><button class="quiet" on:click=duplicate>"Duplicate"</button></li>
                <li><button class="quiet" on:click=copy>"Copy as Markdown"</button></li>
                <li><button class="quiet" on:click=paste>"Paste questions"</button></li>
                <li><button class="quiet" on:click=save>"Save to a file"</button></li>
                // Pages without a program: the router must not look for them.
                <li><a class="button quiet" rel="external" href=page("read")>"Read and print"</a></li>
                <li><a class="button quiet" rel="external" href=page("history")>"History"</a></li>
                <li><a class="button quiet" rel="external" href=page("sharing")>"Sharing"</a></li>
                <li><a class="button quiet" rel="external" href=page("candidates")>"Candidates side by side"</a></li>
                <li><a class="button quiet" rel="external" href=page("kit")>"Save as a team kit"</a></li>
                <li><a class="button quiet" rel="external" href=page("put-away")>"Put away"</a></li>
            </ul>
        </details>
        <Problem words=problem />
    }
}

/// Offered where this device keeps nothing: what was done is on this page only.
#[component]
pub(super) fn Rescue() -> impl IntoView {
    let desk = desk();
    let problem = RwSignal::new(None::<String>);
    view! {
        <Show when=move || desk.plan.standing().device.is_some()>
            <button on:click=move |_| desk.plan.peek(|plan| file::save(problem, plan))>
                "Save to a file"
            </button>
        </Show>
        <Problem words=problem />
    }
}
