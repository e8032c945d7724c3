//! The second pass: one question, every candidate's answer as it was noted, names hidden.
//! Read like this, an answer is compared with answers and not with an impression of a person.

use domain::compare::Asked;
use domain::evidence;
use domain::id::{DocumentId, ItemId, PersonId};
use domain::plan::{Item, Plan, Question};
use domain::scorecard::{Rating, Scorecard};
use domain::views::Outcome;
use leptos::prelude::*;

use crate::candidates::title;
use crate::plan::anchors;
use crate::recorded::{self, Recorded};
use crate::revise;

/// The place of a candidate's answer on the page.
pub fn place_of(interview: DocumentId) -> String {
    format!("answer-{interview}")
}

/// Where the second pass over a question is.
pub(crate) fn address(plan: DocumentId, item: ItemId) -> String {
    format!("/plans/{plan}/second-pass/{item}")
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SecondPass {
    /// The plan.
    pub plan: DocumentId,
    /// The question.
    pub item: ItemId,
    /// The interviews whose scorecards are open.
    pub open: Vec<(DocumentId, Outcome)>,
    /// Their plan as they asked it together.
    pub together: Plan,
    /// Who reads.
    pub reader: PersonId,
    /// Where something was just recorded.
    pub recorded: Recorded,
}

impl SecondPass {
    /// What the question is called, in the newest of the interviews that asked it.
    pub fn question(&self) -> String {
        title(&self.together, self.item)
    }
}

/// The whole page.
pub fn page(shown: &SecondPass) -> AnyView {
    let item = shown.item;
    // By id, which is random: the order of the interviews would give names away.
    let mut open: Vec<_> = shown
        .open
        .iter()
        .filter(|(_, outcome)| outcome.plan.asked(item).is_some())
        .collect();
    open.sort_by_key(|(id, _)| *id);
    let plan = &shown.together;
    let Some(Item { question, .. }) = plan.asked(item) else {
        return view! { <p class="notice">"Nobody whose scorecards are open was asked this."</p> }
            .into_any();
    };
    let answers = (0..)
        .zip(&open)
        .map(|(place, (interview, outcome))| answer(shown, &letters(place), *interview, outcome))
        .collect_view();
    view! {
        <h1>{format!("Second pass: {}", title(plan, item))}</h1>
        <blockquote class="ask">{question.ask.clone()}</blockquote>
        {folded("Anchors", question)}
        <p class="hint">
            "Candidates have letters here, in an order of no meaning. Names that somebody typed into a note are shown as they were typed."
        </p>
        <div class="answers">{answers}</div>
        {onward(shown)}
    }
    .into_any()
}

fn folded(heading: &'static str, question: &Question) -> impl IntoView + use<> {
    view! {
        <details>
            <summary>{heading}</summary>
            {anchors(&question.anchors)}
        </details>
    }
}

/// What an answer was given to, where that is not what stands above all answers.
fn asked_otherwise(together: &Plan, plan: &Plan, item: ItemId) -> Option<impl IntoView + use<>> {
    let asked = plan.asked(item)?;
    (Asked::of(together, plan, item) == Asked::Otherwise).then(|| {
        let question = &asked.question;
        view! {
            <p>"This candidate was asked it otherwise:"</p>
            <blockquote class="ask">{question.ask.clone()}</blockquote>
            {folded("Anchors then", question)}
        }
    })
}

/// What stands for a name: A to Z, and then AA, AB and so on.
fn letters(place: usize) -> String {
    let before = (place / 26).checked_sub(1).map(letters).unwrap_or_default();
    let last = ('A'..='Z').nth(place % 26);
    before.chars().chain(last).collect()
}

fn answer(
    shown: &SecondPass,
    letter: &str,
    interview: DocumentId,
    outcome: &Outcome,
) -> impl IntoView + use<> {
    let item = shown.item;
    let notes = outcome
        .scorecards
        .values()
        .map(|card| card.note(Some(item)))
        .filter(|note| !note.trim().is_empty())
        .map(noted)
        .collect::<Vec<_>>();
    let is_silent = notes.is_empty();
    let own = outcome.scorecards.get(&shown.reader);
    let place = place_of(interview);
    let is_here = shown.recorded.is_at(&place);
    view! {
        <section
            class="answer"
            id=place
            tabindex="-1"
            aria-label=format!("Candidate {letter}")
            aria-describedby=recorded::describes(is_here)
        >
            <h2>{format!("Candidate {letter}")}</h2>
            {recorded::line(is_here, "Recorded.")}
            {asked_otherwise(&shown.together, &outcome.plan, item)}
            {is_silent.then(|| view! { <p class="hint">"Nobody noted anything."</p> })}
            {notes}
            {own.map(|card| revising(shown, letter, interview, outcome.plan.levels(), card))}
        </section>
    }
}

/// A note, with what its lines were tagged as.
fn noted(note: &str) -> impl IntoView + use<> {
    let lines = evidence::lines(note)
        .filter(|line| !line.text.trim().is_empty())
        .map(|line| {
            let tag = line
                .tag
                .map(|(tag, _)| view! { <span class="tag">{tag.label()}</span> });
            view! {
                <p>
                    {tag}
                    " "
                    {line.text.to_owned()}
                </p>
            }
        })
        .collect_view();
    view! { <blockquote class="noted">{lines}</blockquote> }
}

fn revising(
    shown: &SecondPass,
    letter: &str,
    interview: DocumentId,
    levels: u8,
    card: &Scorecard,
) -> impl IntoView + use<> {
    let now = card.latest(shown.item);
    let said = match now {
        Some(Rating::Level { level, .. }) => format!("Your rating is level {level}."),
        Some(Rating::NotAssessed) => "You said you could not assess it.".to_owned(),
        None => "You did not rate it.".to_owned(),
    };
    let of = format!(" of candidate {letter}");
    let back = address(shown.plan, shown.item);
    let form = revise::form(
        interview,
        shown.item,
        levels,
        now,
        "Rating",
        &of,
        Some(back),
    );
    view! {
        <details>
            <summary>
                {said}
                " Revise…"
                <span class="unseen">{of}</span>
            </summary>
            {form}
        </details>
    }
}

fn onward(shown: &SecondPass) -> impl IntoView + use<> {
    let plan = &shown.together;
    let agenda = plan.agenda();
    let at = agenda.iter().position(|item| *item == shown.item);
    let next = at.and_then(|at| agenda.get(at + 1));
    next.map(|next| {
        view! {
            <p>
                <a class="button" href=address(shown.plan, *next)>
                    {format!("Next question: {}", title(plan, *next))}
                </a>
            </p>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_beyond_the_alphabet_have_two_letters() {
        let told = [0, 25, 26, 27, 51, 52, 701, 702].map(letters);
        assert_eq!(told, ["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }
}
