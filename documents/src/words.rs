//! What several documents call the same thing.

use domain::statistics::Composite;
use domain::views::Role;

/// A composite with the share it rests on, or why there is none.
pub(crate) fn composite(composite: Option<&Composite>) -> String {
    composite.map_or_else(
        || "Cannot be computed: nothing assessed".to_owned(),
        |composite| {
            let share = composite.assessed.hundredths();
            format!("{} ({share} % of the weight assessed)", composite.level)
        },
    )
}

/// What somebody is in their team.
pub(crate) const fn role(role: Role) -> &'static str {
    match role {
        Role::Lead => "hiring lead",
        Role::Interviewer => "interviewer",
        Role::Analyst => "analyst",
    }
}
