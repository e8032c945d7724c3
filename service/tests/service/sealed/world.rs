//! A world that somebody looks on at, and what happens in it.

use domain::id::{DocumentId, ItemId, PersonId};
use domain::panel::{Coverage, Decision, PanelEdit, Reveal, Verdict, Void};
use domain::scorecard::{Rating, Recommendation, ScorecardEdit};
use domain::wire::{AnyEntries, ToBrowser, Where, decode, encode};
use service::{Actor, Lineup, Manager, Subscription};

use super::super::house::{House, Seeded, lineup, note, person, rate};
use super::super::looks::There;

/// Who looks on: a panelist, the hiring manager and the candidate.
const LOOKER: u8 = 1;
/// The panelist whose scorecard is sealed. The lead scores as well, and hands in before the
/// reveal.
const OTHER: u8 = 2;
const MANAGER: u8 = 3;
const CANDIDATE: u8 = 4;

/// A world, and everything that was sent to the panelist who looks on.
pub(super) struct World {
    house: House,
    interview: DocumentId,
    /// As it was called together last.
    lineup: Lineup,
    /// The scorecard of the other panelist, who may be off the panel.
    others: DocumentId,
    items: Vec<ItemId>,
    /// The members by their places, signed in once: that is a write to the store, and would
    /// be most of what thousands of histories wait for.
    members: Vec<Actor>,
    looking: Subscription,
    /// The other panelist watches the panel and their own scorecard.
    _beside: [Subscription; 2],
    /// Who is there, as whoever looks on last heard, without their tabs.
    there: Vec<(PersonId, Where)>,
    /// What those who look on were sent.
    pub(super) sent: Vec<(&'static str, Vec<u8>)>,
    /// Whether it could be called anew, each time.
    pub(super) called_anew: Vec<bool>,
    panel_version: u64,
    frames_to: u64,
    is_revealed: bool,
    /// Pushes of the one who looks on, which name their batches.
    pushes: u8,
}

/// A step that is the same in both worlds, save for what is sealed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// The other panelist writes something on their scorecard.
    Scribble,
    /// The other panelist submits, or takes it back.
    HandIn,
    /// The lead asks a question; after the reveal, decides.
    Ask(usize),
    /// The lead skips a question; after the reveal, says that it does not count.
    Skip(usize),
    /// The lead hands in, and reveals before the other panelist has.
    Reveal,
    /// Whoever looks on writes on their own scorecard.
    Own(u8),
    /// The lead calls the panel together anew.
    CallAnew(Anew),
}

/// What is said anew of an interview.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anew {
    /// The candidate's name.
    Candidate,
    /// Whether the hiring manager sees totals only.
    Manager,
    /// The other panelist is taken off, or called back.
    Panel,
}

impl World {
    pub(super) async fn new() -> Self {
        let house = House::new().await;
        let lineup = Lineup {
            candidate_is: Some(person(CANDIDATE)),
            manager: Some(Manager {
                person: person(MANAGER),
                totals_only: false,
            }),
            ..lineup("Ngozi", &[0, LOOKER, OTHER])
        };
        let (interview, items) = house.interview_of(lineup.clone()).await;
        let mut members = Vec::new();
        for place in 0..=CANDIDATE {
            members.push(house.member(place).await);
        }
        let (looker, other) = (&members[usize::from(LOOKER)], &members[usize::from(OTHER)]);
        let looking = house.service.watch(looker, interview, 1).await;
        let (others, _) = house.scorecard(other, interview).await;
        let panel = house.service.watch(other, interview, 1).await;
        let own = house.service.watch(other, others, 0).await;
        let mut world = Self {
            looking: looking.expect("watched"),
            _beside: [panel.expect("watched"), own.expect("watched")],
            there: Vec::new(),
            house,
            interview,
            lineup,
            others,
            items,
            members,
            sent: Vec::new(),
            called_anew: Vec::new(),
            panel_version: 1,
            frames_to: 1,
            is_revealed: false,
            pushes: 0,
        };
        // Who of them was heard of first depends on the moment.
        while world.there.len() < 2 {
            world.hear_frame().await;
        }
        world.sent.clear();
        world
    }

    fn member(&self, place: u8) -> Actor {
        self.members[usize::from(place)].clone()
    }

    /// Takes a step. `secret` stirs what is sealed, and nothing else.
    pub(super) async fn take(&mut self, step: Step, secret: &Seeded) {
        let (lead, looker, other) = (self.member(0), self.member(LOOKER), self.member(OTHER));
        match step {
            Step::Scribble | Step::HandIn if !self.is_on_panel(&other) => {}
            Step::Scribble => self.scribble(&other, secret).await,
            Step::HandIn => self.hand_in(&other).await,
            Step::CallAnew(anew) => self.call_anew(&lead, anew).await,
            Step::Ask(item) if self.is_revealed => {
                let decision = Decision {
                    verdict: Verdict::Hold,
                    reasons: format!("After question {item}."),
                    by: lead.person(),
                    at: 0,
                };
                self.on_panel(&lead, PanelEdit::Decide(Some(decision)))
                    .await;
            }
            Step::Ask(item) => {
                let item = self.items[item];
                self.on_panel(&lead, PanelEdit::Ask { item, at: 0 }).await;
            }
            Step::Skip(item) => {
                let item = self.items[item];
                let edit = if self.is_revealed {
                    let void = Some(Void {
                        reason: "not asked of all".into(),
                        by: lead.person(),
                        at: 0,
                    });
                    PanelEdit::Void { item, void }
                } else {
                    let coverage = Some(Coverage::Skipped);
                    PanelEdit::Mark { item, coverage }
                };
                self.on_panel(&lead, edit).await;
            }
            Step::Reveal => self.reveal(&lead, &other).await,
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
        self.hear().await;
        // Frames come in the order in which the hub makes them: with one that follows, all
        // have come that the step gave rise to.
        let edit = if self.is_revealed {
            PanelEdit::Decide(None)
        } else {
            PanelEdit::PassBaton { to: None }
        };
        self.on_panel(&lead, edit).await;
        self.hear().await;
        self.look().await;
    }

    async fn call_anew(&mut self, lead: &Actor, anew: Anew) {
        let mut lineup = self.lineup.clone();
        match anew {
            Anew::Candidate => lineup.candidate.push('i'),
            Anew::Manager => {
                lineup.manager = lineup.manager.map(|manager| Manager {
                    totals_only: !manager.totals_only,
                    ..manager
                });
            }
            Anew::Panel => {
                let other = person(OTHER);
                if lineup.panelists.contains(&other) {
                    lineup.panelists.retain(|person| *person != other);
                } else {
                    lineup.panelists.push(other);
                }
            }
        }
        let done = self.house.service.reconvene(lead, self.interview, &lineup);
        let done = done.await;
        self.called_anew.push(done.is_ok());
        if done.is_ok() {
            self.lineup = lineup;
            self.panel_version += 1;
        }
        self.sent.push(("called anew", encode(&done)));
    }

    fn is_on_panel(&self, actor: &Actor) -> bool {
        self.lineup.panelists.contains(&actor.person())
    }

    async fn hand_in(&mut self, other: &Actor) {
        let (scorecard, version) = self.house.scorecard(other, self.interview).await;
        let edit = if self.has_handed_in(other).await {
            ScorecardEdit::Reopen
        } else {
            ScorecardEdit::Submit { at: 0 }
        };
        let pushed = self
            .house
            .push_scorecard(other, scorecard, version, vec![edit]);
        let refused = pushed.await.expect("answered").refused;
        assert_eq!(refused.is_empty(), !self.is_revealed, "{refused:?}");
        self.panel_version += u64::from(!self.is_revealed);
    }

    async fn reveal(&mut self, lead: &Actor, other: &Actor) {
        if self.is_on_panel(other) && self.has_handed_in(other).await {
            self.hand_in(other).await;
            self.hear().await;
        }
        let handed_in = self.house.score(lead, self.interview, &self.items, 3).await;
        assert_eq!(handed_in.refused, []);
        self.panel_version += 1;
        self.hear().await;
        let reveal = PanelEdit::Reveal(Reveal {
            at: 0,
            by: lead.person(),
            reason: "time is up".into(),
        });
        self.on_panel(lead, reveal).await;
        self.is_revealed = true;
        let looker = self.member(LOOKER);
        let open = self.house.service.outcome(&looker, self.interview).await;
        let open: Vec<PersonId> = open.expect("open").scorecards.into_keys().collect();
        assert_eq!(open, [lead.person()]);
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
    async fn look(&mut self) {
        let there = There {
            interview: self.interview,
            scorecard: self.others,
            items: &self.items,
        };
        for place in [LOOKER, MANAGER, CANDIDATE] {
            let actor = self.member(place);
            self.sent.extend(there.looks(&self.house, &actor).await);
        }
    }

    /// Takes in live frames up to where the panel is now.
    async fn hear(&mut self) {
        while self.frames_to < self.panel_version {
            self.hear_frame().await;
        }
    }

    async fn hear_frame(&mut self) {
        let frame = self.looking.next().await.expect("it may be watched");
        match decode::<ToBrowser>(&frame).expect("readable") {
            ToBrowser::Entries(document, AnyEntries::Panel(entries)) => {
                assert_eq!(document, self.interview);
                self.frames_to = entries.last().expect("not empty").version;
                self.sent.push(("live", frame.to_vec()));
            }
            // How often it is told is a matter of time. Whoever looks on has come twice
            // while they look at what is sent first.
            ToBrowser::Present(document, present) => {
                assert_eq!(document, self.interview);
                let mut there: Vec<_> = present.iter().map(|one| (one.person, one.at)).collect();
                there.sort_by_key(|(person, _)| *person);
                there.dedup();
                if there != self.there {
                    self.sent.push(("presence", encode(&there)));
                    self.there = there;
                }
            }
            other => panic!("{other:?} was not expected"),
        }
    }
}
