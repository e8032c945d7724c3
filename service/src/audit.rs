//! The words under which the audit keeps what people did.

use domain::id::DocumentId;
use store::AuditRow;

use crate::Actor;

/// Something people may later ask about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Action {
    SignIn,
    PlanMade,
    PlanShared,
    InterviewStarted,
    CandidateOfTheTeam,
    ManagerNamed,
    CandidateRenamed,
    PanelistCame,
    PanelistLeft,
    ScorecardSubmitted,
    ScorecardReopened,
    Revealed,
    Decided,
    Voided,
    PacketMade,
    HandedOver,
    SummaryRead,
    PutAway,
    BroughtBack,
}

impl Action {
    const fn word(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::PlanMade => "plan-made",
            Self::PlanShared => "plan-shared",
            Self::InterviewStarted => "interview-started",
            Self::CandidateOfTheTeam => "candidate-of-the-team",
            Self::ManagerNamed => "manager-named",
            Self::CandidateRenamed => "candidate-renamed",
            Self::PanelistCame => "panelist-came",
            Self::PanelistLeft => "panelist-left",
            Self::ScorecardSubmitted => "scorecard-submitted",
            Self::ScorecardReopened => "scorecard-reopened",
            Self::Revealed => "revealed",
            Self::Decided => "decided",
            Self::Voided => "voided",
            Self::PacketMade => "packet-made",
            Self::HandedOver => "handed-over",
            Self::SummaryRead => "summary-read",
            Self::PutAway => "put-away",
            Self::BroughtBack => "brought-back",
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
