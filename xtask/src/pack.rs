//! From the compiler's wasm to what a browser loads: bindings, shrinking, bundling.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    files,
    paths::{NAME, Paths},
};

/// How wasm-opt shrinks a program, and what rustc's wasm uses beyond the first wasm there was.
const SHRINK: [&str; 11] = [
    "-Oz",
    // Copies of small functions make the program smaller but compress worse: 409,539 bytes by
    // brotli with inlining, 372,798 without.
    "--skip-pass=inlining-optimizing",
    "--skip-pass=inlining",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    // Copies of one function for several types lie side by side, which compresses better: 365,961
    // bytes where the order of the compiler gave 373,188.
    "--reorder-functions-by-name",
];
const BUNDLE: [&str; 2] = ["--bundle", "--log-level=warning"];
const MINIFY: [&str; 2] = ["--minify", "--target=chrome111,firefox121,safari16.4"];

/// Everything beside the sources that decides what packing does.
pub(crate) fn settings() -> String {
    format!("{SHRINK:?} {BUNDLE:?} {MINIFY:?}")
}

/// Makes the script that loads the program `wasm`; both land in `folder`, as `NAME.js` and
/// `NAME_bg.wasm`, with the names of its functions.
pub(crate) fn bind(wasm: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Bindgen::new()
        .input_path(wasm)
        .out_name(NAME)
        .web(true)?
        .typescript(false)
        .remove_producers_section(true)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen cannot read {}", wasm.display()))
}

/// Shrinks a program and drops its functions' names.
pub(crate) fn shrink(paths: &Paths, from: &Path, to: &Path) -> Result<()> {
    let mut command = Command::new(paths.tool("wasm-opt"));
    command.args(SHRINK).arg(from).arg("-o").arg(to);
    call(command)
}

/// Makes one script of a script and what it imports.
pub(crate) fn script(paths: &Paths, from: &Path, to: &Path) -> Result<()> {
    let mut command = esbuild(paths, from, to);
    command
        .args(["--format=esm", "--log-override:empty-import-meta=silent"])
        .args(MINIFY);
    call(command)
}

/// Makes one stylesheet of the style's first file and what it imports.
pub(crate) fn style(paths: &Paths, to: &Path, minify: bool) -> Result<()> {
    let from = paths.style();
    let mut command = esbuild(paths, &from, to);
    if minify {
        command.args(MINIFY);
    }
    call(command)
}

fn esbuild(paths: &Paths, from: &Path, to: &Path) -> Command {
    let mut outfile = std::ffi::OsString::from("--outfile=");
    outfile.push(to);
    let mut command = Command::new(paths.tool("esbuild"));
    command.arg(from).arg(outfile).args(BUNDLE);
    command
}

fn call(mut command: Command) -> Result<()> {
    let name = command.get_program().to_owned();
    let name = Path::new(&name);
    let status = command.status().with_context(|| {
        format!(
            "cannot start {}; `npm ci` in the project's root installs it",
            name.display()
        )
    })?;
    if !status.success() {
        bail!("{} failed; its reasons are above.", name.display());
    }
    Ok(())
}

/// Binds, shrinks and bundles the program for use; leaves `NAME.js` and `NAME.wasm` in `folder`.
pub(crate) fn for_use(paths: &Paths, wasm: &Path, folder: &Path) -> Result<()> {
    let bound = folder.join("bound");
    bind(wasm, &bound)?;
    shrink(
        paths,
        &bound.join(format!("{NAME}_bg.wasm")),
        &folder.join(format!("{NAME}.wasm")),
    )?;
    script(
        paths,
        &bound.join(format!("{NAME}.js")),
        &folder.join(format!("{NAME}.js")),
    )
}

/// Binds the program for development into the site's package folder, whole files at a time.
pub(crate) fn for_development(wasm: &Path, scratch: &Path, package: &Path) -> Result<()> {
    if scratch.is_dir() {
        fs::remove_dir_all(scratch)
            .with_context(|| format!("cannot clear {}", scratch.display()))?;
    }
    bind(wasm, scratch)?;
    for file in files::under(scratch)? {
        let inner = file.strip_prefix(scratch)?;
        files::write(&package.join(inner), &files::read(&file)?)?;
    }
    Ok(())
}
