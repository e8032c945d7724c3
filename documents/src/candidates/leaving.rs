//! Leaving a question out for all: thinking of it, doing it, and taking it back.

use std::collections::BTreeMap;

use domain::compare::Comparison;
use domain::id::{DocumentId, ItemId};
use domain::plan::Plan;
use leptos::prelude::*;

use super::{Candidates, compared, title};
use crate::table::heads;
use crate::whose;
use crate::words;

/// What the table of what changes says of a candidate.
const COLUMNS: [&str; 2] = ["Now", "Without it"];

/// A form that shows what leaving a question out would change.
pub(super) fn thinking_of(id: DocumentId, plan: &Plan, item: ItemId) -> impl IntoView + use<> {
    view! {
        <details>
            <summary>
                "Leave out…"
                <span class="unseen">{format!(" {}", title(plan, item))}</span>
            </summary>
            <form method="post" action=format!("/plans/{id}/candidates")>
                {whose::field()}
                <input type="hidden" name="item" value=item.to_string() />
                <label class="field">
                    <span class="label">"Reason, which stays on record"</span>
                    <input type="text" name="reason" required />
                </label>
                <p class="hint">"It goes on record with each candidate: name none of them."</p>
                <button type="submit" name="step" value="preview">
                    "Show what changes"
                </button>
            </form>
        </details>
    }
}

/// What leaving a question out would change, and the button that does it.
pub(super) fn preview(
    shown: &Candidates,
    plan: &Plan,
    found: &Comparison,
    item: ItemId,
    reason: &str,
) -> impl IntoView + use<> {
    let rows = compared(shown, plan, Some(item)).map(|after| {
        found
            .candidates
            .iter()
            .zip(after.candidates)
            .map(|(now, then)| {
                view! {
                    <tr>
                        <th scope="row">{now.label.clone()}</th>
                        <td data-column=COLUMNS[0]>{words::composite(now.composite.as_ref())}</td>
                        <td data-column=COLUMNS[1]>{words::composite(then.composite.as_ref())}</td>
                    </tr>
                }
            })
            .collect_view()
    });
    view! {
        <section class="notice" aria-labelledby="preview" tabindex="-1" autofocus>
            <h2 id="preview">{format!("Leaving out “{}” for all", title(plan, item))}</h2>
            <p>{format!("Reason: {reason}")}</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Table of what changes">
                <table class="stacks">
                    <thead>
                        <tr>
                            <th scope="col">"Candidate"</th>
                            {heads(&COLUMNS)}
                        </tr>
                    </thead>
                    <tbody>{rows.ok()}</tbody>
                </table>
            </div>
            <form method="post" action=format!("/plans/{}/candidates", shown.plan)>
                {whose::field()}
                <input type="hidden" name="item" value=item.to_string() />
                <input type="hidden" name="reason" value=reason.to_owned() />
                <button class="primary" type="submit" name="step" value="leave-out">
                    "Leave it out for all"
                </button>
            </form>
        </section>
    }
}

pub(super) fn left_out(
    shown: &Candidates,
    plan: &Plan,
    found: &Comparison,
) -> impl IntoView + use<> {
    let mut reasons = BTreeMap::new();
    for (_, outcome) in &shown.open {
        for (item, void) in &outcome.panel.voided {
            reasons.entry(*item).or_insert_with(|| void.reason.clone());
        }
    }
    let items = found
        .voided
        .iter()
        .map(|item| {
            let reason = reasons.get(item).cloned().unwrap_or_default();
            view! {
                <li>
                    <strong>{title(plan, *item)}</strong>
                    {format!(": {reason}")}
                    {shown.may_leave_out.then(|| taking_in(shown.plan, *item, title(plan, *item)))}
                </li>
            }
        })
        .collect_view();
    (!found.voided.is_empty()).then(|| {
        view! {
            <section aria-labelledby="left-out">
                <h2 id="left-out">"Left out for all"</h2>
                <ul>{items}</ul>
            </section>
        }
    })
}

/// A form that takes a question in again.
fn taking_in(plan: DocumentId, item: ItemId, title: String) -> impl IntoView {
    view! {
        <form method="post" action=format!("/plans/{plan}/candidates")>
            {whose::field()}
            <input type="hidden" name="item" value=item.to_string() />
            <button class="quiet" type="submit" name="step" value="take-in">
                "Take it in again"
                <span class="unseen">{format!(": {title}")}</span>
            </button>
        </form>
    }
}
