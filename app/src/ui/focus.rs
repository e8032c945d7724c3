//! Where the focus goes when what had it is moved, drawn anew, taken away or switched off. A
//! browser gives it to nobody then, and whoever works by keyboard starts over at the top.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Document, Element, FocusOptions, HtmlElement, HtmlTextAreaElement, MutationObserver,
    MutationObserverInit,
};

use super::announce;
use crate::device::{self, is_nowhere};

/// What can be worked with.
const USABLE: &str = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary";
/// What takes what is typed.
const FIELDS: &str = "input, select, textarea";
/// The part of the page that changes.
const PAGE: &str = "main";

/// What had the focus last, and where it stood.
struct Last {
    element: HtmlElement,
    /// What it lay in, from the innermost outward, each with the place of the child that it lay in.
    within: Vec<(Element, u32)>,
}

/// Keeps the focus within the page, for as long as this program runs. Whatever else gives it to
/// something goes first: this waits until the change has been painted, but for a field that is
/// being typed into.
pub fn keep_focus() {
    let (Some(page), here) = (device::element(PAGE), Owner::current()) else {
        return;
    };
    let last = Rc::new(RefCell::new(None::<Last>));
    let looks = Rc::new(Cell::new(false));
    let noted = Rc::clone(&last);
    window_event_listener(leptos::ev::focusin, move |event| {
        let element = event.target().and_then(|target| target.dyn_into().ok());
        noted.replace(element.map(Last::of));
    });
    let left = Rc::clone(&last);
    window_event_listener(leptos::ev::pointerdown, move |event| {
        let pressed = event.target().and_then(|target| target.dyn_into().ok());
        // Whoever presses beside everything wants the focus nowhere.
        if pressed.is_some_and(|pressed: Element| is_beside_everything(&pressed)) {
            left.take();
        }
    });
    let changed = Closure::<dyn FnMut()>::new(move || {
        let is_lost = is_nowhere();
        if is_lost {
            // Giving the focus notes anew who has it.
            let was = last.take();
            if was.as_ref().is_some_and(Last::type_on) {
                return;
            }
            last.replace(was);
        }
        let is_off = || {
            let last = last.borrow();
            let off = last.as_ref().map(|last| last.element.matches(":disabled"));
            off.is_some_and(|off| off.unwrap_or(false))
        };
        if (is_lost || is_off()) && !looks.replace(true) {
            let (last, looks, here) = (Rc::clone(&last), Rc::clone(&looks), here.clone());
            request_animation_frame(move || {
                let look = move || {
                    looks.set(false);
                    if is_nowhere()
                        && let Some(last) = last.take()
                    {
                        here.inspect(|here| here.with(|| last.pass_on()));
                    }
                };
                set_timeout(look, Duration::ZERO);
            });
        }
    });
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_subtree(true);
    what.set_attribute_filter(&Array::of1(&"disabled".into()));
    if let Ok(observer) = MutationObserver::new(changed.as_ref().unchecked_ref()) {
        let _ = observer.observe_with_options(&page, &what);
        // The page is watched for as long as this program runs.
        changed.forget();
    }
}

impl Last {
    fn of(element: HtmlElement) -> Self {
        let mut within = Vec::new();
        let mut child: Element = element.clone().into();
        while let Some(parent) = child.parent_element() {
            let place = Array::from(&parent.children()).index_of(&child, 0);
            within.push((parent.clone(), u32::try_from(place).unwrap_or_default()));
            child = parent;
        }
        Self { element, within }
    }

    /// Goes on in the field that was typed into, where it was moved or drawn anew. Whether it
    /// could: every key that is pressed meanwhile would go elsewhere. Not where it stands as it
    /// did: then it is being left for another, and nobody has the focus just now.
    fn type_on(&self) -> bool {
        let is_lost = self.is_field() && !self.is_where_it_was();
        is_lost && self.itself().is_some_and(|field| takes(&field))
    }

    fn is_where_it_was(&self) -> bool {
        let now = Self::of(self.element.clone());
        self.element.is_connected() && now.within == self.within
    }

    /// Gives the focus to whatever is now where it was.
    fn pass_on(&self) {
        if self.itself().is_some_and(|element| takes(&element)) {
            return;
        }
        let mut within = self.within.iter();
        let left = within.find(|(parent, _)| parent.is_connected());
        match left {
            // What is typed on must not be taken for keys of something else. What became of the
            // field is said where it was taken away.
            Some((parent, _)) if parent.id() != PAGE && self.is_field() => {
                if let Some(page) = device::element(PAGE) {
                    takes(&page);
                }
            }
            Some((parent, place)) if parent.id() != PAGE => {
                if neighbours(parent, *place).iter().any(takes)
                    || within.any(|(parent, place)| neighbours(parent, *place).iter().any(takes))
                {
                    return;
                }
                enter();
            }
            _ => enter(),
        }
    }

    /// The element, or the one that was drawn in its place.
    fn itself(&self) -> Option<HtmlElement> {
        if self.element.is_connected() {
            return Some(self.element.clone());
        }
        let anew = Some(self.element.id()).filter(|id| !id.is_empty());
        let anew = device::element(&anew?)?;
        if let (Some(was), Some(is)) = (
            self.element.dyn_ref::<HtmlTextAreaElement>(),
            anew.dyn_ref::<HtmlTextAreaElement>(),
        ) {
            let at = |at: Result<Option<u32>, _>| at.ok().flatten().unwrap_or_default();
            let (start, end) = (at(was.selection_start()), at(was.selection_end()));
            // It may not have been filled yet, and an empty field has no place for a caret.
            is.set_value(&was.value());
            let _ = is.set_selection_range(start, end);
        }
        Some(anew)
    }

    fn is_field(&self) -> bool {
        self.element.matches(FIELDS).unwrap_or(false)
    }
}

/// What can be worked with in `parent`: what has come to `place` and what follows, and then what
/// is before, from there back.
fn neighbours(parent: &Element, place: u32) -> Vec<HtmlElement> {
    let children = parent.children();
    let all = (place..children.length()).chain((0..place).rev());
    all.filter_map(|at| children.item(at))
        .flat_map(|child| usable(&child))
        .collect()
}

fn usable(element: &Element) -> Vec<HtmlElement> {
    let itself = element.matches(USABLE).unwrap_or(false);
    let itself = itself.then(|| element.clone().dyn_into().ok()).flatten();
    let within = element.query_selector_all(USABLE).ok();
    let within = within
        .iter()
        .flat_map(|found| (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()));
    itself.into_iter().chain(within).collect()
}

/// Gives the focus to an element and scrolls nowhere. Whether it takes it: what is hidden does not.
pub fn takes(element: &HtmlElement) -> bool {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
    !is_nowhere()
}

/// To the beginning of a page that has taken another's place.
fn enter() {
    if let Some(page) = device::element(PAGE) {
        takes(&page);
        if let Some(document) = document() {
            announce(document.title());
        }
    }
}

fn document() -> Option<Document> {
    device::window()?.document()
}

fn is_beside_everything(pressed: &Element) -> bool {
    let within = pressed.closest(&[USABLE, ", label, [tabindex]"].concat());
    within.is_ok_and(|within| within.is_none_or(|within| within.id() == PAGE))
}
