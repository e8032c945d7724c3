//! Clients, a server and a network that go wrong in every way, by a seed.
//!
//! A failure prints the command that shows its run again. `PLUMBLINE_SIM_SEEDS` makes
//! more runs than usual.

#[path = "simulation/client.rs"]
mod client;
#[path = "simulation/faults.rs"]
mod faults;
#[path = "simulation/ledger.rs"]
mod ledger;
#[path = "simulation/network.rs"]
mod network;
#[path = "simulation/older.rs"]
mod older;
#[path = "simulation/world.rs"]
mod world;

use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;

use faults::Faults;
use older::Grown;
use world::World;

/// Runs of a plan and of a scorecard, of [`EDITS`] edits each, and four times as
/// many as of a panel: together 540,000 edits.
const SEEDS: u64 = 3_000;
const EDITS: usize = 80;

/// Says how to see a run again when it fails.
struct Naming {
    document: &'static str,
    seed: u64,
    edits: usize,
}

impl Drop for Naming {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let Self {
                document,
                seed,
                edits,
            } = self;
            eprintln!(
                "To see this again: PLUMBLINE_SIM_DOCUMENT={document} PLUMBLINE_SIM_SEED={seed} \
                 PLUMBLINE_SIM_EDITS={edits} cargo test --release -p domain --test domain \
                 simulation::documents_survive -- --nocapture"
            );
        }
    }
}

fn run<D: Grown>(document: &'static str, seed: u64, edits: usize) -> Faults {
    let _naming = Naming {
        document,
        seed,
        edits,
    };
    let mut world = World::<D>::new(seed, edits);
    world.run();
    world.faults
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// Runs the seed that is asked for, or as many as there are to be.
fn runs<D: Grown>(document: &'static str, seeds: u64) -> Faults {
    let edits = number("PLUMBLINE_SIM_EDITS")
        .map_or(EDITS, |edits| usize::try_from(edits).unwrap_or(EDITS));
    let one = number("PLUMBLINE_SIM_SEED");
    let mut faults = Faults::default();
    for seed in one.map_or(0..seeds, |one| one..one + 1) {
        faults.add(&run::<D>(document, seed, edits));
    }
    println!("{document}: {faults}");
    faults
}

/// All documents at once, on as many cores as there are. Then every fault must
/// have been met so often that the runs prove something.
#[test]
fn documents_survive() {
    let seeds = number("PLUMBLINE_SIM_SEEDS").unwrap_or(SEEDS);
    let only = std::env::var("PLUMBLINE_SIM_DOCUMENT").ok();
    let wanted = |document| only.as_deref().is_none_or(|only| only == document);
    let mut faults = Faults::default();
    std::thread::scope(|scope| {
        let all = [
            wanted("plan").then(|| scope.spawn(|| runs::<Plan>("plan", seeds))),
            wanted("scorecard").then(|| scope.spawn(|| runs::<Scorecard>("scorecard", seeds))),
            wanted("panel").then(|| scope.spawn(|| runs::<Panel>("panel", seeds / 4))),
        ];
        for running in all.into_iter().flatten() {
            faults.add(
                &running
                    .join()
                    .expect("a run failed; how to see it again is above"),
            );
        }
    });
    println!("together: {faults}");
    if only.is_none() && number("PLUMBLINE_SIM_SEED").is_none() {
        assert_eq!(faults.rare(), Vec::<&str>::new(), "faults met too seldom");
    }
}
