//! Waiting for the server, and what is shown when it says no.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use domain::id::DocumentId;
use domain::views::Failure;
use domain::wire::{decode, encode};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::SignInLink;
use crate::device;
use crate::error::AppError;
use crate::wire::Wire;

/// What a page asked the server for. Carried as bytes, so that the browser's
/// program holds the machinery of waiting once and not once a type.
pub struct Loaded<T> {
    bytes: Resource<Answer, Wire>,
    holds: PhantomData<fn() -> T>,
}

impl<T> Loaded<T> {
    /// Asks again where the server has not heard of what was asked for and `is_here`
    /// says that this device has it: a server that renders a page cannot know.
    pub fn look_here(&self, is_here: impl FnOnce() -> bool + 'static) {
        if cfg!(feature = "ssr") {
            return;
        }
        let bytes = self.bytes;
        spawn_local(async move {
            let is_missing = matches!(bytes.await, Err(AppError::Refused(Failure::NotFound)));
            if is_missing && is_here() {
                bytes.refetch();
            }
        });
    }
}

type Answer = Result<Vec<u8>, AppError>;
type Asking = Pin<Box<dyn Future<Output = Answer> + Send>>;

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        Self {
            bytes: self.bytes,
            holds: PhantomData,
        }
    }
}

/// Asks the server for what a page shows. The answer comes with the page where
/// the server renders it.
pub fn resource<T, F>(ask: impl Fn() -> F + Send + Sync + 'static) -> Loaded<T>
where
    T: Serialize + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    resource_of(Signal::stored(DocumentId::default()), move |_| ask())
}

/// The same for what a page shows of the document `id`; again whenever that
/// changes.
pub fn resource_of<T, F>(
    id: impl Into<Signal<DocumentId>>,
    ask: impl Fn(DocumentId) -> F + Send + Sync + 'static,
) -> Loaded<T>
where
    T: Serialize + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let ask = move |id| -> Asking {
        let asking = ask(id);
        Box::pin(async move { asking.await.map(|answer| encode(&answer)) })
    };
    Loaded {
        bytes: waiting_for(id.into(), Arc::new(ask)),
        holds: PhantomData,
    }
}

fn waiting_for(
    id: Signal<DocumentId>,
    ask: Arc<dyn Fn(DocumentId) -> Asking + Send + Sync>,
) -> Resource<Answer, Wire> {
    Resource::new_with_options(move || id.get(), move |id| ask(id), true)
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

/// Shows what was asked for once it is here, or what is in the way. Meanwhile
/// says that it waits.
pub fn loaded<T, V>(loaded: &Loaded<T>, show: impl Fn(T) -> V + Send + Sync + 'static) -> AnyView
where
    T: DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let wait = || view! { <p class="waiting" role="status">"Loading…"</p> }.into_any();
    show_when_here(loaded.bytes, wait, shown_by(show))
}

/// The same without saying so, for what is beside the page's matter.
pub fn loaded_aside<T, V>(
    loaded: &Loaded<T>,
    show: impl Fn(T) -> V + Send + Sync + 'static,
) -> AnyView
where
    T: DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    show_when_here(loaded.bytes, || ().into_any(), shown_by(show))
}

type Show = Arc<dyn Fn(Answer) -> AnyView + Send + Sync>;

fn shown_by<T, V>(show: impl Fn(T) -> V + Send + Sync + 'static) -> Show
where
    T: DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    Arc::new(move |answer| {
        let answer = answer.and_then(|bytes| decode(&bytes).map_err(|_| AppError::Misunderstood));
        match answer {
            Ok(answer) => show(answer).into_any(),
            Err(error) => view! { <Trouble error /> }.into_any(),
        }
    })
}

fn show_when_here(bytes: Resource<Answer, Wire>, wait: fn() -> AnyView, show: Show) -> AnyView {
    view! {
        <Suspense fallback=wait>
            {move || {
                let show = Arc::clone(&show);
                Suspend::new(async move { show(bytes.await) })
            }}
        </Suspense>
    }
    .into_any()
}

/// What is in the way, and what to do about it.
#[component]
fn Trouble(error: AppError) -> impl IntoView {
    let signed_out = error == AppError::Refused(Failure::SignedOut);
    // What is not kept on the device comes back with the network, by asking again.
    let back = error
        .is_away()
        .then(|| window_event_listener(leptos::ev::online, |_| device::reload()));
    on_cleanup(move || {
        if let Some(back) = back {
            back.remove();
        }
    });
    let again = error.is_away();
    let words = if again {
        // What could be done here cannot: the error is about pages that are open.
        "This page needs the network, and the server cannot be reached. What you did before is kept on this device.".to_owned()
    } else {
        error.to_string()
    };
    view! {
        <div class="trouble" role="alert">
            <Title text="Not available" />
            <h1>{words}</h1>
            <p>
                {if signed_out {
                    view! { <SignInLink /> }.into_any()
                } else if again {
                    view! {
                        <button class="primary" on:click=|_| device::reload()>
                            "Try again"
                        </button>
                        " "
                        <a class="button" href="/">"To your plans"</a>
                    }
                        .into_any()
                } else {
                    view! { <a class="button" href="/">"To your plans"</a> }.into_any()
                }}
            </p>
        </div>
    }
}
