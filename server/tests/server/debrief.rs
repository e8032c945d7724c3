//! What came out of an interview, and what is put on record about it afterwards.

use domain::id::{DocumentId, ItemId};
use domain::panel::{Coverage, PanelEdit, Reveal};
use domain::plan::PlanEdit;
use domain::scorecard::{LONGEST_REASON, Rating, ScorecardEdit};
use domain::wire::AnyBatch;
use service::{Actor, Lineup};

use super::access::PLAN;
use super::handover::{adds, batch, pushes};
use super::site::Site;

pub(super) const ITEMS: [ItemId; 3] = [ItemId([1; 16]), ItemId([2; 16]), ItemId([3; 16])];
pub(super) const INTERVIEW: DocumentId = DocumentId::from_bytes([2; 16]);
/// The places of the demo team's members in these tests.
const LEAD: u8 = 0;
const PANELISTS: [(u8, u8); 2] = [(1, 4), (2, 2)];

/// A revealed interview of three questions, the first of which was asked, the second skipped
/// and the third not reached, though each panelist rated all.
pub(super) async fn revealed() -> Site {
    revealed_on(Vec::new()).await
}

/// The same on a plan with these edits.
async fn revealed_on(edits: Vec<PlanEdit>) -> Site {
    let site = Site::new().await;
    let (lead, _) = site.member(LEAD).await;
    let plan = site.plan(&lead).await;
    for (index, item) in ITEMS.into_iter().enumerate() {
        adds(&site, &lead, plan, index, item).await;
    }
    for edit in edits {
        let at = site.service.open_plan(&lead, plan).await.expect("it opens");
        let edit = batch(at.version, vec![edit]);
        pushes(&site, &lead, plan, AnyBatch::Plan(edit)).await;
    }
    let mut panelists = Vec::new();
    for (place, _) in PANELISTS {
        panelists.push(site.member(place).await.0.person());
    }
    let lineup = Lineup {
        candidate: "Noor Ahmadi".into(),
        panelists,
        ..Lineup::default()
    };
    let started = site
        .service
        .start_interview(&lead, INTERVIEW, plan, &lineup);
    started.await.expect("started");
    let marks = [(0, Coverage::Asked), (1, Coverage::Skipped)].map(|(at, coverage)| {
        let (item, coverage) = (ITEMS[at], Some(coverage));
        PanelEdit::Mark { item, coverage }
    });
    on_panel(&site, &lead, marks.to_vec()).await;
    for (place, level) in PANELISTS {
        let (panelist, _) = site.member(place).await;
        scores(&site, &panelist, level).await;
    }
    let reveal = PanelEdit::Reveal(Reveal {
        at: 1,
        by: lead.person(),
        reason: String::new(),
    });
    on_panel(&site, &lead, vec![reveal]).await;
    site
}

async fn on_panel(site: &Site, lead: &Actor, edits: Vec<PanelEdit>) {
    let seen = site.service.interview(lead, INTERVIEW).await;
    let edits = batch(seen.expect("seen").panel.version, edits);
    pushes(site, lead, INTERVIEW, AnyBatch::Panel(edits)).await;
}

async fn scores(site: &Site, panelist: &Actor, level: u8) {
    let seen = site.service.interview(panelist, INTERVIEW).await;
    let (scorecard, at) = seen.expect("seen").own.expect("they score");
    let mut edits: Vec<_> = ITEMS
        .map(|item| ScorecardEdit::Rate {
            item,
            rating: Some(Rating::of(level, 5)),
        })
        .to_vec();
    edits.push(ScorecardEdit::Submit { at: 0 });
    let batch = AnyBatch::Scorecard(batch(at.version, edits));
    pushes(site, panelist, scorecard, batch).await;
}

pub(super) fn at(page: &str) -> String {
    format!("/interviews/{INTERVIEW}/{page}")
}

/// The parts of a page of what came out, one for each question.
pub(super) fn answers(page: &str) -> Vec<&str> {
    page.split("<article").skip(1).collect()
}

#[tokio::test]
async fn a_revised_rating_counts_on_every_page_and_stands_beside_what_it_was() {
    let site = revealed().await;
    let (_, cookie) = site.member(1).await;
    let before = site.get(&at("result"), &cookie).await.text();
    assert!(answers(&before)[0].contains("range 2 to 4"), "{before}");
    assert!(answers(&before)[0].contains("Raters differ"), "{before}");
    assert!(!before.contains("Whoever revised one"), "{before}");

    let item = ITEMS[0].to_string();
    for (level, reason) in [("5", "I was too strict."), ("1", "I was not.")] {
        let form = [
            ("item", item.as_str()),
            ("level", level),
            ("reason", reason),
        ];
        let answer = site.post(&at("revise"), &cookie, &form).await;
        let there = at(&format!("result?recorded=answer-{item}#answer-{item}"));
        assert_eq!(answer.header("location"), Some(there.as_str()));
    }
    for page in ["result", "evidence"] {
        let text = site.get(&at(page), &cookie).await.text();
        let (first, second) = (answers(&text)[0], answers(&text)[1]);
        assert!(
            first.contains("median 1.5 · range 1 to 2"),
            "{page}: {first}"
        );
        assert!(first.contains("Level 1"), "{page}: {first}");
        for words in [
            "Revised from level 4 to level 5: I was too strict.",
            "Revised from level 5 to level 1: I was not.",
        ] {
            assert!(first.contains(words), "{page}: {first}");
        }
        assert!(!first.contains("Raters differ"), "{page}: {first}");
        assert!(second.contains("range 2 to 4"), "{page}: {second}");
    }
    // What was decided is on record as of then.
    let (_, lead) = site.member(LEAD).await;
    let decision = [("verdict", "hire"), ("reasons", "All of it was there.")];
    let decided = site.post(&at("decision"), &lead, &decision).await;
    assert_eq!(decided.status, 303);
    let text = site.get(&at("result"), &lead).await.text();
    assert!(!text.contains("after th"), "{text}");
    let form = [
        ("item", item.as_str()),
        ("level", "2"),
        ("reason", "On second thoughts."),
    ];
    assert_eq!(site.post(&at("revise"), &cookie, &form).await.status, 303);
    let text = site.get(&at("result"), &lead).await.text();
    let late = "Revised from level 1 to level 2, after the decision: On second thoughts.";
    assert!(text.contains(late), "{text}");
    assert!(
        text.contains("Revised after this decision: 1 rating."),
        "{text}"
    );
    // How far they agree is of what they said before they saw each other's.
    let text = site.get(&at("result"), &cookie).await.text();
    assert!(text.contains("Whoever revised one"), "{text}");
}

#[tokio::test]
async fn a_question_that_was_not_asked_says_so_in_the_words_of_the_packet() {
    let site = revealed().await;
    let (_, lead) = site.member(LEAD).await;
    let packet = site.get(&at("packet.md?for=manager"), &lead).await.text();
    for page in ["result", "evidence"] {
        let text = site.get(&at(page), &lead).await.text();
        let said = [
            None,
            Some("Asked: skipped"),
            Some("Asked: rated, but never marked as asked"),
        ];
        for (answer, words) in answers(&text).into_iter().zip(said) {
            assert_eq!(answer.contains("Asked: "), words.is_some(), "{answer}");
            if let Some(words) = words {
                assert!(answer.contains(words), "{page}: {answer}");
                assert!(packet.contains(words), "{packet}");
            }
        }
    }
}

#[tokio::test]
async fn what_was_typed_into_a_refused_form_is_shown_to_copy() {
    let site = revealed().await;
    let (_, panelist) = site.member(1).await;
    let typed = "Both </textarea>were\r\nconvincing & clear.";
    let form = [("verdict", "hire"), ("reasons", typed)];
    let shown = "Both &lt;/textarea>were\nconvincing &amp; clear.</textarea>";
    let result = at("result");

    let refused = site.post(&at("decision"), &panelist, &form).await;
    let text = refused.text();
    assert_eq!(refused.status, 403, "{text}");
    assert!(text.contains(shown), "{text}");
    assert!(text.contains(&format!("href=\"{result}\"")), "{text}");

    let out = site.post(&at("decision"), "", &form).await;
    let text = out.text();
    assert_eq!(out.status, 401, "{text}");
    assert!(text.contains(shown), "{text}");
    let sign_in = format!("/sign-in?next={result}");
    assert!(text.contains(&format!("href=\"{sign_in}\"")), "{text}");

    // Where nothing was typed there is nothing to show.
    let out = site.post(&at("decision"), "", &[("verdict", "none")]).await;
    assert_eq!(out.status, 303);
    assert_eq!(out.header("location"), Some(sign_in.as_str()));
}

#[tokio::test]
async fn whoever_is_signed_out_is_led_on_to_the_page_they_asked_for() {
    let site = revealed().await;
    let page = at("packet?for=manager");
    let out = site.ask("GET", &page, &[], b"").await;
    let there = format!("/sign-in?next={page}");
    assert_eq!(out.header("location"), Some(there.as_str()));
}

#[tokio::test]
async fn a_line_break_takes_one_of_the_signs_that_a_field_takes() {
    let site = revealed().await;
    let (panelist, cookie) = site.member(1).await;
    let (first, rest) = ("a".repeat(1_000), "b".repeat(LONGEST_REASON - 1_001));
    let (item, sent) = (ITEMS[0].to_string(), format!("{first}\r\n{rest}"));
    let form = [("item", item.as_str()), ("level", "1"), ("reason", &sent)];
    let answer = site.post(&at("revise"), &cookie, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.alert());
    let seen = site.service.interview(&panelist, INTERVIEW).await;
    let (_, own) = seen.expect("seen").own.expect("they score");
    let kept = &own.document.revisions[&ITEMS[0]][0].reason;
    assert_eq!(*kept, format!("{first}\n{rest}"));
}

#[tokio::test]
async fn what_is_too_long_is_given_back_whole_and_no_browser_cuts_it_off_before() {
    let site = revealed().await;
    let (_, cookie) = site.member(1).await;
    let (item, reason) = (ITEMS[0].to_string(), "b".repeat(LONGEST_REASON + 1));
    let form = [("item", item.as_str()), ("level", "1"), ("reason", &reason)];
    let answer = site.post(&at("revise"), &cookie, &form).await;
    assert_eq!(answer.status, 403);
    assert!(answer.text().contains(&reason), "what was typed is there");

    let second_pass = format!("/plans/{PLAN}/second-pass/{item}");
    let (beside, read) = (
        format!("/plans/{PLAN}/candidates"),
        format!("/plans/{PLAN}/read"),
    );
    let (_, lead) = site.member(LEAD).await;
    for (path, cookie) in [
        (at("result"), &lead),
        (at("result"), &cookie),
        (second_pass, &cookie),
        (beside, &lead),
        (read, &lead),
    ] {
        let page = site.get(&path, cookie).await.text();
        assert!(
            page.contains("name=\"reason") || page.contains("name=\"text\""),
            "{path}"
        );
        assert!(!page.contains("maxlength"), "{path}");
    }
}

#[tokio::test]
async fn leaving_a_question_out_is_offered_to_whoever_leads_all_the_interviews_alone() {
    let site = revealed().await;
    let (_, lead) = site.member(LEAD).await;
    let (_, panelist) = site.member(1).await;
    let beside = format!("/plans/{PLAN}/candidates");
    let item = ITEMS[0].to_string();
    let step = |step| {
        [
            ("item", item.as_str()),
            ("reason", "It leaked."),
            ("step", step),
        ]
    };
    let offers = async |cookie: &str, what: &str| {
        let page = site.get(&beside, cookie).await.text();
        assert!(page.contains("Second pass"), "{page}");
        page.contains(what)
    };

    assert!(offers(&lead, "Leave out…").await);
    assert!(!offers(&panelist, "Leave out…").await);
    for what in ["preview", "leave-out"] {
        let refused = site.post(&beside, &panelist, &step(what)).await;
        assert_eq!(refused.status, 403, "{}", refused.text());
    }

    let done = site.post(&beside, &lead, &step("leave-out")).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(offers(&panelist, "Left out for all").await);
    assert!(offers(&lead, "Take it in again").await);
    assert!(!offers(&panelist, "Take it in again").await);
}

#[tokio::test]
async fn a_question_that_counts_for_more_says_so_beside_its_answers() {
    let doubled = PlanEdit::SetWeight {
        item: ITEMS[1],
        weight: 2,
        reason: "The role is about it.".into(),
    };
    let site = revealed_on(vec![doubled]).await;
    let (_, lead) = site.member(LEAD).await;
    let text = site.get(&at("result"), &lead).await.text();
    for (answer, is_doubled) in answers(&text).into_iter().zip([false, true, false]) {
        let says = answer.contains("Counts double: The role is about it.");
        assert_eq!(says, is_doubled, "{answer}");
        assert_eq!(answer.contains("Counts"), is_doubled, "{answer}");
    }
    let read = format!("/plans/{PLAN}/read");
    let text = site.get(&read, &lead).await.text();
    assert_eq!(text.matches("Counts double").count(), 1, "{text}");
}

#[tokio::test]
async fn one_answer_is_not_said_as_several() {
    let site = revealed().await;
    let (_, lead) = site.member(LEAD).await;
    let text = site.get(&at("result"), &lead).await.text();
    assert!(text.contains("3 answers, 6 ratings"), "{text}");
    for item in &ITEMS[1..] {
        let item = item.to_string();
        let form = [
            ("item", item.as_str()),
            ("reason", "It was not asked."),
            ("step", "leave-out"),
        ];
        let beside = format!("/plans/{PLAN}/candidates");
        let done = site.post(&beside, &lead, &form).await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
    let text = site.get(&at("result"), &lead).await.text();
    assert!(text.contains("1 answer, 2 ratings"), "{text}");
    assert!(!text.contains("1 answers"), "{text}");
}
