//! Adverse impact: whether one group is selected much less often than another.
//!
//! The four-fifths rule: 29 CFR 1607.4 D (Uniform Guidelines on Employee Selection
//! Procedures, 1978). That numbers can be too small for it: question 21 of the
//! *Questions and Answers* to them (44 FR 11996, 1979).

use super::{Ratio, fisher};

/// Most applicants of one group.
pub const MOST_APPLICANTS: u32 = 1_000_000;

/// Why counts are not those of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadGroup {
    /// More were selected than applied.
    #[error("More were selected ({selected}) than applied ({applied}). Put the counts right.")]
    MoreThanApplied {
        /// How many were selected.
        selected: u32,
        /// How many applied.
        applied: u32,
    },
    /// More than [`MOST_APPLICANTS`].
    #[error("{0} applicants are too many for one group; at most 1,000,000 can be compared.")]
    TooMany(u32),
}

/// How many of a group applied and were selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    selected: u32,
    applied: u32,
}

impl Group {
    /// So many selected of so many who applied.
    pub const fn new(selected: u32, applied: u32) -> Result<Self, BadGroup> {
        if applied > MOST_APPLICANTS {
            Err(BadGroup::TooMany(applied))
        } else if selected > applied {
            Err(BadGroup::MoreThanApplied { selected, applied })
        } else {
            Ok(Self { selected, applied })
        }
    }

    /// How many were selected.
    pub const fn selected(self) -> u32 {
        self.selected
    }

    /// How many applied.
    pub const fn applied(self) -> u32 {
        self.applied
    }

    /// The share selected. None where nobody applied.
    pub fn rate(self) -> Option<Ratio> {
        Ratio::new(u64::from(self.selected), u64::from(self.applied))
    }

    /// This rate as a share of another. None where nobody applied here, or
    /// nobody was selected there.
    fn against(self, other: Self) -> Option<Ratio> {
        Ratio::new(
            u64::from(self.selected) * u64::from(other.applied),
            u64::from(self.applied) * u64::from(other.selected),
        )
    }

    /// The same with one selection less, if that can be.
    fn less(self) -> Option<Self> {
        Self::new(self.selected.checked_sub(1)?, self.applied).ok()
    }

    /// The two with one selection given by `self` to `to`, if that can be.
    fn give(self, to: Self) -> Option<(Self, Self)> {
        let fewer = self.less()?;
        let more = Self::new(to.selected + 1, to.applied).ok()?;
        Some((fewer, more))
    }
}

/// Why groups cannot be compared. The message is for the person who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoComparison {
    /// Fewer than two groups with applicants.
    #[error("Cannot be computed: it takes applicants of two groups or more.")]
    OneGroup,
    /// Nobody was selected.
    #[error("Cannot be computed: nobody has been selected.")]
    NobodySelected,
}

/// How one group fares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Impact {
    /// Nobody of it applied.
    NobodyApplied,
    /// It is the group with the highest rate, which others are compared with. Of
    /// several it is the largest.
    Highest {
        /// The share selected.
        rate: Ratio,
    },
    /// It is compared with that group.
    Compared {
        /// The share selected.
        rate: Ratio,
        /// That share against the highest.
        ratio: Ratio,
        /// The two-sided p of [`fisher`].
        p: f64,
        /// What that says.
        finding: Finding,
    },
}

impl Impact {
    /// In plain words.
    pub const fn reading(&self) -> &'static str {
        match self {
            Self::NobodyApplied => "Cannot be computed: nobody of this group applied.",
            Self::Highest { .. } => "The highest rate, which the others are compared with.",
            Self::Compared { finding, .. } => finding.reading(),
        }
    }
}

/// What the four-fifths rule says of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Its rate is four fifths of the highest or more.
    NotBelow,
    /// Its rate is below that.
    Below,
    /// With one selection moved between the two groups it would be the other way
    /// round: the numbers are too small for the rule.
    TooFew,
}

impl Finding {
    /// In plain words.
    pub const fn reading(self) -> &'static str {
        match self {
            Self::NotBelow => "Selected at four fifths of the highest rate or more.",
            Self::Below => {
                "Selected at less than four fifths of the highest rate: look for the step at which the groups part."
            }
            Self::TooFew => {
                "Too few to interpret: one selection more or less would turn the result round. Wait for more."
            }
        }
    }

    fn of(group: Group, highest: Group) -> Self {
        let below = |(group, highest): (Group, Group)| {
            group
                .against(highest)
                .is_some_and(|ratio| Some(ratio) < Ratio::new(4, 5))
        };
        let ahead = |(group, highest): (Group, Group)| group.rate() > highest.rate();
        let now = (group, highest);
        let gained = highest.give(group).map(|(highest, group)| (group, highest));
        // Where all of the other were selected, it can take none more.
        let lost = group
            .give(highest)
            .or_else(|| Some((group.less()?, highest)));
        let could_be_below = below(now) || lost.is_some_and(below);
        if could_be_below && gained.is_some_and(ahead) {
            Self::TooFew
        } else if below(now) {
            Self::Below
        } else {
            Self::NotBelow
        }
    }
}

/// Compares each group with the one of the highest rate, in the order given.
pub fn adverse_impact(groups: &[Group]) -> Result<Vec<Impact>, NoComparison> {
    let applied = groups.iter().filter(|group| group.applied > 0);
    if applied.clone().count() < 2 {
        return Err(NoComparison::OneGroup);
    }
    // Of equal ones `max_by_key` takes the last, and here the first is wanted.
    let highest = (0..groups.len())
        .rev()
        .max_by_key(|at| (groups[*at].rate(), groups[*at].applied))
        .filter(|at| groups[*at].selected > 0)
        .ok_or(NoComparison::NobodySelected)?;
    let impact = |(at, group): (usize, &Group)| {
        let rate = group.rate()?;
        Some(if at == highest {
            Impact::Highest { rate }
        } else {
            Impact::Compared {
                rate,
                ratio: group.against(groups[highest])?,
                p: fisher(*group, groups[highest]),
                finding: Finding::of(*group, groups[highest]),
            }
        })
    };
    Ok(groups
        .iter()
        .enumerate()
        .map(|each| impact(each).unwrap_or(Impact::NobodyApplied))
        .collect())
}
