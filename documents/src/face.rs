//! Somebody's initials beside their name.

use app::Face;
use domain::views::Member;
use leptos::prelude::*;

/// To be seen only: the name stands beside it.
pub(crate) fn face(member: &Member) -> impl IntoView + use<> {
    let member = member.clone();
    view! { <Face member named=true /> }
}
