//! Two sites that differ only in what one panelist has sealed send everybody else the same
//! answers, to the byte: status, head, page, and what the program goes on with.

use domain::id::{DocumentId, ItemId, PersonId};
use domain::scorecard::{Rating, Recommendation, ScorecardEdit};
use domain::text::Splice;
use domain::wire::AnyBatch;
use service::{Lineup, Manager};

use super::handover::{adds, batch, pushes};
use super::site::{Answer, Site};

const ITEM: ItemId = ItemId([1; 16]);
const PLAN: DocumentId = DocumentId::from_bytes([1; 16]);
const INTERVIEW: DocumentId = DocumentId::from_bytes([2; 16]);

/// The places of the demo team's members in these tests.
const LEAD: u8 = 0;
const PANELIST: u8 = 1;
const SEALED: u8 = 2;
const MANAGER: u8 = 3;
const CANDIDATE: u8 = 4;
const OTHERS: [u8; 4] = [LEAD, PANELIST, MANAGER, CANDIDATE];

/// Everything there is to ask for about an interview and its plan.
const PATHS: [&str; 18] = [
    "/",
    "/candidates",
    "/roles",
    "/plans/PLAN",
    "/plans/PLAN/read",
    "/plans/PLAN/candidates",
    "/plans/PLAN/history",
    "/plans/PLAN/greenhouse.json",
    "/interviews/INTERVIEW",
    "/interviews/INTERVIEW/result",
    "/interviews/INTERVIEW/evidence",
    "/interviews/INTERVIEW/summary",
    "/interviews/INTERVIEW/packet",
    "/interviews/INTERVIEW/packet?for=auditor",
    "/interviews/INTERVIEW/packet.md?for=records",
    "/interviews/INTERVIEW/packet.csv?for=records",
    "/interviews/INTERVIEW/calendar.ics",
    "/interviews/INTERVIEW/handover",
];

/// What one panelist seals in one of the two worlds.
#[derive(Clone, Copy)]
struct Secret {
    level: u8,
    note: &'static str,
    recommends: Recommendation,
}

const SECRETS: [Secret; 2] = [
    Secret {
        level: 5,
        note: "Drew every failure path before being asked, and named what each would cost.",
        recommends: Recommendation::StrongYes,
    },
    Secret {
        level: 1,
        note: "No.",
        recommends: Recommendation::StrongNo,
    },
];

struct World {
    site: Site,
    cookies: Vec<(u8, String)>,
    secret: Secret,
}

impl World {
    async fn new(secret: Secret) -> Self {
        let site = Site::alike().await;
        let (lead, _) = site.member(LEAD).await;
        let plan = site.plan(&lead).await;
        adds(&site, &lead, plan, 0, ITEM).await;
        let lineup = Lineup {
            candidate: "Ngozi P.".into(),
            candidate_is: Some(person(CANDIDATE)),
            panelists: vec![person(PANELIST), person(SEALED)],
            manager: Some(Manager {
                person: person(MANAGER),
                totals_only: false,
            }),
        };
        let started = site
            .service
            .start_interview(&lead, INTERVIEW, plan, &lineup);
        started.await.expect("started");
        let mut cookies = Vec::new();
        for place in OTHERS {
            cookies.push((place, site.member(place).await.1));
        }
        Self {
            site,
            cookies,
            secret,
        }
    }

    /// Somebody's edits to their own scorecard.
    async fn writes(&self, place: u8, edits: Vec<ScorecardEdit>) {
        let (panelist, _) = self.site.member(place).await;
        let seen = self.site.service.interview(&panelist, INTERVIEW).await;
        let (scorecard, at) = seen.expect("seen").own.expect("they score");
        let edits = AnyBatch::Scorecard(batch(at.version, edits));
        pushes(&self.site, &panelist, scorecard, edits).await;
    }

    async fn seals(&self) {
        let Secret {
            level,
            note,
            recommends,
        } = self.secret;
        self.writes(
            SEALED,
            vec![
                rate(level),
                noted(note),
                ScorecardEdit::Recommend(Some(recommends)),
            ],
        )
        .await;
    }

    /// What everybody else is sent, without what is never the same twice.
    async fn sent(&self) -> Vec<(String, String)> {
        let mut sent = Vec::new();
        for (place, cookie) in &self.cookies {
            for path in PATHS {
                let asked = path
                    .replace("PLAN", &PLAN.to_string())
                    .replace("INTERVIEW", &INTERVIEW.to_string());
                let answer = self.site.get(&asked, cookie).await;
                let whole = without_chance(&answer);
                let whole = whole.replace(&self.site.address.to_string(), "ADDRESS");
                sent.push((format!("{path}, member {place}"), whole));
            }
        }
        sent
    }
}

fn person(place: u8) -> PersonId {
    let mut bytes = [0xde; 16];
    bytes[15] = place + 1;
    PersonId::from_bytes(bytes)
}

fn rate(level: u8) -> ScorecardEdit {
    ScorecardEdit::Rate {
        item: ITEM,
        rating: Some(Rating::of(level, 5)),
    }
}

fn noted(note: &str) -> ScorecardEdit {
    ScorecardEdit::Note {
        about: Some(ITEM),
        splice: Splice::between("", note),
    }
}

/// An answer without what is never the same twice: the nonce of its scripts and the moment
/// it was sent.
fn without_chance(answer: &Answer) -> String {
    let head: Vec<&str> = answer
        .head
        .lines()
        .filter(|line| !line.starts_with("date: "))
        .collect();
    let (head, text) = (head.join("\n"), answer.text());
    let nonce = text.split_once("nonce=\"").and_then(|(_, rest)| {
        let (nonce, _) = rest.split_once('"')?;
        Some(nonce)
    });
    match nonce {
        Some(nonce) => {
            let head = head.replace(&nonce.to_lowercase(), "NONCE");
            format!("{head}\n\n{}", text.replace(nonce, "NONCE"))
        }
        None => format!("{head}\n\n{text}"),
    }
}

#[tokio::test]
async fn what_one_panelist_has_sealed_changes_no_page_of_anybody_else() {
    let [one, other] = SECRETS.map(World::new);
    let worlds = [one.await, other.await];
    for step in [
        "drafts",
        "submits",
        "reopens and submits again",
        "the other submits",
    ] {
        for world in &worlds {
            match step {
                "drafts" => world.seals().await,
                "submits" => {
                    let submit = vec![ScorecardEdit::Submit { at: 0 }];
                    world.writes(SEALED, submit).await;
                }
                "reopens and submits again" => {
                    let edits = vec![ScorecardEdit::Reopen, ScorecardEdit::Submit { at: 0 }];
                    world.writes(SEALED, edits).await;
                }
                _ => {
                    let edits = vec![rate(3), noted("Mine."), ScorecardEdit::Submit { at: 0 }];
                    world.writes(PANELIST, edits).await;
                }
            }
        }
        let [one, other] = [worlds[0].sent().await, worlds[1].sent().await];
        assert_eq!(one.len(), OTHERS.len() * PATHS.len());
        for ((asked, mine), (_, theirs)) in one.into_iter().zip(other) {
            assert!(mine == theirs, "{asked}, {step}:\n{mine}\n\n{theirs}");
        }
    }
}

#[tokio::test]
async fn the_comparison_of_pages_notices_what_is_not_sealed() {
    let worlds = [World::new(SECRETS[0]).await, World::new(SECRETS[0]).await];
    let submit = vec![ScorecardEdit::Submit { at: 0 }];
    worlds[0].writes(SEALED, submit).await;
    let [one, other] = [worlds[0].sent().await, worlds[1].sent().await];
    let differing = one.iter().zip(&other).filter(|(one, other)| one != other);
    let of_panel = |asked: &str| asked.starts_with("/interviews/INTERVIEW, ");
    assert!(differing.clone().any(|((asked, _), _)| of_panel(asked)));
}
