//! `cargo xtask watch`: build for development, serve, and rebuild and reload on save.

mod serving;
mod sources;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use anyhow::{Context, Result};

use crate::{
    cargo, files,
    live::Pages,
    pack,
    paths::{NAME, Paths},
    step::{Done, now, seconds, step},
};
use serving::Serving;
use sources::{Changes, Sources};

/// How often the sources are looked at. A look costs about a millisecond.
const GLANCE: Duration = Duration::from_millis(200);
const RELOAD_PORT: u16 = 3001;

/// Watches until interrupted.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let paths = Paths::find();
    let stop = Arc::new(AtomicBool::new(false));
    ctrlc::set_handler({
        let stop = Arc::clone(&stop);
        move || stop.store(true, Ordering::Relaxed)
    })
    .context("cannot listen for Ctrl-C")?;
    let pages = Pages::listen(RELOAD_PORT)?;
    let mut sources = Sources::new(&paths.root);
    let mut serving = Serving::new(&paths, arguments, RELOAD_PORT);

    println!("Building for development; the first time takes minutes.");
    let mut changes = Changes::everything();
    // What a build that failed did not come to is still to be done with the next save.
    let mut left = Changes::default();
    while !stop.load(Ordering::Relaxed) {
        if changes.any() {
            let start = now();
            let all = std::mem::take(&mut changes).and(std::mem::take(&mut left));
            match rebuild(&paths, &all, &mut serving, &pages) {
                Ok(()) => println!("  up to date after {}\n", seconds(start.elapsed())),
                // A mistake in the sources is what watching is for: wait for its correction.
                Err(error) => {
                    eprintln!("\n{error:#}\nWaiting for the next save.\n");
                    left = all;
                }
            }
        }
        thread::sleep(GLANCE);
        // A server that is gone is started by the next save, whatever that is of.
        left.rust |= serving.notice_exit();
        changes = sources.changes();
    }
    Ok(())
}

fn rebuild(paths: &Paths, changes: &Changes, serving: &mut Serving, pages: &Pages) -> Result<()> {
    let site = serving.site().to_path_buf();
    if changes.style {
        step("style", || restyle(paths, &site))?;
    }
    if changes.public {
        step("public files", || copy_public(paths, &site))?;
    }
    if changes.rust {
        step("server (cargo, dev)", || {
            cargo::server(paths, "dev").map(|()| Done::Built)
        })?;
        step("program (cargo, dev)", || {
            cargo::program(paths, "dev").map(|()| Done::Built)
        })?;
        step("bindings", || {
            let scratch = paths.scratch().join("watch");
            pack::for_development(&paths.program("debug"), &scratch, &site.join("pkg"))
                .map(|()| Done::Built)
        })?;
        step("restart", || serving.restart().map(|()| Done::Built))?;
    }
    if changes.rust || changes.public {
        pages.reload();
    } else {
        pages.restyle(&format!("pkg/{NAME}.css"));
    }
    Ok(())
}

fn restyle(paths: &Paths, site: &std::path::Path) -> Result<Done> {
    let made = paths.scratch().join("watch.css");
    pack::style(paths, &made, false)?;
    files::write(&site.join(format!("pkg/{NAME}.css")), &files::read(&made)?)?;
    Ok(Done::Built)
}

fn copy_public(paths: &Paths, site: &std::path::Path) -> Result<Done> {
    let public = paths.root.join("public");
    for file in files::under(&public)? {
        files::write(
            &site.join(file.strip_prefix(&public)?),
            &files::read(&file)?,
        )?;
    }
    Ok(Done::Built)
}
