//! What the linter says, and about what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::unfair;
use super::words::Plain;
use crate::id::{ItemId, PersonId, StageId};
use crate::plan::{FindingKey, ItemText, PlanEdit};

/// A rule of the linter. Their order is that of findings about one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rule {
    /// No question is in any stage.
    NoQuestions,
    /// No question assesses a competency of the plan's basis.
    Uncovered,
    /// Only one question assesses a competency of the plan's basis.
    CoveredOnce,
    /// A stage has more minutes of questions than the longest session holds.
    OverBudget,
    /// Somebody interviews for longer, or in more stages, than they can do well.
    Overloaded,
    /// A question has no words to ask it by.
    Wordless,
    /// The same question, or nearly, stands earlier in the plan.
    Repeated,
    /// Anchors are missing, blank or cannot be told apart.
    Anchors,
    /// May reveal age.
    Age,
    /// May reveal family, pregnancy or marital status.
    Family,
    /// May reveal health or disability.
    Health,
    /// May reveal religion.
    Religion,
    /// May reveal origin, citizenship or native language.
    Origin,
    /// Asks about past pay.
    Pay,
    /// Asks about arrests or convictions.
    Arrest,
    /// May reveal gender or orientation, or treats one as out of place.
    Gender,
    /// May reveal politics, a union or other membership.
    Affiliation,
    /// The wording tells which answer is wanted.
    Leading,
    /// Yes or no is a full answer.
    Closed,
    /// Two matters, one answer.
    DoubleBarrelled,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 20] = [
        Self::NoQuestions,
        Self::Uncovered,
        Self::CoveredOnce,
        Self::OverBudget,
        Self::Overloaded,
        Self::Wordless,
        Self::Repeated,
        Self::Anchors,
        Self::Age,
        Self::Family,
        Self::Health,
        Self::Religion,
        Self::Origin,
        Self::Pay,
        Self::Arrest,
        Self::Gender,
        Self::Affiliation,
        Self::Leading,
        Self::Closed,
        Self::DoubleBarrelled,
    ];

    /// Names the rule in keys, files and style sheets. Never changes.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::NoQuestions => "no-questions",
            Self::Uncovered => "uncovered",
            Self::CoveredOnce => "covered-once",
            Self::OverBudget => "over-budget",
            Self::Overloaded => "overloaded",
            Self::Wordless => "wordless",
            Self::Repeated => "repeated",
            Self::Anchors => "anchors",
            Self::Age => "age",
            Self::Family => "family",
            Self::Health => "health",
            Self::Religion => "religion",
            Self::Origin => "origin",
            Self::Pay => "pay",
            Self::Arrest => "arrest",
            Self::Gender => "gender",
            Self::Affiliation => "affiliation",
            Self::Leading => "leading",
            Self::Closed => "closed",
            Self::DoubleBarrelled => "double-barrelled",
        }
    }

    /// Whether what it finds may be unlawful or unfair to ask.
    pub fn is_unfair(self) -> bool {
        unfair::advice(self).is_some()
    }
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum About {
    /// The plan as a whole.
    Plan,
    /// A stage.
    Stage(StageId),
    /// A question; `text` is the one of its texts to look at.
    Item {
        /// Which.
        item: ItemId,
        /// Where in it. None where no single text is meant.
        text: Option<ItemText>,
    },
    /// A competency of the plan's basis, by its id.
    Competency(String),
    /// Somebody who interviews. A plan does not know what they are called.
    Person(PersonId),
}

/// Something the linter found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// By which rule.
    pub rule: Rule,
    /// About what.
    pub about: About,
    /// What it is and why it matters, in plain words.
    pub message: String,
    /// What would be better: another wording, or what to do.
    pub better: Option<String>,
    /// An edit that settles it, where one can.
    pub fix: Option<PlanEdit>,
    /// Stands for the words it was found in; zero where it is not about words.
    digest: u64,
}

impl Finding {
    /// About something else than wording.
    pub(super) fn new(rule: Rule, about: About, message: String, better: &str) -> Self {
        Self {
            rule,
            about,
            message,
            better: Some(better.to_owned()),
            fix: None,
            digest: 0,
        }
    }

    /// About the wording of `said`, which stands in that text of an item.
    pub(super) fn of_wording(
        rule: Rule,
        item: ItemId,
        text: ItemText,
        said: &str,
        plain: &Plain,
    ) -> Self {
        let (what, better) = form(rule);
        Self {
            rule,
            about: About::Item {
                item,
                text: Some(text),
            },
            message: format!("“{}” {what}", short(said)),
            better: Some(better.to_owned()),
            fix: None,
            digest: plain.digest(),
        }
    }

    /// Takes in the words it was found in, so that its key changes with them.
    pub(super) fn found_in(mut self, digest: u64) -> Self {
        self.digest = digest;
        self
    }

    /// Names this finding for as long as it stands, whatever else changes in the
    /// plan. Once the words it is about are others, so is the key: what was
    /// waived for one wording is not waived for the next.
    pub fn key(&self) -> FindingKey {
        let rule = self.rule.slug();
        let about = match &self.about {
            About::Plan => "plan".to_owned(),
            About::Stage(stage) => format!("stage:{stage}"),
            About::Item { item, .. } => format!("item:{item}"),
            About::Competency(competency) => format!("competency:{competency}"),
            About::Person(person) => format!("person:{person}"),
        };
        let key = if self.digest == 0 {
            format!("{rule}:{about}")
        } else {
            format!("{rule}:{about}:{:016x}", self.digest)
        };
        FindingKey::from(key)
    }
}

/// The key of the same finding in a copy of its plan, which has these stages and items
/// for those before. None where it is about what is not in the copy.
pub(crate) fn key_in_copy(
    key: &FindingKey,
    stages: &BTreeMap<StageId, StageId>,
    items: &BTreeMap<ItemId, ItemId>,
) -> Option<FindingKey> {
    let mut parts = key.as_str().splitn(4, ':');
    let (rule, kind, id) = (parts.next()?, parts.next()?, parts.next().unwrap_or(""));
    let other = match kind {
        "stage" => stages.get(&id.parse().ok()?)?.to_string(),
        "item" => items.get(&id.parse().ok()?)?.to_string(),
        _ => return Some(key.clone()),
    };
    let mut copied = format!("{rule}:{kind}:{other}");
    if let Some(digest) = parts.next() {
        copied.extend([":", digest]);
    }
    Some(FindingKey::from(copied))
}

/// What is wrong with a wording, and what would be better.
fn form(rule: Rule) -> (&'static str, &'static str) {
    unfair::advice(rule).unwrap_or(match rule {
        Rule::Leading => (
            "tells which answer you hope for, and most candidates will give it.",
            "Ask what they think or did without saying what you think: “What speaks for it and what against it?”",
        ),
        Rule::Closed => (
            "can be answered by yes or no, which tells little and is hard to rate.",
            "Ask for an example: “Tell us about a time when …”",
        ),
        _ => (
            "asks about two matters at once. One of them will go unanswered, and one rating cannot stand for both.",
            "Make two questions of it, or keep the one that matters more.",
        ),
    })
}

/// The beginning of a text, enough to know it by.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text).trim_end()),
    }
}
