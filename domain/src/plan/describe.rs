//! Edits in plain words, for whoever reads what became of a plan.

mod sentence;
mod story;

use super::{Plan, PlanEdit};
use story::Story;

pub(super) use story::Story as Told;

/// What `edits` do to the plan `before` them, a short sentence for each thing that
/// is done, without who did it: "moved “API design” from Opening to Depth". Edits
/// of one thing are one sentence: typing in a text, or minutes counted up. Things
/// are called what they are called in the end. What cannot be applied is left out.
pub fn describe(before: &Plan, edits: &[PlanEdit]) -> Vec<String> {
    let mut plan = before.clone();
    let mut story = Story::default();
    for edit in edits {
        story.tell(&mut plan, edit);
    }
    story.sentences(&plan)
}
