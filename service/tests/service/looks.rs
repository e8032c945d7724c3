//! Everything there is to ask of an interview, as whoever may not do any of it asks: what
//! comes back is compared byte by byte.

use std::fmt::Debug;

use domain::export::packet::Audience;
use domain::export::system::{System, Told};
use domain::id::{DocumentId, ItemId};
use domain::panel::{PanelEdit, Verdict};
use domain::scorecard::Rating;
use domain::wire::encode;
use futures::FutureExt;
use service::{Actor, Service};

use super::house::{House, document, note, person};

/// An interview on the plan that tests make, and a scorecard of it.
pub(crate) struct There<'a> {
    pub(crate) interview: DocumentId,
    pub(crate) scorecard: DocumentId,
    pub(crate) items: &'a [ItemId],
}

fn shown<T: Debug>(answer: &T) -> Vec<u8> {
    format!("{answer:?}").into_bytes()
}

/// What whoever begins to watch a document is sent first: all of it, or that there is more.
async fn watched(service: &Service, actor: &Actor, document: DocumentId) -> Vec<u8> {
    let watching = service.watch(actor, document, 0).await;
    let first = watching.map(|mut watching| {
        let first = watching.next().now_or_never();
        first.flatten().map(|frame| frame.to_vec())
    });
    encode(&first)
}

impl There<'_> {
    /// What this person is answered, each answer with what was asked. Nobody who asks may
    /// change anything.
    pub(crate) async fn looks(&self, house: &House, actor: &Actor) -> Vec<(&'static str, Vec<u8>)> {
        // Boxed, since each holds the state of everything it asks.
        let mut all = Box::pin(self.reads(house, actor)).await;
        all.extend(Box::pin(self.writes(house, actor)).await);
        all
    }

    async fn reads(&self, house: &House, actor: &Actor) -> Vec<(&'static str, Vec<u8>)> {
        let (service, plan) = (&house.service, document(1));
        let (interview, scorecard) = (self.interview, self.scorecard);
        let packet = service.packet(actor, interview, Audience::Auditor).await;
        let told = Told::default();
        let handed_over = service.hand_over(actor, interview, person(2), System::Greenhouse, &told);
        vec![
            (
                "interview",
                encode(&service.interview(actor, interview).await),
            ),
            ("interviews", encode(&service.interviews(actor).await)),
            ("outcome", encode(&service.outcome(actor, interview).await)),
            (
                "panel",
                encode(&service.catch_up(actor, interview, 0, true).await),
            ),
            (
                "the other's scorecard",
                encode(&service.catch_up(actor, scorecard, 0, true).await),
            ),
            (
                "watching the panel",
                watched(service, actor, interview).await,
            ),
            (
                "watching the scorecard",
                watched(service, actor, scorecard).await,
            ),
            ("candidates", shown(&service.candidates(actor, plan).await)),
            ("interviewed", shown(&service.interviewed(actor).await)),
            ("roles", shown(&service.roles(actor).await)),
            ("summary", shown(&service.summary(actor, interview).await)),
            ("packet", shown(&packet)),
            (
                "whether they hand on",
                encode(&service.may_hand_on(actor, interview).await),
            ),
            (
                "handover",
                encode(&service.handover(actor, interview).await),
            ),
            ("handing over", encode(&handed_over.await)),
            (
                "calendar",
                encode(&service.calendar(actor, interview, "").await),
            ),
            ("plan", encode(&service.open_plan(actor, plan).await)),
            ("history", shown(&service.plan_history(actor, plan).await)),
            ("plans", encode(&service.plans(actor).await)),
            ("put away", shown(&service.put_away_list(actor).await)),
        ]
    }

    async fn writes(&self, house: &House, actor: &Actor) -> Vec<(&'static str, Vec<u8>)> {
        let (service, item) = (&house.service, self.items[0]);
        let (interview, scorecard) = (self.interview, self.scorecard);
        let verdict = Some((Verdict::Hire, "because".to_owned()));
        let revised = service.revise(actor, interview, item, Rating::of(1, 5), "x".into());
        let reason = Some("not asked of all".to_owned());
        let left_out = service.leave_out(actor, document(1), item, reason);
        let on_panel = PanelEdit::PassBaton {
            to: Some(person(4)),
        };
        // A panelist may pass the baton, so they do not try.
        let is_on_panel = service.interview(actor, interview).await.is_ok();
        let baton = if is_on_panel {
            Vec::new()
        } else {
            let edits = vec![on_panel];
            encode(&house.push_panel(actor, interview, 0, edits).await)
        };
        let written = house.push_scorecard(actor, scorecard, 0, vec![note("", "x")]);
        vec![
            ("writing on the other's", encode(&written.await)),
            ("writing on the panel", baton),
            ("revising", encode(&revised.await)),
            (
                "deciding",
                encode(&service.decide(actor, interview, verdict).await),
            ),
            ("leaving out", encode(&left_out.await)),
            (
                "putting away",
                encode(&service.put_away(actor, interview).await),
            ),
            (
                "bringing back",
                encode(&service.bring_back(actor, interview).await),
            ),
        ]
    }
}
