//! Who is asking.

use domain::views::Member;
use leptos::prelude::*;

use crate::error::AppError;
use crate::wire::Posted;

/// Signs in as a member of the demo team. A plain form, so it works before the
/// program has loaded.
#[server(endpoint = "sign-in")]
pub async fn sign_in(person: String, next: String) -> Result<(), AppError> {
    let person: domain::id::PersonId = person
        .parse()
        .map_err(|_| domain::views::Failure::Invalid("Choose who you are.".into()))?;
    let service = super::service()?;
    let token = service.sign_in_demo(person).await?;
    // What pages of whoever was signed in here before still hear, they hear no longer.
    if let Some(earlier) = &super::session()?.token {
        service.sign_out(earlier).await?;
    }
    set_cookie(&service::cookie::set(&token, secure()));
    leptos_axum::redirect(service::within_site(&next));
    Ok(())
}

/// Ends the session.
#[server(endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    let session = super::session()?;
    if let Some(token) = &session.token {
        super::service()?.sign_out(token).await?;
    }
    set_cookie(&service::cookie::clear(secure()));
    // Where the device is cleared, also of whoever signs out before the program runs.
    leptos_axum::redirect("/?signed-out");
    Ok(())
}

/// Who is signed in, if anybody.
#[server(endpoint = "me", input = Posted, output = Posted)]
pub async fn me() -> Result<Option<Member>, AppError> {
    Ok(super::session()?.actor.map(|actor| actor.member()))
}

/// Everybody of the team.
#[server(endpoint = "members", input = Posted, output = Posted)]
pub async fn members() -> Result<Vec<Member>, AppError> {
    let (service, actor) = super::asked()?;
    Ok(service.members(&actor).await?)
}

#[cfg(feature = "ssr")]
fn secure() -> bool {
    use_context::<service::cookie::Secure>().is_none_or(|secure| secure.0)
}

#[cfg(feature = "ssr")]
fn set_cookie(cookie: &str) {
    use axum::http::HeaderValue;
    use axum::http::header::SET_COOKIE;
    use leptos_axum::ResponseOptions;

    if let (Some(response), Ok(value)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(cookie),
    ) {
        response.append_header(SET_COOKIE, value);
    }
}
