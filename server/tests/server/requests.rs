use domain::kit;
use domain::wire::LARGEST_MESSAGE;
use futures::future::join_all;
use service::Actor;
use tokio::join;

use super::site::{Answer, Site};

const BINARY: (&str, &str) = ("content-type", "application/x-plumbline");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn a_page_comes_with_its_policy_and_is_not_kept() {
    let site = Site::new().await;
    let answer = site.ask("GET", "/", &[], b"").await;
    assert_eq!(answer.status, 200);
    let policy = answer.header("content-security-policy").expect("a policy");
    let (_, rest) = policy.split_once("'nonce-").expect("a nonce");
    let (nonce, _) = rest.split_once('\'').expect("closed");
    // The head was put in lower case, and the nonce with it.
    assert!(
        answer
            .text()
            .to_lowercase()
            .contains(&format!("nonce=\"{nonce}\""))
    );
    for part in [
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(part), "{part} in {policy}");
    }
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("referrer-policy"), Some("same-origin"));
    assert_eq!(
        answer.header("cross-origin-opener-policy"),
        Some("same-origin")
    );
    assert!(answer.header("permissions-policy").is_some());
    assert_eq!(answer.header("strict-transport-security"), None, "by http");
    let again = site.ask("GET", "/", &[], b"").await;
    assert!(!again.head.contains(nonce), "a nonce is used once");
}

/// On one thread, a page that waits for the store has files handed out in between.
#[tokio::test]
async fn a_file_takes_nothing_from_a_page_that_is_on_its_way() {
    let site = Site::new().await;
    let (actor, cookie) = site.member(1).await;
    let plan = format!("/plans/{}", site.plan(&actor).await);
    let cookie = [("cookie", cookie.as_str())];
    let rounds = (0..20).map(|_| async {
        join!(
            site.ask("GET", &plan, &cookie, b""),
            site.ask("GET", "/favicon.svg", &[], b""),
            site.ask("GET", "/favicon.svg", &[], b""),
        )
    });
    for (page, file, again) in join_all(rounds).await {
        let policy = page.header("content-security-policy").expect("a policy");
        assert!(policy.contains("'nonce-"), "{policy}");
        for file in [file, again] {
            assert_eq!(file.status, 200);
            let policy = file.header("content-security-policy");
            assert_eq!(policy, Some("default-src 'none'; frame-ancestors 'none'"));
        }
    }
}

#[tokio::test]
async fn what_is_no_page_carries_the_headers_too() {
    let site = Site::new().await;
    for (path, status) in [("/healthz", 200), ("/live", 400), ("/pkg/missing.js", 404)] {
        let answer = site.ask("GET", path, &[], b"").await;
        assert_eq!(answer.status, status, "{path}");
        let policy = answer.header("content-security-policy");
        assert_eq!(
            policy,
            Some("default-src 'none'; frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
    }
    let missing = site.ask("GET", "/no-such-page", &[], b"").await;
    assert_eq!(missing.status, 404);
}

#[tokio::test]
async fn only_our_own_pages_change_anything() {
    let site = Site::new().await;
    let (_, cookie) = site.member(1).await;
    let own = site.origin();
    let cookie = ("cookie", cookie.as_str());
    for (headers, let_in) in [
        (vec![cookie, ("origin", own.as_str())], true),
        (vec![cookie, ("origin", "http://elsewhere.test")], false),
        (vec![cookie, ("origin", "null")], false),
        (vec![cookie], false),
        (vec![cookie, ("sec-fetch-site", "same-origin")], true),
        (vec![cookie, ("sec-fetch-site", "cross-site")], false),
    ] {
        let headers = [headers, vec![BINARY]].concat();
        let answer = site.ask("POST", "/api/me", &headers, &[1]).await;
        assert_eq!(answer.status != 403, let_in, "{headers:?}: {answer:?}");
        assert_eq!(answer.status == 200, let_in, "{headers:?}: {answer:?}");
    }
}

#[tokio::test]
async fn behind_a_proxy_the_named_origin_counts_and_the_cookie_is_bound_to_https() {
    let site = Site::with_origin(Some("https://hiring.example")).await;
    let (_, cookie) = site.member(1).await;
    let secure = format!("__Host-{cookie}");
    for (origin, cookie, status) in [
        ("https://hiring.example", secure.as_str(), 200),
        ("http://hiring.example", &secure, 403),
        (&site.origin(), &secure, 403),
    ] {
        let headers = [("cookie", cookie), ("origin", origin), BINARY];
        let answer = site.ask("POST", "/api/members", &headers, &[1]).await;
        assert_eq!(answer.status, status, "{origin}");
        let by_https_only = answer.header("strict-transport-security");
        assert_eq!(by_https_only, Some("max-age=31536000"));
    }
    // A cookie that plain http could have set is not looked at.
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "https://hiring.example"),
        BINARY,
    ];
    let plain = site.ask("POST", "/api/members", &headers, &[1]).await;
    assert_eq!(plain.status, 401);
}

/// Signs in by the form, which leads on to `next`.
async fn sign_in(site: &Site, actor: &Actor, next: &str) -> Answer {
    sign_in_over(site, "", actor, next).await
}

/// The same in a browser that has a cookie already.
async fn sign_in_over(site: &Site, cookie: &str, actor: &Actor, next: &str) -> Answer {
    let origin = site.origin();
    let headers = [
        ("cookie", cookie),
        ("origin", origin.as_str()),
        FORM,
        ("accept", "text/html"),
    ];
    let body = format!("person={}&next={next}", actor.person());
    let answer = site
        .ask("POST", "/api/sign-in", &headers, body.as_bytes())
        .await;
    assert_eq!(answer.status, 302, "{next}: {answer:?}");
    answer
}

#[tokio::test]
async fn signing_in_sets_a_cookie_that_scripts_cannot_read() {
    let site = Site::new().await;
    let (actor, _) = site.member(1).await;
    let answer = sign_in(&site, &actor, "%2F").await;
    let set = answer.header("set-cookie").expect("a cookie");
    assert!(set.starts_with("plumbline_session="), "{set}");
    for attribute in ["httponly", "samesite=lax", "path=/", "max-age=1209600"] {
        assert!(set.contains(attribute), "{attribute} in {set}");
    }
    assert!(!set.contains("secure"), "{set}");
}

#[tokio::test]
async fn signing_in_ends_the_session_that_the_browser_had() {
    let site = Site::new().await;
    let (_, before) = site.member(1).await;
    let (_, apart) = site.member(1).await;
    let (actor, _) = site.member(2).await;
    sign_in_over(&site, &before, &actor, "%2F").await;
    let origin = site.origin();
    for (cookie, status) in [(&before, 401), (&apart, 200)] {
        let headers = [
            ("cookie", cookie.as_str()),
            ("origin", origin.as_str()),
            BINARY,
        ];
        let answer = site.ask("POST", "/api/members", &headers, &[1]).await;
        assert_eq!(answer.status, status, "{answer:?}");
    }
}

#[tokio::test]
async fn signing_in_leads_to_no_other_site() {
    let site = Site::new().await;
    let (actor, _) = site.member(1).await;
    for (next, led_to) in [
        ("/kits", "/kits"),
        ("/%09/evil.example", "/"),
        ("/%5Cevil.example", "/"),
        ("//evil.example", "/"),
        ("/%0A", "/"),
        ("/%C3%A4", "/"),
    ] {
        let answer = sign_in(&site, &actor, next).await;
        assert_eq!(answer.header("location"), Some(led_to), "{next}");
        let page = format!("/sign-in?next={next}");
        let page = site.ask("GET", &page, &[], b"").await;
        let kept = format!("name=\"next\" value=\"{led_to}\"");
        assert!(page.text().contains(&kept), "{next}: {}", page.text());
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_however_it_comes() {
    let site = Site::new().await;
    let origin = site.origin();
    let headers = [("origin", origin.as_str()), BINARY];
    let large = vec![1; LARGEST_MESSAGE + 5_000];
    let answer = site.ask("POST", "/api/push", &headers, &large).await;
    assert_eq!(answer.status, 413);
    assert_eq!(
        answer.text(),
        "This is more than the 1028 KiB that can be sent at once."
    );
    // In chunks, the length not announced.
    let headers = [headers.as_slice(), &[("transfer-encoding", "chunked")]].concat();
    let mut chunked = format!("{:x}\r\n", large.len()).into_bytes();
    chunked.extend(&large);
    chunked.extend(b"\r\n0\r\n\r\n");
    let answer = site.ask("POST", "/api/push", &headers, &chunked).await;
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn a_form_that_is_too_large_is_answered_with_a_page_that_leads_back_to_it() {
    let site = Site::new().await;
    let (_, cookie) = site.member(1).await;
    let large = vec![b'x'; LARGEST_MESSAGE + 5_000];
    let answer = site.send("/kits/file", &cookie, FORM.1, &large).await;
    assert_eq!(answer.status, 413);
    let page = answer.text();
    assert!(page.contains("go back in your browser"), "{page}");
    assert!(page.contains("<a href=\"/kits\""), "{page}");
    let policy = answer.header("content-security-policy").expect("a policy");
    assert!(policy.contains("form-action 'self'"), "{policy}");
}

#[tokio::test]
async fn a_form_that_somebody_signed_out_sends_can_be_sent_again_as_it_was() {
    let site = Site::new().await;
    let (actor, cookie) = site.member(1).await;
    let plan = site.plan(&actor).await;
    let address = format!("/plans/{plan}/comments");
    let comment = [
        ("id", "00000000000000000000000000000007"),
        ("about", ""),
        ("text", "Is <this> \"fair\"?"),
    ];
    let refused = site.post(&address, "", &comment).await;
    assert_eq!(refused.status, 401);
    let page = refused.text();
    for kept in [
        format!("action=\"{address}\""),
        "name=\"id\" value=\"00000000000000000000000000000007\"".to_owned(),
        "name=\"about\" value=\"\"".to_owned(),
        "name=\"text\" value=\"Is &lt;this&gt; &quot;fair&quot;?\"".to_owned(),
    ] {
        assert!(page.contains(&kept), "{kept} in {page}");
    }
    let sent = site.post(&address, &cookie, &comment).await;
    assert_eq!(sent.status, 303);
}

#[tokio::test]
async fn a_form_that_was_shown_to_somebody_else_is_not_sent_in_ones_name() {
    let site = Site::new().await;
    let (actor, cookie) = site.member(1).await;
    let (_, other) = site.member(2).await;
    let plan = site.plan(&actor).await;
    let page = format!("/plans/{plan}/read");
    let shown = site.ask("GET", &page, &[("cookie", &cookie)], b"").await;
    let by = format!("name=\"by\" value=\"{}\"", actor.person());
    assert!(shown.text().contains(&by), "{}", shown.text());

    let address = format!("/plans/{plan}/comments");
    let person = actor.person().to_string();
    let comment = [
        ("by", person.as_str()),
        ("id", "00000000000000000000000000000007"),
        ("about", ""),
        ("text", "Is this fair?"),
    ];
    let refused = site.post(&address, &other, &comment).await;
    assert_eq!(refused.status, 403);
    let said = refused.text();
    assert!(said.contains("shown to somebody else"), "{said}");
    assert!(
        said.contains("Is this fair?") && said.contains(&by),
        "{said}"
    );
    let sent = site.post(&address, &cookie, &comment).await;
    assert_eq!(sent.status, 303);
}

#[tokio::test]
async fn a_file_that_somebody_else_chose_is_not_added_in_ones_name() {
    let site = Site::new().await;
    let (actor, cookie) = site.member(1).await;
    let (_, other) = site.member(2).await;
    let kit = site.kit_of_ones_own(&actor).await;
    let field = |name: &str, text: &str| {
        format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let by = field("by", &actor.person().to_string());
    let file = field("file", &kit::file::write(&kit));
    let form = [by, file, "--edge--\r\n".to_owned()].concat();
    let kind = "multipart/form-data; boundary=edge";
    let refused = site.send("/kits/file", &other, kind, form.as_bytes()).await;
    assert_eq!(refused.status, 403);
    let said = refused.text();
    assert!(said.contains("shown to somebody else"), "{said}");
    assert!(!said.contains("Send it again"), "without its file: {said}");
    let sent = site
        .send("/kits/file", &cookie, kind, form.as_bytes())
        .await;
    assert_eq!(
        sent.header("location"),
        Some("/kits?recorded=kit-ours#kit-ours")
    );
}

#[tokio::test]
async fn damaged_bytes_are_answered_plainly() {
    let site = Site::new().await;
    let (_, cookie) = site.member(1).await;
    let origin = site.origin();
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", origin.as_str()),
        BINARY,
    ];
    for path in site_functions() {
        for body in [&b""[..], &[0], &[1, 0xff, 0xff, 0xff], &[9, 9, 9], b"text"] {
            let answer = site.ask("POST", &path, &headers, body).await;
            assert!((200..600).contains(&answer.status), "{path}: {answer:?}");
            assert!(!answer.body.is_empty(), "{path} {body:?}");
        }
    }
    // And it goes on.
    assert_eq!(site.ask("GET", "/healthz", &[], b"").await.status, 200);
}

/// Every server function there is.
fn site_functions() -> Vec<String> {
    let paths: Vec<String> = server_fn_paths();
    assert!(paths.iter().any(|path| path == "/api/me"), "{paths:?}");
    paths
}

fn server_fn_paths() -> Vec<String> {
    leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.to_owned())
        .collect()
}
