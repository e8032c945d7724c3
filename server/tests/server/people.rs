//! Candidates who work here, hiring managers, and the pages of candidates and roles.

use domain::id::{DocumentId, ItemId, PersonId};
use domain::panel::{PanelEdit, Reveal, Verdict};
use domain::scorecard::{Rating, Recommendation, ScorecardEdit};
use domain::text::Splice;
use domain::wire::{AnyBatch, encode};
use service::{Actor, Lineup, Manager};

use super::handover::{adds, batch, pushes};
use super::site::{Answer, Site};

const ITEM: ItemId = ItemId([1; 16]);
const PLAN: DocumentId = DocumentId::from_bytes([1; 16]);
pub(crate) const INTERVIEW: DocumentId = DocumentId::from_bytes([2; 16]);
const NOWHERE: DocumentId = DocumentId::from_bytes([9; 16]);

/// The places of the demo team's members in these tests.
const LEAD: u8 = 0;
const PANELISTS: [u8; 2] = [1, 2];
const MANAGER: u8 = 3;
const CANDIDATE: u8 = 4;

pub(crate) fn person(place: u8) -> PersonId {
    let mut bytes = [0xde; 16];
    bytes[15] = place + 1;
    PersonId::from_bytes(bytes)
}

/// A plan of one question, with an interview of a member of the team, managed by another.
pub(crate) async fn interview(totals_only: bool) -> Site {
    let site = Site::new().await;
    let (lead, _) = site.member(LEAD).await;
    let plan = site.plan(&lead).await;
    adds(&site, &lead, plan, 0, ITEM).await;
    let lineup = Lineup {
        candidate: "Ngozi P.".into(),
        candidate_is: Some(person(CANDIDATE)),
        panelists: PANELISTS.map(person).to_vec(),
        manager: Some(Manager {
            person: person(MANAGER),
            totals_only,
        }),
    };
    let started = site
        .service
        .start_interview(&lead, INTERVIEW, plan, &lineup);
    started.await.expect("started");
    site
}

async fn scores(site: &Site, panelist: &Actor, level: u8, note: &str) {
    let seen = site.service.interview(panelist, INTERVIEW).await;
    let (scorecard, at) = seen.expect("seen").own.expect("they score");
    let recommends = if level > 3 {
        Recommendation::StrongYes
    } else {
        Recommendation::No
    };
    let edits = vec![
        ScorecardEdit::Rate {
            item: ITEM,
            rating: Some(Rating::of(level, 5)),
        },
        ScorecardEdit::Note {
            about: Some(ITEM),
            splice: Splice::between("", note),
        },
        ScorecardEdit::Recommend(Some(recommends)),
        ScorecardEdit::Submit { at: 0 },
    ];
    let batch = AnyBatch::Scorecard(batch(at.version, edits));
    pushes(site, panelist, scorecard, batch).await;
}

/// Has the lead open the scorecards, and answers with the lead.
async fn reveals(site: &Site) -> Actor {
    let (lead, _) = site.member(LEAD).await;
    let seen = site.service.interview(&lead, INTERVIEW).await;
    let reveal = PanelEdit::Reveal(Reveal {
        at: 1,
        by: lead.person(),
        reason: String::new(),
    });
    let edits = batch(seen.expect("seen").panel.version, vec![reveal]);
    pushes(site, &lead, INTERVIEW, AnyBatch::Panel(edits)).await;
    lead
}

/// Has the panelists rate so, reveals, and decides.
async fn concludes(site: &Site, levels: [u8; 2]) {
    for (place, level) in PANELISTS.into_iter().zip(levels) {
        let (panelist, _) = site.member(place).await;
        scores(site, &panelist, level, &format!("Noted by {place}.")).await;
    }
    let lead = reveals(site).await;
    let verdict = Some((Verdict::Hire, "Enough was heard.".to_owned()));
    let decided = site.service.decide(&lead, INTERVIEW, verdict).await;
    decided.expect("decided");
}

/// A page to its end. The framework's nonces, which follow it, are never the same twice.
async fn page(site: &Site, path: &str, cookie: &str) -> String {
    let text = site.get(path, cookie).await.text();
    let (page, _) = text.split_once("</html>").expect("a whole page");
    page.to_owned()
}

/// What the program is answered when it opens the panel's page.
async fn opens(site: &Site, id: DocumentId, cookie: &str) -> (u16, Vec<u8>) {
    let origin = site.origin();
    let headers = [
        ("cookie", cookie),
        ("origin", origin.as_str()),
        ("content-type", "application/x-plumbline"),
    ];
    let body = encode(&(id,));
    let answer = site.ask("POST", "/api/interview", &headers, &body).await;
    (answer.status, answer.body)
}

fn told(answer: &Answer) -> (u16, Option<String>, String) {
    let location = answer.header("location").map(str::to_owned);
    (answer.status, location, answer.alert())
}

#[tokio::test]
async fn to_its_candidate_every_address_of_an_interview_leads_nowhere() {
    let site = interview(false).await;
    let (_, cookie) = site.member(CANDIDATE).await;
    let before = [
        page(&site, "/candidates", &cookie).await,
        page(&site, "/roles", &cookie).await,
    ];
    concludes(&site, [5, 3]).await;
    for page in [
        "summary",
        "result",
        "packet",
        "packet?for=auditor",
        "packet.md?for=auditor",
        "packet.csv?for=auditor",
        "handover?to=lever",
        "calendar.ics",
    ] {
        let there = format!("/interviews/{INTERVIEW}/{page}");
        let nowhere = format!("/interviews/{NOWHERE}/{page}");
        let there = site.get(&there, &cookie).await;
        let nowhere = site.get(&nowhere, &cookie).await;
        assert_eq!(there.status, 404, "{page}");
        assert_eq!(told(&there), told(&nowhere), "{page}");
    }
    let item = ITEM.to_string();
    for (page, fields) in [
        ("decision", vec![("verdict", "hire"), ("reasons", "x")]),
        (
            "revise",
            vec![("item", item.as_str()), ("level", "1"), ("reason", "x")],
        ),
        ("handover?to=lever", vec![("panelist", "x")]),
    ] {
        let there = format!("/interviews/{INTERVIEW}/{page}");
        let nowhere = format!("/interviews/{NOWHERE}/{page}");
        let there = site.post(&there, &cookie, &fields).await;
        let nowhere = site.post(&nowhere, &cookie, &fields).await;
        assert_eq!(there.status, 404, "{page}");
        assert_eq!(told(&there), told(&nowhere), "{page}");
    }
    let there = opens(&site, INTERVIEW, &cookie).await;
    assert_eq!(there, opens(&site, NOWHERE, &cookie).await);
    let (_, panelists) = site.member(PANELISTS[0]).await;
    let opened = opens(&site, INTERVIEW, &panelists).await;
    assert!(opened.0 == 200 && opened != there, "{}", opened.0);

    let after = [
        page(&site, "/candidates", &cookie).await,
        page(&site, "/roles", &cookie).await,
    ];
    assert_eq!(before, after);
    let beside = format!("/plans/{PLAN}/candidates");
    for (path, cookie, named) in [
        ("/", &cookie, false),
        ("/candidates", &cookie, false),
        (beside.as_str(), &cookie, false),
        ("/candidates", &panelists, true),
    ] {
        let page = site.get(path, cookie).await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.text().contains("Ngozi P."), named, "{path}");
    }
}

#[tokio::test]
async fn a_hiring_manager_is_led_to_a_summary_which_opens_with_the_reveal() {
    let site = interview(false).await;
    let (_, cookie) = site.member(MANAGER).await;
    let (panel, summary) = (
        format!("/interviews/{INTERVIEW}"),
        format!("/interviews/{INTERVIEW}/summary"),
    );
    let (panelist, panelists) = site.member(PANELISTS[0]).await;
    scores(&site, &panelist, 4, "Kept short.").await;
    let onward = site.get(&panel, &cookie).await;
    assert_eq!(
        (onward.status, onward.header("location")),
        (303, Some(summary.as_str()))
    );
    let sealed = site.get(&summary, &cookie).await.text();
    for shown in ["Ngozi P.", "Not begun", "Handed in", "Not yet"] {
        assert!(sealed.contains(shown), "{shown}: {sealed}");
    }
    for hidden in ["Level", "Kept short.", "Plan", "recommend"] {
        assert!(!sealed.contains(hidden), "{hidden}: {sealed}");
    }
    let result = site.get(&format!("{panel}/result"), &cookie).await;
    assert_eq!(result.status, 403);
    assert!(result.alert().contains("summary"), "{}", result.alert());
    // Whoever is on the panel stays on its page.
    assert_eq!(site.get(&panel, &panelists).await.status, 200);
    assert_eq!(site.get(&summary, &panelists).await.status, 403);
    let signed_out = site.ask("GET", &summary, &[], b"").await;
    let sign_in = format!("/sign-in?next={summary}");
    assert_eq!(signed_out.header("location"), Some(sign_in.as_str()));

    let (other, _) = site.member(PANELISTS[1]).await;
    scores(&site, &other, 2, "Also <short>.").await;
    reveals(&site).await;
    let open = site.get(&summary, &cookie).await.text();
    for shown in ["Tomás Okafor", "Kept short.", "Also &lt;short&gt;."] {
        assert!(open.contains(shown), "{shown}: {open}");
    }
    let listed = site.get("/candidates", &cookie).await.text();
    assert!(listed.contains(&summary) && !listed.contains(&format!("{panel}/result")));
}

#[tokio::test]
async fn with_totals_only_no_byte_of_the_summary_says_who_rated_how() {
    let mut pages = Vec::new();
    for levels in [[5, 2], [2, 5]] {
        let site = interview(true).await;
        concludes(&site, levels).await;
        let (_, cookie) = site.member(MANAGER).await;
        let summary = format!("/interviews/{INTERVIEW}/summary");
        pages.push(page(&site, &summary, &cookie).await);
    }
    assert_eq!(pages[0], pages[1]);
    assert!(
        pages[0].contains("median 3.5, range 2 to 5, n = 2"),
        "{}",
        pages[0]
    );
    for hidden in ["Tomás", "Aiko", "Noted by"] {
        assert!(!pages[0].contains(hidden), "{hidden}: {}", pages[0]);
    }
}

#[tokio::test]
async fn parts_that_do_not_go_together_are_refused_with_all_that_was_chosen() {
    let site = Site::new().await;
    let (lead, cookie) = site.member(LEAD).await;
    let plan = site.plan(&lead).await;
    adds(&site, &lead, plan, 0, ITEM).await;
    let path = format!("/plans/{plan}/interview");
    let form = site.get(&path, &cookie).await.text();
    assert!(form.contains("Does the candidate work here?"), "{form}");
    let (candidate, panelist) = (person(CANDIDATE).to_string(), person(1).to_string());
    let (manager, id) = (person(MANAGER).to_string(), INTERVIEW.to_string());
    let mut fields = vec![
        ("interview", id.as_str()),
        ("candidate", "Ngozi P."),
        ("candidate-is", candidate.as_str()),
        ("panelist", panelist.as_str()),
        ("panelist", candidate.as_str()),
        ("manager", manager.as_str()),
        ("manager-sees", "everything"),
    ];
    let refused = site.post(&path, &cookie, &fields).await;
    assert_eq!(refused.status, 200);
    let text = refused.text();
    assert!(
        refused.alert().contains("Ngozi Petrov is the candidate"),
        "{text}"
    );
    for kept in [
        format!("value=\"{candidate}\" selected"),
        format!("value=\"{manager}\" selected"),
        "value=\"everything\" checked".to_owned(),
        "value=\"Ngozi P.\"".to_owned(),
    ] {
        assert!(text.contains(&kept), "{kept}: {text}");
    }
    // A person who cannot be read is not nobody.
    let unclear = [fields[0], fields[1], fields[3], ("candidate-is", "Ngozi")];
    let refused = site.post(&path, &cookie, &unclear).await;
    assert!(
        refused.alert().contains("from the lists"),
        "{}",
        refused.text()
    );

    fields.remove(4);
    let started = site.post(&path, &cookie, &fields).await;
    let there = format!("/interviews/{INTERVIEW}");
    assert_eq!(
        started.header("location"),
        Some(there.as_str()),
        "{}",
        started.text()
    );
    let (manager, _) = site.member(MANAGER).await;
    let known = site.service.interviews(&manager).await.expect("listed");
    assert_eq!(known.len(), 1);
    let (candidate, _) = site.member(CANDIDATE).await;
    assert_eq!(site.service.interviews(&candidate).await, Ok(Vec::new()));
}

#[tokio::test]
async fn candidates_and_roles_have_pages_that_lead_on() {
    let site = interview(true).await;
    concludes(&site, [4, 4]).await;
    let (_, cookie) = site.member(PANELISTS[0]).await;
    let candidates = site.get("/candidates", &cookie).await.text();
    for link in [
        format!("/interviews/{INTERVIEW}\""),
        format!("/interviews/{INTERVIEW}/result\""),
        format!("/plans/{PLAN}/candidates\""),
        "/roles\"".to_owned(),
    ] {
        assert!(candidates.contains(&format!("href=\"{link}")), "{link}");
    }
    let roles = site.get("/roles", &cookie).await.text();
    assert!(roles.contains("1 interview of yours"), "{roles}");
    for link in ["", "/candidates", "/sharing", "/posting"] {
        assert!(
            roles.contains(&format!("href=\"/plans/{PLAN}{link}\"")),
            "{link}"
        );
    }
    let kits = site.get("/kits", &cookie).await.text();
    let beside = site
        .get(&format!("/plans/{PLAN}/candidates"), &cookie)
        .await
        .text();
    for page in [kits, beside] {
        assert!(page.contains("href=\"/roles\"") && page.contains("href=\"/candidates\""));
    }
    for path in ["/candidates", "/roles"] {
        let signed_out = site.ask("GET", path, &[], b"").await;
        let sign_in = format!("/sign-in?next={path}");
        assert_eq!(signed_out.header("location"), Some(sign_in.as_str()));
    }
}

#[tokio::test]
async fn analysts_are_not_offered_the_interviews_that_they_may_not_start() {
    const ANALYST: u8 = 5;
    let site = Site::new().await;
    let (lead, cookie) = site.member(0).await;
    let plan = site.plan(&lead).await;
    let (_, analyst) = site.member(ANALYST).await;
    let read = format!("/plans/{plan}/read");
    for (cookie, is_offered) in [(&cookie, true), (&analyst, false)] {
        let page = site.get(&read, cookie).await.text();
        assert_eq!(page.contains("Start interview"), is_offered, "{page}");
        let page = site.get("/candidates", cookie).await.text();
        assert_eq!(page.contains("start an interview"), is_offered, "{page}");
        let form = site.get(&format!("/plans/{plan}/interview"), cookie).await;
        assert_eq!(form.status, if is_offered { 200 } else { 403 });
    }
}
