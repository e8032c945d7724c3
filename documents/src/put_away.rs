//! What leaves the lists and is not deleted: putting a plan, an interview or a kit away, and what
//! is.

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

/// What is put away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A plan.
    Plan,
    /// An interview.
    Interview,
    /// A kit of the team's own.
    Kit,
}

impl What {
    const fn goes_on(self) -> &'static str {
        match self {
            Self::Plan | Self::Interview => {
                "Nothing is deleted: links to it go on working, and so do its history and what came of it. Whoever may do this can bring it back."
            }
            Self::Kit => {
                "Nothing is deleted: plans that were begun from it stay as they are, and so do its drill and its files. Anybody of the team can bring it back."
            }
        }
    }
}

/// Something, as whoever may put it away or bring it back sees it.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// Its address.
    pub address: String,
    /// What lists call it.
    pub title: String,
    /// What it is.
    pub what: What,
    /// Whether it is put away.
    pub is_away: bool,
}

/// Something that is put away.
#[derive(Debug, Clone)]
pub struct Away {
    /// Its address.
    pub address: String,
    /// Where it is looked at.
    pub page: String,
    /// What lists call it.
    pub title: String,
    /// When it was put away.
    pub at: i64,
    /// By whom, where that is said.
    pub by: Option<String>,
    /// Whether whoever reads may bring it back.
    pub is_up_to_them: bool,
}

/// All that is put away.
#[derive(Debug, Clone)]
pub struct AllAway {
    /// Plans.
    pub plans: Vec<Away>,
    /// Interviews.
    pub interviews: Vec<Away>,
    /// Kits.
    pub kits: Vec<Away>,
}

/// Where a plan lies.
pub fn plan(id: DocumentId) -> String {
    format!("/plans/{id}")
}

/// Where an interview lies.
pub fn interview(id: DocumentId) -> String {
    format!("/interviews/{id}")
}

/// Where a kit lies.
pub fn kit(id: &str) -> String {
    format!("/kits/{id}")
}

/// Asks whether to put it away, or to bring it back.
pub fn question(shelved: &Shelved) -> impl IntoView + use<> {
    let Shelved {
        address,
        title: name,
        what,
        is_away,
    } = shelved;
    let name = title(name).to_owned();
    let heading = if *is_away {
        format!("{name} is put away")
    } else {
        format!("Put {name} away?")
    };
    view! {
        <h1>{heading}</h1>
        <p>"What is put away is in nobody’s lists. " {what.goes_on()}</p>
        {way(address, !is_away, None)}
        <p>
            <a href="/put-away">"What is put away"</a>
        </p>
    }
}

/// The whole page of what is put away.
pub fn page(all: &AllAway, recorded: &Recorded) -> impl IntoView + use<> {
    let AllAway {
        plans,
        interviews,
        kits,
    } = all;
    let nothing = [plans, interviews, kits].iter().all(|all| all.is_empty());
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
        {section("kits", "Kits", kits)}
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
                        <a href=one.page.clone()>{name}</a>
                        ", put away "
                        {moment(one.at)}
                        {one.by.clone().map(|by| format!(" by {by}"))}
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
