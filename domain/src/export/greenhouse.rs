//! The shapes of Greenhouse's Harvest API: a scorecard, and the stages of a job with
//! their interview kits. Ids are Greenhouse's to give, so there are none.

use serde_json::{Value, json};

use super::handover::{CannotExport, Handover, Mapping, called};
use super::system::System;
use crate::id::PersonId;
use crate::moment::Moment;
use crate::plan::Plan;
use crate::scorecard::{Rating, Recommendation};
use crate::views::{Member, Outcome};

/// What its ratings are called, lowest first.
pub(super) const RATINGS: [&str; 5] = ["definitely_not", "no", "mixed", "yes", "strong_yes"];

/// The scorecard of `person`: an attribute for each question that counts, of the
/// type its competency is called.
///
/// # Errors
/// Before the reveal, without a scorecard, or where levels would be rounded.
pub fn scorecard(
    interview: &Outcome,
    person: PersonId,
    mapping: Option<&Mapping>,
) -> Result<Value, CannotExport> {
    let handover = Handover::of(interview, person)?;
    let scale = handover.scale(System::Greenhouse, mapping)?;
    let word = |rating: Rating| {
        let at = scale(rating).and_then(|level| usize::from(level).checked_sub(1));
        at.and_then(|at| RATINGS.get(at)).copied()
    };
    let card = handover.card;
    let basis = interview.plan.basis.as_ref();
    let mut attributes = Vec::new();
    let mut ratings = RATINGS.map(|word| (word, Vec::new()));
    for (id, item) in handover.items() {
        let rating = card.latest(id).and_then(word);
        let mut competencies = basis.iter().flat_map(|basis| &basis.competencies);
        let its = competencies.find(|one| one.id == item.question.competency);
        let note = Some(card.note(Some(id))).filter(|note| !note.is_empty());
        if let Some((_, named)) = ratings.iter_mut().find(|(word, _)| Some(*word) == rating) {
            named.push(called(item));
        }
        attributes.push(json!({
            "name": called(item),
            "type": its.map(|its| &its.name),
            "note": note,
            "rating": rating.unwrap_or("no_decision"),
        }));
    }
    let ratings: serde_json::Map<String, Value> = ratings
        .into_iter()
        .map(|(word, named)| (word.to_owned(), json!(named)))
        .collect();
    let name = Member::of(&interview.people, person).map(|it| &it.name);
    let began = interview.panel.started_at.map(|at| Moment::of(at).iso());
    let overall = card.note(None);
    let questions = if overall.is_empty() {
        json!([])
    } else {
        json!([{ "id": null, "question": "Key Take-Aways", "answer": html(overall) }])
    };
    Ok(json!({
        "interview": interview.plan.title,
        "interviewed_at": began,
        "submitted_by": { "name": name },
        "interviewer": { "name": name },
        "submitted_at": Moment::of(handover.submitted_at).iso(),
        "overall_recommendation": card.recommendation.map_or("no_decision", recommendation),
        "attributes": attributes,
        "ratings": ratings,
        "questions": questions,
    }))
}

/// The stages of a plan as those of a job, each with one interview and its kit.
pub fn stages(plan: &Plan) -> Value {
    let stages = plan.stages_in_order().into_iter().enumerate();
    let stages = stages.map(|(priority, id)| {
        let name = plan.stages.get(&id).map_or("", |stage| stage.name.trim());
        let items = plan.items_in_order(id).into_iter();
        let items: Vec<_> = items.filter_map(|item| plan.items.get(&item)).collect();
        let mut content = String::new();
        for item in &items {
            if !item.question.assesses.trim().is_empty() {
                content.extend(["<h5>", &text(&called(item)), "</h5>"]);
                content.push_str(&html(&item.question.assesses));
            }
        }
        let questions: Vec<Value> = items
            .iter()
            .map(|item| json!({ "question": item.question.ask.trim() }))
            .collect();
        json!({
            "name": name,
            "active": true,
            "priority": priority,
            "interviews": [{
                "name": name,
                "schedulable": true,
                "estimated_minutes": plan.minutes_of(id),
                "interview_kit": { "content": content, "questions": questions },
            }],
        })
    });
    stages.collect()
}

const fn recommendation(recommendation: Recommendation) -> &'static str {
    match recommendation {
        Recommendation::StrongNo => "definitely_not",
        Recommendation::No => "no",
        Recommendation::Yes => "yes",
        Recommendation::StrongYes => "strong_yes",
        Recommendation::NoDecision => "no_decision",
    }
}

/// A text as a paragraph of the HTML that Greenhouse keeps.
fn html(written: &str) -> String {
    let lines: Vec<String> = written.trim().lines().map(text).collect();
    format!("<p>{}</p>", lines.join("<br>"))
}

fn text(written: &str) -> String {
    written
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
