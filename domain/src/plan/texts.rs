//! What an edit to a plan brings along that somebody has written.

use super::{PlanEdit, Question};

impl PlanEdit {
    /// The texts in it. Not those of what a plan is begun from: they are a kit's, which is
    /// checked where it is read.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text { splice, .. } => splice.inserted().collect(),
            Self::AddStage { content, .. } | Self::RestoreStage { content, .. } => {
                vec![&content.name]
            }
            Self::AddItem { content, .. } => {
                let mut texts = content.question.written();
                texts.push(&content.weight_reason);
                texts
            }
            Self::SetWeight { reason, .. } => vec![reason],
            Self::SetCompetency { competency, .. } => vec![competency],
            Self::Waive { key, waiver } => {
                let reason = waiver.iter().map(|waiver| waiver.reason.as_str());
                reason.chain([key.as_str()]).collect()
            }
            Self::Comment { comment, .. } => vec![&comment.text],
            Self::Begin(_)
            | Self::RemoveStage { .. }
            | Self::MoveStage { .. }
            | Self::RemoveItem { .. }
            | Self::MoveItem { .. }
            | Self::SetMinutes { .. }
            | Self::Assign { .. }
            | Self::Uncomment { .. }
            | Self::Resolve { .. } => Vec::new(),
        }
    }
}

impl Question {
    fn written(&self) -> Vec<&str> {
        let Self {
            source,
            competency,
            title,
            ask,
            assesses,
            sample_answer,
            follow_ups,
            anchors,
        } = self;
        let fixed = [competency, title, ask, assesses, sample_answer, follow_ups];
        let all = fixed.into_iter().chain(source).chain(anchors);
        all.map(String::as_str).collect()
    }
}
