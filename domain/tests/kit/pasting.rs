//! A kit as Markdown, for either audience.

use domain::kit::file::read;
use domain::kit::{Audience, Text, markdown};

use super::{SMALL, shipped, with_drill};

/// The small kit in which every text names its audience and nothing else does.
fn marked() -> domain::kit::Kit {
    let mut kit = read(&with_drill()).unwrap();
    let mark = |text: &mut Text| {
        let mark = match text.audience {
            Audience::Candidate => "SHARED",
            Audience::Interviewers => "HIDDEN",
        };
        mark.clone_into(&mut text.text);
    };
    mark(&mut kit.job_description);
    "HIDDEN".clone_into(&mut kit.summary);
    for competency in &mut kit.competencies {
        "HIDDEN".clone_into(&mut competency.name);
        "HIDDEN".clone_into(&mut competency.description);
    }
    for question in &mut kit.questions {
        "HIDDEN".clone_into(&mut question.title);
        mark(&mut question.ask);
        mark(&mut question.assesses);
        mark(&mut question.sample_answer);
        question.follow_ups.iter_mut().for_each(mark);
        question.anchors.iter_mut().for_each(mark);
        for drill in &mut question.drills {
            "HIDDEN".clone_into(&mut drill.answer);
            "HIDDEN".clone_into(&mut drill.why);
        }
    }
    for flag in &mut kit.red_flags {
        mark(&mut flag.text);
    }
    kit
}

#[test]
fn candidates_get_only_what_is_for_them() {
    let mut kit = marked();
    let text = markdown(&kit, Audience::Candidate);
    assert!(!text.contains("HIDDEN"), "{text}");
    // The job description, one question, and what the other assesses.
    assert_eq!(text.matches("SHARED").count(), 3, "{text}");
    assert!(text.contains("## Question 2"), "{text}");

    // A question that has nothing for them leaves no gap.
    kit.questions[0].ask.audience = Audience::Interviewers;
    kit.job_description.audience = Audience::Interviewers;
    let text = markdown(&kit, Audience::Candidate);
    assert_eq!(text.matches("SHARED").count(), 1, "{text}");
    assert!(text.contains("## Question 1"), "{text}");
    assert!(
        !text.contains("Question 2") && !text.contains("Job description"),
        "{text}"
    );

    kit.red_flags[0].text.audience = Audience::Candidate;
    kit.red_flags[0].text.text = "SHARED".to_owned();
    let text = markdown(&kit, Audience::Candidate);
    assert_eq!(text.matches("SHARED").count(), 2, "{text}");
}

#[test]
fn interviewers_get_everything() {
    let kit = shipped();
    let text = markdown(&kit, Audience::Interviewers);
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for question in &kit.questions {
        let lists = question.follow_ups.iter().chain(&question.anchors);
        let texts = [&question.ask, &question.assesses, &question.sample_answer];
        let all = texts.into_iter().chain(lists).map(|text| &text.text);
        let drills = question.drills.iter();
        for part in all.chain(drills.flat_map(|drill| [&drill.answer, &drill.why])) {
            assert!(text.contains(&one_line(part)), "{part}");
        }
    }
    for flag in &kit.red_flags {
        assert!(text.contains(&one_line(&flag.text.text)), "{}", flag.id);
    }
}

#[test]
fn a_kit_pastes_as_one_outline() {
    let mut kit = read(&with_drill()).unwrap();
    kit.name = "Small\tkit".to_owned();
    kit.job_description.text = "# Top\n\n```\n# code\n```\n\n##### Deep\n\n#hash".to_owned();
    kit.questions[0].ask.text = "One?\nTwo?".to_owned();
    let text = markdown(&kit, Audience::Interviewers);
    assert!(
        text.starts_with("# Small kit\n\nA kit for tests.\n"),
        "{text}"
    );
    assert!(text.contains("\n### Top\n"), "{text}");
    assert!(text.contains("\n# code\n"), "{text}");
    assert!(text.contains("\n###### Deep\n"), "{text}");
    assert!(text.contains("\n#hash\n"), "{text}");
    assert!(text.contains("\n> One?\n> Two?\n"), "{text}");
    assert!(text.contains("\n1. Nothing.\n2. A part.\n"), "{text}");
    assert!(
        text.contains("- I glued the leg. **Level 2:** Mends a part.\n"),
        "{text}"
    );
    let first_level = text.lines().filter(|line| line.starts_with("# "));
    assert_eq!(first_level.count(), 2, "the title, and a line of code");
}

#[test]
fn the_small_kit_for_candidates_reads_like_this() {
    let kit = read(SMALL).unwrap();
    let expected = "# Small

## Job description

Work at {company}.

## Question 1

> What did you make?

## Question 2

**Assesses:** Mending.
";
    assert_eq!(markdown(&kit, Audience::Candidate), expected);
}
