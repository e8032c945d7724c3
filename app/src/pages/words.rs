//! What was done to a plan, in words.

use domain::plan::{ItemText, Plan, PlanEdit, PlanText};

use crate::ui::typed;

/// So many questions.
pub fn counted(count: usize) -> String {
    match count {
        1 => "1 question".to_owned(),
        count => format!("{count} questions"),
    }
}

/// Where a text stands in the plan, as far as that is there.
pub fn place_of(plan: &Plan, text: PlanText) -> String {
    let called =
        |kind: &str, text: PlanText| match plan.text(text).filter(|name| !name.trim().is_empty()) {
            Some(name) => format!("the {kind} “{name}”"),
            None => format!("a {kind}"),
        };
    match text {
        PlanText::Title => "the plan’s title".to_owned(),
        PlanText::StageName(_) => called("stage", text),
        PlanText::Item(item, _) => called("question", PlanText::Item(item, ItemText::Title)),
    }
}

/// What an edit did, with the words that were typed, to be copied from here.
pub fn in_words(plan: &Plan, edit: &PlanEdit) -> String {
    match edit {
        PlanEdit::Begin(_) => "Beginning the plan".to_owned(),
        PlanEdit::Text { text, splice } => {
            let (typed, place) = (typed(splice), place_of(plan, *text));
            if typed.is_empty() {
                format!("Deleting text in {place}")
            } else {
                format!("Typing “{typed}” in {place}")
            }
        }
        PlanEdit::AddStage { content, .. } => format!("Adding the stage “{}”", content.name),
        PlanEdit::RemoveStage { .. } => "Removing a stage".to_owned(),
        PlanEdit::MoveStage { .. } => "Moving a stage".to_owned(),
        PlanEdit::AddItem { content, .. } => {
            format!("The question “{}” as you had it", content.question.title)
        }
        PlanEdit::RemoveItem { .. } => "Removing a question".to_owned(),
        PlanEdit::MoveItem { .. } => "Moving a question".to_owned(),
        PlanEdit::SetMinutes { minutes, .. } => format!("Setting {minutes} minutes"),
        PlanEdit::SetWeight { weight, .. } => format!("Setting the weight {weight}"),
        PlanEdit::SetCompetency { .. } => "Choosing a competency".to_owned(),
        PlanEdit::Waive { waiver, .. } => waiver.as_ref().map_or_else(
            || "Taking a waiver back".to_owned(),
            |waiver| format!("Letting a finding stand because “{}”", waiver.reason),
        ),
        PlanEdit::Assign { .. } => "Choosing an interviewer".to_owned(),
        PlanEdit::Comment { comment, .. } => format!("Commenting “{}”", comment.text),
        PlanEdit::Uncomment { .. } => "Removing a comment".to_owned(),
        PlanEdit::Resolve { .. } => "Settling a comment".to_owned(),
        PlanEdit::RestoreStage { content, .. } => {
            format!("The stage “{}” as you had it", content.name)
        }
    }
}
