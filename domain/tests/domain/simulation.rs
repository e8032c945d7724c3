//! Clients, a server and a network that go wrong in every way, by a seed.
//!
//! To see one run again: `PLUMBLINE_SIM_SEED=7 PLUMBLINE_SIM_EDITS=80` before the
//! command that a failure prints.

#[path = "simulation/client.rs"]
mod client;
#[path = "simulation/faults.rs"]
mod faults;
#[path = "simulation/ledger.rs"]
mod ledger;
#[path = "simulation/network.rs"]
mod network;
#[path = "simulation/world.rs"]
mod world;

use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;

use crate::edits::Subject;
use faults::Faults;
use world::World;

/// Runs that one test makes, of [`EDITS`] edits each: together about 20 seconds
/// on two cores.
const SEEDS: u64 = 2_000;
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
                "To see this again: PLUMBLINE_SIM_SEED={seed} PLUMBLINE_SIM_EDITS={edits} \
                 cargo test --release -p domain --test domain \
                 simulation::{document}_survives -- --nocapture"
            );
        }
    }
}

fn run<D: Subject>(document: &'static str, seed: u64, edits: usize) -> Faults {
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

/// Runs the seed that is asked for, or all of them, and then holds the runs to
/// having met every fault.
fn survives<D: Subject>(document: &'static str, seeds: u64) {
    let edits = number("PLUMBLINE_SIM_EDITS")
        .map_or(EDITS, |edits| usize::try_from(edits).unwrap_or(EDITS));
    let mut faults = Faults::default();
    if let Some(seed) = number("PLUMBLINE_SIM_SEED") {
        faults.add(&run::<D>(document, seed, edits));
        println!("{document}: {faults}");
        return;
    }
    for seed in 0..seeds {
        faults.add(&run::<D>(document, seed, edits));
    }
    println!("{document}: {seeds} runs met {faults}");
    assert_eq!(
        faults.missing(),
        Vec::<&str>::new(),
        "faults that no run met"
    );
}

#[test]
fn plan_survives() {
    survives::<Plan>("plan", SEEDS);
}

#[test]
fn scorecard_survives() {
    survives::<Scorecard>("scorecard", SEEDS);
}

#[test]
fn panel_survives() {
    survives::<Panel>("panel", SEEDS / 4);
}

/// A splice that had stayed out of sight, the scorecard being handed in from
/// another tab, was put together with what was typed once it was open again.
#[test]
fn scorecard_survives_typing_on_over_what_stayed_out_of_sight() {
    run::<Scorecard>("scorecard", 1_995, 80);
}
