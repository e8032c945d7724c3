//! Raw numbers, kept as JSON lines: one file for each measurement.

use std::fs::{File, OpenOptions, create_dir_all};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// A file of raw numbers that grows by a line at a time.
#[derive(Debug)]
pub(crate) struct Raw(File);

impl Raw {
    /// Opens the file of a measurement, which is made if need be.
    pub(crate) fn open(folder: &Path, measurement: &str) -> Result<Self> {
        create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let path = folder.join(format!("{measurement}.jsonl"));
        let file = OpenOptions::new().create(true).append(true).open(&path);
        let file = file.with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(Self(file))
    }

    /// Adds a line.
    pub(crate) fn add(&mut self, line: &Value) -> Result<()> {
        writeln!(self.0, "{line}").context("raw numbers cannot be written")
    }
}
