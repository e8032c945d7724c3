//! The three kinds of documents: what each needs to know to judge who may do
//! what, and how its entries travel.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::Arc;

use domain::id::{DocumentId, ItemId, PersonId, TeamId};
use domain::panel::{Panel, PanelEdit};
use domain::plan::{Plan, PlanEdit};
use domain::scorecard::{Scorecard, ScorecardEdit};
use domain::sync::{Document, Entry};
use domain::views::Failure;
use domain::wire::{AnyEntries, decode};
use store::{DocumentKind, DocumentRow, InterviewHead};

use crate::failure::unavailable;
use crate::interviews::Part;
use crate::rooms::{Rooms, Slots};
use crate::sharing::SaidRights;
use crate::{Actor, Service};

/// A kind of document that has rooms.
pub(crate) trait Kind: Document<Edit: Send + Sync> + Send + Sync + 'static {
    /// What stays the same about a document of this kind and decides who may
    /// do what.
    type Context: Send + Sync;

    /// What the store calls it.
    const KIND: DocumentKind;

    /// The rooms of this kind.
    fn slots(rooms: &Rooms) -> &Slots<Self>;

    /// Entries of this kind, to be sent.
    fn entries(entries: Vec<Entry<Self::Edit>>) -> AnyEntries;

    /// The texts that an edit brings along.
    fn texts(edit: &Self::Edit) -> Vec<&str>;

    /// The title by which lists name it, where it can be edited.
    fn title(&self) -> Option<&str> {
        None
    }

    /// Reads the context of a document; none where something of it is missing.
    fn context(
        service: &Service,
        row: &DocumentRow,
    ) -> impl Future<Output = Result<Option<Self::Context>, Failure>> + Send;

    /// Whether an edit changes the context of its document, so that its room has to be read
    /// anew.
    fn resettles(edit: &Self::Edit) -> bool {
        let _ = edit;
        false
    }

    /// Refuses whoever may not see the document.
    fn admit(context: &Self::Context, actor: &Actor) -> Result<(), Failure>;

    /// The panel that one has to be on besides, where there is one: who is on it may change
    /// while the document's own room stays.
    fn panel_of(context: &Self::Context) -> Option<DocumentId> {
        let _ = context;
        None
    }
}

/// Whose plan it is.
#[derive(Debug)]
pub(crate) struct Belonging {
    /// The team that sees it.
    pub(crate) team: TeamId,
    /// Whoever made it.
    pub(crate) owner: PersonId,
    /// What the others may do.
    pub(crate) rights: SaidRights,
}

/// What was settled when an interview was started, or its panel last called together.
#[derive(Debug)]
pub(crate) struct Frame {
    /// What lists show of it: who leads it, whom it is about.
    pub(crate) head: InterviewHead,
    /// Who scores, and on which scorecard.
    pub(crate) panelists: BTreeMap<PersonId, DocumentId>,
    /// The plan it runs on.
    pub(crate) plan: Plan,
    /// The questions that plan asks.
    pub(crate) agenda: BTreeSet<ItemId>,
}

impl Frame {
    /// What this person is to the interview.
    pub(crate) fn part_of(&self, person: PersonId) -> Option<Part> {
        Part::of(person, &self.head, self.panelists.contains_key(&person))
    }

    /// Whether this person is on the panel or leads it.
    pub(crate) fn includes(&self, person: PersonId) -> bool {
        self.part_of(person).is_some_and(Part::is_on_panel)
    }
}

/// Whose scorecard it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seat {
    /// The panelist.
    pub(crate) person: PersonId,
    /// The interview.
    pub(crate) interview: DocumentId,
}

impl Kind for Plan {
    type Context = Belonging;

    const KIND: DocumentKind = DocumentKind::Plan;

    fn slots(rooms: &Rooms) -> &Slots<Self> {
        &rooms.plans
    }

    fn entries(entries: Vec<Entry<PlanEdit>>) -> AnyEntries {
        AnyEntries::Plan(entries)
    }

    fn texts(edit: &PlanEdit) -> Vec<&str> {
        edit.texts()
    }

    fn title(&self) -> Option<&str> {
        Some(&self.title)
    }

    async fn context(_: &Service, row: &DocumentRow) -> Result<Option<Belonging>, Failure> {
        Ok(Some(Belonging {
            team: row.team,
            owner: row.created_by,
            rights: SaidRights::default(),
        }))
    }

    fn admit(belonging: &Belonging, actor: &Actor) -> Result<(), Failure> {
        if actor.team == belonging.team {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    }
}

impl Kind for Panel {
    type Context = Arc<Frame>;

    const KIND: DocumentKind = DocumentKind::Panel;

    fn slots(rooms: &Rooms) -> &Slots<Self> {
        &rooms.panels
    }

    fn entries(entries: Vec<Entry<PanelEdit>>) -> AnyEntries {
        AnyEntries::Panel(entries)
    }

    fn texts(edit: &PanelEdit) -> Vec<&str> {
        edit.texts()
    }

    async fn context(service: &Service, row: &DocumentRow) -> Result<Option<Arc<Frame>>, Failure> {
        let store = &service.store;
        let Some(interview) = store.interview(row.id).await.map_err(unavailable)? else {
            return Ok(None);
        };
        let panelists = store.panelists(row.id).await.map_err(unavailable)?;
        let plan: Plan = decode(&interview.plan_body).map_err(|error| {
            tracing::error!(interview = %row.id, %error, "the plan of an interview cannot be read");
            Failure::Unavailable
        })?;
        Ok(Some(Arc::new(Frame {
            head: interview.head,
            panelists: panelists
                .into_iter()
                .map(|row| (row.person, row.scorecard))
                .collect(),
            agenda: plan.agenda().into_iter().collect(),
            plan,
        })))
    }

    fn resettles(edit: &PanelEdit) -> bool {
        matches!(edit, PanelEdit::Reconvene { .. })
    }

    fn admit(frame: &Arc<Frame>, actor: &Actor) -> Result<(), Failure> {
        Part::needs_panel(frame.part_of(actor.person))
    }
}

impl Kind for Scorecard {
    type Context = Seat;

    const KIND: DocumentKind = DocumentKind::Scorecard;

    fn slots(rooms: &Rooms) -> &Slots<Self> {
        &rooms.scorecards
    }

    fn entries(entries: Vec<Entry<ScorecardEdit>>) -> AnyEntries {
        AnyEntries::Scorecard(entries)
    }

    fn texts(edit: &ScorecardEdit) -> Vec<&str> {
        edit.texts()
    }

    async fn context(service: &Service, row: &DocumentRow) -> Result<Option<Seat>, Failure> {
        let found = service.store.panelist_by_scorecard(row.id).await;
        let panelist = found.map_err(unavailable)?;
        Ok(panelist.map(|panelist| Seat {
            person: panelist.person,
            interview: panelist.interview,
        }))
    }

    fn admit(seat: &Seat, actor: &Actor) -> Result<(), Failure> {
        if actor.person == seat.person {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    }

    fn panel_of(seat: &Seat) -> Option<DocumentId> {
        Some(seat.interview)
    }
}
