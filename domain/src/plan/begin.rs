//! How a plan begins: the same wherever it is begun, on the server or on a device
//! without a network.

use super::{Basis, PlanEdit, PlanText, Stage};
use crate::id::{DocumentId, StageId};
use crate::order::{Mark, OrderKey};
use crate::text::Splice;

/// The stages a new plan has, so that there is somewhere to put questions.
const STAGES: [&str; 4] = [
    "Opening",
    "Technical depth",
    "Ways of working",
    "Candidate's questions",
];

/// The first edits of the plan `id`. They depend on nothing else than what is
/// handed in, so that a plan begun on a device stands, edit for edit, as the
/// server begins it when it hears of it. What surrounds the title is left out.
pub fn first_edits(id: DocumentId, basis: Basis, title: &str) -> Vec<PlanEdit> {
    let [a, b, c, d, ..] = *id.bytes();
    let keys = OrderKey::spread(STAGES.len(), Mark(u32::from_le_bytes([a, b, c, d])));
    let stages = STAGES
        .iter()
        .zip(keys)
        .zip(0..)
        .map(|((name, order), place)| {
            let name = (*name).to_owned();
            PlanEdit::AddStage {
                stage: stage_id(id, place),
                content: Stage { name, order },
            }
        });
    let begin = [
        PlanEdit::Begin(basis),
        PlanEdit::Text {
            text: PlanText::Title,
            splice: Splice::of(title.trim()),
        },
    ];
    begin.into_iter().chain(stages).collect()
}

/// The plan's own random id, turned a little for each stage.
fn stage_id(id: DocumentId, place: u8) -> StageId {
    let mut bytes = *id.bytes();
    if let Some(last) = bytes.last_mut() {
        *last = last.wrapping_add(place).wrapping_add(1);
    }
    StageId::from_bytes(bytes)
}
