//! Who is asking.

use domain::id::{PersonId, TeamId};
use domain::views::{Failure, Member, Role};

use crate::failure::not_allowed;

/// A signed-in person. Only [`crate::Service::actor`] makes one, so whoever
/// holds one has shown a valid session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub(crate) person: PersonId,
    pub(crate) team: TeamId,
    pub(crate) role: Role,
    pub(crate) name: String,
}

impl Actor {
    /// Who they are.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// What they are called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Their team.
    pub const fn team(&self) -> TeamId {
        self.team
    }

    /// What they may do in it.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// Whether they may see how groups of applicants fare: analysts only, who meet none.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`].
    pub fn may_compare_groups(&self) -> Result<(), Failure> {
        match self.role {
            Role::Analyst => Ok(()),
            Role::Lead | Role::Interviewer => Err(not_allowed(
                "Adverse impact is looked at by analysts only, who have no part in interviews.",
            )),
        }
    }

    /// Whether they may lead an interview.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`].
    pub fn may_meet_candidates(&self) -> Result<(), Failure> {
        if self.role.meets_candidates() {
            Ok(())
        } else {
            Err(not_allowed(
                "Analysts have no part in interviews: ask a hiring lead or an interviewer to start it.",
            ))
        }
    }

    /// As the team sees them.
    pub fn member(&self) -> Member {
        Member {
            id: self.person,
            name: self.name.clone(),
            role: self.role,
        }
    }
}

/// What a request brings: who is signed in, and the token that says so.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// Who is signed in, if anybody.
    pub actor: Option<Actor>,
    /// The token the browser sent, good or not.
    pub token: Option<String>,
}

impl Session {
    /// Who is signed in.
    ///
    /// # Errors
    /// [`Failure::SignedOut`] when nobody is.
    pub const fn actor(&self) -> Result<&Actor, Failure> {
        match &self.actor {
            Some(actor) => Ok(actor),
            None => Err(Failure::SignedOut),
        }
    }

    /// Who is signed in, if it is whom the page that asks was made for: nobody else's edits are
    /// taken as theirs (C14). Where the page does not say for whom, it is anybody.
    ///
    /// # Errors
    /// [`Failure::SignedOut`] when they are not, whoever else is.
    pub fn actor_for(&self, page_of: Option<PersonId>) -> Result<&Actor, Failure> {
        let actor = self.actor()?;
        if page_of.is_none_or(|person| person == actor.person) {
            Ok(actor)
        } else {
            Err(Failure::SignedOut)
        }
    }
}
