use domain::id::PersonId;
use domain::plan::PlanEdit;
use domain::wire::AnyBatch;

use super::handover::{batch, pushes};
use super::site::Site;

#[tokio::test]
async fn whoever_may_not_change_a_plan_is_led_to_the_page_that_reads() {
    let site = Site::new().await;
    let (owner, owners) = site.member(1).await;
    let (reader, readers) = site.member(2).await;
    let plan = format!("/plans/{}", site.plan(&owner).await);
    let (read, sharing) = (format!("{plan}/read"), format!("{plan}/sharing"));

    let refused = site
        .post(&sharing, &readers, &[("everybody", "edit")])
        .await;
    assert_eq!(refused.status, 403, "{}", refused.text());
    let shared = site.post(&sharing, &owners, &[("everybody", "view")]).await;
    let there = format!("{sharing}?recorded=who-may#who-may");
    assert_eq!(shared.header("location"), Some(there.as_str()));
    let told = site.get(&there, &owners).await.text();
    assert!(told.contains("Recorded."), "{told}");
    let untold = site.get(&sharing, &owners).await.text();
    assert!(!untold.contains("Recorded."), "{untold}");

    let led = site.get(&plan, &readers).await;
    assert_eq!(
        (led.status, led.header("location")),
        (303, Some(read.as_str()))
    );
    let page = site.get(&read, &readers).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("shared with you to read."));
    assert!(!page.text().contains("<textarea"));
    let owns = site.get(&plan, &owners).await;
    assert_eq!(owns.status, 200);
    let out = site.ask("GET", &read, &[], b"").await;
    let sign_in = format!("/sign-in?next={read}");
    assert_eq!(out.header("location"), Some(sign_in.as_str()));

    let comments = format!("{plan}/comments");
    let refused = site
        .post(&comments, &readers, &[("about", ""), ("text", "Why?")])
        .await;
    assert_eq!(refused.status, 403, "{}", refused.text());
    let field = format!("of-{}", reader.person());
    let form = [("everybody", "view"), (field.as_str(), "comment")];
    let shared = site.post(&sharing, &owners, &form).await;
    assert_eq!(shared.status, 303);
    let said = site
        .post(&comments, &readers, &[("about", ""), ("text", "Why <so>?")])
        .await;
    let back = format!("{read}#about-the-plan");
    assert_eq!(said.header("location"), Some(back.as_str()));
    let page = site.get(&read, &readers).await;
    assert!(page.text().contains("Why &lt;so&gt;?"), "{}", page.text());
    let form = site.get(&sharing, &owners).await;
    assert!(form.text().contains("Made the plan"));
}

#[tokio::test]
async fn an_interview_is_started_once_by_a_form_that_keeps_what_was_typed() {
    let site = Site::new().await;
    let (lead, cookie) = site.member(0).await;
    let plan = site.plan(&lead).await;
    let path = format!("/plans/{plan}/interview");
    let form = site.get(&path, &cookie).await;
    let text = form.text();
    let (_, rest) = text
        .split_once("name=\"interview\" value=\"")
        .expect("an id");
    let (interview, _) = rest.split_once('"').expect("closed");

    let typed = [("interview", interview), ("candidate", "No\"or")];
    let refused = site.post(&path, &cookie, &typed).await;
    assert_eq!(refused.status, 200);
    assert!(refused.text().contains("No&quot;or"), "{}", refused.text());
    assert!(refused.text().contains("role=\"alert\""));
    assert!(refused.text().contains(interview), "the id stays");
    let unknown = PersonId::from_bytes([9; 16]).to_string();
    let strange = [typed[0], typed[1], ("panelist", unknown.as_str())];
    let refused = site.post(&path, &cookie, &strange).await;
    assert_eq!(refused.status, 200);

    let panelist = lead.person().to_string();
    let whole = [typed[0], typed[1], ("panelist", panelist.as_str())];
    let there = format!("/interviews/{interview}");
    site.add_question(&lead, plan).await;
    for _ in 0..2 {
        let started = site.post(&path, &cookie, &whole).await;
        assert_eq!(
            started.header("location"),
            Some(there.as_str()),
            "{}",
            started.text()
        );
    }
}

#[tokio::test]
async fn whoever_interviews_in_a_stage_is_ticked_until_the_form_was_filled_in() {
    let site = Site::new().await;
    let (lead, cookie) = site.member(0).await;
    let (assigned, _) = site.member(1).await;
    let plan = site.plan(&lead).await;
    let found = site.service.open_plan(&lead, plan).await.expect("opened");
    let assign = PlanEdit::Assign {
        stage: found.document.stages_in_order()[0],
        person: assigned.person(),
        on: true,
    };
    let edits = AnyBatch::Plan(batch(found.version, vec![assign]));
    pushes(&site, &lead, plan, edits).await;
    let path = format!("/plans/{plan}/interview");
    let ticked = |page: &str| -> Vec<String> {
        let boxes = page.split("<input").filter(|input| {
            let (tag, _) = input.split_once('>').unwrap_or_default();
            tag.contains("name=\"panelist\"") && tag.contains("checked")
        });
        let values = boxes.filter_map(|input| {
            let (_, rest) = input.split_once("value=\"")?;
            rest.split_once('"').map(|(value, _)| value.to_owned())
        });
        values.collect()
    };
    let form = site.get(&path, &cookie).await.text();
    assert_eq!(ticked(&form), [assigned.person().to_string()], "{form}");

    // Somebody else was ticked, and the name of the candidate forgotten.
    let another = site.member(2).await.0.person().to_string();
    let (_, rest) = form
        .split_once("name=\"interview\" value=\"")
        .expect("an id");
    let (interview, _) = rest.split_once('"').expect("closed");
    let typed = [("interview", interview), ("panelist", another.as_str())];
    let refused = site.post(&path, &cookie, &typed).await.text();
    assert!(refused.contains("role=\"alert\""), "{refused}");
    assert_eq!(ticked(&refused), [another], "{refused}");
}

#[tokio::test]
async fn signing_in_is_offered_without_a_program_and_leads_on() {
    let site = Site::new().await;
    let page = site.ask("GET", "/sign-in?next=/kits%22", &[], b"").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(
        text.contains("Mara Lindqvist") && text.contains("value=\"/kits&quot;\""),
        "{text}"
    );
    assert!(!text.contains(".wasm"), "{text}");
}
