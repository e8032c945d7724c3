//! A text that several people may edit at once.

use domain::text::Splice;
use leptos::html::Textarea;
use leptos::prelude::*;

use crate::device;

/// The form of every [`TextField`], which is there once.
const NOT_KEPT: &str = "not-kept";

/// The form that fields belong to whose text is kept by this program alone.
#[component]
pub fn FieldsForm() -> impl IntoView {
    view! { <form id=NOT_KEPT autocomplete="off" hidden></form> }
}

/// Where somebody else is in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caret {
    /// In characters from its beginning.
    pub at: u32,
    /// Their hue.
    pub hue: u8,
    /// What they are called.
    pub name: String,
}

/// A field for a text. What is typed leaves as splices; what others type appears
/// around the caret without moving it off its word.
#[component]
pub fn TextField(
    /// What the field is for, as its label.
    #[prop(into)]
    label: Signal<String>,
    /// Its element's id.
    #[prop(optional)]
    id: Option<String>,
    /// The text as it stands.
    #[prop(into)]
    text: Signal<String>,
    /// Takes an edit, with the group it is to be undone in.
    on_splice: Callback<(Splice, u64)>,
    /// Whether it can be read only.
    #[prop(into, default = false.into())]
    read_only: Signal<bool>,
    /// Lines to show at first; one line takes no line breaks.
    #[prop(default = 1)]
    rows: u32,
    /// Whether the label is for screen readers only.
    #[prop(default = false)]
    bare: bool,
    /// Shown while it is empty.
    #[prop(default = "")]
    placeholder: &'static str,
    /// Told where the caret is, in characters; none: elsewhere.
    #[prop(optional)]
    on_caret: Option<Callback<Option<u32>>>,
    /// Where others are in it.
    #[prop(into, optional)]
    carets: Signal<Vec<Caret>>,
    /// Further classes.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    let field = NodeRef::<Textarea>::new();
    let group = StoredValue::new(0_u64);
    let composing = StoredValue::new(false);
    // What the field shows when nobody has typed on: what the next splice is made on.
    let shown = StoredValue::new(String::new());
    let show = move |field: &web_sys::HtmlTextAreaElement, text: &str| {
        put(field, text);
        shown.set_value(text.to_owned());
    };

    // The text goes in as a property, never as children: those would be markup.
    Effect::new(move |_| {
        let text = text.get();
        if let Some(field) = field.get()
            && !composing.get_value()
        {
            show(&field, &text);
        }
    });

    let take = move || {
        let Some(field) = field.get_untracked() else {
            return;
        };
        let mut typed = field.value();
        if rows == 1 && typed.contains('\n') {
            typed = typed.replace(['\r', '\n'], " ");
        }
        let splice = shown.with_value(|shown| {
            let typed = Splice::between(shown, &typed);
            let others = Splice::between(shown, &text.get_untracked());
            Splice::transform(&others, &typed).map_or(typed, |(_, typed)| typed)
        });
        if !splice.is_noop() {
            on_splice.run((splice, group.get_value()));
        }
        show(&field, &text.get_untracked());
    };
    let caret = move |here: bool| {
        if let Some(on_caret) = on_caret {
            let at = field.get_untracked().filter(|_| here).and_then(|field| {
                let at = field.selection_end().ok().flatten()?;
                Some(characters(&field.value(), at))
            });
            on_caret.run(at);
        }
    };

    view! {
        <label class=format!("field {class}")>
            <span class=if bare { "unseen" } else { "label" }>{move || label.get()}</span>
            <span class="writing">
                <textarea
                    node_ref=field
                    id=id
                    rows=rows
                    placeholder=placeholder
                    // Browsers write what is in fields into a file of open tabs, in the clear,
                    // unless their form says not to.
                    form=NOT_KEPT
                    readonly=move || read_only.get()
                    on:focus=move |_| {
                        group.set_value(device::random_number());
                        caret(true);
                    }
                    on:blur=move |_| caret(false)
                    on:keyup=move |_| caret(true)
                    on:compositionstart=move |_| composing.set_value(true)
                    on:compositionend=move |_| {
                        composing.set_value(false);
                        take();
                    }
                    on:input=move |_| {
                        if !composing.get_value() {
                            take();
                            caret(true);
                        }
                    }
                    on:keydown=move |event| {
                        if rows == 1 && event.key() == "Enter" {
                            event.prevent_default();
                        }
                    }
                ></textarea>
                // The same words up to where somebody is, unseen, so that the mark after them
                // stands where theirs does.
                {move || {
                    carets
                        .get()
                        .into_iter()
                        .map(|caret| {
                            let before = text
                                .with(|text| text.chars().take(caret.at as usize).collect::<String>());
                            view! {
                                <span class=format!("up-to-caret hue-{}", caret.hue) aria-hidden="true">
                                    {before}
                                    <i data-name=caret.name></i>
                                </span>
                            }
                        })
                        .collect_view()
                }}
            </span>
        </label>
    }
}

/// Shows `text` in the field, with the selection carried along.
fn put(field: &web_sys::HtmlTextAreaElement, text: &str) {
    let shown = field.value();
    if shown == text {
        return;
    }
    let change = Splice::between(&shown, text);
    let carry = |at: Option<u32>| {
        let at = change.carry(characters(&shown, at.unwrap_or_default()));
        units(text, at)
    };
    let start = carry(field.selection_start().ok().flatten());
    let end = carry(field.selection_end().ok().flatten());
    field.set_value(text);
    // Setting a selection would steal the focus in some browsers.
    let focused = device::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element())
        .is_some_and(|active| active == ***field);
    if focused {
        let _ = field.set_selection_range(start, end);
    }
}

/// How many characters stand before `units` UTF-16 code units, which is how
/// browsers count.
fn characters(text: &str, units: u32) -> u32 {
    let (mut seen, mut count) = (0, 0);
    for character in text.chars() {
        if seen >= units {
            break;
        }
        seen += if character.len_utf16() == 2 { 2 } else { 1 };
        count += 1;
    }
    count
}

/// How many UTF-16 code units `characters` characters take.
fn units(text: &str, characters: u32) -> u32 {
    text.chars()
        .take(characters as usize)
        .map(|c| if c.len_utf16() == 2 { 2 } else { 1 })
        .sum()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{characters, units};

    /// The server writes what stands between these tags without escaping it.
    #[test]
    fn no_page_puts_anything_between_textarea_tags() {
        let mut seen = 0;
        look_through(
            Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
            &mut seen,
        );
        assert!(seen > 0, "this field itself should have been found");
    }

    fn look_through(folder: &Path, seen: &mut usize) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                look_through(&path, seen);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let opening = concat!("<text", "area");
            for (at, _) in source.match_indices(opening) {
                let closing = concat!("</text", "area>");
                let element = &source[at..at + source[at..].find(closing).unwrap_or(0)];
                assert!(
                    element.trim_end().ends_with('>'),
                    "{} puts something between textarea tags",
                    path.display()
                );
                *seen += 1;
            }
        }
    }

    #[test]
    fn carets_are_counted_as_browsers_count() {
        let text = "a😀b";
        assert_eq!(characters(text, 3), 2);
        assert_eq!(units(text, 2), 3);
        assert_eq!(characters(text, 99), 3);
    }
}
