//! The interview plan: stages in order, in each its items in order.

mod begin;
mod carry;
mod check;
mod comment;
mod copy;
mod describe;
mod edit;
mod history;
mod interviewers;
mod markdown;
mod restore;
mod text;
mod texts;
mod waiver;

pub use begin::first_edits;
pub use comment::{Comment, LONGEST_COMMENT, MOST_COMMENTS};
pub use copy::copy_edits;
pub use describe::describe;
pub use edit::PlanEdit;
pub use history::{Change, History, Logged, ONE_CHANGE, history};
pub use interviewers::MOST_INTERVIEWERS;
pub use restore::restore;
pub use text::{ItemText, PlanText};
pub use waiver::{FindingKey, LONGEST_KEY, LONGEST_WAIVER, MOST_WAIVERS, Waiver};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{CommentId, ItemId, PersonId, StageId};
use crate::kit::{Competency, Kit, RedFlag};
use crate::order::OrderKey;
use crate::wire::since_format_2;

/// Most stages in a plan.
pub const MOST_STAGES: usize = 50;
/// Most items in a plan.
pub const MOST_ITEMS: usize = 1_000;
/// Most competencies and most red flags that a plan takes from its kit.
pub const MOST_OF_A_KIT: usize = 200;
/// Longest name of a plan, a stage or an item, in characters.
pub const LONGEST_NAME: usize = 200;
/// Longest other text, in characters.
pub const LONGEST_TEXT: usize = 8_000;
/// Most minutes for one item.
pub const MOST_MINUTES: u16 = 240;
/// Greatest weight of one item; 1 is the usual.
pub const GREATEST_WEIGHT: u16 = 100;

/// An interview plan.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// What the team calls it.
    pub title: String,
    /// What it was begun from. None before the first edit.
    pub basis: Option<Basis>,
    /// Its stages. In order: [`Plan::stages_in_order`].
    pub stages: BTreeMap<StageId, Stage>,
    /// Its items, also those whose stage is gone.
    pub items: BTreeMap<ItemId, Item>,
    /// What the linter found and somebody lets stand, with the reason.
    #[serde(deserialize_with = "since_format_2")]
    pub waivers: BTreeMap<FindingKey, Waiver>,
    /// Who interviews in each stage; no stage is there without anybody. See
    /// [`Plan::interviewers_of`].
    #[serde(deserialize_with = "since_format_2")]
    pub interviewers: BTreeMap<StageId, BTreeSet<PersonId>>,
    /// What people say about it to each other, also about items that are gone.
    #[serde(deserialize_with = "since_format_2")]
    pub comments: BTreeMap<CommentId, Comment>,
}

/// What a plan takes from its kit once and for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The kit's id.
    pub kit: String,
    /// The kit's version.
    pub version: u32,
    /// The role.
    pub role: String,
    /// Levels of the rating scale: 4 or 5.
    pub levels: u8,
    /// What the questions assess.
    pub competencies: Vec<Competency>,
    /// What to look out for.
    pub red_flags: Vec<RedFlag>,
}

impl From<&Kit> for Basis {
    fn from(kit: &Kit) -> Self {
        Self {
            kit: kit.id.clone(),
            version: kit.version,
            role: kit.name.clone(),
            levels: kit.levels,
            competencies: kit.competencies.clone(),
            red_flags: kit.red_flags.clone(),
        }
    }
}

/// A stage of the interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// What it is called.
    pub name: String,
    /// Its place among the stages.
    pub order: OrderKey,
}

/// Where an item stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The stage, which may be gone.
    pub stage: StageId,
    /// The place within it.
    pub order: OrderKey,
}

/// A question in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Where it stands.
    pub place: Place,
    /// Minutes it is given.
    pub minutes: u16,
    /// How much it counts; 1 unless somebody gave a reason.
    pub weight: u16,
    /// Why the weight is not 1.
    pub weight_reason: String,
    /// What is asked.
    pub question: Question,
}

impl Item {
    /// How much it counts, in words, where that is not as much as a question usually does.
    pub fn counts(&self) -> Option<String> {
        match self.weight {
            1 => None,
            2 => Some("Counts double".to_owned()),
            weight => Some(format!("Counts {weight} times")),
        }
    }
}

/// The words of an item: the kit's to begin with, then the plan's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Question {
    /// The kit's question it comes from, if any.
    pub source: Option<String>,
    /// The id of the competency it assesses.
    pub competency: String,
    /// A short label.
    pub title: String,
    /// The question as asked.
    pub ask: String,
    /// What it assesses, for interviewers.
    pub assesses: String,
    /// A strong answer, for interviewers.
    pub sample_answer: String,
    /// Follow-up questions, one to a line.
    pub follow_ups: String,
    /// What an answer of each level is like, lowest first.
    pub anchors: Vec<String>,
}

impl From<&crate::kit::Question> for Question {
    fn from(question: &crate::kit::Question) -> Self {
        let follow_ups: Vec<&str> = question
            .follow_ups
            .iter()
            .map(|text| text.text.as_str())
            .collect();
        Self {
            source: Some(question.id.clone()),
            competency: question.competency.clone(),
            title: question.title.clone(),
            ask: question.ask.text.clone(),
            assesses: question.assesses.text.clone(),
            sample_answer: question.sample_answer.text.clone(),
            follow_ups: follow_ups.join("\n"),
            anchors: question
                .anchors
                .iter()
                .map(|text| text.text.clone())
                .collect(),
        }
    }
}

impl Question {
    /// What it is called: by its label, or else by its wording.
    pub fn called(&self) -> &str {
        match (self.title.trim(), self.ask.trim()) {
            ("", "") => "a question without words",
            ("", ask) => ask,
            (title, _) => title,
        }
    }

    /// The follow-up questions one by one.
    pub fn follow_ups(&self) -> impl Iterator<Item = &str> {
        self.follow_ups
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
    }
}

impl Plan {
    /// Levels of the scale that its questions are rated on.
    pub fn levels(&self) -> u8 {
        self.basis.as_ref().map_or(5, |basis| basis.levels)
    }

    /// The stages as they are seen.
    pub fn stages_in_order(&self) -> Vec<StageId> {
        let mut stages: Vec<_> = self.stages.iter().collect();
        stages.sort_by(|(a, one), (b, other)| (&one.order, a).cmp(&(&other.order, b)));
        stages.into_iter().map(|(id, _)| *id).collect()
    }

    /// What a stage is called; where others are called the same, with its place among all.
    pub fn called(&self, stage: StageId) -> String {
        let name = self.stages.get(&stage).map_or("", |stage| &stage.name);
        let same = self.stages.values().filter(|other| other.name == name);
        if same.count() < 2 {
            return name.to_owned();
        }
        let places = self.stages_in_order();
        let place = places.iter().position(|other| *other == stage);
        let place = place.unwrap_or_default() + 1;
        format!("{name} (stage {place})")
    }

    /// The items of `stage` as they are seen.
    pub fn items_in_order(&self, stage: StageId) -> Vec<ItemId> {
        self.sorted(|item| item.place.stage == stage)
    }

    /// Items whose stage is gone. Nothing is lost with a stage: they wait here
    /// until somebody places or removes them.
    pub fn unplaced(&self) -> Vec<ItemId> {
        self.sorted(|item| !self.stages.contains_key(&item.place.stage))
    }

    /// Every placed item in the order it is asked.
    pub fn agenda(&self) -> Vec<ItemId> {
        self.stages_in_order()
            .into_iter()
            .flat_map(|stage| self.items_in_order(stage))
            .collect()
    }

    /// An item that is asked: one that is there, in a stage that is there.
    pub fn asked(&self, item: ItemId) -> Option<&Item> {
        let item = self.items.get(&item)?;
        self.stages.contains_key(&item.place.stage).then_some(item)
    }

    /// Minutes of the items of `stage` together.
    pub fn minutes_of(&self, stage: StageId) -> u32 {
        self.items
            .values()
            .filter(|item| item.place.stage == stage)
            .map(|item| u32::from(item.minutes))
            .sum()
    }

    /// Minutes of all placed items together.
    pub fn minutes(&self) -> u32 {
        self.items
            .values()
            .filter(|item| self.stages.contains_key(&item.place.stage))
            .map(|item| u32::from(item.minutes))
            .sum()
    }

    /// The order key that puts a stage at `index` of the stages, not counting
    /// `moving` itself.
    pub fn stage_key_at(
        &self,
        index: usize,
        moving: Option<StageId>,
        mark: crate::order::Mark,
    ) -> OrderKey {
        let keys: Vec<&OrderKey> = self
            .stages_in_order()
            .into_iter()
            .filter(|id| Some(*id) != moving)
            .filter_map(|id| self.stages.get(&id))
            .map(|stage| &stage.order)
            .collect();
        key_at(&keys, index, mark)
    }

    /// The place that puts an item at `index` of `stage`, not counting `moving`
    /// itself.
    pub fn place_at(
        &self,
        stage: StageId,
        index: usize,
        moving: Option<ItemId>,
        mark: crate::order::Mark,
    ) -> Place {
        let keys: Vec<&OrderKey> = self
            .items_in_order(stage)
            .into_iter()
            .filter(|id| Some(*id) != moving)
            .filter_map(|id| self.items.get(&id))
            .map(|item| &item.place.order)
            .collect();
        Place {
            stage,
            order: key_at(&keys, index, mark),
        }
    }

    fn sorted(&self, wanted: impl Fn(&Item) -> bool) -> Vec<ItemId> {
        let mut items: Vec<_> = self.items.iter().filter(|(_, item)| wanted(item)).collect();
        items.sort_by(|(a, one), (b, other)| (&one.place.order, a).cmp(&(&other.place.order, b)));
        items.into_iter().map(|(id, _)| *id).collect()
    }
}

fn key_at(keys: &[&OrderKey], index: usize, mark: crate::order::Mark) -> OrderKey {
    let index = index.min(keys.len());
    let lower = index
        .checked_sub(1)
        .and_then(|before| keys.get(before))
        .copied();
    // Of several that stand on one key none can be parted from the next: what is
    // put among them comes right after them.
    let upper = keys
        .get(index..)
        .unwrap_or_default()
        .iter()
        .find(|key| lower.is_none_or(|lower| lower < **key))
        .copied();
    OrderKey::between(lower, upper, mark)
}
