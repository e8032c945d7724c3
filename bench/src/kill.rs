//! The server is killed at random moments under load, started again, and asked
//! for everything. Nothing that anybody was told may be missing.

mod edits;
mod record;
mod tab;

use std::cell::RefCell;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use domain::id::DocumentId;
use domain::plan::{Plan, PlanEdit};
use domain::sync::{Document, Entry};
use domain::wire::{AnyEntries, CaughtUp};
use futures::future::{join, join_all};
use serde_json::json;
use tokio::time::sleep;

use crate::clock::{self, now};
use crate::figures::{median, sorted};
use crate::options::{Common, Options};
use crate::person::Person;
use crate::random::Random;
use crate::raw::Raw;
use crate::site::Site;
use record::Record;
use tab::Tab;

/// Shortest and longest time under load before a kill, in milliseconds.
const SHORTEST: usize = 5;
const LONGEST: usize = 350;
/// One start in so many is killed too, before the server serves.
const START_KILLED: usize = 6;
/// Longest time into a start at which it is killed, in milliseconds.
const INTO_START: usize = 120;
/// After so many kills people go on with new plans.
const PLANS_LAST: usize = 10;

/// A plan, those who have it open, and what they were told.
struct Table {
    plan: DocumentId,
    tabs: Vec<Tab>,
    record: RefCell<Record>,
}

/// What has happened so far.
#[derive(Debug, Default)]
struct Totals {
    edits: u64,
    /// Batches that were on their way when the server was killed.
    open: u64,
    /// Of those, how many were durable nevertheless.
    kept: u64,
    starts_killed: u64,
}

struct Load {
    clients: usize,
    plans: usize,
    seed: u64,
}

/// Runs the command `kill`.
pub(crate) async fn run(mut options: Options) -> Result<()> {
    let times: usize = options.take("times", 200)?;
    let seed = match options.maybe("seed")? {
        Some(seed) => seed,
        None => clock::seed() % 1_000_000_000,
    };
    let load = Load {
        clients: options.take("clients", 8)?,
        plans: options.take("plans", 3)?,
        seed,
    };
    let common = options.common()?;
    if load.plans == 0 || load.clients < load.plans {
        bail!("there are to be at least as many clients as plans, and one plan");
    }
    println!(
        "Killing the server {times} times, with {} clients on {} plans; seed {seed}.",
        load.clients, load.plans
    );
    let mut raw = Raw::open(&common.out, "kill")?;
    let mut site = Site::serving(&common).await?;
    match kill_often(&mut site, &load, times, &mut raw, &common).await {
        Ok(()) => Ok(()),
        Err(error) => {
            let log = site.log();
            let kept = site.keep();
            Err(error.context(format!(
                "seed {seed}: `bench kill --seed {seed} --times {times} --clients {} --plans {}` tries it \
                 again. The database and the log are kept in {}.\n{log}",
                load.clients,
                load.plans,
                kept.display()
            )))
        }
    }
}

async fn kill_often(
    site: &mut Site,
    load: &Load,
    times: usize,
    raw: &mut Raw,
    common: &Common,
) -> Result<()> {
    let mut random = Random::new(load.seed);
    let mut totals = Totals::default();
    let mut tables = Vec::new();
    let mut aways = Vec::new();
    for round in 0..times {
        if round % PLANS_LAST == 0 {
            tables = set(site, load, &mut random).await?;
        }
        let under_load = SHORTEST + random.below(LONGEST - SHORTEST);
        let (killed, ()) = join(
            async {
                sleep(millis(under_load)).await;
                let killed = now();
                site.kill().await.map(|()| killed)
            },
            work(&mut tables),
        )
        .await;
        let killed = killed?;
        if random.below(START_KILLED) == 0 {
            totals.starts_killed += 1;
            site.start()?;
            sleep(millis(random.below(INTO_START))).await;
            site.kill().await?;
        }
        let started = now();
        site.start()?;
        site.well().await?;
        let (away, start) = (milliseconds(killed), milliseconds(started));
        aways.push(start);
        for (place, table) in tables.iter_mut().enumerate() {
            let checked = check(table, &mut totals).await;
            checked.with_context(|| {
                format!("kill {round}, {under_load} ms into the load, plan {place}")
            })?;
        }
        raw.add(&json!({
            "block": common.block, "seed": load.seed, "kill": round, "under_load_ms": under_load,
            "start_ms": start, "away_ms": away,
        }))?;
        if (round + 1) % 20 == 0 {
            println!("{} kills, {} edits acknowledged", round + 1, totals.edits);
        }
    }
    let aways = sorted(aways);
    println!(
        "{times} kills and {} killed starts: {} edits acknowledged, none lost, doubled or out of order. \
         {} batches were on their way, {} of them durable already. \
         From start to serving: median {:.0} ms, at most {:.0} ms.",
        totals.starts_killed,
        totals.edits,
        totals.open,
        totals.kept,
        median(&aways),
        aways.last().copied().unwrap_or_default()
    );
    Ok(())
}

/// New plans, each with its share of the clients.
async fn set(site: &Site, load: &Load, random: &mut Random) -> Result<Vec<Table>> {
    let mut people = Vec::new();
    for place in 0..5 {
        people.push(Person::sign_in(site.address, place).await?);
    }
    let mut tables = Vec::new();
    for _ in 0..load.plans {
        let plan = DocumentId::from_bytes(random.id());
        people[0].new_plan(plan).await?;
        tables.push(Table {
            plan,
            tabs: Vec::new(),
            record: RefCell::default(),
        });
    }
    for number in 0..load.clients {
        let table = &mut tables[number % load.plans];
        let person = people[number % people.len()].another_page();
        let mut tab = Tab::open(number, person, table.plan, Random::new(random.next()));
        tab.catch_up(&table.record).await?;
        table.tabs.push(tab);
    }
    Ok(tables)
}

/// Everybody edits until the server is gone.
async fn work(tables: &mut [Table]) {
    let everybody = tables.iter_mut().flat_map(|table| {
        let record = &table.record;
        table.tabs.iter_mut().map(move |tab| tab.work(record))
    });
    join_all(everybody).await;
}

/// Everybody goes on where they were; then all are compared with the log.
async fn check(table: &mut Table, totals: &mut Totals) -> Result<()> {
    let before = log(table).await?;
    let durable = |batch| before.iter().any(|entry| entry.batch == batch);
    for tab in &mut table.tabs {
        if let Some(batch) = tab.on_its_way() {
            totals.open += 1;
            totals.kept += u64::from(durable(batch));
        }
        tab.come_back(&table.record).await?;
    }
    let log = log(table).await?;
    let record = table.record.get_mut();
    totals.edits += record.check(&log)?;
    let mut plan = Plan::default();
    for entry in &log {
        let applied = plan.apply(&entry.edit);
        applied.with_context(|| format!("edit {} of the log does not apply", entry.version))?;
    }
    for tab in &mut table.tabs {
        tab.catch_up(&table.record).await?;
        if !tab.sees(&plan, log.len()) {
            bail!(
                "client {} sees another plan than the log makes",
                tab.number()
            );
        }
    }
    Ok(())
}

async fn log(table: &mut Table) -> Result<Vec<Entry<PlanEdit>>> {
    let tab = table.tabs.first_mut().context("nobody has the plan open")?;
    match tab.everything().await? {
        CaughtUp::Entries(AnyEntries::Plan(entries)) => Ok(entries),
        _ => bail!("entries of a plan were asked for, and something else came"),
    }
}

fn millis(count: usize) -> Duration {
    Duration::from_millis(u64::try_from(count).unwrap_or(u64::MAX))
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}
