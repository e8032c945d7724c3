//! What each panelist recommends, beside the level over what they assessed.

use domain::id::ItemId;
use domain::scorecard::{Recommendation, Scorecard};
use domain::statistics::Composite;
use leptos::prelude::*;

use super::Rater;
use crate::face::face;
use crate::words;

#[component]
pub(super) fn Recommendations(
    raters: Vec<Rater>,
    plan: domain::plan::Plan,
    /// The questions that count.
    counted: Vec<ItemId>,
    flags: Vec<domain::kit::RedFlag>,
) -> impl IntoView {
    let composite = move |card: &Scorecard| {
        Composite::of(counted.iter().map(|id| {
            let weight = plan.items.get(id).map_or(1, |item| item.weight);
            (weight, card.latest(*id))
        }))
    };
    view! {
        <section aria-labelledby="recommendations">
            <h2 id="recommendations">"Each panelist’s recommendation"</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Table of recommendations">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Panelist"</th>
                            <th scope="col">"Recommendation"</th>
                            <th scope="col">"Level over what they assessed"</th>
                            <th scope="col">"Red flags"</th>
                            <th scope="col">"Note"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {raters
                            .into_iter()
                            .map(|(member, card)| {
                                let level = words::composite(composite(&card).as_ref());
                                let raised: Vec<String> = flags
                                    .iter()
                                    .filter(|flag| card.flags.contains(&flag.id))
                                    .map(|flag| flag.text.text.clone())
                                    .collect();
                                view! {
                                    <tr>
                                        <th scope="row">
                                            {face(&member)}
                                            " "
                                            {member.name.clone()}
                                        </th>
                                        <td>
                                            {card
                                                .recommendation
                                                .map_or("None given", Recommendation::label)}
                                        </td>
                                        <td>{level}</td>
                                        <td>
                                            {if raised.is_empty() {
                                                "None".to_owned()
                                            } else {
                                                raised.join("; ")
                                            }}
                                        </td>
                                        <td class="note">{card.note(None).to_owned()}</td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        </section>
    }
}
