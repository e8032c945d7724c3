//! That something was put on record, said where it stands on the page one is led back to.

use leptos::prelude::*;

/// What the line is called among the parts of a page.
const ID: &str = "recorded";

/// The place on a page where something was just recorded, as the page's address says it.
/// Nothing of what it says is shown: at most it brings up a sentence that is always the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recorded(Option<String>);

impl Recorded {
    /// As the address says it.
    pub fn new(place: Option<String>) -> Self {
        Self(place)
    }

    /// Whether it was here.
    pub(crate) fn is_at(&self, place: &str) -> bool {
        self.0.as_deref() == Some(place)
    }
}

/// Where to lead whoever recorded something: to its place on a page, which says so.
pub fn address(page: &str, place: &str) -> String {
    format!("{page}?recorded={place}#{place}")
}

/// The line, where something was recorded.
pub(crate) fn line(is_here: bool, words: &'static str) -> impl IntoView {
    is_here.then(|| {
        view! {
            <p id=ID class="recorded" role="status">
                {words}
            </p>
        }
    })
}

/// What describes the place that one is led to: it has the focus, so the line is read out.
pub(crate) fn describes(is_here: bool) -> Option<&'static str> {
    is_here.then_some(ID)
}
