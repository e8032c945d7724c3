//! The shapes of Greenhouse's Harvest API: a scorecard, and the stages of a job with
//! their interview kits. Ids are Greenhouse's to give, so there are none.

use serde_json::{Value, json};

use super::handover::{CannotExport, Handover, Mapping};
use super::system::System;
use crate::id::PersonId;
use crate::moment::Moment;
use crate::plan::{Item, Plan};
use crate::scorecard::{Rating, Recommendation};
use crate::views::{Member, Outcome};

/// What its ratings are called, lowest first.
pub(super) const RATINGS: [&str; 5] = ["definitely_not", "no", "mixed", "yes", "strong_yes"];

/// What a plan in its shape contains and what it leaves out, in a sentence for whoever
/// makes one.
pub const STAGES_EXPLAINED: &str = "Contains the stages in order with their minutes, the words and follow-ups of each \
     question, and under its label what it assesses, a strong answer and the anchors; \
     leaves out the title and the role, minutes, weight and competency of single \
     questions, the red flags of the kit, interviewers, comments, and questions without a \
     stage.";

/// The scorecard of `person`: an attribute for each question that counts, of the
/// type its competency is called. Red flags are the answer to a question of their own, as
/// the note on the whole is.
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
            named.push(item.question.called().to_owned());
        }
        attributes.push(json!({
            "name": item.question.called(),
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
    let flags = handover.flags().join("\n");
    let said = [("Key Take-Aways", card.note(None)), ("Red flags", &flags)];
    let said = said.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let questions: Vec<Value> = said
        .map(|(question, text)| json!({ "id": null, "question": question, "answer": html(text) }))
        .collect();
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

/// The stages of a plan as those of a job, each with one interview and its kit. What is
/// asked goes into the kit's questions, follow-ups beneath each; what interviewers go by
/// into the kit's content, since a question there is one text and nothing else.
pub fn stages(plan: &Plan) -> Value {
    let stages = plan.stages_in_order().into_iter().enumerate();
    let stages = stages.map(|(priority, id)| {
        let name = plan.stages.get(&id).map_or("", |stage| stage.name.trim());
        let items = plan.items_in_order(id).into_iter();
        let items: Vec<_> = items.filter_map(|item| plan.items.get(&item)).collect();
        let content: String = items.iter().map(|item| guidance(item)).collect();
        let questions: Vec<Value> = items
            .iter()
            .map(|item| json!({ "question": asked(item) }))
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

/// A question with its follow-ups, one to a line.
fn asked(item: &Item) -> String {
    let mut asked = match item.question.ask.trim() {
        "" => item.question.called().to_owned(),
        ask => ask.to_owned(),
    };
    for (at, follow_up) in item.question.follow_ups().enumerate() {
        let heading = if at == 0 { "\n\nFollow-ups:" } else { "" };
        asked.extend([heading, "\n- ", follow_up]);
    }
    asked
}

/// What interviewers go by, under the question's label; nothing where there is none.
fn guidance(item: &Item) -> String {
    let question = &item.question;
    let mut guidance = String::new();
    if !question.assesses.trim().is_empty() {
        guidance.push_str(&html(&question.assesses));
    }
    if !question.sample_answer.trim().is_empty() {
        guidance.push_str("<p><strong>A strong answer:</strong></p>");
        guidance.push_str(&html(&question.sample_answer));
    }
    if question.anchors.iter().any(|it| !it.trim().is_empty()) {
        guidance.push_str("<p><strong>Anchors, lowest first:</strong></p><ol>");
        // One without words keeps its place, as its place is its level.
        for anchor in &question.anchors {
            guidance.extend(["<li>", &lines(anchor), "</li>"]);
        }
        guidance.push_str("</ol>");
    }
    if guidance.is_empty() {
        return guidance;
    }
    format!("<h5>{}</h5>{guidance}", text(item.question.called()))
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
    format!("<p>{}</p>", lines(written))
}

fn lines(written: &str) -> String {
    let lines: Vec<String> = written.trim().lines().map(text).collect();
    lines.join("<br>")
}

fn text(written: &str) -> String {
    written
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
