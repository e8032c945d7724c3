//! What the forms that say who has a part in an interview send.

use documents::lineup::{CANDIDATE_IS, EVERYTHING, MANAGER, MANAGER_SEES, Typed};
use domain::views::Failure;
use service::{Lineup, Manager};

/// The values of the field of that name.
pub(super) fn named<'a>(
    fields: &'a [(String, String)],
    name: &'a str,
) -> impl Iterator<Item = &'a str> {
    let named = fields.iter().filter(move |(field, _)| field == name);
    named.map(|(_, value)| value.as_str())
}

/// What was filled in.
pub(super) fn typed(fields: &[(String, String)]) -> Typed {
    let said = |name| named(fields, name).next().unwrap_or_default();
    Typed {
        candidate: said("candidate").to_owned(),
        candidate_is: said(CANDIDATE_IS).parse().ok(),
        panelists: named(fields, "panelist")
            .filter_map(|person| person.parse().ok())
            .collect(),
        manager: said(MANAGER).parse().ok(),
        manager_sees_all: said(MANAGER_SEES) == EVERYTHING,
        problem: None,
    }
}

/// What is meant by it.
///
/// # Errors
/// Where somebody cannot be read: that is not nobody, and the interview would be open to them.
pub(super) fn meant(fields: &[(String, String)], typed: &Typed) -> Result<Lineup, Failure> {
    let read = [(CANDIDATE_IS, typed.candidate_is), (MANAGER, typed.manager)];
    let mut unclear = read.iter().filter(|(_, person)| person.is_none());
    let is_said = |name| named(fields, name).any(|value| !value.is_empty());
    if unclear.any(|(name, _)| is_said(name))
        || named(fields, "panelist").count() > typed.panelists.len()
    {
        return Err(Failure::Invalid(
            "Choose candidate, interviewers and hiring manager from the lists.".to_owned(),
        ));
    }
    Ok(Lineup {
        candidate: typed.candidate.clone(),
        candidate_is: typed.candidate_is,
        panelists: typed.panelists.clone(),
        manager: typed.manager.map(|person| Manager {
            person,
            totals_only: !typed.manager_sees_all,
        }),
    })
}
