//! A plan to be read and commented on, for whoever does not change it.

use domain::id::{CommentId, DocumentId, ItemId, PersonId};
use domain::plan::{Comment, Plan};
use domain::sharing::Right;
use leptos::prelude::*;

use crate::moment::moment;
use crate::plan::contents_with;
use crate::whose;
use crate::words;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Which plan.
    pub id: DocumentId,
    /// The plan as it stands.
    pub plan: Plan,
    /// What whoever reads it may do.
    pub right: Right,
    /// Whether it is put away.
    pub is_away: bool,
    /// Whether they may start an interview on it.
    pub may_interview: bool,
    /// The id of the comment that they may write, where they may.
    pub new_comment: CommentId,
}

/// The whole page. `name_of` knows the team.
pub fn page(shown: &Reading, name_of: &dyn Fn(PersonId) -> String) -> impl IntoView + use<> {
    let Reading {
        id,
        plan,
        right,
        is_away,
        may_interview,
        new_comment: _,
    } = shown;
    let id = *id;
    let notice = match right {
        Right::View => "This plan is shared with you to read.",
        Right::Comment => "This plan is shared with you to read and to comment on.",
        Right::Edit => "This is the plan as its readers see it.",
    };
    let remarks = |about: Option<ItemId>| remarks(shown, about, name_of);
    let body = contents_with(plan, &|item| remarks(Some(item)).into_any());
    view! {
        <h1>{words::title(&plan.title).to_owned()}</h1>
        <div class="notice">
            <p>{notice}</p>
            {is_away
                .then(|| {
                    view! { <p>"It is put away: no list has it, and interviews on it go on."</p> }
                })}
            <div class="actions">
                {(*right == Right::Edit)
                    .then(|| view! { <a href=format!("/plans/{id}")>"Change it"</a> })}
                {may_interview
                    .then(|| view! { <a href=format!("/plans/{id}/interview")>"Start interview"</a> })}
                <a href=format!("/plans/{id}/history")>"History"</a>
                <a href=format!("/plans/{id}/sharing")>"Sharing"</a>
                {is_away.then(|| view! { <a href="/put-away">"What is put away"</a> })}
            </div>
        </div>
        {body}
        <section aria-labelledby="on-the-plan">
            <h2 id="on-the-plan">"On the plan as a whole"</h2>
            {remarks(None)}
        </section>
    }
}

/// What is said about a question or the whole plan, and where to say more.
fn remarks(
    shown: &Reading,
    about: Option<ItemId>,
    name_of: &dyn Fn(PersonId) -> String,
) -> impl IntoView + use<> {
    let may = shown.right >= Right::Comment;
    let anchor = anchor(about);
    let subject = match about.and_then(|item| shown.plan.items.get(&item)) {
        Some(item) => item.question.called().to_owned(),
        None => "the plan".to_owned(),
    };
    let said = shown.plan.comments_on(about);
    let count = said.len();
    let comments = said
        .into_iter()
        .map(|(id, comment)| remark(shown.id, id, comment, &name_of(comment.by), may))
        .collect_view();
    view! {
        <div id=anchor.clone() class="remarks" tabindex="-1">
            {(count > 0).then(|| view! { <ul class="changes">{comments}</ul> })}
            {may
                .then(|| {
                    view! {
                        <details>
                            <summary>
                                "Comment"
                                <span class="unseen">{format!(" on {subject}")}</span>
                            </summary>
                            <form method="post" action=format!("/plans/{}/comments", shown.id) class="record">
                                {whose::field()}
                                <input type="hidden" name="id" value=shown.new_comment.to_string() />
                                <input
                                    type="hidden"
                                    name="about"
                                    value=about.map(|item| item.to_string()).unwrap_or_default()
                                />
                                <label class="field">
                                    <span class="label">{format!("Your comment on {subject}")}</span>
                                    <textarea name="text" rows="3" required></textarea>
                                </label>
                                <button type="submit">"Add the comment"</button>
                            </form>
                        </details>
                    }
                })}
        </div>
    }
}

/// What the comments on something are called in an address.
pub fn anchor(about: Option<ItemId>) -> String {
    match about {
        Some(item) => format!("about-{item}"),
        None => "about-the-plan".to_owned(),
    }
}

/// What a comment is called in an address.
pub fn place_of(comment: CommentId) -> String {
    format!("comment-{comment}")
}

fn remark(
    plan: DocumentId,
    id: CommentId,
    comment: &Comment,
    who: &str,
    may: bool,
) -> impl IntoView + use<> {
    let (state, turned, label) = if comment.resolved {
        ("resolved", "false", "Open again")
    } else {
        ("open", "true", "Resolve")
    };
    view! {
        <li id=place_of(id) tabindex="-1">
            <p>
                <strong>{who.to_owned()}</strong>
                <span class="hint">
                    " "
                    {moment(comment.at)}
                    {format!(" · {state}")}
                </span>
            </p>
            <p class="note">{comment.text.clone()}</p>
            {may
                .then(|| {
                    view! {
                        <form method="post" action=format!("/plans/{plan}/comments/{id}")>
                            {whose::field()}
                            <button class="quiet" type="submit" name="resolved" value=turned>
                                {label}
                                <span class="unseen">{format!(": the comment of {who}")}</span>
                            </button>
                        </form>
                    }
                })}
        </li>
    }
}
