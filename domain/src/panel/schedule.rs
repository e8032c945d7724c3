//! When and where an interview is to be.

use serde::{Deserialize, Serialize};

use super::{Panel, PanelEdit, check_line};
use crate::sync::Rejection;

/// Most minutes that an interview is planned for: a day.
pub const LONGEST_SESSION: u16 = 24 * 60;

/// When and where an interview is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// When it begins, in milliseconds since the Unix epoch.
    pub at: i64,
    /// How many minutes it is planned for.
    pub minutes: u16,
    /// Where: a room, a link, a number to call.
    pub place: String,
}

impl Panel {
    pub(super) fn schedule(&mut self, schedule: Option<&Schedule>) -> Result<PanelEdit, Rejection> {
        if let Some(schedule) = schedule {
            check_line("a place", &schedule.place)?;
            if !(1..=LONGEST_SESSION).contains(&schedule.minutes) {
                return Err(Rejection::out_of_range(format!(
                    "an interview is planned for 1 to {LONGEST_SESSION} minutes"
                )));
            }
        }
        let was = std::mem::replace(&mut self.scheduled, schedule.cloned());
        Ok(PanelEdit::Schedule(was))
    }
}
