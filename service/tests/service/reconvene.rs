//! Panels that are called together anew.

use domain::id::DocumentId;
use domain::panel::{Panel, PanelEdit};
use domain::views::Failure;
use domain::wire::{AnyEntries, ToBrowser, decode};
use service::{Actor, Lineup, Manager, Subscription};

use super::house::{House, lineup, note, person, rate};

/// The same with another panel and name.
async fn reconvened(house: &House, interview: DocumentId, panel: &[u8]) {
    let lead = house.member(0).await;
    let anew = lineup("Noor A. Ahmadi", panel);
    let done = house.service.reconvene(&lead, interview, &anew).await;
    done.expect("called anew");
}

async fn panel(house: &House, actor: &Actor, interview: DocumentId) -> Panel {
    let seen = house.service.interview(actor, interview).await;
    seen.expect("seen").panel.document
}

/// The panel's next edits that are heard; none once it may no longer be watched.
async fn heard(subscription: &mut Subscription) -> Option<Vec<PanelEdit>> {
    loop {
        let frame = subscription.next().await?;
        match decode(&frame).expect("readable") {
            ToBrowser::Present(..) => {}
            ToBrowser::Entries(_, AnyEntries::Panel(entries)) => {
                return Some(entries.into_iter().map(|entry| entry.edit).collect());
            }
            other => panic!("entries of the panel: {other:?}"),
        }
    }
}

fn audited(rows: &[store::AuditEntry]) -> Vec<(&str, &str)> {
    let rows = rows.iter().map(|entry| &entry.row);
    rows.map(|row| (row.action.as_str(), row.detail.as_str()))
        .collect()
}

#[tokio::test]
async fn x8_who_comes_scores_and_who_goes_sees_nothing_more() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1, 2]).await;
    let (lead, goes, comes) = (
        house.member(0).await,
        house.member(2).await,
        house.member(3).await,
    );
    let (card, version) = house.scorecard(&goes, interview).await;
    reconvened(&house, interview, &[1, 3]).await;

    let service = &house.service;
    let seen = service.interview(&goes, interview).await;
    assert_eq!(seen.err(), Some(Failure::NotFound));
    assert_eq!(service.interviews(&goes).await, Ok(Vec::new()));
    // Nor what they had open themselves.
    let edits = vec![rate(items[0], 4)];
    let late = house.push_scorecard(&goes, card, version, edits).await;
    assert_eq!(late.err(), Some(Failure::NotFound));
    let own = service.catch_up(&goes, card, 0, true).await;
    assert_eq!(own.err(), Some(Failure::NotFound));
    let own = service.watch(&goes, card, 0).await;
    assert_eq!(own.err(), Some(Failure::NotFound));
    let now = panel(&house, &comes, interview).await;
    assert_eq!(now.candidate, "Noor A. Ahmadi");
    assert!(now.panelists.keys().copied().eq([person(1), person(3)]));
    let listed = service.interviews(&comes).await.expect("listed");
    assert!(listed[0].title.contains("Noor A. Ahmadi"), "{listed:?}");

    for place in [1, 3] {
        let panelist = house.member(place).await;
        house.score(&panelist, interview, &items, 4).await;
    }
    house.reveal(interview, "").await;
    let outcome = service.outcome(&lead, interview).await.expect("revealed");
    assert!(
        outcome
            .scorecards
            .keys()
            .copied()
            .eq([person(1), person(3)])
    );
    let audit = house.store.audit_of(interview).await.expect("readable");
    for line in [
        ("candidate-renamed", "Noor A. Ahmadi"),
        ("panelist-came", "Samir Haddad"),
        ("panelist-left", "Aiko Brandt"),
    ] {
        assert!(audited(&audit).contains(&line), "{:?}", audited(&audit));
    }
}

#[tokio::test]
async fn x8_who_is_called_back_finds_what_they_wrote() {
    let house = House::new().await;
    let (interview, _) = house.interview(&[1, 2]).await;
    let there = house.member(2).await;
    let (card, version) = house.scorecard(&there, interview).await;
    let edits = vec![note("", "thinks before typing")];
    let pushed = house.push_scorecard(&there, card, version, edits).await;
    pushed.expect("taken");

    reconvened(&house, interview, &[1]).await;
    reconvened(&house, interview, &[1, 2]).await;

    let seen = house.service.interview(&there, interview).await;
    let (again, own) = seen.expect("seen").own.expect("they score");
    assert_eq!(again, card);
    let notes: Vec<&String> = own.document.notes.values().collect();
    assert_eq!(notes, ["thinks before typing"]);
}

#[tokio::test]
async fn x8_that_the_candidate_works_here_can_be_said_later_and_closes_it_to_them() {
    let house = House::new().await;
    let (interview, _) = house.interview(&[1, 2]).await;
    let (lead, candidate) = (house.member(0).await, house.member(2).await);
    let service = &house.service;
    let mut watching = service.watch(&candidate, interview, 1).await.expect("seen");
    let of_panelist = Lineup {
        candidate_is: Some(person(2)),
        ..lineup("Aiko Brandt", &[1, 2])
    };
    let refused = service.reconvene(&lead, interview, &of_panelist).await;
    let Err(Failure::Invalid(said)) = refused else {
        panic!("{refused:?}");
    };
    assert!(said.contains("take them off the panel"), "{said}");

    let anew = Lineup {
        panelists: vec![person(1)],
        ..of_panelist
    };
    let done = service.reconvene(&lead, interview, &anew).await;
    done.expect("called anew");
    let edits = heard(&mut watching).await.expect("told");
    assert!(matches!(edits[..], [PanelEdit::Reconvene { .. }]));
    assert_eq!(heard(&mut watching).await, None);
    let convened = service.convened(&lead, interview).await.expect("seen");
    assert_eq!(convened.lineup, anew);
    let back = Lineup {
        panelists: vec![person(1), person(2)],
        candidate_is: None,
        ..anew
    };
    let refused = service.reconvene(&lead, interview, &back).await;
    assert!(matches!(refused, Err(Failure::Invalid(_))), "{refused:?}");
    let audit = house.store.audit_of(interview).await.expect("readable");
    let line = ("candidate-of-the-team", "Aiko Brandt");
    assert!(audited(&audit).contains(&line), "{:?}", audited(&audit));
}

#[tokio::test]
async fn x8_a_watcher_who_is_taken_off_hears_so_and_then_nothing() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1, 2]).await;
    let service = &house.service;
    let (stays, goes) = (house.member(1).await, house.member(2).await);
    let mut staying = service.watch(&stays, interview, 1).await.expect("seen");
    let mut going = service.watch(&goes, interview, 1).await.expect("seen");

    reconvened(&house, interview, &[1, 3]).await;
    for watcher in [&mut staying, &mut going] {
        let edits = heard(watcher).await.expect("told");
        assert!(matches!(edits[..], [PanelEdit::Reconvene { .. }]));
    }
    assert_eq!(heard(&mut going).await, None);
    house.score(&stays, interview, &items, 4).await;
    let edits = heard(&mut staying).await.expect("told");
    assert!(matches!(edits[..], [PanelEdit::Submitted { .. }]));
    let again = service.watch(&goes, interview, 2).await;
    assert_eq!(again.err(), Some(Failure::NotFound));
}

#[tokio::test]
async fn x8_only_the_lead_calls_a_panel_anew_and_nobody_who_handed_in_is_taken_off() {
    let house = House::new().await;
    let with_manager = Lineup {
        candidate_is: Some(person(4)),
        manager: Some(Manager {
            person: person(3),
            totals_only: true,
        }),
        ..lineup("Noor Ahmadi", &[1, 2])
    };
    let (interview, items) = house.interview_of(with_manager.clone()).await;
    let (lead, one) = (house.member(0).await, house.member(1).await);
    let service = &house.service;
    let calls =
        async |actor: &Actor, anew: &Lineup| service.reconvene(actor, interview, anew).await;

    let refused = calls(&one, &lineup("Noor", &[1])).await;
    assert!(
        matches!(refused, Err(Failure::NotAllowed(_))),
        "{refused:?}"
    );
    let stranger = house.stranger().await;
    let refused = calls(&stranger, &lineup("Noor", &[1])).await;
    assert_eq!(refused, Err(Failure::NotFound));
    for (candidate, panel) in [("Noor", vec![]), (" ", vec![1]), ("Noor", vec![1, 4])] {
        let refused = calls(&lead, &lineup(candidate, &panel)).await;
        assert!(matches!(refused, Err(Failure::Invalid(_))), "{refused:?}");
    }
    house.score(&one, interview, &items, 4).await;
    let refused = calls(&lead, &lineup("Noor", &[2])).await;
    assert!(
        matches!(refused, Err(Failure::NotAllowed(_))),
        "{refused:?}"
    );

    let convened = service.convened(&lead, interview).await.expect("seen");
    assert_eq!(convened.lineup, with_manager, "nothing of it was changed");
    assert_eq!(convened.submitted, [person(1)].into());

    let anew = Lineup {
        candidate_is: None,
        manager: None,
        ..lineup("Noor", &[1, 3])
    };
    calls(&lead, &anew).await.expect("Ben stays");
    let convened = service.convened(&lead, interview).await.expect("seen");
    let kept = Lineup {
        candidate_is: Some(person(4)),
        ..anew
    };
    assert_eq!(convened.lineup, kept, "who the candidate is stays");
    let another = Lineup {
        candidate_is: Some(person(2)),
        ..kept.clone()
    };
    calls(&lead, &another).await.expect("nothing changes");
    let convened = service.convened(&lead, interview).await.expect("seen");
    assert_eq!(convened.lineup, kept, "also where another is named");

    house.reveal(interview, "enough").await;
    for refused in [
        calls(&lead, &lineup("Noor", &[1, 2])).await,
        service.convened(&lead, interview).await.map(drop),
    ] {
        assert!(
            matches!(refused, Err(Failure::NotAllowed(_))),
            "{refused:?}"
        );
    }
}
