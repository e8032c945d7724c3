//! Calling cargo.

use std::{env, ffi::OsString, process::Command};

use anyhow::{Context, Result, bail};

use crate::paths::Paths;

/// Builds the server for use (`release`) or for development (`dev`).
pub(crate) fn server(paths: &Paths, profile: &str) -> Result<()> {
    build(paths, &["--package=server", "--profile", profile])
}

/// Builds the browser's program with `profile`.
pub(crate) fn program(paths: &Paths, profile: &str) -> Result<()> {
    build(
        paths,
        &[
            "--package=frontend",
            "--target=wasm32-unknown-unknown",
            "--profile",
            profile,
        ],
    )
}

fn build(paths: &Paths, arguments: &[&str]) -> Result<()> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command
        .current_dir(&paths.root)
        .arg("build")
        .args(arguments);
    // What cargo told this tool about itself would make the crates look changed.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    let status = command.status().context("cannot start cargo")?;
    if !status.success() {
        bail!(
            "`cargo build {}` failed; its reasons are above.",
            arguments.join(" ")
        );
    }
    Ok(())
}
