//! The live panel: a running interview, for somebody who is listening.

mod agenda;
mod clock;
mod head;
mod keys;
mod offered;
mod overall;
mod question;
mod reveal;
mod schedule;
mod tags;

use std::collections::BTreeMap;

use domain::id::{DocumentId, ItemId, PersonId};
use domain::panel::{Panel, PanelEdit};
use domain::plan::Plan;
use domain::scorecard::{Scorecard, ScorecardEdit};
use domain::views::{Failure, Interview, Member};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;

use crate::api;
use crate::device::{self, signed_out};
use crate::error::AppError;
use crate::sync::{Live, Network, Standing, Synced};
use crate::ui::{announce, loaded, not_done, resource_of, route_id, tell};

/// Loads an interview as this person may see it.
#[component]
pub fn PanelPage() -> impl IntoView {
    let id = route_id::<DocumentId>();
    let known = resource_of(id, |id| async move {
        let interview = api::open_interview(id).await;
        if let Err(AppError::Refused(Failure::NotAllowed(_))) = &interview {
            // The hiring manager has a page of theirs.
            device::go_to(&format!("/interviews/{id}/summary"));
        }
        Ok((interview?, api::me().await?))
    });
    loaded(&known, move |(interview, me)| {
        view! { <Room id=id.get_untracked() interview me /> }
    })
}

/// What every part of the panel works on.
#[derive(Clone, Copy)]
struct Seat {
    plan: StoredValue<Plan>,
    panel: Synced<Panel>,
    /// This person's scorecard. The lead need not score.
    card: Option<Synced<Scorecard>>,
    live: Live,
    people: RwSignal<Vec<Member>>,
    me: StoredValue<Option<Member>>,
    /// The question on this screen, which need not be the one being asked.
    shown: RwSignal<Option<ItemId>>,
    /// The time, each second.
    now: RwSignal<Option<i64>>,
}

impl Seat {
    fn coordinate(self, edit: PanelEdit) {
        if let Err(rejection) = self.panel.edit(edit) {
            tell(not_done(&rejection));
        }
    }

    /// Makes an edit to one's scorecard; where it cannot be made, says why. Whether it was.
    fn score(self, edit: ScorecardEdit, group: Option<u64>) -> bool {
        let Some(card) = self.card else { return false };
        let made = card.edit_in(edit, group);
        if let Err(rejection) = &made {
            tell(not_done(rejection));
        }
        made.is_ok()
    }

    /// Edits made here that are not yet with the team.
    fn unsent(self) -> usize {
        self.panel.unsent() + self.card.map_or(0, Synced::unsent)
    }

    /// How the scorecard stands, or the panel where something is the matter with that and the
    /// scorecard is kept.
    fn standing(self) -> Standing {
        let panel = self.panel.standing();
        let is_well = self.panel.unsent() == 0 && panel.problem().is_none();
        let card = self.card.map(Synced::standing);
        match card.filter(|card| is_well || card.device.is_some()) {
            Some(card) => card,
            None => panel,
        }
    }

    fn leads(self) -> bool {
        let me = self.my_id();
        self.panel.read(|panel| Some(panel.lead) == me)
    }

    /// Who sits here.
    fn my_id(self) -> Option<PersonId> {
        self.me.with_value(|me| me.as_ref().map(|me| me.id))
    }

    /// Whether the scorecard takes no more edits.
    fn is_closed(self) -> bool {
        let submitted = self
            .card
            .is_none_or(|card| !card.is_ready() || card.read(|card| card.submitted_at.is_some()));
        submitted || self.is_off() || self.panel.read(|panel| panel.revealed.is_some())
    }

    /// Whether this person was taken off the panel since the page was loaded.
    fn is_off(self) -> bool {
        let me = self.my_id();
        let is_on = |panel: &Panel, me| panel.lead == me || panel.panelists.contains_key(&me);
        // Who was away when it happened hears of it as everybody who may not see the panel.
        self.panel.standing().network == Network::Gone
            || self
                .panel
                .read(|panel| me.is_some_and(|me| !is_on(panel, me)))
    }

    /// Why nothing of the interview is to be seen here any more. Whoever signed out in another tab
    /// keeps before them what is nowhere else.
    fn shut(self) -> Option<String> {
        let signed_out = || {
            let is_over = self.standing().network == Network::SignedOut && signed_out::is_over();
            is_over && self.unsent() == 0
        };
        if self.is_off() {
            Some("You are no longer on this panel. What you wrote is kept, and is yours again if you are called back.".to_owned())
        } else {
            signed_out().then(|| Failure::SignedOut.to_string())
        }
    }

    /// How long the interview has run, in milliseconds; none before it starts.
    fn elapsed(self) -> Option<i64> {
        let (started, ended) = self.panel.read(|panel| (panel.started_at, panel.ended_at));
        Some((ended.or(self.now.get())? - started?).max(0))
    }

    fn candidate(self) -> String {
        self.panel.read(|panel| panel.candidate.clone())
    }

    fn name(self, person: PersonId) -> String {
        self.people
            .with_untracked(|people| Member::name_of(people, person).to_owned())
    }

    /// Turns this screen to a question, and to where it begins.
    fn show(self, item: ItemId) {
        self.shown.set(Some(item));
        request_animation_frame(|| {
            device::bring_into_view(".agenda [aria-current]");
            device::bring_into_view(".question-pane h2");
        });
    }

    /// The same by a button that goes with the question before.
    fn turn_to(self, item: ItemId) {
        self.show(item);
        request_animation_frame(|| device::focus_on(".question-pane h2"));
    }

    /// The question so many places after `item`, or before it.
    fn neighbour(self, item: ItemId, step: isize) -> Option<ItemId> {
        let agenda = self.plan.with_value(Plan::agenda);
        let at = agenda.iter().position(|id| *id == item)?;
        agenda.get(at.checked_add_signed(step)?).copied()
    }

    fn title(self, item: ItemId) -> String {
        self.plan
            .with_value(|plan| {
                plan.items
                    .get(&item)
                    .map(|item| item.question.called().to_owned())
            })
            .unwrap_or_default()
    }
}

/// Says why there is nothing more to see, and where to go on.
#[component]
fn Shut(why: Memo<Option<String>>) -> impl IntoView {
    view! {
        <section class="offered" aria-label="Not yours to see" role="alert">
            <h1>"This interview is not open here any more"</h1>
            <p>{move || why.get()}</p>
            // A page that is loaded anew, by whoever is signed in then.
            <a class="button" rel="external" href="/">
                "To your first page"
            </a>
        </section>
    }
}

#[component]
fn Room(id: DocumentId, interview: Interview, me: Option<Member>) -> impl IntoView {
    let Interview {
        plan,
        panel,
        people,
        own,
    } = interview;
    let first = plan.agenda().first().copied();
    let shown = RwSignal::new(panel.document.asking.map(|asking| asking.item).or(first));
    let by = me.as_ref().map(|me| me.id);
    let panel = Synced::open(id, panel, by);
    let card = own.map(|(id, at)| Synced::open(id, at, by));
    let seat = Seat {
        plan: StoredValue::new(plan),
        panel,
        card,
        live: Live::watch(panel, card),
        people: RwSignal::new(people),
        me: StoredValue::new(me),
        shown,
        now: clock::ticking(),
    };
    provide_context(seat);
    let people = seat.people;
    // What others do is said, so that nobody has to look away from the candidate.
    let asking = panel.memo(|panel| panel.asking.map(|asking| asking.item));
    Effect::new(move |before: Option<Option<ItemId>>| {
        let now = asking.get();
        if let (Some(before), Some(item)) = (before, now)
            && before != now
        {
            announce(format!("Now asking: {}.", seat.title(item)));
        }
        now
    });
    let handed_in = panel.memo(|panel| panel.panelists.clone());
    Effect::new(move |before: Option<BTreeMap<PersonId, Option<i64>>>| {
        let now = handed_in.get();
        let before = before.unwrap_or_else(|| now.clone());
        let is_known =
            |person| people.with_untracked(|people| Member::of(people, person).is_some());
        if !now.keys().copied().all(is_known) && !untrack(|| seat.is_off()) {
            spawn_local(async move {
                if let Ok(anew) = api::open_interview(id).await {
                    people.try_set(anew.people);
                }
            });
        }
        let is_new = |person: &PersonId| {
            now[person].is_some() && before.get(person).is_some_and(Option::is_none)
        };
        let others = now.keys().filter(|person| Some(**person) != by);
        for person in others.filter(|person| is_new(person)) {
            let count = now.values().flatten().count();
            let name = seat.name(*person);
            announce(format!("{name} has submitted: {count} of {}.", now.len()));
        }
        now
    });
    Effect::new(move |_| {
        if seat.is_off() {
            seat.live.end();
        }
    });
    let revealed = panel.memo(|panel| panel.revealed.is_some());
    Effect::new(move |before: Option<bool>| {
        let now = revealed.get();
        if now && before == Some(false) {
            announce("The scorecards are revealed.");
        }
        now
    });
    // What is not theirs to see any more is no longer on the screen either.
    let shut = Memo::new(move |_| seat.shut());
    let title = move || match shut.get() {
        Some(_) => "Interview".to_owned(),
        None => format!("Interview with {}", seat.candidate()),
    };
    view! {
        <Title text=title />
        <Show
            when=move || shut.with(Option::is_none)
            fallback=move || view! { <Shut why=shut /> }
        >
            <div class="room">
                <head::Head id />
                <offered::Offered />
                <agenda::Agenda />
                <section class="question-pane" aria-label="Question">
                    {move || shown.get().map(|item| view! { <question::QuestionPane item /> })}
                    <keys::Keys />
                </section>
                <overall::Overall />
            </div>
        </Show>
    }
}

fn seat() -> Seat {
    expect_context()
}
