//! A scorecard for another system: what has to be told before it fits there.

use domain::export::handover::{Form, Mapping};
use domain::export::system::{System, Told, Wanted};
use domain::id::{DocumentId, ItemId, PersonId};
use leptos::prelude::*;

use crate::typed::Typed;

/// What each system is called in an address.
const SYSTEMS: [(&str, System); 3] = [
    ("greenhouse", System::Greenhouse),
    ("ashby", System::Ashby),
    ("lever", System::Lever),
];

/// The system of that name.
pub fn system(name: &str) -> Option<System> {
    let found = SYSTEMS.iter().find(|(known, _)| *known == name);
    found.map(|(_, system)| *system)
}

/// The name of a system in an address.
pub fn name(system: System) -> &'static str {
    let found = SYSTEMS.iter().find(|(_, known)| *known == system);
    found.map_or("", |(name, _)| name)
}

/// Where the scorecards of an interview are made ready for a system.
pub(crate) fn address(interview: DocumentId, system: System) -> String {
    format!("/interviews/{interview}/handover?to={}", name(system))
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Handover {
    /// The interview.
    pub interview: DocumentId,
    /// Where the scorecard goes.
    pub system: System,
    /// What has to be told.
    pub wanted: Wanted,
    /// Who handed in, with their names.
    pub people: Vec<(PersonId, String)>,
    /// What was typed so far.
    pub typed: Typed,
    /// Why no file was made of it.
    pub refused: Option<String>,
}

/// Whose scorecard was chosen.
pub fn panelist(typed: &Typed) -> Option<PersonId> {
    typed.said("panelist").parse().ok()
}

/// What was told, as far as it was wanted.
pub fn told(typed: &Typed, wanted: &Wanted) -> Told {
    let levels = wanted.mapping.as_ref().map_or(0, |(levels, _)| *levels);
    let levels: Vec<_> = (1..=levels)
        .map(|level| typed.said(&level_field(level)))
        .collect();
    // A level that is none of theirs is refused, with what to do about it.
    let level = |said: &&str| said.parse().unwrap_or(0);
    let mapping = Mapping(levels.iter().map(level).collect());
    let said = levels.iter().any(|said| !said.is_empty());
    let ratings = wanted.ratings.iter();
    let ratings = ratings.filter_map(|(id, _)| Some((*id, typed.maybe(&rating_field(*id))?)));
    let notes = wanted.notes.iter();
    let notes = notes.filter_map(|(about, _)| Some((*about, typed.maybe(&note_field(*about))?)));
    Told {
        mapping: said.then_some(mapping),
        form: Form {
            id: typed.said("form").to_owned(),
            ratings: ratings.collect(),
            notes: notes.collect(),
            recommendation: typed.maybe("recommendation"),
        },
        application: typed.said("application").to_owned(),
    }
}

fn level_field(level: u8) -> String {
    format!("level-{level}")
}

fn rating_field(item: ItemId) -> String {
    format!("rating-{item}")
}

fn note_field(about: Option<ItemId>) -> String {
    about.map_or_else(|| "note".to_owned(), |item| format!("note-{item}"))
}

/// The whole page.
pub fn page(shown: &Handover) -> impl IntoView + use<> {
    let label = shown.system.label();
    let form = if shown.people.is_empty() {
        view! { <p class="notice">"Nobody handed in a scorecard, so there is none to hand over."</p> }
            .into_any()
    } else {
        form(shown).into_any()
    };
    view! {
        <h1>{format!("Scorecard for {label}")}</h1>
        <p>{format!("One interviewer’s scorecard as JSON: {}.", shape(shown.system))}</p>
        <p class="hint">
            "Questions that count for nobody are left out. Nothing is sent to anybody: you get a file. That it was made is kept in the audit."
        </p>
        {shown.refused.clone().map(|why| view! { <p class="notice" role="alert">{why}</p> })}
        {form}
    }
}

/// Which of a product's documented shapes it is.
const fn shape(system: System) -> &'static str {
    match system {
        System::Greenhouse => "as Greenhouse’s Harvest API gives scorecards",
        System::Ashby => "the body of Ashby’s applicationFeedback.submit",
        System::Lever => "the body that creates a feedback form in Lever",
    }
}

fn form(shown: &Handover) -> impl IntoView + use<> {
    let Handover {
        system,
        wanted,
        typed,
        ..
    } = shown;
    let chosen = panelist(typed);
    let alone = shown.people.len() == 1;
    let people = shown
        .people
        .iter()
        .map(|(person, name)| {
            let checked = alone || chosen == Some(*person);
            view! {
                <label>
                    <input type="radio" name="panelist" value=person.to_string() required checked=checked />
                    <span>{name.clone()}</span>
                </label>
            }
        })
        .collect_view();
    let mapping = wanted
        .mapping
        .as_ref()
        .map(|(levels, refused)| mapping(*system, *levels, &refused.to_string(), typed));
    let fields = system.has_forms().then(|| fields(*system, wanted, typed));
    view! {
        <form method="post" action=address(shown.interview, *system) class="record">
            <fieldset>
                <legend>"Whose scorecard"</legend>
                {people}
            </fieldset>
            {mapping}
            {fields}
            <button class="primary" type="submit">
                "Download as JSON"
            </button>
        </form>
    }
}

/// Asks which level becomes which. None is proposed: it changes what was meant.
fn mapping(system: System, levels: u8, refused: &str, typed: &Typed) -> impl IntoView + use<> {
    let choices = (1..=levels)
        .map(|level| {
            let name = level_field(level);
            let chosen = typed.said(&name).to_owned();
            let options = (1..)
                .zip(system.levels())
                .map(|(value, called): (u8, &&str)| {
                    let value = value.to_string();
                    let selected = chosen == value;
                    view! { <option value=value selected=selected>{*called}</option> }
                })
                .collect_view();
            view! {
                <label class="field">
                    <span class="label">{format!("Level {level} of {levels} becomes")}</span>
                    <select name=name required>
                        <option value="">"Choose a level"</option>
                        {options}
                    </select>
                </label>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="levels">
            <h2 id="levels">"Which level becomes which"</h2>
            <p>{refused.to_owned()}</p>
            {choices}
        </section>
    }
}

/// Asks which field of their form takes what.
fn fields(system: System, wanted: &Wanted, typed: &Typed) -> impl IntoView + use<> {
    let product = system.label();
    let hint = match system {
        System::Ashby => {
            "Fields are named by their path. Ratings go into fields of the type Score, notes into RichText, the recommendation into a ValueSelect with the values 1 to 4."
        }
        System::Lever | System::Greenhouse => {
            "Fields are named by their id. Ratings go into fields with levels from 1 to 4, notes into fields for text, the recommendation into the field of the type score-system."
        }
    };
    let application = matches!(system, System::Ashby).then(|| {
        let label = format!("Id of the application in {product}");
        input("application".to_owned(), label, typed)
    });
    let ratings = wanted
        .ratings
        .iter()
        .map(|(id, name)| input(rating_field(*id), format!("Rating of {name}"), typed))
        .collect_view();
    let notes = wanted
        .notes
        .iter()
        .map(|(about, name)| input(note_field(*about), format!("Note on {name}"), typed))
        .collect_view();
    let recommendation = wanted.recommendation.then(|| {
        input(
            "recommendation".to_owned(),
            "Recommendation".to_owned(),
            typed,
        )
    });
    view! {
        <section aria-labelledby="form">
            <h2 id="form">{format!("Your form in {product}")}</h2>
            {application}
            {input("form".to_owned(), format!("Id of the form in {product}"), typed)}
        </section>
        <section aria-labelledby="fields">
            <h2 id="fields">"Which field takes what"</h2>
            <p class="hint">{hint}</p>
            <p class="hint">
                "Named once here, they serve for each interviewer’s scorecard: what one of them left empty needs no field."
            </p>
            {ratings}
            {notes}
            {recommendation}
        </section>
    }
}

fn input(name: String, label: String, typed: &Typed) -> impl IntoView + use<> {
    let value = typed.said(&name).to_owned();
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <input type="text" name=name value=value autocomplete="off" />
        </label>
    }
}
