//! What is under the pointer, and bringing into view what is beyond the edge.

use domain::arrange::{Carried, Slot};
use domain::id::StageId;
use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList};

use super::Point;
use crate::device;

/// How close to the window's edge carrying scrolls it, and how far a frame.
const EDGE: f64 = 56.0;
const SCROLL: f64 = 12.0;
/// How far above what it goes before the line lies, and how far below the last: in the gap.
const BEFORE: f64 = 6.0;
const AFTER: f64 = 2.0;

/// The slot under the pointer: in the stage it is over, before the first card
/// whose middle is below it.
pub(super) fn slot_at(carried: &Carried, (x, y): Point) -> Option<Slot> {
    slot_within(carried, f64::from(x), f64::from(y))
}

fn slot_within(carried: &Carried, x: f64, y: f64) -> Option<Slot> {
    let board = device::find("[data-stages]")?;
    let stages = all(&board, "[data-stage]");
    if let Carried::Stage(moving) = carried {
        let bounds = board.get_bounding_client_rect();
        if x < bounds.left() || x > bounds.right() {
            return None;
        }
        let above = stages
            .iter()
            .filter(|stage| id_of::<StageId>(stage, "data-stage") != Some(*moving))
            .filter(|stage| middle(stage) < y)
            .count();
        return Some(Slot::Stage(above));
    }
    let over = stages.into_iter().find(|stage| {
        let bounds = stage.get_bounding_client_rect();
        (bounds.left()..=bounds.right()).contains(&x)
            && (bounds.top()..=bounds.bottom()).contains(&y)
    })?;
    let stage = id_of(&over, "data-stage")?;
    let cards = over.query_selector_all("[data-item]").ok()?;
    let above = above(&cards, y);
    // What is carried is not among those that it goes between.
    let itself = match carried {
        Carried::Item(item) => {
            let itself = over.query_selector(&format!("[data-item=\"{item}\"]"));
            itself.ok()?.is_some_and(|itself| middle(&itself) < y)
        }
        _ => false,
    };
    Some(Slot::Item(stage, above.saturating_sub(itself.into())))
}

/// The slot under some point of the first stage.
pub(super) fn any_slot(carried: &Carried) -> Option<Slot> {
    let bounds = device::find("[data-stage]")?.get_bounding_client_rect();
    slot_within(carried, bounds.left(), bounds.top())
}

/// How far from the top of the stages the line for that slot lies, in CSS pixels: in the gap above
/// what it goes before, or below the last.
pub(super) fn line_at(carried: &Carried, slot: Slot) -> Option<i32> {
    let board = device::find("[data-stages]")?;
    let (list, index, kind) = match slot {
        Slot::Stage(index) => (board, index, "stage"),
        Slot::Item(stage, index) => {
            let list = board.query_selector(&format!("[data-stage=\"{stage}\"] .items"));
            (list.ok()??, index, "item")
        }
    };
    let itself = match carried {
        Carried::Item(item) => item.to_string(),
        Carried::Stage(stage) => stage.to_string(),
        Carried::New(..) => String::new(),
    };
    let others = format!("[data-{kind}]:not([data-{kind}=\"{itself}\"])");
    let others = list.query_selector_all(&others).ok()?;
    let next = others.get(u32::try_from(index).ok()?);
    let next = next.and_then(|next| next.dyn_into::<Element>().ok());
    let at = next.map_or_else(
        || list.get_bounding_client_rect().bottom() + AFTER,
        |next| next.get_bounding_client_rect().top() - BEFORE,
    );
    let top = list
        .closest(".places")
        .ok()??
        .get_bounding_client_rect()
        .top();
    #[expect(clippy::cast_possible_truncation, reason = "no page is that long")]
    Some((at - top) as i32)
}

/// How many of `cards`, which lie one below the other, have their middle above `y`. Looks at few
/// of them: this is done with every move.
fn above(cards: &NodeList, y: f64) -> usize {
    let (mut from, mut to) = (0, cards.length());
    while from < to {
        let at = u32::midpoint(from, to);
        let card = cards.get(at).and_then(|card| card.dyn_into().ok());
        if card.is_some_and(|card: Element| middle(&card) < y) {
            from = at + 1;
        } else {
            to = at;
        }
    }
    from as usize
}

fn middle(element: &Element) -> f64 {
    let bounds = element.get_bounding_client_rect();
    f64::midpoint(bounds.top(), bounds.bottom())
}

fn id_of<T: std::str::FromStr>(element: &Element, attribute: &str) -> Option<T> {
    element.get_attribute(attribute)?.parse().ok()
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = within.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.get(index)?.dyn_into().ok())
        .collect()
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
