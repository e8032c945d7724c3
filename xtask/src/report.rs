//! How much the browser downloads, and how much it may.

use std::fmt;

use anyhow::{Context, Result, bail};

/// What program, script and style should weigh together, in bytes as compressed by brotli.
const BUDGET: usize = 200_000;

/// What they may weigh until the budget is met: a build over this fails. Whoever raises it says
/// what for in `docs/decisions/0005-the-browser-budget-is-not-met-yet.md`.
const LIMIT: usize = 499_000;

/// One file's weight in bytes.
#[derive(Debug, PartialEq)]
pub(crate) struct Weight {
    /// What the file is: `wasm`, `js` or `css`.
    pub(crate) kind: String,
    /// As it is.
    pub(crate) raw: usize,
    /// As compressed by brotli at its best.
    pub(crate) brotli: usize,
}

/// The weights of all that a page downloads before it answers clicks.
#[derive(Debug, PartialEq)]
pub(crate) struct Report(pub(crate) Vec<Weight>);

impl Report {
    /// As kept for builds that have nothing to do.
    pub(crate) fn to_lines(&self) -> String {
        let lines = self
            .0
            .iter()
            .map(|weight| format!("{} {} {}\n", weight.kind, weight.raw, weight.brotli));
        lines.collect()
    }

    /// Reads [`Report::to_lines`].
    pub(crate) fn from_lines(lines: &str) -> Result<Self> {
        let weight = |line: &str| {
            let mut words = line.split(' ');
            Some(Weight {
                kind: words.next()?.to_owned(),
                raw: words.next()?.parse().ok()?,
                brotli: words.next()?.parse().ok()?,
            })
        };
        let weights = lines.lines().map(weight).collect::<Option<Vec<_>>>();
        weights
            .map(Self)
            .context("the last build's report is damaged: remove target/site-build")
    }

    /// Errors with what to do when the limit is exceeded.
    pub(crate) fn check(&self) -> Result<()> {
        let total = self.brotli();
        if total > LIMIT {
            bail!(
                "The browser's files weigh {total} bytes compressed, {} over the limit of \
                 {LIMIT}. Find what grew: compare this table with the last one, and \
                 `cargo tree -p frontend --target wasm32-unknown-unknown` with what is needed.",
                total - LIMIT
            );
        }
        Ok(())
    }

    fn brotli(&self) -> usize {
        self.0.iter().map(|weight| weight.brotli).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "  {:<6} {:>10} {:>10}", "bytes", "raw", "brotli")?;
        for weight in &self.0 {
            writeln!(
                out,
                "  {:<6} {:>10} {:>10}",
                weight.kind, weight.raw, weight.brotli
            )?;
        }
        let raw: usize = self.0.iter().map(|weight| weight.raw).sum();
        writeln!(out, "  {:<6} {raw:>10} {:>10}", "total", self.brotli())?;
        writeln!(out, "  {:<6} {:>10} {LIMIT:>10}", "limit", "")?;
        write!(out, "  {:<6} {:>10} {BUDGET:>10}", "budget", "")?;
        match self.brotli().saturating_sub(BUDGET) {
            0 => Ok(()),
            over => write!(out, "  missed by {over}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(brotli: usize) -> Report {
        Report(vec![
            Weight {
                kind: "wasm".into(),
                raw: 3 * brotli,
                brotli: brotli - 1,
            },
            Weight {
                kind: "css".into(),
                raw: 3,
                brotli: 1,
            },
        ])
    }

    #[test]
    fn the_sum_counts_and_one_byte_over_the_limit_fails() {
        assert!(report(LIMIT).check().is_ok());
        let refusal = report(LIMIT + 1).check().unwrap_err().to_string();
        let over = format!("1 over the limit of {LIMIT}");
        assert!(refusal.contains(&over), "{refusal}");
    }

    #[test]
    fn a_missed_budget_is_said() {
        assert!(!report(BUDGET).to_string().contains("missed"));
        assert!(report(BUDGET + 7).to_string().ends_with("missed by 7"));
    }

    #[test]
    fn a_kept_report_reads_back() {
        let kept = report(BUDGET);
        assert_eq!(Report::from_lines(&kept.to_lines()).unwrap(), kept);
        assert!(Report::from_lines("wasm 1").is_err());
    }
}
