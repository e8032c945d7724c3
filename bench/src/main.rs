//! Plumbline from outside: killed under load, and measured alone and beside its
//! peers. Everything goes over the network, as a browser would.

mod acknowledge;
mod clock;
mod fanout;
mod figures;
mod frames;
mod http;
mod idle;
mod kill;
mod nodes;
mod open;
mod options;
mod person;
mod plan;
mod process;
mod random;
mod raw;
mod reconnect;
mod site;
mod table;
mod tag;

use std::process::ExitCode;

use anyhow::{Result, bail};
use options::Options;

const HELP: &str = "\
bench COMMAND [--option value]...

  kill         kills the server at random moments under load and looks for losses
                 --times 200 --clients 8 --plans 3 --seed N
  fanout       from sending an edit to its being heard by every other client
                 --clients 50 --rate 10 --seconds 10
  acknowledge  from pushing an edit to its acknowledgement; fdatasync; group commit
                 --pushes 300 --clients 100 --plans 10 --seconds 5 [--disk-ms N: with slow-disk.c]
  reconnect    until every client has the whole document, or the 20 edits it lacks
                 --clients 300 --items 1000
  idle         resident memory of a connection
                 --clients 1000
  nodes        from pushing an edit to one process to its being heard at another
                 --database URL --pushes 300
  open         until a plan that was edited for long is there, after a start
                 --items 100 --edits 10000 --openings 60
  table        the results, from the raw numbers
                 --out FOLDER --into FILE

Options of all but table:
  --server PATH  the built server (target/release/server)
  --folder PATH  where databases are put while it runs (target/bench)
  --out PATH     where raw numbers are added, as JSON lines (target/bench/raw)
  --core N       the core that the server is bound to (any)
  --peer NAME    measures a peer instead: floor, hocuspocus, y-websocket or tldraw
                 (fanout, reconnect and idle)
  --node PATH    the Node that peers run on (node)
  --block N      a number to be kept with the raw numbers";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let options = Options::read(arguments)?;
    // One thread, so that one core is enough for the load.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command.as_str() {
            "kill" => kill::run(options).await,
            "fanout" => fanout::run(options).await,
            "acknowledge" => acknowledge::run(options).await,
            "reconnect" => reconnect::run(options).await,
            "nodes" => nodes::run(options).await,
            "open" => open::run(options).await,
            "idle" => idle::run(options).await,
            "table" => table::run(options),
            "" | "help" | "--help" => {
                println!("{HELP}");
                Ok(())
            }
            other => bail!("there is no command {other:?}; `bench help` lists them"),
        }
    })
}
