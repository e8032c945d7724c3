//! From pushing an edit to its acknowledgement, beside what the disk costs, and
//! how much more many clients get through than one.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};
use futures::future::try_join_all;
use serde_json::json;

use crate::clock::now;
use crate::fanout::as_float;
use crate::figures::{percentile, sorted};
use crate::options::Options;
use crate::person::Person;
use crate::plan::{Prepared, prepare, push, set, version};
use crate::random::Random;
use crate::raw::Raw;
use crate::site::Site;

/// How long one client, or all, push before it is the others' turn: a disk is not
/// as fast at one time as at another.
const TURN: Duration = Duration::from_secs(1);
/// What a probe writes: a page of the database.
const PAGE: [u8; 4_096] = [0x5a; 4_096];
/// Pages of the file that it is written to: as many as the log of a database has
/// before it begins anew.
const PAGES: u64 = 1_000;

/// Runs the command `acknowledge`.
pub(crate) async fn run(mut options: Options) -> Result<()> {
    let pushes: usize = options.take("pushes", 300)?;
    let clients: usize = options.take("clients", 100)?;
    let plans: usize = options.take("plans", 10)?;
    let seconds: u64 = options.take("seconds", 5)?;
    let disk: Option<f64> = options.maybe("disk-ms")?;
    let common = options.common()?;
    if common.peer.is_some() {
        bail!("peers acknowledge nothing that is durable, so there is nothing to measure");
    }
    let site = Site::serving(&common).await?;
    let mut random = Random::new(2);
    let mut person = Person::sign_in(site.address, 0).await?;
    let mut prepared = Vec::new();
    for _ in 0..plans.max(1) {
        prepared.push(prepare(&mut person, &mut random, clients).await?);
    }

    let (mut acknowledged, mut synced) = (Vec::new(), Vec::new());
    let mut alone = Pusher::new(person.another_page(), &prepared[0], 0, &mut random);
    let mut probe = Probe::new(site.folder())?;
    // By turns, for the same reason.
    for _ in 0..pushes {
        let begun = now();
        alone.push().await?;
        acknowledged.push(begun.elapsed().as_secs_f64() * 1_000.0);
        synced.push(probe.write()?);
    }
    let (acknowledged, synced) = (sorted(acknowledged), sorted(synced));

    let mut many: Vec<Pusher> = (0..clients)
        .map(|client| {
            let plan = &prepared[client % prepared.len()];
            Pusher::new(person.another_page(), plan, client, &mut random)
        })
        .collect();
    let (mut single, mut together) = (Rate::default(), Rate::default());
    for _ in 0..seconds {
        single.add(alone.push_for(TURN)).await?;
        let all = try_join_all(many.iter_mut().map(|client| client.push_for(TURN)));
        together
            .add(async { Ok(all.await?.into_iter().sum()) })
            .await?;
    }
    let (single, together) = (single.a_second(), together.a_second());

    let [p50, p99] = [50, 99].map(|percent| percentile(&acknowledged, percent));
    let [fsync50, fsync99] = [50, 99].map(|percent| percentile(&synced, percent));
    let disk = match disk {
        Some(at_least) if fsync50 < at_least => bail!(
            "an fdatasync took {fsync50:.2} ms and not {at_least}: bench/slow-disk.c is not preloaded"
        ),
        Some(at_least) => format!(", a disk of {at_least} ms"),
        None => String::new(),
    };
    println!(
        "acknowledged: p50 {p50:.2} ms, p99 {p99:.2} ms; fdatasync: p50 {fsync50:.2} ms, p99 {fsync99:.2} ms; \
         one client {single:.0} edits a second, {clients} clients {together:.0}"
    );
    Raw::open(&common.out, "acknowledge")?.add(&json!({
        "block": common.block, "subject": common.subject(), "case": format!("{clients} clients{disk}"),
        "p50_ms": p50, "p99_ms": p99, "fdatasync_p50_ms": fsync50, "fdatasync_p99_ms": fsync99,
        "single_per_s": single, "together_per_s": together,
    }))
}

/// A file in which every page has been written before, as the log of a database
/// that is in use.
pub(crate) struct Probe {
    file: File,
    next: u64,
}

impl Probe {
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        let mut file = File::create(folder.join("probe"))?;
        for _ in 0..PAGES {
            file.write_all(&PAGE)?;
        }
        file.sync_all()?;
        Ok(Self { file, next: 0 })
    }

    /// Milliseconds of writing the next page and waiting for the disk.
    pub(crate) fn write(&mut self) -> Result<f64> {
        let begun = now();
        self.file
            .seek(SeekFrom::Start(self.next * PAGE.len() as u64))?;
        self.file.write_all(&PAGE)?;
        self.file.sync_data()?;
        self.next = (self.next + 1) % PAGES;
        Ok(begun.elapsed().as_secs_f64() * 1_000.0)
    }

    /// The same so many times.
    pub(crate) fn writes(&mut self, count: usize) -> Result<Vec<f64>> {
        (0..count).map(|_| self.write()).collect()
    }
}

/// A client that pushes one edit after another.
struct Pusher {
    person: Person,
    plan: domain::id::DocumentId,
    item: domain::id::ItemId,
    client: usize,
    version: u64,
    random: Random,
    made: usize,
}

impl Pusher {
    fn new(person: Person, prepared: &Prepared, client: usize, random: &mut Random) -> Self {
        Self {
            person,
            plan: prepared.plan,
            item: prepared.items[client],
            client,
            version: prepared.version,
            random: Random::new(random.next()),
            made: 0,
        }
    }

    async fn push(&mut self) -> Result<()> {
        let edit = set(self.item, self.client, self.made);
        let push = push(self.plan, &mut self.random, self.version, vec![edit]);
        self.version = version(&self.person.push(&push).await?)?;
        self.made += 1;
        Ok(())
    }

    /// Pushes for a while, and answers with how many edits.
    async fn push_for(&mut self, time: Duration) -> Result<usize> {
        let (begun, before) = (now(), self.made);
        while begun.elapsed() < time {
            self.push().await?;
        }
        Ok(self.made - before)
    }
}

/// How much was done in how much time.
#[derive(Default)]
struct Rate {
    count: usize,
    time: Duration,
}

impl Rate {
    async fn add(&mut self, work: impl Future<Output = Result<usize>>) -> Result<()> {
        let begun = now();
        self.count += work.await?;
        self.time += begun.elapsed();
        Ok(())
    }

    fn a_second(&self) -> f64 {
        as_float(self.count) / self.time.as_secs_f64()
    }
}
