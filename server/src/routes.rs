//! Which path leads where, and what stands in between.

use std::sync::Arc;

use app::{App, shell};
use axum::Extension;
use axum::Router;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::http::header::{CONTENT_SECURITY_POLICY, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::views::Failure;
use leptos::config::LeptosOptions;
use leptos::context::{provide_context, use_context};
use leptos::nonce::use_nonce;
use leptos_axum::{
    LeptosRoutes, ResponseOptions, file_and_error_handler_with_context, generate_route_list,
};
use service::cookie::Secure;
use service::{Service, Session};
use tokio::sync::{mpsc, watch};

use crate::{body, headers, live, origin, session, site};

/// The end of the process, as live connections see it.
#[derive(Debug, Clone)]
pub struct Ending {
    /// Turns true when they are to end.
    is_near: watch::Receiver<bool>,
    /// Held by each for as long as it lasts.
    attendance: mpsc::Sender<()>,
}

impl Ending {
    /// The end, the way to announce it, and the way to wait until no connection
    /// is left: nothing comes through, and at last there is nobody to send.
    pub fn new() -> (Self, watch::Sender<bool>, mpsc::Receiver<()>) {
        let (announce, is_near) = watch::channel(false);
        let (attendance, all_gone) = mpsc::channel(1);
        let ending = Self {
            is_near,
            attendance,
        };
        (ending, announce, all_gone)
    }
}

/// Waits until the end is near. Nobody left to announce it: it never is.
pub(crate) async fn is_near(announced: &mut watch::Receiver<bool>) {
    let heard = announced.wait_for(|near| *near).await.map(drop);
    if heard.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Everything that can be asked for. `origin` is the one people reach the site
/// by, where it cannot be told from the request's host.
pub fn router(
    service: &Service,
    options: LeptosOptions,
    origin: Option<&str>,
    ending: Ending,
) -> Router {
    let secure = Secure(origin.is_some_and(|origin| origin.starts_with("https:")));
    let context = context(service.clone(), secure);
    let page = {
        let options = options.clone();
        move || shell(options.clone())
    };
    let package = format!("/{}", options.site_pkg_dir);
    let served = Router::<LeptosOptions>::new()
        .leptos_routes_with_context(&options, generate_route_list(App), context.clone(), page)
        .fallback(file_and_error_handler_with_context(context, shell))
        .route("/live", get(watch_live))
        .layer(Extension((service.clone(), ending)))
        .layer(from_fn_with_state((service.clone(), secure), session::find))
        .layer(from_fn(body::limit))
        .layer(from_fn_with_state(
            origin.map(Arc::<str>::from),
            origin::check,
        ));
    served
        .nest_service(&package, site::package(&options))
        .merge(
            Router::new()
                .route("/healthz", get(is_well))
                .with_state::<LeptosOptions>(service.clone()),
        )
        .layer(from_fn(headers::add))
        .with_state(options)
}

/// What pages and server functions find in their context.
fn context(service: Service, secure: Secure) -> impl Fn() + Clone + Send + Sync + 'static {
    let watched = site::is_watched();
    move || {
        let parts = use_context::<Parts>();
        let session = parts
            .as_ref()
            .and_then(|parts| parts.extensions.get::<Session>().cloned())
            .unwrap_or_default();
        provide_context(service.clone());
        provide_context(session);
        provide_context(secure);

        // Only pages have a nonce.
        if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) {
            let host = parts.as_ref().and_then(|parts| parts.headers.get(HOST));
            let host = host.and_then(|host| host.to_str().ok());
            let policy = headers::policy(&nonce, host, watched);
            if let Ok(policy) = HeaderValue::from_str(&policy) {
                response.insert_header(CONTENT_SECURITY_POLICY, policy);
            }
        }
    }
}

async fn watch_live(
    Extension((service, ending)): Extension<(Service, Ending)>,
    Extension(session): Extension<Session>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let (Some(actor), Some(token)) = (session.actor, session.token) else {
        return (StatusCode::UNAUTHORIZED, Failure::SignedOut.to_string()).into_response();
    };
    upgrade
        .max_message_size(live::LARGEST)
        .max_frame_size(live::LARGEST)
        .on_upgrade(async move |socket| {
            let Ending {
                is_near,
                attendance,
            } = ending;
            live::attend(socket, service, actor, token, is_near).await;
            drop(attendance);
        })
}

async fn is_well(State(service): State<Service>) -> Response {
    if service.is_well().await {
        (StatusCode::OK, "well").into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the store cannot be read").into_response()
    }
}
