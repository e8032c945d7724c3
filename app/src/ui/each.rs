//! Lists drawn row by row.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use leptos::prelude::*;

/// A row that is still to be drawn, and what tells it from the others of its list.
struct Row {
    key: u64,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// The framework's [`For`], compiled once and not anew for each list: in what the browser
/// downloads a list weighs 5 KB otherwise. Rows are told apart by hashes of their keys.
#[component]
pub fn Each<T, K, V>(
    /// What there is a row for, in order.
    each: impl Fn() -> Vec<T> + Send + Sync + 'static,
    /// What tells one from the others. A row stays as it was drawn while its key is there.
    key: fn(&T) -> K,
    /// Draws one.
    children: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    K: Hash + 'static,
    V: IntoView + 'static,
{
    let draw = Arc::new(children);
    let rows = move || {
        let row = |row: T| {
            let draw = Arc::clone(&draw);
            Row {
                key: hashed(&key(&row)),
                draw: Box::new(move || draw(row).into_any()),
            }
        };
        each().into_iter().map(row).collect()
    };
    list(Box::new(rows))
}

fn list(rows: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    view! {
        <For each=rows key=|row| row.key let:row>
            {(row.draw)()}
        </For>
    }
    .into_any()
}

fn hashed(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
