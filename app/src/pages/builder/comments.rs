//! What people say to each other about a question, or about the plan as a whole.

use domain::id::{CommentId, ItemId};
use domain::plan::{Comment, PlanEdit};
use leptos::prelude::*;

use super::{Desk, desk};
use crate::device;
use crate::ui::{Each, announce, not_done, tell};

/// The comments on a question (none: on the plan), those still open first.
#[component]
pub(super) fn Comments(about: Option<ItemId>) -> impl IntoView {
    let desk = desk();
    let comments = desk.plan.memo(move |plan| {
        let mut comments: Vec<(CommentId, Comment)> = plan
            .comments_on(about)
            .into_iter()
            .map(|(id, comment)| (id, comment.clone()))
            .collect();
        comments.sort_by_key(|(_, comment)| comment.resolved);
        comments
    });
    let written = desk.written(about);
    let add = move |_| {
        let text = written.get_untracked().trim().to_owned();
        let Some(by) = desk.my_id().filter(|_| !text.is_empty()) else {
            tell("Write something first.");
            return;
        };
        let comment = Comment {
            about,
            by,
            at: device::now(),
            text,
            resolved: false,
        };
        let edit = PlanEdit::Comment {
            id: CommentId::from_bytes(device::random_bytes()),
            comment: Box::new(comment),
        };
        // What was typed stays where it cannot be taken.
        match desk.plan.edit(edit) {
            Ok(()) => {
                desk.write(about, String::new());
                announce("Commented.");
            }
            Err(rejection) => tell(not_done(&rejection)),
        }
    };
    view! {
        <section class="comments" aria-label="Comments">
            <ul>
                <Each each=move || comments.get() key=|(id, comment)| (*id, comment.resolved) let((id, comment))>
                    <Said desk id comment />
                </Each>
            </ul>
            <label class="field">
                <span class="label">"Comment for the team"</span>
                <textarea
                    rows="2"
                    prop:value=move || written.get()
                    on:input=move |event| desk.write(about, event_target_value(&event))
                ></textarea>
            </label>
            <button class="small" on:click=add>
                "Comment"
            </button>
        </section>
    }
}

#[component]
fn Said(desk: Desk, id: CommentId, comment: Comment) -> impl IntoView {
    let resolved = comment.resolved;
    let is_own = desk.my_id() == Some(comment.by);
    view! {
        <li class:resolved=resolved>
            <p>
                <strong>{desk.name_of(comment.by)}</strong>
                {resolved.then(|| view! { <span class="tag">"Resolved"</span> })}
            </p>
            <p class="said">{comment.text.clone()}</p>
            <div class="actions">
                <button
                    class="quiet small"
                    on:click=move |_| {
                        desk.edit(PlanEdit::Resolve { id, resolved: !resolved });
                        announce(if resolved { "Open again." } else { "Resolved." });
                    }
                >
                    {if resolved { "Open again" } else { "Resolve" }}
                </button>
                {is_own
                    .then(|| {
                        view! {
                            <button
                                class="quiet small"
                                on:click=move |_| {
                                    desk.edit(PlanEdit::Uncomment { id });
                                    announce("Comment removed. Undo brings it back.");
                                }
                            >
                                "Remove"
                            </button>
                        }
                    })}
            </div>
        </li>
    }
}

/// How many comments on a question are still open.
#[component]
pub(super) fn OpenComments(item: ItemId) -> impl IntoView {
    let desk = desk();
    let open = desk.plan.memo_of(Some(item), move |plan| {
        let comments = plan.comments.values();
        comments
            .filter(|comment| comment.about == Some(item) && !comment.resolved)
            .count()
    });
    move || match open.get() {
        0 => None,
        1 => Some(" · 1 comment".to_owned()),
        open => Some(format!(" · {open} comments")),
    }
}
