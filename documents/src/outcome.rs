//! The result, after the reveal: evidence first, never a mean alone.

mod agreement;
mod answer;
mod dots;
mod notes;
mod recommendations;
mod record;

pub use answer::place_of;
pub use notes::page as evidence_first;
pub(crate) use record::VERDICTS;

use std::collections::{BTreeMap, BTreeSet};

use domain::evidence;
use domain::export::packet::Covered;
use domain::id::{DocumentId, ItemId, PersonId};
use domain::panel::{Panel, TakenBack};
use domain::scorecard::{Rating, Scorecard};
use domain::statistics::{Debrief, Ratings, Spread, is_weak};
use domain::views::{Member, Outcome};
use leptos::prelude::*;

use crate::face::face;
use crate::recorded::Recorded;
use agreement::Agreement;
use answer::Answer;
use recommendations::Recommendations;
use record::{DecisionOf, before, is_late};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Found {
    /// The interview.
    pub interview: DocumentId,
    /// Who reads.
    pub reader: PersonId,
    /// What the panel found.
    pub outcome: Outcome,
    /// What was decided before and stands no more; the evidence does without.
    pub taken_back: Vec<TakenBack>,
    /// Where something was just recorded.
    pub recorded: Recorded,
}

/// The place of the decision on the page.
pub const DECISION: &str = "decision";

/// A panelist with the scorecard they submitted.
type Rater = (Member, Scorecard);

/// The whole page.
pub fn page(found: Found) -> impl IntoView {
    let Found {
        interview: id,
        reader: me,
        outcome,
        taken_back,
        recorded,
    } = found;
    let counted = outcome.counted();
    let Outcome {
        plan_id,
        plan,
        panel,
        people,
        scorecards,
        left_out_elsewhere,
    } = outcome;
    let name_of = |person: PersonId| Member::of(&people, person).cloned();
    let levels = plan.levels();
    let (debrief, in_order) = match Ratings::of(levels, &counted, [&scorecards]) {
        Ok((ratings, people)) => (Ok(Debrief::of(&ratings)), people),
        Err(reason) => (Err(reason), Vec::new()),
    };
    let agreement: BTreeMap<ItemId, domain::statistics::Answer> = match &debrief {
        Ok(debrief) => counted
            .iter()
            .copied()
            .zip(debrief.agreement.clone())
            .collect(),
        Err(_) => BTreeMap::new(),
    };
    let compared = in_order.into_iter().filter_map(&name_of).collect();
    let raters = raters(&people, scorecards);
    let revised = raters.iter().any(|(_, card)| !card.revisions.is_empty());
    let leads = me == panel.lead;
    let decision = panel.decision.clone();
    let decided_by = decision
        .as_ref()
        .map(|decision| Member::name_of(&people, decision.by).to_owned());
    let before = before(&taken_back, &people);
    let revisions = raters.iter().flat_map(|(_, card)| card.revisions.values());
    let late = revisions.flatten();
    let late = late.filter(|revision| is_late(revision, decision.as_ref()));
    let late = late.count();
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
        .map(|(item_id, item)| {
            let void = left_out(plan_id, &panel, &left_out_elsewhere, item_id);
            let unasked = unasked(&panel, &raters, item_id);
            let is_weak = agreement.get(&item_id).is_some_and(is_weak);
            let rewrite = is_weak.then(|| format!("/plans/{plan_id}#anchors-{item_id}"));
            let recorded = recorded.is_at(&place_of(item_id));
            view! {
                <Answer
                    interview=id
                    id=item_id
                    item
                    levels
                    expected
                    decision=panel.decision.clone()
                    void
                    unasked
                    rewrite
                    me
                    recorded
                    raters=raters.clone()
                />
            }
        })
        .collect_view();
    let recorded = recorded.is_at(DECISION);
    view! {
        {head(id, &panel, &people, &raters, leads)}
        <Recommendations raters=raters.clone() plan counted flags />
        <section aria-labelledby="questions">
            <h2 id="questions">"Question by question"</h2>
            {questions}
        </section>
        <DecisionOf interview=id decision by=decided_by before late leads recorded />
        <Agreement debrief revised raters=compared />
    }
}

/// What it is the result of, who has not handed in, and where else to read it.
fn head(
    id: DocumentId,
    panel: &Panel,
    people: &[Member],
    raters: &[Rater],
    leads: bool,
) -> impl IntoView + use<> {
    let expected = panel.panelists.len();
    let early = panel
        .revealed
        .as_ref()
        .map(|reveal| reveal.reason.clone())
        .filter(|reason| !reason.is_empty());
    let absent: Vec<&str> = panel
        .panelists
        .keys()
        .filter(|person| raters.iter().all(|(member, _)| member.id != **person))
        .filter_map(|person| Some(Member::of(people, *person)?.name.as_str()))
        .collect();
    view! {
        <header class="outcome-head">
            <p class="hint">"Result of the interview with"</p>
            <h1>{panel.candidate.clone()}</h1>
            <p>{format!("{} of {expected} scorecards submitted.", raters.len())}</p>
            {early.map(|reason| view! { <p class="notice">{format!("Revealed early: {reason}")}</p> })}
            {(!absent.is_empty())
                .then(|| view! { <p class="hint">{format!("Not submitted: {}", absent.join(", "))}</p> })}
            <p>
                // Whoever leads the panel hands it on.
                {leads
                    .then(|| {
                        view! {
                            <a class="button" href=format!("/interviews/{id}/packet")>
                                "Packet to print or send"
                            </a>
                            " "
                        }
                    })}
                <a class="button" href=format!("/interviews/{id}/evidence")>
                    "Evidence first, ratings after"
                </a>
            </p>
        </header>
    }
}

/// Why a question counts for nobody, where it does.
fn left_out(
    plan: DocumentId,
    panel: &Panel,
    elsewhere: &BTreeSet<ItemId>,
    item: ItemId,
) -> Option<AnyView> {
    match panel.voided.get(&item) {
        Some(void) => Some(view! { {format!("Left out for all: {}", void.reason)} }.into_any()),
        None => elsewhere.contains(&item).then(|| left_out_there(plan)),
    }
}

/// That another interview on the plan has a question left out. Why stands with the
/// candidates side by side, for those who were on that panel.
fn left_out_there(plan: DocumentId) -> AnyView {
    view! {
        "Left out for all in another interview on this plan. "
        <a href=format!("/plans/{plan}/candidates")>"Why, with the candidates side by side"</a>
    }
    .into_any()
}

/// That the panel did not ask a question, or did not say so, in the words of its packets: whoever
/// rated it may have rated no answer to it.
fn unasked(panel: &Panel, raters: &[Rater], item: ItemId) -> Option<String> {
    let is_rated = raters.iter().any(|(_, card)| {
        let rating = card.latest(item);
        rating.is_some_and(|rating| rating.level().is_some())
    });
    let covered = Covered::of(panel.coverage.get(&item), is_rated);
    (covered != Covered::Asked).then(|| format!("Asked: {}", covered.label()))
}

/// The panelists whose scorecards these are.
fn raters(people: &[Member], scorecards: BTreeMap<PersonId, Scorecard>) -> Vec<Rater> {
    let raters = scorecards.into_iter();
    raters
        .filter_map(|(person, card)| Some((Member::of(people, person)?.clone(), card)))
        .collect()
}

/// How each of them rated an answer, as it counts.
fn rated(item: ItemId, raters: &[Rater]) -> Vec<(Member, Option<Rating>)> {
    let rated = raters.iter();
    rated
        .map(|(member, card)| (member.clone(), card.latest(item)))
        .collect()
}

/// Ratings of one answer in words, and whether they are far apart.
fn in_words(rated: &[(Member, Option<Rating>)], expected: usize) -> (String, bool) {
    let spread = Spread::of(rated.iter().filter_map(|(_, rating)| *rating));
    let summary = match (spread.median(), spread.range()) {
        (Some(median), Some((lowest, highest))) => format!(
            "{} of {expected} assessed it · median {median} · range {lowest} to {highest}",
            spread.levels.len(),
        ),
        _ => format!("0 of {expected} assessed it"),
    };
    (summary, spread.is_wide())
}

/// Who it is by, above what they noted.
fn by(member: &Member) -> impl IntoView + use<> {
    let name = member.name.clone();
    view! {
        {face(member)}
        " "
        <strong>{name}</strong>
    }
}

/// One panelist's rating in words.
fn by_rater(rating: Option<Rating>) -> String {
    match rating {
        Some(Rating::Level { level, .. }) => format!("Level {level}"),
        Some(Rating::NotAssessed) => "Not assessed".to_owned(),
        None => "Not rated".to_owned(),
    }
}

/// A note, its tagged lines marked as what they are.
fn noted(note: &str) -> AnyView {
    if note.is_empty() {
        return view! { <p class="note">"No note."</p> }.into_any();
    }
    let lines = evidence::lines(note).map(|line| {
        let tag = line.tag.map(|(tag, time)| {
            let time = time.map(|time| format!(" {time}")).unwrap_or_default();
            view! { <span class="tag">{format!("{}{time}", tag.label())}</span> }
        });
        view! {
            <span class="line">
                {tag}
                {line.text.to_owned()}
            </span>
        }
    });
    view! { <p class="note">{lines.collect_view()}</p> }.into_any()
}
