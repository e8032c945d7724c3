//! The line where what is carried would go.

use leptos::prelude::*;

use super::super::dragging;
use super::under_pointer::line_at;
use super::{Dragging, Held};

impl Dragging {
    /// Holds this from now on, with the line where it would go.
    pub(super) fn hold(self, held: Held) {
        let over = self.held.with_untracked(|held| held.as_ref()?.over);
        if over != held.over {
            self.lay_line(&held);
        }
        self.held.set(Some(held));
    }

    /// Lays the line anew after each edit of the plan: others may put something before it. The
    /// page shows that by the next frame.
    pub(super) fn keep_line(self) {
        Effect::new(move |_| {
            self.desk.plan.read(|_| ());
            if self.held.with_untracked(Option::is_none) {
                return;
            }
            request_animation_frame(move || {
                if let Some(held) = self.held.try_get_untracked().flatten() {
                    self.lay_line(&held);
                }
            });
        });
    }

    fn lay_line(self, held: &Held) {
        let line = |over| line_at(over, self.home(&held.carried));
        let line = held.over.and_then(line);
        if line.is_some() {
            self.line.set(line);
        }
    }
}

/// One line for the whole plan, pushed up and down over it. It takes no room, so nothing shifts;
/// and nothing of what it lies over is drawn anew when it moves on.
#[component]
pub(crate) fn DropLine() -> impl IntoView {
    let Dragging { held, line, .. } = dragging();
    let is_shown = move || {
        let goes_somewhere = |held: &Held| held.is_carrying() && held.over.is_some();
        held.with(|held| held.as_ref().is_some_and(goes_somewhere))
    };
    // No style in what the server sends: the page's policy lets none in.
    let place = move || Some(format!("translateY({}px)", line.get()?));
    view! {
        <div class="drop-line" class:shown=is_shown aria-hidden="true" style:transform=place></div>
    }
}
