//! What several documents call the same thing.

use std::collections::BTreeMap;

use domain::statistics::Composite;
use domain::views::Role;

/// A composite with the share it rests on, or why there is none.
pub(crate) fn composite(composite: Option<&Composite>) -> String {
    composite.map_or_else(
        || "Cannot be computed: nothing assessed".to_owned(),
        |composite| {
            let share = composite.assessed.percent();
            format!("{} ({share} % of the weight assessed)", composite.level)
        },
    )
}

/// So many of something that is named like this where it is one.
pub(crate) fn counted(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    }
}

/// What somebody is in their team.
pub(crate) const fn role(role: Role) -> &'static str {
    match role {
        Role::Lead => "hiring lead",
        Role::Interviewer => "interviewer",
        Role::Analyst => "analyst",
    }
}

/// What a plan is called, also where nobody has called it anything yet.
pub fn title(title: &str) -> &str {
    match title.trim() {
        "" => "Untitled",
        title => title,
    }
}

/// Names by which things on one page are told apart: those that several share are counted.
pub(crate) fn told_apart<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for name in names.clone() {
        counts.entry(name).or_default().1 += 1;
    }
    let mut told = Vec::new();
    for name in names {
        let (place, of) = counts.entry(name).or_default();
        *place += 1;
        told.push(match of {
            1 => name.to_owned(),
            _ => format!("{name} ({place} of {of})"),
        });
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_said_as_several() {
        let said = [0, 1, 2].map(|count| counted(count, "answer"));
        assert_eq!(said, ["0 answers", "1 answer", "2 answers"]);
    }

    #[test]
    fn things_of_one_name_are_counted_and_others_keep_theirs() {
        let told = told_apart(["Untitled", "Payments", "Untitled"].into_iter());
        assert_eq!(told, ["Untitled (1 of 2)", "Payments", "Untitled (2 of 2)"]);
    }
}
