//! Kit files, as teams write and hand them on.

use domain::drill::key_of;
use domain::id::{DocumentId, ItemId};
use domain::kit::file::{MAX_BYTES, read as read_kit, write};
use domain::kit::{Audience, Kit, from_plan, markdown};
use domain::order::Mark;
use domain::plan::{Basis, Item, MOST_ITEMS, Plan, PlanEdit, first_edits};
use domain::sync::Document as _;
use domain::wire::encode;

use crate::scene::Subject as _;

/// Reads `bytes` as a kit file. It is refused with a place to look at, or it is a kit that
/// plans can be begun from.
pub fn check(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    match read_kit(&source) {
        Ok(kit) => {
            written(&kit);
            used(&kit);
        }
        Err(error) => {
            let lines: Vec<&str> = source.split('\n').collect();
            assert!((1..=lines.len()).contains(&error.line), "{error}");
            let width = lines[error.line - 1].chars().count();
            let column = error.column;
            assert!((1..=width + 1).contains(&column), "{error} at {column}");
            assert!(!error.reason.contains('\n'), "{error}");
            assert!(!error.reason.is_empty());
        }
    }
}

/// A kit is the same however it is written down.
fn written(kit: &Kit) {
    let file = write(kit);
    if file.len() <= MAX_BYTES {
        assert_eq!(read_kit(&file).as_ref(), Ok(kit));
    }
    assert_eq!(crate::read::<Kit>(&encode(kit)).as_ref(), Some(kit));
}

fn used(kit: &Kit) {
    for audience in [Audience::Candidate, Audience::Interviewers] {
        let _ = markdown(kit, audience);
    }
    let answers = kit.questions.iter().map(|question| question.drills.len());
    assert_eq!(key_of(kit).len(), answers.sum::<usize>());

    let mut plan = Plan::default();
    for edit in first_edits(DocumentId([9; 16]), Basis::from(kit), &kit.name) {
        let done = plan.apply(&edit);
        assert!(done.is_ok(), "a plan is begun from it: {done:?}");
    }
    let stage = plan.stages_in_order()[0];
    for (question, place) in kit.questions.iter().zip(0..MOST_ITEMS) {
        let add = PlanEdit::AddItem {
            item: ItemId((place as u128).to_le_bytes()),
            content: Box::new(Item {
                place: plan.place_at(stage, place, None, Mark(1)),
                minutes: question.minutes,
                weight: 1,
                weight_reason: String::new(),
                question: question.into(),
            }),
        };
        let done = plan.apply(&add);
        assert!(done.is_ok(), "each question can be put in: {done:?}");
    }
    assert_eq!(plan.faults(), Vec::<&str>::new(), "D4, D5");
    plan.look();
    // Saved as a kit again, it is one that reads.
    if let Ok(again) = from_plan(&plan, &kit.id, &kit.name, &kit.summary) {
        assert_eq!(again.questions.len(), plan.items.len());
        assert_eq!(again.competencies, kit.competencies);
        assert_eq!(again.red_flags, kit.red_flags);
        assert_eq!(read_kit(&write(&again)).as_ref(), Ok(&again));
    }
}
