//! Two worlds that differ only in what others have sealed send a panelist the same bytes,
//! and so the hiring manager and a candidate who works here.

use std::num::NonZero;
use std::thread;

use domain::id::{DocumentId, ItemId};
use domain::panel::{Coverage, PanelEdit};
use domain::scorecard::{Rating, Recommendation, ScorecardEdit};
use domain::wire::{ToBrowser, decode, encode};
use service::{Actor, Lineup, Manager, Subscription};

use super::house::{House, Seeded, lineup, note, person, rate};
use super::looks::There;

/// Histories that every run takes; `PLUMBLINE_SEALED_HISTORIES` asks for more.
const HISTORIES: u64 = 12;
const STEPS: u64 = 25;
/// Who looks on: a panelist, the hiring manager and the candidate.
const LOOKER: u8 = 1;
const MANAGER: u8 = 3;
const CANDIDATE: u8 = 4;

/// A world, and everything that was sent to the panelist who looks on.
struct World {
    house: House,
    interview: DocumentId,
    items: Vec<ItemId>,
    /// The members by their places, signed in once: that is a write to the store, and would
    /// be most of what thousands of histories wait for.
    members: Vec<Actor>,
    looking: Subscription,
    /// What those who look on were sent.
    sent: Vec<(&'static str, Vec<u8>)>,
    panel_version: u64,
    frames_to: u64,
    /// Pushes of the one who looks on, which name their batches.
    pushes: u8,
}

/// A step that is the same in both worlds, save for what is sealed.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// The other panelist writes something on their scorecard.
    Scribble,
    /// The other panelist submits, or takes it back.
    HandIn,
    /// The lead asks a question.
    Ask(usize),
    /// The lead leaves a question out.
    Skip(usize),
    /// Whoever looks on writes on their own scorecard.
    Own(u8),
}

impl World {
    async fn new() -> Self {
        let house = House::new().await;
        let lineup = Lineup {
            candidate_is: Some(person(CANDIDATE)),
            manager: Some(Manager {
                person: person(MANAGER),
                totals_only: false,
            }),
            ..lineup("Ngozi", &[LOOKER, 2])
        };
        let (interview, items) = house.interview_of(lineup).await;
        let mut members = Vec::new();
        for place in 0..=CANDIDATE {
            members.push(house.member(place).await);
        }
        let looker = &members[usize::from(LOOKER)];
        let looking = house.service.watch(looker, interview, 1).await;
        Self {
            looking: looking.expect("watched"),
            house,
            interview,
            items,
            members,
            sent: Vec::new(),
            panel_version: 1,
            frames_to: 1,
            pushes: 0,
        }
    }

    fn member(&self, place: u8) -> Actor {
        self.members[usize::from(place)].clone()
    }

    /// Takes a step. `secret` stirs what is sealed, and nothing else.
    async fn take(&mut self, step: Step, secret: &Seeded) {
        let (lead, looker, other) = (self.member(0), self.member(LOOKER), self.member(2));
        match step {
            Step::Scribble => self.scribble(&other, secret).await,
            Step::HandIn => {
                let (scorecard, version) = self.house.scorecard(&other, self.interview).await;
                let edit = if self.has_handed_in(&other).await {
                    ScorecardEdit::Reopen
                } else {
                    ScorecardEdit::Submit { at: 0 }
                };
                let pushed = self
                    .house
                    .push_scorecard(&other, scorecard, version, vec![edit]);
                assert!(pushed.await.expect("taken").refused.is_empty());
                self.panel_version += 1;
            }
            Step::Ask(item) => {
                self.on_panel(
                    &lead,
                    PanelEdit::Ask {
                        item: self.items[item],
                        at: 0,
                    },
                )
                .await;
            }
            Step::Skip(item) => {
                let item = self.items[item];
                let coverage = Some(Coverage::Skipped);
                self.on_panel(&lead, PanelEdit::Mark { item, coverage })
                    .await;
            }
            Step::Own(level) => {
                self.pushes += 1;
                let (scorecard, version) = self.house.scorecard(&looker, self.interview).await;
                let edits = vec![rate(self.items[0], level)];
                let batch = domain::sync::Batch {
                    // Ids of batches are the clients' own: the same in both worlds.
                    id: domain::id::BatchId::from_bytes([self.pushes; 16]),
                    base: version,
                    edits,
                };
                let batch = domain::wire::AnyBatch::Scorecard(batch);
                let push = domain::wire::Push {
                    document: scorecard,
                    batch,
                };
                let pushed = self.house.service.push(&looker, push).await;
                self.sent.push(("own push", encode(&pushed)));
            }
        }
        self.look(&other).await;
    }

    async fn scribble(&self, other: &Actor, secret: &Seeded) {
        if self.has_handed_in(other).await {
            return;
        }
        let (scorecard, version) = self.house.scorecard(other, self.interview).await;
        let seen = self
            .house
            .service
            .interview(other, self.interview)
            .await
            .expect("seen");
        let (_, own) = seen.own.expect("they score");
        let before = own.document.note(None).to_owned();
        let item = self.items[usize::try_from(secret.below(3)).expect("small")];
        // A different number of edits, too: how much was written is sealed.
        let mut edits = vec![note(&before, &format!("{before}{}", secret.below(1_000)))];
        for _ in 0..secret.below(4) {
            edits.push(match secret.below(4) {
                0 => ScorecardEdit::Rate {
                    item,
                    rating: Some(Rating::NotAssessed),
                },
                1 => ScorecardEdit::Recommend(Some(Recommendation::StrongNo)),
                2 => ScorecardEdit::Flag {
                    flag: "unheard-of".into(),
                    raised: true,
                },
                _ => rate(item, u8::try_from(secret.below(5)).expect("small") + 1),
            });
        }
        let pushed = self
            .house
            .push_scorecard(other, scorecard, version, edits)
            .await;
        pushed.expect("taken");
    }

    async fn on_panel(&mut self, actor: &Actor, edit: PanelEdit) {
        let batch = domain::sync::Batch {
            id: domain::id::BatchId::from_bytes(
                [u8::try_from(self.panel_version).expect("few"); 16],
            ),
            base: self.panel_version,
            edits: vec![edit],
        };
        let batch = domain::wire::AnyBatch::Panel(batch);
        let push = domain::wire::Push {
            document: self.interview,
            batch,
        };
        let pushed = self.house.service.push(actor, push).await.expect("taken");
        assert!(pushed.refused.is_empty());
        self.panel_version += 1;
    }

    async fn has_handed_in(&self, panelist: &Actor) -> bool {
        let seen = self.house.service.interview(panelist, self.interview).await;
        seen.expect("seen").panel.document.panelists[&panelist.person()].is_some()
    }

    /// Whoever looks on looks at everything there is to look at, and so do those who meet the
    /// interview from outside the panel.
    async fn look(&mut self, other: &Actor) {
        let (others, _) = self.house.scorecard(other, self.interview).await;
        let there = There {
            interview: self.interview,
            scorecard: others,
            items: &self.items,
        };
        for place in [LOOKER, MANAGER, CANDIDATE] {
            let actor = self.member(place);
            self.sent.extend(there.looks(&self.house, &actor).await);
        }
        // Live frames: all up to where the panel is now, and no others.
        while self.frames_to < self.panel_version {
            let frame = self.looking.next().await.expect("it goes on");
            match decode::<ToBrowser>(&frame).expect("readable") {
                ToBrowser::Entries(document, domain::wire::AnyEntries::Panel(entries)) => {
                    assert_eq!(document, self.interview);
                    self.frames_to = entries.last().expect("not empty").version;
                    self.sent.push(("live", frame.to_vec()));
                }
                ToBrowser::Present(..) => {}
                other => panic!("{other:?} was not expected"),
            }
        }
    }
}

fn history(seed: u64) -> Vec<Step> {
    let public = Seeded::new(seed);
    let item = || usize::try_from(public.below(3)).expect("small");
    (0..STEPS)
        .map(|_| match public.below(6) {
            0 => Step::HandIn,
            1 => Step::Ask(item()),
            2 => Step::Skip(item()),
            3 => Step::Own(u8::try_from(public.below(5)).expect("small") + 1),
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
