//! A Plumbline server, with a database of its own unless told otherwise.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;
use tokio::time::sleep;

use crate::clock::now;
use crate::http::Http;
use crate::options::Common;
use crate::process::{Process, free_address};

/// Longest that a start may take.
const START: Duration = Duration::from_secs(30);
/// How often a server that starts is asked whether it is well.
const ASK: Duration = Duration::from_millis(2);

/// A server that keeps its address and its database however often it is started.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) address: SocketAddr,
    server: PathBuf,
    core: Option<usize>,
    process: Option<Process>,
    /// The address of the database; in the folder unless it is shared.
    database: String,
    folder: TempDir,
}

impl Site {
    /// One that has not been started.
    pub(crate) fn new(common: &Common) -> Result<Self> {
        std::fs::create_dir_all(&common.folder)?;
        let server = common.server.canonicalize();
        let server = server.with_context(|| {
            let path = common.server.display();
            format!("{path} is missing: build it with `cargo xtask build`")
        })?;
        let folder = tempfile::tempdir_in(common.folder.canonicalize()?)?;
        let file = folder.path().join("plumbline.db");
        Ok(Self {
            address: free_address()?,
            server,
            core: common.core,
            process: None,
            database: format!("sqlite://{}", file.display()),
            folder,
        })
    }

    /// One that serves.
    pub(crate) async fn serving(common: &Common) -> Result<Self> {
        let mut site = Self::new(common)?;
        site.start()?;
        site.well().await?;
        Ok(site)
    }

    /// One that serves, on a database that others use too.
    pub(crate) async fn sharing(common: &Common, database: &str) -> Result<Self> {
        let mut site = Self::new(common)?;
        database.clone_into(&mut site.database);
        site.start()?;
        site.well().await?;
        Ok(site)
    }

    /// Where its own files lie.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Starts the process, and does not wait for it.
    pub(crate) fn start(&mut self) -> Result<()> {
        let arguments = [
            "--listen".to_owned(),
            self.address.to_string(),
            "--database".to_owned(),
            self.database.clone(),
        ];
        let log = self.folder.path().join("log");
        self.process = Some(Process::start(&self.server, &arguments, self.core, &log)?);
        Ok(())
    }

    /// Waits until it says that it is well.
    pub(crate) async fn well(&mut self) -> Result<()> {
        let begun = now();
        loop {
            let mut http = Http::new(self.address, &[]);
            match http.ask("GET", "/healthz", "text/plain", &[]).await {
                Ok(answer) if answer.status == 200 => return Ok(()),
                _ if begun.elapsed() > START => {
                    bail!("the server did not start in time.\n{}", self.log())
                }
                _ => {}
            }
            if self.process.as_mut().is_none_or(Process::has_ended) {
                bail!("the server ended at once.\n{}", self.log());
            }
            sleep(ASK).await;
        }
    }

    /// Kills the process.
    pub(crate) async fn kill(&mut self) -> Result<()> {
        match self.process.take() {
            Some(mut process) => process.kill().await,
            None => Ok(()),
        }
    }

    /// The process.
    pub(crate) fn process(&self) -> Result<&Process> {
        self.process.as_ref().context("the server is not running")
    }

    /// What it has said.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Keeps the database and the log, and says where they are.
    pub(crate) fn keep(mut self) -> PathBuf {
        self.folder.disable_cleanup(true);
        self.folder.path().to_owned()
    }
}
