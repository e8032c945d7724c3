//! What is said of each packet and each shape: it is what is done, and what the
//! documentation says.

use domain::export::packet::{Audience, Part};

const DOCS: &str = include_str!("../../../docs/packets.md");

/// Without the line breaks of the documentation.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a sentence calls a part; any of these.
fn called(part: Part) -> &'static [&'static str] {
    match part {
        Part::Candidate => &["the name of the candidate"],
        Part::Times => &["times"],
        Part::Place => &["place"],
        Part::Asked => &["the questions asked", "all questions"],
        Part::NotAsked => &["questions not asked", "all questions"],
        Part::Labels => &["labels"],
        Part::Context => &["stages and competencies"],
        Part::Guidance => &["guidance"],
        Part::Weights => &["weights"],
        Part::Coverage => &["what was asked or skipped"],
        Part::Voids => &["what counts for nobody"],
        Part::Names => &["names of interviewers"],
        Part::Ratings => &["single ratings"],
        Part::Notes => &["notes"],
        Part::Flags => &["red flags raised"],
        Part::FlagWording => &["for interviewers only"],
        Part::Recommendations => &["single recommendations"],
        Part::Totals => &["how many recommended what"],
        Part::Medians => &["median and range"],
        Part::Originals => &["ratings before they were revised"],
        Part::Revisions => &["when and why"],
        Part::Submissions => &["who handed in"],
        Part::Reveal => &["how scorecards were revealed"],
        Part::Decision => &["the decision with its reasons"],
    }
}

#[test]
fn each_part_is_said_to_be_in_a_packet_or_left_out_as_it_is() {
    for audience in Audience::ALL {
        let halves = audience.explained().split_once("; leaves out ");
        let (contains, leaves_out) = halves.expect("it says both");
        for part in Part::ALL {
            let (there, elsewhere) = if audience.gets(part) {
                (contains, leaves_out)
            } else {
                (leaves_out, contains)
            };
            let says = |half: &str| called(part).iter().any(|words| half.contains(words));
            assert!(says(there), "{part:?} for {audience:?}");
            assert!(!says(elsewhere), "{part:?} for {audience:?}");
        }
    }
}

#[test]
fn the_documentation_says_what_the_page_says() {
    let docs = flowing(DOCS);
    for audience in Audience::ALL {
        let said = format!("- **{}.** {}", audience.label(), audience.explained());
        assert!(docs.contains(&said), "{said}");
    }
}

#[cfg(feature = "kit-file")]
#[test]
fn the_documentation_says_what_each_shape_is_said_to_hold() {
    use domain::export::greenhouse::STAGES_EXPLAINED;
    use domain::export::system::System;

    let docs = flowing(DOCS);
    let shapes = System::ALL.map(|system| (system.label(), system.explained()));
    for (label, explained) in shapes
        .into_iter()
        .chain([("Plan for Greenhouse", STAGES_EXPLAINED)])
    {
        assert!(explained.contains("; leaves out "), "{label}");
        let said = format!("- **{label}.** {explained}");
        assert!(docs.contains(&said), "{said}");
    }
}
