//! Putting plans, interviews and kits away, from their pages.

use domain::kit;

use super::debrief::{INTERVIEW, at, revealed};
use super::site::Site;

async fn lists(site: &Site, cookie: &str) -> [String; 3] {
    let mut pages = Vec::new();
    for path in ["/candidates", "/roles", "/put-away"] {
        pages.push(site.get(path, cookie).await.text());
    }
    pages.try_into().expect("three")
}

#[tokio::test]
async fn what_is_put_away_is_in_one_list_only_and_comes_back_from_there() {
    let site = revealed().await;
    let (lead, cookie) = site.member(0).await;
    let plan = site.service.plans(&lead).await.expect("listed").remove(0);
    let plan = format!("/plans/{}/put-away", plan.id);
    for (page, address) in [(0, at("put-away")), (1, plan)] {
        let link = address.trim_end_matches("/put-away");
        let before = lists(&site, &cookie).await;
        assert!(before[page].contains(link), "{link}: {}", before[page]);
        assert!(before[2].contains("Nothing is put away."));

        let asked = site.get(&address, &cookie).await;
        assert_eq!(asked.status, 200);
        assert!(asked.text().contains("Put away"));
        let done = site.post(&address, &cookie, &[("away", "yes")]).await;
        assert_eq!(
            (done.status, done.header("location")),
            (303, Some("/put-away?recorded=list#list"))
        );
        let away = lists(&site, &cookie).await;
        assert!(!away[page].contains(&format!("{link}\"")), "{}", away[page]);
        assert!(away[2].contains(&format!("{link}\"")) && away[2].contains("Bring back"));
        // Its page goes on; a plan's says, to whoever reads it, why no list has it.
        assert_eq!(site.get(link, &cookie).await.status, 200);
        let said = site.get(&format!("{link}/read"), &cookie).await.text();
        assert_eq!(said.contains("It is put away"), page == 1, "{link}");

        let back = site.post(&address, &cookie, &[("away", "no")]).await;
        assert_eq!(back.status, 303);
        let again = lists(&site, &cookie).await;
        assert!(
            again[page].contains(&format!("{link}\"")),
            "{}",
            again[page]
        );
        assert!(again[2].contains("Nothing is put away."));
    }
}

#[tokio::test]
async fn an_interview_is_put_away_by_its_lead_only_and_from_this_site_only() {
    let site = revealed().await;
    let address = at("put-away");
    let (_, panelist) = site.member(1).await;
    for answer in [
        site.get(&address, &panelist).await,
        site.post(&address, &panelist, &[("away", "yes")]).await,
    ] {
        assert_eq!(answer.status, 403);
    }
    let page = site.get("/candidates", &panelist).await.text();
    assert!(!page.contains("put-away\">Put away"), "{page}");
    let (_, stranger) = site.member(4).await;
    let hidden = site.post(&address, &stranger, &[("away", "yes")]).await;
    assert_eq!(hidden.status, 404);

    let (lead, cookie) = site.member(0).await;
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "https://evil.example"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let foreign = site.ask("POST", &address, &headers, b"away=yes").await;
    assert_eq!(foreign.status, 403);
    let listed = site.service.interviews(&lead).await.expect("listed");
    assert!(listed.iter().any(|one| one.id == INTERVIEW));
}

#[tokio::test]
async fn a_kit_of_the_teams_own_is_put_away_and_brought_back_and_a_shipped_one_is_not() {
    let site = Site::new().await;
    let (actor, cookie) = site.member(0).await;
    let kit = site.kit_of_ones_own(&actor).await;
    let text = kit::file::write(&kit);
    site.service.import_kit(&actor, &text).await.expect("added");
    let address = "/kits/ours/put-away";
    let kits = site.get("/kits", &cookie).await.text();
    assert!(kits.contains(address), "{kits}");
    assert!(
        !kits.contains("/kits/back-end-developer/put-away"),
        "{kits}"
    );
    for answer in [
        site.get("/kits/back-end-developer/put-away", &cookie).await,
        site.post(
            "/kits/back-end-developer/put-away",
            &cookie,
            &[("away", "yes")],
        )
        .await,
    ] {
        assert_eq!(answer.status, 403);
    }

    let asked = site.get(address, &cookie).await;
    assert!(
        asked
            .text()
            .contains("Anybody of the team can bring it back")
    );
    let done = site.post(address, &cookie, &[("away", "yes")]).await;
    assert_eq!(
        done.header("location"),
        Some("/put-away?recorded=list#list")
    );
    let kits = site.get("/kits", &cookie).await.text();
    assert!(!kits.contains("/kits/ours/"), "{kits}");
    let away = site.get("/put-away", &cookie).await.text();
    assert!(
        away.contains("/kits/ours/drill") && away.contains(address),
        "{away}"
    );
    assert_eq!(site.get("/kits/ours/drill", &cookie).await.status, 200);

    let back = site.post(address, &cookie, &[("away", "no")]).await;
    assert_eq!(back.status, 303);
    let kits = site.get("/kits", &cookie).await.text();
    assert!(kits.contains(address), "{kits}");
}
