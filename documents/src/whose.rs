//! Whose page it is: whoever it was shown to may have signed out by the time they send a form
//! on it, and somebody else may be signed in.

use domain::id::PersonId;
use leptos::prelude::*;

/// The field of a form that says so.
pub const BY: &str = "by";

/// Whom a page is shown to. Pages find it in their context; where nobody is signed in there is
/// none.
#[derive(Debug, Clone)]
pub struct Whose {
    /// Who.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
}

/// The field, for every form by which something is done in somebody's name.
pub(crate) fn field() -> impl IntoView {
    let whose = use_context::<Whose>();
    whose.map(|whose| view! { <input type="hidden" name=BY value=whose.id.to_string() /> })
}

/// Who it is, to be read above the page.
pub(crate) fn name() -> impl IntoView {
    let whose = use_context::<Whose>();
    whose.map(|whose| view! { <span class="who-name">{whose.name}</span> })
}
