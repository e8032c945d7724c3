//! The posting of the job that a plan interviews for: what is missing is asked for, then
//! it can be taken away.

use std::collections::BTreeMap;

use domain::export::job_posting::{CannotPublish, placeholders};
use domain::id::DocumentId;
use domain::kit::{Audience, Text};
use domain::plan::LONGEST_NAME;
use leptos::prelude::*;

use crate::escaped::escaped;
use crate::problem;
use crate::typed::Typed;
use crate::whose;
use crate::words::title;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct JobPosting {
    /// The plan.
    pub plan: DocumentId,
    /// What the plan is called.
    pub title: String,
    /// The role it interviews for.
    pub role: String,
    /// The kit's job description, if the kit is still there.
    pub description: Option<Text>,
    /// What was typed so far; none when the page is first opened.
    pub typed: Option<Typed>,
    /// The element for a page, or why there is none yet.
    pub made: Option<Result<String, String>>,
}

/// What stands for the placeholders of a job description.
pub fn values(typed: &Typed, description: &str) -> BTreeMap<String, String> {
    let names = placeholders(description).into_iter();
    names
        .filter_map(|name| Some((name.to_owned(), typed.maybe(&value_field(name))?)))
        .collect()
}

fn value_field(name: &str) -> String {
    format!("fill-{name}")
}

/// The whole page.
pub fn page(shown: &JobPosting) -> impl IntoView + use<> {
    let (script, refused) = match &shown.made {
        None => (None, None),
        Some(Ok(script)) => (Some(script.clone()), None),
        Some(Err(why)) => (None, Some(why.as_str())),
    };
    let body = match &shown.description {
        None => view! {
            <p class="notice">
                "The kit that this plan was begun from is no longer there, and the job description with it. Begin a plan from another kit, or bring the kit along again."
            </p>
        }
        .into_any(),
        Some(text) if text.audience != Audience::Candidate => {
            view! { <p class="notice">{CannotPublish::Internal.to_string()}</p> }.into_any()
        }
        Some(text) => form(shown, &text.text, refused).into_any(),
    };
    view! {
        <h1>{format!("Job posting for {}", title(&shown.title))}</h1>
        <p>
            "The kit’s job description as a JobPosting of schema.org in JSON-LD, for the page that shows the job. It says what the job is, who hires and since when; search engines may ask for more, such as where it is."
        </p>
        {script.map(|script| copy(&script))}
        {body}
    }
}

/// The element to copy. As JSON-LD has no `<` in it, no text ends the element early.
fn copy(script: &str) -> impl IntoView + use<> {
    view! {
        <section aria-labelledby="copy">
            <h2 id="copy">"To copy into the page of the job"</h2>
            <label class="field">
                <span class="label">"The whole element, ready as it is"</span>
                <textarea readonly rows="8" inner_html=escaped(script)></textarea>
            </label>
        </section>
    }
}

fn form(shown: &JobPosting, description: &str, refused: Option<&str>) -> impl IntoView + use<> {
    // Nothing of it may be left empty.
    let is_wrong = |value: &str| refused.is_some() && value.is_empty();
    let typed = shown.typed.clone().unwrap_or_default();
    let title = match &shown.typed {
        None => shown.role.clone(),
        Some(typed) => typed.said("title").to_owned(),
    };
    let organization = typed.said("organization").to_owned();
    let (no_title, no_organization) = (is_wrong(&title), is_wrong(&organization));
    let gaps: Vec<_> = placeholders(description)
        .into_iter()
        .map(|name| {
            let label = name.replace('_', " ");
            let value = typed.said(&value_field(name)).to_owned();
            let is_wrong = is_wrong(&value);
            input(value_field(name), label, value, is_wrong)
        })
        .collect();
    view! {
        <form method="post" action=format!("/plans/{}/posting", shown.plan) class="record">
            {whose::field()}
            {problem::summary(refused)}
            {input("title".to_owned(), "What the job is called".to_owned(), title, no_title)}
            {input("organization".to_owned(), "Who hires".to_owned(), organization, no_organization)}
            {(!gaps.is_empty())
                .then(|| {
                    view! {
                        <section aria-labelledby="gaps">
                            <h2 id="gaps">"What the job description leaves open"</h2>
                            <details>
                                <summary>"The job description"</summary>
                                <div class="as-written">{description.to_owned()}</div>
                            </details>
                            {gaps}
                        </section>
                    }
                })}
            <div class="actions">
                <button class="primary" type="submit" name="as" value="page">
                    "Show it to copy"
                </button>
                <button type="submit" name="as" value="file">
                    "Download as JSON-LD"
                </button>
            </div>
        </form>
    }
}

fn input(name: String, label: String, value: String, is_wrong: bool) -> impl IntoView {
    // What a placeholder stands for can be long; what somebody is called cannot.
    let longest = if name.starts_with("fill-") {
        domain::plan::LONGEST_TEXT
    } else {
        LONGEST_NAME
    };
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <input
                type="text"
                name=name
                value=value
                maxlength=longest.to_string()
                aria-describedby=problem::describes(is_wrong)
                aria-invalid=problem::invalid(is_wrong)
            />
        </label>
    }
}
