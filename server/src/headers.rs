//! What browsers are told to be careful about.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use service::cookie::Secure;

const FOR_EVERYTHING: [(HeaderName, HeaderValue); 5] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
        ),
    ),
];

/// For what is no page: nothing may run in it.
const FOR_NO_PAGE: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
/// For the service worker, which fetches the pages it hands on.
const FOR_WORKER: HeaderValue = HeaderValue::from_static("default-src 'none'; connect-src 'self'");
/// Where the service worker lies. Browsers ask for it again to learn of new builds.
const WORKER: &str = "/service-worker.js";
/// For a year, counted anew with each answer.
const BY_HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");
const NOT_KEPT: HeaderValue = HeaderValue::from_static("no-store");

/// The policy of a page whose scripts carry this nonce. `host` is where the page
/// came from, for browsers that do not count a websocket as `'self'`. While
/// developing (`watched`) the page also listens for rebuilds on another port.
pub(crate) fn policy(nonce: &str, host: Option<&str>, watched: bool) -> String {
    let host = host.filter(|host| is_plain(host));
    let sockets = match host {
        _ if watched => " ws: wss:".to_owned(),
        Some(host) => format!(" ws://{host} wss://{host}"),
        None => String::new(),
    };
    format!(
        "default-src 'self'; \
         script-src 'strict-dynamic' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; connect-src 'self'{sockets}; \
         worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// Whether a host is written so that it cannot become another part of a policy.
fn is_plain(host: &str) -> bool {
    !host.is_empty()
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
}

/// Adds what every answer carries. Where the site is reached by https, browsers are told never to
/// go there by anything else, so that nobody in between can keep them at http.
pub(crate) async fn add(
    State(Secure(is_secure)): State<Secure>,
    request: Request,
    next: Next,
) -> Response {
    let is_worker = request.uri().path() == WORKER;
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.reserve(FOR_EVERYTHING.len() + 3);
    if is_worker {
        headers.insert(CONTENT_SECURITY_POLICY, FOR_WORKER);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    for (name, value) in FOR_EVERYTHING {
        headers.insert(name, value);
    }
    if is_secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, BY_HTTPS_ONLY);
    }
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(FOR_NO_PAGE);
    // Pages and answers are of one person and of this moment. Only files say
    // for themselves how long they may be kept, or are the same for everybody.
    if is_page(headers) || !headers.contains_key(CACHE_CONTROL) && !is_file(headers) {
        headers.insert(CACHE_CONTROL, NOT_KEPT);
    }
    response
}

fn is_page(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn is_file(headers: &HeaderMap) -> bool {
    headers.contains_key("last-modified")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_runs_only_scripts_with_its_nonce() {
        let policy = policy("abc", Some("plumb.test:3000"), false);
        assert!(policy.contains("script-src 'strict-dynamic' 'nonce-abc' 'wasm-unsafe-eval';"));
        assert!(policy.contains("connect-src 'self' ws://plumb.test:3000 wss://plumb.test:3000;"));
        assert!(policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe-inline"));
    }

    #[test]
    fn a_host_cannot_add_to_the_policy() {
        for host in ["x; script-src *", "x *", "x'self'", "x,y"] {
            assert!(!policy("abc", Some(host), false).contains(host), "{host}");
        }
    }
}
