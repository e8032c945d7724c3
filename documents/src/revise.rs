//! The form by which a panelist puts another rating beside the one they handed in.

use domain::id::{DocumentId, ItemId};
use domain::scorecard::Rating;
use leptos::prelude::*;

use crate::whose;

/// The form. `now` is what counts of theirs; `of` says of what to whoever does not see where
/// the form stands; `back` is where it leads, if not to the result.
pub(crate) fn form(
    interview: DocumentId,
    item: ItemId,
    levels: u8,
    now: Option<Rating>,
    label: &'static str,
    of: &str,
    back: Option<String>,
) -> impl IntoView + use<> {
    let chosen = now.and_then(Rating::level);
    let choices = (1..=levels)
        .map(|level| {
            let is_chosen = chosen == Some(level);
            view! { <option value=level.to_string() selected=is_chosen>{format!("Level {level}")}</option> }
        })
        .collect_view();
    let of = || view! { <span class="unseen">{of.to_owned()}</span> };
    view! {
        <form method="post" action=format!("/interviews/{interview}/revise") class="record">
            {whose::field()}
            <input type="hidden" name="item" value=item.to_string() />
            {back.map(|back| view! { <input type="hidden" name="back" value=back /> })}
            <label class="field">
                <span class="label">
                    {label}
                    {of()}
                </span>
                <select name="level">
                    {choices}
                    <option value="0" selected=now == Some(Rating::NotAssessed)>
                        "Not assessed"
                    </option>
                </select>
            </label>
            <label class="field">
                <span class="label">
                    "Reason, which stays on record beside the original"
                    {of()}
                </span>
                <textarea name="reason" rows="2" required></textarea>
            </label>
            <button type="submit">
                "Revise"
                {of()}
            </button>
        </form>
    }
}
