//! Edits to a plan.

use std::collections::BTreeSet;

use domain::id::{CommentId, ItemId, StageId};
use domain::order::{Mark, OrderKey};
use domain::plan::{
    Basis, Comment, FindingKey, Item, ItemText, Place, Plan, PlanEdit, PlanText, Question, Stage,
    Waiver,
};
use domain::sync::Rejection;

use super::{Subject, change, hostile_splice, inserted, refuse_some};
use crate::hand::Hand;

fn a_stage(plan: &Plan, hand: &mut Hand) -> StageId {
    let stages: Vec<StageId> = plan.stages.keys().copied().collect();
    match hand.one_of(&stages) {
        Some(stage) if !hand.once_in(12) => stage,
        _ => hand.stage(),
    }
}

fn an_item(plan: &Plan, hand: &mut Hand) -> ItemId {
    let items: Vec<ItemId> = plan.items.keys().copied().collect();
    match hand.one_of(&items) {
        Some(item) if !hand.once_in(12) => item,
        _ => hand.item(),
    }
}

fn a_comment(plan: &Plan, hand: &mut Hand) -> CommentId {
    let comments: Vec<CommentId> = plan.comments.keys().copied().collect();
    match hand.one_of(&comments) {
        Some(comment) if !hand.once_in(12) => comment,
        _ => hand.comment(),
    }
}

/// What people say about a plan rather than put into it.
fn a_remark(plan: &Plan, hand: &mut Hand) -> PlanEdit {
    match hand.below(8) {
        0 | 1 => {
            // One of few, so that waivers of one finding meet.
            let key = hand.one_of(&["", "uncovered:competency:craft", "age:item:07"]);
            let reason = hand.letters(3);
            PlanEdit::Waive {
                key: FindingKey::from(key.unwrap_or_default().to_owned()),
                waiver: (!hand.once_in(3)).then(|| Waiver {
                    reason,
                    by: hand.person(),
                }),
            }
        }
        2 | 3 => PlanEdit::Assign {
            stage: a_stage(plan, hand),
            person: hand.person(),
            on: !hand.once_in(3),
        },
        4 | 5 => {
            let id = hand.comment();
            let text = if is_known(id.0) {
                "Why?".to_owned()
            } else {
                hand.letters(4)
            };
            let comment = Box::new(Comment {
                about: (!hand.once_in(3)).then(|| an_item(plan, hand)),
                by: hand.person(),
                at: 7,
                text,
                resolved: hand.once_in(4),
            });
            PlanEdit::Comment { id, comment }
        }
        6 => PlanEdit::Uncomment {
            id: a_comment(plan, hand),
        },
        _ => PlanEdit::Resolve {
            id: a_comment(plan, hand),
            resolved: hand.once_in(2),
        },
    }
}

fn a_text(plan: &Plan, hand: &mut Hand) -> PlanText {
    let of_an_item = hand.one_of(&[
        ItemText::Title,
        ItemText::Ask,
        ItemText::Assesses,
        ItemText::SampleAnswer,
        ItemText::FollowUps,
        ItemText::Anchor(0),
        ItemText::Anchor(9),
    ]);
    match hand.below(6) {
        0 => PlanText::Title,
        1 => PlanText::StageName(a_stage(plan, hand)),
        // The same text mostly, so that changes to it meet.
        2..=4 => PlanText::Item(an_item(plan, hand), ItemText::Ask),
        _ => PlanText::Item(an_item(plan, hand), of_an_item.unwrap_or(ItemText::Ask)),
    }
}

fn a_place(plan: &Plan, moving: Option<ItemId>, hand: &mut Hand) -> Place {
    let stage = a_stage(plan, hand);
    let index = hand.below(plan.items_in_order(stage).len() + 1);
    plan.place_at(stage, index, moving, hand.mark)
}

fn any_key() -> OrderKey {
    OrderKey::between(None, None, Mark(0))
}

fn weight(hand: &mut Hand) -> u16 {
    hand.one_of(&[0, 1, 1, 2, 3, 100, 101]).unwrap_or(1)
}

fn new_item(plan: &Plan, hand: &mut Hand) -> Item {
    Item {
        place: a_place(plan, None, hand),
        minutes: u16::try_from(hand.below(250)).unwrap_or(0),
        weight: 1,
        weight_reason: String::new(),
        question: Question {
            source: None,
            competency: "craft".to_owned(),
            title: "Testing".to_owned(),
            ask: hand.letters(6),
            anchors: vec![String::new(); hand.below(7)],
            ..Question::default()
        },
    }
}

/// Whether others add a thing of this id too. Ids being random, only tests do;
/// what is in such a thing may then be rewritten by edits of the other.
fn is_known(id: [u8; 16]) -> bool {
    id.iter().all(|byte| *byte == id[0])
}

impl Subject for Plan {
    fn some_edit(&self, hand: &mut Hand) -> PlanEdit {
        match hand.below(28) {
            0 | 1 => {
                let stage = hand.stage();
                let name = if is_known(stage.0) {
                    String::new()
                } else {
                    hand.letters(4)
                };
                let index = hand.below(self.stages.len() + 1);
                let order = self.stage_key_at(index, None, hand.mark);
                PlanEdit::AddStage {
                    stage,
                    content: Stage { name, order },
                }
            }
            2 => PlanEdit::RemoveStage {
                stage: a_stage(self, hand),
            },
            3 => {
                let stage = a_stage(self, hand);
                let index = hand.below(self.stages.len() + 1);
                PlanEdit::MoveStage {
                    stage,
                    order: self.stage_key_at(index, Some(stage), hand.mark),
                }
            }
            4 | 5 => {
                let item = hand.item();
                let mut content = Box::new(new_item(self, hand));
                if is_known(item.0) {
                    content.question.ask.clear();
                }
                PlanEdit::AddItem { item, content }
            }
            6 => PlanEdit::RemoveItem {
                item: an_item(self, hand),
            },
            7..=10 => {
                let item = an_item(self, hand);
                PlanEdit::MoveItem {
                    item,
                    to: a_place(self, Some(item), hand),
                }
            }
            11 => PlanEdit::SetMinutes {
                item: an_item(self, hand),
                minutes: u16::try_from(hand.below(300)).unwrap_or(0),
            },
            12 => PlanEdit::SetWeight {
                item: an_item(self, hand),
                weight: weight(hand),
                reason: hand.letters(2),
            },
            13 => PlanEdit::SetCompetency {
                item: an_item(self, hand),
                competency: hand.letters(4),
            },
            14 if hand.once_in(4) => PlanEdit::Begin(Basis {
                kit: "kit".to_owned(),
                version: 1,
                role: "Role".to_owned(),
                levels: hand.one_of(&[3, 4, 5, 6]).unwrap_or(5),
                competencies: Vec::new(),
                red_flags: Vec::new(),
            }),
            15 => PlanEdit::RestoreStage {
                stage: StageId([u8::try_from(hand.below(3)).unwrap_or(0); 16]),
                content: Stage {
                    name: String::new(),
                    order: self.stage_key_at(0, None, hand.mark),
                },
                interviewers: (0..hand.below(3)).map(|_| hand.person()).collect(),
            },
            16..=20 => a_remark(self, hand),
            _ => {
                let text = a_text(self, hand);
                let current = self.text(text).cloned().unwrap_or_default();
                PlanEdit::Text {
                    text,
                    splice: change(&current, hand),
                }
            }
        }
    }

    fn hostile_edit(&self, hand: &mut Hand) -> PlanEdit {
        PlanEdit::Text {
            text: a_text(self, hand),
            splice: hostile_splice(hand),
        }
    }

    fn words_of(edit: &PlanEdit) -> String {
        match edit {
            PlanEdit::AddItem { item, content } => {
                let items = [(*item, (**content).clone())].into();
                Self {
                    items,
                    ..Self::default()
                }
                .words()
            }
            PlanEdit::AddStage { content, .. } | PlanEdit::RestoreStage { content, .. } => {
                content.name.clone()
            }
            PlanEdit::Waive { waiver, .. } => waiver
                .as_ref()
                .map_or_else(String::new, |it| it.reason.clone()),
            PlanEdit::Comment { comment, .. } => comment.text.clone(),
            PlanEdit::SetWeight { reason, .. } => reason.clone(),
            PlanEdit::SetCompetency { competency, .. } => competency.clone(),
            edit => inserted(edit),
        }
    }

    fn permit(&self, edit: PlanEdit) -> Result<PlanEdit, Rejection> {
        match edit {
            PlanEdit::SetMinutes { minutes, .. } if minutes % 8 == 3 => {
                Err(Rejection::NotAllowed("not so many minutes".to_owned()))
            }
            PlanEdit::Comment { id, mut comment } => {
                comment.at = 99;
                Ok(PlanEdit::Comment { id, comment })
            }
            edit => refuse_some(edit),
        }
    }

    fn intent(edit: &PlanEdit) -> PlanEdit {
        match edit.clone() {
            PlanEdit::AddItem { item, mut content } => {
                content.question = Question::default();
                content.minutes = 0;
                content.weight = 0;
                content.weight_reason.clear();
                content.place = Place {
                    stage: StageId::default(),
                    ..content.place
                };
                content.place.order = any_key();
                PlanEdit::AddItem { item, content }
            }
            PlanEdit::AddStage { stage, .. } => PlanEdit::AddStage {
                stage,
                content: Stage {
                    name: String::new(),
                    order: any_key(),
                },
            },
            PlanEdit::RestoreStage { stage, .. } => PlanEdit::RestoreStage {
                stage,
                content: Stage {
                    name: String::new(),
                    order: any_key(),
                },
                interviewers: BTreeSet::new(),
            },
            PlanEdit::Comment { id, mut comment } => {
                comment.at = 0;
                PlanEdit::Comment { id, comment }
            }
            edit => edit,
        }
    }

    fn words(&self) -> String {
        let stages = self.stages.values().map(|stage| stage.name.as_str());
        let items = self.items.values().flat_map(|item| {
            let question = &item.question;
            let own = [
                &question.title,
                &question.ask,
                &question.assesses,
                &question.sample_answer,
                &question.follow_ups,
                &question.competency,
                &item.weight_reason,
            ];
            own.into_iter().chain(&question.anchors).map(String::as_str)
        });
        std::iter::once(self.title.as_str())
            .chain(stages)
            .chain(items)
            .chain(self.waivers.values().map(|waiver| waiver.reason.as_str()))
            .chain(self.comments.values().map(|comment| comment.text.as_str()))
            .collect()
    }
}
