//! What was asked for and not done: why, where to go on, and what was typed, which would
//! otherwise be lost.

use leptos::prelude::*;

use crate::Frame;
use crate::escaped::escaped;
use crate::lineup::{CANDIDATE_IS, MANAGER, MANAGER_SEES};
use crate::outcome::VERDICTS;
use crate::whose::BY;

/// Fields that are chosen or come with their form, so that nobody misses them.
const CHOSEN: [&str; 18] = [
    BY,
    CANDIDATE_IS,
    MANAGER,
    MANAGER_SEES,
    "about",
    "as",
    "back",
    "everybody",
    "id",
    "interview",
    "item",
    "level",
    "panelist",
    "place",
    "question",
    "resolved",
    "step",
    "verdict",
];

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Why.
    pub message: String,
    /// Where to go on: an address and what it is called.
    pub onward: (String, &'static str),
    /// What was typed, by what its field is called.
    pub typed: Vec<(String, String)>,
    /// What was sent, where sending it again may do.
    pub again: Option<Again>,
}

/// A form to send again as it was.
#[derive(Debug, Clone)]
pub struct Again {
    /// Where to.
    pub address: String,
    /// Its fields, also those that nobody typed into.
    pub fields: Vec<(String, String)>,
}

/// Those of a form's fields that somebody typed into, by what they are called.
pub fn typed_into(fields: &[(String, String)]) -> Vec<(String, String)> {
    let typed = fields.iter().filter(|(name, text)| {
        let is_chosen = CHOSEN.contains(&name.as_str())
            || name.starts_with("of-")
            || name.starts_with("level-");
        !is_chosen && !text.trim().is_empty()
    });
    typed
        .map(|(name, text)| (called(name), text.clone()))
        .collect()
}

/// What of a form's choices there are words for, so that whoever sends it again knows what they
/// send.
fn chosen(fields: &[(String, String)]) -> Vec<String> {
    let words = |(name, value): &(String, String)| match (name.as_str(), value.as_str()) {
        ("verdict", value) => {
            let known = VERDICTS.iter().find(|(_, known)| *known == value);
            known.map(|(verdict, _)| verdict.label().to_owned())
        }
        ("level", "0") => Some("Not assessed".to_owned()),
        ("level", level) => Some(format!("Level {level}")),
        _ => None,
    };
    fields.iter().filter_map(words).collect()
}

fn called(name: &str) -> String {
    let known = match name {
        "candidate" => "Candidate’s name",
        "file" => "The kit",
        "name" => "Name",
        "organization" => "Who hires",
        "reason" => "Reason",
        "reasons" => "Reasons",
        "text" => "Comment",
        "title" => "Title",
        _ => return name.replace(['-', '_'], " "),
    };
    known.to_owned()
}

/// The whole page.
pub fn problem(options: LeptosOptions, refused: Refused) -> impl IntoView {
    let Refused {
        message,
        onward: (address, name),
        typed,
        again,
    } = refused;
    // The form has to stay here while one signs in.
    let apart = again.is_some().then_some("_blank");
    let frame = Frame::new("Not possible", None).with_problem(true);
    frame.around(
        options,
        view! {
            <h1>"That is not possible"</h1>
            <div class="problem" role="alert" tabindex="-1" autofocus>
                <p>{message}</p>
                <a href=address target=apart>{name}</a>
            </div>
            {again.map(sent_again)}
            {(!typed.is_empty()).then(|| kept(typed))}
        },
    )
}

fn sent_again(again: Again) -> impl IntoView {
    let chosen = chosen(&again.fields);
    let chosen = (!chosen.is_empty()).then(|| {
        view! { <p>"You chose: "<strong>{chosen.join(", ")}</strong></p> }
    });
    let fields = again
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    view! {
        <form method="post" action=again.address>
            {fields}
            {chosen}
            <button class="primary" type="submit">"Send it again"</button>
        </form>
    }
}

fn kept(typed: Vec<(String, String)>) -> impl IntoView {
    let texts = typed
        .into_iter()
        .map(|(name, text)| {
            let rows = text.lines().count().clamp(2, 12).to_string();
            view! {
                <label class="field">
                    <span class="label">{name}</span>
                    <textarea readonly rows=rows inner_html=escaped(&text)></textarea>
                </label>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="typed">
            <h2 id="typed">"What you typed"</h2>
            <p class="hint">"It is kept nowhere but here: copy it before you go on."</p>
            {texts}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use domain::panel::Verdict;

    use super::*;

    #[test]
    fn what_was_chosen_is_told_in_words_where_there_are_some() {
        let fields = [
            ("verdict", "no-hire"),
            ("verdict", "none"),
            ("level", "0"),
            ("level", "3"),
            ("reasons", "Both."),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let words = [Verdict::NoHire.label(), "Not assessed", "Level 3"];
        assert_eq!(chosen(&fields), words);
    }

    #[test]
    fn what_was_typed_is_told_from_what_was_chosen() {
        let fields = [
            ("verdict", "hire"),
            ("of-01", "edit"),
            ("reasons", "Both were\nconvincing."),
            ("reason", "  "),
            ("fill-work_place", "Malmö"),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
        let typed = typed_into(&fields);
        let expected = [
            ("Reasons", "Both were\nconvincing."),
            ("fill work place", "Malmö"),
        ];
        assert_eq!(
            typed,
            expected.map(|(name, text)| (name.to_owned(), text.to_owned()))
        );
    }
}
