//! The project's own build tool: `cargo xtask build` and `cargo xtask watch`.
//!
//! What the browser needs is built in five steps, and a step whose inputs are unchanged is
//! skipped: the server, the program (Rust to wasm), its packing (bindings, shrinking), the style,
//! and the site that holds them all under hashed names beside the server.

mod build;
mod cargo;
mod files;
mod live;
mod pack;
mod paths;
mod report;
mod site;
mod stamp;
mod step;
mod watch;
mod worker;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask build            build server and site for use, under hashed names
cargo xtask watch [ARGS...]  build for development, serve, rebuild and reload on save;
                             ARGS are handed to the server";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next();
    let rest: Vec<String> = arguments.collect();
    match (command.as_deref(), rest.as_slice()) {
        (Some("build"), []) => build::run(),
        (Some("watch"), arguments) => watch::run(arguments),
        (Some("help" | "--help" | "-h"), _) => {
            println!("{HELP}");
            Ok(())
        }
        (None, _) => bail!("Say what to do:\n{HELP}"),
        (Some(other), _) => bail!("`{other}` with these arguments is not known:\n{HELP}"),
    }
}
