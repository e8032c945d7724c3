//! Candidates side by side on one plan: evidence and spread, no order and no winner.

mod leaving;
mod matrix;
mod profiles;

use domain::compare::{Asked, Candidate, Comparison, asked_together, compare};
use domain::id::{DocumentId, ItemId};
use domain::plan::Plan;
use domain::views::Outcome;
use leptos::prelude::*;

use crate::words;
use leaving::{left_out, preview};
use matrix::matrix;
use profiles::profiles;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Candidates {
    /// The plan.
    pub plan: DocumentId,
    /// What it is called.
    pub title: String,
    /// The interviews whose scorecards are open, in the order they were held.
    pub open: Vec<(DocumentId, Outcome)>,
    /// How many more are still sealed.
    pub sealed: usize,
    /// A question that somebody thinks of leaving out, with the reason they typed.
    pub without: Option<(ItemId, String)>,
    /// Whether whoever reads may leave one out.
    pub may_leave_out: bool,
}

/// The whole page.
pub fn page(shown: &Candidates) -> AnyView {
    let heading = view! {
        <h1>{format!("Candidates on {}", words::title(&shown.title))}</h1>
        <p class="actions">
            <a href="/candidates">"All candidates of yours, by name"</a>
            <a href="/roles">"Roles, with their plans"</a>
        </p>
        {(shown.sealed > 0)
            .then(|| {
                view! { <p class="hint">{format!("{} more of yours not revealed yet.", shown.sealed)}</p> }
            })}
    };
    if shown.open.is_empty() {
        return view! {
            {heading}
            <p>
                "Nobody to compare yet. Interviews on this plan stand here side by side once their scorecards are revealed, for those who were on their panels. A hiring manager finds theirs on the first page."
            </p>
        }
        .into_any();
    }
    let plan = &asked_together(shown.open.iter().map(|(_, outcome)| &outcome.plan));
    let body = match compared(shown, plan, None) {
        Err(message) => view! { <p class="notice">{message}</p> }.into_any(),
        Ok(found) => view! {
            {shown.without.as_ref().map(|(item, reason)| preview(shown, plan, &found, *item, reason))}
            {is_changed(&found)
                .then(|| {
                    view! {
                        <p class="hint">
                            "The plan changed between these interviews. Each question goes by the words and the weight that it had last; where somebody was asked otherwise, or not at all, it says so."
                        </p>
                    }
                })}
            {matrix(shown, plan, &found)}
            {left_out(shown, plan, &found)}
            {profiles(plan, &found)}
        }
        .into_any(),
    };
    view! {
        {heading}
        <p class="hint">
            "Each cell: the median and range of the panel, revisions counted. Read the notes before the numbers: nothing here ranks anybody."
        </p>
        {body}
    }
    .into_any()
}

fn is_changed(found: &Comparison) -> bool {
    let mut answers = found.candidates.iter().flat_map(|one| &one.answers);
    answers.any(|answer| answer.asked != Asked::Alike)
}

/// Compares, as if `without` were left out too.
fn compared(
    shown: &Candidates,
    plan: &Plan,
    without: Option<ItemId>,
) -> Result<Comparison, String> {
    let mut panels: Vec<_> = shown
        .open
        .iter()
        .map(|(_, outcome)| outcome.panel.clone())
        .collect();
    if let (Some(item), Some(panel)) = (without, panels.first_mut()) {
        panel.voided.entry(item).or_insert(domain::panel::Void {
            reason: String::new(),
            by: panel.lead,
            at: 0,
        });
    }
    let candidates: Vec<Candidate<'_>> = shown
        .open
        .iter()
        .zip(&panels)
        .map(|((_, outcome), panel)| Candidate {
            label: &outcome.panel.candidate,
            plan: &outcome.plan,
            panel,
            scorecards: outcome
                .scorecards
                .iter()
                .map(|(person, card)| (*person, card))
                .collect(),
        })
        .collect();
    compare(plan, &candidates).map_err(|why| why.to_string())
}

pub(crate) fn title(plan: &Plan, item: ItemId) -> String {
    let item = plan.items.get(&item);
    item.map(|item| item.question.called().to_owned())
        .unwrap_or_default()
}
