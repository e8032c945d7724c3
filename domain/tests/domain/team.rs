//! A server and replicas with a network that works, and edits for them.

use domain::id::{ItemId, PersonId, StageId};
use domain::order::OrderKey;
use domain::plan::{Item, ItemText, Place, Plan, PlanEdit, PlanText, Question};
use domain::sync::Replica;
use domain::text::Splice;

use crate::edits::Subject;
use crate::hand::Hand;
use crate::server::{Server, Taken};

/// The item that these edits are about.
pub(crate) const ITEM: ItemId = ItemId([7; 16]);
const PLACE: (StageId, &str) = (StageId([8; 16]), "V1");

/// Sends what a replica has and takes the answer in.
pub(crate) fn exchange<D: Subject>(
    server: &mut Server<D>,
    replica: &mut Replica<D>,
    hand: &mut Hand,
) {
    while let Some(batch) = replica.batch(hand.batch()) {
        let (id, base) = (batch.id, batch.base);
        assert!(matches!(
            server.push(PersonId(*id.bytes()), batch),
            Taken::Staged
        ));
        server.commit();
        let answer = server.answer(id, base).expect("it was committed");
        replica
            .acknowledge(id, &answer.entries, &answer.refused)
            .expect("without a gap");
    }
    replica
        .receive(&server.after(replica.version()))
        .expect("without a gap");
}

/// Makes this of the plan's title.
pub(crate) fn title(plan: &Plan, title: &str) -> PlanEdit {
    PlanEdit::Text {
        text: PlanText::Title,
        splice: Splice::between(&plan.title, title),
    }
}

/// Makes this of what [`ITEM`] asks.
pub(crate) fn ask(plan: &Plan, ask: &str) -> PlanEdit {
    let text = PlanText::Item(ITEM, ItemText::Ask);
    let now = plan.text(text).map_or("", String::as_str);
    PlanEdit::Text {
        text,
        splice: Splice::between(now, ask),
    }
}

/// Adds [`ITEM`], asking this.
pub(crate) fn add_item(ask: &str) -> PlanEdit {
    let order = OrderKey::try_from(PLACE.1.to_owned()).expect("a key");
    let content = Item {
        place: Place {
            stage: PLACE.0,
            order,
        },
        minutes: 10,
        weight: 1,
        weight_reason: String::new(),
        question: Question {
            ask: ask.to_owned(),
            ..Question::default()
        },
    };
    PlanEdit::AddItem {
        item: ITEM,
        content: Box::new(content),
    }
}

/// A server and two replicas of a plan that all have these edits.
pub(crate) fn two(
    edits: Vec<PlanEdit>,
    hand: &mut Hand,
) -> (Server<Plan>, Replica<Plan>, Replica<Plan>) {
    let mut server = Server::<Plan>::new(|_, edit| Ok(edit));
    let (mut one, mut other) = (
        Replica::new(Plan::default(), 0),
        Replica::new(Plan::default(), 0),
    );
    for edit in edits {
        one.edit(edit, None).expect("it fits");
    }
    exchange(&mut server, &mut one, hand);
    exchange(&mut server, &mut other, hand);
    // Started afresh, so that there is nothing to undo.
    (server, Replica::restore(one.save()), other)
}
