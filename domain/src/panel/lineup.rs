//! Who is interviewed, and who scores.

use super::{MOST_PANELISTS, Panel, check_line};
use crate::id::PersonId;
use crate::sync::Rejection;

impl Panel {
    pub(super) fn convene(
        &mut self,
        candidate: &str,
        lead: PersonId,
        panelists: &[PersonId],
    ) -> Result<(), Rejection> {
        if !self.panelists.is_empty() {
            return Err(Rejection::AlreadyThere);
        }
        check_lineup(candidate, panelists)?;
        candidate.trim().clone_into(&mut self.candidate);
        self.lead = lead;
        self.panelists = panelists.iter().map(|person| (*person, None)).collect();
        self.baton = self.first_to_ask(panelists);
        Ok(())
    }

    pub(super) fn reconvene(
        &mut self,
        candidate: &str,
        panelists: &[PersonId],
    ) -> Result<(), Rejection> {
        check_lineup(candidate, panelists)?;
        let has_submitted = |(person, at): (&PersonId, &Option<i64>)| at.map(|_| *person);
        let mut submitted = self.panelists.iter().filter_map(has_submitted);
        if submitted.any(|person| !panelists.contains(&person)) {
            return Err(Rejection::NotAllowed(
                "whoever has submitted a scorecard stays on the panel".to_owned(),
            ));
        }
        candidate.trim().clone_into(&mut self.candidate);
        let before = std::mem::take(&mut self.panelists);
        let seated = |person: &PersonId| (*person, before.get(person).copied().flatten());
        self.panelists = panelists.iter().map(seated).collect();
        if self.baton.is_some_and(|baton| !panelists.contains(&baton)) {
            self.baton = self.first_to_ask(panelists);
        }
        Ok(())
    }

    /// Whoever of these asks before anybody has handed the asking on.
    fn first_to_ask(&self, panelists: &[PersonId]) -> Option<PersonId> {
        let lead = panelists.contains(&self.lead).then_some(self.lead);
        lead.or(panelists.first().copied())
    }
}

fn check_lineup(candidate: &str, panelists: &[PersonId]) -> Result<(), Rejection> {
    check_line("a candidate's name", candidate)?;
    if candidate.trim().is_empty() {
        return Err(Rejection::out_of_range("say who is interviewed"));
    }
    if panelists.is_empty() || panelists.len() > MOST_PANELISTS {
        return Err(Rejection::out_of_range(format!(
            "a panel has 1 to {MOST_PANELISTS} interviewers"
        )));
    }
    Ok(())
}
