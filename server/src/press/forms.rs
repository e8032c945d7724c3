//! Forms as they come in: their texts are read alike in this one place, and stay at hand,
//! so that nothing that somebody typed is lost where a form is refused.

use axum::Form;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use documents::refused::{Again, typed_into};
use documents::whose::BY;
use domain::id::{DocumentId, ItemId, PersonId};
use service::within_site;

const FORM: &[u8] = b"application/x-www-form-urlencoded";
/// A line break as browsers send it.
const TWO_SIGNS: &[u8] = b"%0D%0A";
const ONE_SIGN: &[u8] = b"%0A";

/// The fields of the form that a request brings.
#[derive(Clone)]
struct Sent(Vec<(String, String)>);

/// Whom a form was shown to whose fields are not kept at hand.
#[derive(Clone)]
struct ShownTo(PersonId);

/// Reads a form. A line break is one sign from here on: browsers count it as one towards
/// the longest that a field takes and send two, so that what just fitted would be refused.
pub(super) async fn read(request: Request, next: Next) -> Response {
    let kind = request.headers().get(CONTENT_TYPE);
    let is_form = kind.is_some_and(|kind| kind.as_bytes().starts_with(FORM));
    if request.method() != Method::POST || !is_form {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    // How much comes at most was seen to before.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let body = with_single_breaks(&body);
    parts.headers.remove(CONTENT_LENGTH);
    let copy = Request::from_parts(parts.clone(), Body::from(body.clone()));
    if let Ok(Form(fields)) = Form::from_request(copy, &()).await {
        parts.extensions.insert(Sent(fields));
    }
    next.run(Request::from_parts(parts, Body::from(body))).await
}

fn with_single_breaks(body: &[u8]) -> Vec<u8> {
    let mut single = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, after)) = rest.split_first() {
        let start = rest.get(..TWO_SIGNS.len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case(TWO_SIGNS)) {
            single.extend_from_slice(ONE_SIGN);
            rest = &rest[TWO_SIGNS.len()..];
        } else {
            single.push(*first);
            rest = after;
        }
    }
    single
}

/// What somebody typed into the form that this request brings, by what each is called.
pub(super) fn typed(request: &Parts) -> Vec<(String, String)> {
    let sent = request.extensions.get::<Sent>();
    sent.map(|Sent(fields)| typed_into(fields))
        .unwrap_or_default()
}

/// Whoever the form that this request brings was shown to.
pub(super) fn by(request: &Parts) -> Option<PersonId> {
    if let Some(ShownTo(by)) = request.extensions.get::<ShownTo>() {
        return Some(*by);
    }
    let Sent(fields) = request.extensions.get::<Sent>()?;
    let (_, by) = fields.iter().find(|(name, _)| name == BY)?;
    by.parse().ok()
}

/// Keeps at hand whom a form was shown to, as its field [`BY`] says: of a form with a file, which
/// is not.
pub(super) fn keep_by(request: &mut Parts, field: &str) {
    if let Ok(by) = field.parse() {
        request.extensions.insert(ShownTo(by));
    }
}

/// The form that this request brings, to be sent again as it was.
pub(super) fn again(request: &Parts) -> Option<Again> {
    let Sent(fields) = request.extensions.get::<Sent>()?;
    Some(Again {
        address: within_site(&whole_path(request)).to_owned(),
        fields: fields.clone(),
    })
}

fn whole_path(request: &Parts) -> String {
    let whole = request.uri.path_and_query();
    whole.map_or("/", |whole| whole.as_str()).to_owned()
}

/// The page that was asked for, or that has the form that was sent.
pub(super) fn page_of(request: &Parts) -> String {
    let steps: Vec<&str> = request.uri.path().split('/').skip(1).collect();
    match *steps {
        ["interviews", id, "decision" | "revise"] => {
            second_pass(request).unwrap_or_else(|| format!("/interviews/{id}/result"))
        }
        ["kits", "file"] => "/kits".to_owned(),
        ["plans", id, "comments", ..] => format!("/plans/{id}/read"),
        ["plans", id, "versions", _, "restore" | "name"] => format!("/plans/{id}/history"),
        _ => whole_path(request),
    }
}

/// Where people sign in who then go on to `page`.
pub(super) fn sign_in(page: &str) -> String {
    let mut address = "/sign-in?next=".to_owned();
    for sign in within_site(page).chars() {
        match sign {
            '%' => address.push_str("%25"),
            '&' => address.push_str("%26"),
            '+' => address.push_str("%2B"),
            '#' => address.push_str("%23"),
            sign => address.push(sign),
        }
    }
    address
}

/// The second pass that the form says it is on; whatever else it says is nothing.
pub(super) fn second_pass(request: &Parts) -> Option<String> {
    let Sent(fields) = request.extensions.get::<Sent>()?;
    let (_, back) = fields.iter().find(|(name, _)| name == "back")?;
    let steps: Vec<&str> = back.split('/').collect();
    let ["", "plans", plan, "second-pass", item] = *steps else {
        return None;
    };
    let (plan, item): (DocumentId, ItemId) = (plan.parse().ok()?, item.parse().ok()?);
    Some(format!("/plans/{plan}/second-pass/{item}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(address: &str, fields: &[(&str, &str)]) -> Parts {
        let request = Request::get(address).body(()).expect("a request");
        let (mut parts, ()) = request.into_parts();
        let fields = fields
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        parts.extensions.insert(Sent(fields.collect()));
        parts
    }

    #[test]
    fn a_line_break_is_one_sign_however_it_was_written() {
        for (sent, kept) in [
            ("a=1%0D%0A2", "a=1%0A2"),
            ("a=%0d%0a%0D%0A", "a=%0A%0A"),
            ("a=%0D&b=%0A", "a=%0D&b=%0A"),
            ("a=%250D%250A%0D%0", "a=%250D%250A%0D%0"),
        ] {
            let read = with_single_breaks(sent.as_bytes());
            assert_eq!(String::from_utf8_lossy(&read), kept);
        }
    }

    #[test]
    fn each_form_is_on_a_page_that_can_be_asked_for() {
        for (sent_to, page) in [
            ("/interviews/1/decision", "/interviews/1/result"),
            ("/interviews/1/revise", "/interviews/1/result"),
            (
                "/interviews/1/handover?to=lever",
                "/interviews/1/handover?to=lever",
            ),
            ("/kits/file", "/kits"),
            ("/plans/1/comments", "/plans/1/read"),
            ("/plans/1/comments/2", "/plans/1/read"),
            ("/plans/1/versions/7/name", "/plans/1/history"),
            ("/plans/1/candidates", "/plans/1/candidates"),
        ] {
            assert_eq!(page_of(&asked(sent_to, &[])), page);
        }
    }

    #[test]
    fn a_revision_leads_back_to_the_second_pass_it_says_and_nowhere_else() {
        let second_pass = format!(
            "/plans/{}/second-pass/{}",
            DocumentId::from_bytes([1; 16]),
            ItemId::from_bytes([2; 16])
        );
        for (back, page) in [
            (second_pass.as_str(), second_pass.as_str()),
            ("//evil.example/second-pass/2", "/interviews/1/result"),
            ("/plans/1/second-pass/2", "/interviews/1/result"),
        ] {
            let sent = asked("/interviews/1/revise", &[("back", back)]);
            assert_eq!(page_of(&sent), page);
        }
    }

    #[test]
    fn signing_in_leads_on_to_the_whole_address() {
        let page = "/interviews/1/packet?for=totals&so=%22";
        let there = "/sign-in?next=/interviews/1/packet?for=totals%26so=%2522";
        assert_eq!(sign_in(page), there);
    }
}
