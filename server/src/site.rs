//! Where the browser's files lie and how they are handed out.

use std::{env, io, net::SocketAddr, path::PathBuf};

use axum::{
    Router,
    http::{HeaderValue, header::CACHE_CONTROL},
};
use leptos::config::LeptosOptions;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

const YEAR: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The settings a development tool hands over in `LEPTOS_*` variables, or else those of a
/// finished build, whose site lies beside the executable's folder.
pub(crate) fn options() -> io::Result<LeptosOptions> {
    let site_root = match env::var("LEPTOS_SITE_ROOT") {
        Ok(root) => PathBuf::from(root),
        Err(_) => beside_executable("site")?,
    };
    // Under `LEPTOS_WATCH` names are stable unless the tool says otherwise.
    let hash_files = match env::var("LEPTOS_HASH_FILES") {
        Ok(answer) => answer == "true",
        Err(_) => env::var("LEPTOS_WATCH").is_err(),
    };
    let hash_file = setting("LEPTOS_HASH_FILE_NAME", "hash.txt");
    // Without it no page could name its script.
    let hashes = env::current_exe()?.with_file_name(&hash_file);
    if hash_files && !hashes.is_file() {
        let missing = format!("{} is missing", hashes.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, missing));
    }
    Ok(LeptosOptions::builder()
        .output_name(setting("LEPTOS_OUTPUT_NAME", "plumbline"))
        .site_root(site_root.to_string_lossy().into_owned())
        .site_pkg_dir(setting("LEPTOS_SITE_PKG_DIR", "pkg"))
        .site_addr(parsed::<SocketAddr>("LEPTOS_SITE_ADDR", "127.0.0.1:3000")?)
        .reload_port(parsed::<u32>("LEPTOS_RELOAD_PORT", "3001")?)
        .hash_file(hash_file.into())
        .hash_files(hash_files)
        .build())
}

/// The program, script and styles of the page, as compressed at build time. Hashed names never
/// change their content, so browsers may keep them; a missing one must not be kept.
pub(crate) fn package(options: &LeptosOptions) -> Router {
    let folder = PathBuf::from(&*options.site_root).join(&*options.site_pkg_dir);
    let hashed = options.hash_files;
    Router::new()
        .fallback_service(
            ServeDir::new(folder)
                .precompressed_br()
                .precompressed_gzip(),
        )
        .layer(SetResponseHeaderLayer::overriding(
            CACHE_CONTROL,
            move |response: &axum::response::Response| {
                let keep = hashed && response.status().is_success();
                Some(if keep { YEAR } else { ASK_AGAIN })
            },
        ))
}

/// The files that keep their names: icons, the manifest, the service worker.
pub(crate) fn files(options: &LeptosOptions) -> ServeDir {
    ServeDir::new(&*options.site_root).append_index_html_on_directories(false)
}

/// Whether a development tool rebuilds and reloads as files are saved.
pub(crate) fn is_watched() -> bool {
    env::var_os("LEPTOS_WATCH").is_some()
}

fn beside_executable(name: &str) -> io::Result<PathBuf> {
    let executable = env::current_exe()?;
    let folder = executable.parent().and_then(|folder| folder.parent());
    folder
        .map(|folder| folder.join(name))
        .ok_or_else(|| io::Error::other("the executable lies in no folder"))
}

fn setting(name: &str, default: &str) -> String {
    env::var(name).unwrap_or_else(|_| default.to_owned())
}

fn parsed<T: std::str::FromStr>(name: &str, default: &str) -> io::Result<T> {
    let value = setting(name, default);
    value
        .parse()
        .map_err(|_| io::Error::other(format!("{name} is {value:?}, which cannot be read")))
}
