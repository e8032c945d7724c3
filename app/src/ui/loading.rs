//! Waiting for the server, and what is shown when it says no.

use std::future::Future;

use domain::views::Failure;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::AppError;
use crate::wire::Wire;

/// What a page asked the server for.
pub type Loaded<T> = Resource<Result<T, AppError>, Wire>;

/// Asks the server for what a page shows, again whenever `about` changes. The
/// answer comes with the page where the server renders it.
pub fn resource<S, T, F>(
    about: impl Fn() -> S + Send + Sync + 'static,
    ask: impl Fn(S) -> F + Send + Sync + 'static,
) -> Loaded<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    Resource::new_with_options(about, ask, true)
}

/// The id in the page's address; an address without one shows as not found.
pub fn route_id<T>() -> Memo<T>
where
    T: std::str::FromStr + Default + PartialEq + Send + Sync + 'static,
{
    let params = use_params_map();
    Memo::new(move |_| {
        params.with(|params| {
            params
                .get("id")
                .and_then(|id| id.parse().ok())
                .unwrap_or_default()
        })
    })
}

/// Shows what was asked for once it is here, or what is in the way.
pub fn loaded<T, V>(
    loaded: Loaded<T>,
    show: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Suspense fallback=|| view! { <p class="waiting" role="status">"Loading…"</p> }>
            {move || {
                let show = show.clone();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(answer) => show(answer).into_any(),
                        Err(error) => view! { <Trouble error /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

/// What is in the way, and what to do about it.
#[component]
fn Trouble(error: AppError) -> impl IntoView {
    let signed_out = error == AppError::Refused(Failure::SignedOut);
    let here = use_location().pathname;
    let sign_in = move || format!("/sign-in?next={}", here.get());
    view! {
        <div class="trouble" role="alert">
            <p>{error.to_string()}</p>
            <p>
                {if signed_out {
                    view! { <a class="button primary" href=sign_in>"Sign in"</a> }.into_any()
                } else {
                    view! { <a class="button" href="/">"To your plans"</a> }.into_any()
                }}
            </p>
        </div>
    }
}
