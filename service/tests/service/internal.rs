//! A candidate who works here: to them their interview is not there.

use domain::export::packet::Audience;
use domain::panel::{Coverage, PanelEdit, Schedule, Verdict};
use domain::views::Failure;
use service::{Lineup, Manager};

use super::house::{House, document, lineup, person};
use super::looks::There;

const CANDIDATE: u8 = 4;

fn of_ngozi(panel: &[u8]) -> Lineup {
    Lineup {
        candidate_is: Some(person(CANDIDATE)),
        ..lineup("Ngozi Petrov", panel)
    }
}

#[tokio::test]
async fn their_own_interview_is_to_its_candidate_as_if_it_were_not_there() {
    // In one world there is an interview of them; in the other there never was one.
    let (one, other) = (House::new().await, House::new().await);
    let (interview, items) = one.interview_of(of_ngozi(&[1, 2])).await;
    other.plan(1, 3).await;
    let (lead, panelist) = (one.member(0).await, one.member(1).await);
    let (scorecard, _) = one.scorecard(&panelist, interview).await;
    let there = There {
        interview,
        scorecard,
        items: &items,
    };
    let (mine, theirs) = (one.member(CANDIDATE).await, other.member(CANDIDATE).await);
    for step in 0..7 {
        match step {
            0 => {}
            1 => {
                let schedule = PanelEdit::Schedule(Some(Schedule {
                    at: 5,
                    minutes: 30,
                    place: "Room 1".into(),
                }));
                let item = items[0];
                let coverage = Some(Coverage::Skipped);
                let edits = vec![
                    schedule,
                    PanelEdit::Start { at: 1 },
                    PanelEdit::Mark { item, coverage },
                ];
                let pushed = one.push_panel(&lead, interview, 1, edits).await;
                assert_eq!(pushed.expect("taken").refused, []);
            }
            2 => drop(one.score(&panelist, interview, &items, 4).await),
            3 => drop(one.score(&one.member(2).await, interview, &items, 2).await),
            4 => one.reveal(interview, "").await,
            5 => {
                let verdict = Some((Verdict::Hire, "Strong on each question.".into()));
                let decided = one.service.decide(&lead, interview, verdict).await;
                decided.expect("decided");
                let packet = one.service.packet(&lead, interview, Audience::Candidate);
                packet.await.expect("made");
            }
            _ => {
                let away = one.service.put_away(&lead, interview).await;
                away.expect("put away");
            }
        }
        let looks = there.looks(&one, &mine).await;
        assert!(looks.len() > 20);
        for (found, expected) in looks.iter().zip(there.looks(&other, &theirs).await) {
            assert_eq!(*found, expected, "step {step}");
        }
    }
    // The comparison has something to see: a panelist is answered otherwise.
    let seen = there.looks(&one, &panelist).await;
    assert_ne!(seen, there.looks(&other, &other.member(1).await).await);
}

#[tokio::test]
async fn nobody_has_two_parts_that_do_not_go_together() {
    let house = House::new().await;
    let (plan, _) = house.plan(1, 1).await;
    let lead = house.member(0).await;
    let stranger = house.stranger().await.person();
    let manager = |person| {
        Some(Manager {
            person,
            totals_only: true,
        })
    };
    let refused = [
        ("off the panel", of_ngozi(&[1, CANDIDATE])),
        (
            "would lead an interview of yourself",
            Lineup {
                candidate_is: Some(lead.person()),
                ..lineup("Mara", &[1])
            },
        ),
        (
            "cannot be the hiring manager too",
            Lineup {
                manager: manager(person(CANDIDATE)),
                ..of_ngozi(&[1])
            },
        ),
        (
            "cannot be the hiring manager and score too",
            Lineup {
                manager: manager(person(1)),
                ..lineup("Noor", &[1, 2])
            },
        ),
        (
            "You lead this interview",
            Lineup {
                manager: manager(lead.person()),
                ..lineup("Noor", &[1])
            },
        ),
        (
            "your own team",
            Lineup {
                candidate_is: Some(stranger),
                ..lineup("Noor", &[1])
            },
        ),
        (
            "your own team",
            Lineup {
                manager: manager(stranger),
                ..lineup("Noor", &[1])
            },
        ),
    ];
    for (why, lineup) in refused {
        let started = house
            .service
            .start_interview(&lead, document(2), plan, &lineup);
        let Err(Failure::Invalid(message)) = started.await else {
            panic!("{lineup:?} was started");
        };
        assert!(message.contains(why), "{message}");
    }
    assert_eq!(house.service.interviews(&lead).await, Ok(Vec::new()));
}

#[tokio::test]
async fn even_a_seat_on_the_panel_shows_its_candidate_nothing() {
    let house = House::new().await;
    let (interview, items) = house.interview(&[1, 2]).await;
    let panelist = house.member(1).await;
    house.score(&panelist, interview, &items, 3).await;
    let (scorecard, _) = house.scorecard(&panelist, interview).await;
    // As no way through the service leaves it.
    let mut raw = <sqlx::SqliteConnection as sqlx::Connection>::connect(&house.url())
        .await
        .expect("opens");
    let tampered = sqlx::query("UPDATE interview SET candidate_is = $1")
        .bind(panelist.person().bytes().as_slice())
        .execute(&mut raw)
        .await;
    tampered.expect("written");
    let house = house.crash().await;
    let panelist = house.member(1).await;
    let there = There {
        interview,
        scorecard,
        items: &items,
    };
    let elsewhere = There {
        interview: document(92),
        scorecard: document(93),
        items: &items,
    };
    assert_eq!(
        there.looks(&house, &panelist).await,
        elsewhere.looks(&house, &panelist).await
    );
}
