//! A server as a process: started, looked at, killed.

use std::fs::{self, OpenOptions};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::process::{Child, Command};

/// Microseconds in a tick of the kernel's clock for processes, which is the same
/// on every Linux that people run.
const TICK: u64 = 10_000;

/// A process that ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Process(Child);

impl Process {
    /// Starts a program, bound to a core if that is wanted. What it says is
    /// added to the file `log`.
    pub(crate) fn start(
        program: &Path,
        arguments: &[String],
        core: Option<usize>,
        log: &Path,
    ) -> Result<Self> {
        let mut command = match core {
            None => Command::new(program),
            Some(core) => {
                let mut command = Command::new("taskset");
                command.arg("--cpu-list").arg(core.to_string()).arg(program);
                command
            }
        };
        let log = OpenOptions::new().create(true).append(true).open(log)?;
        command
            .args(arguments)
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true);
        let child = command.spawn();
        let child = child
            .with_context(|| format!("{} cannot be started: is it built?", program.display()))?;
        Ok(Self(child))
    }

    /// Ends it as a power cut would: it is told nothing and finishes nothing.
    pub(crate) async fn kill(&mut self) -> Result<()> {
        self.0.start_kill()?;
        self.0.wait().await?;
        Ok(())
    }

    /// Whether it has ended by itself.
    pub(crate) fn has_ended(&mut self) -> bool {
        !matches!(self.0.try_wait(), Ok(None))
    }

    /// Processor time it has used so far, in user code and in the kernel for it.
    pub(crate) fn used(&self) -> Result<Duration> {
        used(&self.read("stat")?)
    }

    /// Memory of its that is in the machine's memory, in KiB.
    pub(crate) fn resident(&self) -> Result<u64> {
        let status = self.read("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        number.context("/proc does not look as it should")
    }

    fn read(&self, file: &str) -> Result<String> {
        let Some(pid) = self.0.id() else {
            bail!("the server is not running");
        };
        fs::read_to_string(format!("/proc/{pid}/{file}"))
            .context("this needs /proc, as Linux has it")
    }
}

/// An address on this machine that nothing listens on.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// Processor time that this process has used so far.
pub(crate) fn own_use() -> Result<Duration> {
    used(&fs::read_to_string("/proc/self/stat")?)
}

fn used(line: &str) -> Result<Duration> {
    // The name, in brackets, may hold anything; fields 14 and 15 are counted from behind it.
    let fields = line
        .rsplit_once(')')
        .map(|(_, rest)| rest.split_whitespace());
    let ticks = fields.and_then(|mut fields| {
        let user: u64 = fields.nth(11)?.parse().ok()?;
        let system: u64 = fields.next()?.parse().ok()?;
        Some(user + system)
    });
    let ticks = ticks.context("/proc does not look as it should")?;
    Ok(Duration::from_micros(ticks * TICK))
}
