//! The body of Ashby's `applicationFeedback.submit`.

use serde_json::{Value, json};

use super::handover::{CannotExport, Filled, Form, Handover, Mapping};
use super::system::System;
use crate::id::PersonId;
use crate::views::Outcome;

/// The scorecard of `person` for Ashby's application of that id. Its score fields
/// have levels from 1 to 4; the recommendation goes into a field to select from, with
/// the values "1" to "4".
///
/// # Errors
/// Before the reveal, without a scorecard, where levels would be rounded, where the form
/// has no field for something that was said, or without an id.
pub fn feedback(
    interview: &Outcome,
    person: PersonId,
    application: &str,
    form: &Form,
    mapping: Option<&Mapping>,
) -> Result<Value, CannotExport> {
    let filled = Handover::of(interview, person)?.fill(form, System::Ashby, mapping)?;
    if application.trim().is_empty() {
        return Err(CannotExport::NotSaid("the id of the application in Ashby"));
    }
    let submissions = filled.into_iter().map(|(path, filled)| {
        let value = match filled {
            Filled::Level(level) => json!({ "score": level }),
            Filled::Recommendation(level) => json!(level.to_string()),
            Filled::Text(text) => json!({ "type": "PlainText", "value": text }),
        };
        json!({ "path": path, "value": value })
    });
    Ok(json!({
        "formDefinitionId": form.id,
        "applicationId": application,
        "feedbackForm": { "fieldSubmissions": submissions.collect::<Vec<_>>() },
    }))
}
