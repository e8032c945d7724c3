//! What documents tell whoever hears them: what they are called, where one is put, and which
//! of several things alike a name means.

use domain::id::DocumentId;

use super::debrief::{INTERVIEW, ITEMS, answers, at, revealed};
use super::site::Site;

pub(super) const PLAN: DocumentId = DocumentId::from_bytes([1; 16]);

/// What the window of a page is called, as it is written.
fn title(page: &str) -> &str {
    let (_, rest) = page.split_once("<title>").expect("a title");
    let (title, _) = rest.split_once("</title>").expect("its end");
    title
}

/// The first tag with this in it.
fn tag<'a>(page: &'a str, with: &str) -> &'a str {
    let mut tags = page.split('<');
    let found = tags.find(|tag| tag.split('>').next().is_some_and(|tag| tag.contains(with)));
    let found = found.unwrap_or_else(|| panic!("no tag has {with}: {page}"));
    found.split('>').next().unwrap_or_default()
}

/// Checks that a page says first that something is wrong, and puts whoever reads it there.
fn tells_its_problem(page: &str) {
    assert!(title(page).starts_with("Problem: "), "{}", title(page));
    let problem = tag(page, "id=\"problem\"");
    for part in ["role=\"alert\"", "tabindex=\"-1\"", "autofocus"] {
        assert!(problem.contains(part), "{part}: {problem}");
    }
    let (_, after) = page.split_once("id=\"problem\"").expect("a problem");
    let (form, _) = after.split_once("</form>").expect("it is in its form");
    assert!(
        form.contains("<button"),
        "it stands before what it is about"
    );
}

#[tokio::test]
async fn each_document_is_called_by_what_it_is_about_and_no_two_alike() {
    let site = revealed().await;
    let (lead, cookie) = site.member(0).await;
    let open = site.service.open_plan(&lead, PLAN).await.expect("it opens");
    let renamed = ("Plan", "</title>R&D");
    let pushed = site.retitle(&lead, PLAN, open.version, renamed).await;
    assert!(pushed.expect("pushed").refused.is_empty());
    let version = open.version + 7;
    let plan = "&lt;/title>R&amp;D";
    let mut seen = Vec::new();
    for (path, called) in [
        ("/sign-in".to_owned(), "Sign in".to_owned()),
        (format!("/plans/{PLAN}/read"), format!("{plan}, to read")),
        (
            format!("/plans/{PLAN}/interview"),
            format!("Start an interview on {plan}"),
        ),
        (
            format!("/plans/{PLAN}/sharing"),
            format!("Sharing of {plan}"),
        ),
        (
            format!("/plans/{PLAN}/posting"),
            format!("Job posting for {plan}"),
        ),
        (
            format!("/plans/{PLAN}/kit"),
            format!("Save as a kit: {plan}"),
        ),
        (
            format!("/plans/{PLAN}/history"),
            format!("History of {plan}"),
        ),
        (
            format!("/plans/{PLAN}/versions/{}", open.version),
            format!("Version {} of Plan", open.version),
        ),
        (
            format!("/plans/{PLAN}/candidates"),
            format!("Candidates on {plan}"),
        ),
        (
            format!("/plans/{PLAN}/second-pass/{}", ITEMS[0]),
            "Second pass: ".to_owned(),
        ),
        (
            format!("/plans/{PLAN}/second-pass/{}", ITEMS[1]),
            "Second pass: ".to_owned(),
        ),
        (
            format!("/plans/{PLAN}/versions/{version}"),
            "Problem: Not possible".to_owned(),
        ),
        (at("result"), "Result: Noor Ahmadi".to_owned()),
        (at("evidence"), "Evidence: Noor Ahmadi".to_owned()),
        (at("packet"), "Packet: Noor Ahmadi".to_owned()),
        (at("packet?for=candidate"), "Packet: ".to_owned()),
        (
            at("handover?to=lever"),
            "Scorecard for Lever: Noor Ahmadi".to_owned(),
        ),
        ("/kits".to_owned(), "Kits".to_owned()),
        ("/roles".to_owned(), "Roles".to_owned()),
        ("/candidates".to_owned(), "Candidates".to_owned()),
    ] {
        let page = site.get(&path, &cookie).await.text();
        let title = title(&page).to_owned();
        assert!(!title.contains("<!"), "{path}: {title}");
        assert!(title.starts_with(&called), "{path}: {title}");
        assert!(title.ends_with(" · Plumbline"), "{path}: {title}");
        assert!(!seen.contains(&title), "{path}: {title}");
        seen.push(title);
    }
}

#[tokio::test]
async fn a_form_that_is_shown_again_says_first_what_is_wrong_and_where() {
    let site = revealed().await;
    let (_, cookie) = site.member(0).await;
    let (path, id) = (format!("/plans/{PLAN}/interview"), "9".repeat(32));
    let somebody = site.member(1).await.0.person().to_string();
    let whole = [
        ("interview", id.as_str()),
        ("candidate", "Elif"),
        ("panelist", somebody.as_str()),
        ("manager", somebody.as_str()),
    ];
    let describes = "aria-describedby=\"problem\"";
    for (fields, about) in [
        (vec![whole[0], whole[2]], Some("name=\"candidate\"")),
        (vec![whole[0], whole[1]], Some("fieldset")),
        (whole.to_vec(), Some("name=\"manager\"")),
        // Who is not of the team cannot be told from the form.
        (vec![whole[0], whole[1], ("panelist", id.as_str())], None),
    ] {
        let page = site.post(&path, &cookie, &fields).await.text();
        tells_its_problem(&page);
        let tied = page.contains(describes).then(|| tag(&page, describes));
        assert_eq!(tied.is_some(), about.is_some(), "{page}");
        if let (Some(tied), Some(about)) = (tied, about) {
            assert!(tied.contains(about), "{about}: {tied}");
            let is_field = about.starts_with("name");
            assert_eq!(tied.contains("aria-invalid=\"true\""), is_field, "{tied}");
        }
    }
    let page = site.get(&path, &cookie).await.text();
    assert!(!page.contains("aria-invalid") && !page.contains(describes));

    for (path, fields, about) in [
        (
            "/kits".to_owned(),
            vec![("file", "no kit")],
            "name=\"file\"",
        ),
        (
            format!("/plans/{PLAN}/posting"),
            vec![("title", "Engineer")],
            "name=\"organization\"",
        ),
        (
            at("handover?to=lever"),
            vec![("panelist", somebody.as_str())],
            "name=\"level-1\"",
        ),
        (at("handover?to=lever"), vec![("form", "1")], "fieldset"),
    ] {
        let page = site.post(&path, &cookie, &fields).await.text();
        tells_its_problem(&page);
        assert!(tag(&page, describes).contains(about), "{about}: {page}");
    }
    let (_, analyst) = site.member(5).await;
    let counts = [("name0", "One"), ("applied0", "many"), ("selected0", "1")];
    let page = site.post("/adverse-impact", &analyst, &counts).await.text();
    tells_its_problem(&page);
    assert!(
        tag(&page, describes).contains("name=\"applied0\""),
        "{page}"
    );
}

#[tokio::test]
async fn whoever_records_something_is_led_to_where_it_stands_and_told() {
    let site = revealed().await;
    let (_, lead) = site.member(0).await;
    let decided = [("verdict", "hire"), ("reasons", "Enough was heard.")];
    for (form, words) in [
        (&decided[..], "Recorded."),
        (&[("verdict", "none")][..], "The decision is taken back."),
    ] {
        let answer = site.post(&at("decision"), &lead, form).await;
        let there = at("result?recorded=decision#decision");
        assert_eq!(answer.header("location"), Some(there.as_str()));
        let page = site.get(&there, &lead).await.text();
        assert!(tag(&page, "id=\"decision\"").contains("aria-describedby=\"recorded\""));
        let (_, decision) = page.split_once("id=\"decision\"").expect("its place");
        assert!(decision.contains(words), "{decision}");
        assert_eq!(page.matches("id=\"recorded\"").count(), 1, "{page}");
    }

    // What was written for it is not gone with it.
    let page = site.get(&at("result"), &lead).await.text();
    let (_, before) = page.split_once("Taken back: 1 decision").expect("listed");
    assert!(before.contains("Enough was heard."), "{before}");

    let (_, panelist) = site.member(1).await;
    let item = ITEMS[1].to_string();
    let mut form = vec![("item", item.as_str()), ("level", "1"), ("reason", "So.")];
    let answer = site.post(&at("revise"), &panelist, &form).await;
    let there = at(&format!("result?recorded=answer-{item}#answer-{item}"));
    assert_eq!(answer.header("location"), Some(there.as_str()));
    let page = site.get(&there, &panelist).await.text();
    let told: Vec<_> = answers(&page)
        .iter()
        .map(|answer| answer.contains("Recorded."))
        .collect();
    assert_eq!(told, [false, true, false]);

    let second_pass = format!("/plans/{PLAN}/second-pass/{item}");
    form.push(("back", &second_pass));
    let answer = site.post(&at("revise"), &panelist, &form).await;
    let there = format!("{second_pass}?recorded=answer-{INTERVIEW}#answer-{INTERVIEW}");
    assert_eq!(answer.header("location"), Some(there.as_str()));
    let page = site.get(&there, &panelist).await.text();
    assert!(page.contains("Recorded."), "{page}");

    // What an address says brings up nothing else.
    for said in ["", "?recorded=", "?recorded=%3Cb%3E", "?recorded=questions"] {
        let page = site.get(&at(&format!("result{said}")), &lead).await;
        assert_eq!(page.status, 200);
        let page = page.text();
        assert!(
            !page.contains("id=\"recorded\"") && !page.contains("<b>"),
            "{said}"
        );
    }
}

#[tokio::test]
async fn things_alike_on_a_page_have_names_that_tell_them_apart() {
    let site = revealed().await;
    let (panelist, cookie) = site.member(1).await;
    let plan = site.service.open_plan(&panelist, PLAN).await;
    let plan = plan.expect("it opens").document;
    let titles = ITEMS.map(|item| plan.items[&item].question.title.clone());
    let result = site.get(&at("result"), &cookie).await.text();
    let read = site
        .get(&format!("/plans/{PLAN}/read"), &cookie)
        .await
        .text();
    for title in &titles {
        let revise = format!("Revise your rating…<span class=\"unseen\"> of “{title}”");
        assert!(unmarked(&result).contains(&revise), "{title}: {result}");
        let anchors = format!("Anchors and a strong answer<span class=\"unseen\">: {title}");
        assert!(unmarked(&read).contains(&anchors), "{title}: {read}");
    }

    let copy = DocumentId::from_bytes([7; 16]);
    let made = site
        .service
        .new_plan(&panelist, copy, "back-end-developer", "Plan");
    made.await.expect("made");
    let roles = site.get("/roles", &cookie).await.text();
    for place in ["Plan (1 of 2)", "Plan (2 of 2)"] {
        assert_eq!(roles.matches(&format!(": {place}")).count(), 3, "{roles}");
    }
}

#[tokio::test]
async fn an_answer_of_a_drill_is_called_by_the_title_of_its_question() {
    let site = Site::new().await;
    let (actor, cookie) = site.member(1).await;
    let kit = site.service.kit(&actor, "back-end-developer").await;
    let kit = kit.expect("the kit is there");
    let mut asked = kit.questions.iter();
    let first = asked.find(|question| !question.drills.is_empty());
    let title = &first.expect("one has answers to rate").title;
    let page = site
        .get("/kits/back-end-developer/drill", &cookie)
        .await
        .text();
    let label = format!("aria-label=\"Answer 1 to “{title}”\"");
    assert!(page.contains(&label), "{label}: {page}");
}

#[tokio::test]
async fn a_name_beside_initials_is_read_once() {
    let site = revealed().await;
    let (_, cookie) = site.member(0).await;
    let pages = [
        "/sign-in".to_owned(),
        format!("/plans/{PLAN}/interview"),
        at("result"),
        at("evidence"),
    ];
    for path in pages {
        let page = unmarked(&site.get(&path, &cookie).await.text());
        let mut faces = page.split(" class=\"face ").skip(1).peekable();
        assert!(faces.peek().is_some(), "{path}: {page}");
        for face in faces {
            let (initials, _) = face.split_once("</span></span>").expect("its end");
            assert!(!initials.contains("unseen"), "{path}: {initials}");
        }
    }
}

/// A page without the framework's marks between its texts.
fn unmarked(page: &str) -> String {
    page.replace("<!>", "")
}

#[tokio::test]
async fn the_head_of_a_row_of_candidates_is_the_question_and_nothing_else() {
    let site = revealed().await;
    let (_, cookie) = site.member(0).await;
    let beside = format!("/plans/{PLAN}/candidates");
    let page = site.get(&beside, &cookie).await.text();
    let heads: Vec<_> = page.split("<th scope=\"row\"").skip(1).collect();
    assert!(heads.len() > ITEMS.len(), "{page}");
    for head in heads {
        let (head, _) = head.split_once("</th>").expect("its end");
        assert!(!head.contains("<a") && !head.contains("<form"), "{head}");
    }
    for what in ["Second pass", "Leave out…"] {
        assert_eq!(page.matches(what).count(), ITEMS.len(), "{what}");
    }
}
