//! An interview for its hiring manager. After the reveal that is a packet; before it there is
//! only this page.

use leptos::prelude::*;

/// What a hiring manager may see before the reveal.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Who is interviewed.
    pub candidate: String,
    /// How far the interview has come, in words.
    pub state: &'static str,
    /// The interviewers, and whether they have handed in.
    pub handed_in: Vec<(String, bool)>,
}

/// The whole page.
pub fn sealed(shown: &Sealed) -> impl IntoView + use<> {
    let rows = shown
        .handed_in
        .iter()
        .map(|(name, is_in)| {
            view! {
                <tr>
                    <th scope="row">{name.clone()}</th>
                    <td>{if *is_in { "Yes" } else { "Not yet" }}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h1>{shown.candidate.clone()}</h1>
        <dl class="facts">
            <dt>"State"</dt>
            <dd>{shown.state}</dd>
        </dl>
        <p>
            "The scorecards are sealed. Once whoever leads the panel reveals them, what came out is on this page."
        </p>
        <table>
            <thead>
                <tr>
                    <th scope="col">"Interviewer"</th>
                    <th scope="col">"Handed in"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
