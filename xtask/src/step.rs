//! Saying what is being done and how long it took.

use std::{
    fmt::Display,
    time::{Duration, Instant},
};

use anyhow::Result;

/// What came of a step.
pub(crate) enum Done {
    /// It was carried out.
    Built,
    /// Nothing it reads had changed.
    Unchanged,
}

/// Carries out `work` and prints how it went under `name`.
pub(crate) fn step(name: impl Display, work: impl FnOnce() -> Result<Done>) -> Result<Done> {
    let start = now();
    let done = work()?;
    let note = match done {
        Done::Built => "",
        Done::Unchanged => "  (unchanged)",
    };
    println!("  {name:<34} {:>8}{note}", seconds(start.elapsed()));
    Ok(done)
}

/// A duration as people read it.
pub(crate) fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}

/// The time a step starts.
#[expect(
    clippy::disallowed_methods,
    reason = "how long a build takes is read from the machine's clock, and decides nothing"
)]
pub(crate) fn now() -> Instant {
    Instant::now()
}
