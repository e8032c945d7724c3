//! A moment as it is written for people and for programs, always in UTC: what is
//! written down is read elsewhere, so it says which clock it means.

use std::fmt;

/// Days from the Unix epoch to 1 January 2000, where a cycle of the calendar begins.
const TO_2000: i64 = 10_957;
/// Days of the 400 years after which the calendar repeats.
const CYCLE: i64 = 146_097;

/// A moment of the Gregorian calendar in UTC, to the second. Shown as
/// `2026-11-24 19:16 UTC`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    year: i64,
    month: u8,
    day: i64,
    /// Second of the day.
    second: i64,
}

impl Moment {
    /// Of milliseconds since the Unix epoch.
    pub fn of(milliseconds: i64) -> Self {
        let seconds = milliseconds.div_euclid(1_000);
        let since_2000 = seconds.div_euclid(86_400) - TO_2000;
        let mut year = 2000 + 400 * since_2000.div_euclid(CYCLE);
        let mut day = since_2000.rem_euclid(CYCLE);
        while day >= days_of(year) {
            day -= days_of(year);
            year += 1;
        }
        let mut month = 1;
        while day >= days_in(month, year) {
            day -= days_in(month, year);
            month += 1;
        }
        Self {
            year,
            month,
            day: day + 1,
            second: seconds.rem_euclid(86_400),
        }
    }

    /// The day in ISO 8601: `2026-11-24`.
    pub fn date(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// In ISO 8601: `2026-11-24T19:16:05Z`.
    pub fn iso(self) -> String {
        let (hour, minute, second) = self.clock();
        format!("{}T{hour:02}:{minute:02}:{second:02}Z", self.date())
    }

    /// In the basic format of ISO 8601, as calendars take it: `20261124T191605Z`.
    pub fn basic(self) -> String {
        self.iso().replace(['-', ':'], "")
    }

    fn clock(self) -> (i64, i64, i64) {
        (self.second / 3_600, self.second / 60 % 60, self.second % 60)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, _) = self.clock();
        write!(f, "{} {hour:02}:{minute:02} UTC", self.date())
    }
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_of(year: i64) -> i64 {
    if is_leap(year) { 366 } else { 365 }
}

const fn days_in(month: u8, year: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
