//! Teams and the people in them.

use domain::id::{PersonId, TeamId};
use domain::views::Role;
use sqlx::FromRow;

use crate::backend::on;
use crate::column::{Bytes, RoleWord, role_word};
use crate::{Store, StoreError};

/// A hiring team.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct TeamRow {
    /// Its id.
    #[sqlx(try_from = "Bytes<16>")]
    pub id: TeamId,
    /// Its name, as people know it.
    pub name: String,
}

/// A person of a team.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct PersonRow {
    /// Their id.
    #[sqlx(try_from = "Bytes<16>")]
    pub id: PersonId,
    /// The one team they belong to.
    #[sqlx(try_from = "Bytes<16>", rename = "team_id")]
    pub team: TeamId,
    /// Their name, as others see it.
    pub name: String,
    /// Their address; no two people have the same, however it is capitalised.
    pub email: String,
    /// What they may do.
    #[sqlx(try_from = "RoleWord")]
    pub role: Role,
}

impl Store {
    /// Adds the team and those of its people who are missing, all or nothing.
    /// Whoever is there already is left as they are.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when an address belongs to somebody else.
    pub async fn ensure_team(
        &self,
        team: &TeamRow,
        people: &[PersonRow],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        on!(&mut tx, |tx| {
            sqlx::query("INSERT INTO team (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING")
                .bind(team.id.bytes().as_slice())
                .bind(&team.name)
                .execute(&mut **tx)
                .await?;
            for person in people {
                sqlx::query(
                    "INSERT INTO person (id, team_id, name, email, role) VALUES ($1, $2, $3, $4, $5)
                     ON CONFLICT (id) DO NOTHING",
                )
                .bind(person.id.bytes().as_slice())
                .bind(person.team.bytes().as_slice())
                .bind(&person.name)
                .bind(&person.email)
                .bind(role_word(person.role))
                .execute(&mut **tx)
                .await?;
            }
        });
        tx.commit().await
    }

    /// The team with this id.
    pub async fn team(&self, id: TeamId) -> Result<Option<TeamRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as("SELECT id, name FROM team WHERE id = $1")
                .bind(id.bytes().as_slice())
                .fetch_optional(pool)
                .await?
        }))
    }

    /// The person with this id.
    pub async fn person(&self, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as("SELECT id, team_id, name, email, role FROM person WHERE id = $1")
                .bind(id.bytes().as_slice())
                .fetch_optional(pool)
                .await?
        }))
    }

    /// The person with this address, however it is capitalised.
    pub async fn person_by_email(&self, email: &str) -> Result<Option<PersonRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT id, team_id, name, email, role FROM person WHERE lower(email) = lower($1)",
            )
            .bind(email)
            .fetch_optional(pool)
            .await?
        }))
    }

    /// Everyone of a team, by name.
    pub async fn people(&self, team: TeamId) -> Result<Vec<PersonRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as("SELECT id, team_id, name, email, role FROM person WHERE team_id = $1 ORDER BY name, id")
                .bind(team.bytes().as_slice())
                .fetch_all(pool)
                .await?
        }))
    }
}
