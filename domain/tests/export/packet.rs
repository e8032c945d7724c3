//! Packets: each cell of the table in `docs/packets.md`, looked for in what is made.

#[path = "packet/names.rs"]
mod names;

use std::collections::BTreeSet;

use domain::export::packet::{Audience, Packet, Part, StillSealed, csv, markdown};
use domain::id::DocumentId;
use domain::kit::{self, RedFlag, Text};
use domain::panel::{Coverage, Decision, Reveal, Schedule, Verdict, Void};
use domain::scorecard::{Rating, Recommendation, Revision, Scorecard};
use domain::views::{Member, Outcome, Role};

use crate::interview::{STAGE, card, item, panel, person, plan};
use crate::table::read;

const DOCS: &str = include_str!("../../../docs/packets.md");
/// 1 January 2031, 10:00 UTC, in milliseconds.
const PLANNED: i64 = 1_925_028_000_000;
/// Milliseconds of a year, roughly: enough for another date.
const YEAR: i64 = 366 * 86_400_000;
const TOTALS: Audience = Audience::HiringManager { totals_only: true };

fn act(reason: &str) -> Void {
    Void {
        reason: reason.to_owned(),
        by: person(3),
        at: PLANNED,
    }
}

fn flag(id: &str, text: &str, audience: kit::Audience) -> RedFlag {
    RedFlag {
        id: id.to_owned(),
        text: Text {
            text: text.to_owned(),
            audience,
        },
    }
}

/// An interview in which every part has a word of its own.
fn interview() -> Outcome {
    let mut plan = plan(&[("craft", 1), ("craft", 1), ("care", 1)]);
    let basis = plan.basis.as_mut().expect("it has a basis");
    basis.competencies[0].name = "contextcanary".into();
    basis.red_flags = vec![
        flag("open", "flagcanary", kit::Audience::Candidate),
        flag("shut", "wordingcanary", kit::Audience::Interviewers),
    ];
    plan.stages.get_mut(&STAGE).expect("there").name = "stagecanary".into();
    let first = plan.items.get_mut(&item(1)).expect("there");
    (first.weight, first.weight_reason) = (2, "weightcanary".to_owned());
    let words = &mut first.question;
    words.title = "labelcanary".into();
    words.ask = "askedcanary".into();
    words.assesses = "assessescanary".into();
    words.sample_answer = "samplecanary".into();
    words.follow_ups = "followcanary".into();
    words.anchors = vec!["anchorcanary".to_owned(); 5];
    let second = plan.items.get_mut(&item(2)).expect("there");
    second.question.ask = "unaskedcanary".into();

    let mut panel = panel(&[person(1), person(2), person(4)]);
    panel.candidate = "Candy Datecanary".into();
    panel.lead = person(3);
    panel.panelists.insert(person(4), None);
    panel.scheduled = Some(Schedule {
        at: PLANNED,
        minutes: 60,
        place: "placecanary".to_owned(),
    });
    panel.started_at = Some(PLANNED + YEAR);
    panel.ended_at = Some(PLANNED + 2 * YEAR);
    panel.coverage.insert(item(1), Coverage::Asked);
    panel.coverage.insert(item(2), Coverage::Skipped);
    panel.voided.insert(item(3), act("voidcanary"));
    panel.revealed = Some(Reveal {
        at: PLANNED,
        by: person(3),
        reason: "revealcanary".to_owned(),
    });
    panel.decision = Some(Decision {
        verdict: Verdict::Hold,
        reasons: "decisioncanary".to_owned(),
        by: person(3),
        at: PLANNED,
    });
    Outcome {
        plan_id: DocumentId::default(),
        plan,
        panel,
        people: [
            (1, "Anna Onecanary"),
            (2, "Bert Twocanary"),
            (3, "Lea Leadcanary"),
            (4, "Nil Nonecanary"),
        ]
        .map(|(number, name)| Member {
            id: person(number),
            name: name.to_owned(),
            role: Role::Interviewer,
        })
        .to_vec(),
        scorecards: [
            (person(1), first_card()),
            (person(2), second_card()),
            (person(4), draft()),
        ]
        .into(),
        left_out_elsewhere: BTreeSet::new(),
    }
}

fn first_card() -> Scorecard {
    let mut first = card(&[4]);
    first.notes.insert(Some(item(1)), "notecanary".to_owned());
    first.notes.insert(None, "overallcanary".to_owned());
    first.flags = ["open", "shut"].map(str::to_owned).into();
    first.recommendation = Some(Recommendation::Yes);
    let revision = Revision {
        rating: Rating::of(2, 5),
        reason: "revisioncanary".to_owned(),
        at: PLANNED,
    };
    first.revisions.insert(item(1), vec![revision]);
    first
}

fn second_card() -> Scorecard {
    let mut second = card(&[5]);
    second.recommendation = Some(Recommendation::StrongYes);
    second
}

/// Never handed in.
fn draft() -> Scorecard {
    let mut draft = card(&[1, 1, 1]);
    draft.notes.insert(Some(item(1)), "draftcanary".to_owned());
    draft.flags.insert("open".to_owned());
    draft.recommendation = Some(Recommendation::StrongNo);
    draft
}

/// What shows that a part is there, in Markdown and in the table.
fn signs(part: Part) -> &'static [(&'static str, &'static str)] {
    match part {
        Part::Candidate => &[("Datecanary", "Datecanary")],
        Part::Times => &[
            ("Planned for: 2031-01-01", "2031-01-01T"),
            ("Began: 2032", "began,,2032"),
            ("Ended: 2033", "ended,,2033"),
        ],
        Part::Place => &[("placecanary", "placecanary")],
        Part::Asked => &[("> askedcanary", ",askedcanary")],
        Part::NotAsked => &[("unaskedcanary", "unaskedcanary")],
        Part::Labels => &[("labelcanary", "labelcanary")],
        Part::Context => &[
            ("contextcanary", "contextcanary"),
            ("stagecanary", "stagecanary"),
        ],
        Part::Guidance => &[
            ("assessescanary", "assessescanary"),
            ("samplecanary", "samplecanary"),
            ("followcanary", "followcanary"),
            ("anchorcanary", "anchorcanary"),
        ],
        Part::Weights => &[("weightcanary", "weightcanary"), ("- Weight:", ",weight,")],
        Part::Coverage => &[("skipped", "skipped"), ("not reached", "not reached")],
        Part::Voids => &[("voidcanary", "voidcanary")],
        Part::Names => &[("Onecanary", "Onecanary"), ("Leadcanary", "Leadcanary")],
        Part::Ratings => &[("- Rating:", ",rating,")],
        Part::Notes => &[
            ("notecanary", "notecanary"),
            ("overallcanary", "overallcanary"),
        ],
        Part::Flags => &[("- Red flag:", ",red flag,"), ("flagcanary", "flagcanary")],
        Part::FlagWording => &[("wordingcanary", "wordingcanary")],
        Part::Recommendations => &[("- Recommends: Strong yes", ",recommendation,Strong yes")],
        Part::Totals => &[
            ("- Strong yes: 1", "recommendations: Strong yes,1"),
            ("- Strong no: 0", "recommendations: Strong no,0"),
        ],
        Part::Medians => &[("median 3.5, range 2 to 5, n = 2", ",median,3.5")],
        Part::Originals => &[("- Handed in as: 4 of 5", ",rating as handed in,4")],
        Part::Revisions => &[("revisioncanary", "revisioncanary")],
        Part::Submissions => &[
            ("- Handed in: 1970", ",handed in,yes,1970"),
            ("- Handed in: no", ",handed in,no,"),
        ],
        Part::Reveal => &[("revealcanary", "revealcanary")],
        Part::Decision => &[("decisioncanary", "decisioncanary"), ("On hold", "On hold")],
    }
}

fn made(interview: &Outcome, audience: Audience) -> (String, String) {
    let packet = Packet::of(interview, &interview.people, audience).expect("it is revealed");
    (markdown(&packet), csv(&packet))
}

#[test]
fn each_audience_gets_its_parts_and_no_others() {
    for audience in Audience::ALL {
        let (page, table) = made(&interview(), audience);
        for part in Part::ALL {
            for (on_page, in_table) in signs(part) {
                let gets = audience.gets(part);
                let cell = format!("{part:?} for {audience:?}");
                assert_eq!(page.contains(on_page), gets, "{cell}: {on_page}\n{page}");
                assert_eq!(
                    table.contains(in_table),
                    gets,
                    "{cell}: {in_table}\n{table}"
                );
            }
        }
    }
}

#[test]
fn the_table_in_the_documentation_is_what_is_done() {
    let rows: Vec<Vec<&str>> = DOCS
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let heads: Vec<&str> = Audience::ALL.map(Audience::label).to_vec();
    assert_eq!(rows[0][1..], heads);
    assert_eq!(rows.len(), 2 + Part::ALL.len());
    for (part, row) in Part::ALL.iter().zip(&rows[2..]) {
        let cells = Audience::ALL.map(|audience| if audience.gets(*part) { "yes" } else { "no" });
        assert_eq!(row[1..], cells, "{}", row[0]);
    }
}

#[test]
fn before_the_reveal_nobody_gets_a_packet() {
    let mut sealed = interview();
    sealed.panel.revealed = None;
    for audience in Audience::ALL {
        assert_eq!(Packet::of(&sealed, &[], audience), Err(StillSealed));
    }
}

#[test]
fn what_another_interview_left_out_says_neither_why_nor_by_whom() {
    let mut elsewhere = interview();
    let voided = std::mem::take(&mut elsewhere.panel.voided);
    elsewhere.leave_out_too(voided.into_keys());
    for audience in Audience::ALL {
        let packet = Packet::of(&elsewhere, &elsewhere.people, audience).expect("it is revealed");
        let acts: Vec<_> = packet
            .questions
            .iter()
            .filter_map(|question| question.voided.as_ref())
            .collect();
        assert_eq!(acts.len(), usize::from(audience.gets(Part::Voids)));
        for act in acts {
            assert_eq!((act.at, &act.by), (None, &None), "{audience:?}");
            assert!(act.reason.starts_with("Left out for all"), "{audience:?}");
        }
        // It counts as little as if this panel had left it out itself.
        let here = Packet::of(&interview(), &interview().people, audience).expect("it is revealed");
        let levels =
            |packet: &Packet| -> Vec<_> { packet.questions.iter().map(|one| one.levels).collect() };
        assert_eq!(levels(&packet), levels(&here), "{audience:?}");
    }
}

#[test]
fn what_was_not_handed_in_changes_nothing() {
    let with = interview();
    let mut without = with.clone();
    without.scorecards.remove(&person(4));
    for audience in Audience::ALL {
        let (page, table) = made(&with, audience);
        assert!(!page.contains("draftcanary") && !table.contains("draftcanary"));
        assert_eq!((page, table), made(&without, audience));
    }
}

#[test]
fn a_single_judgement_is_no_total() {
    let mut alone = interview();
    alone.panel.panelists.insert(person(2), None);
    let (page, table) = made(&alone, TOTALS);
    assert!(
        page.contains("- Ratings: not shown: there is only one"),
        "{page}"
    );
    assert!(page.contains("Not shown: there is only one."), "{page}");
    assert!(
        !page.contains("median") && !page.contains("- yes: 1"),
        "{page}"
    );
    assert!(!table.contains("recommendations: "), "{table}");
    assert!(!table.contains(",lowest,"), "{table}");
    let (page, _) = made(&alone, Audience::HiringManager { totals_only: false });
    assert!(page.contains("median 2, range 2 to 2, n = 1"), "{page}");
}

#[test]
fn where_nobody_assessed_no_number_is_shown() {
    let mut nothing = interview();
    for card in nothing.scorecards.values_mut() {
        *card = Scorecard {
            submitted_at: Some(5_000),
            ..Scorecard::default()
        };
    }
    let (page, table) = made(&nothing, Audience::HiringManager { totals_only: false });
    assert!(
        page.contains("nobody assessed it") && !page.contains("n = "),
        "{page}"
    );
    assert!(table.contains("median,nobody assessed it"), "{table}");
}

#[test]
fn what_people_wrote_is_neither_markup_nor_formula() {
    let mut hostile = interview();
    let note = "# Title\n- item\n1. one\n<b>bold</b> [a](b) `c`\n=1+1";
    let card = hostile.scorecards.get_mut(&person(1)).expect("there");
    card.notes.insert(Some(item(1)), note.to_owned());
    card.notes.insert(None, "=HYPERLINK(\"x\")".to_owned());
    let (page, table) = made(&hostile, Audience::RecordsRequest);
    for written in [
        "> \\# Title",
        "> \\- item",
        "> 1\\. one",
        "> \\<b\\>bold\\</b\\> \\[a\\](b) \\`c\\`",
        "> \\=1+1",
    ] {
        assert!(page.contains(written), "{written}\n{page}");
    }
    assert!(table.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{table}");
}

#[test]
fn a_table_has_as_many_cells_in_every_row() {
    for audience in Audience::ALL {
        let (_, table) = made(&interview(), audience);
        let rows = read(&table).expect("a table");
        assert!(rows.iter().all(|row| row.len() == 6), "{rows:?}");
    }
}
