//! Answers of the server, kept for when it cannot be reached. They lie in the
//! clear, so nothing about candidates may be among them.

use std::future::Future;

use domain::id::PersonId;
use domain::kit::Kit;
use domain::views::{ListedKit, Member};
use domain::wire::{decode, encode};
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api;
use crate::device::{signed_out, storage};
use crate::error::AppError;

/// What the answers lie under; gone at sign-out.
pub const ANSWERS: &str = "plumbline/answer/";

/// Most kits that are fetched without being asked for: a team may have so many that nothing
/// else would find room. Those of which somebody opens a plan are kept besides.
const MOST_KITS: usize = 12;

/// The server's answer, or, where it cannot be reached, the last one it gave.
pub async fn remembered<T>(
    name: &str,
    asking: impl Future<Output = Result<T, AppError>>,
) -> Result<T, AppError>
where
    T: Serialize + DeserializeOwned,
{
    let answer = asking.await;
    if cfg!(feature = "ssr") {
        return answer;
    }
    match &answer {
        // What comes in once the device is cleared would outlast it.
        Ok(_) if signed_out::is_over() => {}
        Ok(answer) => {
            // Where nothing is kept, nothing is remembered, and the page says so
            // for what matters.
            let _ = storage::keep(&format!("{ANSWERS}{name}"), &encode(answer));
        }
        Err(error) if error.is_away() => {
            if let Some(kept) = last(name) {
                return Ok(kept);
            }
        }
        Err(_) => {}
    }
    answer
}

/// The role kits, full.
pub async fn kit(id: String) -> Result<Kit, AppError> {
    let name = format!("kit/{id}");
    remembered(&name, api::open_kit(id)).await
}

/// Who was signed in when the server was last asked.
pub fn last_me() -> Option<PersonId> {
    let me: Option<Member> = last("me").flatten();
    me.map(|me| me.id)
}

/// A role kit as it was last seen.
pub fn last_kit(id: &str) -> Option<Kit> {
    last(&format!("kit/{id}"))
}

/// Asks for everything that is needed to go on without a network, so that it is
/// remembered whatever page was opened first.
pub fn gather() {
    spawn_local(async {
        let Ok(Some(_)) = remembered("me", api::me()).await else {
            return;
        };
        let _ = remembered("members", api::members()).await;
        let _ = remembered("plans", api::plans()).await;
        let kits = remembered("kits", api::kits()).await.unwrap_or_default();
        for listed in kits.into_iter().take(MOST_KITS) {
            // One that was worded otherwise meanwhile is fetched where a plan of it is opened,
            // and the server begins a plan from its own (rule C11).
            let kept = last_kit(&listed.id);
            if kept.is_none_or(|kept| ListedKit::from(&kept) != listed) {
                let _ = kit(listed.id).await;
            }
        }
    });
}

fn last<T: DeserializeOwned>(name: &str) -> Option<T> {
    let kept = storage::kept(&format!("{ANSWERS}{name}")).ok()??;
    decode(&kept).ok()
}
