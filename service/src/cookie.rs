//! The cookie that holds a session's token.

use crate::people::SESSION;

/// Whether the site is reached by https, which the cookie's name depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Secure(pub bool);

/// The cookie's name. Browsers let nobody but an https page of this very host
/// set a name that begins with `__Host-`.
pub const fn name(secure: bool) -> &'static str {
    if secure {
        "__Host-plumbline_session"
    } else {
        "plumbline_session"
    }
}

/// The value of a `Set-Cookie` header that signs the browser in.
pub fn set(token: &str, secure: bool) -> String {
    let seconds = SESSION / 1_000;
    format!(
        "{}={token}; Max-Age={seconds}{}",
        name(secure),
        attributes(secure)
    )
}

/// The value of a `Set-Cookie` header that signs the browser out.
pub fn clear(secure: bool) -> String {
    format!("{}=; Max-Age=0{}", name(secure), attributes(secure))
}

/// The token in a `Cookie` header.
pub fn token(header: &str, secure: bool) -> Option<&str> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name(secure)).then_some(value))
        .filter(|value| !value.is_empty())
}

const fn attributes(secure: bool) -> &'static str {
    if secure {
        "; Path=/; HttpOnly; SameSite=Lax; Secure"
    } else {
        "; Path=/; HttpOnly; SameSite=Lax"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_among_other_cookies() {
        let header = "theme=dark; plumbline_session=abc; last=1";
        assert_eq!(token(header, false), Some("abc"));
        assert_eq!(token(header, true), None);
        assert_eq!(token("plumbline_session=", false), None);
        assert_eq!(token("xplumbline_session=abc", false), None);
    }

    #[test]
    fn an_https_cookie_stays_with_its_host() {
        let cookie = set("abc", true);
        assert!(cookie.starts_with("__Host-plumbline_session=abc;"));
        assert!(cookie.ends_with("; Secure") && cookie.contains("Path=/"));
        assert!(!set("abc", false).contains("Secure"));
    }
}
