//! How domain types stand in columns.

use domain::id::{BatchId, DocumentId, PersonId, TeamId};
use domain::sharing::Right;
use domain::views::Role;
use sqlx::error::BoxDynError;
use sqlx::{Database, Decode, Type};

use crate::{DocumentKind, StoreError};

/// Exactly `N` bytes: an id or a hash.
pub(crate) struct Bytes<const N: usize>(pub(crate) [u8; N]);

/// A person, or nobody.
pub(crate) struct MaybePerson(Option<PersonId>);

/// A version, which is never negative.
pub(crate) struct Version(u64);

/// The word kept for a role.
pub(crate) struct RoleWord(Role);

/// The number kept for a right.
pub(crate) struct RightNumber(Right);

/// The number kept for a kind of document.
pub(crate) struct KindNumber(DocumentKind);

/// Reads a column as another type does, then insists on what it should hold.
/// Anything else is damage, and reading the row fails.
macro_rules! read_as {
    ($of:ty $(, $n:ident)?; $read:ty, |$found:ident| $convert:expr) => {
        impl<DB: Database $(, const $n: usize)?> Type<DB> for $of
        where
            $read: Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <$read as Type<DB>>::type_info()
            }

            fn compatible(ty: &DB::TypeInfo) -> bool {
                <$read as Type<DB>>::compatible(ty)
            }
        }

        impl<'r, DB: Database $(, const $n: usize)?> Decode<'r, DB> for $of
        where
            $read: Decode<'r, DB>,
        {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                let $found = <$read as Decode<'r, DB>>::decode(value)?;
                let converted: Result<Self, String> = $convert;
                Ok(converted?)
            }
        }
    };
}

read_as!(Bytes<N>, N; Vec<u8>, |found| {
    let length = found.len();
    found.try_into().map(Bytes).map_err(|_| format!("{length} bytes where {N} belong"))
});
read_as!(MaybePerson; Option<Vec<u8>>, |found| found
    .map(|bytes| {
        let length = bytes.len();
        let bytes = bytes.try_into().map_err(|_| format!("{length} bytes where 16 belong"))?;
        Ok(PersonId::from_bytes(bytes))
    })
    .transpose()
    .map(MaybePerson));
read_as!(Version; i64, |found| u64::try_from(found).map(Version).map_err(|_| format!("{found} is not a version")));
read_as!(RoleWord; String, |found| [Role::Lead, Role::Interviewer, Role::Analyst]
    .into_iter()
    .find(|role| role_word(*role) == found)
    .map(RoleWord)
    .ok_or_else(|| format!("`{found}` is not a role")));
read_as!(KindNumber; i16, |found| [DocumentKind::Plan, DocumentKind::Panel, DocumentKind::Scorecard]
    .into_iter()
    .find(|kind| kind.number() == found)
    .map(KindNumber)
    .ok_or_else(|| format!("{found} is not a kind of document")));

read_as!(RightNumber; i16, |found| Right::ALL
    .into_iter()
    .find(|right| right_number(*right) == found)
    .map(RightNumber)
    .ok_or_else(|| format!("{found} is not a right")));

/// The number that is kept for a right.
pub(crate) const fn right_number(right: Right) -> i16 {
    match right {
        Right::View => 1,
        Right::Comment => 2,
        Right::Edit => 3,
    }
}

/// The right for which this number is kept.
pub(crate) fn right_of(number: u64) -> Result<Right, StoreError> {
    let found = Right::ALL
        .into_iter()
        .find(|right| u64::try_from(right_number(*right)) == Ok(number));
    found.ok_or_else(|| StoreError::Damaged {
        reason: format!("{number} is not a right"),
    })
}

/// The word that is kept for a role.
pub(crate) const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Lead => "lead",
        Role::Interviewer => "interviewer",
        Role::Analyst => "analyst",
    }
}

impl From<MaybePerson> for Option<PersonId> {
    fn from(person: MaybePerson) -> Self {
        person.0
    }
}

impl From<Version> for u64 {
    fn from(version: Version) -> Self {
        version.0
    }
}

impl From<RoleWord> for Role {
    fn from(word: RoleWord) -> Self {
        word.0
    }
}

impl From<RightNumber> for Right {
    fn from(number: RightNumber) -> Self {
        number.0
    }
}

impl From<KindNumber> for DocumentKind {
    fn from(number: KindNumber) -> Self {
        number.0
    }
}

impl<const N: usize> From<Bytes<N>> for [u8; N] {
    fn from(bytes: Bytes<N>) -> Self {
        bytes.0
    }
}

macro_rules! ids {
    ($($id:ident),+) => {$(
        impl From<Bytes<16>> for $id {
            fn from(bytes: Bytes<16>) -> Self {
                Self::from_bytes(bytes.0)
            }
        }
    )+};
}
ids!(BatchId, DocumentId, PersonId, TeamId);

/// A version as the databases hold it. None ever comes near the largest `i64`,
/// so a larger one can only be a mistake, which then matches no row.
pub(crate) fn stored(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}

/// Cuts rows into runs for statements of many rows. Lengths are powers of two,
/// so that a handful of statement texts covers every number of rows and each is
/// prepared once.
pub(crate) fn runs<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    const LONGEST: usize = 64;
    std::iter::from_fn(move || {
        let log = rows.len().min(LONGEST).checked_ilog2()?;
        let (run, rest) = rows.split_at(1 << log);
        rows = rest;
        Some(run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_cover_every_row_once_in_order() {
        for length in [0, 1, 2, 3, 63, 64, 65, 200] {
            let rows: Vec<usize> = (0..length).collect();
            let runs: Vec<&[usize]> = runs(&rows).collect();
            assert_eq!(runs.concat(), rows);
            assert!(
                runs.iter()
                    .all(|run| run.len().is_power_of_two() && run.len() <= 64)
            );
        }
    }

    #[test]
    fn a_version_no_database_can_hold_becomes_the_largest() {
        assert_eq!(stored(u64::MAX), i64::MAX);
        assert_eq!(stored(7), 7);
    }
}
