//! Files on the device: saved by downloading, read from what a person chose.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

/// Hands `text` to the browser's downloads under `name`.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let parts = Array::of1(&text.into());
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = super::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}

/// The text of the file chosen in a field, if one is. The field is emptied, so that
/// the same file can be chosen again.
pub async fn chosen(field: &HtmlInputElement) -> Option<String> {
    let file = field.files()?.get(0)?;
    let text = JsFuture::from(file.text()).await.ok()?.as_string();
    field.set_value("");
    text
}

/// Puts `text` on the clipboard.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    let navigator = super::window().ok_or(JsValue::NULL)?.navigator();
    // Absent where the page did not come over a safe connection.
    let clipboard: JsValue = navigator.clipboard().into();
    if clipboard.is_undefined() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .map(drop)
}

/// A title as a file's name.
pub fn name_of(title: &str, extension: &str) -> String {
    let plain: String = title
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .take(60)
        .collect();
    let plain = plain.trim_matches('-');
    let plain = if plain.is_empty() { "plan" } else { plain };
    format!("{plain}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        assert_eq!(name_of("Back End: 1/2?", "md"), "Back-End--1-2.md");
        assert_eq!(name_of("../..", "json"), "plan.json");
    }
}
