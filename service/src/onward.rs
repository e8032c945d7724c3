//! Where somebody is led on to, where an address from outside says so.

/// The address, if it is a path of this site, and the first page otherwise.
///
/// Browsers leave tabs and line breaks out of an address and take `\` for `/`, so that
/// what looks like a path may be another site. And what cannot stand in a header, spaces
/// and letters beyond ASCII among it, is no address that a page of ours gives.
pub fn within_site(address: &str) -> &str {
    let is_plain = |sign: u8| sign.is_ascii_graphic() && sign != b'\\';
    let is_path = address.starts_with('/') && !address.starts_with("//");
    if is_path && address.bytes().all(is_plain) {
        address
    } else {
        "/"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_this_site_is_led_on_to() {
        for path in [
            "/",
            "/kits",
            "/plans/1?all=yes&so=%22#anchors",
            "/plans/1//2",
        ] {
            assert_eq!(within_site(path), path);
        }
    }

    #[test]
    fn whatever_a_browser_may_take_for_another_site_leads_to_the_first_page() {
        for address in [
            "",
            "kits",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/kits\\..",
            "/\t/evil.example",
            "/\n/evil.example",
            "\t//evil.example",
            "javascript:alert(1)",
        ] {
            assert_eq!(within_site(address), "/", "{address:?}");
        }
    }

    #[test]
    fn what_cannot_stand_in_a_header_leads_to_the_first_page() {
        for address in [
            "/\n",
            "/a\r\nset-cookie: a=b",
            "/\0",
            "/\u{7f}",
            "/ä",
            "/a b",
        ] {
            assert_eq!(within_site(address), "/", "{address:?}");
        }
    }
}
