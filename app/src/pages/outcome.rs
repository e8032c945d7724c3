//! The result, after the reveal: evidence first, never a mean alone.

mod dots;

use domain::id::{DocumentId, ItemId, PersonId};
use domain::plan::Item;
use domain::scorecard::{Rating, Scorecard};
use domain::statistics::{Composite, Spread};
use domain::views::{Member, Outcome};
use leptos::prelude::*;
use leptos_meta::Title;

use super::panel::recommendation_in_words;
use crate::api;
use crate::ui::{Face, Icon, Sign, loaded, resource_of, route_id};
use dots::Dots;

/// Shows what the panel found.
#[component]
pub fn OutcomePage() -> impl IntoView {
    let id = route_id::<DocumentId>();
    let outcome = resource_of(id, api::open_outcome);
    view! {
        <div class="page outcome">
            {loaded(&outcome, |outcome| view! { <Findings outcome /> })}
        </div>
    }
}

/// A panelist with the scorecard they submitted.
type Rater = (Member, Scorecard);

#[component]
fn Findings(outcome: Outcome) -> impl IntoView {
    let Outcome {
        plan,
        panel,
        people,
        scorecards,
    } = outcome;
    let name_of = |person: PersonId| people.iter().find(|member| member.id == person).cloned();
    let raters: Vec<Rater> = scorecards
        .into_iter()
        .filter_map(|(person, card)| Some((name_of(person)?, card)))
        .collect();
    let absent: Vec<String> = panel
        .panelists
        .keys()
        .filter(|person| raters.iter().all(|(member, _)| member.id != **person))
        .filter_map(|person| name_of(*person).map(|member| member.name))
        .collect();
    let levels = plan.basis.as_ref().map_or(5, |basis| basis.levels);
    let early = panel
        .revealed
        .map(|reveal| reveal.reason)
        .filter(|reason| !reason.is_empty());
    let expected = panel.panelists.len();
    let flags = plan
        .basis
        .as_ref()
        .map(|basis| basis.red_flags.clone())
        .unwrap_or_default();
    let questions = plan
        .agenda()
        .into_iter()
        .filter_map(|id| Some((id, plan.items.get(&id)?.clone())))
        .map(|(id, item)| view! { <Answer id item levels expected raters=raters.clone() /> })
        .collect_view();
    view! {
        <Title text=format!("Result: {}", panel.candidate) />
        <header class="outcome-head">
            <p class="hint">"Result of the interview with"</p>
            <h1>{panel.candidate.clone()}</h1>
            <p>{format!("{} of {expected} scorecards submitted.", raters.len())}</p>
            {early.map(|reason| view! { <p class="notice">{format!("Revealed early: {reason}")}</p> })}
            {(!absent.is_empty())
                .then(|| view! { <p class="hint">{format!("Not submitted: {}", absent.join(", "))}</p> })}
        </header>
        <Recommendations raters=raters.clone() plan flags />
        <section aria-labelledby="questions">
            <h2 id="questions">"Question by question"</h2>
            {questions}
        </section>
    }
}

#[component]
fn Recommendations(
    raters: Vec<Rater>,
    plan: domain::plan::Plan,
    flags: Vec<domain::kit::RedFlag>,
) -> impl IntoView {
    let agenda = plan.agenda();
    let composite = move |card: &Scorecard| {
        Composite::of(agenda.iter().map(|id| {
            let weight = plan.items.get(id).map_or(1, |item| item.weight);
            (weight, card.ratings.get(id).copied())
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
                                let level = composite(&card)
                                    .map_or_else(
                                        || "Cannot be computed: nothing assessed".to_owned(),
                                        |composite| {
                                            let share = composite.assessed.hundredths();
                                            format!("{} ({share} % of the weight assessed)", composite.level)
                                        },
                                    );
                                let raised: Vec<String> = flags
                                    .iter()
                                    .filter(|flag| card.flags.contains(&flag.id))
                                    .map(|flag| flag.text.text.clone())
                                    .collect();
                                view! {
                                    <tr>
                                        <th scope="row">
                                            <Face member=member.clone() />
                                            " "
                                            {member.name.clone()}
                                        </th>
                                        <td>
                                            {card
                                                .recommendation
                                                .map_or("None given", recommendation_in_words)}
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

/// One question: how far the raters agree, and what each heard.
#[component]
fn Answer(
    id: ItemId,
    item: Item,
    levels: u8,
    expected: usize,
    raters: Vec<Rater>,
) -> impl IntoView {
    let rated: Vec<(Member, Option<Rating>)> = raters
        .iter()
        .map(|(member, card)| (member.clone(), card.ratings.get(&id).copied()))
        .collect();
    let spread = Spread::of(rated.iter().filter_map(|(_, rating)| *rating));
    let summary = match (spread.median(), spread.range()) {
        (Some(median), Some((lowest, highest))) => format!(
            "{} of {expected} assessed it · median {median} · range {lowest} to {highest}",
            spread.levels.len(),
        ),
        _ => format!("0 of {expected} assessed it"),
    };
    let wide = spread.is_wide();
    let anchors = item.question.anchors.clone();
    view! {
        <article class="answer" class:wide=wide data-answer=id.to_string()>
            <header>
                <h3>{item.question.title.clone()}</h3>
                <p class="summary">
                    {summary}
                    {wide
                        .then(|| {
                            view! {
                                <span class="tag warn">
                                    <Icon sign=Sign::Flag />
                                    "Raters differ by two or more"
                                </span>
                            }
                        })}
                </p>
            </header>
            <p class="ask">{item.question.ask.clone()}</p>
            <Dots levels rated=rated.clone() />
            <ul class="evidence">
                {raters
                    .into_iter()
                    .map(|(member, card)| {
                        let (label, anchor) = match card.ratings.get(&id) {
                            Some(Rating::Level { level, .. }) => {
                                let anchor = anchors.get(usize::from(*level) - 1).cloned();
                                (format!("Level {level}"), anchor.unwrap_or_default())
                            }
                            Some(Rating::NotAssessed) => ("Not assessed".to_owned(), String::new()),
                            None => ("Not rated".to_owned(), String::new()),
                        };
                        let note = card.note(Some(id)).to_owned();
                        view! {
                            <li>
                                <p class="rater">
                                    <Face member=member.clone() />
                                    " "
                                    <strong>{member.name.clone()}</strong>
                                    <span class="tag">{label}</span>
                                </p>
                                <p class="note">
                                    {if note.is_empty() { "No note.".to_owned() } else { note }}
                                </p>
                                <p class="hint">{anchor}</p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </article>
    }
}
