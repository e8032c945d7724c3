//! Two processes on one `PostgreSQL`: from pushing an edit to one until a watcher
//! at the other hears it, beside the acknowledgement by the first.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use domain::id::DocumentId;
use domain::wire::{AnyEntries, ToBrowser};
use serde_json::json;
use tokio::time::{sleep, timeout};
use tokio::try_join;

use crate::acknowledge::Probe;
use crate::clock::now;
use crate::figures::{percentile, sorted};
use crate::options::Options;
use crate::person::{Live, Person};
use crate::plan::{prepare, push, set, version};
use crate::random::Random;
use crate::raw::Raw;
use crate::site::Site;

/// Pushes that are not counted, at the beginning.
const WARM: usize = 50;
/// Between two pushes. Frames that follow one another at once are held back to
/// be sent together; this is about one edit by itself.
const PAUSE: Duration = Duration::from_millis(10);
/// Longest wait for a frame.
const LATE: Duration = Duration::from_secs(10);

/// Milliseconds of every push: to its acknowledgement, to its being heard at either
/// process, and of the write that followed it.
#[derive(Default)]
struct Times {
    acknowledged: Vec<f64>,
    at_first: Vec<f64>,
    at_second: Vec<f64>,
    synced: Vec<f64>,
}

/// Runs the command `nodes`.
pub(crate) async fn run(mut options: Options) -> Result<()> {
    let pushes: usize = options.take("pushes", 300)?;
    let database: Option<String> = options.maybe("database")?;
    let common = options.common()?;
    if common.peer.is_some() {
        bail!("no peer shares a database among its processes, so there is nothing to measure");
    }
    let database = database.context("this needs --database, an empty one on PostgreSQL")?;
    let first = Site::sharing(&common, &database).await?;
    let second = Site::sharing(&common, &database).await?;

    let mut random = Random::new(5);
    let mut person = Person::sign_in(first.address, 0).await?;
    let plan = prepare(&mut person, &mut random, 1).await?;
    let mut here = person.live().await?;
    // Signed in at the first, known to the second.
    let mut there = person.at(second.address).live().await?;
    here.watch(plan.plan, plan.version).await?;
    there.watch(plan.plan, plan.version).await?;
    let mut probe = Probe::new(first.folder())?;

    let mut times = Times::default();
    let mut at = plan.version;
    for number in 0..WARM + pushes {
        let edit = set(plan.items[0], 0, number);
        let push = push(plan.plan, &mut random, at, vec![edit]);
        let begun = now();
        let acknowledged = async {
            let answer = person.push(&push).await?;
            anyhow::Ok((version(&answer)?, since(begun)))
        };
        let ((now_at, acknowledged), at_first, at_second) = try_join!(
            acknowledged,
            hear(&mut here, plan.plan, at + 1, begun),
            hear(&mut there, plan.plan, at + 1, begun),
        )?;
        at = now_at;
        let synced = probe.write()?;
        if number >= WARM {
            times.acknowledged.push(acknowledged);
            times.at_first.push(at_first);
            times.at_second.push(at_second);
            times.synced.push(synced);
        }
        sleep(PAUSE).await;
    }

    let [ack50, ack99] = percentiles(times.acknowledged);
    let [here50, here99] = percentiles(times.at_first);
    let [there50, there99] = percentiles(times.at_second);
    let [fsync50, fsync99] = percentiles(times.synced);
    println!(
        "acknowledged: p50 {ack50:.2} ms, p99 {ack99:.2} ms; heard at the same process: p50 {here50:.2} ms, \
         p99 {here99:.2} ms; at the other: p50 {there50:.2} ms, p99 {there99:.2} ms; fdatasync: p50 {fsync50:.2} ms"
    );
    Raw::open(&common.out, "nodes")?.add(&json!({
        "block": common.block, "subject": common.subject(), "case": "2 processes, 1 PostgreSQL",
        "acknowledged_p50_ms": ack50, "acknowledged_p99_ms": ack99,
        "here_p50_ms": here50, "here_p99_ms": here99,
        "there_p50_ms": there50, "there_p99_ms": there99,
        "fdatasync_p50_ms": fsync50, "fdatasync_p99_ms": fsync99,
    }))
}

/// Milliseconds until the entry of that version, which must come next, is heard.
async fn hear(live: &mut Live, plan: DocumentId, version: u64, begun: Instant) -> Result<f64> {
    let heard = timeout(LATE, async {
        loop {
            match live.hear().await? {
                ToBrowser::Present(..) => {}
                ToBrowser::Entries(of, AnyEntries::Plan(entries)) if of == plan => {
                    return anyhow::Ok((since(begun), entries));
                }
                other => bail!("{other:?} was not expected"),
            }
        }
    });
    let (late, entries) = heard.await.context("an edit was not heard")??;
    let versions: Vec<u64> = entries.iter().map(|entry| entry.version).collect();
    if versions != [version] {
        bail!("versions {versions:?} were heard instead of {version}");
    }
    Ok(late)
}

fn since(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1_000.0
}

fn percentiles(numbers: Vec<f64>) -> [f64; 2] {
    let numbers = sorted(numbers);
    [50, 99].map(|percent| percentile(&numbers, percent))
}
