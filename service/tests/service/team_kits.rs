use domain::drill::AnswerKey;
use domain::id::TeamId;
use domain::kit::{Kit, file};
use domain::views::Failure;
use service::kits::MOST_TEAM_KITS;
use service::{Actor, Service};
use store::{KitHead, KitRow};

use super::house::{House, document, person};

/// What is kept beside a kit from before names were.
fn head(id: &str) -> KitHead {
    KitHead {
        id: id.to_owned(),
        name: String::new(),
        summary: String::new(),
        questions: 0,
        put_away_at: None,
        put_away_by: None,
    }
}

/// A kit like the one that comes along, to be brought along as the team's own.
async fn ours(service: &Service, actor: &Actor) -> Kit {
    let shipped = service.kit(actor, "back-end-developer").await;
    Kit {
        id: "ours".to_owned(),
        ..shipped.expect("there")
    }
}

#[tokio::test]
async fn a_plan_is_saved_as_a_kit_of_the_team_and_plans_are_begun_from_it() {
    let house = House::new().await;
    let (plan, _) = house.plan(1, 3).await;
    let lead = house.member(0).await;
    let service = &house.service;
    let id = service.save_as_kit(&lead, plan, "Data engineer").await;
    let id = id.expect("saved");

    let colleague = house.member(1).await;
    let listed = service.kits(&colleague).await.expect("listed");
    let found = listed.iter().find(|kit| kit.id == id).expect("listed");
    assert_eq!((found.name.as_str(), found.questions), ("Data engineer", 3));
    let made = service.new_plan(&colleague, document(7), &id, "Data");
    made.await.expect("begun");
    let (_, begun) = house.open_plan(&colleague, document(7)).await;
    assert_eq!(begun.basis.expect("begun").kit, id);

    let stranger = house.stranger().await;
    let unseen = service.kit(&stranger, &id).await;
    assert_eq!(unseen.err(), Some(Failure::NotFound));
    assert_eq!(service.kits(&stranger).await.expect("listed").len(), 1);
    let refused = service.save_as_kit(&stranger, plan, "Mine").await;
    assert_eq!(refused, Err(Failure::NotFound));
}

#[tokio::test]
async fn a_plan_that_lacks_what_a_kit_needs_is_not_saved_and_the_reason_said() {
    let house = House::new().await;
    let (plan, _) = house.plan(1, 0).await;
    let lead = house.member(0).await;
    let refused = house.service.save_as_kit(&lead, plan, "Empty").await;
    assert!(matches!(&refused, Err(Failure::Invalid(_))), "{refused:?}");
    assert_eq!(house.service.kits(&lead).await.expect("listed").len(), 1);
}

#[tokio::test]
async fn a_kit_file_is_taken_in_once_and_a_bad_one_named_with_its_line() {
    let house = House::new().await;
    let lead = house.member(0).await;
    let service = &house.service;
    let shipped = service.kit(&lead, "back-end-developer").await;
    let shipped = file::write(&shipped.expect("there"));
    let refused = service.import_kit(&lead, &shipped).await;
    assert!(
        matches!(refused, Err(Failure::Invalid(_))),
        "the id is taken"
    );
    let kit = ours(service, &lead).await;
    let text = file::write(&kit);
    assert_eq!(
        service.import_kit(&lead, &text).await,
        Ok("ours".to_owned())
    );
    assert_eq!(service.kit(&lead, "ours").await, Ok(kit));
    let again = service.import_kit(&lead, &text).await;
    assert!(matches!(again, Err(Failure::Invalid(_))));
    let bad = service
        .import_kit(&lead, "format = 1\nid = \"not an id\"\n")
        .await;
    let Err(Failure::Invalid(said)) = bad else {
        panic!("{bad:?}");
    };
    assert!(said.contains("line 2"), "{said}");
}

#[tokio::test]
async fn a_team_has_so_many_kits_and_no_more_and_is_told_what_to_do() {
    let house = House::new().await;
    let (plan, _) = house.plan(1, 3).await;
    let lead = house.member(0).await;
    let service = &house.service;
    for number in 1..MOST_TEAM_KITS {
        let kit = KitRow {
            head: head(&format!("kit-{number}")),
            body: String::new(),
            made_by: person(0),
            made_at: 0,
        };
        let team = TeamId::from_bytes([0xde; 16]);
        assert!(house.store.add_kit(team, &kit).await.expect("kept"));
    }
    let last = service.save_as_kit(&lead, plan, "The last").await;
    let last = last.expect("there is room for one");
    let brought = ours(service, &lead).await;
    for refused in [
        service.save_as_kit(&lead, plan, "One too many").await,
        service.import_kit(&lead, &file::write(&brought)).await,
    ] {
        let Err(Failure::Invalid(said)) = refused else {
            panic!("{refused:?}");
        };
        assert!(
            said.contains("200 kits") && said.contains("Put one away"),
            "{said}"
        );
    }
    assert!(service.kit(&lead, &last).await.is_ok());

    let away = service.put_kit_away(&lead, &last).await;
    away.expect("put away");
    let added = service.import_kit(&lead, &file::write(&brought)).await;
    assert_eq!(added, Ok("ours".to_owned()), "one is not in the lists");
    let back = service.bring_kit_back(&lead, &last).await;
    assert!(matches!(back, Err(Failure::Invalid(_))), "{back:?}");
    let elsewhere = house.stranger().await;
    let taken = service.import_kit(&elsewhere, &file::write(&brought)).await;
    assert_eq!(taken, Ok("ours".to_owned()), "it is each team's own");
}

#[tokio::test]
async fn a_kit_from_before_names_were_kept_beside_kits_is_listed_by_its_own() {
    let house = House::new().await;
    let lead = house.member(0).await;
    let service = &house.service;
    let kit = ours(service, &lead).await;
    let row = KitRow {
        head: head("ours"),
        body: file::write(&kit),
        made_by: person(0),
        made_at: 0,
    };
    let team = TeamId::from_bytes([0xde; 16]);
    assert!(house.store.add_kit(team, &row).await.expect("kept"));
    let listed = service.kits(&lead).await.expect("listed");
    assert_eq!((&*listed[1].id, &*listed[1].name), ("ours", &*kit.name));
    assert_eq!(listed[1].questions, listed[0].questions);
}

#[tokio::test]
async fn a_kit_is_put_away_out_of_the_lists_by_anybody_of_its_team_and_comes_back() {
    let house = House::new().await;
    let (plan, _) = house.plan(1, 3).await;
    let (lead, colleague) = (house.member(0).await, house.member(1).await);
    let stranger = house.stranger().await;
    let service = &house.service;
    let id = service
        .save_as_kit(&lead, plan, "Ours")
        .await
        .expect("saved");
    let names = |actor| async move {
        let kits = service.kits(actor).await.expect("listed");
        kits.into_iter().map(|kit| kit.name).collect::<Vec<_>>()
    };
    let away = |actor| async move {
        let found = service.put_away_list(actor).await.expect("listed");
        let kits = found.kits.into_iter();
        kits.map(|kit| (kit.name, kit.by)).collect::<Vec<_>>()
    };
    let other_team = service.put_kit_away(&stranger, &id).await;
    assert_eq!(other_team, Err(Failure::NotFound));
    let shipped = service.put_kit_away(&lead, "back-end-developer").await;
    assert!(
        matches!(shipped, Err(Failure::NotAllowed(_))),
        "{shipped:?}"
    );

    for _ in 0..2 {
        let done = service.put_kit_away(&colleague, &id).await;
        done.expect("put away");
        assert_eq!(names(&lead).await, ["Back End Developer"]);
        let by = ("Ours".to_owned(), colleague.name().to_owned());
        assert_eq!(away(&lead).await, [by]);
        assert_eq!(away(&stranger).await, []);
    }
    let kit = service.kit(&lead, &id).await.expect("there all the same");
    let begun = service
        .new_plan(&lead, document(9), &id, "Begun offline")
        .await;
    begun.expect("a device may have begun it");
    let again = service.import_kit(&lead, &file::write(&kit)).await;
    let Err(Failure::Invalid(said)) = again else {
        panic!("{again:?}");
    };
    assert!(said.contains("put away"), "{said}");

    for _ in 0..2 {
        let done = service.bring_kit_back(&lead, &id).await;
        done.expect("brought back");
        assert_eq!(names(&colleague).await, ["Back End Developer", "Ours"]);
        assert_eq!(away(&lead).await, []);
    }
}

#[tokio::test]
async fn in_a_drill_nobody_sees_others_before_rating_and_the_first_rating_stays() {
    let house = House::new().await;
    let (one, other) = (house.member(1).await, house.member(2).await);
    let service = &house.service;
    let kit = service
        .kit(&one, "back-end-developer")
        .await
        .expect("there");
    let answer = |place| AnswerKey {
        question: kit.questions[0].id.clone(),
        place,
    };
    let rate = |actor, place, level| {
        let (answer, id) = (answer(place), kit.id.clone());
        async move { service.rate_drill(actor, &id, &answer, level).await }
    };
    for (actor, place, level) in [(&one, 0, 2), (&one, 1, 3), (&other, 0, 4), (&other, 0, 1)] {
        rate(actor, place, level).await.expect("kept");
    }
    let seen = service.drill(&other, &kit.id).await.expect("seen").visible;
    let keys: Vec<_> = seen.answers.keys().cloned().collect();
    assert_eq!(keys, [answer(0)], "nothing of what they have not rated");
    let compared = &seen.answers[&answer(0)];
    assert_eq!((compared.own, compared.others.as_slice()), (4, &[2][..]));
    assert_eq!(seen.people[&person(1)].answers, 1);
    let nobody = house.member(3).await;
    let blank = service.drill(&nobody, &kit.id).await.expect("seen").visible;
    assert!(blank.answers.is_empty() && blank.people.is_empty());

    for (place, level) in [(99, 3), (0, 0), (0, 6)] {
        let refused = rate(&one, place, level).await;
        assert!(
            matches!(refused, Err(Failure::Invalid(_))),
            "{place} {level}"
        );
    }
}
