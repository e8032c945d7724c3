//! Which path leads where, and what stands in between.

use std::sync::{Arc, LazyLock};

use app::{App, bare_shell, shell};
use axum::Extension;
use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::views::Failure;
use leptos::config::LeptosOptions;
use leptos::context::{provide_context, use_context};
use leptos::nonce::use_nonce;
use leptos::reactive::owner::Owner;
use leptos_axum::{
    AxumRouteListing, ErrorHandler, LeptosRoutes, ResponseOptions, generate_route_list,
    render_app_to_stream_with_context,
};
use service::cookie::Secure;
use service::{Service, Session};
use tokio::sync::{mpsc, watch};

use crate::{body, headers, live, origin, press, session, site};

/// The pages there are, told once: while the framework finds them out, resources of every
/// other thread are kept from loading, and a page on its way there would never be finished.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

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
    let bare = {
        let options = options.clone();
        move || bare_shell(options.clone())
    };
    let package = format!("/{}", options.site_pkg_dir);
    let served = Router::<LeptosOptions>::new()
        .leptos_routes_with_context(&options, PAGES.clone(), context.clone(), page)
        // What the service worker keeps for when there is no network.
        .route(
            "/offline",
            get(render_app_to_stream_with_context(context.clone(), bare)),
        )
        .merge(press::router(
            service.clone(),
            options.clone(),
            origin,
            context.clone(),
        ))
        .fallback_service(
            site::files(&options).fallback(ErrorHandler::new_with_context(
                context,
                shell,
                options.clone(),
            )),
        )
        .route("/live", get(watch_live))
        // One layer, the first outermost: a router clones what lies below each of its own.
        .layer((
            from_fn_with_state(origin.map(Arc::<str>::from), origin::check),
            from_fn_with_state((service.clone(), secure), session::find),
            from_fn(body::limit),
            Extension((service.clone(), ending)),
            from_fn(apart),
            from_fn_with_state(service.clone(), press::summary::apart_for_managers),
            from_fn_with_state(service.clone(), press::sharing::apart_for_readers),
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

/// Keeps each request apart from the page that its thread happened to begin last. While
/// that page waits for its data, its owner stays the thread's current one, and whatever
/// another request provides or looks up would be that page's: its headers, its session.
async fn apart(request: Request, next: Next) -> Response {
    if let Some(other) = Owner::current() {
        other.unset();
    }
    next.run(request).await
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

/// Bytes that are read from a live connection at once.
const READ_AT_ONCE: usize = 4 * 1_024;

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
        // Each connection holds one for as long as it lasts, and what comes in is small.
        .read_buffer_size(READ_AT_ONCE)
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
