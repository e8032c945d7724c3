//! What is wrong with a form that is shown again: said at its top, where whoever sent it is
//! put, and tied to the fields that it is about.

use leptos::prelude::*;

/// What the problem is called among the parts of a page.
const ID: &str = "problem";

/// The problem, if there is one, to stand at the top of its form. It takes the focus: the
/// page looks like the one that was sent, so that nothing else tells them apart.
pub(crate) fn summary(problem: Option<&str>) -> impl IntoView + use<> {
    let problem = problem.map(str::to_owned);
    problem.map(|problem| {
        view! {
            <p id=ID class="problem" role="alert" tabindex="-1" autofocus>
                {problem}
            </p>
        }
    })
}

/// What describes a field or a group of them, where the problem is about it.
pub(crate) fn describes(is_about: bool) -> Option<&'static str> {
    is_about.then_some(ID)
}

/// Whether a field is to be told of as wrong: where the problem is about it.
pub(crate) fn invalid(is_about: bool) -> Option<&'static str> {
    is_about.then_some("true")
}
