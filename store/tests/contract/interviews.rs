//! What is promised of interviews and of the audit.

use domain::id::DocumentId;
use store::{
    DocumentKind, InterviewFor, InterviewHead, InterviewRow, NewInterview, NewPanelist,
    PanelistRow, StoreError,
};

use super::ground::{
    ADA, BEN, CLEO, Ground, NOBODY, OTHER_TEAM, PLAN, TEAM, ZOE, audit, document, edit,
};

pub(crate) const PANEL: DocumentId = DocumentId::from_bytes([70; 16]);
pub(crate) const BENS: DocumentId = DocumentId::from_bytes([71; 16]);
pub(crate) const CLEOS: DocumentId = DocumentId::from_bytes([72; 16]);

type Spoil = fn(&mut NewInterview);

pub(crate) fn new_interview() -> NewInterview {
    let scorecard = |id| {
        let mut scorecard = document(id, DocumentKind::Scorecard, 500);
        scorecard.snapshot = Some(b"empty".to_vec());
        scorecard
    };
    let mut panel = document(PANEL, DocumentKind::Panel, 500);
    panel.edits = vec![edit(1, b"start")];
    NewInterview {
        interview: InterviewRow {
            head: InterviewHead {
                id: PANEL,
                team: TEAM,
                plan: PLAN,
                plan_version: 0,
                candidate: "Grace".to_owned(),
                lead: ADA,
                created_at: 500,
                candidate_is: None,
                manager: None,
                totals_only: true,
            },
            plan_body: b"the plan".to_vec(),
        },
        panel,
        panelists: vec![
            NewPanelist {
                person: BEN,
                scorecard: scorecard(BENS),
            },
            NewPanelist {
                person: CLEO,
                scorecard: scorecard(CLEOS),
            },
        ],
        audit: vec![audit(PANEL, "started")],
    }
}

/// As it is listed while nobody has put it away.
fn listed(head: InterviewHead, scores: bool) -> InterviewFor {
    InterviewFor {
        head,
        scores,
        put_away_at: None,
    }
}

pub(crate) async fn an_interview_is_made_with_its_panel_and_scorecards(ground: &Ground) {
    let store = &ground.store;
    let new = new_interview();
    store.create_interview(&new).await.expect("made");

    assert_eq!(
        store.interview(PANEL).await.expect("readable"),
        Some(new.interview.clone())
    );
    assert_eq!(store.interview(PLAN).await.expect("readable"), None);
    for (person, scores) in [(ADA, false), (BEN, true), (CLEO, true)] {
        let head = new.interview.head.clone();
        assert_eq!(
            store.interviews(TEAM, person).await.expect("readable"),
            [listed(head, scores)]
        );
    }
    let bens = PanelistRow {
        interview: PANEL,
        person: BEN,
        scorecard: BENS,
    };
    let cleos = PanelistRow {
        interview: PANEL,
        person: CLEO,
        scorecard: CLEOS,
    };
    assert_eq!(
        store.panelists(PANEL).await.expect("readable"),
        [bens, cleos]
    );
    assert_eq!(
        store.panelist_by_scorecard(CLEOS).await.expect("readable"),
        Some(cleos)
    );
    assert_eq!(
        store.panelist_by_scorecard(PANEL).await.expect("readable"),
        None
    );
    assert_eq!(ground.bodies(PANEL).await, [b"start"]);
    assert_eq!(
        (ground.version(PANEL).await, ground.version(BENS).await),
        (1, 0)
    );
    assert_eq!(
        store
            .snapshot(BENS)
            .await
            .expect("readable")
            .expect("kept")
            .body,
        b"empty"
    );
    assert_eq!(store.audit_of(PANEL).await.expect("readable").len(), 1);
}

pub(crate) async fn an_interview_that_cannot_be_made_whole_leaves_nothing(ground: &Ground) {
    let store = &ground.store;
    let spoilt: [(&str, Spoil); 11] = [
        ("a person on the panel twice", |new| {
            new.panelists[1].person = BEN;
        }),
        ("a person who is not there", |new| {
            new.panelists[1].person = NOBODY;
        }),
        ("one scorecard for two", |new| {
            new.panelists[1].scorecard.id = BENS;
        }),
        ("a plan that is not there", |new| {
            new.interview.head.plan = DocumentId::from_bytes([90; 16]);
        }),
        ("a panel of another id", |new| {
            new.interview.head.id = DocumentId::from_bytes([91; 16]);
        }),
        ("a candidate of the team who is not there", |new| {
            new.interview.head.candidate_is = Some(NOBODY);
        }),
        ("a manager who is not there", |new| {
            new.interview.head.manager = Some(NOBODY);
        }),
        ("a candidate who leads the panel", |new| {
            new.interview.head.candidate_is = Some(ADA);
        }),
        ("a manager who leads the panel", |new| {
            new.interview.head.manager = Some(ADA);
        }),
        ("a candidate who is the manager", |new| {
            new.interview.head.candidate_is = Some(CLEO);
            new.interview.head.manager = Some(CLEO);
        }),
        ("an audit of nobody", |new| {
            new.audit[0].person = NOBODY;
        }),
    ];
    for (what, spoil) in spoilt {
        let mut new = new_interview();
        spoil(&mut new);
        let failed = store.create_interview(&new).await;
        assert!(
            matches!(failed, Err(StoreError::Constraint { .. })),
            "{what}: {failed:?}"
        );
        for id in [PANEL, BENS, CLEOS] {
            assert_eq!(store.document(id).await.expect("readable"), None, "{what}");
        }
        assert_eq!(
            store.interviews(TEAM, BEN).await.expect("readable"),
            [],
            "{what}"
        );
        assert_eq!(
            store.panelists(PANEL).await.expect("readable"),
            [],
            "{what}"
        );
        assert_eq!(store.audit_of(PANEL).await.expect("readable"), [], "{what}");
    }
    store
        .create_interview(&new_interview())
        .await
        .expect("nothing is in the way");
}

pub(crate) async fn an_interview_keeps_whom_it_is_about_and_who_sees_what_came_out(
    ground: &Ground,
) {
    let store = &ground.store;
    for (number, candidate_is, manager, totals_only) in [
        (1, Some(CLEO), None, true),
        (2, None, Some(CLEO), false),
        (3, Some(CLEO), Some(ZOE), true),
    ] {
        let mut new = new_interview();
        new.panel.id = DocumentId::from_bytes([100 + number; 16]);
        new.panelists.truncate(1);
        new.panelists[0].scorecard.id = DocumentId::from_bytes([110 + number; 16]);
        new.interview.head = InterviewHead {
            id: new.panel.id,
            candidate_is,
            manager,
            totals_only,
            ..new.interview.head
        };
        store.create_interview(&new).await.expect("made");
        let kept = store.interview(new.panel.id).await.expect("readable");
        assert_eq!(kept.as_ref(), Some(&new.interview));
        let found = store.interviews(TEAM, BEN).await.expect("readable");
        let found = found.iter().find(|found| found.head.id == new.panel.id);
        let (head, scores) = (new.interview.head, true);
        assert_eq!(found, Some(&listed(head, scores)));
    }
}

pub(crate) async fn interviews_of_another_team_are_not_listed(ground: &Ground) {
    ground
        .store
        .create_interview(&new_interview())
        .await
        .expect("made");
    let mut foreign = new_interview();
    foreign.interview.head.id = DocumentId::from_bytes([80; 16]);
    foreign.interview.head.team = OTHER_TEAM;
    foreign.interview.head.lead = ZOE;
    foreign.panel.id = foreign.interview.head.id;
    foreign.panel.team = OTHER_TEAM;
    foreign.panelists.clear();
    ground.store.create_interview(&foreign).await.expect("made");

    for (team, id) in [(TEAM, PANEL), (OTHER_TEAM, foreign.panel.id)] {
        let rows = ground.store.interviews(team, BEN).await.expect("readable");
        let ids: Vec<_> = rows.iter().map(|row| row.head.id).collect();
        assert_eq!(ids, [id]);
    }
}

pub(crate) async fn the_audit_of_a_document_is_told_in_order(ground: &Ground) {
    let store = &ground.store;
    // More lines than one statement takes, mixed with those of another document.
    let rows: Vec<_> = (0..70)
        .flat_map(|n| [audit(PLAN, &format!("step {n}")), audit(PANEL, "elsewhere")])
        .collect();
    store.append_audit(&rows).await.expect("saved");

    let told = store.audit_of(PLAN).await.expect("readable");

    assert!(told.windows(2).all(|pair| pair[0].id < pair[1].id));
    let told: Vec<_> = told.into_iter().map(|entry| entry.row).collect();
    let expected: Vec<_> = rows.into_iter().filter(|row| row.subject == PLAN).collect();
    assert_eq!(told, expected);

    let mut broken = vec![audit(PLAN, "good"), audit(PLAN, "by nobody")];
    broken[1].person = NOBODY;
    let failed = store.append_audit(&broken).await;
    assert!(
        matches!(failed, Err(StoreError::Constraint { .. })),
        "{failed:?}"
    );
    assert_eq!(store.audit_of(PLAN).await.expect("readable").len(), 70);
}
