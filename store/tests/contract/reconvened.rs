//! What is promised of panels that are called together anew.

use domain::id::{DocumentId, PersonId};
use store::{Conflict, DocumentKind, NewPanelist, Reconvened, StoreError};

use super::ground::{ADA, BEN, CLEO, Ground, NOBODY, TEAM, audit, document, unit, write};
use super::interviews::{BENS, CLEOS, PANEL, new_interview};

const ADAS: DocumentId = DocumentId::from_bytes([73; 16]);
const UNUSED: DocumentId = DocumentId::from_bytes([74; 16]);

fn panelist(person: PersonId, scorecard: DocumentId) -> NewPanelist {
    NewPanelist {
        person,
        scorecard: document(scorecard, DocumentKind::Scorecard, 500),
    }
}

/// Cleo goes and Ada comes, the panel standing at a version.
fn ada_for_cleo(version: u64) -> Reconvened {
    let batch = u8::try_from(version).expect("small");
    let mut unit = unit(write(PANEL, version, batch, b"anew"));
    unit.audit = vec![audit(PANEL, "called-anew")];
    Reconvened {
        interview: PANEL,
        candidate: "Grace Hopper".to_owned(),
        candidate_is: Some(CLEO),
        manager: None,
        totals_only: false,
        come: vec![panelist(ADA, ADAS)],
        leave: vec![CLEO],
        at: 2000,
        unit,
    }
}

/// Who is on the panel, with which scorecard.
async fn seats(ground: &Ground) -> Vec<(PersonId, DocumentId)> {
    let rows = ground.store.panelists(PANEL).await.expect("readable");
    rows.iter().map(|row| (row.person, row.scorecard)).collect()
}

pub(crate) async fn who_is_taken_off_a_panel_scores_no_longer_and_may_come_back(ground: &Ground) {
    let store = &ground.store;
    store
        .create_interview(&new_interview())
        .await
        .expect("made");
    let anew = store.reconvene(&ada_for_cleo(1)).await;
    assert_eq!(anew.expect("saved"), Ok(()));

    assert_eq!(seats(ground).await, [(ADA, ADAS), (BEN, BENS)]);
    for (person, expected) in [(ADA, true), (BEN, true), (CLEO, false)] {
        let listed = store.interviews(TEAM, person).await.expect("readable");
        assert_eq!(listed[0].scores, expected);
        assert_eq!(listed[0].head.candidate, "Grace Hopper");
        assert_eq!(listed[0].head.candidate_is, Some(CLEO));
        assert!(!listed[0].head.totals_only);
    }
    let cleos = store.panelist_by_scorecard(CLEOS).await.expect("readable");
    assert_eq!(cleos, None);
    assert_eq!(ground.bodies(PANEL).await, [b"start".as_slice(), b"anew"]);
    assert_eq!(store.audit_of(PANEL).await.expect("readable").len(), 2);

    let back = Reconvened {
        candidate_is: None,
        come: vec![panelist(CLEO, UNUSED)],
        leave: vec![ADA],
        manager: Some(ADA),
        ..ada_for_cleo(2)
    };
    let refused = store.reconvene(&back).await;
    assert!(
        matches!(refused, Err(StoreError::Constraint { .. })),
        "Ada leads it: {refused:?}"
    );
    let back = Reconvened {
        manager: None,
        ..back
    };
    assert_eq!(store.reconvene(&back).await.expect("saved"), Ok(()));
    assert_eq!(seats(ground).await, [(BEN, BENS), (CLEO, CLEOS)]);
    let unused = store.document(UNUSED).await.expect("readable");
    assert_eq!(unused, None, "what she wrote before is hers again");
}

pub(crate) async fn a_panel_that_moved_on_meanwhile_stays_as_it_is(ground: &Ground) {
    let store = &ground.store;
    store
        .create_interview(&new_interview())
        .await
        .expect("made");
    let refused = store.reconvene(&ada_for_cleo(0)).await.expect("answered");
    assert_eq!(
        refused,
        Err(Conflict::Moved {
            document: PANEL,
            expected: 0,
            found: 1
        })
    );
    is_as_it_was(ground).await;
}

pub(crate) async fn a_panel_that_cannot_be_called_whole_stays_as_it_is(ground: &Ground) {
    let store = &ground.store;
    store
        .create_interview(&new_interview())
        .await
        .expect("made");
    let spoilt = [
        Reconvened {
            come: vec![panelist(NOBODY, ADAS)],
            ..ada_for_cleo(1)
        },
        Reconvened {
            manager: Some(NOBODY),
            ..ada_for_cleo(1)
        },
        Reconvened {
            come: vec![panelist(ADA, BENS)],
            ..ada_for_cleo(1)
        },
    ];
    for anew in spoilt {
        let refused = store.reconvene(&anew).await;
        assert!(
            matches!(refused, Err(StoreError::Constraint { .. })),
            "{refused:?}"
        );
        is_as_it_was(ground).await;
    }
}

async fn is_as_it_was(ground: &Ground) {
    let store = &ground.store;
    assert_eq!(seats(ground).await, [(BEN, BENS), (CLEO, CLEOS)]);
    let kept = store.interview(PANEL).await.expect("readable");
    assert_eq!(kept, Some(new_interview().interview));
    assert_eq!(ground.bodies(PANEL).await, [b"start"]);
    assert_eq!(store.document(ADAS).await.expect("readable"), None);
    assert_eq!(store.audit_of(PANEL).await.expect("readable").len(), 1);
}
