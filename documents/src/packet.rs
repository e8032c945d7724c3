//! An interview for whoever asks for it, to be read, printed and saved as PDF. What is not
//! for them is not in the packet, so nothing here decides what is shown.

use domain::export::packet::{
    Act, Audience, Judgement, Packet, Panelist, Question, SILENT, Totals,
};
use domain::export::system::System;
use domain::id::DocumentId;
use domain::moment::Moment;
use domain::scorecard::{Rating, Recommendation};
use leptos::prelude::*;

use crate::handover;

/// What each audience is called in an address.
const AUDIENCES: [(&str, Audience); 5] = [
    ("candidate", Audience::Candidate),
    ("records", Audience::RecordsRequest),
    ("manager", Audience::HiringManager { totals_only: false }),
    ("totals", Audience::HiringManager { totals_only: true }),
    ("auditor", Audience::Auditor),
];

/// The audience of that name.
pub fn audience(name: &str) -> Option<Audience> {
    let found = AUDIENCES.iter().find(|(known, _)| *known == name);
    found.map(|(_, audience)| *audience)
}

/// Whom a packet can be made for.
pub fn choice(interview: DocumentId, candidate: &str) -> impl IntoView + use<> {
    let choices = AUDIENCES
        .iter()
        .map(|(name, audience)| {
            let address = |kind: &str| format!("/interviews/{interview}/packet{kind}?for={name}");
            let label = audience.label();
            view! {
                <li>
                    <strong>{label}</strong>
                    <p class="hint">{audience.explained()}</p>
                    <div class="actions">
                        <a href=address("")>
                            "To print or save as PDF"
                            <span class="unseen">{format!(": {label}")}</span>
                        </a>
                        <a href=address(".md") download>
                            "Markdown"
                            <span class="unseen">{format!(": {label}")}</span>
                        </a>
                        <a href=address(".csv") download>
                            "CSV"
                            <span class="unseen">{format!(": {label}")}</span>
                        </a>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <h1>{format!("Packets of the interview with {candidate}")}</h1>
        <p>"Each holds only what its reader may have. Who made which one is kept in the audit."</p>
        <ul class="changes">{choices}</ul>
        {section("For another system", systems(interview))}
    }
}

/// The systems whose shapes a scorecard can be had in.
fn systems(interview: DocumentId) -> impl IntoView {
    let links = System::ALL
        .map(|system| {
            view! {
                <li>
                    <a href=handover::address(interview, system)>
                        {format!("A scorecard for {}", system.label())}
                    </a>
                    <p class="hint">{system.explained()}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <p>
            "One interviewer’s scorecard as JSON, in the shape that the other system documents."
        </p>
        <ul>{links}</ul>
    }
}

/// What a packet is about, for what its window is called: nothing that is not in it.
pub fn titled(packet: &Packet) -> String {
    match &packet.candidate {
        Some(candidate) => format!("{}, {candidate}", packet.title),
        None => packet.title.clone(),
    }
}

/// The packet itself.
pub fn page(packet: &Packet) -> impl IntoView + use<> {
    let moment = |at: Option<i64>| at.map(|at| Moment::of(at).to_string());
    let facts = [
        ("For", Some(packet.audience.label().to_owned())),
        ("Role", Some(packet.role.clone())),
        ("Candidate", packet.candidate.clone()),
        ("Planned for", moment(packet.planned_at)),
        ("Place", packet.place.clone()),
        ("Began", moment(packet.began_at)),
        ("Ended", moment(packet.ended_at)),
    ];
    let questions = packet
        .questions
        .iter()
        .enumerate()
        .map(question)
        .collect_view();
    let panelists = packet.panelists.iter().map(panelist).collect_view();
    view! {
        <h1>{packet.title.clone()}</h1>
        {list(facts)}
        {packet.reveal.as_ref().map(|reveal| section("Reveal", act(reveal, "When all had handed in")))}
        {packet
            .decision
            .as_ref()
            .map(|(decided, why)| {
                section("Decision", view! { <p><strong>{decided.label()}</strong></p> {act(why, "")} })
            })}
        {packet.totals.as_ref().map(|all| section("Recommendations", totals(all)))}
        {(!packet.panelists.is_empty()).then(|| section("Interviewers", panelists))}
        {(!packet.questions.is_empty()).then(|| section("Questions", questions))}
    }
}

fn section(name: &'static str, body: impl IntoView) -> impl IntoView {
    view! {
        <section>
            <h2>{name}</h2>
            {body.into_any()}
        </section>
    }
}

/// What there is of these, each with its name.
fn list<const N: usize>(facts: [(&'static str, Option<String>); N]) -> impl IntoView {
    let said = facts
        .into_iter()
        .filter_map(|(name, said)| Some((name, said.filter(|said| !said.trim().is_empty())?)))
        .map(|(name, said)| {
            view! {
                <dt>{name}</dt>
                <dd>{said}</dd>
            }
        })
        .collect::<Vec<_>>();
    (!said.is_empty()).then(|| view! { <dl class="facts">{said}</dl> })
}

fn act(act: &Act, otherwise: &str) -> impl IntoView + use<> {
    let why = if act.reason.trim().is_empty() {
        otherwise
    } else {
        &act.reason
    };
    list([
        ("When", act.at.map(|at| Moment::of(at).to_string())),
        ("By", act.by.clone()),
        ("Why", Some(why.to_owned())),
    ])
}

fn totals(totals: &Totals) -> AnyView {
    match totals {
        Totals::Withheld => view! { <p>"Not shown: there is only one."</p> }.into_any(),
        Totals::Counts { each, silent } => {
            let each = each.iter().map(|(which, count)| (which.label(), *count));
            let silent = (*silent > 0).then_some((SILENT, *silent));
            let lines = each
                .chain(silent)
                .map(|(which, count)| view! { <li>{format!("{which}: {count}")}</li> })
                .collect_view();
            view! { <ul>{lines}</ul> }.into_any()
        }
    }
}

fn panelist(panelist: &Panelist) -> impl IntoView + use<> {
    let submitted = panelist
        .submitted
        .map(|at| at.map_or_else(|| "no".to_owned(), |at| Moment::of(at).to_string()));
    let flags = panelist.flags.join("; ");
    let recommends = panelist.recommendation.map(Recommendation::label);
    view! {
        <h3>{panelist.name.clone()}</h3>
        {list([
            ("Handed in", submitted),
            ("Recommends", recommends.map(str::to_owned)),
            ("Red flags", Some(flags)),
            ("Note", panelist.note.clone()),
        ])}
    }
}

fn question((place, question): (usize, &Question)) -> impl IntoView + use<> {
    let label = question
        .label
        .clone()
        .filter(|label| !label.is_empty())
        .unwrap_or_else(|| "Question".to_owned());
    let weight = question
        .weight
        .as_ref()
        .map(|(weight, reason)| format!("{weight} {reason}").trim_end().to_owned());
    let guidance = question
        .guidance
        .iter()
        .map(|(what, text)| list([(*what, Some(text.clone()))]))
        .collect_view();
    let judgements = question.judgements.iter().map(judgement).collect_view();
    view! {
        <article class="question-read">
            <h3>{format!("{}. {label}", place + 1)}</h3>
            {question.ask.clone().map(|ask| view! { <blockquote class="ask">{ask}</blockquote> })}
            {list([
                ("Stage", question.stage.clone()),
                ("Competency", question.competency.clone()),
                ("Asked", question.coverage.map(|covered| covered.label().to_owned())),
                ("Weight", weight),
                ("Ratings", question.levels.map(|levels| levels.to_string())),
            ])}
            {question.voided.as_ref().map(|void| view! { <p>"Counts for nobody:"</p> {act(void, "")} })}
            {guidance}
            {judgements}
        </article>
    }
}

fn judgement(judgement: &Judgement) -> impl IntoView + use<> {
    let revisions = judgement
        .revisions
        .iter()
        .map(|revised| {
            let to = revised
                .rating
                .map(|rating| format!("{rating} "))
                .unwrap_or_default();
            let words = format!(
                "Revised {to}on {}: {}",
                Moment::of(revised.at),
                revised.reason
            );
            view! { <p class="revised">{words}</p> }
        })
        .collect_view();
    view! {
        <h4>{judgement.by.clone()}</h4>
        {list([
            ("Rating", judgement.rating.as_ref().map(Rating::to_string)),
            ("Handed in as", judgement.original.as_ref().map(Rating::to_string)),
            ("Note", judgement.note.clone()),
        ])}
        {revisions}
    }
}
