//! Where documents are asked for: pages without a program, and files to take away.

mod candidates;
mod debrief;
mod drill;
mod forms;
mod handover;
mod history;
mod impact;
mod kits;
mod lineup;
mod overview;
mod packet;
mod posting;
mod put_away;
mod reconvening;
mod sharing;
mod sign_in;
mod starting;
mod summary;

use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HOST, LOCATION};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use documents::refused::{Refused, problem};
use documents::whose::Whose;
use documents::{Frame, Recorded};
use domain::id::DocumentId;
use domain::views::Failure;
use leptos::IntoView;
use leptos::config::LeptosOptions;
use leptos::context::provide_context;
use leptos_axum::render_app_async_with_context;
use serde::Deserialize;
use service::{Actor, Service, Session};

use crate::body::NotRead;

/// What a document is made with.
#[derive(Clone)]
pub(crate) struct Press {
    pub(crate) service: Service,
    pub(crate) options: LeptosOptions,
    /// The one people reach the site by, where it cannot be told from a request.
    pub(crate) origin: Option<Arc<str>>,
    /// What pages find in their context, the policy of the page among it.
    pub(crate) context: Arc<dyn Fn() + Send + Sync>,
}

/// The documents' paths.
pub(crate) fn router(press: Press) -> Router<LeptosOptions> {
    Router::new()
        .route("/adverse-impact", get(impact::form).post(impact::compare))
        .route("/sign-in", get(sign_in::show))
        .route("/candidates", get(overview::candidates))
        .route("/roles", get(overview::roles))
        .route("/put-away", get(put_away::list))
        .route(
            "/plans/{id}/put-away",
            get(put_away::ask).post(put_away::set),
        )
        .route(
            "/interviews/{id}/put-away",
            get(put_away::ask).post(put_away::set),
        )
        .route("/kits", get(kits::list).post(kits::import))
        .route("/kits/file", post(kits::import_file))
        .route("/kits/{id}/drill", get(drill::show).post(drill::rate))
        .route(
            "/kits/{id}/put-away",
            get(put_away::ask_of_kit).post(put_away::set_kit),
        )
        .route("/kits/{id}/kit.toml", get(kits::as_file))
        .route("/kits/{id}/kit.md", get(kits::as_markdown))
        .route("/plans/{id}/kit", get(kits::save_form).post(kits::save))
        .route(
            "/plans/{id}/interview",
            get(starting::form).post(starting::start),
        )
        .route("/plans/{id}/read", get(sharing::read))
        .route("/plans/{id}/comments", post(sharing::comment))
        .route("/plans/{id}/comments/{comment}", post(sharing::resolve))
        .route(
            "/plans/{id}/sharing",
            get(sharing::show).post(sharing::share),
        )
        .route("/plans/{id}/greenhouse.json", get(handover::plan))
        .route(
            "/plans/{id}/posting",
            get(posting::form).post(posting::publish),
        )
        .route("/plans/{id}/history", get(history::of_plan))
        .route("/plans/{id}/versions/{version}", get(history::version))
        .route(
            "/plans/{id}/versions/{version}/restore",
            post(history::restore),
        )
        .route("/plans/{id}/versions/{version}/name", post(history::name))
        .route(
            "/plans/{id}/candidates",
            get(candidates::side_by_side).post(candidates::leave_out),
        )
        .route(
            "/plans/{id}/second-pass/{item}",
            get(candidates::second_pass),
        )
        .route(
            "/interviews/{id}/people",
            get(reconvening::form).post(reconvening::set),
        )
        .route("/interviews/{id}/result", get(debrief::result))
        .route("/interviews/{id}/evidence", get(debrief::evidence))
        .route("/interviews/{id}/summary", get(summary::show))
        .route("/interviews/{id}/packet", get(packet::to_read))
        .route("/interviews/{id}/packet.md", get(packet::as_markdown))
        .route("/interviews/{id}/packet.csv", get(packet::as_csv))
        .route(
            "/interviews/{id}/handover",
            get(handover::form).post(handover::make),
        )
        .route("/interviews/{id}/calendar.ics", get(packet::calendar))
        .route("/interviews/{id}/decision", post(debrief::decide))
        .route("/interviews/{id}/revise", post(debrief::revise))
        .layer(Extension(press))
        .layer(from_fn(forms::read))
}

/// The document to which somebody is led who asks for a page that is not theirs.
pub(crate) async fn led_to(service: &Service, actor: &Actor, path: &str) -> Option<Response> {
    let address = match summary::apart_for_managers(service, actor, path).await {
        Some(address) => address,
        None => sharing::apart_for_readers(service, actor, path).await?,
    };
    Some(to(address))
}

impl Press {
    /// The page with `body` in it, as an answer to `parts`.
    async fn print<V: IntoView + 'static>(
        &self,
        parts: Parts,
        frame: Frame,
        body: impl Fn() -> V + Clone + Send + Sync + 'static,
    ) -> Response {
        let options = self.options.clone();
        self.render(parts, move || frame.clone().around(options.clone(), body()))
            .await
    }

    /// The answer where there is nothing to show, and why. What was typed is in it.
    async fn refuse(&self, parts: Parts, failure: Failure) -> Response {
        let (page, typed) = (forms::page_of(&parts), forms::typed(&parts));
        let is_signed_out = failure == Failure::SignedOut;
        let is_of_another = is_of_another(&parts);
        if is_signed_out && typed.is_empty() {
            return to(forms::sign_in(&page));
        }
        let status = app::status_of(&failure);
        let message = if is_signed_out {
            // Nothing keeps it on the device here, as it does where plans are edited.
            "You are signed out, so this was not done. Sign in, in the tab that opens for it, then come back to this one and send it again.".to_owned()
        } else {
            failure.to_string()
        };
        let onward = if is_signed_out {
            (forms::sign_in(&page), "Sign in, in another tab")
        } else if parts.method == Method::POST {
            (page, "Back to where you were")
        } else {
            ("/".to_owned(), "To your plans")
        };
        let refused = Refused {
            message,
            onward,
            typed,
            again: forms::again(&parts).filter(|_| is_signed_out || is_of_another),
        };
        self.say(parts, status, refused).await
    }

    /// The answer to a form that was not even read.
    pub(crate) async fn not_read(
        &self,
        parts: Parts,
        NotRead { status, reason }: NotRead,
    ) -> Response {
        let message = format!(
            "{reason} Nothing was done with it. What you typed is on the page before this one: go back in your browser."
        );
        let refused = Refused {
            message,
            onward: (forms::page_of(&parts), "Begin the page anew"),
            typed: Vec::new(),
            again: None,
        };
        self.say(parts, status, refused).await
    }

    /// A page that says why something was not done.
    async fn say(&self, parts: Parts, status: StatusCode, refused: Refused) -> Response {
        let options = self.options.clone();
        let page = move || problem(options.clone(), refused.clone());
        let mut response = self.render(parts, page).await;
        *response.status_mut() = status;
        response
    }

    async fn render<V: IntoView + 'static>(
        &self,
        parts: Parts,
        page: impl Fn() -> V + Clone + Send + Sync + 'static,
    ) -> Response {
        let context = Arc::clone(&self.context);
        let session = parts.extensions.get::<Session>();
        let whose = session
            .and_then(|session| session.actor.as_ref())
            .map(|actor| Whose {
                id: actor.person(),
                name: actor.name().to_owned(),
            });
        let context = move || {
            context();
            if let Some(whose) = whose.clone() {
                provide_context(whose);
            }
        };
        let request = Request::from_parts(parts, axum::body::Body::empty());
        render_app_async_with_context(context, page)(request).await
    }
}

/// What every document's handler takes: how to answer, the request, and who asks.
pub(crate) struct Visit {
    press: Press,
    parts: Parts,
    session: Session,
}

impl Visit {
    fn service(&self) -> &Service {
        &self.press.service
    }

    /// Who asks. A form that somebody else was shown is not sent in their name.
    fn actor(&self) -> Result<&Actor, Failure> {
        let actor = self.session.actor()?;
        if is_of_another(&self.parts) {
            return Err(Failure::NotAllowed(format!(
                "You are signed in as {}, and this page was shown to somebody else, who was signed \
                 in before. Nothing was done: let them sign in, in another tab, and send it again.",
                actor.name()
            )));
        }
        Ok(actor)
    }

    /// Where people reach the site.
    fn origin(&self) -> String {
        let host = || {
            let host = self
                .parts
                .headers
                .get(HOST)
                .and_then(|host| host.to_str().ok());
            format!("http://{}", host.unwrap_or("localhost"))
        };
        self.press
            .origin
            .as_deref()
            .map_or_else(host, str::to_owned)
    }

    /// The page of the form that was sent.
    fn form_is_on(&self) -> String {
        forms::page_of(&self.parts)
    }

    /// The second pass that the form that was sent is on, if it is on one.
    fn second_pass(&self) -> Option<String> {
        forms::second_pass(&self.parts)
    }

    async fn refuse(self, failure: Failure) -> Response {
        self.press.refuse(self.parts, failure).await
    }

    /// On to another page once something is done, or why it was not.
    async fn leads_to(self, done: Result<String, Failure>) -> Response {
        match done {
            Ok(address) => to(address),
            Err(failure) => self.refuse(failure).await,
        }
    }

    /// The document, or why there is none.
    async fn answer<T, V: IntoView + 'static>(
        self,
        found: Result<T, Failure>,
        frame: impl FnOnce(&T) -> Frame,
        body: impl Fn(T) -> V + Clone + Send + Sync + 'static,
    ) -> Response
    where
        T: Clone + Send + Sync + 'static,
    {
        match found {
            Ok(found) => {
                let frame = frame(&found);
                let body = move || body(found.clone());
                self.press.print(self.parts, frame, body).await
            }
            Err(failure) => self.refuse(failure).await,
        }
    }
}

/// What the address of a page says of whoever was led back to it.
#[derive(Deserialize)]
struct LedBack {
    recorded: Option<String>,
}

impl From<LedBack> for Recorded {
    fn from(led: LedBack) -> Self {
        Self::new(led.recorded)
    }
}

/// Whether the form that a request brings was shown to somebody else than whoever is signed in.
fn is_of_another(parts: &Parts) -> bool {
    let session = parts.extensions.get::<Session>();
    let here = session.and_then(|session| session.actor.as_ref());
    let by = forms::by(parts);
    here.zip(by).is_some_and(|(here, by)| here.person() != by)
}

/// On to another page.
fn to(address: String) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response()
}

/// A file to be saved. Its name says nothing about the candidate.
fn file(name: &str, kind: &'static str, body: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, disposition),
    ];
    (headers, body).into_response()
}

/// An id out of a path. Whatever is none names nothing.
fn identified<I: FromStr>(text: &str) -> Result<I, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// The document whose own page is asked for, where those pages lie in this folder.
fn document_at(path: &str, folder: &str) -> Option<DocumentId> {
    path.strip_prefix(folder)?.parse().ok()
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        let extensions = &parts.extensions;
        let missing = StatusCode::INTERNAL_SERVER_ERROR;
        Ok(Self {
            press: extensions.get::<Press>().ok_or(missing)?.clone(),
            session: extensions.get::<Session>().ok_or(missing)?.clone(),
            parts: parts.clone(),
        })
    }
}
