//! Text between the tags of a text area, and of the title.

/// The framework does not escape what stands in a text area, and puts its marks into a title.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use std::fs::{read_dir, read_to_string};
    use std::path::Path;

    use super::escaped;

    const OPENING: &str = concat!("<text", "area");
    const CLOSING: &str = concat!("</text", "area>");

    #[test]
    fn a_text_neither_ends_its_element_nor_changes() {
        let text = format!("{CLOSING}<b>&lt;");
        let told = escaped(&text);
        assert!(!told.contains('<'), "{told}");
        let read = told.replace("&lt;", "<").replace("&amp;", "&");
        assert_eq!(read, text);
    }

    #[test]
    fn no_document_puts_a_text_between_these_tags_as_it_is() {
        let mut seen = 0;
        look_through(
            Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
            &mut seen,
        );
        assert!(seen > 0, "some documents have text areas");
    }

    fn look_through(folder: &Path, seen: &mut usize) {
        for entry in read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                look_through(&path, seen);
                continue;
            }
            let source = read_to_string(&path).unwrap();
            for (at, _) in source.match_indices(OPENING) {
                let rest = &source[at..];
                let element = &rest[..rest.find(CLOSING).unwrap_or(0)];
                let is_escaped =
                    !element.contains("inner_html=") || element.contains("inner_html=escaped(");
                assert!(
                    element.trim_end().ends_with('>') && is_escaped,
                    "{} puts a text between these tags that is not escaped: {element}",
                    path.display()
                );
                *seen += 1;
            }
        }
    }
}
