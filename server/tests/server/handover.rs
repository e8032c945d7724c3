//! Scorecards and plans for other systems, as they are asked for.

use domain::id::{BatchId, DocumentId, ItemId, PersonId};
use domain::order::Mark;
use domain::panel::{PanelEdit, Reveal};
use domain::plan::{Item, PlanEdit};
use domain::scorecard::{Rating, Recommendation, ScorecardEdit};
use domain::sync::Batch;
use domain::text::Splice;
use domain::wire::{AnyBatch, Push};
use serde_json::{Value, json};
use service::{Actor, Lineup};

use super::site::{Answer, Site};

const FIRST: ItemId = ItemId([1; 16]);
const SECOND: ItemId = ItemId([2; 16]);

/// An interview that was scored by a panelist, and everybody who asks for it.
struct Scored {
    site: Site,
    path: String,
    id: DocumentId,
    panelist: PersonId,
    lead: (Actor, String),
    by_panelist: String,
    uninvited: String,
}

impl Scored {
    async fn new() -> Self {
        let site = Site::new().await;
        let lead = site.member(0).await;
        let (panelist, by_panelist) = site.member(1).await;
        let (_, uninvited) = site.member(3).await;
        let plan = site.plan(&lead.0).await;
        for (index, item) in [FIRST, SECOND].into_iter().enumerate() {
            adds(&site, &lead.0, plan, index, item).await;
        }
        let id = DocumentId::from_bytes([2; 16]);
        let lineup = Lineup {
            candidate: "Noor Ahmadi".into(),
            panelists: vec![panelist.person()],
            ..Lineup::default()
        };
        let started = site.service.start_interview(&lead.0, id, plan, &lineup);
        started.await.expect("started");
        scores(&site, &panelist, id).await;
        Self {
            site,
            path: format!("/interviews/{id}/handover"),
            id,
            panelist: panelist.person(),
            lead,
            by_panelist,
            uninvited,
        }
    }

    async fn revealed() -> Self {
        let scored = Self::new().await;
        let lead = &scored.lead.0;
        let seen = scored.site.service.interview(lead, scored.id).await;
        let reveal = PanelEdit::Reveal(Reveal {
            at: 1,
            by: lead.person(),
            reason: String::new(),
        });
        let batch = AnyBatch::Panel(batch(seen.expect("seen").panel.version, vec![reveal]));
        pushes(&scored.site, lead, scored.id, batch).await;
        scored
    }

    /// The form for a system, as the lead gets it.
    async fn form(&self, to: &str) -> Answer {
        let path = format!("{}?to={to}", self.path);
        self.site.get(&path, &self.lead.1).await
    }

    /// What comes back to the lead for these fields.
    async fn makes(&self, to: &str, fields: &[(&str, &str)]) -> Answer {
        let path = format!("{}?to={to}", self.path);
        self.site.post(&path, &self.lead.1, fields).await
    }
}

pub(super) fn batch<E>(base: u64, edits: Vec<E>) -> Batch<E> {
    let mut id = [3; 16];
    id[..8].copy_from_slice(&base.to_be_bytes());
    Batch {
        id: BatchId::from_bytes(id),
        base,
        edits,
    }
}

pub(super) async fn pushes(site: &Site, actor: &Actor, document: DocumentId, batch: AnyBatch) {
    let pushed = site.service.push(actor, Push { document, batch }).await;
    assert_eq!(pushed.expect("answered").refused, []);
}

/// Puts a question of the kit into the first stage.
pub(super) async fn adds(site: &Site, actor: &Actor, id: DocumentId, index: usize, item: ItemId) {
    let kit = site.service.kit(actor, "back-end-developer").await;
    let kit = kit.expect("the kit is there");
    let at = site.service.open_plan(actor, id).await.expect("it opens");
    let plan = at.document;
    let content = Box::new(Item {
        place: plan.place_at(plan.stages_in_order()[0], index, None, Mark(1)),
        minutes: 10,
        weight: 1,
        weight_reason: String::new(),
        question: (&kit.questions[index]).into(),
    });
    let edits = vec![PlanEdit::AddItem { item, content }];
    pushes(site, actor, id, AnyBatch::Plan(batch(at.version, edits))).await;
}

/// Rates one and five, notes something on the second, recommends, and hands in.
async fn scores(site: &Site, panelist: &Actor, interview: DocumentId) {
    let seen = site.service.interview(panelist, interview).await;
    let (scorecard, at) = seen.expect("seen").own.expect("they score");
    let rate = |item, level| ScorecardEdit::Rate {
        item,
        rating: Some(Rating::of(level, 5)),
    };
    let edits = vec![
        rate(FIRST, 1),
        rate(SECOND, 5),
        ScorecardEdit::Note {
            about: Some(SECOND),
            splice: Splice::between("", "Drew <it>."),
        },
        ScorecardEdit::Recommend(Some(Recommendation::Yes)),
        ScorecardEdit::Submit { at: 0 },
    ];
    let batch = AnyBatch::Scorecard(batch(at.version, edits));
    pushes(site, panelist, scorecard, batch).await;
}

fn json(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).expect("it is JSON")
}

#[tokio::test]
async fn a_scorecard_goes_out_by_the_hand_of_the_lead_after_the_reveal() {
    let scored = Scored::revealed().await;
    let panelist = scored.panelist.to_string();
    let fields = [("panelist", panelist.as_str())];
    let (site, nothing) = (
        &scored.site,
        "/interviews/09090909-0909-0909-0909-090909090909",
    );
    for to in ["greenhouse", "ashby", "lever", "nowhere", ""] {
        let path = format!("{}?to={to}", scored.path);
        let missing = format!("{nothing}/handover?to={to}");
        // For whoever was not invited it is as if there were no such interview.
        let unseen = site.get(&path, &scored.uninvited).await;
        let gone = site.get(&missing, &scored.uninvited).await;
        assert_eq!((unseen.status, gone.status), (404, 404), "{to}");
        assert!(!gone.alert().is_empty());
        assert_eq!(unseen.alert(), gone.alert());
        let posted = site.post(&path, &scored.uninvited, &fields).await;
        assert_eq!((posted.status, posted.alert()), (404, gone.alert()));

        let by_panelist = site.get(&path, &scored.by_panelist).await;
        assert_eq!(by_panelist.status, 403, "{to}");
        let posted = site.post(&path, &scored.by_panelist, &fields).await;
        assert_eq!(posted.status, 403, "{to}");
        assert!(posted.alert().contains("leads the panel"), "{to}");
        let signed_out = site.ask("GET", &path, &[], b"").await;
        let sign_in = format!("/sign-in?next={path}");
        assert_eq!(signed_out.header("location"), Some(sign_in.as_str()));
    }
    for to in ["nowhere", ""] {
        assert_eq!(scored.form(to).await.status, 400, "{to}");
        assert_eq!(scored.makes(to, &fields).await.status, 400, "{to}");
    }
    let elsewhere = [
        ("cookie", scored.lead.1.as_str()),
        ("origin", "http://elsewhere.test"),
    ];
    let path = format!("{}?to=greenhouse", scored.path);
    let forged = site.ask("POST", &path, &elsewhere, b"panelist=x").await;
    assert_eq!(forged.status, 403);
}

#[tokio::test]
async fn before_the_reveal_nothing_goes_out() {
    let scored = Scored::new().await;
    let panelist = scored.panelist.to_string();
    for answer in [
        scored.form("greenhouse").await,
        scored.makes("greenhouse", &[("panelist", &panelist)]).await,
    ] {
        assert_eq!(answer.status, 403);
        assert!(answer.alert().contains("sealed"), "{}", answer.alert());
    }
}

#[tokio::test]
async fn where_the_scales_are_alike_nothing_is_asked_and_the_file_says_it_all() {
    let scored = Scored::revealed().await;
    let packet = format!("/interviews/{}/packet", scored.id);
    let packet = scored.site.get(&packet, &scored.lead.1).await.text();
    for to in ["greenhouse", "ashby", "lever"] {
        assert!(packet.contains(&format!("{}?to={to}", scored.path)), "{to}");
    }
    let form = scored.form("greenhouse").await.text();
    assert!(!form.contains("would be rounded"), "{form}");
    let nobody = scored.makes("greenhouse", &[]).await;
    assert!(nobody.alert().contains("whose scorecard"));

    let panelist = scored.panelist.to_string();
    let made = scored.makes("greenhouse", &[("panelist", &panelist)]).await;
    assert_eq!(made.header("content-type"), Some("application/json"));
    let named = made.header("content-disposition").expect("it is a file");
    assert_eq!(named, "attachment; filename=\"scorecard-greenhouse.json\"");
    let card = json(&made);
    assert_eq!(card["interviewer"]["name"], "Tomás Okafor");
    assert_eq!(card["overall_recommendation"], "yes");
    assert_eq!(card["attributes"][0]["rating"], "definitely_not");
    assert_eq!(card["attributes"][1]["rating"], "strong_yes");
    assert_eq!(card["attributes"][1]["note"], "Drew <it>.");
}

#[tokio::test]
async fn what_would_be_rounded_is_asked_and_what_was_typed_stays() {
    let scored = Scored::revealed().await;
    let form = scored.form("ashby").await.text();
    assert!(form.contains("2 ratings would be rounded"), "{form}");
    assert!(form.contains("Level 5 of 5 becomes"), "{form}");

    let panelist = scored.panelist.to_string();
    let (first, second) = (format!("rating-{FIRST}"), format!("rating-{SECOND}"));
    let note = format!("note-{SECOND}");
    let mut fields = vec![
        ("panelist", panelist.as_str()),
        ("form", "form-1"),
        ("application", "application-1"),
        (first.as_str(), "path \"&<1>"),
        (second.as_str(), "path-2"),
        (note.as_str(), "path-3"),
        ("recommendation", "path-4"),
    ];
    let unmapped = scored.makes("ashby", &fields).await;
    assert_eq!(unmapped.status, 200);
    assert!(unmapped.alert().contains("would be rounded"));
    assert!(unmapped.text().contains("value=\"application-1\""));
    let kept = unmapped
        .text()
        .contains("value=\"path &quot;&amp;&lt;1&gt;\"");
    assert!(kept, "{}", unmapped.text());

    let before = fields.len();
    fields.extend([("level-1", "1"), ("level-2", "3"), ("level-3", "2")]);
    fields.extend([("level-4", "3"), ("level-5", "4")]);
    let falling = scored.makes("ashby", &fields).await;
    assert!(falling.alert().contains("none below the one before"));
    let chosen = falling.text().matches(" selected").count();
    assert_eq!(chosen, 5, "each level that was chosen stays chosen");

    fields[before + 1] = ("level-2", "2");
    let made = json(&scored.makes("ashby", &fields).await);
    let field = |path: &str, value: Value| json!({ "path": path, "value": value });
    assert_eq!(
        made,
        json!({
            "formDefinitionId": "form-1",
            "applicationId": "application-1",
            "feedbackForm": { "fieldSubmissions": [
                field("path \"&<1>", json!({ "score": 1 })),
                field("path-2", json!({ "score": 4 })),
                field("path-3", json!({ "type": "PlainText", "value": "Drew <it>." })),
                field("path-4", json!("3")),
            ] },
        })
    );
    let for_lever = json(&scored.makes("lever", &fields).await);
    assert_eq!(for_lever["baseTemplateId"], "form-1");
    assert_eq!(for_lever["fieldValues"][3]["value"], "3 - Hire");

    fields.retain(|(name, _)| *name != note);
    let lost = scored.makes("lever", &fields).await;
    assert!(lost.alert().contains("no field for the note on"));
}

#[tokio::test]
async fn a_plan_goes_out_as_the_stages_of_a_job_to_its_team() {
    let scored = Scored::revealed().await;
    let (site, plan) = (&scored.site, DocumentId::from_bytes([1; 16]));
    let history = format!("/plans/{plan}/history");
    let history = site.get(&history, &scored.uninvited).await.text();
    let path = format!("/plans/{plan}/greenhouse.json");
    assert!(history.contains(&path), "{history}");
    // Not on the panel, but of the team.
    let stages = json(&site.get(&path, &scored.uninvited).await);
    let kit = &stages[0]["interviews"][0]["interview_kit"];
    assert_eq!(kit["questions"].as_array().map(Vec::len), Some(2));
    let missing = site.get("/plans/nothing/greenhouse.json", &scored.lead.1);
    assert_eq!(missing.await.status, 404);
    let signed_out = site.ask("GET", &path, &[], b"").await;
    let sign_in = format!("/sign-in?next={path}");
    assert_eq!(signed_out.header("location"), Some(sign_in.as_str()));
}
