//! Everything the debrief says of a set of ratings, in one go.

use super::{
    Answer, Metric, Of, Ratings, Severity, agreement, alpha, mean_agreement, reliability, severity,
};

/// The statistics of one interview, or of several on one plan. Coefficients over
/// questions are left out where they rest on fewer than
/// [`FEWEST_UNITS`](super::FEWEST_UNITS).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debrief {
    /// Krippendorff's alpha, ordinal.
    pub alpha: Answer,
    /// `r_wg` of each unit, in the order of the matrix.
    pub agreement: Vec<Answer>,
    /// The mean of those.
    pub mean_agreement: Answer,
    /// `ICC(2,1)`: the reliability of a single panelist.
    pub one: Answer,
    /// `ICC(2,k)`: the reliability of the panel's mean.
    pub panel: Answer,
    /// The severity of each rater, in the order of the matrix.
    pub severity: Vec<Severity>,
}

impl Debrief {
    /// Of these ratings.
    pub fn of(ratings: &Ratings) -> Self {
        Self {
            alpha: alpha(ratings, Metric::Ordinal).if_enough(),
            agreement: agreement(ratings),
            mean_agreement: mean_agreement(ratings).if_enough(),
            one: reliability(ratings, Of::One).if_enough(),
            panel: reliability(ratings, Of::Panel).if_enough(),
            severity: severity(ratings),
        }
    }
}
