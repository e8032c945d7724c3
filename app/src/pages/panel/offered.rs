//! What this person did on the panel or their scorecard that could not be applied.

use domain::panel::PanelEdit;
use domain::scorecard::ScorecardEdit;
use domain::sync::Rejection;
use leptos::prelude::*;

use super::{Seat, seat};
use crate::sync::Synced;
use crate::ui::{Offer, Offers, typed};

#[component]
pub(super) fn Offered() -> impl IntoView {
    let seat = seat();
    let of_card = move || seat.card.map(Synced::offered).unwrap_or_default();
    let offers = Memo::new(move |_| {
        let card = of_card()
            .into_iter()
            .map(|(edit, reason)| offer(on_card(seat, edit), &reason));
        let panel = seat.panel.offered().into_iter();
        let panel = panel.map(|(edit, reason)| offer(on_panel(seat, &edit), &reason));
        card.chain(panel).collect()
    });
    let dismiss = Callback::new(move |index: usize| {
        let first = of_card().len();
        match (seat.card, index.checked_sub(first)) {
            (Some(card), None) => card.dismiss(index),
            (_, Some(index)) => seat.panel.dismiss(index),
            (None, None) => {}
        }
    });
    view! { <Offers offers bring_back=Callback::new(|_| {}) dismiss /> }
}

fn offer(words: String, reason: &Rejection) -> Offer {
    Offer {
        words,
        reason: reason.to_string(),
        // What stood in its way, a reveal or a hand-in, still does.
        comes_back: false,
    }
}

fn on_card(seat: Seat, edit: ScorecardEdit) -> String {
    match edit {
        ScorecardEdit::Rate { item, rating } => match rating {
            Some(rating) => format!("Rating “{}” {rating}", seat.title(item)),
            None => format!("Taking your rating of “{}” back", seat.title(item)),
        },
        ScorecardEdit::Note { about, splice } => {
            let on = match about {
                Some(item) => format!("your note on “{}”", seat.title(item)),
                None => "your note on the interview".to_owned(),
            };
            let typed = typed(&splice);
            if typed.is_empty() {
                format!("Deleting from {on}")
            } else {
                format!("In {on}: “{typed}”")
            }
        }
        ScorecardEdit::Flag { raised: true, .. } => "Raising a red flag".to_owned(),
        ScorecardEdit::Flag { .. } => "Lowering a red flag".to_owned(),
        ScorecardEdit::Recommend(Some(it)) => format!("Recommending “{}”", it.label()),
        ScorecardEdit::Recommend(None) => "Taking your recommendation back".to_owned(),
        ScorecardEdit::Submit { .. } => "Submitting your scorecard".to_owned(),
        ScorecardEdit::Reopen => "Taking your scorecard back".to_owned(),
        ScorecardEdit::Revise { item, .. } => format!("Revising “{}”", seat.title(item)),
    }
}

fn on_panel(seat: Seat, edit: &PanelEdit) -> String {
    match edit {
        PanelEdit::Start { .. } => "Starting the clock".to_owned(),
        PanelEdit::Ask { item, .. } => format!("Asking “{}”", seat.title(*item)),
        PanelEdit::Mark { item, .. } | PanelEdit::AskingWas { item, .. } => {
            format!("Saying what became of “{}”", seat.title(*item))
        }
        PanelEdit::PassBaton { .. } => "Handing the asking over".to_owned(),
        PanelEdit::End { at: Some(_) } => "Stopping the clock".to_owned(),
        PanelEdit::End { at: None } => "Letting the clock run on".to_owned(),
        PanelEdit::Reveal(_) => "Revealing the scorecards".to_owned(),
        PanelEdit::Schedule(_) => "Saying when and where it is".to_owned(),
        PanelEdit::Convene { .. }
        | PanelEdit::Reconvene { .. }
        | PanelEdit::Submitted { .. }
        | PanelEdit::Decide(_)
        | PanelEdit::Void { .. } => "A change of the panel".to_owned(),
    }
}
