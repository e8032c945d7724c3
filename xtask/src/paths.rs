//! Where things lie in the project.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The name of the browser's files, as in `[[workspace.metadata.leptos]]`.
pub(crate) const NAME: &str = "plumbline";

/// The folders a build reads and writes.
pub(crate) struct Paths {
    /// The project itself.
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
}

impl Paths {
    /// Finds the project: cargo says where this tool's own manifest lies.
    pub(crate) fn find() -> Self {
        let tool = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = tool.parent().unwrap_or(&tool).to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(
            || root.join("target"),
            // Relative to where cargo was called, which is where this process was.
            |folder| std::path::absolute(&folder).unwrap_or_else(|_| PathBuf::from(folder)),
        );
        Self { root, target }
    }

    /// The server as built with `profile` (`release` or `debug`).
    pub(crate) fn server(&self, profile: &str) -> PathBuf {
        self.target
            .join(profile)
            .join(format!("server{}", env::consts::EXE_SUFFIX))
    }

    /// The browser's program as the compiler leaves it.
    pub(crate) fn program(&self, profile: &str) -> PathBuf {
        self.target
            .join("wasm32-unknown-unknown")
            .join(profile)
            .join("frontend.wasm")
    }

    /// What is kept between builds so that steps can be skipped.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.target.join("site-build")
    }

    /// The style's first file, which imports the others.
    pub(crate) fn style(&self) -> PathBuf {
        self.root.join("style/main.css")
    }

    /// A tool from the npm packages of the project's root.
    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        self.root.join("node_modules/.bin").join(name)
    }

    /// `path` as a person in the project's root would write it.
    pub(crate) fn short<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}
