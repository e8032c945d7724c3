//! Going back to an earlier plan, as a change like any other.

use std::collections::BTreeSet;

use super::{Item, ItemText, Plan, PlanEdit, PlanText, Question, Stage};
use crate::id::{ItemId, PersonId, StageId};
use crate::text::Splice;

/// The edits that make `wanted` of `current`, each to be applied to what the one
/// before it left; none where there is nothing to do. What was removed comes back
/// under the id it had, as it does with undo, so that ratings and notes made
/// about it are about it again.
///
/// What a plan was begun from stays: it is said once and for all (rule D3). So do
/// comments: that something was talked about is not undone.
pub fn restore(current: &Plan, wanted: &Plan) -> Vec<PlanEdit> {
    let mut edits = Vec::new();
    if let (None, Some(basis)) = (&current.basis, &wanted.basis) {
        edits.push(PlanEdit::Begin(basis.clone()));
    }
    retell(&mut edits, PlanText::Title, &current.title, &wanted.title);
    // Removals come first, so that a full plan has room for what is added.
    remove(&mut edits, current, wanted);
    for (stage, content) in &wanted.stages {
        restore_stage(&mut edits, current, wanted, (*stage, content));
    }
    for (item, content) in &wanted.items {
        restore_item(&mut edits, current, wanted, (*item, content));
    }
    restore_waivers(&mut edits, current, wanted);
    edits
}

fn remove(edits: &mut Vec<PlanEdit>, current: &Plan, wanted: &Plan) {
    for (item, content) in &current.items {
        let kept = wanted.items.get(item);
        if kept.is_none_or(|kept| !content.question.becomes(&kept.question)) {
            edits.push(PlanEdit::RemoveItem { item: *item });
        }
    }
    for stage in current.stages.keys() {
        if !wanted.stages.contains_key(stage) {
            edits.push(PlanEdit::RemoveStage { stage: *stage });
        }
    }
}

fn restore_stage(
    edits: &mut Vec<PlanEdit>,
    current: &Plan,
    plan: &Plan,
    (stage, wanted): (StageId, &Stage),
) {
    let there = |plan: &Plan| plan.interviewers_of(stage).collect::<BTreeSet<PersonId>>();
    let (people, interviewers) = (there(current), there(plan));
    let Some(now) = current.stages.get(&stage) else {
        edits.push(PlanEdit::RestoreStage {
            stage,
            content: wanted.clone(),
            interviewers,
        });
        return;
    };
    retell(edits, PlanText::StageName(stage), &now.name, &wanted.name);
    if now.order != wanted.order {
        let order = wanted.order.clone();
        edits.push(PlanEdit::MoveStage { stage, order });
    }
    let assign = |on| {
        move |person: &PersonId| PlanEdit::Assign {
            stage,
            person: *person,
            on,
        }
    };
    edits.extend(people.difference(&interviewers).map(assign(false)));
    edits.extend(interviewers.difference(&people).map(assign(true)));
}

fn restore_waivers(edits: &mut Vec<PlanEdit>, current: &Plan, wanted: &Plan) {
    let kept = |key| wanted.waivers.contains_key(key);
    let gone = current.waivers.keys().filter(|key| !kept(key));
    edits.extend(gone.map(|key| PlanEdit::Waive {
        key: key.clone(),
        waiver: None,
    }));
    for (key, waiver) in &wanted.waivers {
        if current.waivers.get(key) != Some(waiver) {
            edits.push(PlanEdit::Waive {
                key: key.clone(),
                waiver: Some(waiver.clone()),
            });
        }
    }
}

fn restore_item(
    edits: &mut Vec<PlanEdit>,
    current: &Plan,
    plan: &Plan,
    (item, wanted): (ItemId, &Item),
) {
    let now = current.items.get(&item);
    let Some(now) = now.filter(|now| now.question.becomes(&wanted.question)) else {
        edits.push(PlanEdit::AddItem {
            item,
            content: Box::new(wanted.clone()),
        });
        return;
    };
    if now.place != wanted.place {
        let to = wanted.place.clone();
        edits.push(PlanEdit::MoveItem { item, to });
    }
    if now.minutes != wanted.minutes {
        let minutes = wanted.minutes;
        edits.push(PlanEdit::SetMinutes { item, minutes });
    }
    if (now.weight, &now.weight_reason) != (wanted.weight, &wanted.weight_reason) {
        edits.push(PlanEdit::SetWeight {
            item,
            weight: wanted.weight,
            reason: wanted.weight_reason.clone(),
        });
    }
    if now.question.competency != wanted.question.competency {
        let competency = wanted.question.competency.clone();
        edits.push(PlanEdit::SetCompetency { item, competency });
    }
    for text in now.question.texts() {
        let text = PlanText::Item(item, text);
        if let (Some(now), Some(wanted)) = (current.text(text), plan.text(text)) {
            retell(edits, text, now, wanted);
        }
    }
}

fn retell(edits: &mut Vec<PlanEdit>, text: PlanText, now: &str, wanted: &str) {
    if now != wanted {
        let splice = Splice::between(now, wanted);
        edits.push(PlanEdit::Text { text, splice });
    }
}

impl Question {
    /// Whether edits can make `wanted` of this question. Where it comes from and
    /// how many anchors it has are said only when it is added.
    fn becomes(&self, wanted: &Self) -> bool {
        self.source == wanted.source && self.anchors.len() == wanted.anchors.len()
    }

    /// Names of all its texts.
    fn texts(&self) -> impl Iterator<Item = ItemText> {
        let own = [
            ItemText::Title,
            ItemText::Ask,
            ItemText::Assesses,
            ItemText::SampleAnswer,
            ItemText::FollowUps,
        ];
        let anchors = (0..=u8::MAX).take(self.anchors.len());
        own.into_iter().chain(anchors.map(ItemText::Anchor))
    }
}
