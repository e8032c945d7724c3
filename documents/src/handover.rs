//! A scorecard for another system: what has to be told before it fits there.

use domain::export::handover::{CannotExport, Form, Mapping};
use domain::export::system::{System, Told, Wanted};
use domain::id::{DocumentId, ItemId, PersonId};
use leptos::prelude::*;

use crate::problem;
use crate::typed::Typed;
use crate::whose;

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
    /// Who was interviewed.
    pub candidate: String,
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
        <p>
            {format!(
                "One interviewer’s scorecard of the interview with {} as JSON: {}.",
                shown.candidate,
                shape(shown.system),
            )}
        </p>
        <p class="hint">
            {shown.system.explained()} " Nothing is sent to anybody: you get a file. That it was made is kept in the audit."
        </p>
        {form}
    }
}

/// Tells what of the form a refusal is about.
#[derive(Clone, Copy)]
struct Wrong<'a> {
    shown: &'a Handover,
}

impl Wrong<'_> {
    fn is(self, why: &CannotExport) -> bool {
        self.shown.refused.as_deref() == Some(why.to_string().as_str())
    }

    /// Nobody's scorecard was chosen, which is judged first.
    fn is_person(self) -> bool {
        self.shown.refused.is_some() && panelist(&self.shown.typed).is_none()
    }

    /// The levels are not all there, or not in order.
    fn is_levels(self) -> bool {
        let Handover { wanted, typed, .. } = self.shown;
        let levels = wanted.mapping.as_ref().map_or(0, |(levels, _)| *levels);
        let said: Vec<u8> = (1..=levels)
            .filter_map(|level| typed.said(&level_field(level)).parse().ok())
            .collect();
        let is_whole = said.len() == usize::from(levels) && said.is_sorted();
        self.shown.refused.is_some() && !self.is_person() && !is_whole
    }

    /// Nothing takes what is called so, or a field that takes something else too.
    fn is_field(self, called: String, named: &str) -> bool {
        let for_two = CannotExport::OneFieldForTwo(named.to_owned());
        self.is(&CannotExport::NoField(called)) || self.is(&for_two)
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
    let wrong = Wrong { shown };
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
    let mapping = wanted.mapping.as_ref().map(|(levels, refused)| {
        mapping(
            *system,
            *levels,
            &refused.to_string(),
            typed,
            wrong.is_levels(),
        )
    });
    let fields = system
        .has_forms()
        .then(|| fields(*system, wanted, typed, wrong));
    view! {
        <form method="post" action=address(shown.interview, *system) class="record">
            {whose::field()}
            {problem::summary(shown.refused.as_deref())}
            <fieldset aria-describedby=problem::describes(wrong.is_person())>
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
fn mapping(
    system: System,
    levels: u8,
    refused: &str,
    typed: &Typed,
    is_wrong: bool,
) -> impl IntoView + use<> {
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
                    <select
                        name=name
                        required
                        aria-describedby=problem::describes(is_wrong)
                        aria-invalid=problem::invalid(is_wrong)
                    >
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
fn fields(
    system: System,
    wanted: &Wanted,
    typed: &Typed,
    wrong: Wrong<'_>,
) -> impl IntoView + use<> {
    let unsaid = |what| wrong.is(&CannotExport::NotSaid(what));
    // Fields of the form, with what the refusal calls what they take.
    let field = |name: String, label: String, called: String| {
        let is_wrong = wrong.is_field(called, typed.said(&name));
        input(name, label, typed, is_wrong)
    };
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
        let is_wrong = unsaid("the id of the application in Ashby");
        input("application".to_owned(), label, typed, is_wrong)
    });
    let ratings = wanted
        .ratings
        .iter()
        .map(|(id, name)| {
            let label = format!("Rating of {name}");
            field(rating_field(*id), label, format!("the rating of {name}"))
        })
        .collect_view();
    let notes = wanted
        .notes
        .iter()
        .map(|(about, name)| {
            let called = match about {
                Some(_) => format!("the note on {name}"),
                None => "the note on the interview".to_owned(),
            };
            field(note_field(*about), format!("Note on {name}"), called)
        })
        .collect_view();
    let recommendation = wanted.recommendation.then(|| {
        let (name, label) = ("recommendation".to_owned(), "Recommendation".to_owned());
        field(name, label, "the recommendation".to_owned())
    });
    let label = format!("Id of the form in {product}");
    let form = input(
        "form".to_owned(),
        label,
        typed,
        unsaid("the id of the form"),
    );
    view! {
        <section aria-labelledby="form">
            <h2 id="form">{format!("Your form in {product}")}</h2>
            {application}
            {form}
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

fn input(name: String, label: String, typed: &Typed, is_wrong: bool) -> impl IntoView + use<> {
    let value = typed.said(&name).to_owned();
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <input
                type="text"
                name=name
                value=value
                autocomplete="off"
                aria-describedby=problem::describes(is_wrong)
                aria-invalid=problem::invalid(is_wrong)
            />
        </label>
    }
}
