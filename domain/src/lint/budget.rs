//! How the minutes of an interview are split, as Google has published it for
//! sessions of 30, 45 and 60 minutes. All figures are minutes.

/// What a session of one length leaves for each of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// Greeting the candidate and saying how it will go.
    pub introduction: u16,
    /// Our questions, follow-ups included.
    pub questions: u16,
    /// What the candidate wants to know.
    pub candidates_questions: u16,
    /// Saying what comes next.
    pub wrap_up: u16,
}

/// The published splits, shortest session first.
pub const SPLITS: [Split; 3] = [
    Split {
        introduction: 2,
        questions: 20,
        candidates_questions: 5,
        wrap_up: 3,
    },
    Split {
        introduction: 5,
        questions: 32,
        candidates_questions: 5,
        wrap_up: 3,
    },
    LONGEST,
];

/// The longest session there is a split for.
pub const LONGEST: Split = Split {
    introduction: 7,
    questions: 40,
    candidates_questions: 8,
    wrap_up: 5,
};

impl Split {
    /// Minutes of the whole session.
    pub const fn total(self) -> u16 {
        self.introduction + self.questions + self.candidates_questions + self.wrap_up
    }
}

/// The split of a session of `total` minutes. None unless one is published.
pub fn of_session(total: u16) -> Option<Split> {
    SPLITS.into_iter().find(|split| split.total() == total)
}

/// The shortest session that holds `minutes` of questions. None where not even
/// the longest does.
pub fn session_for(minutes: u32) -> Option<Split> {
    SPLITS
        .into_iter()
        .find(|split| u32::from(split.questions) >= minutes)
}
