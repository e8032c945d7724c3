//! A plan that a team has worked on.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use domain::arrange::Carried;
use domain::id::{CommentId, DocumentId, ItemId, PersonId, StageId};
use domain::lint::lint;
use domain::order::{Mark, OrderKey};
use domain::plan::{
    Basis, Comment, FindingKey, Item, ItemText, Place, Plan, PlanEdit, PlanText, Question, Stage,
    Waiver, first_edits,
};
use domain::text::Splice;

use super::{Scene, Subject};
use crate::seeds::kit;
use crate::sound::{self, Faults};

const LEAD: PersonId = PersonId([1; 16]);

fn stage(place: u8) -> StageId {
    let mut id = [9; 16];
    id[15] += place + 1;
    StageId(id)
}

fn item(name: u8) -> ItemId {
    ItemId([name; 16])
}

fn order(place: usize) -> OrderKey {
    OrderKey::spread(place + 1, Mark(7)).remove(place)
}

fn add(name: u8, question: &Question, to: StageId) -> PlanEdit {
    PlanEdit::AddItem {
        item: item(name),
        content: Box::new(Item {
            place: Place {
                stage: to,
                order: order(usize::from(name)),
            },
            minutes: 10,
            weight: 1,
            weight_reason: String::new(),
            question: question.clone(),
        }),
    }
}

fn comment(name: u8, about: Option<ItemId>) -> PlanEdit {
    PlanEdit::Comment {
        id: CommentId([name; 16]),
        comment: Box::new(Comment {
            about,
            by: LEAD,
            at: 1_000,
            text: "Is this enough?".into(),
            resolved: false,
        }),
    }
}

fn text(text: PlanText, from: &str, to: &str) -> PlanEdit {
    let splice = Splice::between(from, to);
    PlanEdit::Text { text, splice }
}

fn log() -> Vec<PlanEdit> {
    let mut basis = Basis::from(kit());
    // Short, so that a fuzzer sees more of the rest.
    basis.competencies.truncate(2);
    basis.red_flags.truncate(1);
    let mut log = first_edits(DocumentId([9; 16]), basis, "A plan");
    let own = Question {
        competency: "craft".into(),
        title: "Testing".into(),
        ask: "What did you test?".into(),
        anchors: vec!["Nothing.".into(), String::new(), "All of it.".into()],
        ..Question::default()
    };
    let kits: Vec<Question> = kit().questions.iter().map(Question::from).collect();
    log.extend([
        add(3, &own, stage(0)),
        add(4, &kits[0], stage(1)),
        add(5, &own, stage(1)),
        PlanEdit::Assign {
            stage: stage(1),
            person: LEAD,
            on: true,
        },
        PlanEdit::Waive {
            key: FindingKey::from("uncovered:competency:craft".to_owned()),
            waiver: Some(Waiver {
                reason: "Seen at work".into(),
                by: LEAD,
            }),
        },
        comment(8, None),
        comment(7, Some(item(4))),
        PlanEdit::RemoveStage { stage: stage(2) },
        text(PlanText::Title, "A plan", "A plan for Ada"),
        text(
            PlanText::Item(item(3), ItemText::Ask),
            "What did you test?",
            "What did you test, é漢🦀?",
        ),
        PlanEdit::RemoveItem { item: item(5) },
    ]);
    log
}

impl Subject for Plan {
    fn scene() -> &'static Scene<Self> {
        static SCENE: OnceLock<Scene<Plan>> = OnceLock::new();
        SCENE.get_or_init(|| Scene::of(log()))
    }

    fn own(&self) -> Vec<PlanEdit> {
        let first = self.items.first_key_value();
        let (of, ask) = first.map_or((item(3), ""), |(id, item)| (*id, &item.question.ask));
        let into = self.stages_in_order().last().copied().unwrap_or(stage(0));
        let retold = |text: &str| format!("{text} Why?");
        vec![
            text(PlanText::Title, &self.title, &retold(&self.title)),
            text(PlanText::Item(of, ItemText::Ask), ask, &retold(ask)),
            PlanEdit::MoveItem {
                item: of,
                to: self.place_at(into, 0, Some(of), Mark(5)),
            },
            PlanEdit::SetMinutes {
                item: of,
                minutes: 25,
            },
            PlanEdit::SetWeight {
                item: of,
                weight: 3,
                reason: "It tells most".into(),
            },
            PlanEdit::SetCompetency {
                item: of,
                competency: "craft".into(),
            },
            PlanEdit::AddStage {
                stage: StageId([0x20; 16]),
                content: Stage {
                    name: "Closing".into(),
                    order: self.stage_key_at(1, None, Mark(5)),
                },
            },
            PlanEdit::RemoveStage { stage: into },
            PlanEdit::MoveStage {
                stage: stage(3),
                order: order(2),
            },
            PlanEdit::RestoreStage {
                stage: stage(2),
                content: Stage {
                    name: "Ways".into(),
                    order: order(3),
                },
                interviewers: BTreeSet::from([LEAD, PersonId([2; 16])]),
            },
            comment(6, Some(of)),
            PlanEdit::Resolve {
                id: CommentId([8; 16]),
                resolved: true,
            },
            PlanEdit::Uncomment {
                id: CommentId([8; 16]),
            },
            PlanEdit::RemoveItem { item: of },
        ]
    }

    fn faults(&self) -> Faults {
        sound::of_plan(self)
    }

    fn look(&self) {
        // Minutes that a stranger made up are counted without running over.
        let _ = (self.minutes(), self.to_markdown(), lint(self));
        let carried = self.items.keys().map(|item| Carried::Item(*item));
        let carried = carried.chain(self.stages.keys().map(|stage| Carried::Stage(*stage)));
        for carried in carried.take(8) {
            let slots = carried.slots(self);
            for slot in slots.into_iter().take(8) {
                let _ = (
                    carried.describe(self, slot),
                    carried.put(self, slot, Mark(5)),
                );
            }
        }
        let _ = (self.comments_on(None), self.stages_of(LEAD));
    }
}
