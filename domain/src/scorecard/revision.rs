//! Ratings that a panelist changed after seeing the others'. The original stays.

use serde::{Deserialize, Serialize};

use super::{MOST_ITEMS, Rating, Scorecard, too_many};
use crate::id::ItemId;
use crate::sync::Rejection;

/// Most revisions of the rating of one question.
pub const MOST_REVISIONS: usize = 20;
/// Longest reason of a revision, in characters.
pub const LONGEST_REASON: usize = 2_000;

/// Another rating than the one that was submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// The judgement now.
    pub rating: Rating,
    /// Why it is another.
    pub reason: String,
    /// When, in milliseconds since the Unix epoch.
    pub at: i64,
}

impl Scorecard {
    /// The rating that counts for `item`: the last revision, or else the original.
    pub fn latest(&self, item: ItemId) -> Option<Rating> {
        let revised = self.revisions.get(&item).and_then(|all| all.last());
        revised
            .map(|revision| revision.rating)
            .or_else(|| self.ratings.get(&item).copied())
    }

    pub(super) fn revise(&mut self, item: ItemId, revision: &Revision) -> Result<(), Rejection> {
        if self.submitted_at.is_none() {
            return Err(Rejection::NotAllowed(
                "the scorecard is not submitted: change the rating itself".to_owned(),
            ));
        }
        revision.rating.check()?;
        if revision.reason.trim().is_empty() {
            return Err(Rejection::out_of_range(
                "give a reason for changing the rating",
            ));
        }
        if revision.reason.chars().count() > LONGEST_REASON {
            return Err(Rejection::out_of_range(format!(
                "a reason has at most {LONGEST_REASON} characters"
            )));
        }
        let before = self.revisions.get(&item).map_or(0, Vec::len);
        if before >= MOST_REVISIONS {
            return Err(Rejection::out_of_range(format!(
                "a rating is revised at most {MOST_REVISIONS} times"
            )));
        }
        if before == 0 && self.revisions.len() >= MOST_ITEMS {
            return Err(too_many());
        }
        self.revisions
            .entry(item)
            .or_default()
            .push(revision.clone());
        Ok(())
    }
}
