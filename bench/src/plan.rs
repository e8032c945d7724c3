//! The plan that is measured on, and the edits to it.

use anyhow::{Result, bail};
use domain::id::{BatchId, DocumentId, ItemId, StageId};
use domain::order::{Mark, OrderKey};
use domain::plan::{Item, Place, PlanEdit, Question};
use domain::sync::Batch;
use domain::wire::{AnyBatch, AnyEntries, Push, Pushed};

use crate::person::Person;
use crate::random::Random;
use crate::tag;

/// Items in a batch that adds some.
const AT_ONCE: usize = 250;

/// A new plan with some items.
pub(crate) struct Prepared {
    pub(crate) plan: DocumentId,
    pub(crate) items: Vec<ItemId>,
    pub(crate) version: u64,
}

/// Begins a plan and adds so many items, the ask of each a value of forty bytes.
pub(crate) async fn prepare(
    person: &mut Person,
    random: &mut Random,
    items: usize,
) -> Result<Prepared> {
    let plan = DocumentId::from_bytes(random.id());
    person.new_plan(plan).await?;
    let stage = StageId::from_bytes(random.id());
    let keys = OrderKey::spread(items, Mark(1));
    let mut prepared = Prepared {
        plan,
        items: Vec::with_capacity(items),
        version: 0,
    };
    let mut edits = Vec::new();
    for (number, order) in keys.into_iter().enumerate() {
        let item = ItemId::from_bytes(random.id());
        let content = Box::new(Item {
            place: Place { stage, order },
            minutes: 5,
            weight: 1,
            weight_reason: String::new(),
            question: Question {
                ask: tag::value(0, number),
                ..Question::default()
            },
        });
        prepared.items.push(item);
        edits.push(PlanEdit::AddItem { item, content });
    }
    for edits in edits.chunks(AT_ONCE) {
        let push = push(plan, random, prepared.version, edits.to_vec());
        prepared.version = version(&person.push(&push).await?)?;
    }
    Ok(prepared)
}

/// A push of these edits.
pub(crate) fn push(
    document: DocumentId,
    random: &mut Random,
    base: u64,
    edits: Vec<PlanEdit>,
) -> Push {
    let batch = AnyBatch::Plan(Batch {
        id: BatchId::from_bytes(random.id()),
        base,
        edits,
    });
    Push { document, batch }
}

/// Sets a value of forty bytes of an item.
pub(crate) fn set(item: ItemId, client: usize, number: usize) -> PlanEdit {
    PlanEdit::SetWeight {
        item,
        weight: 2,
        reason: tag::value(client, number),
    }
}

/// The version of the plan with what was pushed in it. Everything pushed must be.
pub(crate) fn version(pushed: &Pushed) -> Result<u64> {
    match &pushed.entries {
        AnyEntries::Plan(entries) if pushed.refused.is_empty() => {
            Ok(entries.last().map_or(0, |entry| entry.version))
        }
        _ => bail!("a push was not taken as it should be: {:?}", pushed.refused),
    }
}
