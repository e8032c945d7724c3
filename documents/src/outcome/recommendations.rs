//! What each panelist recommends, beside the level over what they assessed.

use domain::id::ItemId;
use domain::scorecard::{Recommendation, Scorecard};
use domain::statistics::Composite;
use leptos::prelude::*;

use super::Rater;
use crate::face::face;
use crate::table::heads;
use crate::words;

/// What the table says of a panelist.
const COLUMNS: [&str; 4] = [
    "Recommendation",
    "Level over what they assessed",
    "Red flags",
    "Note",
];

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
                <table class="stacks">
                    <thead>
                        <tr>
                            <th scope="col">"Panelist"</th>
                            {heads(&COLUMNS)}
                        </tr>
                    </thead>
                    <tbody>
                        {raters
                            .into_iter()
                            .map(|(member, card)| {
                                let level = words::composite(composite(&card).as_ref());
                                let note = match card.note(None) {
                                    "" => "None",
                                    note => note,
                                };
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
                                        <td data-column=COLUMNS[0]>
                                            {card
                                                .recommendation
                                                .map_or("None given", Recommendation::label)}
                                        </td>
                                        <td data-column=COLUMNS[1]>{level}</td>
                                        <td data-column=COLUMNS[2]>
                                            {if raised.is_empty() {
                                                "None".to_owned()
                                            } else {
                                                raised.join("; ")
                                            }}
                                        </td>
                                        <td class="note" data-column=COLUMNS[3]>{note.to_owned()}</td>
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
