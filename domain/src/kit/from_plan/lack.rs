//! Why a plan cannot be saved as a kit, and what to do about it.

use std::fmt;

use crate::id::ItemId;
use crate::kit::rules::{MAX_FOLLOW_UPS, MAX_ID, MAX_MINUTES};

/// Why a plan cannot be saved as a kit. The message is for the person who saves it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotKeep {
    /// It has no basis yet.
    #[error("This plan has not been begun from a kit yet. Open it and wait until it has loaded.")]
    NotBegun,
    /// That cannot be an id.
    #[error(
        "\"{0}\" cannot be the kit's id. Use up to {MAX_ID} lower-case letters and digits in words joined by single hyphens, such as support-engineer."
    )]
    BadId(String),
    /// The name or the summary cannot be taken: which, and what is wrong.
    #[error("The kit's {0} {1}.")]
    Words(&'static str, String),
    /// Its basis has no competency.
    #[error(
        "The kit this plan was begun from has no competencies, and a kit needs one at least. Begin a plan from another kit and copy the questions into it."
    )]
    NoCompetency,
    /// Something of its basis cannot be taken.
    #[error(
        "{what} of the kit this plan was begun from {fault}. Begin a plan from another kit and copy the questions into it."
    )]
    Basis {
        /// Which.
        what: String,
        /// What is wrong.
        fault: String,
    },
    /// No question is placed in a stage.
    #[error(
        "This plan has no question in any stage, and a kit needs one at least. Add a question, or put one from the tray into a stage."
    )]
    NoQuestion,
    /// Some questions lack what a kit needs, in the order they are asked.
    #[error("Some questions lack what a kit needs. {}", listed(.0))]
    Incomplete(Vec<Lack>),
    /// It would not be read again.
    #[error(
        "The texts of this plan have {bytes} bytes together, and a kit may have {} at most. Shorten them, or save its stages as two kits.",
        super::MOST_BYTES
    )]
    TooLarge {
        /// How many bytes its texts have.
        bytes: usize,
    },
}

/// What one question lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// Which.
    pub item: ItemId,
    /// Which one it is in the order they are asked, counted from 1.
    pub place: usize,
    /// What it is called, if anything.
    pub title: String,
    /// What to do about it.
    pub missing: Vec<Missing>,
}

/// Something that a kit needs of a question. Says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// It assesses no competency of the kit.
    Competency,
    /// A text is empty: which.
    Text(&'static str),
    /// A text cannot be taken: which, and what is wrong.
    Fault(&'static str, String),
    /// It has no time, or more than fits.
    Minutes(u16),
    /// It has none, or too many.
    FollowUps(usize),
    /// These levels have no anchor.
    Anchors(Vec<u8>),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Competency => f.write_str("choose a competency"),
            Self::Text(what) => write!(f, "add {what}"),
            Self::Fault(what, fault) => write!(f, "{what} {fault}"),
            Self::Minutes(minutes) => {
                write!(f, "give it 1 to {MAX_MINUTES} minutes instead of {minutes}")
            }
            Self::FollowUps(0) => f.write_str("add a follow-up"),
            Self::FollowUps(many) => {
                write!(f, "keep {MAX_FOLLOW_UPS} follow-ups of {many}")
            }
            Self::Anchors(levels) => {
                let all: Vec<String> = levels.iter().map(u8::to_string).collect();
                let word = if all.len() == 1 { "level" } else { "levels" };
                write!(f, "add anchors for {word} {}", all.join(", "))
            }
        }
    }
}

/// What it lacks, after what it is called.
impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Question {}", self.place)?;
        if !self.title.is_empty() {
            write!(f, ", \"{}\"", self.title)?;
        }
        let missing: Vec<String> = self.missing.iter().map(Missing::to_string).collect();
        write!(f, ": {}.", missing.join("; "))
    }
}

fn listed(lacks: &[Lack]) -> String {
    let all: Vec<String> = lacks.iter().map(Lack::to_string).collect();
    all.join(" ")
}
