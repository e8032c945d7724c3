//! Moments, for people in words and for programs in ISO 8601.

use domain::moment::Moment;
use leptos::prelude::*;

/// A moment in UTC: documents are printed and handed on, so they say which clock they mean.
pub(crate) fn moment(at: i64) -> impl IntoView {
    let moment = Moment::of(at);
    view! { <time datetime=moment.iso()>{moment.to_string()}</time> }
}
