//! Job postings, as they are asked for.

use domain::export::job_posting::placeholders;
use serde_json::Value;

use super::site::Site;

const TITLE: &str = "</script><script>alert(1)</script>";

/// A site, the path of a posting, a member's cookie, and the placeholders there are.
async fn vacancy() -> (Site, String, String, Vec<String>) {
    let site = Site::new().await;
    let (actor, cookie) = site.member(1).await;
    let plan = site.plan(&actor).await;
    let vacancy = site.service.vacancy(&actor, plan).await.expect("theirs");
    let text = vacancy.description.expect("the kit is there").text;
    let open = placeholders(&text).into_iter();
    let open = open.map(|name| format!("fill-{name}")).collect();
    (site, format!("/plans/{plan}/posting"), cookie, open)
}

#[tokio::test]
async fn what_is_missing_is_asked_for_and_what_was_typed_stays() {
    let (site, path, cookie, open) = vacancy().await;
    let page = site.get(&path, &cookie).await.text();
    for name in &open {
        assert!(page.contains(&format!("name=\"{name}\"")), "{name}");
    }
    assert!(page.contains("value=\"Back End Developer\""), "{page}");

    let mut fields = vec![("title", "Engineer"), ("organization", " ")];
    let nobody = site.post(&path, &cookie, &fields).await;
    assert!(nobody.alert().contains("{company}"), "{}", nobody.alert());
    fields.extend(open.iter().map(|name| (name.as_str(), "typed & kept")));
    let nobody = site.post(&path, &cookie, &fields).await;
    assert!(nobody.alert().contains("who hires"), "{}", nobody.alert());
    let kept = nobody.text().matches("value=\"typed &amp; kept\"").count();
    assert_eq!(kept, open.len());
    assert!(!nobody.text().contains("ld+json"), "nothing to copy yet");
    // A file is not made of half a posting either.
    fields.push(("as", "file"));
    let nobody = site.post(&path, &cookie, &fields).await;
    assert_eq!(nobody.header("content-disposition"), None);

    let missing = site.get("/plans/nothing/posting", &cookie).await;
    assert_eq!(missing.status, 404);
    let signed_out = site.ask("GET", &path, &[], b"").await;
    let sign_in = format!("/sign-in?next={path}");
    assert_eq!(signed_out.header("location"), Some(sign_in.as_str()));
}

#[tokio::test]
async fn no_title_ends_the_script_that_is_copied() {
    let (site, path, cookie, open) = vacancy().await;
    let mut fields = vec![("title", TITLE), ("organization", "A & <B>")];
    fields.extend(open.iter().map(|name| (name.as_str(), "</textarea>&lt;")));
    let page = site.post(&path, &cookie, &fields).await.text();
    let (_, rest) = page.split_once("<textarea").expect("something to copy");
    let (_, rest) = rest.split_once('>').expect("the tag ends");
    let (shown, _) = rest.split_once("</textarea>").expect("it is closed");
    let element = shown.replace("&lt;", "<").replace("&amp;", "&");
    let inner = element
        .strip_prefix("<script type=\"application/ld+json\">")
        .and_then(|rest| rest.strip_suffix("</script>"));
    let inner = inner.expect("one element and nothing else");
    assert!(!inner.contains('<'), "{inner}");
    let read: Value = serde_json::from_str(inner).expect("it is JSON");
    assert_eq!(read["title"], TITLE);
    assert_eq!(read["hiringOrganization"]["name"], "A & <B>");
    assert!(!page.contains("<script>alert(1)"), "nor in the page itself");

    fields.push(("as", "file"));
    let made = site.post(&path, &cookie, &fields).await;
    assert_eq!(made.header("content-type"), Some("application/ld+json"));
    let named = made.header("content-disposition").expect("it is a file");
    assert_eq!(named, "attachment; filename=\"job-posting.jsonld\"");
    assert_eq!(made.text(), inner);
}
