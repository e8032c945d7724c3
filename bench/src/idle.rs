//! What a connection costs in memory while nothing happens.

use std::time::Duration;

use anyhow::{Result, bail};
use futures::SinkExt;
use serde_json::json;
use tokio::time::sleep;

use crate::fanout::as_float;
use crate::frames::{Peer, scripts};
use crate::options::{Common, Options};
use crate::person::Person;
use crate::plan::prepare;
use crate::process::Process;
use crate::random::Random;
use crate::raw::Raw;
use crate::site::Site;

/// Connections made before memory is looked at for the first time, so that what
/// any server needs for the first few is not counted.
const FIRST: usize = 20;
/// How long a server is left alone before its memory is looked at.
const CALM: Duration = Duration::from_secs(3);

/// Runs the command `idle`.
pub(crate) async fn run(mut options: Options) -> Result<()> {
    let clients: usize = options.take("clients", 1_000)?;
    let common = options.common()?;
    if clients == 0 {
        bail!("there is to be at least one connection");
    }
    let kib = match &common.peer {
        None => ours(&common, clients).await?,
        Some(name) => theirs(&common, name, clients).await?,
    };
    let each = kib / as_float(clients);
    let case = format!("{clients} connections");
    println!("{}, {case}: {each:.1} KiB each", common.subject());
    Raw::open(&common.out, "idle")?.add(&json!({
        "block": common.block, "subject": common.subject(), "case": case, "kib_each": each,
    }))
}

async fn ours(common: &Common, clients: usize) -> Result<f64> {
    let site = Site::serving(common).await?;
    let mut person = Person::sign_in(site.address, 0).await?;
    let prepared = prepare(&mut person, &mut Random::new(4), 10).await?;
    let mut open = Vec::new();
    let mut before = 0.0;
    for place in 0..FIRST + clients {
        if place == FIRST {
            before = resident(site.process()?).await?;
        }
        let mut live = person.live().await?;
        live.watch(prepared.plan, prepared.version).await?;
        open.push(live);
    }
    // Who is there is said to everybody each time somebody comes; it has to be
    // taken, or it would lie in the server's queues.
    let calm = CALM.mul_f64(0.5);
    let listening = open.iter_mut().map(|live| async move {
        while let Ok(Ok(_)) = tokio::time::timeout(calm, live.hear()).await {}
    });
    futures::future::join_all(listening).await;
    Ok(resident(site.process()?).await? - before)
}

async fn theirs(common: &Common, name: &str, clients: usize) -> Result<f64> {
    let peer = Peer::start(name, common).await?;
    let mut open = Vec::new();
    let mut before = 0.0;
    let scripts = scripts(name, common, "values", FIRST + clients, 0).await?;
    for (place, script) in scripts.into_iter().enumerate() {
        if place == FIRST {
            before = resident(&peer.process).await?;
        }
        let mut socket = peer.connect(&script).await?;
        for message in script.hello {
            socket.send(message).await?;
        }
        open.push(socket);
    }
    Ok(resident(&peer.process).await? - before)
}

/// Resident memory in KiB, once the server has come to rest.
async fn resident(server: &Process) -> Result<f64> {
    sleep(CALM).await;
    Ok(as_float(usize::try_from(server.resident()?)?))
}
