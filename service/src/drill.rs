//! The calibration drill: a kit's answers, rated before the first candidate.

use std::collections::BTreeMap;

use domain::drill::{AnswerKey, Levels, Visible, check, key_of, visible_to};
use domain::id::PersonId;
use domain::kit::Kit;
use domain::views::{Failure, Member};
use store::DrillRow;

use crate::failure::{invalid, unavailable};
use crate::{Actor, Service};

/// A drill as one person may see it.
#[derive(Debug, Clone)]
pub struct Drill {
    /// The kit, with the answers and their key.
    pub kit: Kit,
    /// What they may see of the ratings: nothing of an answer they have not rated.
    pub visible: Visible,
    /// Who may have rated.
    pub people: Vec<Member>,
}

impl Service {
    /// The drill of a kit.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when there is no such kit.
    pub async fn drill(&self, actor: &Actor, kit: &str) -> Result<Drill, Failure> {
        let kit = self.kit(actor, kit).await?;
        let rows = self.store.drill_ratings(actor.team, &edition(&kit)).await;
        let mut ratings: BTreeMap<PersonId, Levels> = BTreeMap::new();
        for row in rows.map_err(unavailable)? {
            if let (Some(answer), Ok(level)) = (named(&row.answer), u8::try_from(row.level)) {
                ratings.entry(row.person).or_default().insert(answer, level);
            }
        }
        Ok(Drill {
            visible: visible_to(actor.person, &key_of(&kit), &ratings),
            people: self.team(actor.team).await?,
            kit,
        })
    }

    /// Keeps how the actor rates an answer of a kit's drill. The first rating stays: after it
    /// the others' are seen.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when there is no such kit; [`Failure::Invalid`] when it has no
    /// such answer or level.
    pub async fn rate_drill(
        &self,
        actor: &Actor,
        kit: &str,
        answer: &AnswerKey,
        level: u8,
    ) -> Result<(), Failure> {
        let kit = self.kit(actor, kit).await?;
        check(&kit, answer, level).map_err(|bad| invalid(format!("Not taken: {bad}.")))?;
        let row = DrillRow {
            answer: format!("{}/{}", answer.question, answer.place),
            person: actor.person,
            level: level.into(),
            rated_at: self.clock.now(),
        };
        let kept = self
            .store
            .rate_drill(actor.team, &edition(&kit), &row)
            .await;
        kept.map(drop).map_err(unavailable)
    }
}

/// A kit in one version: in another its answers may be others.
fn edition(kit: &Kit) -> String {
    format!("{}@{}", kit.id, kit.version)
}

fn named(answer: &str) -> Option<AnswerKey> {
    let (question, place) = answer.rsplit_once('/')?;
    Some(AnswerKey {
        question: question.to_owned(),
        place: place.parse().ok()?,
    })
}
