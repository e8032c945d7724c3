//! The team's plans, and what of them this device holds.

use std::collections::BTreeMap;
use std::rc::Rc;

use domain::id::PersonId;
use domain::views::Listed;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::not_taken::NotTaken;
use super::{DocumentRow, Row};
use crate::api;
use crate::offline::drafts::{self, Draft};
use crate::offline::{answers, untaken};
use crate::sync::{self, Delivery};
use crate::ui::Each;

/// The team's plans, and what of them this device holds.
#[component]
pub(super) fn Plans(plans: Vec<Listed>, is_away: bool, me: PersonId) -> impl IntoView {
    let plans = RwSignal::new(plans);
    let drafts = RwSignal::new(Vec::new());
    let not_taken = RwSignal::new(Vec::new());
    let refused = StoredValue::new(BTreeMap::new());
    let of_interviews = RwSignal::new(BTreeMap::new());
    let me = Some(me);
    let look = Callback::new(move |()| {
        drafts.set(drafts::all(me));
        not_taken.set(untaken::all(me, &refused.get_value()));
        let then: Rc<dyn Fn(Delivery)> = Rc::new(move |delivery| {
            if delivery.is_about_candidates {
                of_interviews.try_update(|refused| note(refused, delivery));
                return;
            }
            refused.try_update_value(|refused| note(refused, delivery));
            let Some(refused) = refused.try_get_value() else {
                return;
            };
            not_taken.try_set(untaken::all(me, &refused));
            spawn_local(ask_again(me, plans, drafts));
        });
        sync::deliver(me, Some(&then));
    });
    Effect::new(move |_| look.run(()));
    let back = window_event_listener(leptos::ev::online, move |_| look.run(()));
    on_cleanup(move || back.remove());
    let rows =
        Memo::new(move |_| plans.with(|plans| drafts.with(|drafts| rows(plans, drafts, is_away))));
    view! {
        <p class="notice" hidden=move || of_interviews.with(BTreeMap::is_empty)>
            "Part of an interview is on this device only, and the team does not take it: "
            {move || of_interviews.with(whys)}
            " It stays here, sealed, until you are on that panel again or sign out."
        </p>
        <NotTaken untaken=not_taken me look />
        <section>
            <h2>"Plans"</h2>
            {is_away.then(|| view! {
                <p class="hint" role="status">
                    "There is no network. Plans on this device open as usual; what you change is sent when the network is back."
                </p>
            })}
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="hint">"No plans yet. Start one from a kit above."</p>
            </Show>
            <ul class="rows">
                <Each each=move || rows.get() key=Row::clone let:row>
                    <DocumentRow row />
                </Each>
            </ul>
        </section>
    }
}

/// What waited on this device has been dealt with.
async fn ask_again(
    me: Option<PersonId>,
    plans: RwSignal<Vec<Listed>>,
    drafts: RwSignal<Vec<Draft>>,
) {
    if let Ok(now) = answers::remembered("plans", api::plans()).await {
        plans.try_set(now);
    }
    drafts.try_set(drafts::all(me));
}

/// Remembers what the server will not take, however often it is sent, and why.
fn note(refused: &mut BTreeMap<String, String>, delivery: Delivery) {
    match delivery.hindered {
        Some(error) if error.is_final() => {
            refused.insert(delivery.record, error.to_string());
        }
        _ => {
            refused.remove(&delivery.record);
        }
    }
}

/// Why records were not taken.
fn whys(refused: &BTreeMap<String, String>) -> String {
    let mut whys: Vec<&str> = refused.values().map(String::as_str).collect();
    whys.dedup();
    whys.join(" ")
}

/// The team's plans as the server listed them, and before them those that only
/// this device knows.
fn rows(listed: &[Listed], drafts: &[Draft], is_away: bool) -> Vec<Row> {
    let note = |draft: Option<&Draft>| {
        let note = match draft {
            Some(draft) if draft.is_unsent => "On this device, not yet with the team",
            Some(_) if is_away => "On this device",
            None if is_away => "Needs the network",
            _ => "",
        };
        note.to_owned()
    };
    let own = drafts
        .iter()
        .filter(|draft| is_away || draft.is_unsent)
        .filter(|draft| listed.iter().all(|plan| plan.id != draft.id))
        .map(|draft| Row {
            address: Some(format!("/plans/{}", draft.id)),
            title: draft.title.clone(),
            at: None,
            note: note(Some(draft)),
            is_due: false,
        });
    let teams = listed.iter().map(|plan| {
        let draft = drafts.iter().find(|draft| draft.id == plan.id);
        Row {
            address: (!is_away || draft.is_some()).then(|| format!("/plans/{}", plan.id)),
            title: plan.title.clone(),
            at: Some(plan.changed_at),
            note: note(draft),
            is_due: false,
        }
    });
    own.chain(teams).collect()
}
