//! What the fuzzer starts from passes, and is what it is meant to be.

use plumbline_fuzz::{drafts, kits, memory, messages, seeds};

#[test]
fn everything_the_fuzzer_starts_from_passes() {
    for (target, check) in [
        ("messages", messages::check as fn(&[u8])),
        ("drafts", drafts::check),
        ("kits", kits::check),
    ] {
        let seeds = seeds::of(target);
        assert!(seeds.len() > 3, "{target}");
        for seed in seeds {
            memory::bounded(seed.len(), || check(&seed));
        }
    }
}
