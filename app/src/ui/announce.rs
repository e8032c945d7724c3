//! What a screen reader is told as it happens.

use domain::sync::Rejection;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Announcement(RwSignal<String>);

/// The place from which everything is announced. Once a page, always there: a
/// live region that comes and goes is not listened to.
#[component]
pub fn Announcer() -> impl IntoView {
    let words = announcements();
    view! {
        <div class="unseen" role="status" aria-live="assertive" data-announcer>
            {move || words.get()}
        </div>
    }
}

/// Announces `words`.
pub fn announce(words: impl Into<String>) {
    if let Some(Announcement(signal)) = use_context() {
        signal.set(words.into());
    }
}

/// What a person is told whose edit was not made.
pub fn not_done(rejection: &Rejection) -> String {
    format!("That was not done: {rejection}.")
}

/// Provides the announcements to every page. Call once, at the root.
pub fn provide_announcements() {
    provide_context(Announcement(RwSignal::new(String::new())));
}

fn announcements() -> RwSignal<String> {
    use_context::<Announcement>().map_or_else(RwSignal::default, |Announcement(signal)| signal)
}
