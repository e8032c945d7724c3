//! Until every one of many clients that come at once has the whole document, or
//! the few edits that it lacks.

use std::time::Duration;

use anyhow::{Result, bail};
use domain::plan::{Plan, PlanEdit};
use domain::sync::{Document, Entry};
use domain::wire::{AnyEntries, CaughtUp, decode};
use futures::future::{join_all, try_join_all};
use futures::{SinkExt, StreamExt};
use serde_json::json;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;

use crate::clock::now;
use crate::frames::{Peer, Script, scripts};
use crate::options::{Common, Options};
use crate::person::{Live, Person, Unread};
use crate::plan::{Prepared, prepare, push, set, version};
use crate::process::Process;
use crate::random::Random;
use crate::raw::Raw;
use crate::site::Site;
use crate::tag;

/// Edits that a client lacks which was away for a moment.
const BEHIND: usize = 20;
/// Longest that anybody waits for a document.
const PATIENCE: Duration = Duration::from_mins(2);

/// How long it took, and how much processor time of the server.
#[derive(Debug, Clone, Copy)]
struct Storm {
    wall: f64,
    cpu: f64,
}

/// Runs the command `reconnect`.
pub(crate) async fn run(mut options: Options) -> Result<()> {
    let clients: usize = options.take("clients", 300)?;
    let items: usize = options.take("items", 1_000)?;
    let common = options.common()?;
    let (cold, behind) = match &common.peer {
        None => {
            let (cold, behind) = ours(&common, clients, items).await?;
            (cold, Some(behind))
        }
        Some(name) => (theirs(&common, name, clients, items).await?, None),
    };
    let case = format!("{clients} clients, {items} items");
    println!(
        "{}, {case}: all have it after {:.0} ms",
        common.subject(),
        cold.wall
    );
    let mut line = json!({
        "block": common.block, "subject": common.subject(), "case": case,
        "cold_ms": cold.wall, "cold_cpu_ms": cold.cpu,
    });
    if let Some(behind) = behind {
        println!("with {BEHIND} edits behind: {:.1} ms", behind.wall);
        line["behind_ms"] = behind.wall.into();
        line["behind_cpu_ms"] = behind.cpu.into();
    }
    Raw::open(&common.out, "reconnect")?.add(&line)
}

async fn ours(common: &Common, clients: usize, items: usize) -> Result<(Storm, Storm)> {
    let site = Site::serving(common).await?;
    let mut random = Random::new(3);
    let mut person = Person::sign_in(site.address, 0).await?;
    let mut prepared = prepare(&mut person, &mut random, items).await?;
    let cold = storm(&site, &person, clients, &prepared, 0, items).await?;

    let before = prepared.version;
    for number in 0..BEHIND {
        let edit = set(prepared.items[number % items], 0, number);
        let push = push(prepared.plan, &mut random, prepared.version, vec![edit]);
        prepared.version = version(&person.push(&push).await?)?;
    }
    let behind = storm(&site, &person, clients, &prepared, before, BEHIND).await?;
    Ok((cold, behind))
}

/// Everybody asks at once for what they lack after a version: `wanted` items of
/// a snapshot, or `wanted` entries.
async fn storm(
    site: &Site,
    person: &Person,
    clients: usize,
    prepared: &Prepared,
    after: u64,
    wanted: usize,
) -> Result<Storm> {
    let mut ready = Vec::new();
    for _ in 0..clients {
        let mut page = person.another_page();
        page.connect().await?;
        let live = page.live().await?;
        ready.push((page, live));
    }
    let mut all = Vec::new();
    let storm = timed(site.process()?, async {
        let coming = ready
            .iter_mut()
            .map(|(page, live)| catch_up(page, live, prepared, after, wanted));
        all = try_join_all(coming).await?;
        Ok(())
    });
    let storm = storm.await?;
    for unread in all {
        check(&unread, prepared, after, wanted)?;
    }
    Ok(storm)
}

/// Asks, and waits until every value has come. It is looked for as it is at the peers:
/// reading the whole is the client's own work, at either.
async fn catch_up(
    page: &mut Person,
    live: &mut Live,
    prepared: &Prepared,
    after: u64,
    wanted: usize,
) -> Result<Unread> {
    let unread = page.catch_up_unread(prepared.plan, after).await?;
    let mut awaited = Awaited::new(wanted);
    awaited.look(unread.bytes());
    if awaited.missing > 0 {
        bail!("{} of {wanted} values did not come", awaited.missing);
    }
    live.watch(prepared.plan, prepared.version).await?;
    Ok(unread)
}

/// Reads what came, and finds that it is what was to come.
fn check(unread: &Unread, prepared: &Prepared, after: u64, wanted: usize) -> Result<()> {
    let (version, found) = match unread.read()? {
        CaughtUp::Snapshot(version, body) => (version, decode::<Plan>(&body)?.items.len()),
        CaughtUp::Entries(AnyEntries::Plan(entries)) => {
            let version = after + u64::try_from(entries.len())?;
            if after > 0 {
                (version, entries.len())
            } else {
                (version, fold(&entries)?.items.len())
            }
        }
        CaughtUp::Entries(_) => bail!("a plan was asked for, and another document came"),
    };
    if (version, found) != (prepared.version, wanted) {
        bail!("{found} of {wanted} came, at version {version}");
    }
    Ok(())
}

/// The values that are yet to come, numbered from 0.
struct Awaited {
    seen: Vec<bool>,
    missing: usize,
}

impl Awaited {
    fn new(values: usize) -> Self {
        Self {
            seen: vec![false; values],
            missing: values,
        }
    }

    fn look(&mut self, bytes: &[u8]) {
        for (_, number) in tag::values(bytes) {
            if let Some(seen) = self.seen.get_mut(number).filter(|seen| !**seen) {
                *seen = true;
                self.missing -= 1;
            }
        }
    }
}

/// The plan that these entries make, as the server sends a plan that is short.
pub(crate) fn fold(entries: &[Entry<PlanEdit>]) -> Result<Plan> {
    let mut plan = Plan::default();
    for entry in entries {
        plan.apply(&entry.edit)?;
    }
    Ok(plan)
}

async fn theirs(common: &Common, name: &str, clients: usize, items: usize) -> Result<Storm> {
    let peer = Peer::start(name, common).await?;
    let mut scripts = scripts(name, common, "items", clients + 2, items).await?;
    // The first fills the document, and stays; the second sees that it is filled.
    let writer = scripts.remove(0);
    let mut socket = peer.connect(&writer).await?;
    for message in writer.hello.into_iter().chain(writer.edits) {
        socket.send(message).await?;
    }
    let reader = scripts.remove(0);
    let mut witness = peer.connect(&reader).await?;
    has_all(&mut witness, &reader, items).await?;

    let mut ready = Vec::new();
    for script in scripts {
        ready.push((peer.connect(&script).await?, script));
    }
    timed(&peer.process, async {
        let all = ready
            .iter_mut()
            .map(|(socket, script)| has_all(socket, script, items));
        for done in join_all(all).await {
            done?;
        }
        Ok(())
    })
    .await
}

/// Says hello and waits until every item has come.
async fn has_all(
    socket: &mut WebSocketStream<TcpStream>,
    script: &Script,
    items: usize,
) -> Result<()> {
    for message in &script.hello {
        socket.feed(message.clone()).await?;
    }
    socket.flush().await?;
    let mut awaited = Awaited::new(items);
    while awaited.missing > 0 {
        let Ok(message) = timeout(PATIENCE, socket.next()).await else {
            bail!("{} of {items} items did not come", awaited.missing);
        };
        let Some(message) = message.transpose()? else {
            bail!(
                "a client was cut off with {} of {items} items to come",
                awaited.missing
            );
        };
        awaited.look(&message.into_data());
    }
    Ok(())
}

async fn timed(server: &Process, storm: impl Future<Output = Result<()>>) -> Result<Storm> {
    let (before, begun) = (server.used()?, now());
    storm.await?;
    Ok(Storm {
        wall: begun.elapsed().as_secs_f64() * 1_000.0,
        cpu: server.used()?.saturating_sub(before).as_secs_f64() * 1_000.0,
    })
}
