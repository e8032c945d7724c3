//! Which path leads where, and what stands in between.

use std::sync::{Arc, LazyLock};

use app::{App, bare_shell, shell};
use axum::Extension;
use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::views::Failure;
use leptos::config::LeptosOptions;
use leptos::context::{provide_context, use_context};
use leptos::nonce::use_nonce;
use leptos_axum::{
    AxumRouteListing, ErrorHandler, LeptosRoutes, ResponseOptions, generate_route_list,
    render_app_to_stream_with_context,
};
use serde::Deserialize;
use service::cookie::Secure;
use service::{Service, Session};

use crate::Ending;
use crate::gate::{self, Gate};
use crate::press::{self, Press};
use crate::{headers, live, site};

/// The pages there are, told once: while the framework finds them out, resources of every
/// other thread are kept from loading, and a page on its way there would never be finished.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

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
    let press = Press {
        service: service.clone(),
        options: options.clone(),
        origin: origin.map(Into::into),
        context: Arc::new(context.clone()),
    };
    let gate = Gate {
        press: press.clone(),
        secure,
    };
    let served = Router::<LeptosOptions>::new()
        .leptos_routes_with_context(&options, PAGES.clone(), context.clone(), page)
        // What the service worker keeps for when there is no network.
        .route(
            "/offline",
            get(render_app_to_stream_with_context(context.clone(), bare)),
        )
        .merge(press::router(press))
        .fallback_service(
            site::files(&options).fallback(ErrorHandler::new_with_context(
                context,
                shell,
                options.clone(),
            )),
        )
        .merge(
            Router::new()
                .route("/live", get(watch_live))
                .with_state::<LeptosOptions>((service.clone(), ending)),
        )
        .layer(from_fn_with_state(Arc::new(gate), gate::pass));
    served
        .nest_service(&package, site::package(&options))
        .merge(
            Router::new()
                .route("/healthz", get(is_well))
                .with_state::<LeptosOptions>(service.clone()),
        )
        .layer(from_fn_with_state(secure, headers::add))
        .with_state(options)
}

/// What pages and server functions find in their context.
fn context(service: Service, secure: Secure) -> impl Fn() + Clone + Send + Sync + 'static {
    let watched = site::is_watched();
    // Handlers are cloned for each request, and this with them.
    let service = Arc::new(service);
    move || {
        let parts = use_context::<Parts>();
        let session = parts
            .as_ref()
            .and_then(|parts| parts.extensions.get::<Session>().cloned())
            .unwrap_or_default();
        provide_context(Service::clone(&service));
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

/// Whose page connects, where it says so.
#[derive(Deserialize)]
struct Connecting {
    by: Option<String>,
}

async fn watch_live(
    State((service, ending)): State<(Service, Ending)>,
    Extension(session): Extension<Session>,
    Query(Connecting { by }): Query<Connecting>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let by = by.map(|by| by.parse()).transpose();
    let actor = by.map_err(|_| Failure::SignedOut);
    let actor = actor.and_then(|by| session.actor_for(by).cloned());
    let (Ok(actor), Some(token)) = (actor, session.token) else {
        return (StatusCode::UNAUTHORIZED, Failure::SignedOut.to_string()).into_response();
    };
    upgrade
        .max_message_size(live::LARGEST)
        .max_frame_size(live::LARGEST)
        // Each connection holds one for as long as it lasts, and what comes in is small.
        .read_buffer_size(READ_AT_ONCE)
        .on_upgrade(|socket| live::attend(socket, service, actor, token, ending))
}

async fn is_well(State(service): State<Service>) -> Response {
    if service.is_well().await {
        (StatusCode::OK, "well").into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the store cannot be read").into_response()
    }
}
