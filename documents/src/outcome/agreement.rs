//! How far the panelists agree over the whole interview, and how that is read.

use domain::statistics::{Answer, BadRatings, Debrief};
use domain::views::Member;
use leptos::prelude::*;

use crate::table::heads;
use crate::words;

/// What the table says of a statistic.
const COLUMNS: [&str; 3] = ["Value", "Rests on", "Reading"];

/// The statistics of the whole interview, each with what it rests on.
#[component]
pub(super) fn Agreement(
    /// They, or why these ratings have none.
    debrief: Result<Debrief, BadRatings>,
    /// Whether somebody revised a rating, which these do not count.
    revised: bool,
    /// The raters in the order of the statistics.
    raters: Vec<Member>,
) -> impl IntoView {
    let body = match debrief {
        Err(reason) => view! { <p class="hint">{reason.to_string()}</p> }.into_any(),
        Ok(debrief) => {
            let lines = [
                ("Krippendorff’s alpha, ordinal", &debrief.alpha),
                ("Mean r_wg", &debrief.mean_agreement),
                ("ICC(2,1): one panelist", &debrief.one),
                ("ICC(2,k): the panel’s mean", &debrief.panel),
            ]
            .map(|(name, answer)| line(name, answer))
            .collect_view();
            let severities = raters
                .into_iter()
                .zip(debrief.severity)
                .map(|(member, severity)| {
                    view! {
                        <li>
                            <strong>{member.name}</strong>
                            {format!(": {}", severity.reading())}
                        </li>
                    }
                })
                .collect_view();
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label="Table of agreement">
                    <table class="stacks">
                        <thead>
                            <tr>
                                <th scope="col">"Statistic"</th>
                                {heads(&COLUMNS)}
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                <h3>"Severity beside the others, on the same answers"</h3>
                <ul class="plain">{severities}</ul>
            }
            .into_any()
        }
    };
    view! {
        <section aria-labelledby="agreement">
            <h2 id="agreement">"How far the panel agrees"</h2>
            <p class="hint">
                "These say how alike the ratings are, not whether they are right. Talk about the answers where raters differ; an agreement that is low on the whole may point at an anchor to rewrite."
            </p>
            {revised
                .then(|| {
                    view! {
                        <p class="hint">
                            "They are of the ratings as they were handed in. Whoever revised one had seen the others’ by then, so that it says nothing about agreeing with them unseen."
                        </p>
                    }
                })}
            {body}
        </section>
    }
}

fn line(name: &'static str, answer: &Answer) -> impl IntoView + use<> {
    let rests_on = [
        words::counted(answer.units, "answer"),
        words::counted(answer.ratings, "rating"),
    ];
    let value = match answer.value {
        Ok(value) => value.to_string(),
        Err(_) => "–".to_owned(),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-column=COLUMNS[0]>{value}</td>
            <td data-column=COLUMNS[1]>{rests_on.join(", ")}</td>
            <td data-column=COLUMNS[2]>
                {answer.reading()}
                {answer
                    .band()
                    .map(|band| {
                        view! {
                            <span class="hint">
                                {format!(" “{}”: {}", band.name, answer.bands.source)}
                            </span>
                        }
                    })}
            </td>
        </tr>
    }
}
