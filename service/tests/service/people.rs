use std::sync::atomic::Ordering;

use domain::views::{Failure, Role};
use service::{Lineup, Manager, Service, kits};

use super::house::{House, NOON, Seeded, document, lineup, person};

const DAY: i64 = 24 * 60 * 60 * 1_000;

#[tokio::test]
async fn the_demo_team_is_made_once_and_has_one_lead() {
    let house = House::new().await;
    house
        .service
        .ensure_demo()
        .await
        .expect("again is harmless");
    let members = house.service.demo_members().await.expect("readable");
    assert_eq!(members.len(), 6);
    let leads = members.iter().filter(|member| member.role == Role::Lead);
    assert_eq!(leads.count(), 1);
    let seen = house.service.members(&house.member(3).await).await;
    assert_eq!(seen, Ok(members));
}

#[tokio::test]
async fn without_a_demo_team_nobody_signs_in_as_one_of_it() {
    let house = House::new().await;
    let kits = kits::read(None).expect("readable");
    let strict = Service::open(
        house.store.clone(),
        kits,
        house.clock.clone(),
        Seeded::new(2),
    );
    assert_eq!(strict.demo_members().await, Ok(Vec::new()));
    assert_eq!(strict.sign_in_demo(person(0)).await, Err(Failure::NotFound));
}

#[tokio::test]
async fn only_members_of_the_demo_team_are_signed_in_without_more_ado() {
    let house = House::new().await;
    let stranger = house.stranger().await;
    for somebody in [stranger.person(), domain::id::PersonId::from_bytes([3; 16])] {
        let refused = house.service.sign_in_demo(somebody).await;
        assert_eq!(refused, Err(Failure::NotFound));
    }
}

#[tokio::test]
async fn a_token_counts_for_fourteen_days_or_until_signed_out() {
    let house = House::new().await;
    let service = &house.service;
    let token = service.sign_in_demo(person(1)).await.expect("signed in");
    let other = service.sign_in_demo(person(1)).await.expect("signed in");
    assert_ne!(token, other);
    assert!(token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit()));

    let actor = service.actor(&token).await.expect("the token is good");
    assert_eq!(actor.person(), person(1));
    service.sign_out(&token).await.expect("signed out");
    assert_eq!(service.actor(&token).await, Err(Failure::SignedOut));
    assert_eq!(service.actor("").await, Err(Failure::SignedOut));

    house.clock.0.store(NOON + 14 * DAY - 1, Ordering::SeqCst);
    assert!(service.actor(&other).await.is_ok());
    house.clock.0.store(NOON + 14 * DAY, Ordering::SeqCst);
    assert_eq!(service.actor(&other).await, Err(Failure::SignedOut));
}

#[tokio::test]
async fn a_sign_out_elsewhere_counts_within_three_seconds() {
    let house = House::new().await;
    let service = &house.service;
    let token = service.sign_in_demo(person(1)).await.expect("signed in");
    assert!(service.actor(&token).await.is_ok());
    let kits = kits::read(None).expect("readable");
    let store = house.other_store().await;
    let other = Service::open(store, kits, house.clock.clone(), Seeded::new(2));
    assert!(other.actor(&token).await.is_ok());
    other.sign_out(&token).await.expect("signed out");
    assert_eq!(other.actor(&token).await, Err(Failure::SignedOut));
    // Found a moment ago, it is not looked for again,
    house.clock.0.store(NOON + 2_999, Ordering::SeqCst);
    assert!(service.actor(&token).await.is_ok());
    // but no use of it makes that last longer.
    house.clock.0.store(NOON + 3_000, Ordering::SeqCst);
    assert_eq!(service.actor(&token).await, Err(Failure::SignedOut));
}

#[tokio::test]
async fn a_session_just_used_counts_no_longer_than_it_lasts() {
    let house = House::new().await;
    let service = &house.service;
    let token = service.sign_in_demo(person(1)).await.expect("signed in");
    house.clock.0.store(NOON + 14 * DAY - 1, Ordering::SeqCst);
    assert!(service.actor(&token).await.is_ok());
    assert!(service.actor(&token).await.is_ok());
    house.clock.0.store(NOON + 14 * DAY, Ordering::SeqCst);
    assert_eq!(service.actor(&token).await, Err(Failure::SignedOut));
}

#[tokio::test]
async fn what_people_did_is_in_the_audit() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1]).await;
    let panelist = house.member(1).await;
    house.score(&panelist, interview, &items, 3).await;
    let lead = house.member(0).await;
    let reveal = domain::panel::Reveal {
        at: 0,
        by: person(4),
        reason: String::new(),
    };
    let reveal = vec![domain::panel::PanelEdit::Reveal(reveal)];
    let pushed = house.push_panel(&lead, interview, 2, reveal).await;
    assert!(pushed.expect("revealed").refused.is_empty());

    let actions = |rows: Vec<store::AuditEntry>| -> Vec<_> {
        rows.into_iter()
            .map(|entry| (entry.row.action, entry.row.person))
            .collect()
    };
    let of_interview = house.store.audit_of(interview).await.expect("readable");
    assert_eq!(
        actions(of_interview),
        [
            ("interview-started".to_owned(), person(0)),
            ("scorecard-submitted".to_owned(), person(1)),
            ("revealed".to_owned(), person(0)),
        ]
    );
    let of_plan = house.store.audit_of(document(1)).await.expect("readable");
    assert_eq!(actions(of_plan), [("plan-made".to_owned(), person(0))]);
    let subject = domain::id::DocumentId::from_bytes(*person(1).bytes());
    let of_person = house.store.audit_of(subject).await.expect("readable");
    assert_eq!(actions(of_person), [("sign-in".to_owned(), person(1))]);
}

#[tokio::test]
async fn analysts_compare_groups_and_have_no_part_in_interviews() {
    let house = House::new().await;
    let (plan, _) = house.plan(1, 1).await;
    let (lead, analyst) = (house.member(0).await, house.member(5).await);
    assert_eq!(analyst.may_compare_groups(), Ok(()));
    let refused = lead.may_compare_groups();
    assert!(
        matches!(refused, Err(Failure::NotAllowed(_))),
        "{refused:?}"
    );

    let panel = lineup("Noor", &[1]);
    let start = |actor, lineup: Lineup| {
        let service = &house.service;
        async move {
            service
                .start_interview(actor, document(2), plan, &lineup)
                .await
        }
    };
    let refused = start(&analyst, panel.clone()).await;
    assert!(
        matches!(refused, Err(Failure::NotAllowed(_))),
        "{refused:?}"
    );
    let managed = Lineup {
        manager: Some(Manager {
            person: analyst.person(),
            totals_only: true,
        }),
        ..panel
    };
    for lineup in [lineup("Noor", &[1, 5]), managed] {
        match start(&lead, lineup).await {
            Err(Failure::Invalid(why)) => assert!(why.contains("is an analyst"), "{why}"),
            other => panic!("{other:?}"),
        }
    }
}
