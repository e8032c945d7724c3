//! Who there is, and signing in and out.

use domain::id::{DocumentId, PersonId, TeamId};
use domain::views::{Failure, Member, Role};
use sha2::{Digest, Sha256};
use store::{PersonRow, SessionRow, StoreError, TeamRow};

use crate::audit::Action;
use crate::failure::{no_randomness, unavailable};
use crate::{Actor, Service, SessionEnd};

/// How long a sign-in lasts, in milliseconds.
pub(crate) const SESSION: i64 = 14 * 24 * 60 * 60 * 1_000;

const DEMO_TEAM: TeamId = TeamId::from_bytes([0xde; 16]);

/// The people of the demo team: name, name within the address, role.
const DEMO_PEOPLE: [(&str, &str, Role); 6] = [
    ("Mara Lindqvist", "mara", Role::Lead),
    ("Tomás Okafor", "tomas", Role::Interviewer),
    ("Aiko Brandt", "aiko", Role::Interviewer),
    ("Samir Haddad", "samir", Role::Interviewer),
    ("Ngozi Petrov", "ngozi", Role::Interviewer),
    ("Wanda Castellano", "wanda", Role::Analyst),
];

/// The id of the demo team's member at that place, from 0.
fn demo_person(place: u8) -> PersonId {
    let mut bytes = [0xde; 16];
    bytes[15] = place + 1;
    PersonId::from_bytes(bytes)
}

fn member(person: PersonRow) -> Member {
    Member {
        id: person.id,
        name: person.name,
        role: person.role,
    }
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

impl Service {
    /// Makes the demo team if it is not there, and lets anybody sign in as one
    /// of its members from now on.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ensure_demo(&self) -> Result<(), StoreError> {
        let team = TeamRow {
            id: DEMO_TEAM,
            name: "Demo team".to_owned(),
        };
        let people: Vec<PersonRow> = (0..)
            .zip(DEMO_PEOPLE)
            .map(|(place, (name, address, role))| PersonRow {
                id: demo_person(place),
                team: DEMO_TEAM,
                name: name.to_owned(),
                email: format!("{address}@demo.invalid"),
                role,
            })
            .collect();
        self.store.ensure_team(&team, &people).await?;
        self.allow_demo();
        Ok(())
    }

    /// Whom one can sign in as without more ado: the demo team, or nobody.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn demo_members(&self) -> Result<Vec<Member>, Failure> {
        if !self.demo_allowed() {
            return Ok(Vec::new());
        }
        self.team(DEMO_TEAM).await
    }

    /// Signs in as a member of the demo team. Answers with the token that the
    /// browser is to keep; only its hash is kept here.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when there is no such member or no demo team.
    pub async fn sign_in_demo(&self, person: PersonId) -> Result<String, Failure> {
        let found = self.store.person(person).await.map_err(unavailable)?;
        let person = found
            .filter(|person| self.demo_allowed() && person.team == DEMO_TEAM)
            .ok_or(Failure::NotFound)?;
        let mut bytes = [0; 32];
        self.random.fill(&mut bytes).map_err(no_randomness)?;
        let token: String = bytes
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 0x0f])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect();

        let now = self.clock.now();
        let forgotten = self.store.purge_sessions(now).await.map_err(unavailable)?;
        tracing::debug!(forgotten, "expired sessions forgotten");
        let session = SessionRow {
            token_hash: hash(&token),
            person: person.id,
            created_at: now,
            expires_at: now.saturating_add(SESSION),
        };
        self.store
            .create_session(&session)
            .await
            .map_err(unavailable)?;
        // The audit speaks of documents; a sign-in is about the person.
        let subject = DocumentId::from_bytes(*person.id.bytes());
        let audit = actor(person).did(Action::SignIn, subject, now, "demo");
        self.store
            .append_audit(&[audit])
            .await
            .map_err(unavailable)?;
        Ok(token)
    }

    /// The person this token signs in. A sign-out here counts at once; one at
    /// another process on the same database after three seconds at most.
    ///
    /// # Errors
    /// [`Failure::SignedOut`] when it signs nobody in, or no longer.
    pub async fn actor(&self, token: &str) -> Result<Actor, Failure> {
        let (hash, now) = (hash(token), self.clock.now());
        if let Some(actor) = self.sessions.actor(&hash, now) {
            return Ok(actor);
        }
        let ended = self.sessions.ended();
        let session = self
            .store
            .session(&hash, now)
            .await
            .map_err(unavailable)?
            .ok_or(Failure::SignedOut)?;
        let person = self
            .store
            .person(session.person)
            .await
            .map_err(unavailable)?;
        let actor = person.map(actor).ok_or(Failure::SignedOut)?;
        self.sessions
            .keep(ended, hash, actor.clone(), now, session.expires_at);
        Ok(actor)
    }

    /// Ends the session of this token, if there is one.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn sign_out(&self, token: &str) -> Result<(), Failure> {
        let hash = hash(token);
        let deleted = self.store.delete_session(&hash).await;
        // Also where that failed: the store is then asked.
        self.sessions.end(&hash);
        deleted.map_err(unavailable)
    }

    /// Hears of the end of this token's session.
    pub fn end_of(&self, token: &str) -> SessionEnd {
        self.sessions.end_of(hash(token))
    }

    /// Everybody of the actor's team, by name.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn members(&self, actor: &Actor) -> Result<Vec<Member>, Failure> {
        self.team(actor.team).await
    }

    pub(crate) async fn team(&self, team: TeamId) -> Result<Vec<Member>, Failure> {
        let people = self.store.people(team).await.map_err(unavailable)?;
        Ok(people.into_iter().map(member).collect())
    }
}

fn actor(person: PersonRow) -> Actor {
    Actor {
        person: person.id,
        team: person.team,
        role: person.role,
        name: person.name,
    }
}
