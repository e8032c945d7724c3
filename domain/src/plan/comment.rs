//! What people say about a plan to each other.

use serde::{Deserialize, Serialize};

use super::check::check_remark;
use super::{Plan, PlanEdit};
use crate::id::{CommentId, ItemId, PersonId};
use crate::sync::Rejection;

/// Most comments on one plan, those on items that are gone included.
pub const MOST_COMMENTS: usize = 1_000;
/// Longest comment, in characters.
pub const LONGEST_COMMENT: usize = 2_000;

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The item it is about; none: the plan as a whole.
    pub about: Option<ItemId>,
    /// Who says it.
    pub by: PersonId,
    /// When, in milliseconds since the Unix epoch.
    pub at: i64,
    /// What they say.
    pub text: String,
    /// Whether it is dealt with.
    pub resolved: bool,
}

impl Plan {
    /// The comments on an item, or (none) on the plan as a whole, oldest first.
    pub fn comments_on(&self, about: Option<ItemId>) -> Vec<(CommentId, &Comment)> {
        let mut comments: Vec<_> = self
            .comments
            .iter()
            .filter(|(_, comment)| comment.about == about)
            .map(|(id, comment)| (*id, comment))
            .collect();
        comments.sort_by_key(|(id, comment)| (comment.at, *id));
        comments
    }

    pub(super) fn comment(
        &mut self,
        id: CommentId,
        comment: &Comment,
    ) -> Result<PlanEdit, Rejection> {
        check_remark(&comment.text, LONGEST_COMMENT, "write what you want to say")?;
        self.check_about(comment)?;
        if self.comments.contains_key(&id) {
            return Err(Rejection::AlreadyThere);
        }
        if self.comments.len() >= MOST_COMMENTS {
            return Err(Rejection::out_of_range(format!(
                "a plan has at most {MOST_COMMENTS} comments: remove some that are dealt with"
            )));
        }
        self.comments.insert(id, comment.clone());
        Ok(PlanEdit::Uncomment { id })
    }

    pub(super) fn uncomment(&mut self, id: CommentId) -> Result<PlanEdit, Rejection> {
        self.check_about(self.comments.get(&id).ok_or(Rejection::Gone)?)?;
        let comment = self.comments.remove(&id).ok_or(Rejection::Gone)?;
        Ok(PlanEdit::Comment {
            id,
            comment: Box::new(comment),
        })
    }

    pub(super) fn resolve(&mut self, id: CommentId, resolved: bool) -> Result<PlanEdit, Rejection> {
        let comment = self.comments.get_mut(&id).ok_or(Rejection::Gone)?;
        let resolved = std::mem::replace(&mut comment.resolved, resolved);
        Ok(PlanEdit::Resolve { id, resolved })
    }

    /// Whoever comments on what somebody else has just removed is told so (C6).
    fn check_about(&self, comment: &Comment) -> Result<(), Rejection> {
        match comment.about {
            Some(item) if !self.items.contains_key(&item) => Err(Rejection::Gone),
            _ => Ok(()),
        }
    }
}
