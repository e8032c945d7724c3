//! Choosing what goes into a packet.

use std::collections::BTreeSet;

use super::mask::Mask;
use super::{
    Act, Audience, Covered, Judgement, Levels, Packet, Panelist, Part, Question, Revised,
    StillSealed, Totals,
};
use crate::id::{ItemId, PersonId};
use crate::kit;
use crate::panel::Coverage;
use crate::plan::Item;
use crate::scorecard::{Rating, Recommendation, Scorecard};
use crate::statistics::Spread;
use crate::views::{Member, Outcome};

/// Whom the packet does not know by name: who else is in the team is not for it to say.
const SOMEBODY: &str = "Somebody who is not named here";
/// Of a question that another panel left out. Its reason may name that candidate, and
/// whoever reads this is to learn nothing of that interview.
const LEFT_OUT_ELSEWHERE: &str =
    "Left out for all on this plan. The reason is not part of this interview.";
const RECOMMENDATIONS: [Recommendation; 5] = [
    Recommendation::StrongNo,
    Recommendation::No,
    Recommendation::Yes,
    Recommendation::StrongYes,
    Recommendation::NoDecision,
];

pub(super) fn packet(
    interview: &Outcome,
    team: &[Member],
    audience: Audience,
) -> Result<Packet, StillSealed> {
    let panel = &interview.panel;
    let reveal = panel.revealed.as_ref().ok_or(StillSealed)?;
    let from = Gather::new(interview, team, audience);
    let role = interview.plan.basis.as_ref();
    Ok(Packet {
        audience,
        title: from.text(&interview.plan.title),
        role: from.text(role.map_or("", |basis| &basis.role)),
        candidate: from.only(Part::Candidate, || panel.candidate.clone()),
        planned_at: panel.scheduled.as_ref().map(|planned| planned.at),
        began_at: panel.started_at,
        ended_at: panel.ended_at,
        place: from
            .only(Part::Place, || panel.scheduled.as_ref())
            .flatten()
            .map(|planned| from.text(&planned.place)),
        questions: from.questions(),
        panelists: from.panelists(),
        totals: from.only(Part::Totals, || from.totals()),
        reveal: from.only(Part::Reveal, || {
            from.act(reveal.at, reveal.by, &reveal.reason)
        }),
        decision: from
            .only(Part::Decision, || panel.decision.as_ref())
            .flatten()
            .map(|decision| {
                let act = from.act(decision.at, decision.by, &decision.reasons);
                (decision.verdict, act)
            }),
    })
}

struct Gather<'a> {
    interview: &'a Outcome,
    audience: Audience,
    mask: Mask,
    /// The scorecards that were handed in.
    cards: Vec<(PersonId, &'a Scorecard)>,
}

impl<'a> Gather<'a> {
    fn new(interview: &'a Outcome, team: &[Member], audience: Audience) -> Self {
        let cards = interview.panel.panelists.iter().filter_map(|(person, at)| {
            at.as_ref()?;
            Some((*person, interview.scorecards.get(person)?))
        });
        let mut from = Self {
            interview,
            audience,
            mask: Mask::default(),
            cards: cards.collect(),
        };
        from.mask = from.names_to_hide(team);
        from
    }

    fn names_to_hide(&self, team: &[Member]) -> Mask {
        let candidate = &self.interview.panel.candidate;
        let mut mask = Mask::default();
        if !self.audience.gets(Part::Names) {
            for member in team {
                mask.hide(&member.name, &self.stand_in(member.id), candidate);
            }
        }
        if !self.audience.gets(Part::Candidate) {
            mask.hide(candidate, "the candidate", "");
        }
        mask
    }

    /// What somebody is called to those who do not get names.
    fn stand_in(&self, person: PersonId) -> String {
        let mut panelists = self.interview.panel.panelists.keys();
        match panelists.position(|id| *id == person) {
            Some(at) if self.audience == Audience::Candidate => format!("Interviewer {}", at + 1),
            Some(_) => "an interviewer".to_owned(),
            None => "a colleague".to_owned(),
        }
    }

    fn name(&self, person: PersonId) -> String {
        if !self.audience.gets(Part::Names) {
            return self.stand_in(person);
        }
        let known = Member::of(&self.interview.people, person);
        known.map_or_else(|| SOMEBODY.to_owned(), |member| member.name.clone())
    }

    fn text(&self, text: &str) -> String {
        self.mask.apply(text.trim())
    }

    fn only<T>(&self, part: Part, make: impl FnOnce() -> T) -> Option<T> {
        self.audience.gets(part).then(make)
    }

    /// Some get to know what was done and why, but not by whom nor when.
    fn act(&self, at: i64, by: PersonId, reason: &str) -> Act {
        Act {
            at: self.only(Part::Names, || at),
            by: self.only(Part::Names, || self.name(by)),
            reason: self.text(reason),
        }
    }

    /// The questions of the plan, and whatever else somebody judged.
    fn questions(&self) -> Vec<Question> {
        let plan = &self.interview.plan;
        let mut items = plan.agenda();
        items.extend(plan.unplaced());
        let mut others: BTreeSet<ItemId> = BTreeSet::new();
        for (_, card) in &self.cards {
            others.extend(card.ratings.keys().chain(card.revisions.keys()));
            others.extend(card.notes.keys().flatten());
        }
        others.retain(|item| !items.contains(item));
        items.extend(others);
        let questions = items.into_iter().filter_map(|item| self.question(item));
        questions.collect()
    }

    fn question(&self, id: ItemId) -> Option<Question> {
        let (plan, panel) = (&self.interview.plan, &self.interview.panel);
        let judgements = self.judgements(id);
        let covered = panel.coverage.get(&id);
        let was_asked = match covered {
            Some(coverage) => *coverage == Coverage::Asked,
            // Nobody moved the panel on, but an answer was heard.
            None => self.ratings(id).any(|rating| rating.level().is_some()),
        };
        let listed = self.audience.gets(Part::NotAsked) || self.audience.gets(Part::Coverage);
        if judgements.is_empty() && !was_asked && !listed {
            return None;
        }
        let mut question = Question {
            coverage: self.only(Part::Coverage, || Covered::of(covered, was_asked)),
            voided: self.only(Part::Voids, || self.left_out(id)).flatten(),
            judgements,
            ..Question::default()
        };
        if !self.interview.is_left_out(id) {
            question.levels = self.only(Part::Medians, || self.levels(id));
        }
        if let Some(item) = plan.items.get(&id) {
            self.words(&mut question, item, was_asked);
        }
        Some(question)
    }

    /// Why a question counts for nobody, as far as this interview says so.
    fn left_out(&self, id: ItemId) -> Option<Act> {
        if let Some(void) = self.interview.panel.voided.get(&id) {
            return Some(self.act(void.at, void.by, &void.reason));
        }
        self.interview.is_left_out(id).then(|| Act {
            at: None,
            by: None,
            reason: LEFT_OUT_ELSEWHERE.to_owned(),
        })
    }

    fn words(&self, question: &mut Question, item: &Item, was_asked: bool) {
        let (plan, content) = (&self.interview.plan, &item.question);
        let wording = if was_asked {
            Part::Asked
        } else {
            Part::NotAsked
        };
        question.ask = self.only(wording, || self.text(&content.ask));
        question.label = self.only(Part::Labels, || self.text(&content.title));
        question.weight = self.only(Part::Weights, || {
            (item.weight, self.text(&item.weight_reason))
        });
        if self.audience.gets(Part::Context) {
            let stage = plan.stages.get(&item.place.stage);
            question.stage = stage.map(|stage| self.text(&stage.name));
            let mut known = plan.basis.iter().flat_map(|basis| &basis.competencies);
            let its = known.find(|competency| competency.id == content.competency);
            question.competency = its.map(|competency| self.text(&competency.name));
        }
        if self.audience.gets(Part::Guidance) {
            let texts = [
                ("assesses", content.assesses.as_str()),
                ("strong answer", content.sample_answer.as_str()),
            ];
            let follow_ups = content.follow_ups().map(|text| ("follow-up", text));
            let anchors = content.anchors.iter().map(|text| ("anchor", text.as_str()));
            let all = texts.into_iter().chain(follow_ups).chain(anchors);
            let there = all.filter(|(_, text)| !text.trim().is_empty());
            question.guidance = there.map(|(what, text)| (what, self.text(text))).collect();
        }
    }

    fn ratings(&self, item: ItemId) -> impl Iterator<Item = Rating> + '_ {
        self.cards
            .iter()
            .filter_map(move |(_, card)| card.latest(item))
    }

    fn levels(&self, item: ItemId) -> Levels {
        let spread = Spread::of(self.ratings(item));
        match (spread.median(), spread.range()) {
            _ if spread.levels.len() == 1 && !self.audience.gets(Part::Ratings) => Levels::Withheld,
            (Some(median), Some((lowest, highest))) => Levels::Seen {
                median,
                lowest,
                highest,
                ratings: spread.levels.len(),
            },
            _ => Levels::None,
        }
    }

    fn judgements(&self, item: ItemId) -> Vec<Judgement> {
        let mut judgements = Vec::new();
        for (person, card) in &self.cards {
            let note = card.note(Some(item));
            let revised = card.revisions.get(&item).map_or(&[][..], Vec::as_slice);
            let rated = self.audience.gets(Part::Ratings);
            let judgement = Judgement {
                by: self.name(*person),
                rating: self.only(Part::Ratings, || card.latest(item)).flatten(),
                original: self
                    .only(Part::Originals, || card.ratings.get(&item).copied())
                    .flatten()
                    .filter(|_| !revised.is_empty()),
                note: self
                    .only(Part::Notes, || self.text(note))
                    .filter(|note| !note.is_empty()),
                revisions: self
                    .only(Part::Revisions, || revised.iter())
                    .into_iter()
                    .flatten()
                    .map(|revision| Revised {
                        rating: rated.then_some(revision.rating),
                        reason: self.text(&revision.reason),
                        at: revision.at,
                    })
                    .collect(),
            };
            let says_something = judgement.rating.is_some()
                || judgement.note.is_some()
                || !judgement.revisions.is_empty();
            if says_something {
                judgements.push(judgement);
            }
        }
        judgements
    }

    fn panelists(&self) -> Vec<Panelist> {
        let panelists = self.interview.panel.panelists.iter();
        let all = panelists.map(|(person, at)| self.panelist(*person, *at));
        if self.audience.gets(Part::Submissions) {
            return all.collect();
        }
        // Who handed nothing in is not there, to those who do not get to know who did.
        all.filter(|panelist| {
            panelist.recommendation.is_some()
                || panelist.note.is_some()
                || !panelist.flags.is_empty()
        })
        .collect()
    }

    fn panelist(&self, person: PersonId, at: Option<i64>) -> Panelist {
        let card = self.cards.iter().find(|(id, _)| *id == person);
        let card = card.map(|(_, card)| *card);
        Panelist {
            name: self.name(person),
            submitted: self.only(Part::Submissions, || at),
            recommendation: self
                .only(Part::Recommendations, || card?.recommendation)
                .flatten(),
            note: self
                .only(Part::Notes, || Some(self.text(card?.note(None))))
                .flatten()
                .filter(|note| !note.is_empty()),
            flags: self
                .only(Part::Flags, || self.flags(card))
                .unwrap_or_default(),
        }
    }

    fn flags(&self, card: Option<&Scorecard>) -> Vec<String> {
        let basis = self.interview.plan.basis.as_ref();
        let flags = card.iter().flat_map(|card| &card.flags).map(|id| {
            let mut known = basis.iter().flat_map(|basis| &basis.red_flags);
            match known.find(|flag| flag.id == *id) {
                None => "A red flag that the plan does not have.".to_owned(),
                Some(flag)
                    if flag.text.audience == kit::Audience::Candidate
                        || self.audience.gets(Part::FlagWording) =>
                {
                    self.text(&flag.text.text)
                }
                Some(_) => "A red flag whose wording is for interviewers only.".to_owned(),
            }
        });
        flags.collect()
    }

    fn totals(&self) -> Totals {
        let given: Vec<Recommendation> = self
            .cards
            .iter()
            .filter_map(|(_, card)| card.recommendation)
            .collect();
        if given.len() == 1 && !self.audience.gets(Part::Recommendations) {
            return Totals::Withheld;
        }
        let counts = RECOMMENDATIONS
            .map(|which| (which, given.iter().filter(|given| **given == which).count()));
        Totals::Counts {
            each: counts.to_vec(),
            silent: self.cards.len() - given.len(),
        }
    }
}
