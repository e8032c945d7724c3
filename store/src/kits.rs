//! A team's own kits, and how its people rated the drill answers of kits.

use domain::id::{PersonId, TeamId};
use sqlx::FromRow;

use crate::backend::on;
use crate::column::{Bytes, MaybePerson};
use crate::interviews::bytes_of;
use crate::{Store, StoreError};

/// What lists show of a kit of a team's own.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct KitHead {
    /// The kit's id, unique in its team.
    #[sqlx(rename = "kit_id")]
    pub id: String,
    /// Its name. Empty where it was added before names were kept: the kit itself has it.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// How many questions it has.
    pub questions: i64,
    /// When it was put away, if it is.
    pub put_away_at: Option<i64>,
    /// Who put it away.
    #[sqlx(try_from = "MaybePerson")]
    pub put_away_by: Option<PersonId>,
}

/// A kit of a team's own.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct KitRow {
    /// What lists show of it.
    #[sqlx(flatten)]
    pub head: KitHead,
    /// The kit, as a kit file.
    pub body: String,
    /// Who made it.
    #[sqlx(try_from = "Bytes<16>")]
    pub made_by: PersonId,
    /// When, in milliseconds since the Unix epoch.
    pub made_at: i64,
}

/// How many kits of its own a team has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KitCount {
    /// In the lists.
    pub listed: u64,
    /// In all, also those that are put away.
    pub all: u64,
}

/// How somebody rated a drill answer.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct DrillRow {
    /// The answer, as its kit names it.
    pub answer: String,
    /// Who rated.
    #[sqlx(try_from = "Bytes<16>", rename = "person_id")]
    pub person: PersonId,
    /// The level they gave.
    pub level: i64,
    /// When, in milliseconds since the Unix epoch.
    pub rated_at: i64,
}

impl Store {
    /// Keeps a kit for a team, in the lists. Says whether it was kept: not under an id that the
    /// team has given to another.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the team or the person is unknown.
    pub async fn add_kit(&self, team: TeamId, kit: &KitRow) -> Result<bool, StoreError> {
        let added = on!(&self.writer, |pool| {
            sqlx::query(
                "INSERT INTO team_kit (team_id, kit_id, name, summary, questions, body, made_by, made_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (team_id, kit_id) DO NOTHING",
            )
            .bind(team.bytes().as_slice())
            .bind(kit.head.id.as_str())
            .bind(kit.head.name.as_str())
            .bind(kit.head.summary.as_str())
            .bind(kit.head.questions)
            .bind(kit.body.as_str())
            .bind(kit.made_by.bytes().as_slice())
            .bind(kit.made_at)
            .execute(pool)
            .await?
            .rows_affected()
        });
        Ok(added > 0)
    }

    /// What lists show of a team's own kits, the newest first: of those that are in them, or of
    /// those that are put away.
    pub async fn team_kits(&self, team: TeamId, away: bool) -> Result<Vec<KitHead>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT kit_id, name, summary, questions, put_away_at, put_away_by FROM team_kit
                 WHERE team_id = $1 AND (put_away_at IS NOT NULL) = $2 ORDER BY made_at DESC, kit_id",
            )
            .bind(team.bytes().as_slice())
            .bind(away)
            .fetch_all(pool)
            .await?
        }))
    }

    /// How many kits of its own a team has.
    pub async fn count_team_kits(&self, team: TeamId) -> Result<KitCount, StoreError> {
        let (all, away): (i64, i64) = on!(&self.reader, |pool| {
            sqlx::query_as("SELECT COUNT(*), COUNT(put_away_at) FROM team_kit WHERE team_id = $1")
                .bind(team.bytes().as_slice())
                .fetch_one(pool)
                .await?
        });
        Ok(KitCount {
            listed: (all - away).unsigned_abs(),
            all: all.unsigned_abs(),
        })
    }

    /// A kit of a team's own, also where it is put away.
    pub async fn team_kit(&self, team: TeamId, id: &str) -> Result<Option<KitRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT kit_id, name, summary, questions, put_away_at, put_away_by, body, made_by, made_at
                 FROM team_kit WHERE team_id = $1 AND kit_id = $2",
            )
            .bind(team.bytes().as_slice())
            .bind(id)
            .fetch_optional(pool)
            .await?
        }))
    }

    /// Puts a team's own kit away, by whom and since when, or (none) brings it back. Says whether
    /// that changed anything: where it is so already, or there is no such kit, nothing is written.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the person is unknown.
    pub async fn put_kit_away(
        &self,
        team: TeamId,
        id: &str,
        away: Option<(PersonId, i64)>,
    ) -> Result<bool, StoreError> {
        let by = away.map(|(by, _)| by);
        let changed = on!(&self.writer, |pool| {
            sqlx::query(
                "UPDATE team_kit SET put_away_at = $3, put_away_by = $4
                 WHERE team_id = $1 AND kit_id = $2 AND (put_away_at IS NULL) = $5",
            )
            .bind(team.bytes().as_slice())
            .bind(id)
            .bind(away.map(|(_, at)| at))
            .bind(bytes_of(by.as_ref()))
            .bind(away.is_some())
            .execute(pool)
            .await?
            .rows_affected()
        });
        Ok(changed > 0)
    }

    /// Keeps how somebody rated a drill answer: the first time counts, as whoever has seen
    /// the others' ratings no longer rates alone. Says whether it was kept.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when the team or the person is unknown.
    pub async fn rate_drill(
        &self,
        team: TeamId,
        kit: &str,
        rated: &DrillRow,
    ) -> Result<bool, StoreError> {
        let added = on!(&self.writer, |pool| {
            sqlx::query(
                "INSERT INTO drill_rating (team_id, kit_id, answer, person_id, level, rated_at)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (team_id, kit_id, answer, person_id) DO NOTHING",
            )
            .bind(team.bytes().as_slice())
            .bind(kit)
            .bind(rated.answer.as_str())
            .bind(rated.person.bytes().as_slice())
            .bind(rated.level)
            .bind(rated.rated_at)
            .execute(pool)
            .await?
            .rows_affected()
        });
        Ok(added > 0)
    }

    /// How a team's people rated the drill answers of a kit.
    pub async fn drill_ratings(
        &self,
        team: TeamId,
        kit: &str,
    ) -> Result<Vec<DrillRow>, StoreError> {
        Ok(on!(&self.reader, |pool| {
            sqlx::query_as(
                "SELECT answer, person_id, level, rated_at FROM drill_rating
                 WHERE team_id = $1 AND kit_id = $2 ORDER BY answer, person_id",
            )
            .bind(team.bytes().as_slice())
            .bind(kit)
            .fetch_all(pool)
            .await?
        }))
    }
}
