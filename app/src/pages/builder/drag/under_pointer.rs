//! What is under the pointer, and bringing into view what is beyond the edge.

use domain::arrange::{Carried, Slot};
use web_sys::HtmlCollection;

use super::Point;
use crate::device;

/// How close to the window's edge carrying scrolls it, and how far a frame.
const EDGE: f64 = 56.0;
const SCROLL: f64 = 12.0;
/// How far above what it goes before the line lies, and how far below the last: in the gap.
const BEFORE: f64 = 6.0;
const AFTER: f64 = 2.0;

/// The slot under the pointer, of what is at `home` now: in the stage it is over, before the first
/// card whose middle is below it.
pub(super) fn slot_at(carried: &Carried, home: Option<Slot>, (x, y): Point) -> Option<Slot> {
    slot_within(carried, home, f64::from(x), f64::from(y))
}

fn slot_within(carried: &Carried, home: Option<Slot>, x: f64, y: f64) -> Option<Slot> {
    let board = device::find("[data-stages]")?;
    let stages = board.children();
    if let Carried::Stage(_) = carried {
        let bounds = board.get_bounding_client_rect();
        let is_over = (bounds.left()..=bounds.right()).contains(&x);
        return is_over.then(|| among_others(Slot::Stage, above(&stages, y), home));
    }
    let mut stages = (0..stages.length()).filter_map(|at| stages.item(at));
    let over = stages.find(|stage| {
        let bounds = stage.get_bounding_client_rect();
        (bounds.left()..=bounds.right()).contains(&x)
            && (bounds.top()..=bounds.bottom()).contains(&y)
    })?;
    let stage = over.get_attribute("data-stage")?.parse().ok()?;
    let cards = over.query_selector(".items").ok()??.children();
    let slot = |index| Slot::Item(stage, index);
    Some(among_others(slot, above(&cards, y), home))
}

/// The slot after the first `above` of a list, without what is carried: that is not among those
/// that it goes between.
fn among_others(slot: impl Fn(usize) -> Slot, above: usize, home: Option<Slot>) -> Slot {
    let itself = place_beside(slot(above), home).is_some_and(|itself| itself < above);
    slot(above - usize::from(itself))
}

/// The slot under some point of the first stage.
pub(super) fn any_slot(carried: &Carried) -> Option<Slot> {
    let bounds = device::find("[data-stage]")?.get_bounding_client_rect();
    slot_within(carried, None, bounds.left(), bounds.top())
}

/// How far from the top of the stages the line for that slot lies, in CSS pixels: in the gap above
/// what it goes before, or below the last.
pub(super) fn line_at(slot: Slot, home: Option<Slot>) -> Option<i32> {
    let board = device::find("[data-stages]")?;
    let (list, index) = match slot {
        Slot::Stage(index) => (board, index),
        Slot::Item(stage, index) => {
            let list = board.query_selector(&format!("[data-stage=\"{stage}\"] .items"));
            (list.ok()??, index)
        }
    };
    let itself = place_beside(slot, home).is_some_and(|itself| itself <= index);
    let next = u32::try_from(index + usize::from(itself)).ok()?;
    let at = match list.children().item(next) {
        Some(next) => next.get_bounding_client_rect().top() - BEFORE,
        None => list.get_bounding_client_rect().bottom() + AFTER,
    };
    let top = list
        .closest(".places")
        .ok()??
        .get_bounding_client_rect()
        .top();
    #[expect(clippy::cast_possible_truncation, reason = "no page is that long")]
    Some((at - top) as i32)
}

/// The place of what is carried in the list that `slot` is in, if it is at home there.
fn place_beside(slot: Slot, home: Option<Slot>) -> Option<usize> {
    match (slot, home?) {
        (Slot::Stage(_), Slot::Stage(at)) => Some(at),
        (Slot::Item(stage, _), Slot::Item(own, at)) if own == stage => Some(at),
        _ => None,
    }
}

/// How many of `elements`, which lie one below the other, have their middle above `y`. Looks at
/// few of them: this is done with every move.
fn above(elements: &HtmlCollection, y: f64) -> usize {
    let (mut from, mut to) = (0, elements.length());
    while from < to {
        let at = u32::midpoint(from, to);
        let bounds = elements
            .item(at)
            .map(|element| element.get_bounding_client_rect());
        if bounds.is_some_and(|bounds| f64::midpoint(bounds.top(), bounds.bottom()) < y) {
            from = at + 1;
        } else {
            to = at;
        }
    }
    from as usize
}

/// Scrolls where `y` is near an edge towards which the pointer went by `down`: what is picked
/// up near one may be carried away from it. Answers whether it scrolled.
pub(super) fn scroll_near_edge(y: i32, down: i32) -> bool {
    let y = f64::from(y);
    let Some(window) = device::window() else {
        return false;
    };
    let height = window
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or(0.0);
    let by = if y < EDGE && down < 0 {
        -SCROLL
    } else if y > height - EDGE && down > 0 {
        SCROLL
    } else {
        return false;
    };
    let before = window.scroll_y();
    window.scroll_by_with_x_and_y(0.0, by);
    window.scroll_y().ok() != before.ok()
}
