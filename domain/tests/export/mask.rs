//! Names that people wrote into texts, for those who do not get them.

use std::collections::BTreeSet;

use domain::export::packet::{Audience, Packet};
use domain::id::DocumentId;
use domain::views::{Member, Outcome, Role};

use crate::interview::{card, panel, person, plan};

const TOTALS: Audience = Audience::HiringManager { totals_only: true };

/// What is left of a text: it is the title of a plan on which Ada Lovelace and Will
/// van Doren interview Mary Doren, as Grace Hopper sees to it.
fn left(text: &str, audience: Audience) -> String {
    let mut plan = plan(&[("craft", 1)]);
    text.clone_into(&mut plan.title);
    let people = [
        (1, "Ada Lovelace"),
        (2, "Will van Doren"),
        (3, "Grace Hopper"),
        (4, "山田太郎"),
    ];
    let mut panel = panel(&[person(1), person(2), person(4)]);
    panel.lead = person(3);
    "Mary Doren".clone_into(&mut panel.candidate);
    let outcome = Outcome {
        plan_id: DocumentId::default(),
        plan,
        panel,
        people: people
            .map(|(number, name)| Member {
                id: person(number),
                name: name.to_owned(),
                role: Role::Interviewer,
            })
            .to_vec(),
        scorecards: [(person(1), card(&[3]))].into(),
        left_out_elsewhere: BTreeSet::new(),
    };
    Packet::of(&outcome, &outcome.people, audience)
        .expect("it is revealed")
        .title
}

#[test]
fn interviewers_become_numbers_for_the_candidate() {
    for (text, masked) in [
        ("Ada Lovelace asked", "Interviewer 1 asked"),
        ("ada  lovelace asked", "Interviewer 1 asked"),
        ("Ada's question", "Interviewer 1's question"),
        ("ADA, LOVELACE", "Interviewer 1, Interviewer 1"),
        ("(Lovelace)", "(Interviewer 1)"),
        ("Will van Doren", "Interviewer 2"),
        ("Grace agreed", "a colleague agreed"),
        ("と山田太郎は", "とInterviewer 3は"),
    ] {
        assert_eq!(left(text, Audience::Candidate), masked);
    }
}

#[test]
fn words_that_only_look_like_names_stay() {
    for text in [
        "Adams used Adamant in Canada",
        "she will say so",
        "a van of hopes",
        "ada",
        "Ada2 and 2Ada",
        "Mary Doren, Doren",
    ] {
        assert_eq!(left(text, Audience::Candidate), text);
    }
}

#[test]
fn nobody_is_told_apart_in_totals() {
    assert_eq!(
        left("Ada and Will, Grace", TOTALS),
        "an interviewer and an interviewer, a colleague"
    );
    assert_eq!(left("Mary Doren", TOTALS), "Mary Doren");
}

#[test]
fn the_auditor_reads_no_candidate() {
    for (text, masked) in [
        ("Mary Doren was late", "the candidate was late"),
        ("Ms DOREN, Mary", "Ms the candidate, the candidate"),
        ("Ada was late", "Ada was late"),
    ] {
        assert_eq!(left(text, Audience::Auditor), masked);
    }
}

#[test]
fn who_gets_names_gets_the_text_as_it_is() {
    let text = "Ada Lovelace, Will and Mary Doren";
    for audience in [
        Audience::RecordsRequest,
        Audience::HiringManager { totals_only: false },
    ] {
        assert_eq!(left(text, audience), text);
    }
}
