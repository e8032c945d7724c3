//! What may be in a plan and how much of it (rule D5).

use super::{
    Basis, GREATEST_WEIGHT, LONGEST_NAME, LONGEST_TEXT, MOST_MINUTES, MOST_OF_A_KIT, Question,
};
use crate::sync::Rejection;

impl Basis {
    pub(super) fn check(&self) -> Result<(), Rejection> {
        if !(4..=5).contains(&self.levels) {
            return Err(Rejection::out_of_range(
                "a rating scale has four or five levels",
            ));
        }
        if self.competencies.len().max(self.red_flags.len()) > MOST_OF_A_KIT {
            return Err(Rejection::out_of_range(format!(
                "a plan takes at most {MOST_OF_A_KIT} competencies and red flags from its kit"
            )));
        }
        let names = [&self.kit, &self.role].into_iter();
        let names = names.chain(self.competencies.iter().flat_map(|it| [&it.id, &it.name]));
        for name in names.chain(self.red_flags.iter().map(|it| &it.id)) {
            check_length("a name in a kit", name, LONGEST_NAME)?;
        }
        let texts = self.competencies.iter().map(|it| &it.description);
        for text in texts.chain(self.red_flags.iter().map(|it| &it.text.text)) {
            check_length("a text in a kit", text, LONGEST_TEXT)?;
        }
        Ok(())
    }
}

impl Question {
    pub(super) fn check(&self) -> Result<(), Rejection> {
        check_length("a question's label", &self.title, LONGEST_NAME)?;
        check_length("a competency", &self.competency, LONGEST_NAME)?;
        if self.anchors.len() > 5 {
            return Err(Rejection::out_of_range(
                "a question has at most five anchors",
            ));
        }
        let others = [
            &self.ask,
            &self.assesses,
            &self.sample_answer,
            &self.follow_ups,
        ];
        for text in others.into_iter().chain(&self.anchors) {
            check_length("this text", text, LONGEST_TEXT)?;
        }
        check_length(
            "a source",
            self.source.as_deref().unwrap_or_default(),
            LONGEST_NAME,
        )
    }
}

pub(super) fn check_length(what: &str, text: &str, longest: usize) -> Result<(), Rejection> {
    // A text is never shorter in bytes than in characters, so most need no count.
    if text.len() > longest && text.chars().count() > longest {
        return Err(Rejection::out_of_range(format!(
            "{what} has at most {longest} characters"
        )));
    }
    Ok(())
}

pub(super) fn check_minutes(minutes: u16) -> Result<(), Rejection> {
    if minutes > MOST_MINUTES {
        return Err(Rejection::out_of_range(format!(
            "a question takes at most {MOST_MINUTES} minutes"
        )));
    }
    Ok(())
}

pub(super) fn check_weight(weight: u16, reason: &str) -> Result<(), Rejection> {
    if !(1..=GREATEST_WEIGHT).contains(&weight) {
        return Err(Rejection::out_of_range(format!(
            "a weight is between 1 and {GREATEST_WEIGHT}"
        )));
    }
    if weight != 1 && reason.trim().is_empty() {
        return Err(Rejection::out_of_range(
            "give a reason for a weight other than 1",
        ));
    }
    check_length("a reason", reason, LONGEST_TEXT)
}

/// Refuses a remark that is too long, or, with `missing`, one that says nothing.
pub(super) fn check_remark(text: &str, longest: usize, missing: &str) -> Result<(), Rejection> {
    if text.trim().is_empty() {
        return Err(Rejection::out_of_range(missing));
    }
    check_length("this text", text, longest)
}
