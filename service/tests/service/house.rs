//! A service on a store in a folder that goes away with the test, and short ways
//! to do what tests do all the time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::id::{BatchId, DocumentId, ItemId, PersonId, StageId, TeamId};
use domain::order::Mark;
use domain::panel::{PanelEdit, Reveal};
use domain::plan::{Item, Plan, PlanEdit, PlanText};
use domain::scorecard::{Rating, ScorecardEdit};
use domain::sync::{Batch, Entry};
use domain::text::Splice;
use domain::views::{Failure, Role};
use domain::wire::{AnyBatch, AnyEntries, Push, Pushed};
use service::{Actor, Clock, Lineup, NoRandomness, Random, Service, kits};
use store::{PersonRow, SessionRow, Store, TeamRow};
use tempfile::TempDir;

use super::postgres::Database;

/// When everything happens unless a test lets time pass.
pub(crate) const NOON: i64 = 1_700_000_000_000;

/// A clock that stands still until it is moved.
#[derive(Debug, Clone)]
pub(crate) struct StandingClock(pub(crate) Arc<AtomicI64>);

impl Clock for StandingClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Bytes that look random and are the same in every run.
#[derive(Debug)]
pub(crate) struct Seeded(AtomicU64);

impl Seeded {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    pub(crate) fn next(&self) -> u64 {
        // SplitMix64: any counter, well stirred.
        let mut state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
        state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^ (state >> 31)
    }

    pub(crate) fn below(&self, bound: u64) -> u64 {
        self.next() % bound
    }
}

impl Random for Seeded {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// A service with everything it stands on.
pub(crate) struct House {
    pub(crate) service: Service,
    pub(crate) clock: StandingClock,
    /// The store, past the service: for looking, and for breaking things.
    pub(crate) store: Store,
    /// Declared last: everything else lets go of the database first.
    place: Place,
}

/// Where the database is.
enum Place {
    Folder(TempDir),
    Postgres(Database),
}

impl Place {
    fn url(&self) -> String {
        match self {
            Self::Folder(folder) => format!("sqlite://{}/plumbline.db", folder.path().display()),
            Self::Postgres(database) => database.url.clone(),
        }
    }

    async fn open(&self) -> Store {
        Store::open(&self.url()).await.expect("the store opens")
    }
}

impl House {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        Self::on(Place::Folder(folder), 1).await
    }

    /// On `PostgreSQL`; none where no server is named, which only people may do.
    pub(crate) async fn on_postgres() -> Option<Self> {
        let database = Database::new().await?;
        Some(Self::on(Place::Postgres(database), 1).await)
    }

    async fn on(place: Place, seed: u64) -> Self {
        let store = place.open().await;
        let clock = StandingClock(Arc::new(AtomicI64::new(NOON)));
        let kits = kits::read(None).expect("the shipped kits can be read");
        let random = Seeded::new(seed);
        let service = Service::open(store.clone(), kits, clock.clone(), random);
        service.ensure_demo().await.expect("the demo team is made");
        Self {
            service,
            clock,
            store,
            place,
        }
    }

    /// Another process on the same database.
    pub(crate) async fn another(&self) -> Service {
        let kits = kits::read(None).expect("the shipped kits can be read");
        let random = Seeded::new(3);
        Service::open(self.other_store().await, kits, self.clock.clone(), random)
    }

    /// Forgets the service as a crash would, and starts another on what is kept.
    pub(crate) async fn crash(self) -> Self {
        let Self {
            service,
            store,
            place,
            ..
        } = self;
        drop((service, store));
        // Not the same randomness again: that would be the same tokens.
        Self::on(place, 2).await
    }

    /// A second handle on the same database, as another process has it.
    pub(crate) async fn other_store(&self) -> Store {
        self.place.open().await
    }

    /// Whether anybody may connect to the database from now on, on `PostgreSQL`.
    pub(crate) async fn admit(&self, anybody: bool) {
        if let Place::Postgres(database) = &self.place {
            database.admit(anybody).await;
        }
    }

    /// The address of the database.
    pub(crate) fn url(&self) -> String {
        self.place.url()
    }

    /// The member of the demo team at that place, the lead first, signed in.
    pub(crate) async fn member(&self, place: u8) -> Actor {
        let token = self.service.sign_in_demo(person(place)).await;
        let token = token.expect("a member of the demo team signs in");
        self.service.actor(&token).await.expect("the token is good")
    }

    /// Somebody of another team, signed in.
    pub(crate) async fn stranger(&self) -> Actor {
        let team = TeamRow {
            id: TeamId::from_bytes([0x77; 16]),
            name: "Elsewhere".into(),
        };
        let person = PersonRow {
            id: PersonId::from_bytes([0x78; 16]),
            team: team.id,
            name: "Stranger".into(),
            email: "stranger@elsewhere.invalid".into(),
            role: Role::Lead,
        };
        let made = self.store.ensure_team(&team, std::slice::from_ref(&person));
        made.await.expect("the team is made");
        let token = "a token that nobody guesses";
        let session = SessionRow {
            token_hash: sha256(token),
            person: person.id,
            created_at: NOON,
            expires_at: NOON + 1_000_000_000,
        };
        drop(self.store.create_session(&session).await);
        let actor = self.service.actor(token).await;
        actor.expect("the stranger is signed in")
    }

    /// A plan with `questions` of the shipped kit, as the lead makes it.
    pub(crate) async fn plan(&self, name: u8, questions: usize) -> (DocumentId, Vec<ItemId>) {
        let lead = self.member(0).await;
        let id = document(name);
        let made = self
            .service
            .new_plan(&lead, id, "back-end-developer", "Back end")
            .await;
        made.expect("the plan is made");
        let kit = self.service.kit(&lead, "back-end-developer").await;
        let kit = kit.expect("the kit is there");
        let mut plan = self.open_plan(&lead, id).await;
        let stage = plan.1.stages_in_order()[1];
        let mut items = Vec::new();
        for (index, question) in kit.questions.iter().take(questions).enumerate() {
            let item = ItemId::from_bytes([u8::try_from(index).expect("few") + 1; 16]);
            let content = Item {
                place: plan.1.place_at(stage, index, None, Mark(1)),
                minutes: question.minutes,
                weight: 1,
                weight_reason: String::new(),
                question: question.into(),
            };
            let content = Box::new(content);
            self.push_plan(&lead, id, plan.0, vec![PlanEdit::AddItem { item, content }])
                .await
                .expect("the question is added");
            plan = self.open_plan(&lead, id).await;
            items.push(item);
        }
        (id, items)
    }

    pub(crate) async fn open_plan(&self, actor: &Actor, id: DocumentId) -> (u64, Plan) {
        let at = self.service.open_plan(actor, id).await;
        let at = at.expect("the plan opens");
        (at.version, at.document)
    }

    /// An interview on a plan of three questions, led by the lead, with the
    /// members at these places on the panel.
    pub(crate) async fn interview(&self, panel: &[u8]) -> (DocumentId, Vec<ItemId>) {
        self.interview_of(lineup("Noor Ahmadi", panel)).await
    }

    /// The same with this line-up.
    pub(crate) async fn interview_of(&self, lineup: Lineup) -> (DocumentId, Vec<ItemId>) {
        let (plan, items) = self.plan(1, 3).await;
        let lead = self.member(0).await;
        let id = document(2);
        let started = self.service.start_interview(&lead, id, plan, &lineup).await;
        started.expect("the interview starts");
        (id, items)
    }

    /// Reveals the scorecards, as the lead does.
    pub(crate) async fn reveal(&self, interview: DocumentId, reason: &str) {
        let lead = self.member(0).await;
        let seen = self.service.interview(&lead, interview).await;
        let base = seen.expect("seen").panel.version;
        let reveal = PanelEdit::Reveal(Reveal {
            at: 1,
            by: lead.person(),
            reason: reason.into(),
        });
        let revealed = self.push_panel(&lead, interview, base, vec![reveal]).await;
        assert_eq!(revealed.expect("answered").refused, []);
    }

    /// The actor's own scorecard in an interview, and its version.
    pub(crate) async fn scorecard(
        &self,
        actor: &Actor,
        interview: DocumentId,
    ) -> (DocumentId, u64) {
        let seen = self.service.interview(actor, interview).await;
        let (id, at) = seen.expect("it is seen").own.expect("they score");
        (id, at.version)
    }

    pub(crate) async fn push_plan(
        &self,
        actor: &Actor,
        document: DocumentId,
        base: u64,
        edits: Vec<PlanEdit>,
    ) -> Result<Pushed, Failure> {
        let batch = AnyBatch::Plan(batch(base, edits));
        self.service.push(actor, Push { document, batch }).await
    }

    pub(crate) async fn push_panel(
        &self,
        actor: &Actor,
        document: DocumentId,
        base: u64,
        edits: Vec<PanelEdit>,
    ) -> Result<Pushed, Failure> {
        let batch = AnyBatch::Panel(batch(base, edits));
        self.service.push(actor, Push { document, batch }).await
    }

    pub(crate) async fn push_scorecard(
        &self,
        actor: &Actor,
        document: DocumentId,
        base: u64,
        edits: Vec<ScorecardEdit>,
    ) -> Result<Pushed, Failure> {
        let batch = AnyBatch::Scorecard(batch(base, edits));
        self.service.push(actor, Push { document, batch }).await
    }

    /// Rates every question, and submits.
    pub(crate) async fn score(
        &self,
        actor: &Actor,
        interview: DocumentId,
        items: &[ItemId],
        level: u8,
    ) -> Pushed {
        let (scorecard, version) = self.scorecard(actor, interview).await;
        let mut edits: Vec<_> = items.iter().map(|item| rate(*item, level)).collect();
        edits.push(ScorecardEdit::Submit { at: 0 });
        let pushed = self.push_scorecard(actor, scorecard, version, edits).await;
        pushed.expect("the scorecard is submitted")
    }
}

fn sha256(text: &str) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(text.as_bytes()).into()
}

/// The member of the demo team at that place.
pub(crate) fn person(place: u8) -> PersonId {
    let mut bytes = [0xde; 16];
    bytes[15] = place + 1;
    PersonId::from_bytes(bytes)
}

/// A candidate from outside, with the members at these places on the panel and nobody else.
pub(crate) fn lineup(candidate: &str, panel: &[u8]) -> Lineup {
    Lineup {
        candidate: candidate.into(),
        panelists: panel.iter().map(|place| person(*place)).collect(),
        ..Lineup::default()
    }
}

pub(crate) fn document(name: u8) -> DocumentId {
    DocumentId::from_bytes([name; 16])
}

pub(crate) fn batch<E>(base: u64, edits: Vec<E>) -> Batch<E> {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut id = [0; 16];
    id[..8].copy_from_slice(&NEXT.fetch_add(1, Ordering::SeqCst).to_be_bytes());
    Batch {
        id: BatchId::from_bytes(id),
        base,
        edits,
    }
}

/// Turns a title into another.
pub(crate) fn retitle(from: &str, to: &str) -> PlanEdit {
    PlanEdit::Text {
        text: PlanText::Title,
        splice: Splice::between(from, to),
    }
}

pub(crate) fn remove_stage(stage: StageId) -> PlanEdit {
    PlanEdit::RemoveStage { stage }
}

pub(crate) fn rate(item: ItemId, level: u8) -> ScorecardEdit {
    ScorecardEdit::Rate {
        item,
        rating: Some(Rating::of(level, 5)),
    }
}

pub(crate) fn note(before: &str, after: &str) -> ScorecardEdit {
    ScorecardEdit::Note {
        about: None,
        splice: Splice::between(before, after),
    }
}

pub(crate) fn plan_entries(pushed: &Pushed) -> &[Entry<PlanEdit>] {
    match &pushed.entries {
        AnyEntries::Plan(entries) => entries,
        other => panic!("{other:?} are no entries of a plan"),
    }
}

pub(crate) fn versions<E>(entries: &[Entry<E>]) -> Vec<u64> {
    entries.iter().map(|entry| entry.version).collect()
}
