//! Who interviews in which stage.

use std::collections::BTreeSet;

use super::{Plan, PlanEdit, Stage};
use crate::id::{PersonId, StageId};
use crate::sync::Rejection;

/// Most interviewers in one stage.
pub const MOST_INTERVIEWERS: usize = 30;

impl Plan {
    /// Who interviews in `stage`.
    pub fn interviewers_of(&self, stage: StageId) -> impl Iterator<Item = PersonId> + '_ {
        self.interviewers.get(&stage).into_iter().flatten().copied()
    }

    /// The stages that `person` interviews in, as they are seen.
    pub fn stages_of(&self, person: PersonId) -> Vec<StageId> {
        let mut stages = self.stages_in_order();
        stages.retain(|stage| {
            let there = self.interviewers.get(stage);
            there.is_some_and(|people| people.contains(&person))
        });
        stages
    }

    pub(super) fn assign(
        &mut self,
        stage: StageId,
        person: PersonId,
        on: bool,
    ) -> Result<PlanEdit, Rejection> {
        if !self.stages.contains_key(&stage) {
            return Err(Rejection::Gone);
        }
        let people = self.interviewers.get(&stage);
        let was = people.is_some_and(|people| people.contains(&person));
        if on && !was {
            check_room(people.map_or(0, BTreeSet::len) + 1)?;
            self.interviewers.entry(stage).or_default().insert(person);
        } else if !on && let Some(people) = self.interviewers.get_mut(&stage) {
            people.remove(&person);
            if people.is_empty() {
                self.interviewers.remove(&stage);
            }
        }
        Ok(PlanEdit::Assign {
            stage,
            person,
            on: was,
        })
    }

    pub(super) fn restore_stage(
        &mut self,
        stage: StageId,
        content: &Stage,
        interviewers: &BTreeSet<PersonId>,
    ) -> Result<PlanEdit, Rejection> {
        check_room(interviewers.len())?;
        let inverse = self.add_stage(stage, content)?;
        if !interviewers.is_empty() {
            self.interviewers.insert(stage, interviewers.clone());
        }
        Ok(inverse)
    }
}

fn check_room(people: usize) -> Result<(), Rejection> {
    if people > MOST_INTERVIEWERS {
        return Err(Rejection::out_of_range(format!(
            "a stage has at most {MOST_INTERVIEWERS} interviewers"
        )));
    }
    Ok(())
}
