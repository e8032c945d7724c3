//! One question of the result.

use app::{Icon, Sign};
use domain::id::{DocumentId, ItemId, PersonId};
use domain::panel::Decision;
use domain::plan::Item;
use domain::scorecard::Rating;
use leptos::prelude::*;

use super::dots::Dots;
use super::record::{Revise, revisions};
use super::{Rater, by, by_rater, in_words, noted, rated};
use crate::recorded;

/// The place of an answer on the page.
pub fn place_of(item: ItemId) -> String {
    format!("answer-{item}")
}

/// One question: how far the raters agree, and what each heard.
#[component]
pub(super) fn Answer(
    interview: DocumentId,
    id: ItemId,
    item: Item,
    levels: u8,
    expected: usize,
    decision: Option<Decision>,
    /// Why the question counts for nobody, where it does.
    void: Option<AnyView>,
    /// That it was not asked, where it was not.
    unasked: Option<String>,
    /// Where its anchors are rewritten, if panelists agree so little that they may have to be.
    rewrite: Option<String>,
    /// Who looks.
    me: PersonId,
    /// Whether a revision of it was just recorded.
    recorded: bool,
    raters: Vec<Rater>,
) -> impl IntoView {
    let place = place_of(id);
    let name = format!("name-{id}");
    let title = item.question.called().to_owned();
    let rated = rated(id, &raters);
    let (summary, wide) = in_words(&rated, expected);
    let anchors = item.question.anchors.clone();
    let counts = item
        .counts()
        .map(|counts| format!("{counts}: {}", item.weight_reason));
    view! {
        <article
            class="answer"
            class:wide=wide
            id=place
            tabindex="-1"
            aria-labelledby=name.clone()
            aria-describedby=recorded::describes(recorded)
            data-answer=id.to_string()
        >
            <header>
                <h3 id=name.clone()>{title.clone()}</h3>
                {recorded::line(recorded, "Recorded.")}
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
            {counts.map(|words| view! { <p class="hint">{words}</p> })}
            {void.map(|why| view! { <p class="notice">{why}</p> })}
            {rewrite
                .map(|plan| {
                    view! {
                        <p class="hint">
                            "As they were handed in, the ratings of this answer agree little. If its levels can be read in two ways, "
                            <a href=plan>
                                "rewrite this question’s anchors"
                                <span class="unseen">{format!(": {title}")}</span>
                            </a> " in the plan."
                        </p>
                    }
                })}
            <p class="ask">{item.question.ask.clone()}</p>
            {unasked.map(|words| view! { <p><span class="tag">{words}</span></p> })}
            <Dots levels rated=rated.clone() />
            <ul class="evidence">
                {raters
                    .into_iter()
                    .map(|(member, card)| {
                        let title = title.clone();
                        let rating = card.latest(id);
                        let label = by_rater(rating);
                        let anchor = rating
                            .and_then(Rating::level)
                            .and_then(|level| anchors.get(usize::from(level) - 1).cloned())
                            .unwrap_or_default();
                        let note = noted(card.note(Some(id)));
                        let changed = revisions(&card, id, decision.as_ref());
                        let own = me == member.id;
                        view! {
                            <li>
                                <p class="rater">
                                    {by(&member)}
                                    <span class="tag">{label}</span>
                                </p>
                                {note}
                                <p class="hint">{anchor}</p>
                                {changed.into_iter().map(|words| view! { <p class="revised">{words}</p> }).collect_view()}
                                {own.then(|| view! { <Revise interview item=id title levels now=rating /> })}
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </article>
    }
}
