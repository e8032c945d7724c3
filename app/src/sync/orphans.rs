//! Records whose tab is gone, with edits that the team lacks: they are sent from
//! any other tab.

use std::cell::RefCell;
use std::rc::Rc;

use domain::id::{BatchId, DocumentId, PersonId};
use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::Replica;
use domain::wire::Push;
use leptos::task::spawn_local;

use super::Kind;
use super::marks::{Marks, mark, waits};
use super::record::{forget, load, record_of, records_of, save};
use crate::device::{self, locks};
use crate::error::AppError;
use crate::{api, offline::drafts};

/// What became of a record whose tab is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The record.
    pub record: String,
    /// Whether it is of an interview.
    pub is_about_candidates: bool,
    /// Why some of it is still here.
    pub hindered: Option<AppError>,
}

thread_local! {
    /// Records that are waited for already.
    static WAITED_FOR: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Sends what the records of every document hold and no open tab does. What cannot be sent now
/// stays, and so does what somebody else than `by` has made (C14). Waits for tabs that are open to
/// end, so `then` is called whenever a record has been dealt with, with what stood in the way.
/// Without it a record that is waited for already is not waited for once more.
pub fn deliver(by: Option<PersonId>, then: Option<&Rc<dyn Fn(Delivery)>>) {
    deliver_of::<Plan>(by, then);
    deliver_of::<Panel>(by, then);
    deliver_of::<Scorecard>(by, then);
}

fn deliver_of<D: Kind>(by: Option<PersonId>, then: Option<&Rc<dyn Fn(Delivery)>>) {
    for (of, key) in records_of::<D>() {
        let is_to_go = has_news(of, &key) && !drafts::is_of_another(of, &key, by);
        if !is_to_go || then.is_none() && is_waited_for(&key) {
            continue;
        }
        WAITED_FOR.with_borrow_mut(|waited| waited.push(key.clone()));
        let then = then.cloned();
        spawn_local(async move {
            let held = locks::take(&key, None).await;
            WAITED_FOR.with_borrow_mut(|waited| waited.retain(|known| *known != key));
            let mut hindered = None;
            // Its own tab may have sent it all meanwhile, or gone on for somebody else.
            if held.is_some()
                && has_news(of, &key)
                && !drafts::is_of_another(of, &key, by)
                && let Ok(Some(kept)) = load::<D>(&key).await
            {
                // The next tab, or the next try, takes it up where this ends.
                hindered = send(by, of, &key, kept.replica).await.err();
            }
            drop(held);
            if let Some(then) = then {
                then(Delivery {
                    record: key,
                    is_about_candidates: D::ABOUT_CANDIDATES,
                    hindered,
                });
            }
        });
    }
}

fn is_waited_for(record: &str) -> bool {
    WAITED_FOR.with_borrow(|waited| waited.iter().any(|known| known == record))
}

fn has_news(id: DocumentId, key: &str) -> bool {
    waits(key) || drafts::is_unborn(id)
}

async fn send<D: Kind>(
    by: Option<PersonId>,
    id: DocumentId,
    key: &str,
    mut replica: Replica<D>,
) -> Result<(), AppError> {
    if drafts::is_unborn(id)
        && let Some(first) = drafts::bear(id, by).await?.and_then(D::entries)
    {
        replica.begin_again(&first);
        keep(key, &mut replica).await?;
        drafts::is_born(id);
    }
    while let Some(batch) = replica.batch(BatchId::from_bytes(device::random_bytes())) {
        // Under which id it goes is kept first, so that it is taken in once.
        keep(key, &mut replica).await?;
        let push = Push {
            document: id,
            batch: D::batch(batch),
        };
        let pushed = api::send_edits(push, by).await?;
        let entries = D::entries(pushed.entries).ok_or(AppError::Misunderstood)?;
        replica
            .acknowledge(pushed.batch, &entries, &pushed.refused)
            .map_err(|_| AppError::Misunderstood)?;
        keep(key, &mut replica).await?;
    }
    if replica.is_diverged() {
        // Whoever opens it folds it anew (C16), and sends what waits.
        return Err(AppError::Misunderstood);
    }
    mark(key, by, Marks::of(&replica));
    // The first tab's record is also what opens without a network, and what was
    // refused is yet to be offered back.
    if key != record_of::<D>(id) && replica.offered().is_empty() {
        forget(key);
    }
    Ok(())
}

async fn keep<D: Kind>(key: &str, replica: &mut Replica<D>) -> Result<(), AppError> {
    save(key, replica).await.map_err(|_| AppError::Unreachable)
}
