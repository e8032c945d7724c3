//! The evidence before the ratings: what each panelist noted, and how they rated it only
//! once somebody asks, question by question. Whoever reads the numbers first reads the notes
//! as reasons for them.

use domain::id::ItemId;
use domain::panel::Decision;
use domain::plan::Item;
use leptos::prelude::*;

use super::dots::Dots;
use super::record::revisions;
use super::{Found, Rater, by, by_rater, in_words, left_out, noted, rated, raters, unasked};

/// The whole page.
pub fn page(found: Found) -> impl IntoView {
    let Found {
        interview, outcome, ..
    } = found;
    let raters = raters(&outcome.people, outcome.scorecards);
    let levels = outcome.plan.levels();
    let expected = outcome.panel.panelists.len();
    let decision = outcome.panel.decision.clone();
    let questions = outcome
        .plan
        .agenda()
        .into_iter()
        .filter_map(|id| {
            let item = outcome.plan.items.get(&id)?.clone();
            let unasked = unasked(&outcome.panel, &raters, id);
            let elsewhere = &outcome.left_out_elsewhere;
            let void = left_out(outcome.plan_id, &outcome.panel, elsewhere, id);
            Some(view! { <Noted id item levels expected decision=decision.clone() void unasked raters=raters.clone() /> })
        })
        .collect_view();
    view! {
        <header class="outcome-head">
            <p class="hint">"Evidence first: the interview with"</p>
            <h1>{outcome.panel.candidate.clone()}</h1>
            <p>
                "Read what was heard before how it was rated. The ratings of an answer are below its notes, closed."
            </p>
            <p>
                <a class="button" href=format!("/interviews/{interview}/result")>
                    "Result with all ratings"
                </a>
            </p>
        </header>
        {questions}
    }
}

#[component]
fn Noted(
    id: ItemId,
    item: Item,
    levels: u8,
    expected: usize,
    decision: Option<Decision>,
    /// Why the question counts for nobody, where it does.
    void: Option<AnyView>,
    /// That it was not asked, where it was not.
    unasked: Option<String>,
    raters: Vec<Rater>,
) -> impl IntoView {
    let rated = rated(id, &raters);
    let (summary, _) = in_words(&rated, expected);
    let each = rated
        .iter()
        .zip(&raters)
        .map(|((member, rating), (_, card))| {
            let changed = revisions(card, id, decision.as_ref()).into_iter();
            view! {
                <li>
                    {format!("{}: {}", member.name, by_rater(*rating))}
                    {changed.map(|words| view! { <p class="revised">{words}</p> }).collect_view()}
                </li>
            }
        })
        .collect_view();
    let notes = raters
        .into_iter()
        .map(|(member, card)| {
            view! {
                <li>
                    <p class="rater">{by(&member)}</p>
                    {noted(card.note(Some(id)))}
                </li>
            }
        })
        .collect_view();
    let title = item.question.called().to_owned();
    view! {
        <article class="answer" data-answer=id.to_string()>
            <header>
                <h2>{title.clone()}</h2>
            </header>
            {void.map(|why| view! { <p class="notice">{why}</p> })}
            <p class="ask">{item.question.ask}</p>
            {unasked.map(|words| view! { <p><span class="tag">{words}</span></p> })}
            <ul class="evidence">{notes}</ul>
            <details>
                <summary>
                    "Ratings" <span class="unseen">{format!(" of “{title}”")}</span>
                </summary>
                <p class="summary">{summary}</p>
                <Dots levels rated />
                <ul class="plain">{each}</ul>
            </details>
        </article>
    }
}
