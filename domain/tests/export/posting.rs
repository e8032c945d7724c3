//! Job descriptions for everybody.

use std::collections::BTreeMap;

use domain::export::job_posting::{CannotPublish, Posting, filled, json_ld, placeholders, script};
use domain::kit::{Audience, Text};
use serde_json::{Value, json};

fn posted(text: &str, audience: Audience) -> Result<String, CannotPublish> {
    let description = Text {
        text: text.to_owned(),
        audience,
    };
    json_ld(&Posting {
        title: "Back-end developer",
        description: &description,
        posted_at: 86_400_000,
        organization: "Example",
    })
}

#[test]
fn a_job_description_is_a_posting() {
    let posting = posted("Build things. </script> {x: 1}", Audience::Candidate).expect("ready");
    assert!(!posting.contains('<'), "{posting}");
    let read: Value = serde_json::from_str(&posting).expect("it is JSON");
    assert_eq!(
        read,
        json!({
            "@context": "https://schema.org/",
            "@type": "JobPosting",
            "title": "Back-end developer",
            "description": "Build things. </script> {x: 1}",
            "datePosted": "1970-01-02",
            "hiringOrganization": { "@type": "Organization", "name": "Example" },
        })
    );
}

#[test]
fn what_is_not_ready_is_not_published() {
    assert_eq!(
        posted("Work at {team_size}.", Audience::Candidate),
        Err(CannotPublish::Placeholder("team_size".into()))
    );
    assert_eq!(
        posted("Work.", Audience::Interviewers),
        Err(CannotPublish::Internal)
    );
    assert_eq!(
        posted(" ", Audience::Candidate),
        Err(CannotPublish::Missing("what the job is"))
    );
    let message = CannotPublish::Placeholder("company".into()).to_string();
    assert!(message.starts_with("Fill in {company} first"), "{message}");
}

#[test]
fn no_word_of_a_posting_ends_the_script_it_stands_in() {
    let description = Text {
        text: "<!-- <script> </SCRIPT >".to_owned(),
        audience: Audience::Candidate,
    };
    let posting = Posting {
        title: "</script><script>alert(1)</script>",
        description: &description,
        posted_at: 0,
        organization: "A & B <!--",
    };
    let element = script(&posting).expect("ready");
    let inner = element
        .strip_prefix("<script type=\"application/ld+json\">")
        .and_then(|rest| rest.strip_suffix("</script>"));
    let inner = inner.expect("one element");
    assert!(!inner.contains('<'), "{inner}");
    let read: Value = serde_json::from_str(inner).expect("it is JSON");
    assert_eq!(read["title"], posting.title);
    assert_eq!(read["hiringOrganization"]["name"], "A & B <!--");
}

#[test]
fn placeholders_are_filled_and_what_is_none_is_left_alone() {
    let text = "{company} of {team_size} {company}, {x: 1} {Not} {} {open";
    assert_eq!(placeholders(text), ["company", "team_size"]);
    let values = BTreeMap::from([
        ("company".to_owned(), "{team_size} & Sons".to_owned()),
        ("other".to_owned(), "unused".to_owned()),
    ]);
    assert_eq!(
        filled(text, &values),
        "{team_size} & Sons of {team_size} {team_size} & Sons, {x: 1} {Not} {} {open"
    );
    assert_eq!(filled("none", &values), "none");
}
