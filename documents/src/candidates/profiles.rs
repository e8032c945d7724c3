//! The candidates' competencies side by side.

use domain::compare::Comparison;
use domain::plan::Plan;
use leptos::prelude::*;

pub(super) fn profiles(plan: &Plan, found: &Comparison) -> impl IntoView + use<> {
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
