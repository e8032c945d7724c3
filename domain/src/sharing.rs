//! How a plan is shared with its team: who may change it, comment on it, or read it.

use std::collections::BTreeMap;

use crate::id::PersonId;
use crate::plan::PlanEdit;
use crate::views::Role;

/// What somebody may do on a plan. Each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// Read it, and start interviews on it.
    View,
    /// Say something about it.
    Comment,
    /// Change it.
    Edit,
}

impl Right {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::View, Self::Comment, Self::Edit];

    /// The word for it in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Comment => "comment",
            Self::Edit => "edit",
        }
    }

    /// What whoever has it is told they may do.
    pub const fn label(self) -> &'static str {
        match self {
            Self::View => "Can read",
            Self::Comment => "Can comment",
            Self::Edit => "Can edit",
        }
    }

    /// The right that an edit takes.
    pub const fn for_edit(edit: &PlanEdit) -> Self {
        match edit {
            PlanEdit::Comment { .. } | PlanEdit::Uncomment { .. } | PlanEdit::Resolve { .. } => {
                Self::Comment
            }
            _ => Self::Edit,
        }
    }
}

/// Who may do what on one plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sharing {
    /// Whoever made the plan, who may always change it.
    pub owner: PersonId,
    /// What everybody else of the team may do.
    pub everybody: Right,
    /// Whose right is another than everybody's.
    pub apart: BTreeMap<PersonId, Right>,
}

impl Sharing {
    /// As a plan is shared until somebody says otherwise: the whole team may change it.
    pub const fn of(owner: PersonId) -> Self {
        Self {
            owner,
            everybody: Right::Edit,
            apart: BTreeMap::new(),
        }
    }

    /// As a copy of this plan is shared that `maker` makes, until somebody says otherwise:
    /// everybody may do on it what they may on the original, and its maker may change it.
    #[must_use]
    pub fn of_copy_by(&self, maker: PersonId) -> Self {
        let mut apart = self.apart.clone();
        apart.insert(self.owner, Right::Edit);
        apart.retain(|person, right| *person != maker && *right != self.everybody);
        Self {
            owner: maker,
            everybody: self.everybody,
            apart,
        }
    }

    /// What this person of the team may do.
    pub fn right_of(&self, person: PersonId) -> Right {
        if person == self.owner {
            return Right::Edit;
        }
        self.apart.get(&person).copied().unwrap_or(self.everybody)
    }

    /// Whether this person says who may do what: the owner, and hiring leads.
    pub fn is_up_to(&self, person: PersonId, role: Role) -> bool {
        person == self.owner || role == Role::Lead
    }
}
