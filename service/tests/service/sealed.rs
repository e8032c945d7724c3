//! Two worlds that differ only in what others have sealed send a panelist the same bytes,
//! and so the hiring manager and a candidate who works here.

mod world;

use std::num::NonZero;
use std::thread;

use super::house::Seeded;
use world::{Anew, Step, World};

/// Histories that every run takes; `PLUMBLINE_SEALED_HISTORIES` asks for more.
const HISTORIES: u64 = 12;
const STEPS: u64 = 25;
/// Steps after the scorecards are revealed, early.
const AFTER: u64 = 6;

fn history(seed: u64) -> Vec<Step> {
    let public = Seeded::new(seed);
    let item = || usize::try_from(public.below(3)).expect("small");
    (0..STEPS)
        .map(|index| match public.below(7) {
            _ if index == STEPS - AFTER => Step::Reveal,
            0 => Step::HandIn,
            1 => Step::Ask(item()),
            2 => Step::Skip(item()),
            3 => Step::Own(u8::try_from(public.below(5)).expect("small") + 1),
            4 => Step::CallAnew(match public.below(3) {
                0 => Anew::Candidate,
                1 => Anew::Manager,
                _ => Anew::Panel,
            }),
            _ => Step::Scribble,
        })
        .collect()
}

/// Lives through one history in two worlds and compares what is sent after each step.
async fn live_through(seed: u64) {
    let steps = history(seed);
    let (mut one, mut other) = (World::new().await, World::new().await);
    let (secret, another) = (Seeded::new(seed), Seeded::new(!seed));
    for (index, step) in steps.iter().enumerate() {
        one.take(*step, &secret).await;
        other.take(*step, &another).await;
        assert_eq!(
            one.sent.len(),
            other.sent.len(),
            "seed {seed}, step {index} {step:?}"
        );
        for (mine, theirs) in one.sent.drain(..).zip(other.sent.drain(..)) {
            assert_eq!(mine, theirs, "seed {seed}, step {index} {step:?}");
        }
    }
}

/// A thread for each core, each with histories of its own.
#[test]
fn what_others_have_sealed_makes_no_difference() {
    let asked = std::env::var("PLUMBLINE_SEALED_HISTORIES");
    let histories: u64 = asked.map_or(HISTORIES, |asked| asked.parse().expect("a number"));
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let compared: u64 = thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|first| {
                scope.spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread()
                        .enable_all()
                        .build()
                        .expect("a runtime is made");
                    let seeds = (first as u64..histories).step_by(threads);
                    seeds.fold(0, |count, seed| {
                        runtime.block_on(live_through(seed));
                        count + 1
                    })
                })
            })
            .collect();
        let compared = running.into_iter().map(|thread| match thread.join() {
            Ok(count) => count,
            // With the words it failed with.
            Err(failed) => std::panic::resume_unwind(failed),
        });
        compared.sum()
    });
    assert_eq!(compared, histories);
    println!("compared two worlds over {compared} histories of {STEPS} steps");
}

#[tokio::test]
async fn the_comparison_notices_a_difference_that_is_not_sealed() {
    let (mut one, mut other) = (World::new().await, World::new().await);
    let secret = Seeded::new(1);
    one.take(Step::Ask(0), &secret).await;
    other.take(Step::Ask(1), &secret).await;
    assert_ne!(one.sent, other.sent);
}

/// What is compared above is compared there too, where the panel is another than at first.
#[tokio::test]
async fn whoever_is_taken_off_and_called_back_makes_no_difference_by_what_they_wrote() {
    let steps = [
        Step::Scribble,
        Step::CallAnew(Anew::Panel),
        Step::Own(3),
        Step::CallAnew(Anew::Candidate),
        Step::CallAnew(Anew::Panel),
        Step::Scribble,
        Step::CallAnew(Anew::Manager),
        Step::HandIn,
        Step::CallAnew(Anew::Panel),
        Step::Reveal,
        Step::CallAnew(Anew::Candidate),
    ];
    let (mut one, mut other) = (World::new().await, World::new().await);
    let (secret, another) = (Seeded::new(7), Seeded::new(8));
    for step in steps {
        one.take(step, &secret).await;
        other.take(step, &another).await;
        assert_eq!(one.sent, other.sent, "{step:?}");
    }
    // Off and back; once with a scorecard that was handed in, and after the reveal, not at all.
    assert_eq!(one.called_anew, [true, true, true, true, false, false]);
}
