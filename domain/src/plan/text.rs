//! The texts of a plan, by name, and what can be done to them.

use serde::{Deserialize, Serialize};

use super::check::check_length;
use super::{LONGEST_NAME, LONGEST_TEXT, Plan, PlanEdit, Question};
use crate::id::{ItemId, StageId};
use crate::sync::Rejection;
use crate::text::Splice;

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

    pub(super) fn splice(
        &mut self,
        text: PlanText,
        splice: &Splice,
    ) -> Result<PlanEdit, Rejection> {
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
}

impl PlanText {
    /// The item whose text it is, if it is one's.
    pub const fn item(self) -> Option<ItemId> {
        match self {
            Self::Item(item, _) => Some(item),
            Self::Title | Self::StageName(_) => None,
        }
    }

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
}
