use domain::export::handover::Mapping;
use domain::export::job_posting::placeholders;
use domain::export::system::{System, Told};
use domain::id::DocumentId;
use domain::panel::{PanelEdit, Reveal};
use domain::views::Failure;
use service::{Actor, Filled};

use super::house::{House, document, person};

/// An interview that three were asked to score and one has, not revealed yet.
async fn scored(house: &House) -> DocumentId {
    let (id, items) = house.interview(&[1, 2]).await;
    house.score(&house.member(1).await, id, &items, 4).await;
    id
}

async fn reveal(house: &House, id: DocumentId) {
    let lead = house.member(0).await;
    let seen = house.service.interview(&lead, id).await.expect("seen");
    let reveal = PanelEdit::Reveal(Reveal {
        at: 1,
        by: person(0),
        reason: "Aiko is ill".into(),
    });
    let pushed = house.push_panel(&lead, id, seen.panel.version, vec![reveal]);
    assert_eq!(pushed.await.expect("answered").refused, []);
}

/// What this person gets of Tomás's scorecard for Greenhouse.
async fn asks(house: &House, actor: &Actor, id: DocumentId) -> Result<String, Failure> {
    let told = Told::default();
    let (service, system) = (&house.service, System::Greenhouse);
    service.hand_over(actor, id, person(1), system, &told).await
}

async fn handed_over(house: &House, id: DocumentId) -> Vec<String> {
    let audit = house.store.audit_of(id).await.expect("readable");
    let rows = audit.into_iter().map(|entry| entry.row);
    rows.filter(|row| row.action == "handed-over")
        .map(|row| row.detail)
        .collect()
}

#[tokio::test]
async fn only_the_lead_hands_a_scorecard_over_and_only_after_the_reveal() {
    let house = House::new().await;
    let id = scored(&house).await;
    let lead = house.member(0).await;
    let sealed = asks(&house, &lead, id).await;
    assert!(matches!(sealed, Err(Failure::NotAllowed(_))), "{sealed:?}");
    reveal(&house, id).await;

    let made = asks(&house, &lead, id).await.expect("it fits");
    assert!(made.contains("\"overall_recommendation\""), "{made}");
    let panelist = asks(&house, &house.member(1).await, id).await;
    assert!(
        matches!(panelist, Err(Failure::NotAllowed(_))),
        "{panelist:?}"
    );
    for outsider in [house.member(3).await, house.stranger().await] {
        assert_eq!(asks(&house, &outsider, id).await, Err(Failure::NotFound));
    }
    assert_eq!(
        handed_over(&house, id).await,
        ["Greenhouse: scorecard of Tomás Okafor"]
    );
}

#[tokio::test]
async fn a_scorecard_that_would_be_rounded_or_was_not_handed_in_leaves_no_trace() {
    let house = House::new().await;
    let id = scored(&house).await;
    reveal(&house, id).await;
    let lead = house.member(0).await;
    let mapped = Told {
        mapping: Some(Mapping(vec![1, 2, 2, 3, 4])),
        ..Told::default()
    };
    for (panelist, told, why) in [
        (person(1), &Told::default(), "would be rounded"),
        (person(1), &mapped, "id of the form"),
        (person(2), &mapped, "handed in no scorecard"),
        (person(9), &mapped, "handed in no scorecard"),
    ] {
        let service = &house.service;
        let refused = service.hand_over(&lead, id, panelist, System::Lever, told);
        let Err(Failure::Invalid(message)) = refused.await else {
            panic!("{why}: it was handed over");
        };
        assert!(message.contains(why), "{message}");
    }
    assert_eq!(handed_over(&house, id).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_plan_and_its_job_are_for_its_team() {
    let house = House::new().await;
    let (plan, _) = house.plan(1, 2).await;
    let (service, member) = (&house.service, house.member(2).await);
    let stages = service.plan_for_greenhouse(&member, plan).await;
    assert!(stages.expect("their plan").contains("\"interview_kit\""));

    let vacancy = service.vacancy(&member, plan).await.expect("their plan");
    let template = vacancy.description.expect("the kit is there");
    let open = placeholders(&template.text);
    assert!(open.contains(&"company"), "{open:?}");
    let mut filled = Filled {
        title: vacancy.role,
        organization: "Example".into(),
        values: open
            .iter()
            .map(|name| ((*name).to_owned(), format!("the {name}")))
            .collect(),
    };
    let published = service.publish(&member, plan, &filled).await;
    let published = published.expect("all is filled in");
    assert!(published.json_ld.contains("the company"), "{published:?}");
    assert!(published.script.contains(&published.json_ld));
    filled.values.remove("team_size");
    let refused = service.publish(&member, plan, &filled).await;
    let Err(Failure::Invalid(message)) = refused else {
        panic!("it was published: {refused:?}");
    };
    assert!(message.contains("{team_size}"), "{message}");

    let stranger = house.stranger().await;
    for plan in [plan, document(9)] {
        let refused = [
            service.plan_for_greenhouse(&stranger, plan).await.err(),
            service.vacancy(&stranger, plan).await.err(),
            service.publish(&stranger, plan, &filled).await.err(),
        ];
        assert_eq!(refused, [const { Some(Failure::NotFound) }; 3]);
    }
}
