//! Plans saved as a team's own kits.

use domain::id::{DocumentId, ItemId, StageId};
use domain::kit::file::{MAX_BYTES, read, write};
use domain::kit::{Audience, CannotKeep, Kit, MOST_BYTES, Missing, from_plan};
use domain::order::Mark;
use domain::plan::{Item, Plan, PlanEdit, Question, first_edits};
use domain::sync::Document;

use super::{SMALL, shipped};

/// A plan begun from `kit`, with the questions in these places of the kit.
fn plan_with(kit: &Kit, places: &[usize]) -> Plan {
    let mut plan = Plan::default();
    for edit in first_edits(DocumentId([7; 16]), kit.into(), "Ours") {
        plan.apply(&edit).unwrap();
    }
    let stage = plan.stages_in_order()[1];
    for (index, place) in places.iter().enumerate() {
        let question = Question::from(&kit.questions[*place]);
        add(&mut plan, stage, index, question);
    }
    plan
}

fn add(plan: &mut Plan, stage: StageId, index: usize, question: Question) -> ItemId {
    let item = ItemId([u8::try_from(index).unwrap() + 1; 16]);
    let content = Item {
        place: plan.place_at(stage, index, None, Mark(1)),
        minutes: 9,
        weight: 1,
        weight_reason: String::new(),
        question,
    };
    let content = Box::new(content);
    plan.apply(&PlanEdit::AddItem { item, content }).unwrap();
    item
}

fn kept(plan: &Plan) -> Result<Kit, CannotKeep> {
    from_plan(plan, "ours", "Ours", "What we ask.")
}

#[test]
fn a_kit_has_the_plans_questions_in_order_and_reads_back() {
    let from = shipped();
    let plan = plan_with(&from, &[7, 0, 3]);
    let kit = kept(&plan).unwrap();
    assert_eq!((kit.id.as_str(), kit.version, kit.levels), ("ours", 1, 5));
    assert_eq!(
        (kit.name.as_str(), kit.summary.as_str()),
        ("Ours", "What we ask.")
    );
    let ids: Vec<_> = kit.questions.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "testing",
            "language-preference-and-depth",
            "the-hardest-bug"
        ]
    );
    assert_eq!(kit.competencies, from.competencies);
    assert_eq!(kit.red_flags, from.red_flags);
    for (question, place) in kit.questions.iter().zip([7, 0, 3]) {
        let source = &from.questions[place];
        assert_eq!(question.minutes, 9, "the plan's, not the kit's");
        assert_eq!(question.ask, source.ask);
        assert_eq!(question.assesses, source.assesses);
        assert_eq!(question.sample_answer, source.sample_answer);
        assert_eq!(question.follow_ups, source.follow_ups);
        assert_eq!(question.anchors, source.anchors);
        assert_eq!(question.drills, []);
    }
    assert_eq!(kit.job_description.audience, Audience::Candidate);
    assert!(kit.job_description.text.contains("Programming craft: "));
    assert_eq!(read(&write(&kit)), Ok(kit));
}

#[test]
fn a_question_without_a_stage_stays_out() {
    let mut plan = plan_with(&shipped(), &[1, 2]);
    let gone = plan.stages_in_order()[1];
    let other = plan.stages_in_order()[2];
    let moved = plan.items_in_order(gone)[1];
    let place = plan.place_at(other, 0, None, Mark(1));
    plan.items.get_mut(&moved).unwrap().place = place;
    plan.stages.remove(&gone);
    let kit = kept(&plan).unwrap();
    assert_eq!(kit.questions.len(), 1);
    assert_eq!(
        kit.questions[0].id,
        "database-migration-with-little-downtime"
    );
}

#[test]
fn ids_are_unique_and_the_same_each_time() {
    let from = shipped();
    let mut plan = plan_with(&from, &[]);
    let stage = plan.stages_in_order()[0];
    let long = "word ".repeat(23);
    let titles = [
        "Testing",
        "testing!",
        "Testing 2",
        "«Ünits» & team's",
        "7 habits",
        "???",
        "質問",
        &long,
        &long,
    ];
    for (index, title) in titles.into_iter().enumerate() {
        let question = Question {
            title: title.to_owned(),
            ..Question::from(&from.questions[0])
        };
        add(&mut plan, stage, index, question);
    }
    let kit = kept(&plan).unwrap();
    let ids: Vec<_> = kit.questions.iter().map(|it| it.id.as_str()).collect();
    let words = "word-word-word-word-word-word-word-word-word-word-word-word-word";
    assert_eq!(words.len(), 64);
    assert_eq!(
        ids,
        [
            "testing",
            "testing-2",
            "testing-2-2",
            "nits-teams",
            "question-7-habits",
            "question",
            "question-2",
            &words[..64],
            &format!("{}-2", &words[..62]),
        ]
    );
    assert_eq!(kept(&plan), Ok(kit.clone()));
    assert_eq!(read(&write(&kit)), Ok(kit));
}

#[test]
fn what_a_plan_lacks_is_listed_for_all_questions_at_once() {
    let from = read(SMALL).unwrap();
    let mut plan = plan_with(&from, &[0]);
    let stage = plan.stages_in_order()[1];
    let bare = add(&mut plan, stage, 1, Question::default());
    plan.items.get_mut(&bare).unwrap().minutes = 0;
    let mut half = Question::from(&from.questions[1]);
    half.anchors[1] = " \n".to_owned();
    half.anchors.pop();
    half.follow_ups = "1\n2\n3\n4\n5\n6".to_owned();
    half.ask = "bell\u{7}".to_owned();
    add(&mut plan, stage, 2, half);

    let error = kept(&plan).unwrap_err();
    let message = error.to_string();
    let CannotKeep::Incomplete(lacks) = error else {
        panic!("{error}");
    };
    assert_eq!(lacks.len(), 2);
    assert_eq!((lacks[0].item, lacks[0].place), (bare, 2));
    assert_eq!(
        lacks[0].missing,
        [
            Missing::Competency,
            Missing::Minutes(0),
            Missing::Text("a title"),
            Missing::Text("its wording"),
            Missing::Text("what it assesses"),
            Missing::Text("a strong answer"),
            Missing::FollowUps(0),
            Missing::Anchors(vec![1, 2, 3, 4]),
        ]
    );
    assert_eq!(
        message,
        "Some questions lack what a kit needs. Question 2: choose a competency; give it 1 to 120 minutes instead of 0; add a title; add its wording; add what it assesses; add a strong answer; add a follow-up; add anchors for levels 1, 2, 3, 4. Question 3, \"Second\": its wording contains the invisible character U+0007: remove it; keep 5 follow-ups of 6; add anchors for levels 2, 4."
    );
}

#[test]
fn a_plan_or_words_that_make_no_kit_are_refused() {
    assert_eq!(kept(&Plan::default()), Err(CannotKeep::NotBegun));
    let mut plan = plan_with(&shipped(), &[]);
    assert_eq!(kept(&plan), Err(CannotKeep::NoQuestion));
    plan = plan_with(&shipped(), &[4]);
    for id in ["", "Ours", "a--b"] {
        let bad = from_plan(&plan, id, "Ours", "What we ask.");
        assert_eq!(bad, Err(CannotKeep::BadId(id.to_owned())));
    }
    for (name, summary, words) in [
        (" ", "x", "The kit's name is empty: write it."),
        ("two\nlines", "x", "The kit's name should be on one line."),
        ("x", "", "The kit's summary is empty: write it."),
    ] {
        let bad = from_plan(&plan, "ours", name, summary).unwrap_err();
        assert_eq!(bad.to_string(), words);
    }
    let basis = plan.basis.as_mut().unwrap();
    basis.red_flags[0].text.text = String::new();
    let message = kept(&plan).unwrap_err().to_string();
    assert!(
        message.starts_with("The red flag \"claims-without-substance\" of the kit"),
        "{message}"
    );
    plan.basis.as_mut().unwrap().competencies.clear();
    assert_eq!(kept(&plan), Err(CannotKeep::NoCompetency));
}

#[test]
fn the_largest_kit_that_is_kept_is_read_again() {
    let from = shipped();
    let mut plan = plan_with(&from, &[]);
    let stage = plan.stages_in_order()[0];
    // Every character has to be escaped, as in no real plan.
    let question = Question {
        title: "\"".repeat(120),
        ask: "\"".repeat(8_000),
        assesses: "\\".repeat(8_000),
        sample_answer: "\\".repeat(8_000),
        ..Question::from(&from.questions[0])
    };
    let mut largest = None;
    for index in 0..40 {
        add(&mut plan, stage, index, question.clone());
        match kept(&plan) {
            Ok(kit) => largest = Some(kit),
            Err(error) => {
                let CannotKeep::TooLarge { bytes } = error else {
                    panic!("{error}");
                };
                assert!(bytes > MOST_BYTES);
                let kit = largest.unwrap();
                let written = write(&kit);
                assert!(written.len() <= MAX_BYTES, "{} bytes", written.len());
                assert_eq!(read(&written), Ok(kit));
                return;
            }
        }
    }
    panic!("nothing was too large");
}
