//! Role kits: what a team starts from when it plans interviews for a role.
//!
//! A kit is written by people as a file (see `docs/kits.md`), read once on the
//! server, and carried from there in these types. A plan copies what it takes
//! from a kit, so editing a plan never changes the kit.

#[cfg(feature = "kit-file")]
pub mod file;
mod from_plan;
mod markdown;
mod rules;

pub use from_plan::{CannotKeep, Lack, MOST_BYTES, Missing, from_plan};
pub use markdown::markdown;
pub use rules::{MAX_DRILLS, MAX_FOLLOW_UPS, MAX_ID, MAX_MINUTES, MAX_NAME, MAX_TEXT};

use serde::{Deserialize, Serialize};

use crate::wire::since_format_2;

/// Everything a team needs to interview for one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kit {
    /// Slug that names the kit across its versions, such as `back-end-developer`.
    pub id: String,
    /// Version of this kit's content, counted up by its authors from 1.
    pub version: u32,
    /// The role, as people say it.
    pub name: String,
    /// One or two sentences on what the kit is for.
    pub summary: String,
    /// How many levels every question is rated on: 4 or 5.
    pub levels: u8,
    /// Job description template, in Markdown with placeholders in braces.
    pub job_description: Text,
    /// What the role asks of a person, in the order of the file.
    pub competencies: Vec<Competency>,
    /// The questions, in the order of the file.
    pub questions: Vec<Question>,
    /// What should make an interviewer stop and probe, in the order of the file.
    pub red_flags: Vec<RedFlag>,
}

impl Kit {
    /// The kit as a plan is begun from it. The drill's answers stay behind: their key would
    /// lie open on every page that plans.
    #[must_use]
    pub fn for_planning(mut self) -> Self {
        for question in &mut self.questions {
            question.drills = Vec::new();
        }
        self
    }

    /// The competency of that id, if the kit has one.
    pub fn competency(&self, id: &str) -> Option<&Competency> {
        self.competencies
            .iter()
            .find(|competency| competency.id == id)
    }

    /// The question of that id, if the kit has one.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }
}

/// A text together with who may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The text itself. May run over several lines.
    pub text: String,
    /// Who may read it.
    pub audience: Audience,
}

/// Who may read a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Audience {
    /// May be shown to the candidate, and so to anyone.
    Candidate,
    /// Stays with the people who interview.
    Interviewers,
}

/// One thing the role asks of a person, which questions give evidence of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Competency {
    /// Slug, unique among the kit's competencies.
    pub id: String,
    /// Short name for lists and filters.
    pub name: String,
    /// What it means in this role.
    pub description: String,
}

/// One question, with all an interviewer needs to ask and to rate it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Slug, unique among the kit's questions.
    pub id: String,
    /// Id of the competency it gives evidence of.
    pub competency: String,
    /// Short label for lists, such as "API design".
    pub title: String,
    /// Minutes to set aside, follow-ups included.
    pub minutes: u16,
    /// The question as it is asked.
    pub ask: Text,
    /// What it assesses.
    pub assesses: Text,
    /// What a strong answer may sound like.
    pub sample_answer: Text,
    /// Questions to go deeper with.
    pub follow_ups: Vec<Text>,
    /// What is seen and heard at each level, lowest level first.
    pub anchors: Vec<Text>,
    /// Answers that interviewers rate before the first candidate, in the order of
    /// the file. Never for candidates.
    // A device may hold a kit that the first format wrote.
    #[serde(deserialize_with = "since_format_2")]
    pub drills: Vec<Drill>,
}

/// An answer to rate before the first candidate, with the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// What somebody might say.
    pub answer: String,
    /// The level it deserves, 1 for the lowest.
    pub level: u8,
    /// Which words of that level's anchor it meets.
    pub why: String,
}

/// A behaviour that should make an interviewer stop and probe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedFlag {
    /// Slug, unique among the kit's red flags.
    pub id: String,
    /// The behaviour, as an observer would describe it.
    pub text: Text,
}
