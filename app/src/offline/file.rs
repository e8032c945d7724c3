//! A plan as a file that a person keeps and imports again.

use domain::plan::Plan;
use domain::wire::{decode, encode};
use leptos::prelude::*;

use crate::device::files;
use crate::device::storage::{NotKept, opened, sealed};
use crate::ui::tell;

/// How such a file ends.
const EXTENSION: &str = "plumbline.json";

/// Why a file is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAPlan {
    /// It is something else, or damaged.
    #[error(
        "This file is not a plan that was saved here, or it is damaged. Choose a file that ends in .plumbline.json."
    )]
    Unreadable,
    /// A newer build wrote it.
    #[error(
        "This file was saved by a newer version. Reload the page to get that version, then import it again."
    )]
    Newer,
}

/// Hands a plan to the browser's downloads, and says so; where it cannot be, that is the
/// `problem`.
pub fn save(problem: RwSignal<Option<String>>, plan: &Plan) {
    let name = files::name_of(&plan.title, EXTENSION);
    let saved = files::save(&name, "application/json", &write(plan));
    let words = "Saved to a file. Import it on the first page.";
    told(problem, saved.is_ok(), words);
}

/// Says what became of a plan that was to be a file: `words`, or what to do instead.
pub fn told(problem: RwSignal<Option<String>>, is_saved: bool, words: &str) {
    problem.try_set((!is_saved).then(|| {
        "This browser did not take the file. Copy the plan as Markdown instead.".to_owned()
    }));
    if is_saved {
        tell(words);
    }
}

/// The plan as a file's text.
fn write(plan: &Plan) -> String {
    sealed(&encode(plan))
}

/// The plan of a file's text.
pub fn read(text: &str) -> Result<Plan, NotAPlan> {
    let body = opened(text).map_err(|problem| match problem {
        NotKept::Newer => NotAPlan::Newer,
        _ => NotAPlan::Unreadable,
    })?;
    decode(&body).map_err(|_| NotAPlan::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_plan_reads_back() {
        let plan = Plan {
            title: "Écrit dans le train".into(),
            ..Plan::default()
        };
        assert_eq!(read(&write(&plan)), Ok(plan));
    }

    #[test]
    fn what_is_damaged_or_something_else_is_refused() {
        let text = write(&Plan::default());
        let damaged = text.replacen("\"body\":\"", "\"body\":\"AAAA", 1);
        for text in ["", "{}", "[]", "not json", &text[1..], &damaged] {
            assert_eq!(read(text), Err(NotAPlan::Unreadable), "{text}");
        }
        let newer = text.replacen("\"format\":1", "\"format\":3", 1);
        assert_eq!(read(&newer), Err(NotAPlan::Newer));
    }
}
