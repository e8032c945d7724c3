//! Lengths that a message only claims cost no memory.
//!
//! Counting allocations takes code that this project forbids, so the system is
//! asked: the test runs itself again in a process that may have only so much, where
//! asking for more ends it.
#![cfg(target_os = "linux")]

use std::process::Command;

use domain::plan::{PlanEdit, PlanText};
use domain::sync::Batch;
use domain::text::Step;
use domain::wire::{AnyBatch, LARGEST_MESSAGE, Push, encode};

use super::damage::HUGE;
use super::messages::some_messages;
use super::read_as_anything;
use crate::hand::Hand;
use crate::words::raw;

/// Memory that the process may have, in kilobytes: what the test itself needs, and a
/// small multiple of the largest message. Lengths that are claimed go to gigabytes.
const MOST_KB: u32 = 250_000;
const INSIDE: &str = "PLUMBLINE_FUZZ_INSIDE";

#[test]
fn w2_lengths_that_are_only_claimed_cost_nothing() {
    if std::env::var_os(INSIDE).is_some() {
        read_what_claims_much();
        return;
    }
    let this = std::env::current_exe().expect("the test knows where it is");
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -v {MOST_KB} && exec \"$@\""), "sh"])
        .arg(this)
        .args([
            "--exact",
            "decoders::memory::w2_lengths_that_are_only_claimed_cost_nothing",
            "--test-threads=1",
        ])
        .env(INSIDE, "1")
        // The system's allocator sets much aside for each thread otherwise.
        .env("MALLOC_ARENA_MAX", "1")
        .output()
        .expect("a shell can be run");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "more than {MOST_KB} KB were asked for: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn read_what_claims_much() {
    for message in some_messages(&mut Hand::new(5)) {
        for at in 1..message.len().min(400) {
            for huge in HUGE {
                let mut bytes = message.clone();
                bytes.splice(at..=at, huge.iter().copied());
                read_as_anything(&bytes);
            }
        }
    }
    // As large as may come, and made of the smallest edits and steps there are.
    let edit = |steps: &[Step]| PlanEdit::Text {
        text: PlanText::Title,
        splice: raw(steps),
    };
    let small = encode(&edit(&[])).len() - 1;
    read_as_anything(&push(vec![edit(&[]); LARGEST_MESSAGE / small - 50]));
    let steps = vec![Step::Retain(0); LARGEST_MESSAGE / 2 - 50];
    read_as_anything(&push(vec![edit(&steps)]));
}

fn push(edits: Vec<PlanEdit>) -> Vec<u8> {
    let batch = Batch {
        id: Hand::new(6).batch(),
        base: 0,
        edits,
    };
    let bytes = encode(&Push {
        document: domain::id::DocumentId::default(),
        batch: AnyBatch::Plan(batch),
    });
    assert!(bytes.len() <= LARGEST_MESSAGE);
    assert!(bytes.len() > LARGEST_MESSAGE - 1_000);
    bytes
}
