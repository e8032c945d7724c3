//! How domain types stand in columns.

use domain::id::{BatchId, DocumentId, PersonId, TeamId};
use sqlx::error::BoxDynError;
use sqlx::{Database, Decode, Type};

/// Exactly `N` bytes: an id or a hash. Any other length is damage, and reading
/// the row fails.
pub(crate) struct Bytes<const N: usize>(pub(crate) [u8; N]);

impl<DB: Database, const N: usize> Type<DB> for Bytes<N>
where
    Vec<u8>: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        <Vec<u8> as Type<DB>>::type_info()
    }

    fn compatible(ty: &DB::TypeInfo) -> bool {
        <Vec<u8> as Type<DB>>::compatible(ty)
    }
}

impl<'r, DB: Database, const N: usize> Decode<'r, DB> for Bytes<N>
where
    Vec<u8>: Decode<'r, DB>,
{
    fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
        let bytes = <Vec<u8> as Decode<'r, DB>>::decode(value)?;
        let found = bytes.len();
        let bytes = bytes
            .try_into()
            .map_err(|_| format!("{found} bytes where {N} belong"))?;
        Ok(Self(bytes))
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
