//! Serves Plumbline.

use std::process::ExitCode;

use server::{Asked, Settings, run};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let asked = match Settings::read(std::env::args().skip(1), |name| std::env::var(name).ok()) {
        Ok(asked) => asked,
        Err(error) => return refuse(&error),
    };
    let settings = match asked {
        Asked::Run(settings) => settings,
        Asked::Tell(text) => {
            println!("{text}");
            return ExitCode::SUCCESS;
        }
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // Where nobody reads what is said, saying so would end what the server was doing:
        // `eprintln!` panics there.
        .log_internal_errors(false)
        .init();
    match run(settings).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&error),
    }
}

fn refuse(error: &impl std::fmt::Display) -> ExitCode {
    eprintln!("Plumbline cannot start: {error}.");
    ExitCode::FAILURE
}
