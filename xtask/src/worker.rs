//! The service worker's list of what a build is made of.

use std::path::Path;

use anyhow::{Context, Result};

use crate::{files, stamp::short_hash};

/// The worker's file among the public ones.
pub(crate) const NAME: &str = "service-worker.js";

const PLACE: &str = "const BUILD = null;";

/// The worker `source` with the build filled in: `version` changes with any file of it, `files`
/// are the paths to keep, `named` those of them that every page names.
pub(crate) fn fill_in(source: &[u8], public: &Path, named: &[String]) -> Result<Vec<u8>> {
    let source = std::str::from_utf8(source).context("the service worker is no text")?;
    let named: Vec<String> = named.iter().map(|name| ["/pkg/", name].concat()).collect();
    let mut paths = named.clone();
    let mut made_of = [source, &named.concat()].concat().into_bytes();
    for file in files::under(public)? {
        let inner = file.strip_prefix(public)?;
        if inner != Path::new(NAME) {
            paths.push(["/", &inner.to_string_lossy()].concat());
            made_of.extend(files::read(&file)?);
        }
    }
    let build = format!(
        "const BUILD = {{ version: \"{}\", files: {paths:?}, named: {named:?} }};",
        short_hash(&made_of)
    );
    let (before, after) = source
        .split_once(PLACE)
        .with_context(|| format!("the service worker has no line `{PLACE}`"))?;
    Ok([before, &build, after].concat().into_bytes())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_worker_keeps_every_file_and_changes_with_any_of_them() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(NAME), PLACE).unwrap();
        fs::write(folder.path().join("icon.png"), "a").unwrap();
        let fill = |name: &str| {
            let filled = fill_in(PLACE.as_bytes(), folder.path(), &[name.to_owned()]);
            String::from_utf8(filled.unwrap()).unwrap()
        };
        let first = fill("p.1.wasm");
        assert!(
            first.contains(r#"files: ["/pkg/p.1.wasm", "/icon.png"], named: ["/pkg/p.1.wasm"]"#)
        );
        assert_ne!(first, fill("p.2.wasm"));
        fs::write(folder.path().join("icon.png"), "b").unwrap();
        let version = |text: &str| text.split('"').nth(1).map(str::to_owned);
        assert_ne!(version(&first), version(&fill("p.1.wasm")));
    }

    #[test]
    fn a_worker_without_its_place_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(fill_in(b"nothing", folder.path(), &[]).is_err());
    }
}
