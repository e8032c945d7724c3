//! Line icons, drawn here: a handful does not need a library.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A grip to drag by.
    Grip,
    /// Add.
    Plus,
    /// Remove.
    Bin,
    /// Edit.
    Pen,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Move to another place.
    Move,
    /// Done.
    Check,
    /// A red flag.
    Flag,
    /// A clock.
    Clock,
    /// Sealed.
    Lock,
}

/// An icon. It says nothing to a screen reader: what stands beside it does.
#[component]
pub fn Icon(
    /// What it shows.
    sign: Sign,
) -> impl IntoView {
    let path = match sign {
        Sign::Grip => "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
        Sign::Plus => "M12 5v14M5 12h14",
        Sign::Bin => "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12M10.5 11v5M13.5 11v5",
        Sign::Pen => "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
        Sign::Undo => "M9 7L5 11l4 4M5 11h9a5 5 0 0 1 0 10h-3",
        Sign::Redo => "M15 7l4 4-4 4M19 11h-9a5 5 0 0 0 0 10h3",
        Sign::Move => "M8 9l4-4 4 4M12 5v14M8 15l4 4 4-4",
        Sign::Check => "M5 13l4 4L19 7",
        Sign::Flag => "M6 21V4M6 5h11l-2 4 2 4H6",
        Sign::Clock => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4l3 2",
        Sign::Lock => "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
    };
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path />
        </svg>
    }
}
