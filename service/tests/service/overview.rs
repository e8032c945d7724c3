//! Candidates and roles, as far as one person may know of them.

use std::sync::atomic::Ordering;

use domain::panel::{PanelEdit, Schedule, Verdict};
use domain::views::ListedKit;
use service::{InterviewState, Interviewed, Lineup, Manager, Part, RolePlan};

use super::house::{House, NOON, document, lineup, person};

/// Three interviews on one plan: of Noor twice, and of Elif, who works here.
async fn three(house: &House) {
    let (plan, _) = house.plan(1, 2).await;
    let lead = house.member(0).await;
    let manager = Some(Manager {
        person: person(3),
        totals_only: true,
    });
    for (name, lineup) in [
        (2, lineup("noor", &[1])),
        (
            3,
            Lineup {
                manager,
                ..lineup("Noor", &[2])
            },
        ),
        (
            4,
            Lineup {
                candidate_is: Some(person(4)),
                ..lineup("Elif", &[1])
            },
        ),
        (
            5,
            Lineup {
                manager,
                ..lineup("Noor", &[1])
            },
        ),
    ] {
        let started = house
            .service
            .start_interview(&lead, document(name), plan, &lineup);
        started.await.expect("started");
    }
    let schedule = PanelEdit::Schedule(Some(Schedule {
        at: NOON + 9,
        minutes: 30,
        place: String::new(),
    }));
    let planned = house
        .push_panel(&lead, document(2), 1, vec![schedule])
        .await;
    assert_eq!(planned.expect("taken").refused, []);
}

fn names(interviewed: &[Interviewed]) -> Vec<(&str, Vec<u8>)> {
    let known = interviewed.iter().map(|one| {
        let ids = one.interviews.iter().map(|known| known.id.bytes()[0]);
        (one.candidate.as_str(), ids.collect())
    });
    known.collect()
}

#[tokio::test]
async fn candidates_are_those_of_interviews_one_has_a_part_in() {
    let house = House::new().await;
    three(&house).await;
    for (place, expected) in [
        (
            0,
            vec![("Elif", vec![4]), ("Noor", vec![3, 5]), ("noor", vec![2])],
        ),
        (
            1,
            vec![("Elif", vec![4]), ("Noor", vec![5]), ("noor", vec![2])],
        ),
        (2, vec![("Noor", vec![3])]),
        (3, vec![("Noor", vec![3, 5])]),
        (4, vec![]),
    ] {
        let found = house.service.interviewed(&house.member(place).await).await;
        assert_eq!(names(&found.expect("theirs")), expected, "member {place}");
    }
    let stranger = house.stranger().await;
    assert_eq!(house.service.interviewed(&stranger).await, Ok(Vec::new()));

    let found = house.service.interviewed(&house.member(1).await).await;
    let found = found.expect("theirs");
    let planned = &found[2].interviews[0];
    assert_eq!(planned.role, "Back End Developer");
    assert_eq!(
        (planned.planned_at, planned.set_up_at),
        (Some(NOON + 9), NOON)
    );
    assert_eq!(
        (planned.part, planned.state),
        (Part::Panelist, InterviewState::NotBegun)
    );
}

/// How the interviews stand that `place` is listed, each with whether it waits for them.
async fn listed(house: &House, place: u8) -> Vec<(u8, String, bool)> {
    let listed = house.service.interviews(&house.member(place).await).await;
    let listed = listed.expect("readable").into_iter();
    listed
        .map(|one| (one.id.bytes()[0], one.standing, one.is_due))
        .collect()
}

#[tokio::test]
async fn what_waits_for_somebody_comes_first_and_says_for_what() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1, 2]).await;
    let lead = house.member(0).await;
    house.clock.0.store(NOON + 1, Ordering::SeqCst);
    let elif = lineup("Elif", &[1, 2]);
    let later = house
        .service
        .start_interview(&lead, document(3), document(1), &elif)
        .await;
    later.expect("started");
    let due = "Your scorecard is due";
    let line = |id: u8, standing: &str, is_due| (id, standing.to_owned(), is_due);
    let other = line(3, "Not begun", false);
    for place in [0, 1, 2] {
        let expected = [other.clone(), line(2, "Not begun", false)];
        assert_eq!(listed(&house, place).await, expected, "member {place}");
    }

    let schedule = PanelEdit::Schedule(Some(Schedule {
        at: NOON + 9,
        minutes: 30,
        place: String::new(),
    }));
    let planned = house.push_panel(&lead, interview, 1, vec![schedule]).await;
    assert_eq!(planned.expect("taken").refused, []);
    let expected = [other.clone(), line(2, "Planned for", false)];
    assert_eq!(listed(&house, 1).await, expected);

    // Its time has come, whether or not anybody has started the clock.
    house.clock.0.store(NOON + 9, Ordering::SeqCst);
    assert_eq!(
        listed(&house, 1).await,
        [line(2, due, true), other.clone()],
        "it is listed before a later one"
    );
    house
        .score(&house.member(1).await, interview, &items, 4)
        .await;
    let waits = [line(2, due, true), other.clone()];
    assert_eq!(listed(&house, 2).await, waits);
    assert!(listed(&house, 1).await.iter().all(|(_, _, is_due)| !is_due));
    assert!(listed(&house, 0).await.iter().all(|(_, _, is_due)| !is_due));

    house
        .score(&house.member(2).await, interview, &items, 2)
        .await;
    let to_reveal = line(2, "All scorecards are in: yours to reveal", true);
    assert_eq!(listed(&house, 0).await, [to_reveal, other.clone()]);
    house.reveal(interview, "").await;
    let to_decide = line(2, "Revealed: yours to decide", true);
    assert_eq!(listed(&house, 0).await, [to_decide, other.clone()]);
    assert_eq!(listed(&house, 1).await[1], line(2, "Revealed", false));
    let verdict = Some((Verdict::Hold, "Another answer is wanted.".into()));
    let decided = house.service.decide(&lead, interview, verdict).await;
    decided.expect("decided");
    let done = line(2, Verdict::Hold.label(), false);
    assert_eq!(listed(&house, 0).await, [other, done]);
}

#[tokio::test]
async fn roles_count_only_the_interviews_one_may_know_of() {
    let house = House::new().await;
    three(&house).await;
    let lead = house.member(0).await;
    let saved = house
        .service
        .save_as_kit(&lead, document(1), "Data Engineer");
    saved.await.expect("saved");
    for (place, count) in [(0, 4), (1, 3), (2, 1), (3, 2), (4, 0)] {
        let roles = house.service.roles(&house.member(place).await).await;
        let roles = roles.expect("the team's");
        let named: Vec<&str> = roles.iter().map(|role| role.name.as_str()).collect();
        assert_eq!(named, ["Back End Developer", "Data Engineer"]);
        let kits = |kits: &[ListedKit]| kits.len();
        assert_eq!((kits(&roles[0].kits), kits(&roles[1].kits)), (1, 1));
        let plan = RolePlan {
            id: document(1),
            title: "Back end".into(),
            interviews: count,
        };
        assert_eq!(roles[0].plans, [plan], "member {place}");
        assert_eq!(roles[1].plans, []);
    }
    // Elsewhere there are the shipped kits, and nothing of this team.
    let elsewhere = house.service.roles(&house.stranger().await).await;
    let elsewhere = elsewhere.expect("readable");
    assert!(elsewhere.iter().all(|role| role.plans.is_empty()));
    assert_eq!(elsewhere.len(), 1);
}
