//! A job description as a `JobPosting` of schema.org, in JSON-LD.

use std::collections::BTreeMap;

use serde_json::json;

use crate::kit::{Audience, Text};
use crate::moment::Moment;

/// Why a job description is not ready to be published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotPublish {
    /// It is not for everybody.
    #[error("This job description is for interviewers only: mark it for candidates first.")]
    Internal,
    /// A placeholder is still there.
    #[error("Fill in {{{0}}} first: the job description still has the placeholder.")]
    Placeholder(String),
    /// Something that every posting has is missing.
    #[error("Say {0} first.")]
    Missing(&'static str),
}

/// A job as it is published.
#[derive(Debug, Clone, Copy)]
pub struct Posting<'a> {
    /// What the job is called.
    pub title: &'a str,
    /// The job description, with every placeholder filled in.
    pub description: &'a Text,
    /// When it is published, in milliseconds since the Unix epoch.
    pub posted_at: i64,
    /// Who hires.
    pub organization: &'a str,
}

/// The posting as JSON-LD that may stand in a page as it is: no sign in it ends a
/// script.
///
/// # Errors
/// Where it is internal or not filled in.
pub fn json_ld(posting: &Posting<'_>) -> Result<String, CannotPublish> {
    let description = posting.description.text.trim();
    if posting.description.audience != Audience::Candidate {
        return Err(CannotPublish::Internal);
    }
    for (what, text) in [
        ("what the job is called", posting.title),
        ("what the job is", description),
        ("who hires", posting.organization),
    ] {
        if text.trim().is_empty() {
            return Err(CannotPublish::Missing(what));
        }
        if let Some(placeholder) = placeholder(text) {
            return Err(CannotPublish::Placeholder(placeholder.to_owned()));
        }
    }
    let posting = json!({
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": posting.title.trim(),
        "description": description,
        "datePosted": Moment::of(posting.posted_at).date(),
        "hiringOrganization": { "@type": "Organization", "name": posting.organization.trim() },
    });
    Ok(posting.to_string().replace('<', "\\u003c"))
}

/// The posting as an element to put into the page that shows the job.
///
/// # Errors
/// As [`json_ld`].
pub fn script(posting: &Posting<'_>) -> Result<String, CannotPublish> {
    let posting = json_ld(posting)?;
    Ok(format!(
        "<script type=\"application/ld+json\">{posting}</script>"
    ))
}

/// The placeholders of a text, each once, in the order they come.
pub fn placeholders(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (name, _) in text.split('{').skip(1).filter_map(named) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// A text with these values in place of its placeholders. Those without a value stay.
pub fn filled(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for rest in parts {
        let value = named(rest).and_then(|(name, after)| Some((values.get(name)?, after)));
        match value {
            Some((value, after)) => filled.extend([value.as_str(), after]),
            None => filled.extend(["{", rest]),
        }
    }
    filled
}

/// The first placeholder that is left.
fn placeholder(text: &str) -> Option<&str> {
    let mut found = text.split('{').skip(1).filter_map(named);
    found.next().map(|(name, _)| name)
}

/// The placeholder that ends after an opening brace, and what follows it: a name of small
/// letters.
fn named(rest: &str) -> Option<(&str, &str)> {
    let (name, after) = rest.split_once('}')?;
    let sound = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    (!name.is_empty() && name.chars().all(sound)).then_some((name, after))
}
