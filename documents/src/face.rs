//! Somebody's initials beside their name.

use app::Face;
use domain::views::Member;
use leptos::prelude::*;

/// To be seen only: the name stands beside it, and would be read out twice.
pub(crate) fn face(member: &Member) -> impl IntoView + use<> {
    let member = member.clone();
    view! {
        <span aria-hidden="true">
            <Face member />
        </span>
    }
}
