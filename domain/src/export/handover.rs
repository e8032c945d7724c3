//! One scorecard on its way into another product.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::system::System;
use crate::id::{ItemId, PersonId};
use crate::plan::Item;
use crate::scorecard::{Rating, Recommendation, Scorecard};
use crate::views::Outcome;

/// Why a scorecard cannot be written in another product's shape.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotExport {
    /// Scorecards are sealed.
    #[error("The scorecards are still sealed: reveal them first.")]
    Sealed,
    /// There is no scorecard of this person that was handed in.
    #[error("This person handed in no scorecard for this interview.")]
    NotHandedIn,
    /// The scales differ and nobody said which level becomes which.
    #[error(
        "{product} has {theirs} levels and these answers were rated on {ours}, so {} would \
         be rounded. Say which level becomes which.",
        counted(*.ratings)
    )]
    WouldRound {
        /// Whose scale.
        product: &'static str,
        /// How many levels it has.
        theirs: u8,
        /// How many levels the ratings have.
        ours: u8,
        /// How many ratings it is about.
        ratings: usize,
    },
    /// Said which level becomes which, but not for these scales.
    #[error(
        "Name one of {product}'s {theirs} levels for each of the {ours} here, lowest first and \
         none below the one before."
    )]
    BadMapping {
        /// Whose scale.
        product: &'static str,
        /// How many levels it has.
        theirs: u8,
        /// How many levels the ratings have.
        ours: u8,
    },
    /// Something was said for which the form has no field.
    #[error("The form has no field for {0}: name one, or it would be lost.")]
    NoField(String),
    /// Of two things in one field the first would be lost.
    #[error("Two things go into the field {0}: name another field for one of them.")]
    OneFieldForTwo(String),
    /// Something is missing that every such body has.
    #[error("Say {0} first.")]
    NotSaid(&'static str),
}

/// Of a red flag that the plan does not have.
const UNKNOWN_FLAG: &str = "A red flag that the plan does not have.";

/// Which of the other scale's levels each of ours becomes, lowest first: `[1, 2, 2, 3,
/// 4]` puts five on four. Only a person can say, as it changes what was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping(pub Vec<u8>);

/// A form that was made in another product: which of its fields takes what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// Its id there.
    pub id: String,
    /// The fields for ratings.
    pub ratings: BTreeMap<ItemId, String>,
    /// The fields for notes; of none: for the note on the interview as a whole, which
    /// takes the red flags as well.
    pub notes: BTreeMap<Option<ItemId>, String>,
    /// The field for the recommendation.
    pub recommendation: Option<String>,
}

/// What goes into one field of a form.
pub(super) enum Filled<'a> {
    /// A level of their scale.
    Level(u8),
    /// A recommendation: 1 for strongly against to 4 for strongly in favour.
    Recommendation(u8),
    /// A text.
    Text(Cow<'a, str>),
}

/// A scorecard that may leave: it is revealed and was handed in.
pub(super) struct Handover<'a> {
    pub(super) interview: &'a Outcome,
    pub(super) card: &'a Scorecard,
    pub(super) submitted_at: i64,
}

impl<'a> Handover<'a> {
    pub(super) fn of(interview: &'a Outcome, person: PersonId) -> Result<Self, CannotExport> {
        if interview.panel.revealed.is_none() {
            return Err(CannotExport::Sealed);
        }
        let at = interview.panel.panelists.get(&person).copied().flatten();
        let card = interview.scorecards.get(&person);
        let (Some(submitted_at), Some(card)) = (at, card) else {
            return Err(CannotExport::NotHandedIn);
        };
        Ok(Self {
            interview,
            card,
            submitted_at,
        })
    }

    /// The questions that count, in the order they are asked.
    pub(super) fn items(&self) -> impl Iterator<Item = (ItemId, &'a Item)> + use<'a> {
        let interview = self.interview;
        let agenda = interview.plan.agenda().into_iter();
        agenda
            .filter(|id| !interview.is_left_out(*id))
            .filter_map(|id| Some((id, interview.plan.items.get(&id)?)))
    }

    /// Says of each rated level what it is on their scale.
    pub(super) fn scale(
        &self,
        system: System,
        mapping: Option<&Mapping>,
    ) -> Result<impl Fn(Rating) -> Option<u8> + use<>, CannotExport> {
        let product = system.label();
        let levels = u8::try_from(system.levels().len()).unwrap_or(u8::MAX);
        let rated = self.items().filter_map(|(id, _)| self.card.latest(id));
        let mut scales = rated.filter_map(|rating| match rating {
            Rating::Level { scale, .. } => Some(scale.levels),
            Rating::NotAssessed => None,
        });
        let to = if let Some(Mapping(to)) = mapping {
            let on_theirs = to.iter().all(|level| (1..=levels).contains(level));
            let other = scales.find(|ours| usize::from(*ours) != to.len());
            if !on_theirs || !to.is_sorted() || other.is_some() {
                return Err(CannotExport::BadMapping {
                    product,
                    theirs: levels,
                    ours: other.unwrap_or_else(|| self.interview.plan.levels()),
                });
            }
            to.clone()
        } else {
            if let Some(ours) = scales.find(|ours| *ours != levels) {
                return Err(CannotExport::WouldRound {
                    product,
                    theirs: levels,
                    ours,
                    ratings: self.levels_on(ours),
                });
            }
            (1..=levels).collect()
        };
        Ok(move |rating: Rating| {
            let at = usize::from(rating.level()?).checked_sub(1)?;
            to.get(at).copied()
        })
    }

    /// Every field that there is something for. What is not assessed and who has no
    /// recommendation leave theirs empty, as neither product has a word for it.
    pub(super) fn fill(
        &self,
        form: &Form,
        system: System,
        mapping: Option<&Mapping>,
    ) -> Result<Vec<(String, Filled<'a>)>, CannotExport> {
        let scale = self.scale(system, mapping)?;
        if form.id.trim().is_empty() {
            return Err(CannotExport::NotSaid("the id of the form"));
        }
        let mut filled = Vec::new();
        for (id, item) in self.items() {
            if let Some(level) = self.card.latest(id).and_then(&scale) {
                let field = form.ratings.get(&id);
                let missing =
                    || CannotExport::NoField(format!("the rating of {}", item.question.called()));
                filled.push((field.ok_or_else(missing)?.clone(), Filled::Level(level)));
            }
            let note = Cow::Borrowed(self.card.note(Some(id)));
            let about = || format!("the note on {}", item.question.called());
            filled.extend(noted(form, Some(id), note, about)?);
        }
        let about = || "the note on the interview".to_owned();
        filled.extend(noted(form, None, self.overall(), about)?);
        if let Some(recommended) = self.recommended() {
            let field = form.recommendation.clone();
            let missing = || CannotExport::NoField("the recommendation".to_owned());
            let field = field.ok_or_else(missing)?;
            filled.push((field, Filled::Recommendation(recommended)));
        }
        let mut fields = BTreeSet::new();
        match filled.iter().find(|(field, _)| !fields.insert(field)) {
            Some((field, _)) => Err(CannotExport::OneFieldForTwo(field.clone())),
            None => Ok(filled),
        }
    }

    /// What was recommended: 1 for strongly against to 4 for strongly in favour.
    pub(super) const fn recommended(&self) -> Option<u8> {
        match self.card.recommendation {
            None | Some(Recommendation::NoDecision) => None,
            Some(Recommendation::StrongNo) => Some(1),
            Some(Recommendation::No) => Some(2),
            Some(Recommendation::Yes) => Some(3),
            Some(Recommendation::StrongYes) => Some(4),
        }
    }

    /// The red flags that were raised, in the order the plan has them.
    pub(super) fn flags(&self) -> Vec<&'a str> {
        let basis = self.interview.plan.basis.iter();
        let known = basis.flat_map(|basis| &basis.red_flags);
        let (mut raised, mut flags) = (self.card.flags.clone(), Vec::new());
        for flag in known {
            if raised.remove(&flag.id) {
                flags.push(flag.text.text.trim());
            }
        }
        // One of another plan has no words here, and is not passed over all the same.
        flags.extend(raised.iter().map(|_| UNKNOWN_FLAG));
        flags
    }

    /// The note on the interview as a whole, with the red flags for a form that has no
    /// field of their own for them.
    pub(super) fn overall(&self) -> Cow<'a, str> {
        let note = self.card.note(None);
        let flags = self.flags();
        if flags.is_empty() {
            return Cow::Borrowed(note);
        }
        let flags = format!("Red flags raised:\n- {}", flags.join("\n- "));
        Cow::Owned(match note.trim() {
            "" => flags,
            note => format!("{note}\n\n{flags}"),
        })
    }

    fn levels_on(&self, levels: u8) -> usize {
        self.items()
            .filter_map(|(id, _)| self.card.latest(id))
            .filter(
                |rating| matches!(rating, Rating::Level { scale, .. } if scale.levels == levels),
            )
            .count()
    }
}

/// The field that takes this note, unless it says nothing.
fn noted<'a>(
    form: &Form,
    about: Option<ItemId>,
    note: Cow<'a, str>,
    called: impl FnOnce() -> String,
) -> Result<Option<(String, Filled<'a>)>, CannotExport> {
    if note.trim().is_empty() {
        return Ok(None);
    }
    let field = form.notes.get(&about);
    let field = field.ok_or_else(|| CannotExport::NoField(called()))?;
    Ok(Some((field.clone(), Filled::Text(note))))
}

fn counted(ratings: usize) -> String {
    match ratings {
        1 => "1 rating".to_owned(),
        many => format!("{many} ratings"),
    }
}
