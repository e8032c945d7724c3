//! What can be done to a plan.

use serde::{Deserialize, Serialize};

use super::{
    Basis, GREATEST_WEIGHT, Item, LONGEST_NAME, LONGEST_TEXT, MOST_ITEMS, MOST_MINUTES,
    MOST_OF_A_KIT, MOST_STAGES, Place, Plan, Question, Stage,
};
use crate::id::{ItemId, StageId};
use crate::order::OrderKey;
use crate::sync::{Document, Edit, Rejection};
use crate::text::Splice;

/// An edit to a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PlanEdit {
    /// Says what the plan is begun from. Once, and first.
    Begin(Basis),
    /// Edits one of its texts.
    Text {
        /// Which text.
        text: PlanText,
        /// What happens to it.
        splice: Splice,
    },
    /// Adds a stage. Items that were left by a stage of this id come back to it.
    AddStage {
        /// Its id, made by the client.
        stage: StageId,
        /// What it is.
        content: Stage,
    },
    /// Removes a stage. Its items stay, unplaced.
    RemoveStage {
        /// Which.
        stage: StageId,
    },
    /// Moves a stage.
    MoveStage {
        /// Which.
        stage: StageId,
        /// Its new place.
        order: OrderKey,
    },
    /// Adds an item.
    AddItem {
        /// Its id, made by the client.
        item: ItemId,
        /// What it is.
        content: Box<Item>,
    },
    /// Removes an item.
    RemoveItem {
        /// Which.
        item: ItemId,
    },
    /// Moves an item. To a stage that is gone is no error: it shows unplaced.
    MoveItem {
        /// Which.
        item: ItemId,
        /// Its new place.
        to: Place,
    },
    /// Gives an item its minutes.
    SetMinutes {
        /// Which.
        item: ItemId,
        /// Minutes.
        minutes: u16,
    },
    /// Gives an item its weight.
    SetWeight {
        /// Which.
        item: ItemId,
        /// 1 is the usual.
        weight: u16,
        /// Why; needed unless the weight is 1.
        reason: String,
    },
    /// Says which competency an item assesses.
    SetCompetency {
        /// Which.
        item: ItemId,
        /// The competency's id; empty for none.
        competency: String,
    },
}

/// Names a text of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PlanText {
    /// The plan's title.
    Title,
    /// A stage's name.
    StageName(StageId),
    /// A text of an item.
    Item(ItemId, ItemText),
}

/// Names a text of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ItemText {
    /// The short label.
    Title,
    /// The question as asked.
    Ask,
    /// What it assesses.
    Assesses,
    /// The strong answer.
    SampleAnswer,
    /// The follow-ups, one to a line.
    FollowUps,
    /// The anchor of a level, from 0 for the lowest.
    Anchor(u8),
}

impl Edit for PlanEdit {
    type Text = PlanText;

    fn splice(&self) -> Option<(PlanText, &Splice)> {
        match self {
            Self::Text { text, splice } => Some((*text, splice)),
            _ => None,
        }
    }

    fn splice_mut(&mut self) -> Option<(PlanText, &mut Splice)> {
        match self {
            Self::Text { text, splice } => Some((*text, splice)),
            _ => None,
        }
    }

    fn absorb(&mut self, earlier: &Self) {
        super::carry::absorb(self, earlier);
    }
}

impl Document for Plan {
    type Edit = PlanEdit;

    fn apply(&mut self, edit: &PlanEdit) -> Result<Option<PlanEdit>, Rejection> {
        match edit {
            PlanEdit::Begin(basis) => self.begin(basis).map(|()| None),
            PlanEdit::Text { text, splice } => self.splice(*text, splice).map(Some),
            PlanEdit::AddStage { stage, content } => self.add_stage(*stage, content).map(Some),
            PlanEdit::RemoveStage { stage } => {
                let content = self.stages.remove(stage).ok_or(Rejection::Gone)?;
                Ok(Some(PlanEdit::AddStage {
                    stage: *stage,
                    content,
                }))
            }
            PlanEdit::MoveStage { stage, order } => {
                let moved = self.stages.get_mut(stage).ok_or(Rejection::Gone)?;
                let order = std::mem::replace(&mut moved.order, order.clone());
                Ok(Some(PlanEdit::MoveStage {
                    stage: *stage,
                    order,
                }))
            }
            PlanEdit::AddItem { item, content } => self.add_item(*item, content).map(Some),
            PlanEdit::RemoveItem { item } => {
                let content = Box::new(self.items.remove(item).ok_or(Rejection::Gone)?);
                Ok(Some(PlanEdit::AddItem {
                    item: *item,
                    content,
                }))
            }
            PlanEdit::MoveItem { item, to } => {
                let to = std::mem::replace(&mut self.item(*item)?.place, to.clone());
                Ok(Some(PlanEdit::MoveItem { item: *item, to }))
            }
            PlanEdit::SetMinutes { item, minutes } => {
                check_minutes(*minutes)?;
                let minutes = std::mem::replace(&mut self.item(*item)?.minutes, *minutes);
                Ok(Some(PlanEdit::SetMinutes {
                    item: *item,
                    minutes,
                }))
            }
            PlanEdit::SetWeight {
                item,
                weight,
                reason,
            } => {
                check_weight(*weight, reason)?;
                let changed = self.item(*item)?;
                let weight = std::mem::replace(&mut changed.weight, *weight);
                let reason = std::mem::replace(&mut changed.weight_reason, reason.clone());
                Ok(Some(PlanEdit::SetWeight {
                    item: *item,
                    weight,
                    reason,
                }))
            }
            PlanEdit::SetCompetency { item, competency } => {
                check_length("a competency", competency, LONGEST_NAME)?;
                let changed = self.item(*item)?;
                let competency =
                    std::mem::replace(&mut changed.question.competency, competency.clone());
                Ok(Some(PlanEdit::SetCompetency {
                    item: *item,
                    competency,
                }))
            }
        }
    }
}

impl Plan {
    /// The text of that name, unless what it belongs to is gone.
    pub fn text(&self, text: PlanText) -> Option<&String> {
        match text {
            PlanText::Title => Some(&self.title),
            PlanText::StageName(stage) => self.stages.get(&stage).map(|stage| &stage.name),
            PlanText::Item(item, text) => self.items.get(&item)?.question.text(text),
        }
    }

    fn text_mut(&mut self, text: PlanText) -> Option<&mut String> {
        match text {
            PlanText::Title => Some(&mut self.title),
            PlanText::StageName(stage) => self.stages.get_mut(&stage).map(|stage| &mut stage.name),
            PlanText::Item(item, text) => self.items.get_mut(&item)?.question.text_mut(text),
        }
    }

    fn begin(&mut self, basis: &Basis) -> Result<(), Rejection> {
        if self.basis.is_some() {
            return Err(Rejection::AlreadyThere);
        }
        basis.check()?;
        self.basis = Some(basis.clone());
        Ok(())
    }

    fn splice(&mut self, text: PlanText, splice: &Splice) -> Result<PlanEdit, Rejection> {
        let current = self.text_mut(text).ok_or(Rejection::Gone)?;
        let next = splice.apply(current).map_err(|_| Rejection::TextChanged)?;
        let (what, longest) = text.limit();
        check_length(what, &next, longest)?;
        let inverse = splice.inverse(current);
        *current = next;
        Ok(PlanEdit::Text {
            text,
            splice: inverse,
        })
    }

    fn add_stage(&mut self, stage: StageId, content: &Stage) -> Result<PlanEdit, Rejection> {
        check_length("a stage's name", &content.name, LONGEST_NAME)?;
        if self.stages.contains_key(&stage) {
            return Err(Rejection::AlreadyThere);
        }
        if self.stages.len() >= MOST_STAGES {
            return Err(Rejection::out_of_range(format!(
                "a plan has at most {MOST_STAGES} stages"
            )));
        }
        self.stages.insert(stage, content.clone());
        Ok(PlanEdit::RemoveStage { stage })
    }

    fn add_item(&mut self, item: ItemId, content: &Item) -> Result<PlanEdit, Rejection> {
        check_minutes(content.minutes)?;
        check_weight(content.weight, &content.weight_reason)?;
        content.question.check()?;
        if self.items.contains_key(&item) {
            return Err(Rejection::AlreadyThere);
        }
        if self.items.len() >= MOST_ITEMS {
            return Err(Rejection::out_of_range(format!(
                "a plan has at most {MOST_ITEMS} questions"
            )));
        }
        self.items.insert(item, content.clone());
        Ok(PlanEdit::RemoveItem { item })
    }

    fn item(&mut self, item: ItemId) -> Result<&mut Item, Rejection> {
        self.items.get_mut(&item).ok_or(Rejection::Gone)
    }
}

impl PlanText {
    /// What this text is called and how many characters it may have.
    const fn limit(self) -> (&'static str, usize) {
        match self {
            Self::Title => ("the plan's title", LONGEST_NAME),
            Self::StageName(_) => ("a stage's name", LONGEST_NAME),
            Self::Item(_, ItemText::Title) => ("a question's label", LONGEST_NAME),
            Self::Item(..) => ("this text", LONGEST_TEXT),
        }
    }
}

impl Basis {
    fn check(&self) -> Result<(), Rejection> {
        if !(4..=5).contains(&self.levels) {
            return Err(Rejection::out_of_range(
                "a rating scale has four or five levels",
            ));
        }
        if self.competencies.len().max(self.red_flags.len()) > MOST_OF_A_KIT {
            return Err(Rejection::out_of_range(format!(
                "a plan takes at most {MOST_OF_A_KIT} competencies and red flags from its kit"
            )));
        }
        let names = [&self.kit, &self.role].into_iter();
        let names = names.chain(self.competencies.iter().flat_map(|it| [&it.id, &it.name]));
        for name in names.chain(self.red_flags.iter().map(|it| &it.id)) {
            check_length("a name in a kit", name, LONGEST_NAME)?;
        }
        let texts = self.competencies.iter().map(|it| &it.description);
        for text in texts.chain(self.red_flags.iter().map(|it| &it.text.text)) {
            check_length("a text in a kit", text, LONGEST_TEXT)?;
        }
        Ok(())
    }
}

impl Question {
    fn text(&self, text: ItemText) -> Option<&String> {
        match text {
            ItemText::Title => Some(&self.title),
            ItemText::Ask => Some(&self.ask),
            ItemText::Assesses => Some(&self.assesses),
            ItemText::SampleAnswer => Some(&self.sample_answer),
            ItemText::FollowUps => Some(&self.follow_ups),
            ItemText::Anchor(level) => self.anchors.get(usize::from(level)),
        }
    }

    fn text_mut(&mut self, text: ItemText) -> Option<&mut String> {
        match text {
            ItemText::Title => Some(&mut self.title),
            ItemText::Ask => Some(&mut self.ask),
            ItemText::Assesses => Some(&mut self.assesses),
            ItemText::SampleAnswer => Some(&mut self.sample_answer),
            ItemText::FollowUps => Some(&mut self.follow_ups),
            ItemText::Anchor(level) => self.anchors.get_mut(usize::from(level)),
        }
    }

    fn check(&self) -> Result<(), Rejection> {
        check_length("a question's label", &self.title, LONGEST_NAME)?;
        check_length("a competency", &self.competency, LONGEST_NAME)?;
        if self.anchors.len() > 5 {
            return Err(Rejection::out_of_range(
                "a question has at most five anchors",
            ));
        }
        let others = [
            &self.ask,
            &self.assesses,
            &self.sample_answer,
            &self.follow_ups,
        ];
        for text in others.into_iter().chain(&self.anchors) {
            check_length("this text", text, LONGEST_TEXT)?;
        }
        check_length(
            "a source",
            self.source.as_deref().unwrap_or_default(),
            LONGEST_NAME,
        )
    }
}

fn check_length(what: &str, text: &str, longest: usize) -> Result<(), Rejection> {
    // A text is never shorter in bytes than in characters, so most need no count.
    if text.len() > longest && text.chars().count() > longest {
        return Err(Rejection::out_of_range(format!(
            "{what} has at most {longest} characters"
        )));
    }
    Ok(())
}

fn check_minutes(minutes: u16) -> Result<(), Rejection> {
    if minutes > MOST_MINUTES {
        return Err(Rejection::out_of_range(format!(
            "a question takes at most {MOST_MINUTES} minutes"
        )));
    }
    Ok(())
}

fn check_weight(weight: u16, reason: &str) -> Result<(), Rejection> {
    if !(1..=GREATEST_WEIGHT).contains(&weight) {
        return Err(Rejection::out_of_range(format!(
            "a weight is between 1 and {GREATEST_WEIGHT}"
        )));
    }
    if weight != 1 && reason.trim().is_empty() {
        return Err(Rejection::out_of_range(
            "give a reason for a weight other than 1",
        ));
    }
    check_length("a reason", reason, LONGEST_TEXT)
}
