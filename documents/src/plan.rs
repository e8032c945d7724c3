//! A plan as it is read: stages, and the questions in them.

use domain::id::ItemId;
use domain::plan::{Item, Plan};
use leptos::prelude::*;

/// The whole plan, for its team.
pub(crate) fn contents(plan: &Plan) -> impl IntoView + use<> {
    contents_with(plan, &|_| ().into_any())
}

/// The same with something after each question.
pub(crate) fn contents_with(
    plan: &Plan,
    after: &dyn Fn(ItemId) -> AnyView,
) -> impl IntoView + use<> {
    let stages = plan
        .stages_in_order()
        .into_iter()
        .filter_map(|id| {
            let stage = plan.stages.get(&id)?;
            let items = plan
                .items_in_order(id)
                .into_iter()
                .filter_map(|id| Some((id, plan.items.get(&id)?)))
                .map(|(id, item)| question(plan, item, after(id)))
                .collect_view();
            let minutes = plan.minutes_of(id);
            Some(view! {
                <section class="stage-read">
                    <h2>
                        {stage.name.clone()}
                        <span class="hint">{format!(" {minutes} min")}</span>
                    </h2>
                    {items}
                </section>
            })
        })
        .collect_view();
    view! {
        <p class="hint">{format!("{} minutes in all.", plan.minutes())}</p>
        {stages}
    }
}

fn question(plan: &Plan, item: &Item, after: AnyView) -> impl IntoView + use<> {
    let question = &item.question;
    let competency = plan.basis.as_ref().and_then(|basis| {
        let mut all = basis.competencies.iter();
        all.find(|competency| competency.id == question.competency)
    });
    let competency = competency.map(|competency| competency.name.clone());
    let minutes = Some(format!("{} min", item.minutes));
    let about: Vec<_> = [competency, minutes, item.counts()]
        .into_iter()
        .flatten()
        .collect();
    let follow_ups: Vec<_> = question.follow_ups().map(str::to_owned).collect();
    view! {
        <article class="question-read">
            <h3>{question.called().to_owned()}</h3>
            <p class="hint">{about.join(" · ")}</p>
            <blockquote class="ask">{question.ask.clone()}</blockquote>
            {labelled("What it assesses: ", &question.assesses)}
            {(!follow_ups.is_empty())
                .then(|| {
                    view! {
                        <p class="hint">"Follow-up questions"</p>
                        <ul>{follow_ups.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                    }
                })}
            <details>
                <summary>
                    "Anchors and a strong answer"
                    <span class="unseen">{format!(": {}", question.called())}</span>
                </summary>
                {anchors(&question.anchors)}
                {labelled("A strong answer: ", &question.sample_answer)}
            </details>
            {after}
        </article>
    }
}

/// What an answer of each level is like.
pub(crate) fn anchors<'a>(anchors: impl IntoIterator<Item = &'a String>) -> AnyView {
    let anchors = anchors
        .into_iter()
        .map(|anchor| view! { <li>{anchor.clone()}</li> })
        .collect_view();
    view! { <ol>{anchors}</ol> }.into_any()
}

/// A text with what it is, where there is any.
fn labelled(label: &'static str, text: &str) -> impl IntoView + use<> {
    let text = Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    text.map(|text| {
        view! {
            <p>
                <span class="hint">{label}</span>
                {text}
            </p>
        }
    })
}
