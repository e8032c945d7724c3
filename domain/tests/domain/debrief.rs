//! What comes of an interview: revised ratings, voided questions, the decision;
//! and when it is to be (rules X).

use domain::id::{BatchId, ItemId, PersonId};
use domain::panel::{
    Decision, LONGEST_LINE, LONGEST_REASONS, LONGEST_SESSION, MOST_ITEMS, Panel, PanelEdit, Reveal,
    Schedule, TakenBack, Verdict, Void, taken_back,
};
use domain::plan::MOST_OF_A_KIT;
use domain::scorecard::{
    LONGEST_REASON, MOST_REVISIONS, Rating, Revision, Scale, Scorecard, ScorecardEdit,
};
use domain::sync::{Document, Entry, Rejection, Replica};

const LEAD: PersonId = PersonId([1; 16]);
const ITEM: ItemId = ItemId([2; 16]);

fn convened() -> Panel {
    let mut panel = Panel::default();
    let convene = PanelEdit::Convene {
        candidate: "Ada".to_owned(),
        lead: LEAD,
        panelists: vec![LEAD],
    };
    panel.apply(&convene).expect("it is the first");
    panel
}

fn revealed() -> Panel {
    let mut panel = convened();
    let reveal = PanelEdit::Reveal(Reveal {
        at: 1,
        by: LEAD,
        reason: "late".to_owned(),
    });
    panel.apply(&reveal).expect("there is a reason");
    panel
}

fn decide(verdict: Verdict, reasons: &str) -> PanelEdit {
    PanelEdit::Decide(Some(Decision {
        verdict,
        reasons: reasons.to_owned(),
        by: LEAD,
        at: 2,
    }))
}

fn void(item: ItemId, reason: &str) -> PanelEdit {
    let void = Some(Void {
        reason: reason.to_owned(),
        by: LEAD,
        at: 2,
    });
    PanelEdit::Void { item, void }
}

fn schedule(minutes: u16, place: &str) -> PanelEdit {
    PanelEdit::Schedule(Some(Schedule {
        at: 3,
        minutes,
        place: place.to_owned(),
    }))
}

fn revise(item: ItemId, rating: Rating, reason: &str) -> ScorecardEdit {
    let revision = Revision {
        rating,
        reason: reason.to_owned(),
        at: 9,
    };
    ScorecardEdit::Revise { item, revision }
}

fn handed_in() -> Scorecard {
    let mut card = Scorecard::default();
    let rate = ScorecardEdit::Rate {
        item: ITEM,
        rating: Some(Rating::of(2, 5)),
    };
    for edit in [rate, ScorecardEdit::Submit { at: 5 }] {
        card.apply(&edit).expect("it is open");
    }
    card
}

/// The message with which it is refused, as a value that is not allowed.
fn refused<D: Document<Edit: Clone>>(document: &mut D, edit: &D::Edit) -> String {
    match document.apply(edit) {
        Err(Rejection::OutOfRange(why)) => why,
        other => unreachable!("{:?}", other.map(|_| ())),
    }
}

#[test]
fn x5_nothing_is_decided_or_voided_before_the_reveal() {
    let mut panel = convened();
    for edit in [
        decide(Verdict::Hire, "good"),
        PanelEdit::Decide(None),
        void(ITEM, "it was not heard"),
        PanelEdit::Void {
            item: ITEM,
            void: None,
        },
    ] {
        let early = panel.apply(&edit);
        assert!(
            matches!(&early, Err(Rejection::NotAllowed(why)) if why.contains("reveal")),
            "{early:?}"
        );
    }
    assert_eq!(panel, convened());
    let nobody = Panel::default().apply(&decide(Verdict::Hire, "good"));
    assert_eq!(nobody, Err(Rejection::Gone));
}

#[test]
fn x5_a_decision_has_reasons_and_can_be_taken_back() {
    let mut panel = revealed();
    for blank in ["", " \n"] {
        let why = refused(&mut panel, &decide(Verdict::NoHire, blank));
        assert!(why.contains("give the reasons"));
    }
    let long = "é".repeat(LONGEST_REASONS);
    let why = refused(&mut panel, &decide(Verdict::Hold, &format!("{long}é")));
    assert_eq!(why, "the text of the reasons has at most 8000 characters");
    let first = panel.apply(&decide(Verdict::Hold, &long));
    assert_eq!(first, Ok(Some(PanelEdit::Decide(None))));
    let second = panel.apply(&decide(Verdict::Hire, "good"));
    assert_eq!(second, Ok(Some(decide(Verdict::Hold, &long))));
    assert_eq!(
        panel.apply(&PanelEdit::Decide(None)),
        Ok(Some(decide(Verdict::Hire, "good")))
    );
    assert_eq!(panel, revealed());
}

#[test]
fn x5_what_is_taken_back_stays_in_the_log_with_whoever_took_it_back() {
    let other = PersonId([3; 16]);
    let edits = [
        (LEAD, decide(Verdict::Hire, "good")),
        (LEAD, void(ITEM, "it was not heard")),
        (other, PanelEdit::Decide(None)),
        (other, PanelEdit::Decide(None)),
        (LEAD, decide(Verdict::Hold, "unsure")),
    ];
    let log: Vec<_> = (1..)
        .zip(edits)
        .map(|(version, (author, edit))| Entry {
            version,
            author,
            at: 100 + i64::try_from(version).expect("small"),
            batch: BatchId([7; 16]),
            index: 0,
            edit,
        })
        .collect();
    let PanelEdit::Decide(Some(decision)) = decide(Verdict::Hire, "good") else {
        unreachable!("it decides");
    };
    let expected = TakenBack {
        decision,
        by: other,
        at: 103,
    };
    assert_eq!(taken_back(&log), [expected]);
    assert_eq!(taken_back(&log[..2]), []);
}

#[test]
fn x5_a_question_is_voided_with_a_reason_and_counts_again() {
    let mut panel = revealed();
    for blank in ["", " \n"] {
        let why = refused(&mut panel, &void(ITEM, blank));
        assert!(why.contains("give a reason"));
    }
    let long = "é".repeat(LONGEST_LINE);
    let why = refused(&mut panel, &void(ITEM, &format!("{long}é")));
    assert!(why.contains("500"));
    panel.apply(&void(ITEM, &long)).expect("just short enough");
    let again = panel.apply(&void(ITEM, "it was not heard"));
    assert_eq!(again, Ok(Some(void(ITEM, &long))));
    let counts = PanelEdit::Void {
        item: ITEM,
        void: None,
    };
    let back = panel.apply(&counts);
    assert_eq!(back, Ok(Some(void(ITEM, "it was not heard"))));
    assert_eq!(panel, revealed());

    for number in 0..MOST_ITEMS {
        let item = ItemId((number as u128).to_be_bytes());
        panel.apply(&void(item, "x")).expect("there is room");
    }
    assert!(refused(&mut panel, &void(ITEM, "x")).contains("1000"));
}

#[test]
fn x6_an_interview_is_scheduled_until_the_reveal() {
    let mut panel = convened();
    let nobody = Panel::default().apply(&schedule(45, ""));
    assert_eq!(nobody, Err(Rejection::Gone));
    for minutes in [0, LONGEST_SESSION + 1] {
        assert!(refused(&mut panel, &schedule(minutes, "")).contains("1440"));
    }
    let long = "é".repeat(LONGEST_LINE);
    assert!(refused(&mut panel, &schedule(45, &format!("{long}é"))).contains("500"));
    let first = panel.apply(&schedule(LONGEST_SESSION, &long));
    assert_eq!(first, Ok(Some(PanelEdit::Schedule(None))));
    let second = panel.apply(&schedule(1, ""));
    assert_eq!(second, Ok(Some(schedule(LONGEST_SESSION, &long))));
    panel
        .apply(&PanelEdit::Schedule(None))
        .expect("not yet known");
    assert_eq!(panel, convened());
    let over = revealed().apply(&schedule(45, ""));
    assert!(matches!(over, Err(Rejection::Frozen(_))), "{over:?}");
}

fn reconvene(candidate: &str, panelists: &[PersonId]) -> PanelEdit {
    PanelEdit::Reconvene {
        candidate: candidate.to_owned(),
        panelists: panelists.to_vec(),
    }
}

#[test]
fn x8_a_panel_is_called_together_anew_and_who_handed_in_stays() {
    let [ben, cleo] = [3, 4].map(|id| PersonId([id; 16]));
    let mut panel = convened();
    panel
        .apply(&reconvene(" Grace ", &[LEAD, ben]))
        .expect("nobody has handed in");
    assert_eq!(panel.candidate, "Grace");
    assert_eq!(panel.lead, LEAD);
    assert_eq!(panel.panelists, [(LEAD, None), (ben, None)].into());

    let handed_in = PanelEdit::Submitted {
        panelist: ben,
        at: Some(5),
    };
    panel.apply(&handed_in).expect("Ben is on the panel");
    let without_him = panel.apply(&reconvene("Grace", &[LEAD, cleo]));
    assert!(matches!(without_him, Err(Rejection::NotAllowed(_))));
    panel
        .apply(&reconvene("Grace", &[ben, cleo]))
        .expect("Ben stays");
    assert_eq!(panel.panelists, [(ben, Some(5)), (cleo, None)].into());
    assert_eq!(panel.baton, Some(ben), "who asked is no longer there");
    for nobody in [reconvene("Grace", &[]), reconvene(" ", &[ben])] {
        refused(&mut panel, &nobody);
    }
}

#[test]
fn x8_not_before_a_panel_is_called_together_nor_after_the_reveal() {
    let anew = reconvene("Grace", &[LEAD]);
    assert_eq!(Panel::default().apply(&anew), Err(Rejection::Gone));
    assert!(matches!(revealed().apply(&anew), Err(Rejection::Frozen(_))));
}

#[test]
fn x7_a_revision_stands_beside_the_original() {
    let mut card = handed_in();
    assert_eq!(card.latest(ITEM), Some(Rating::of(2, 5)));
    let revised = card.apply(&revise(ITEM, Rating::of(4, 5), "I had misheard"));
    assert_eq!(revised, Ok(None), "a record is not undone");
    assert_eq!(card.latest(ITEM), Some(Rating::of(4, 5)));
    assert_eq!(card.ratings[&ITEM], Rating::of(2, 5), "the original stays");
    card.apply(&revise(ITEM, Rating::NotAssessed, "It was not asked"))
        .expect("again");
    assert_eq!(card.latest(ITEM), Some(Rating::NotAssessed));
    assert_eq!(card.revisions[&ITEM].len(), 2);

    let other = ItemId([3; 16]);
    assert_eq!(card.latest(other), None);
    card.apply(&revise(other, Rating::of(3, 5), "I had left it out"))
        .expect("also where there was none");
    assert_eq!(card.latest(other), Some(Rating::of(3, 5)));
    assert!(!card.ratings.contains_key(&other));
}

#[test]
fn x7_only_what_was_handed_in_is_revised_and_then_it_stays_handed_in() {
    let edit = revise(ITEM, Rating::of(4, 5), "I had misheard");
    let early = Scorecard::default().apply(&edit);
    assert!(matches!(early, Err(Rejection::NotAllowed(_))), "{early:?}");
    let mut card = handed_in();
    card.clone()
        .apply(&ScorecardEdit::Reopen)
        .expect("until something is revised");
    card.apply(&edit).expect("it is handed in");
    let reopened = card.apply(&ScorecardEdit::Reopen);
    assert!(
        matches!(reopened, Err(Rejection::Frozen(_))),
        "{reopened:?}"
    );
    let rate = ScorecardEdit::Rate {
        item: ITEM,
        rating: None,
    };
    assert!(matches!(card.apply(&rate), Err(Rejection::Frozen(_))));
    assert_eq!(card.submitted_at, Some(5));
}

#[test]
fn x7_a_revision_says_why_is_on_the_scale_and_has_limits() {
    let mut card = handed_in();
    for blank in ["", " \n"] {
        let why = refused(&mut card, &revise(ITEM, Rating::of(4, 5), blank));
        assert!(why.contains("give a reason"));
    }
    for rating in [Rating::of(0, 5), Rating::of(5, 4), Rating::of(1, 6)] {
        refused(&mut card, &revise(ITEM, rating, "x"));
    }
    let scale = Scale {
        levels: 4,
        version: 1,
    };
    let level = Rating::Level { level: 4, scale };
    let long = "é".repeat(LONGEST_REASON);
    let why = refused(&mut card, &revise(ITEM, level, &format!("{long}é")));
    assert!(why.contains("2000"));
    assert!(card.revisions.is_empty(), "D2");
    for _ in 0..MOST_REVISIONS {
        card.apply(&revise(ITEM, level, &long))
            .expect("there is room");
    }
    assert!(refused(&mut card, &revise(ITEM, level, "x")).contains("20"));
    for number in 1..MOST_ITEMS {
        let item = ItemId((number as u128).to_be_bytes());
        card.apply(&revise(item, level, "x"))
            .expect("there is room");
    }
    let one_more = revise(ItemId([9; 16]), level, "x");
    assert!(refused(&mut card, &one_more).contains("1000"));
}

#[test]
fn d5_as_many_red_flags_can_be_raised_as_a_kit_has_and_each_as_often_as_one_likes() {
    let mut card = Scorecard::default();
    let raise = |number: usize| ScorecardEdit::Flag {
        flag: format!("flag-{number}"),
        raised: true,
    };
    for number in 0..MOST_OF_A_KIT {
        card.apply(&raise(number)).expect("a kit has so many");
    }
    assert!(refused(&mut card, &raise(MOST_OF_A_KIT)).contains("200"));
    card.apply(&raise(0)).expect("it is raised already");
}

#[test]
fn x7_a_revision_leaves_nothing_to_undo() {
    let mut replica = Replica::new(handed_in(), 2);
    replica
        .edit(revise(ITEM, Rating::of(4, 5), "I had misheard"), None)
        .expect("it is handed in");
    assert!(!replica.can_undo());
}
