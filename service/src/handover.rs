//! Handing on to other systems: scorecards and plans in their shapes, job postings.

use std::collections::BTreeMap;

use domain::export::greenhouse;
use domain::export::job_posting::{self, CannotPublish, Posting};
use domain::export::system::{System, Told, scorecard};
use domain::id::{DocumentId, PersonId};
use domain::kit::Text;
use domain::views::{Failure, Member, Outcome};

use crate::audit::Action;
use crate::failure::{invalid, unavailable};
use crate::{Actor, Service};

/// What a job posting is made from, before anything is filled in.
#[derive(Debug, Clone)]
pub struct Vacancy {
    /// The role.
    pub role: String,
    /// The kit's job description, if the kit is still there.
    pub description: Option<Text>,
}

/// What somebody fills in of a job posting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// What the job is called.
    pub title: String,
    /// Who hires.
    pub organization: String,
    /// What stands for each placeholder of the job description.
    pub values: BTreeMap<String, String>,
}

/// A job posting that is ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// As a file of JSON-LD.
    pub json_ld: String,
    /// As an element for a page.
    pub script: String,
}

impl Service {
    /// What a scorecard is handed to another system from.
    ///
    /// # Errors
    /// As [`Service::packet`].
    pub async fn handover(&self, actor: &Actor, interview: DocumentId) -> Result<Outcome, Failure> {
        self.may_hand_on(actor, interview).await?;
        self.outcome(actor, interview).await
    }

    /// The scorecard of `panelist` as JSON in the shape of `system`. That it was made is in
    /// the audit before it is handed out.
    ///
    /// # Errors
    /// As [`Service::packet`]; [`Failure::Invalid`] where something has to be told first,
    /// and what.
    pub async fn hand_over(
        &self,
        actor: &Actor,
        interview: DocumentId,
        panelist: PersonId,
        system: System,
        told: &Told,
    ) -> Result<String, Failure> {
        let outcome = self.handover(actor, interview).await?;
        let body = scorecard(system, &outcome, panelist, told)
            .map_err(|refused| invalid(refused.to_string()))?;
        let name = Member::name_of(&outcome.people, panelist);
        let detail = format!("{}: scorecard of {name}", system.label());
        let made = actor.did(Action::HandedOver, interview, self.clock.now(), &detail);
        self.store
            .append_audit(&[made])
            .await
            .map_err(unavailable)?;
        Ok(format!("{body:#}"))
    }

    /// A plan as JSON, as the stages of a job in Greenhouse.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan.
    pub async fn plan_for_greenhouse(
        &self,
        actor: &Actor,
        plan: DocumentId,
    ) -> Result<String, Failure> {
        let plan = self.open_plan(actor, plan).await?.document;
        Ok(format!("{:#}", greenhouse::stages(&plan)))
    }

    /// What a posting of the job that a plan interviews for is made from.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan.
    pub async fn vacancy(&self, actor: &Actor, plan: DocumentId) -> Result<Vacancy, Failure> {
        let plan = self.open_plan(actor, plan).await?.document;
        let (role, kit) = plan
            .basis
            .map_or_else(Default::default, |basis| (basis.role, basis.kit));
        let description = match self.kit(actor, &kit).await {
            Ok(kit) => Some(kit.job_description),
            Err(Failure::NotFound) => None,
            Err(failure) => return Err(failure),
        };
        Ok(Vacancy { role, description })
    }

    /// The posting, dated today.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan; [`Failure::Invalid`]
    /// where it is not ready to be published, and why.
    pub async fn publish(
        &self,
        actor: &Actor,
        plan: DocumentId,
        filled: &Filled,
    ) -> Result<Published, Failure> {
        let refused = |why: CannotPublish| invalid(why.to_string());
        let vacancy = self.vacancy(actor, plan).await?;
        let template = vacancy
            .description
            .ok_or_else(|| refused(CannotPublish::Missing("what the job is")))?;
        let description = Text {
            text: job_posting::filled(&template.text, &filled.values),
            audience: template.audience,
        };
        let posting = Posting {
            title: &filled.title,
            description: &description,
            posted_at: self.clock.now(),
            organization: &filled.organization,
        };
        Ok(Published {
            json_ld: job_posting::json_ld(&posting).map_err(refused)?,
            script: job_posting::script(&posting).map_err(refused)?,
        })
    }
}
