//! Where the time comes from.

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Milliseconds since the Unix epoch.
    fn now(&self) -> i64;
}

/// The clock of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock; everything else is handed a `Clock`"
    )]
    fn now(&self) -> i64 {
        let now = std::time::SystemTime::now();
        // A clock set before 1970 or beyond the year 292,278,994 is broken, and
        // no time is more right than another.
        now.duration_since(std::time::UNIX_EPOCH)
            .ok()
            .and_then(|since| i64::try_from(since.as_millis()).ok())
            .unwrap_or(0)
    }
}
