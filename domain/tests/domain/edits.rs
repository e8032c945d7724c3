//! Edits as people make them, and edits as only a stranger would send them.

use std::fmt::Debug;

use domain::id::{ItemId, StageId};
use domain::order::{Mark, OrderKey};
use domain::panel::{Asking, Coverage, Panel, PanelEdit, Reveal};
use domain::plan::{Basis, Item, ItemText, Place, Plan, PlanEdit, PlanText, Question, Stage};
use domain::scorecard::{Rating, Recommendation, Scorecard, ScorecardEdit};
use domain::sync::{Document, Edit, Rejection};
use domain::text::{Splice, Step};

use crate::hand::Hand;
use crate::words::raw;

/// A document that tests know how to edit.
pub(crate) trait Subject: Document<Edit: Debug> + Debug {
    /// An edit that somebody who sees this document might make. Not all of them
    /// can be applied: values out of range and targets that are gone are among them.
    fn some_edit(&self, hand: &mut Hand) -> Self::Edit;

    /// An edit of text that nobody's screen could have led to.
    fn hostile_edit(&self, hand: &mut Hand) -> Self::Edit;

    /// All texts of the document, put together.
    fn words(&self) -> String;

    /// All text that an edit puts in.
    fn words_of(edit: &Self::Edit) -> String;

    /// A server that refuses an edit now and then, for a reason no client can
    /// know, and puts times right.
    fn permit(&self, edit: Self::Edit) -> Result<Self::Edit, Rejection>;

    /// The edit without what the engine or the server may rewrite in it.
    fn intent(edit: &Self::Edit) -> Self::Edit;

    /// The same without what an inverse leaves as it is (rule D3).
    fn undoable(&self, before: &Self) -> Self {
        let _ = before;
        self.clone()
    }
}

/// Somebody's change to a text they see: up to three letters go, up to three come.
pub(crate) fn change(text: &str, hand: &mut Hand) -> Splice {
    let mut letters: Vec<char> = text.chars().collect();
    let at = hand.below(letters.len() + 1);
    let end = (at + hand.below(4)).min(letters.len());
    let new: Vec<char> = hand.letters(3).chars().collect();
    letters.splice(at..end, new);
    Splice::between(text, &letters.into_iter().collect::<String>())
}

fn hostile_splice(hand: &mut Hand) -> Splice {
    let steps: Vec<Step> = (0..hand.below(6))
        .map(|_| {
            let count = hand
                .one_of(&[0, 1, 2, 7, 300, u32::MAX - 1, u32::MAX])
                .unwrap_or(0);
            match hand.below(3) {
                0 => Step::Retain(count),
                1 => Step::Delete(count),
                _ => Step::Insert(hand.letters(400)),
            }
        })
        .collect();
    raw(&steps)
}

/// What a splice puts in.
fn inserted<E: Edit>(edit: &E) -> String {
    let steps = edit.splice().map(|(_, splice)| splice.steps().to_vec());
    steps
        .unwrap_or_default()
        .into_iter()
        .filter_map(|step| match step {
            Step::Insert(text) => Some(text),
            _ => None,
        })
        .collect()
}

/// Refuses some splices, by no rule that means anything.
fn refuse_some<E: Edit>(edit: E) -> Result<E, Rejection> {
    match edit.splice() {
        Some((_, splice)) if splice.length_before() % 31 == 7 => {
            Err(Rejection::NotAllowed("not on this day".to_owned()))
        }
        _ => Ok(edit),
    }
}

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
        match hand.below(24) {
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
            PlanEdit::AddStage { content, .. } => content.name.clone(),
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
            .collect()
    }
}

impl Subject for Scorecard {
    fn some_edit(&self, hand: &mut Hand) -> ScorecardEdit {
        let item = ItemId([u8::try_from(hand.below(4)).unwrap_or(0); 16]);
        match hand.below(24) {
            0..=4 => ScorecardEdit::Rate {
                item,
                rating: match hand.below(8) {
                    0 => None,
                    1 => Some(Rating::NotAssessed),
                    level => Some(Rating::of(u8::try_from(level).unwrap_or(0), 5)),
                },
            },
            5 | 6 => ScorecardEdit::Flag {
                flag: hand.letters(2),
                raised: hand.once_in(2),
            },
            7 => ScorecardEdit::Recommend(hand.one_of(&[
                Recommendation::No,
                Recommendation::Yes,
                Recommendation::NoDecision,
            ])),
            8 if hand.once_in(3) => ScorecardEdit::Submit { at: 7 },
            9 | 10 => ScorecardEdit::Reopen,
            _ => {
                let about = (!hand.once_in(3)).then_some(item);
                ScorecardEdit::Note {
                    about,
                    splice: change(self.note(about), hand),
                }
            }
        }
    }

    fn hostile_edit(&self, hand: &mut Hand) -> ScorecardEdit {
        ScorecardEdit::Note {
            about: hand.once_in(2).then(|| hand.item()),
            splice: hostile_splice(hand),
        }
    }

    fn words_of(edit: &ScorecardEdit) -> String {
        match edit {
            ScorecardEdit::Flag { flag, raised: true } => flag.clone(),
            edit => inserted(edit),
        }
    }

    fn permit(&self, edit: ScorecardEdit) -> Result<ScorecardEdit, Rejection> {
        match edit {
            ScorecardEdit::Submit { .. } => Ok(ScorecardEdit::Submit { at: 99 }),
            ScorecardEdit::Rate {
                rating: Some(rating),
                ..
            } if rating.level() == Some(2) => Err(Rejection::NotAllowed("no twos".to_owned())),
            edit => refuse_some(edit),
        }
    }

    fn intent(edit: &ScorecardEdit) -> ScorecardEdit {
        match edit.clone() {
            ScorecardEdit::Submit { .. } => ScorecardEdit::Submit { at: 0 },
            edit => edit,
        }
    }

    fn words(&self) -> String {
        let notes = self.notes.values().map(String::as_str);
        notes.chain(self.flags.iter().map(String::as_str)).collect()
    }
}

impl Subject for Panel {
    fn some_edit(&self, hand: &mut Hand) -> PanelEdit {
        let item = ItemId([u8::try_from(hand.below(4)).unwrap_or(0); 16]);
        let at = i64::try_from(hand.below(1_000)).unwrap_or(0);
        let coverage = hand
            .one_of(&[None, Some(Coverage::Asked), Some(Coverage::Skipped)])
            .flatten();
        match hand.below(20) {
            0..=3 => PanelEdit::Convene {
                candidate: hand.letters(4),
                lead: hand.person(),
                panelists: (0..hand.below(4)).map(|_| hand.person()).collect(),
            },
            4 => PanelEdit::Start { at },
            5..=8 => PanelEdit::Ask { item, at },
            9 | 10 => PanelEdit::Mark { item, coverage },
            11 => PanelEdit::AskingWas {
                asking: hand.once_in(2).then_some(Asking { item, since: at }),
                item,
                coverage,
            },
            12 | 13 => PanelEdit::PassBaton {
                to: hand.once_in(2).then(|| hand.person()),
            },
            14 => PanelEdit::End {
                at: hand.once_in(2).then_some(at),
            },
            15 if hand.once_in(4) => PanelEdit::Reveal(Reveal {
                at,
                by: hand.person(),
                reason: hand.letters(1),
            }),
            _ => PanelEdit::Submitted {
                panelist: hand.person(),
                at: hand.once_in(2).then_some(at),
            },
        }
    }

    fn hostile_edit(&self, hand: &mut Hand) -> PanelEdit {
        PanelEdit::Convene {
            candidate: hand.letters(600),
            lead: hand.person(),
            panelists: (0..hand.below(40)).map(|_| hand.person()).collect(),
        }
    }

    fn words(&self) -> String {
        self.candidate.clone()
    }

    fn words_of(edit: &PanelEdit) -> String {
        match edit {
            PanelEdit::Convene { candidate, .. } => candidate.clone(),
            _ => String::new(),
        }
    }

    fn permit(&self, edit: PanelEdit) -> Result<PanelEdit, Rejection> {
        match edit {
            PanelEdit::Start { .. } => Ok(PanelEdit::Start { at: 99 }),
            PanelEdit::Ask { item, .. } => Ok(PanelEdit::Ask { item, at: 99 }),
            PanelEdit::PassBaton { to: None } => {
                Err(Rejection::NotAllowed("somebody has to ask".to_owned()))
            }
            edit => Ok(edit),
        }
    }

    fn intent(edit: &PanelEdit) -> PanelEdit {
        match edit.clone() {
            PanelEdit::Start { .. } => PanelEdit::Start { at: 0 },
            PanelEdit::Ask { item, .. } => PanelEdit::Ask { item, at: 0 },
            edit => edit,
        }
    }

    fn undoable(&self, before: &Self) -> Self {
        // A clock that a question started runs on.
        Self {
            started_at: before.started_at,
            ..self.clone()
        }
    }
}
