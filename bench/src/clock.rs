//! The clock, which measuring is about; nothing else here asks for the time.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Now, to be compared with a later now.
#[expect(clippy::disallowed_methods, reason = "what is measured is time")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// A seed that nobody has had, unless somebody started in the same millisecond.
#[expect(
    clippy::disallowed_methods,
    reason = "a seed that is not given comes from somewhere"
)]
pub(crate) fn seed() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| u64::from(since.subsec_nanos()) ^ since.as_secs())
}
