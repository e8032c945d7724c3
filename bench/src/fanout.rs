//! From sending an edit to its being heard by every other client.

mod field;
mod ours;
mod theirs;

use std::rc::Rc;
use std::time::Duration;

use anyhow::{Result, bail};
use serde_json::json;
use tokio::task::LocalSet;
use tokio::time::{Instant, sleep, sleep_until};

use crate::acknowledge::Probe;
use crate::figures::{median, percentile, sorted};
use crate::frames::Peer;
use crate::options::{Common, Options};
use crate::process::{self, Process};
use crate::raw::Raw;
use crate::site::Site;
use field::Field;

/// Seconds that are not counted, at the beginning.
const WARM: usize = 2;
/// Until the first edit, so that everybody has connected.
const SOON: Duration = Duration::from_millis(500);
/// Longest wait for what was sent last.
const LATE: Duration = Duration::from_secs(10);
/// Writes made to see what the disk costs.
const PROBES: usize = 50;

/// How much is sent.
#[derive(Debug, Clone, Copy)]
struct Load {
    clients: usize,
    /// Edits a second of each.
    rate: usize,
    seconds: usize,
}

impl Load {
    /// Edits of one client in all.
    const fn edits(self) -> usize {
        (WARM + self.seconds) * self.rate
    }

    /// Edits of one client that are not counted.
    const fn warm(self) -> usize {
        WARM * self.rate
    }

    /// When a client makes its edit of that number, after the beginning. Clients
    /// take turns, so that the load is even.
    fn due(self, client: usize, number: usize) -> Duration {
        let turns = self.rate * self.clients;
        let turn = number * self.clients + client;
        Duration::from_secs(1).mul_f64(as_float(turn) / as_float(turns))
    }
}

/// Runs the command `fanout`.
pub(crate) async fn run(mut options: Options) -> Result<()> {
    let load = Load {
        clients: options.take("clients", 50)?,
        rate: options.take("rate", 10)?,
        seconds: options.take("seconds", 10)?,
    };
    let common = options.common()?;
    if load.clients < 2 || load.rate == 0 || load.seconds == 0 {
        bail!("nothing would be heard: at least 2 clients, 1 edit a second and 1 second");
    }
    LocalSet::new().run_until(measure(load, &common)).await
}

async fn measure(load: Load, common: &Common) -> Result<()> {
    let field = Rc::new(Field::new(load.clients, load.edits()));
    let (used, fsync) = match &common.peer {
        None => {
            let site = Site::serving(common).await?;
            let fsync = Probe::new(site.folder())?.writes(PROBES)?;
            let begin = ours::set_up(&site, load, &field).await?;
            (watch(load, begin, &field, site.process()?).await?, fsync)
        }
        Some(name) => {
            let peer = Peer::start(name, common).await?;
            let fsync = Probe::new(peer.folder())?.writes(PROBES)?;
            let begin = theirs::set_up(&peer, name, common, load, &field).await?;
            (watch(load, begin, &field, &peer.process).await?, fsync)
        }
    };
    let heard = sorted(field.heard(load.warm()));
    let expected = load.clients * (load.clients - 1) * load.seconds * load.rate;
    if heard.len() != expected {
        bail!("{} of {expected} were heard by the others", heard.len());
    }
    let [p50, p99] = [50, 99].map(|percent| percentile(&heard, percent));
    let cpu = used.server.as_secs_f64() * 1e6 / as_float(expected);
    let busy = used.load.as_secs_f64() / as_float(load.seconds);
    let case = format!("{} clients at {} a second", load.clients, load.rate);
    println!(
        "{}, {case}: p50 {p50:.2} ms, p99 {p99:.2} ms, {cpu:.2} us of server CPU for each delivery",
        common.subject()
    );
    Raw::open(&common.out, "fanout")?.add(&json!({
        "block": common.block, "subject": common.subject(), "case": case,
        "p50_ms": p50, "p99_ms": p99, "cpu_us": cpu, "delivered": expected,
        "load_busy": busy, "fdatasync_ms": median(&sorted(fsync)),
    }))
}

/// Processor time used while it was counted.
struct Used {
    server: Duration,
    load: Duration,
}

/// Lets the time go by, and waits for what was sent last.
async fn watch(load: Load, begin: Instant, field: &Field, server: &Process) -> Result<Used> {
    let counted = begin + load.due(0, load.warm());
    let end = begin + load.due(0, load.edits());
    sleep_until(counted).await;
    let (server_before, load_before) = (server.used()?, process::own_use()?);
    sleep_until(end).await;
    let used = Used {
        server: server.used()?.saturating_sub(server_before),
        load: process::own_use()?.saturating_sub(load_before),
    };
    let all = load.clients * (load.clients - 1) * load.edits();
    while field.count() < all && end.elapsed() < LATE {
        sleep(Duration::from_millis(20)).await;
    }
    if let Some(complaint) = field.complaint() {
        bail!("{complaint}");
    }
    Ok(used)
}

#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^52")]
pub(crate) const fn as_float(count: usize) -> f64 {
    count as f64
}
