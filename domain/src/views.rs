//! What the server tells a page: read models, and how it says no.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{DocumentId, ItemId, PersonId};
use crate::kit::Kit;
use crate::panel::Panel;
use crate::plan::Plan;
use crate::scorecard::Scorecard;

/// Why the server did not do what it was asked. The message tells the person
/// what to do; nothing internal is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Failure {
    /// Nobody is signed in, or no longer.
    #[error("You are signed out. Sign in again: what you typed is kept on this device.")]
    SignedOut,
    /// It does not exist, or not for this person, who is not told which.
    #[error("There is nothing here that you can see. Ask whoever sent you the link.")]
    NotFound,
    /// This person may not do that. Says who may.
    #[error("{0}")]
    NotAllowed(String),
    /// The request makes no sense. Says what would.
    #[error("{0}")]
    Invalid(String),
    /// Something on the server does not work at the moment.
    #[error("The server cannot do that at the moment. Nothing is lost: try again shortly.")]
    Unavailable,
}

/// What somebody may do in the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Plans, leads interviews, reveals.
    Lead,
    /// Plans and scores.
    Interviewer,
    /// Compares how groups of applicants fare, and has no part in single interviews.
    Analyst,
}

impl Role {
    /// Whether they may have a part in interviews of others: lead, score or manage.
    pub const fn meets_candidates(self) -> bool {
        matches!(self, Self::Lead | Self::Interviewer)
    }
}

/// Somebody of the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Their id.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

impl Member {
    /// Who of `people` has that id.
    pub fn of(people: &[Self], id: PersonId) -> Option<&Self> {
        people.iter().find(|member| member.id == id)
    }

    /// What they are called; somebody who is not among `people` is "Somebody".
    pub fn name_of(people: &[Self], id: PersonId) -> &str {
        Self::of(people, id).map_or("Somebody", |member| &member.name)
    }

    /// First letters of the first and the last name.
    pub fn initials(&self) -> String {
        let mut words = self
            .name
            .split_whitespace()
            .filter_map(|word| word.chars().next());
        let first = words.next();
        first.into_iter().chain(words.next_back()).collect()
    }
}

/// A plan in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The document.
    pub id: DocumentId,
    /// What it is called.
    pub title: String,
    /// When it last changed, in milliseconds since the Unix epoch.
    pub changed_at: i64,
}

/// An interview in a list, as somebody with a part in it meets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedInterview {
    /// Which.
    pub id: DocumentId,
    /// The candidate, and the role.
    pub title: String,
    /// How it stands, or what it waits for them to do, in words.
    pub standing: String,
    /// Whether it waits for them.
    pub is_due: bool,
    /// When it is planned for, or else when it was set up, in milliseconds since the Unix epoch.
    pub at: i64,
}

/// A kit in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedKit {
    /// Its id.
    pub id: String,
    /// The role.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// How many questions it has.
    pub questions: u32,
}

impl From<&Kit> for ListedKit {
    fn from(kit: &Kit) -> Self {
        Self {
            id: kit.id.clone(),
            name: kit.name.clone(),
            summary: kit.summary.clone(),
            questions: u32::try_from(kit.questions.len()).unwrap_or(u32::MAX),
        }
    }
}

/// A document at a version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct At<D> {
    /// How many edits are in it.
    pub version: u64,
    /// The document.
    pub document: D,
}

/// An interview as one person may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interview {
    /// The plan it runs on, as it was when the interview was started.
    pub plan: Plan,
    /// The panel.
    pub panel: At<Panel>,
    /// Whom the panel is made of, and its lead.
    pub people: Vec<Member>,
    /// This person's own scorecard, if they score.
    pub own: Option<(DocumentId, At<Scorecard>)>,
}

/// What the panel found, after the reveal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Which plan it ran on.
    pub plan_id: DocumentId,
    /// That plan, as it was at the start.
    pub plan: Plan,
    /// The panel.
    pub panel: Panel,
    /// Whom the panel is made of, and its lead.
    pub people: Vec<Member>,
    /// The submitted scorecards, by panelist.
    pub scorecards: BTreeMap<PersonId, Scorecard>,
    /// The questions left out in other interviews on the plan. Only which: why, by whom
    /// and when is for those who may see that interview, and may name its candidate.
    pub left_out_elsewhere: BTreeSet<ItemId>,
}

impl Outcome {
    /// Has the same questions left out as another interview on the plan.
    pub fn leave_out_too(&mut self, left_out: impl IntoIterator<Item = ItemId>) {
        self.left_out_elsewhere.extend(left_out);
    }

    /// Whether a question counts for nobody, whichever panel said so.
    pub fn is_left_out(&self, item: ItemId) -> bool {
        self.panel.voided.contains_key(&item) || self.left_out_elsewhere.contains(&item)
    }

    /// The questions that count, in the order they are asked: all but those left out.
    pub fn counted(&self) -> Vec<ItemId> {
        let mut counted = self.plan.agenda();
        counted.retain(|item| !self.is_left_out(*item));
        counted
    }
}
