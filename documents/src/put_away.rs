//! What leaves the lists and is not deleted: putting a plan or an interview away, and what is.

use domain::id::DocumentId;
use leptos::prelude::*;

use crate::moment::moment;
use crate::recorded::{self, Recorded};
use crate::whose;
use crate::words::{title, told_apart};

/// The field that says which way it goes, and what it says of putting away.
pub const FIELD: &str = "away";
/// See [`FIELD`].
pub const YES: &str = "yes";
/// Where whoever put something away or brought it back is led to.
pub const PLACE: &str = "list";

/// A plan or an interview, as whoever may put it away or bring it back sees it.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// Its address.
    pub address: String,
    /// What lists call it.
    pub title: String,
    /// Whether it is a plan; else it is an interview.
    pub is_plan: bool,
    /// Whether it is put away.
    pub is_away: bool,
}

/// A plan or an interview that is put away.
#[derive(Debug, Clone)]
pub struct Away {
    /// Its address.
    pub address: String,
    /// What lists call it.
    pub title: String,
    /// When it was put away.
    pub at: i64,
    /// Whether whoever reads may bring it back.
    pub is_up_to_them: bool,
}

/// Where a plan lies.
pub fn plan(id: DocumentId) -> String {
    format!("/plans/{id}")
}

/// Where an interview lies.
pub fn interview(id: DocumentId) -> String {
    format!("/interviews/{id}")
}

/// Asks whether to put it away, or to bring it back.
pub fn question(shelved: &Shelved) -> impl IntoView + use<> {
    let Shelved {
        address,
        title: name,
        is_plan,
        is_away,
    } = shelved;
    let name = title(name).to_owned();
    let what = if *is_plan { "plan" } else { "interview" };
    let heading = if *is_away {
        format!("{name} is put away")
    } else {
        format!("Put {name} away?")
    };
    view! {
        <h1>{heading}</h1>
        <p>
            {format!(
                "What is put away is in nobody’s lists. Nothing is deleted: links to this {what} go on working, and so do its history and what came of it. Whoever may do this can bring it back.",
            )}
        </p>
        {way(address, !is_away, None)}
        <p>
            <a href="/put-away">"What is put away"</a>
        </p>
    }
}

/// The whole page of what is put away.
pub fn page(plans: &[Away], interviews: &[Away], recorded: &Recorded) -> impl IntoView + use<> {
    let nothing = plans.is_empty() && interviews.is_empty();
    let is_here = recorded.is_at(PLACE);
    view! {
        <h1 id=PLACE tabindex="-1" aria-describedby=recorded::describes(is_here)>
            "Put away"
        </h1>
        {recorded::line(is_here, "Recorded. What is put away is listed here, and nothing else is.")}
        <p>"In nobody’s lists, and otherwise as it was."</p>
        {nothing.then(|| view! { <p class="hint">"Nothing is put away."</p> })}
        {section("plans", "Plans", plans)}
        {section("interviews", "Interviews", interviews)}
    }
}

fn section(id: &'static str, heading: &'static str, all: &[Away]) -> impl IntoView + use<> {
    let names = told_apart(all.iter().map(|one| title(&one.title)));
    let rows = all
        .iter()
        .zip(names)
        .map(|(one, name)| {
            let back = one
                .is_up_to_them
                .then(|| way(&one.address, false, Some(&name)));
            view! {
                <li>
                    <p>
                        <a href=one.address.clone()>{name}</a>
                        ", put away "
                        {moment(one.at)}
                    </p>
                    {back}
                </li>
            }
        })
        .collect_view();
    (!all.is_empty()).then(|| {
        view! {
            <section aria-labelledby=id>
                <h2 id=id>{heading}</h2>
                <ul class="changes">{rows}</ul>
            </section>
        }
    })
}

/// The button to put it away or to bring it back; `name` tells it from others of the page.
fn way(address: &str, away: bool, name: Option<&str>) -> impl IntoView + use<> {
    let value = if away { YES } else { "no" };
    let words = if away { "Put away" } else { "Bring back" };
    let which = name.map(|name| view! { <span class="unseen">{format!(": {name}")}</span> });
    view! {
        <form method="post" action=format!("{address}/put-away")>
            {whose::field()}
            <input type="hidden" name=FIELD value=value />
            <button type="submit">{words} {which}</button>
        </form>
    }
}
