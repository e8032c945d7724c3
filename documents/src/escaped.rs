//! Text between the tags of a text area.

/// The framework does not escape what stands in this one element.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
