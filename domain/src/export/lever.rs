//! The body that creates a feedback form in Lever.

use serde_json::{Value, json};

use super::handover::{CannotExport, Filled, Form, Handover, Mapping};
use super::system::System;
use crate::id::PersonId;
use crate::views::Outcome;

/// What Lever's overall rating says, lowest first.
const OVERALL: [&str; 4] = [
    "1 - Strong No Hire",
    "2 - No Hire",
    "3 - Hire",
    "4 - Strong Hire",
];

/// The scorecard of `person`. Its score fields have levels from 1 to 4, its one field
/// of the type `score-system` takes the recommendation.
///
/// # Errors
/// Before the reveal, without a scorecard, where levels would be rounded, where the form
/// has no field for something that was said, or without an id.
pub fn feedback(
    interview: &Outcome,
    person: PersonId,
    form: &Form,
    mapping: Option<&Mapping>,
) -> Result<Value, CannotExport> {
    let handover = Handover::of(interview, person)?;
    let filled = handover.fill(form, System::Lever, mapping)?;
    let values = filled.into_iter().map(|(id, filled)| {
        let value = match filled {
            Filled::Level(level) => json!(level),
            Filled::Recommendation(level) => {
                let at = usize::from(level).checked_sub(1);
                json!(at.and_then(|at| OVERALL.get(at)))
            }
            Filled::Text(text) => json!(text),
        };
        json!({ "id": id, "value": value })
    });
    Ok(json!({
        "baseTemplateId": form.id,
        "fieldValues": values.collect::<Vec<_>>(),
        "completedAt": handover.submitted_at,
    }))
}
