//! The words under which the audit keeps what people did.

use domain::id::DocumentId;
use store::AuditRow;

use crate::Actor;

/// Something people may later ask about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Action {
    SignIn,
    PlanMade,
    InterviewStarted,
    ScorecardSubmitted,
    ScorecardReopened,
    Revealed,
}

impl Action {
    const fn word(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::PlanMade => "plan-made",
            Self::InterviewStarted => "interview-started",
            Self::ScorecardSubmitted => "scorecard-submitted",
            Self::ScorecardReopened => "scorecard-reopened",
            Self::Revealed => "revealed",
        }
    }
}

impl Actor {
    /// The line of the audit that says this person did `action`.
    pub(crate) fn did(
        &self,
        action: Action,
        subject: DocumentId,
        at: i64,
        detail: &str,
    ) -> AuditRow {
        AuditRow {
            team: self.team,
            at,
            person: self.person,
            action: action.word().to_owned(),
            subject,
            detail: detail.to_owned(),
        }
    }
}
