//! What is gathered of a row of edits while they are applied.

use std::collections::{HashMap, HashSet};

use super::super::{FindingKey, ItemText, Plan, PlanEdit, PlanText, Stage};
use super::sentence::Teller;
use crate::id::{CommentId, ItemId, StageId};
use crate::sync::Document;

/// What a sentence is about. Edits about the same are told in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum About {
    Begin,
    Text(PlanText),
    AddStage(StageId),
    RemoveStage(StageId),
    MoveStage(StageId),
    AddItem(ItemId),
    RemoveItem(ItemId),
    MoveItem(ItemId),
    Minutes(ItemId),
    Weight(ItemId),
    Competency(ItemId),
    Waiver(FindingKey),
    Interviewers(StageId),
    Comment(CommentId),
    Uncomment(CommentId),
    Resolve(CommentId),
    RestoreStage(StageId),
}

/// How it was before the first edit about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Was {
    /// The name that was changed.
    pub(super) name: String,
    /// The stage an item was in.
    pub(super) stage: Option<StageId>,
}

/// A row of edits, told in as many sentences as there are things they are about.
#[derive(Debug, Default)]
pub(in super::super) struct Story {
    /// In the order in which they are told; none where one is told later instead.
    lines: Vec<Option<(About, Was)>>,
    known: HashMap<About, usize>,
    /// Stages and items that were removed, as they were last.
    gone: Plan,
}

impl Story {
    /// Applies `edit` to `plan` and remembers what to say of it. One that cannot be
    /// applied is passed over.
    pub(in super::super) fn tell(&mut self, plan: &mut Plan, edit: &PlanEdit) {
        let about = about(edit);
        let is_new = !self.known.contains_key(&about);
        let was = if is_new {
            was(plan, edit)
        } else {
            Was::default()
        };
        let Ok(inverse) = plan.apply(edit) else {
            return;
        };
        match inverse {
            Some(PlanEdit::AddItem { item, content }) => {
                self.gone.items.insert(item, *content);
            }
            Some(PlanEdit::RestoreStage { stage, content, .. }) => {
                self.gone.stages.insert(stage, content);
            }
            Some(PlanEdit::Comment { id, comment }) => {
                self.gone.comments.insert(id, *comment);
            }
            _ => {}
        }
        if is_new {
            self.known.insert(about.clone(), self.lines.len());
            self.lines.push(Some((about, was)));
        } else if about.comes_or_goes() {
            // Told last what was done last: something may go and come again.
            let line = self.known.get(&about).copied().unwrap_or_default();
            let line = self.lines.get_mut(line).and_then(Option::take);
            self.known.insert(about, self.lines.len());
            self.lines.push(line);
        }
    }

    /// The sentences, `plan` being what the edits left.
    pub(in super::super) fn sentences(&self, plan: &Plan) -> Vec<String> {
        let teller = Teller {
            plan,
            gone: &self.gone,
        };
        let told = self.lines.iter().flatten();
        let mut said = HashSet::new();
        told.filter(|(about, _)| !self.is_told_by_another(about))
            .map(|(about, was)| teller.sentence(about, was))
            .filter(|sentence| said.insert(sentence.clone()))
            .collect()
    }

    /// Whether the sentence that something was added, which calls it what it is
    /// called in the end and says where it ended up, says this too.
    fn is_told_by_another(&self, about: &About) -> bool {
        let other = match about {
            About::Text(PlanText::StageName(stage)) | About::MoveStage(stage) => {
                About::AddStage(*stage)
            }
            About::Text(PlanText::Item(item, ItemText::Title)) | About::MoveItem(item) => {
                About::AddItem(*item)
            }
            _ => return false,
        };
        self.known.contains_key(&other)
    }
}

impl About {
    const fn comes_or_goes(&self) -> bool {
        matches!(
            self,
            Self::AddStage(_)
                | Self::RemoveStage(_)
                | Self::RestoreStage(_)
                | Self::AddItem(_)
                | Self::RemoveItem(_)
                | Self::Comment(_)
                | Self::Uncomment(_)
        )
    }
}

fn about(edit: &PlanEdit) -> About {
    match edit {
        PlanEdit::Begin(_) => About::Begin,
        PlanEdit::Text { text, .. } => About::Text(*text),
        PlanEdit::AddStage { stage, .. } => About::AddStage(*stage),
        PlanEdit::RemoveStage { stage } => About::RemoveStage(*stage),
        PlanEdit::MoveStage { stage, .. } => About::MoveStage(*stage),
        PlanEdit::AddItem { item, .. } => About::AddItem(*item),
        PlanEdit::RemoveItem { item } => About::RemoveItem(*item),
        PlanEdit::MoveItem { item, .. } => About::MoveItem(*item),
        PlanEdit::SetMinutes { item, .. } => About::Minutes(*item),
        PlanEdit::SetWeight { item, .. } => About::Weight(*item),
        PlanEdit::SetCompetency { item, .. } => About::Competency(*item),
        PlanEdit::Waive { key, .. } => About::Waiver(key.clone()),
        PlanEdit::Assign { stage, .. } => About::Interviewers(*stage),
        PlanEdit::Comment { id, .. } => About::Comment(*id),
        PlanEdit::Uncomment { id } => About::Uncomment(*id),
        PlanEdit::Resolve { id, .. } => About::Resolve(*id),
        PlanEdit::RestoreStage { stage, .. } => About::RestoreStage(*stage),
    }
}

fn was(plan: &Plan, edit: &PlanEdit) -> Was {
    let item = |item| plan.items.get(item);
    match edit {
        PlanEdit::Text {
            text: PlanText::StageName(stage),
            ..
        } => Was {
            name: name_of(plan.stages.get(stage)),
            stage: None,
        },
        PlanEdit::Text {
            text: PlanText::Item(of, ItemText::Title),
            ..
        } => Was {
            name: item(of).map_or_else(String::new, |item| item.question.title.clone()),
            stage: None,
        },
        PlanEdit::MoveItem { item: of, .. } => Was {
            name: String::new(),
            stage: item(of).map(|item| item.place.stage),
        },
        _ => Was::default(),
    }
}

fn name_of(stage: Option<&Stage>) -> String {
    stage.map_or_else(String::new, |stage| stage.name.clone())
}
