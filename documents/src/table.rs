//! What tables have in common.

use leptos::prelude::*;

/// The heads of a table's columns, behind that of what its rows are about. Each cell names its
/// column as well, for windows too narrow for a table.
pub(crate) fn heads(columns: &[&'static str]) -> impl IntoView + use<> {
    let head = |name: &&'static str| view! { <th scope="col">{*name}</th> };
    columns.iter().map(head).collect_view()
}
