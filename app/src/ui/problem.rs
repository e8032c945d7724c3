//! What went wrong, said at once to whoever listens as well.

use leptos::prelude::*;

use crate::device;

/// Ties the field that is wrong, if one is, to what is said of it, and looses the others. The
/// elements' ids are those of `form` with their places after it, and with `problem` for what is
/// said. By hand, since attributes that follow a signal weigh more than all of this.
pub fn tie(form: &str, wrong: Option<usize>) {
    const INVALID: &str = "aria-invalid";
    const DESCRIBED: &str = "aria-describedby";
    for place in 0.. {
        let Some(field) = device::element(&format!("{form}-{place}")) else {
            return;
        };
        // Names that an attribute can have: none of this can fail.
        if wrong == Some(place) {
            let _ = field.set_attribute(INVALID, "true");
            let _ = field.set_attribute(DESCRIBED, &format!("{form}-problem"));
        } else {
            let _ = field.remove_attribute(INVALID);
            let _ = field.remove_attribute(DESCRIBED);
        }
    }
}

/// A sentence about what is wrong; nothing where nothing is.
#[component]
pub fn Problem(
    /// The sentence.
    #[prop(into)]
    words: Signal<Option<String>>,
    /// Its element's id, where a field is tied to it ([`tie`]).
    #[prop(optional)]
    id: Option<String>,
) -> impl IntoView {
    move || {
        let id = id.clone();
        words
            .get()
            .map(|words| view! { <p id=id class="problem" role="alert">{words}</p> })
    }
}
