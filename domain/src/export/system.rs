//! The products that a scorecard can be handed to, and what each has to be told first.

use serde_json::Value;

use super::handover::{CannotExport, Form, Handover, Mapping};
use super::{ashby, greenhouse, lever};
use crate::id::{ItemId, PersonId};
use crate::views::Outcome;

/// Another product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Greenhouse, by its Harvest API.
    Greenhouse,
    /// Ashby.
    Ashby,
    /// Lever.
    Lever,
}

impl System {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Greenhouse, Self::Ashby, Self::Lever];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Greenhouse => "Greenhouse",
            Self::Ashby => "Ashby",
            Self::Lever => "Lever",
        }
    }

    /// What a scorecard in its shape contains and what it leaves out, in a sentence for
    /// whoever makes one.
    pub const fn explained(self) -> &'static str {
        match self {
            Self::Greenhouse => {
                "Contains the title of the plan, when the interview began, who handed in \
                 and when, of each question that counts its label, competency, last \
                 rating and note, the note on the interview, red flags raised, and the \
                 recommendation; leaves out the candidate, the wording of the questions, \
                 weights, what counts for nobody, ratings before they were revised and \
                 why they were, the decision, and whether a question was left unrated or \
                 not assessed."
            }
            Self::Ashby => {
                "Contains, in the fields you name, of each question that counts the last \
                 rating and the note, the note on the interview with red flags raised, \
                 and the recommendation; leaves out names of people, labels and wording \
                 of the questions, weights, what counts for nobody, ratings before they \
                 were revised and why they were, when it was handed in, the decision, and \
                 that something was not assessed or that there is no decision to \
                 recommend."
            }
            Self::Lever => {
                "Contains, in the fields you name, of each question that counts the last \
                 rating and the note, the note on the interview with red flags raised, \
                 the recommendation, and when it was handed in; leaves out names of \
                 people, labels and wording of the questions, weights, what counts for \
                 nobody, ratings before they were revised and why they were, the \
                 decision, and that something was not assessed or that there is no \
                 decision to recommend."
            }
        }
    }

    /// What the levels of its scale are called, lowest first.
    pub const fn levels(self) -> &'static [&'static str] {
        match self {
            Self::Greenhouse => &greenhouse::RATINGS,
            Self::Ashby | Self::Lever => &["1", "2", "3", "4"],
        }
    }

    /// Whether it takes a form that was made there, with fields of its own.
    pub const fn has_forms(self) -> bool {
        !matches!(self, Self::Greenhouse)
    }
}

/// What somebody says of the other product, so that a scorecard fits it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// Which level becomes which.
    pub mapping: Option<Mapping>,
    /// The form there. Not for Greenhouse.
    pub form: Form,
    /// The candidate's application there. For Ashby only.
    pub application: String,
}

/// The scorecard of `person` in the shape of `system`.
///
/// # Errors
/// Before the reveal, without a scorecard, where levels would be rounded or something
/// would be lost, or where something is not said that every such body has.
pub fn scorecard(
    system: System,
    interview: &Outcome,
    person: PersonId,
    told: &Told,
) -> Result<Value, CannotExport> {
    let mapping = told.mapping.as_ref();
    match system {
        System::Greenhouse => greenhouse::scorecard(interview, person, mapping),
        System::Ashby => ashby::feedback(interview, person, &told.application, &told.form, mapping),
        System::Lever => lever::feedback(interview, person, &told.form, mapping),
    }
}

/// What has to be told for the scorecards of an interview to fit, taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Whose scorecards there are.
    pub people: Vec<PersonId>,
    /// How many levels the ratings have, and why they do not fit as they are.
    pub mapping: Option<(u8, CannotExport)>,
    /// The questions that somebody rated, and what each is called.
    pub ratings: Vec<(ItemId, String)>,
    /// What somebody wrote a note on: a question, or the interview as a whole, whose note
    /// takes the red flags as well.
    pub notes: Vec<(Option<ItemId>, String)>,
    /// Whether somebody recommended something.
    pub recommendation: bool,
}

impl Wanted {
    /// For every scorecard of this interview that was handed in.
    ///
    /// # Errors
    /// Before the reveal.
    pub fn of(interview: &Outcome, system: System) -> Result<Self, CannotExport> {
        let mut people = Vec::new();
        let mut cards = Vec::new();
        for person in interview.panel.panelists.keys() {
            match Handover::of(interview, *person) {
                Ok(handover) => {
                    people.push(*person);
                    cards.push(handover);
                }
                Err(CannotExport::NotHandedIn) => {}
                Err(sealed) => return Err(sealed),
            }
        }
        let refused = cards.iter().filter_map(|it| it.scale(system, None).err());
        let mapping = refused.fold(None, together);
        let said = |about: Option<ItemId>| {
            cards.iter().any(|it| {
                let note = it.card.note(about).trim();
                !note.is_empty() || (about.is_none() && !it.flags().is_empty())
            })
        };
        let flagged = cards.iter().any(|it| !it.flags().is_empty());
        let items = || cards.first().into_iter().flat_map(Handover::items);
        let rated = |id| {
            let mut latest = cards.iter().filter_map(|it| it.card.latest(id));
            latest.any(|rating| rating.level().is_some())
        };
        let ratings = items().filter(|(id, _)| rated(*id));
        let notes = items().map(|(id, item)| (Some(id), item.question.called().to_owned()));
        let whole = if flagged {
            "the interview as a whole, with the red flags"
        } else {
            "the interview as a whole"
        };
        let whole = (None, whole.to_owned());
        let notes = notes.chain([whole]).filter(|(about, _)| said(*about));
        Ok(Self {
            people,
            mapping,
            ratings: ratings
                .map(|(id, item)| (id, item.question.called().to_owned()))
                .collect(),
            notes: notes.collect(),
            recommendation: cards.iter().any(|it| it.recommended().is_some()),
        })
    }
}

/// One refusal for all scorecards: they are on one scale, and its ratings add up.
fn together(all: Option<(u8, CannotExport)>, next: CannotExport) -> Option<(u8, CannotExport)> {
    let CannotExport::WouldRound {
        product,
        theirs,
        ours,
        ratings,
    } = next
    else {
        return all;
    };
    let before = match all {
        Some((_, CannotExport::WouldRound { ratings, .. })) => ratings,
        _ => 0,
    };
    let refused = CannotExport::WouldRound {
        product,
        theirs,
        ours,
        ratings: before + ratings,
    };
    Some((ours, refused))
}
