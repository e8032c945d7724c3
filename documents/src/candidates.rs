//! Candidates side by side on one plan: evidence and spread, no order and no winner.

use std::collections::BTreeMap;

use domain::compare::{Candidate, Comparison, compare};
use domain::id::{DocumentId, ItemId};
use domain::plan::Plan;
use domain::statistics::Spread;
use domain::views::Outcome;
use leptos::prelude::*;

use crate::second_pass::address as second_pass;
use crate::words;

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
}

/// The whole page.
pub fn page(shown: &Candidates) -> AnyView {
    let heading = view! {
        <h1>{format!("Candidates on {}", shown.title)}</h1>
        <p class="actions">
            <a href="/candidates">"All candidates of yours, by name"</a>
            <a href="/roles">"Roles, with their plans"</a>
        </p>
        {(shown.sealed > 0)
            .then(|| {
                view! { <p class="hint">{format!("{} more of yours not revealed yet.", shown.sealed)}</p> }
            })}
    };
    // Questions are those of the newest interview; older ones may have asked fewer.
    let Some((_, newest)) = shown.open.last() else {
        return view! {
            {heading}
            <p>"Nobody to compare yet: reveal the scorecards of an interview on this plan first."</p>
        }
        .into_any();
    };
    let plan = &newest.plan;
    let body = match compared(shown, plan, None) {
        Err(message) => view! { <p class="notice">{message}</p> }.into_any(),
        Ok(found) => view! {
            {shown.without.as_ref().map(|(item, reason)| preview(shown, plan, &found, *item, reason))}
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

fn matrix(shown: &Candidates, plan: &Plan, found: &Comparison) -> impl IntoView + use<> {
    let levels = plan.levels();
    let heads = shown
        .open
        .iter()
        .map(|(id, outcome)| {
            let name = outcome.panel.candidate.clone();
            view! {
                <th scope="col">
                    <a href=format!("/interviews/{id}/result")>{name}</a>
                </th>
            }
        })
        .collect_view();
    let rows = found
        .items
        .iter()
        .enumerate()
        .map(|(place, item)| {
            let cells = found
                .candidates
                .iter()
                .map(|candidate| cell(&candidate.answers[place].spread, levels))
                .collect_view();
            view! {
                <tr>
                    <th scope="row">
                        {title(plan, *item)}
                        <div class="actions">
                            <a href=second_pass(shown.plan, *item)>
                                "Second pass"
                                <span class="unseen">{format!(": {}", title(plan, *item))}</span>
                            </a>
                            {thinking_of(shown.plan, plan, *item)}
                        </div>
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    let composites = found
        .candidates
        .iter()
        .map(|candidate| view! { <td>{words::composite(candidate.composite.as_ref())}</td> })
        .collect_view();
    let decisions = shown
        .open
        .iter()
        .map(|(_, outcome)| {
            let decision = outcome.panel.decision.as_ref();
            view! { <td>{decision.map_or("None recorded", |decision| decision.verdict.label())}</td> }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Table of answers">
            <table class="matrix">
                <thead>
                    <tr>
                        <th scope="col">"Question"</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">"Weighted mean of the medians"</th>
                        {composites}
                    </tr>
                    <tr>
                        <th scope="row">"Decision of the lead"</th>
                        {decisions}
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}

fn cell(spread: &Spread, levels: u8) -> impl IntoView + use<> {
    let words = match (spread.median(), spread.range()) {
        (Some(median), Some((lowest, highest))) if lowest == highest => {
            format!("{median} · {} rated", spread.levels.len())
        }
        (Some(median), Some((lowest, highest))) => {
            format!(
                "{median} · {lowest} to {highest} · {} rated",
                spread.levels.len()
            )
        }
        _ => "Not assessed".to_owned(),
    };
    let wide = spread.is_wide();
    view! {
        <td class:wide=wide>
            {distribution(spread, levels)}
            <span>{words}</span>
            {wide.then_some(" · differ by two or more")}
        </td>
    }
}

/// A bar for each level, as high as the raters who gave it. The words beside it say the
/// same.
fn distribution(spread: &Spread, levels: u8) -> impl IntoView + use<> {
    const WIDTH: usize = 14;
    const HEIGHT: usize = 24;
    let most = spread.levels.len().max(1);
    let bars = (1..=levels)
        .map(|level| {
            let count = spread
                .levels
                .iter()
                .map(|given| usize::from(*given == level))
                .sum::<usize>();
            let height = (HEIGHT - 2) * count / most + 2;
            let given = count > 0;
            let x = usize::from(level - 1) * WIDTH + 1;
            view! { <rect x=x y=HEIGHT - height width=WIDTH - 2 height=height class:given=given /> }
        })
        .collect_view();
    let width = WIDTH * usize::from(levels);
    view! {
        <svg class="bars" viewBox=format!("0 0 {width} {HEIGHT}") aria-hidden="true" focusable="false">
            {bars}
        </svg>
    }
}

/// A form that shows what leaving a question out would change.
fn thinking_of(id: DocumentId, plan: &Plan, item: ItemId) -> impl IntoView + use<> {
    view! {
        <details>
            <summary>
                "Leave out…"
                <span class="unseen">{format!(" {}", title(plan, item))}</span>
            </summary>
            <form method="post" action=format!("/plans/{id}/candidates")>
                <input type="hidden" name="item" value=item.to_string() />
                <label class="field">
                    <span class="label">"Reason, which stays on record"</span>
                    <input name="reason" required maxlength="500" />
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
fn preview(
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
                        <td>{words::composite(now.composite.as_ref())}</td>
                        <td>{words::composite(then.composite.as_ref())}</td>
                    </tr>
                }
            })
            .collect_view()
    });
    view! {
        <section class="notice" aria-labelledby="preview">
            <h2 id="preview">{format!("Leaving out “{}” for all", title(plan, item))}</h2>
            <p>{format!("Reason: {reason}")}</p>
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Candidate"</th>
                        <th scope="col">"Now"</th>
                        <th scope="col">"Without it"</th>
                    </tr>
                </thead>
                <tbody>{rows.ok()}</tbody>
            </table>
            <form method="post" action=format!("/plans/{}/candidates", shown.plan)>
                <input type="hidden" name="item" value=item.to_string() />
                <input type="hidden" name="reason" value=reason.to_owned() />
                <button class="primary" type="submit" name="step" value="leave-out">
                    "Leave it out for all"
                </button>
            </form>
        </section>
    }
}

fn left_out(shown: &Candidates, plan: &Plan, found: &Comparison) -> impl IntoView + use<> {
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
                    <form method="post" action=format!("/plans/{}/candidates", shown.plan)>
                        <input type="hidden" name="item" value=item.to_string() />
                        <button class="quiet" type="submit" name="step" value="take-in">
                            "Take it in again"
                        </button>
                    </form>
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

fn profiles(plan: &Plan, found: &Comparison) -> impl IntoView + use<> {
    let heads = found
        .candidates
        .iter()
        .map(|candidate| view! { <th scope="col">{candidate.label.clone()}</th> })
        .collect_view();
    let competencies = found
        .candidates
        .first()
        .map_or(0, |candidate| candidate.profile.len());
    let rows = (0..competencies)
        .map(|place| {
            let id = &found.candidates[0].profile[place].competency;
            let known = plan.basis.iter().flat_map(|basis| &basis.competencies);
            let name = known.into_iter().find(|competency| competency.id == *id);
            let name = name.map_or_else(|| id.clone(), |competency| competency.name.clone());
            let cells = found
                .candidates
                .iter()
                .map(|candidate| {
                    let profile = &candidate.profile[place];
                    let words = profile.level.map_or_else(
                        || "Not assessed".to_owned(),
                        |level| {
                            format!("{level} ({} of {} assessed)", profile.assessed, profile.of)
                        },
                    );
                    view! { <td>{words}</td> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="competencies">
            <h2 id="competencies">"By competency"</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Table of competencies">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Competency"</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

pub(crate) fn title(plan: &Plan, item: ItemId) -> String {
    let item = plan.items.get(&item);
    item.map(|item| item.question.title.clone())
        .unwrap_or_default()
}
