//! Until a plan that has been edited for a long time is there, at a server that
//! has nothing of it in memory.

use anyhow::{Result, bail};
use domain::plan::Plan;
use domain::wire::{AnyEntries, CaughtUp, decode};
use serde_json::json;

use crate::clock::now;
use crate::figures::{percentile, sorted};
use crate::options::Options;
use crate::person::Person;
use crate::plan::{Prepared, prepare, push, set, version};
use crate::random::Random;
use crate::raw::Raw;
use crate::reconnect::fold;
use crate::site::Site;

/// Edits in a batch, as of somebody who types.
const AT_ONCE: usize = 10;
/// The server keeps a snapshot whenever a plan has grown by so many versions. The
/// plan is left just short of the next one, with as much to replay as there can be.
const SNAPSHOT_EVERY: u64 = 200;
/// What is set out for, in milliseconds.
const AIM: u32 = 10;

/// Runs the command `open`.
pub(crate) async fn run(mut options: Options) -> Result<()> {
    let items: usize = options.take("items", 100)?;
    let edits: usize = options.take("edits", 10_000)?;
    let openings: usize = options.take("openings", 60)?;
    let common = options.common()?;
    if common.peer.is_some() {
        bail!("peers keep their documents otherwise, so there is nothing to compare");
    }
    if items == 0 || openings == 0 {
        bail!("there is to be at least one item, and one opening");
    }
    let mut site = Site::serving(&common).await?;
    let mut random = Random::new(6);
    let mut person = Person::sign_in(site.address, 0).await?;
    let other = prepare(&mut person, &mut random, 1).await?;
    let mut plan = prepare(&mut person, &mut random, items).await?;
    edit(&mut person, &mut random, &mut plan, edits).await?;

    let mut times = Vec::new();
    for _ in 0..openings {
        // Nothing of it is in memory, neither the room nor pages of the database.
        site.kill().await?;
        site.start()?;
        site.well().await?;
        person.hang_up();
        // What any server does for the first time only is not counted.
        opened(&mut person, &other).await?;
        times.push(opened(&mut person, &plan).await?);
    }
    let times = sorted(times);
    let [p50, p99] = [50, 99].map(|percent| percentile(&times, percent));
    let case = format!("{items} items after {edits} edits");
    println!("{case}: open after p50 {p50:.2} ms, p99 {p99:.2} ms");
    Raw::open(&common.out, "open")?.add(&json!({
        "block": common.block, "subject": common.subject(), "case": case,
        "openings": openings, "version": plan.version, "p50_ms": p50, "p99_ms": p99, "aim_ms": AIM,
    }))
}

/// Edits every item in turn, and then some until just before the next snapshot.
async fn edit(
    person: &mut Person,
    random: &mut Random,
    plan: &mut Prepared,
    edits: usize,
) -> Result<()> {
    let mut made = 0;
    while made < edits || !(plan.version + 1).is_multiple_of(SNAPSHOT_EVERY) {
        let most = if made < edits {
            AT_ONCE.min(edits - made)
        } else {
            1
        };
        let batch = (made..made + most)
            .map(|number| set(plan.items[number % plan.items.len()], 0, number))
            .collect();
        let push = push(plan.plan, random, plan.version, batch);
        plan.version = version(&person.push(&push).await?)?;
        made += most;
    }
    Ok(())
}

/// Milliseconds from asking for a plan until it is there, decoded.
async fn opened(person: &mut Person, prepared: &Prepared) -> Result<f64> {
    person.connect().await?;
    let begun = now();
    let answer = person.catch_up(prepared.plan, 0, false).await?;
    let (version, items) = match answer {
        CaughtUp::Snapshot(version, body) => (version, decode::<Plan>(&body)?.items.len()),
        CaughtUp::Entries(AnyEntries::Plan(entries)) => {
            let version = entries.last().map_or(0, |entry| entry.version);
            (version, fold(&entries)?.items.len())
        }
        CaughtUp::Entries(_) => bail!("a plan was asked for, and another document came"),
    };
    let time = begun.elapsed().as_secs_f64() * 1_000.0;
    if (version, items) != (prepared.version, prepared.items.len()) {
        bail!("{items} items came, at version {version}");
    }
    Ok(time)
}
