//! What an interview waits for somebody to do.

use domain::id::PersonId;
use domain::panel::Panel;

use super::Part;

/// What an interview waits for somebody to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// It has begun, as far as one can tell, and they have not submitted their scorecard.
    Scorecard,
    /// Everybody has submitted, and they lead it.
    Reveal,
    /// The scorecards are revealed, and they lead it.
    Decision,
}

impl Due {
    /// What the interview of this panel waits for `person` to do, whose part in it is `part`. It
    /// says no more than the panel tells them: who has submitted, and how far it has come.
    pub(crate) fn of(panel: &Panel, person: PersonId, part: Part, now: i64) -> Option<Self> {
        let leads = part == Part::Lead;
        if panel.revealed.is_some() {
            return (leads && panel.decision.is_none()).then_some(Self::Decision);
        }
        if panel.all_submitted() {
            return leads.then_some(Self::Reveal);
        }
        let planned = panel.scheduled.as_ref();
        // Nobody need start the clock.
        let has_begun = panel.started_at.is_some()
            || panel.submitted() > 0
            || planned.is_some_and(|planned| planned.at <= now);
        let owes = panel.panelists.get(&person) == Some(&None);
        (has_begun && owes).then_some(Self::Scorecard)
    }

    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Scorecard => "Your scorecard is due",
            Self::Reveal => "All scorecards are in: yours to reveal",
            Self::Decision => "Revealed: yours to decide",
        }
    }
}
