//! How far an interview has come.

use domain::panel::{Panel, Verdict};

/// How far an interview has come. Nothing in it says what anybody thinks of the candidate
/// before the reveal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InterviewState {
    /// It has not begun.
    NotBegun,
    /// It is running.
    Running,
    /// It is over, and the scorecards are sealed.
    Ended,
    /// The scorecards are revealed.
    Revealed,
    /// Something is decided.
    Decided(Verdict),
}

impl InterviewState {
    /// That of the interview of this panel.
    pub fn of(panel: &Panel) -> Self {
        match (&panel.revealed, &panel.decision) {
            (Some(_), Some(decision)) => Self::Decided(decision.verdict),
            (Some(_), None) => Self::Revealed,
            (None, _) if panel.ended_at.is_some() => Self::Ended,
            (None, _) if panel.started_at.is_some() => Self::Running,
            (None, _) => Self::NotBegun,
        }
    }

    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotBegun => "Not begun",
            Self::Running => "Running",
            Self::Ended => "Ended, scorecards sealed",
            Self::Revealed => "Revealed",
            Self::Decided(verdict) => verdict.label(),
        }
    }
}
