//! The calibration drill: the same answers rated by everybody, before the first candidate.

use domain::drill::{AnswerKey, Compared, Visible};
use domain::id::PersonId;
use domain::kit::{Drill, Kit, Question};
use leptos::prelude::*;

use crate::plan::anchors;
use crate::whose;

/// The whole page. `name_of` knows the team.
pub fn page(
    kit: &Kit,
    visible: &Visible,
    name_of: &dyn Fn(PersonId) -> String,
) -> impl IntoView + use<> {
    let questions: Vec<&Question> = kit
        .questions
        .iter()
        .filter(|question| !question.drills.is_empty())
        .collect();
    let of: usize = questions.iter().map(|question| question.drills.len()).sum();
    let people = visible
        .people
        .iter()
        .map(|(person, standing)| {
            view! {
                <li>
                    <strong>{name_of(*person)}</strong>
                    {format!(": {}", standing.reading())}
                </li>
            }
        })
        .collect_view();
    let body = questions
        .into_iter()
        .map(|question| of_question(kit, question, visible))
        .collect_view();
    view! {
        <h1>{format!("Calibration drill: {}", kit.name)}</h1>
        {if of == 0 {
            view! { <p>"This kit has no answers to rate. Its file can name some for each question."</p> }.into_any()
        } else {
            view! {
                <p>
                    "Rate each answer by its anchors, alone. What the others gave, and the level that the kit’s authors had in mind, shows once you have; your first rating stays."
                </p>
                <p>{format!("{} of {of} rated.", visible.answers.len())}</p>
            }
                .into_any()
        }}
        {(!visible.people.is_empty())
            .then(|| {
                view! {
                    <section aria-labelledby="standings">
                        <h2 id="standings">"Beside the key, on the answers you have rated"</h2>
                        <ul>{people}</ul>
                    </section>
                }
            })}
        {body}
    }
}

fn of_question(kit: &Kit, question: &Question, visible: &Visible) -> impl IntoView + use<> {
    let answers = question
        .drills
        .iter()
        .zip(0..)
        .map(|(drill, place)| {
            let key = AnswerKey {
                question: question.id.clone(),
                place,
            };
            answer(kit, question, &key, drill, visible.answers.get(&key))
        })
        .collect_view();
    view! {
        <section class="stage-read">
            <h2>{question.title.clone()}</h2>
            <blockquote class="ask">{question.ask.text.clone()}</blockquote>
            <details>
                <summary>
                    "Anchors"
                    <span class="unseen">{format!(" of {}", question.title)}</span>
                </summary>
                {anchors(question.anchors.iter().map(|anchor| &anchor.text))}
            </details>
            {answers}
        </section>
    }
}

fn answer(
    kit: &Kit,
    question: &Question,
    key: &AnswerKey,
    drill: &Drill,
    seen: Option<&Compared>,
) -> impl IntoView + use<> {
    let name = format!("Answer {}", key.place + 1);
    let label = format!("{name} to “{}”", question.title);
    let below = match seen {
        Some(seen) => compared(seen, &drill.why).into_any(),
        None => rating(kit, key, &label).into_any(),
    };
    view! {
        <article class="answer" id=anchor(key) tabindex="-1" aria-label=label>
            <h3>{name}</h3>
            <blockquote class="noted">{drill.answer.clone()}</blockquote>
            {below}
        </article>
    }
}

fn compared(seen: &Compared, why: &str) -> impl IntoView + use<> {
    let others = match (seen.median(), seen.range()) {
        (Some(median), Some((lowest, highest))) => format!(
            "Others: median {median}, {lowest} to {highest}, n = {}.",
            seen.others.len()
        ),
        _ => "Nobody else has rated it yet.".to_owned(),
    };
    let difference = match i16::from(seen.own) - i16::from(seen.key) {
        0 => "as the key has it".to_owned(),
        apart if apart > 0 => format!("{apart} above the key"),
        apart => format!("{} below the key", -apart),
    };
    view! {
        <p>
            <strong>{format!("You: level {}", seen.own)}</strong>
            {format!(", {difference}. {others}")}
        </p>
        <p class="hint">{format!("Key: level {}. {why}", seen.key)}</p>
    }
}

fn rating(kit: &Kit, key: &AnswerKey, answer: &str) -> impl IntoView + use<> {
    let levels = (1..=kit.levels)
        .map(|level| {
            view! {
                <button type="submit" name="level" value=level.to_string()>
                    {format!("Level {level}")}
                </button>
            }
        })
        .collect_view();
    view! {
        <form method="post" action=format!("/kits/{}/drill", kit.id)>
            {whose::field()}
            <input type="hidden" name="question" value=key.question.clone() />
            <input type="hidden" name="place" value=key.place.to_string() />
            <div class="drill-levels" role="group" aria-label=format!("Your rating of {answer}")>
                {levels}
            </div>
        </form>
    }
}

/// Where on the page an answer is.
pub fn anchor(key: &AnswerKey) -> String {
    format!("{}-{}", key.question, key.place)
}
