//! Requests that change something, and the live connection, come from our own
//! pages or not at all: a browser that a stranger's page sends here brings the
//! cookie along, but also says where it comes from.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::header::{COOKIE, HOST, ORIGIN, UPGRADE};
use axum::http::{HeaderMap, Method, StatusCode};

/// What a request from elsewhere is answered with.
type Refusal = (StatusCode, &'static str);

/// Lets only our own pages change anything. `own` is the origin that people reach the site
/// by, where it cannot be told from the request's host.
pub(crate) fn check(request: &Request, own: Option<&str>) -> Result<(), Refusal> {
    if is_ours(request.method(), request.headers(), own) {
        return Ok(());
    }
    tracing::warn!(
        method = %request.method(),
        path = request.uri().path(),
        origin = ?request.headers().get(ORIGIN),
        "a request from elsewhere was refused"
    );
    let reason = "This request does not come from Plumbline's own pages, so it was refused. \
                  Whoever runs this server for people who reach it by a name says which with \
                  --origin.";
    Err((StatusCode::FORBIDDEN, reason))
}

fn is_ours(method: &Method, headers: &HeaderMap, own: Option<&str>) -> bool {
    let changes = !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    let upgrades = headers.contains_key(UPGRADE);
    if !changes && !upgrades {
        return true;
    }
    if let Some(origin) = headers.get(ORIGIN) {
        return origin.to_str().is_ok_and(|origin| match own {
            Some(own) => origin.eq_ignore_ascii_case(own),
            None => is_host(origin, headers),
        });
    }
    match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin",
        // No browser of today. Without a cookie nobody's rights are borrowed.
        None => !upgrades && !headers.contains_key(COOKIE),
    }
}

/// Whether this is the origin of the host that the request was sent to.
fn is_host(origin: &str, headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let stripped = ["http://", "https://"]
        .into_iter()
        .find_map(|scheme| origin.strip_prefix(scheme));
    match (stripped, host) {
        (Some(origin), Some(host)) => origin.eq_ignore_ascii_case(host) && is_plain(host),
        _ => false,
    }
}

/// Whether a host says by itself that a request was meant for here: an address does. A name may
/// be a stranger's, who has it lead here once a page of theirs is open.
fn is_plain(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost")
        || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn only_our_own_pages_change_anything() {
        let host = ("host", "localhost:3000");
        let ours = ("origin", "http://localhost:3000");
        let theirs = ("origin", "http://elsewhere.test:3000");
        let cookie = ("cookie", "plumbline_session=x");
        let table = [
            (vec![host, ours, cookie], true),
            (vec![host, ("origin", "https://LOCALHOST:3000")], true),
            (vec![host, theirs, cookie], false),
            (vec![host, theirs], false),
            (vec![host, ("origin", "http://localhost:3001")], false),
            (
                vec![host, ("origin", "http://localhost:3000.elsewhere.test")],
                false,
            ),
            (vec![host, ("origin", "null")], false),
            (vec![ours], false),
            (vec![host, cookie, ("sec-fetch-site", "same-origin")], true),
            (vec![host, cookie, ("sec-fetch-site", "same-site")], false),
            (vec![host, cookie, ("sec-fetch-site", "cross-site")], false),
            (vec![host, cookie], false),
            (vec![host], true),
        ];
        for (pairs, let_in) in table {
            let headers = headers(&pairs);
            assert_eq!(is_ours(&Method::POST, &headers, None), let_in, "{pairs:?}");
            assert!(is_ours(&Method::GET, &headers, None), "{pairs:?}");
        }
    }

    #[test]
    fn without_an_origin_a_name_that_anybody_may_have_lead_here_is_not_ours() {
        for (host, let_in) in [
            ("127.0.0.1:3000", true),
            ("10.0.0.1", true),
            ("[::1]:3000", true),
            ("localhost:3000", true),
            ("hiring.example:3000", false),
            ("127.0.0.1.hiring.example", false),
            ("localhost.example", false),
        ] {
            let mut headers = headers(&[]);
            let value = |text: String| HeaderValue::from_str(&text).expect("a value");
            headers.insert(HOST, value(host.to_owned()));
            headers.insert(ORIGIN, value(format!("http://{host}")));
            assert_eq!(is_ours(&Method::POST, &headers, None), let_in, "{host}");
        }
    }

    #[test]
    fn an_upgrade_has_to_say_where_it_comes_from() {
        let upgrade = ("upgrade", "websocket");
        let host = ("host", "localhost");
        let ours = headers(&[host, upgrade, ("origin", "https://localhost")]);
        assert!(is_ours(&Method::GET, &ours, None));
        let theirs = headers(&[host, upgrade, ("origin", "https://elsewhere.test")]);
        assert!(!is_ours(&Method::GET, &theirs, None));
        let silent = headers(&[host, upgrade]);
        assert!(!is_ours(&Method::GET, &silent, None));
    }

    #[test]
    fn behind_a_proxy_the_configured_origin_counts_and_not_the_host() {
        let own = Some("https://hiring.example");
        let through = headers(&[
            ("host", "127.0.0.1:3000"),
            ("origin", "https://hiring.example"),
        ]);
        assert!(is_ours(&Method::POST, &through, own));
        let direct = headers(&[
            ("host", "127.0.0.1:3000"),
            ("origin", "http://127.0.0.1:3000"),
        ]);
        assert!(!is_ours(&Method::POST, &direct, own));
    }
}
