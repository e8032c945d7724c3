//! Options of the command line: names with values.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Result, bail};

/// What was asked for and not yet looked at.
#[derive(Debug)]
pub(crate) struct Options(BTreeMap<String, String>);

/// What every measurement needs to know.
#[derive(Debug, Clone)]
pub(crate) struct Common {
    /// The built server.
    pub(crate) server: PathBuf,
    /// Where databases are put while it runs.
    pub(crate) folder: PathBuf,
    /// Where raw numbers go.
    pub(crate) out: PathBuf,
    /// The core that the server is bound to.
    pub(crate) core: Option<usize>,
    /// The peer that is measured instead of the server.
    pub(crate) peer: Option<String>,
    /// The Node that peers run on.
    pub(crate) node: PathBuf,
    /// Of which block of a longer run this is part.
    pub(crate) block: u32,
}

impl Common {
    /// The name under which raw numbers are kept.
    pub(crate) fn subject(&self) -> &str {
        self.peer.as_deref().unwrap_or("plumbline")
    }
}

impl Options {
    /// Reads pairs of `--name value`.
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut found = BTreeMap::new();
        while let Some(name) = arguments.next() {
            let Some(bare) = name.strip_prefix("--") else {
                bail!("{name:?} is not an option; `bench help` lists them");
            };
            let value = arguments.next();
            let value = value.with_context(|| format!("{name} needs a value"))?;
            found.insert(bare.to_owned(), value);
        }
        Ok(Self(found))
    }

    /// Takes an option's value, or else the usual one.
    pub(crate) fn take<T: FromStr>(&mut self, name: &str, usual: T) -> Result<T> {
        Ok(self.maybe(name)?.unwrap_or(usual))
    }

    /// Takes an option's value, if it was given.
    pub(crate) fn maybe<T: FromStr>(&mut self, name: &str) -> Result<Option<T>> {
        let Some(value) = self.0.remove(name) else {
            return Ok(None);
        };
        match value.parse() {
            Ok(value) => Ok(Some(value)),
            Err(_) => bail!("--{name} cannot be {value:?}; `bench help` shows what it can be"),
        }
    }

    /// Takes what every measurement needs; nothing may be left over.
    pub(crate) fn common(mut self) -> Result<Common> {
        let common = Common {
            server: self.take("server", "target/release/server".into())?,
            folder: self.take("folder", "target/bench".into())?,
            out: self.take("out", "target/bench/raw".into())?,
            core: self.maybe("core")?,
            peer: self.maybe("peer")?,
            node: self.take("node", "node".into())?,
            block: self.take("block", 0)?,
        };
        self.finish()?;
        Ok(common)
    }

    /// Complains of options that nobody took.
    pub(crate) fn finish(self) -> Result<()> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(name) => bail!("there is no option --{name} here; `bench help` lists them"),
        }
    }
}
