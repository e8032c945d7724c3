//! `cargo xtask build`: server and site for use.

use std::fs;

use anyhow::{Context, Result};

use crate::{
    cargo, files, pack,
    paths::{NAME, Paths},
    report::Report,
    site::{self, Parts, Place},
    stamp::{Inputs, unless_unchanged},
    step::{Done, now, seconds, step},
};

/// Builds everything, prints what it weighs and fails over the budget.
pub(crate) fn run() -> Result<()> {
    let paths = Paths::find();
    let start = now();
    let scratch = paths.scratch();
    fs::create_dir_all(&scratch).with_context(|| format!("cannot make {}", scratch.display()))?;
    // Two builds at once would lay each other's files.
    let lock = fs::File::create(scratch.join("lock")).context("cannot make the build's lock")?;
    lock.lock().context("cannot take the build's lock")?;

    step("server (cargo, release)", || {
        cargo::server(&paths, "release").map(|()| Done::Built)
    })?;
    step("program (cargo, wasm-release)", || {
        cargo::program(&paths, "wasm-release").map(|()| Done::Built)
    })?;
    step("packing (bindings, wasm-opt)", || program(&paths))?;
    step("style", || style(&paths))?;
    step("site (hashes, brotli, gzip)", || lay_site(&paths))?;

    let report = Report::from_lines(&fs::read_to_string(place(&paths).report)?)?;
    println!("{report}");
    println!(
        "  {} and its site {} are built ({}).",
        paths.short(&paths.server("release")).display(),
        paths.short(&place(&paths).site).display(),
        seconds(start.elapsed())
    );
    report.check()
}

fn program(paths: &Paths) -> Result<Done> {
    let folder = paths.scratch();
    let wasm = paths.program("wasm-release");
    let outputs = [
        folder.join(format!("{NAME}.wasm")),
        folder.join(format!("{NAME}.js")),
    ];
    let inputs = Inputs::default()
        .text(&pack::settings())
        .files(&[&wasm, &paths.root.join("package-lock.json")])?;
    unless_unchanged(&folder.join("program.stamp"), inputs, &outputs, || {
        pack::for_use(paths, &wasm, &folder)
    })
}

fn style(paths: &Paths) -> Result<Done> {
    let output = paths.scratch().join(format!("{NAME}.css"));
    let inputs = Inputs::default()
        .text(&pack::settings())
        .files(&files::under(&paths.root.join("style"))?)?
        .files(&[paths.root.join("package-lock.json")])?;
    let stamp = paths.scratch().join("style.stamp");
    unless_unchanged(&stamp, inputs, std::slice::from_ref(&output), || {
        pack::style(paths, &output, true)
    })
}

fn place(paths: &Paths) -> Place {
    Place {
        site: paths.target.join("site"),
        hashes: paths.target.join("release/hash.txt"),
        generations: paths.scratch().join("generations"),
        report: paths.scratch().join("report"),
    }
}

fn lay_site(paths: &Paths) -> Result<Done> {
    let part = |kind: &'static str| (kind, paths.scratch().join(format!("{NAME}.{kind}")));
    let parts = Parts {
        hashed: [part("wasm"), part("js"), part("css")],
        public: paths.root.join("public"),
    };
    let place = place(paths);
    let hashed = parts.hashed.each_ref().map(|(_, file)| file);
    let inputs = Inputs::default()
        .files(&hashed)?
        .files(&files::under(&parts.public)?)?;
    let mut outputs = vec![place.report.clone(), place.hashes.clone()];
    outputs.extend(site::laid(&place));
    unless_unchanged(
        &paths.scratch().join("site.stamp"),
        inputs,
        &outputs,
        || site::lay(&parts, &place),
    )
}
