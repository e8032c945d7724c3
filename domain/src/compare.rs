//! Candidates side by side on one plan.
//!
//! What was found is put beside each other and nothing is made of it: no order, no
//! winner. A question that counts for nobody in one interview counts in none, or the
//! candidates would not be measured alike. Where the plan changed between interviews,
//! each question of any of them has a row, and whoever was not asked it, or in other
//! words, has that said of them.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::id::{ItemId, PersonId};
use crate::panel::Panel;
use crate::plan::Plan;
use crate::scorecard::{Rating, Scale, Scorecard};
use crate::statistics::{Composite, Ratio, Spread};

/// One candidate's interview.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// How they are called here: by name, or by a letter where names are hidden.
    pub label: &'a str,
    /// The plan as their interview asked it.
    pub plan: &'a Plan,
    /// Their panel.
    pub panel: &'a Panel,
    /// Their scorecards by panelist. Only those that were handed in count.
    pub scorecards: BTreeMap<PersonId, &'a Scorecard>,
}

/// Why candidates cannot be put side by side.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotCompare {
    /// The scorecards of one are sealed.
    #[error("The scorecards of {0} are still sealed: reveal them first, or compare without {0}.")]
    Sealed(String),
    /// Ratings were made on different scales.
    #[error(
        "The answers of {0} were rated on another scale than the others': compare without {0}."
    )]
    OtherScale(String),
}

/// Candidates side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The questions that count, in the order they are asked.
    pub items: Vec<ItemId>,
    /// The questions left out for all, because one of the panels voided them.
    pub voided: Vec<ItemId>,
    /// The candidates, in the order they came in.
    pub candidates: Vec<Compared>,
}

/// What was found of one candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// How they are called here.
    pub label: String,
    /// Their answers, one for each of [`Comparison::items`].
    pub answers: Vec<Answered>,
    /// Each competency that a question which counts assesses, in the plan's order.
    pub profile: Vec<Profile>,
    /// The weighted mean of the medians of what was assessed, and the share of the
    /// weight that was. None where nothing was assessed.
    pub composite: Option<Composite>,
}

/// How one answer was rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The question.
    pub item: ItemId,
    /// Whether, and how, their interview asked it.
    pub asked: Asked,
    /// Who rated it how, revisions counted.
    pub ratings: Vec<(PersonId, Rating)>,
    /// The same without the people: median, range, how many could not judge.
    pub spread: Spread,
}

/// Whether a question was asked as the others were asked it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// In the words that stand above the answers.
    Alike,
    /// In other words, or rated by other anchors.
    Otherwise,
    /// It was not in the plan then.
    Not,
}

/// What was found of one competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its id.
    pub competency: String,
    /// The mean of the medians of the questions that were assessed. None where
    /// none was.
    pub level: Option<Ratio>,
    /// How many of its questions were assessed by somebody.
    pub assessed: usize,
    /// How many questions it has that count.
    pub of: usize,
}

/// One plan as it asked in several interviews, the oldest first, put together: every
/// question in the words and with the weight of the newest interview that asked it. What
/// only older ones asked stands where it stood.
pub fn asked_together<'a>(plans: impl DoubleEndedIterator<Item = &'a Plan>) -> Plan {
    let mut newest_first = plans.rev();
    let mut together = newest_first.next().cloned().unwrap_or_default();
    let Plan { stages, items, .. } = &mut together;
    // What waited for a stage was not asked, and would be where an older plan has that stage.
    items.retain(|_, item| stages.contains_key(&item.place.stage));
    for older in newest_first {
        for id in older.agenda() {
            let item = &older.items[&id];
            if let Entry::Vacant(place) = items.entry(id) {
                let stage = item.place.stage;
                let known = stages.entry(stage);
                known.or_insert_with(|| older.stages[&stage].clone());
                place.insert(item.clone());
            }
        }
    }
    together
}

impl Asked {
    /// How an interview on `plan` asked what `together` now asks.
    pub fn of(together: &Plan, plan: &Plan, item: ItemId) -> Self {
        let (Some(then), Some(now)) = (plan.asked(item), together.asked(item)) else {
            return Self::Not;
        };
        let (then, now) = (&then.question, &now.question);
        if (&then.ask, &then.anchors) == (&now.ask, &now.anchors) {
            Self::Alike
        } else {
            Self::Otherwise
        }
    }
}

/// Puts candidates side by side who were interviewed on `plan`, as [`asked_together`]
/// makes it.
///
/// # Errors
/// Where scorecards are sealed, or were made on another scale than the plan's.
pub fn compare(plan: &Plan, candidates: &[Candidate<'_>]) -> Result<Comparison, CannotCompare> {
    let sealed = |candidate: &&Candidate<'_>| candidate.panel.revealed.is_none();
    if let Some(candidate) = candidates.iter().find(sealed) {
        return Err(CannotCompare::Sealed(candidate.label.to_owned()));
    }
    let void: BTreeSet<ItemId> = candidates
        .iter()
        .flat_map(|candidate| candidate.panel.voided.keys().copied())
        .collect();
    let (voided, items): (Vec<_>, Vec<_>) = plan
        .agenda()
        .into_iter()
        .partition(|item| void.contains(item));
    let mut seen = None;
    let candidates = candidates
        .iter()
        .map(|candidate| compared(plan, &items, candidate, &mut seen))
        .collect::<Result<_, _>>()?;
    Ok(Comparison {
        items,
        voided,
        candidates,
    })
}

fn compared(
    plan: &Plan,
    items: &[ItemId],
    candidate: &Candidate<'_>,
    seen: &mut Option<Scale>,
) -> Result<Compared, CannotCompare> {
    let mut answers = Vec::with_capacity(items.len());
    for item in items {
        let ratings: Vec<(PersonId, Rating)> = handed_in(candidate)
            .filter_map(|(person, card)| Some((person, card.latest(*item)?)))
            .collect();
        for (_, rating) in &ratings {
            if let Rating::Level { scale, .. } = rating
                && (scale.levels != plan.levels() || *seen.get_or_insert(*scale) != *scale)
            {
                return Err(CannotCompare::OtherScale(candidate.label.to_owned()));
            }
        }
        let spread = Spread::of(ratings.iter().map(|(_, rating)| *rating));
        answers.push(Answered {
            item: *item,
            asked: Asked::of(plan, candidate.plan, *item),
            ratings,
            spread,
        });
    }
    Ok(Compared {
        label: candidate.label.to_owned(),
        profile: profile(plan, &answers),
        composite: composite(plan, &answers),
        answers,
    })
}

fn handed_in<'a>(
    candidate: &'a Candidate<'_>,
) -> impl Iterator<Item = (PersonId, &'a Scorecard)> + 'a {
    candidate.panel.panelists.iter().filter_map(|(person, at)| {
        at.as_ref()?;
        Some((*person, *candidate.scorecards.get(person)?))
    })
}

fn profile(plan: &Plan, answers: &[Answered]) -> Vec<Profile> {
    let mut order: Vec<&str> = plan
        .basis
        .iter()
        .flat_map(|basis| &basis.competencies)
        .map(|competency| competency.id.as_str())
        .collect();
    let subject = |answer: &Answered| {
        let item = plan.items.get(&answer.item);
        item.map_or("", |item| item.question.competency.as_str())
    };
    for answer in answers {
        let competency = subject(answer);
        if !competency.is_empty() && !order.contains(&competency) {
            order.push(competency);
        }
    }
    let mut profile = Vec::with_capacity(order.len());
    for competency in order {
        let its = answers
            .iter()
            .filter(|answer| subject(answer) == competency);
        let of = its.clone().count();
        if of == 0 {
            continue;
        }
        let halves: Vec<u64> = its.filter_map(|its| twice_median(&its.spread)).collect();
        let (sum, assessed) = (halves.iter().sum(), halves.len());
        profile.push(Profile {
            competency: competency.to_owned(),
            level: Ratio::new(sum, 2 * assessed as u64),
            assessed,
            of,
        });
    }
    profile
}

fn composite(plan: &Plan, answers: &[Answered]) -> Option<Composite> {
    let (mut weighted, mut assessed, mut all) = (0_u64, 0_u64, 0_u64);
    for answer in answers {
        let weight = plan.items.get(&answer.item).map_or(0, |item| item.weight);
        let weight = u64::from(weight);
        all += weight;
        if let Some(twice) = twice_median(&answer.spread) {
            assessed += weight;
            weighted += weight * twice;
        }
    }
    Some(Composite {
        level: Ratio::new(weighted, 2 * assessed)?,
        assessed: Ratio::new(assessed, all)?,
    })
}

/// Twice the median, which is a whole number where the median may be a half.
fn twice_median(spread: &Spread) -> Option<u64> {
    let upper = spread.levels.get(spread.levels.len() / 2)?;
    let lower = spread.levels.get(spread.levels.len().checked_sub(1)? / 2)?;
    Some(u64::from(*lower) + u64::from(*upper))
}
