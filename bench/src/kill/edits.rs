//! What people do to a plan while the server is about to be killed.

use domain::id::ItemId;
use domain::order::Mark;
use domain::plan::{Item, ItemText, Plan, PlanEdit, PlanText, Question};
use domain::text::Splice;

use crate::random::Random;

/// Most items that are added before some are removed.
const MOST_ITEMS: usize = 40;
/// Longest that a text is let grow, in characters.
const LONGEST: usize = 400;

/// An edit to the plan as this person sees it; `word` is in nobody else's.
pub(super) fn edit(plan: &Plan, random: &mut Random, mark: Mark, word: &str) -> Option<PlanEdit> {
    let items: Vec<ItemId> = plan.items.keys().copied().collect();
    if items.is_empty() {
        return add(plan, random, mark, word);
    }
    let item = items[random.below(items.len())];
    match random.below(20) {
        0..=6 => Some(PlanEdit::SetWeight {
            item,
            weight: 2 + u16::try_from(random.below(99)).ok()?,
            reason: word.to_owned(),
        }),
        7..=13 => typed(plan, random, PlanText::Item(item, ItemText::Ask), word),
        14..=15 => {
            let to = place(plan, random, Some(item), mark)?;
            Some(PlanEdit::MoveItem { item, to })
        }
        _ if items.len() < MOST_ITEMS => add(plan, random, mark, word),
        _ => Some(PlanEdit::RemoveItem { item }),
    }
}

fn add(plan: &Plan, random: &mut Random, mark: Mark, word: &str) -> Option<PlanEdit> {
    let content = Item {
        place: place(plan, random, None, mark)?,
        minutes: 5,
        weight: 1,
        weight_reason: String::new(),
        question: Question {
            title: word.to_owned(),
            ..Question::default()
        },
    };
    Some(PlanEdit::AddItem {
        item: ItemId::from_bytes(random.id()),
        content: Box::new(content),
    })
}

fn place(
    plan: &Plan,
    random: &mut Random,
    moving: Option<ItemId>,
    mark: Mark,
) -> Option<domain::plan::Place> {
    let stages = plan.stages_in_order();
    let stage = *stages.get(random.below(stages.len()))?;
    let index = random.below(plan.items_in_order(stage).len() + 1);
    Some(plan.place_at(stage, index, moving, mark))
}

/// Types a word somewhere into a text, or takes the text's beginning out where it
/// has become long.
fn typed(plan: &Plan, random: &mut Random, text: PlanText, word: &str) -> Option<PlanEdit> {
    let before: Vec<char> = plan.text(text)?.chars().collect();
    let length = |count: usize| u32::try_from(count).ok();
    let mut splice = Splice::new();
    if before.len() > LONGEST {
        let gone = before.len() / 2;
        splice.delete(length(gone)?);
        splice.retain(length(before.len() - gone)?);
    } else {
        let at = random.below(before.len() + 1);
        splice.retain(length(at)?);
        splice.insert(word);
        splice.retain(length(before.len() - at)?);
    }
    Some(PlanEdit::Text { text, splice })
}
