//! The answers, a row for each question and a column for each candidate.

use domain::compare::{Answered, Asked, Comparison};
use domain::plan::Plan;
use domain::statistics::Spread;
use leptos::prelude::*;

use super::leaving::thinking_of;
use super::{Candidates, title};
use crate::second_pass::address as second_pass;
use crate::words;

pub(super) fn matrix(shown: &Candidates, plan: &Plan, found: &Comparison) -> impl IntoView + use<> {
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
                .map(|candidate| cell(&candidate.answers[place], levels))
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{title(plan, *item)}</th>
                    {cells}
                    <td>
                        <div class="actions">
                            <a href=second_pass(shown.plan, *item)>
                                "Second pass"
                                <span class="unseen">{format!(": {}", title(plan, *item))}</span>
                            </a>
                            {shown.may_leave_out.then(|| thinking_of(shown.plan, plan, *item))}
                        </div>
                    </td>
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
                        <th scope="col">"What to do with it"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">"Weighted mean of the medians"</th>
                        {composites}
                        <td></td>
                    </tr>
                    <tr>
                        <th scope="row">"Decision of the lead"</th>
                        {decisions}
                        <td></td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}

fn cell(answered: &Answered, levels: u8) -> impl IntoView + use<> {
    let spread = &answered.spread;
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
        _ if answered.asked == Asked::Not => "Not asked".to_owned(),
        _ => "Not assessed".to_owned(),
    };
    let wide = spread.is_wide();
    view! {
        <td class:wide=wide>
            {distribution(spread, levels)}
            <span>{words}</span>
            {wide.then_some(" · differ by two or more")}
            {(answered.asked == Asked::Otherwise).then_some(" · asked otherwise")}
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
