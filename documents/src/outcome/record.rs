//! What is put on record after the reveal. Plain forms: the server takes them and shows
//! the page anew, so that everybody reads what was kept and not what was meant.

use domain::id::{DocumentId, ItemId};
use domain::panel::{Decision, TakenBack, Verdict};
use domain::scorecard::{Rating, Revision, Scorecard};
use domain::views::Member;
use leptos::prelude::*;

use super::DECISION;
use crate::moment::moment;
use crate::recorded;
use crate::revise;
use crate::whose;
use crate::words::counted;

/// What can be decided, as the form names it.
pub(crate) const VERDICTS: [(Verdict, &str); 3] = [
    (Verdict::Hire, "hire"),
    (Verdict::NoHire, "no-hire"),
    (Verdict::Hold, "hold"),
];

/// The lead's decision. The software proposes none.
#[component]
pub(super) fn DecisionOf(
    interview: DocumentId,
    decision: Option<Decision>,
    /// Who made it.
    by: Option<String>,
    /// What was decided before.
    before: Option<AnyView>,
    /// How many ratings were revised after it.
    late: usize,
    /// Whether whoever looks may make it.
    leads: bool,
    /// Whether it was just recorded or taken back.
    recorded: bool,
) -> impl IntoView {
    let said = if decision.is_some() {
        "Recorded."
    } else {
        "The decision is taken back."
    };
    let action = format!("/interviews/{interview}/decision");
    let body = match decision {
        Some(decision) => view! {
            <p>
                <strong>{decision.verdict.label()}</strong>
                {by.map(|by| format!(", decided by {by}"))} ", " {moment(decision.at)}
            </p>
            <p class="note">{decision.reasons}</p>
            {(late > 0)
                .then(|| {
                    let ratings = counted(late, "rating");
                    view! {
                        <p class="notice">{format!("Revised after this decision: {ratings}. Whether it still stands is for whoever made it to say.")}</p>
                    }
                })}
            {leads
                .then(|| {
                    view! {
                        <details>
                            <summary>"Take the decision back…"</summary>
                            <form method="post" action=action>
                                {whose::field()}
                                <p class="hint">
                                    "Packets made from then on are without it. Here it stays, with its reasons, among what was taken back."
                                </p>
                                <button type="submit" name="verdict" value="none">
                                    "Take the decision back"
                                </button>
                            </form>
                        </details>
                    }
                })}
        }
        .into_any(),
        None if leads => view! {
            <form method="post" action=action class="record">
                {whose::field()}
                <fieldset>
                    <legend>"What is decided"</legend>
                    {VERDICTS
                        .map(|(verdict, value)| {
                            view! {
                                <label>
                                    <input type="radio" name="verdict" value=value required />
                                    <span>{verdict.label()}</span>
                                </label>
                            }
                        })
                        .collect_view()}
                </fieldset>
                <label class="field">
                    <span class="label">"Reasons, in terms of the evidence"</span>
                    <textarea name="reasons" rows="3" required></textarea>
                </label>
                <button class="primary" type="submit">"Record the decision"</button>
            </form>
        }
        .into_any(),
        None => view! { <p class="hint">"The lead has recorded none yet."</p> }.into_any(),
    };
    view! {
        <section
            id=DECISION
            tabindex="-1"
            aria-labelledby="decided"
            aria-describedby=recorded::describes(recorded)
        >
            <h2 id="decided">"Decision"</h2>
            {recorded::line(recorded, said)}
            {body}
            {before}
        </section>
    }
}

/// The decisions that stand no more, with what was written for them.
pub(super) fn before(taken_back: &[TakenBack], people: &[Member]) -> Option<AnyView> {
    let decisions = taken_back
        .iter()
        .map(|TakenBack { decision, by, at }| {
            let verdict = decision.verdict.label();
            let decided_by = Member::name_of(people, decision.by).to_owned();
            let taken_back_by = Member::name_of(people, *by).to_owned();
            view! {
                <li>
                    <p>
                        <strong>{verdict}</strong>
                        ", decided by " {decided_by} ", " {moment(decision.at)}
                        "; taken back by " {taken_back_by} ", " {moment(*at)}
                    </p>
                    <p class="note">{decision.reasons.clone()}</p>
                </li>
            }
        })
        .collect_view();
    (!taken_back.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("Taken back: {}", counted(taken_back.len(), "decision"))}</summary>
                <ol>{decisions}</ol>
            </details>
        }
        .into_any()
    })
}

/// For whoever submitted this scorecard: another rating beside the original.
#[component]
pub(super) fn Revise(
    interview: DocumentId,
    item: ItemId,
    /// What the question is called.
    title: String,
    levels: u8,
    /// The rating that counts now.
    now: Option<Rating>,
) -> impl IntoView {
    let of = format!(" of “{title}”");
    let form = revise::form(interview, item, levels, now, "Rating now", &of, None);
    view! {
        <details class="revise">
            <summary>
                "Revise your rating…"
                <span class="unseen">{of}</span>
            </summary>
            {form}
        </details>
    }
}

/// Each revision of a rating, in words; which came after what was decided, says so.
pub(super) fn revisions(
    card: &Scorecard,
    item: ItemId,
    decision: Option<&Decision>,
) -> Vec<String> {
    let all = card.revisions.get(&item).into_iter().flatten();
    // Each stands beside what it replaced, the first beside the original.
    let mut before = card.ratings.get(&item).copied();
    all.map(|revision| {
        let from = before.replace(revision.rating);
        let from = from.map_or_else(|| "not rated".to_owned(), of_rating);
        let to = of_rating(revision.rating);
        let late = if is_late(revision, decision) {
            ", after the decision"
        } else {
            ""
        };
        format!("Revised from {from} to {to}{late}: {}", revision.reason)
    })
    .collect()
}

/// Whether a rating was revised after what was decided.
pub(super) fn is_late(revision: &Revision, decision: Option<&Decision>) -> bool {
    decision.is_some_and(|decision| decision.at <= revision.at)
}

fn of_rating(rating: Rating) -> String {
    match rating {
        Rating::Level { level, .. } => format!("level {level}"),
        Rating::NotAssessed => "not assessed".to_owned(),
    }
}
