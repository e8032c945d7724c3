//! Calling a panel together anew, from its page.

use domain::id::PersonId;

use super::people::{INTERVIEW, interview, person};
use super::site::Site;

fn address() -> String {
    format!("/interviews/{INTERVIEW}/people")
}

fn value(person: PersonId) -> String {
    person.to_string()
}

#[tokio::test]
async fn the_lead_says_anew_who_takes_part_and_who_is_taken_off_finds_nothing() {
    let site = interview(true).await;
    let (_, lead) = site.member(0).await;
    let page = site.get(&address(), &lead).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    for shown in ["Ngozi P.", "Tomás Okafor", "Aiko Brandt", "Samir Haddad"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    assert!(text.contains("Ngozi Petrov works here"), "{text}");
    assert!(
        !text.contains(&value(person(4))),
        "nor can be chosen: {text}"
    );

    let (stays, comes) = (value(person(1)), value(person(3)));
    let typed = [
        ("candidate", "Ngozi Petrov-Lund"),
        ("panelist", &stays),
        ("panelist", &comes),
    ];
    let done = site.post(&address(), &lead, &typed).await;
    let page = format!("/interviews/{INTERVIEW}");
    assert_eq!((done.status, done.header("location")), (303, Some(&*page)));
    let text = site.get(&address(), &lead).await.text();
    assert!(text.contains("Ngozi Petrov-Lund"), "{text}");

    let (_, gone) = site.member(2).await;
    let hidden = site.get(&format!("{page}/packet"), &gone).await;
    assert_eq!(hidden.status, 404);
    let (_, candidate) = site.member(4).await;
    assert_eq!(site.get(&address(), &candidate).await.status, 404);
}

#[tokio::test]
async fn that_the_candidate_works_here_is_asked_until_it_is_said() {
    let site = Site::new().await;
    let (actor, lead) = site.member(0).await;
    let plan = site.plan(&actor).await;
    site.add_question(&actor, plan).await;
    let panel = value(person(1));
    let started = [
        ("interview", &*INTERVIEW.to_string()),
        ("candidate", "Ngozi P."),
        ("panelist", &panel),
    ];
    let started = site
        .post(&format!("/plans/{plan}/interview"), &lead, &started)
        .await;
    assert_eq!(started.status, 303);
    let asks = "Does the candidate work here?";
    let page = site.get(&address(), &lead).await.text();
    assert!(page.contains(asks), "{page}");
    let candidate = value(person(4));
    let typed = [
        ("candidate", "Ngozi P."),
        ("candidate-is", &candidate),
        ("panelist", &panel),
    ];
    assert_eq!(site.post(&address(), &lead, &typed).await.status, 303);
    let page = site.get(&address(), &lead).await.text();
    assert!(!page.contains(asks), "{page}");
    assert!(page.contains("Ngozi Petrov works here"), "{page}");
}

#[tokio::test]
async fn what_cannot_be_meant_is_shown_again_with_the_reason() {
    let site = interview(true).await;
    let (_, lead) = site.member(0).await;
    let stays = value(person(1));
    let manager = value(person(3));
    for (typed, said) in [
        (vec![("candidate", "Kept as typed")], "Choose between"),
        (
            vec![
                ("candidate", "Kept as typed"),
                ("panelist", &*stays),
                ("manager", "nobody known"),
            ],
            "from the lists",
        ),
        (
            vec![
                ("candidate", "Kept as typed"),
                ("panelist", &*manager),
                ("manager", &*manager),
            ],
            "cannot be the hiring manager and score too",
        ),
    ] {
        let again = site.post(&address(), &lead, &typed).await;
        assert_eq!(again.status, 200);
        assert!(again.alert().contains(said), "{}", again.alert());
        assert!(again.text().contains("Kept as typed"));
    }
    let (_, panelist) = site.member(1).await;
    for answer in [
        site.get(&address(), &panelist).await,
        site.post(&address(), &panelist, &[("panelist", &stays)])
            .await,
    ] {
        assert_eq!(answer.status, 403);
    }
}
