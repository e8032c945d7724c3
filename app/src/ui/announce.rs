//! What is said as it happens: to screen readers, and where one would not see it, to all.

use std::time::Duration;

use domain::sync::Rejection;
use leptos::prelude::*;

/// How long what is shown stays, unless something else is said before.
const SHOWN: Duration = Duration::from_secs(10);

/// Tells words from the same words said before. Nobody hears or sees it.
const AGAIN: char = '\u{a0}';

#[derive(Clone, Copy)]
struct Announcement(RwSignal<Said>);

#[derive(Clone, Default, PartialEq)]
struct Said {
    words: String,
    is_shown: bool,
}

/// The place from which everything is announced. Once a page, always there: a
/// live region that comes and goes is not listened to.
#[component]
pub fn Announcer() -> impl IntoView {
    let said = use_context().map_or_else(RwSignal::default, |Announcement(said)| said);
    let class = move || {
        if said.with(|said| said.is_shown) {
            "toast"
        } else {
            "unseen"
        }
    };
    view! {
        <div class=class aria-live="assertive" data-announcer>
            {move || said.with(|said| said.words.clone())}
        </div>
    }
}

/// Says `words` to screen readers: whoever sees the page sees it happen.
pub fn announce(words: impl Into<String>) {
    say(words.into(), false);
}

/// Says `words` to everybody: what happened cannot be seen, or did not happen.
pub fn tell(words: impl Into<String>) {
    say(words.into(), true);
}

fn say(mut words: String, is_shown: bool) {
    let Some(Announcement(signal)) = use_context() else {
        return;
    };
    // The same words again are no change, and only a change is spoken.
    if signal.with_untracked(|said| said.words == words) {
        words.push(AGAIN);
    }
    let said = Said { words, is_shown };
    if is_shown {
        let shown = said.clone();
        let hide = move || {
            signal.try_maybe_update(|said| {
                let is_still = *said == shown;
                said.is_shown &= !is_still;
                (is_still, ())
            });
        };
        set_timeout(hide, SHOWN);
    }
    signal.set(said);
}

/// What a person is told whose edit was not made.
pub fn not_done(rejection: &Rejection) -> String {
    format!("That was not done: {rejection}.")
}

/// Provides the announcements to every page. Call once, at the root.
pub fn provide_announcements() {
    provide_context(Announcement(RwSignal::new(Said::default())));
}
