//! Noticing that a source was saved.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::files;

/// What the server and the browser's program are built from. The manifests count as well.
const RUST: [&str; 8] = [
    "domain",
    "store",
    "service",
    "app",
    "documents",
    "server",
    "frontend",
    "kits",
];
const MANIFESTS: [&str; 2] = ["Cargo.toml", "Cargo.lock"];

/// Which kinds of sources have changed.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Changes {
    pub(crate) rust: bool,
    pub(crate) style: bool,
    pub(crate) public: bool,
}

impl Changes {
    pub(crate) fn everything() -> Self {
        Self {
            rust: true,
            style: true,
            public: true,
        }
    }

    /// These and others.
    pub(crate) fn and(self, others: Self) -> Self {
        Self {
            rust: self.rust || others.rust,
            style: self.style || others.style,
            public: self.public || others.public,
        }
    }

    pub(crate) fn any(&self) -> bool {
        self.rust || self.style || self.public
    }
}

type Look = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// The sources as last looked at.
pub(crate) struct Sources {
    root: PathBuf,
    rust: Look,
    style: Look,
    public: Look,
}

impl Sources {
    pub(crate) fn new(root: &Path) -> Self {
        let mut sources = Self {
            root: root.to_path_buf(),
            rust: Look::new(),
            style: Look::new(),
            public: Look::new(),
        };
        sources.changes();
        sources
    }

    /// What has changed since the last call.
    pub(crate) fn changes(&mut self) -> Changes {
        let folders = RUST.map(|name| self.root.join(name));
        let manifests = MANIFESTS.map(|name| self.root.join(name));
        let mut rust = look(&folders);
        rust.extend(manifests.iter().map(|path| (path.clone(), facts(path))));
        // Tests are not part of what is served.
        let is_test = |path: &Path| {
            let within = path.strip_prefix(&self.root).unwrap_or(path);
            within.components().any(|part| part.as_os_str() == "tests")
        };
        rust.retain(|path, _| !is_test(path));
        let style = look(&[self.root.join("style")]);
        let public = look(&[self.root.join("public")]);
        Changes {
            rust: swap(&mut self.rust, rust),
            style: swap(&mut self.style, style),
            public: swap(&mut self.public, public),
        }
    }
}

fn swap(last: &mut Look, new: Look) -> bool {
    let changed = *last != new;
    *last = new;
    changed
}

fn look(folders: &[PathBuf]) -> Look {
    let mut seen = Look::new();
    for folder in folders {
        // A folder being moved while it is listed shows at the next look.
        for file in files::under(folder).unwrap_or_default() {
            if !unfinished(&file) {
                let facts = facts(&file);
                seen.insert(file, facts);
            }
        }
    }
    seen
}

/// Editors write beside the file first: hidden, or with a tilde or `.swp` at the end.
fn unfinished(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let ending = Path::new(name.as_ref()).extension();
    name.starts_with('.') || name.ends_with('~') || ending.is_some_and(|ending| ending == "swp")
}

fn facts(file: &Path) -> (Option<SystemTime>, u64) {
    std::fs::metadata(file).map_or((None, 0), |found| (found.modified().ok(), found.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn save(root: &Path, name: &str, content: &str) {
        files::write(&root.join(name), content.as_bytes()).unwrap();
    }

    #[test]
    fn each_kind_of_source_is_told_apart_and_only_once() {
        let folder = tempfile::tempdir().unwrap();
        // However a checkout is called.
        let root = &folder.path().join("tests");
        save(root, "domain/src/lib.rs", "1");
        let mut sources = Sources::new(root);
        assert!(!sources.changes().any());

        save(root, "domain/src/lib.rs", "22");
        let rust = Changes {
            rust: true,
            ..Changes::default()
        };
        assert_eq!(sources.changes(), rust);
        assert!(!sources.changes().any());
        save(root, "style/deep/a.css", "p{}");
        assert_eq!(
            sources.changes(),
            Changes {
                style: true,
                ..Changes::default()
            }
        );
        save(root, "public/a.svg", "<svg/>");
        assert_eq!(
            sources.changes(),
            Changes {
                public: true,
                ..Changes::default()
            }
        );
        files::remove(&root.join("domain/src/lib.rs")).unwrap();
        assert_eq!(sources.changes(), rust);
    }

    #[test]
    fn tests_and_editors_drafts_do_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let mut sources = Sources::new(folder.path());
        for name in [
            "app/src/.a.rs",
            "app/src/a.rs~",
            "app/src/a.rs.swp",
            "app/tests/a.rs",
        ] {
            save(folder.path(), name, "1");
        }
        assert!(!sources.changes().any());
    }
}
