//! Which stage asks about which competency: each at least once, better twice.

use domain::plan::Plan;
use leptos::html::Details;
use leptos::prelude::*;

use super::desk;

/// A competency with how many questions each stage has on it.
type Line = (String, Vec<usize>);

#[component]
pub(super) fn CoverageMatrix() -> impl IntoView {
    let desk = desk();
    let table = desk.plan.memo(table);
    // Nearly every move changes it, so it is drawn only for who looks.
    let open = RwSignal::new(false);
    let details = NodeRef::<Details>::new();
    let look = move || {
        let details = details.get();
        open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    // It may have been opened before the page was alive.
    Effect::new(move |_| look());
    view! {
        <details class="coverage" node_ref=details on:toggle=move |_| untrack(look)>
            <summary>"Coverage: competencies by stage"</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="Coverage">
                {move || {
                    let (stages, lines) = open.get().then(|| table.get())?;
                    let head = stages
                        .into_iter()
                        .map(|name| view! { <th scope="col">{name}</th> })
                        .collect_view();
                    let body = lines.into_iter().map(|line| view! { <CoverageLine line /> }).collect_view();
                    let table = view! {
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">"Competency"</th>
                                    {head}
                                    <th scope="col">"Together"</th>
                                </tr>
                            </thead>
                            <tbody>{body}</tbody>
                        </table>
                    };
                    Some(table)
                }}
            </div>
        </details>
    }
}

#[component]
fn CoverageLine(line: Line) -> impl IntoView {
    let (name, counts) = line;
    let together: usize = counts.iter().sum();
    let verdict = match together {
        0 => ": add one",
        1 => ": two are better",
        _ => "",
    };
    let cells = counts
        .into_iter()
        .map(|count| {
            let shown = if count == 0 {
                "·".to_owned()
            } else {
                count.to_string()
            };
            view! { <td class:none=count == 0>{shown}</td> }
        })
        .collect_view();
    view! {
        <tr class:wanting=together < 2>
            <th scope="row">{name}</th>
            {cells}
            <td>{format!("{together}{verdict}")}</td>
        </tr>
    }
}

fn table(plan: &Plan) -> (Vec<String>, Vec<Line>) {
    let stages = plan.stages_in_order();
    let names = stages
        .iter()
        .filter_map(|id| plan.stages.get(id))
        .map(|stage| stage.name.clone())
        .collect();
    let competencies = plan
        .basis
        .as_ref()
        .map(|basis| basis.competencies.as_slice())
        .unwrap_or_default();
    let lines = competencies
        .iter()
        .map(|competency| {
            let asked = |stage| {
                plan.items
                    .values()
                    .filter(|item| item.place.stage == stage)
                    .filter(|item| item.question.competency == competency.id)
                    .count()
            };
            let counts = stages.iter().map(|stage| asked(*stage)).collect();
            (competency.name.clone(), counts)
        })
        .collect();
    (names, lines)
}
