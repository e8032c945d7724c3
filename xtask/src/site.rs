//! The finished site: hashed names, compressed twins, and the switch from one build to the next.
//!
//! The server learns the names from `hash.txt` beside it. New files are laid beside the old ones
//! first, then that file is replaced, so a server never names a file that is not there. The build
//! before stays, because pages opened then may still load its files.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    files,
    paths::NAME,
    report::{Report, Weight},
    stamp::short_hash,
    worker,
};

/// What a site is made of.
pub(crate) struct Parts {
    /// Program, script and style: kind and file.
    pub(crate) hashed: [(&'static str, PathBuf); 3],
    /// The folder of files that go in as they are.
    pub(crate) public: PathBuf,
}

/// Where a site goes.
pub(crate) struct Place {
    /// The site's root.
    pub(crate) site: PathBuf,
    /// The file that names the current hashes.
    pub(crate) hashes: PathBuf,
    /// The names of the current build's files and those of the build before.
    pub(crate) generations: PathBuf,
    /// The last report, for builds that have nothing to do.
    pub(crate) report: PathBuf,
}

impl Place {
    fn package(&self) -> PathBuf {
        self.site.join("pkg")
    }
}

/// Lays the site and switches to it.
pub(crate) fn lay(parts: &Parts, place: &Place) -> Result<()> {
    let package = place.package();
    let mut names = Vec::new();
    let mut hashes = String::new();
    let mut weights = Vec::new();
    for (kind, file) in &parts.hashed {
        let content = files::read(file)?;
        let hash = short_hash(&content);
        let name = format!("{NAME}.{hash}.{kind}");
        let brotli = lay_compressed(&package.join(&name), &content)?;
        hashes += &[kind, ": ", &hash, "\n"].concat();
        names.push(name);
        weights.push(Weight {
            kind: (*kind).to_owned(),
            raw: content.len(),
            brotli,
        });
    }
    lay_public(&parts.public, &place.site, &names)?;
    files::write(&place.report, Report(weights).to_lines().as_bytes())?;
    files::write(&place.hashes, hashes.as_bytes())?;
    forget_old(place, &names)
}

/// The files of the current build in the package, as far as any was laid.
pub(crate) fn laid(place: &Place) -> Vec<PathBuf> {
    let kept = fs::read_to_string(&place.generations).unwrap_or_default();
    let current = kept.lines().next().unwrap_or_default();
    let package = place.package();
    current
        .split_whitespace()
        .map(|name| package.join(name))
        .collect()
}

/// Copies the public files, compressing what is text, and removes those no longer there. The
/// service worker learns what the build is made of: `named`, the files of the package, which the
/// page names, and the public files.
fn lay_public(public: &Path, site: &Path, named: &[String]) -> Result<()> {
    let mut wanted = Vec::new();
    for file in files::under(public)? {
        let inner = file.strip_prefix(public)?;
        let target = site.join(inner);
        let mut content = files::read(&file)?;
        if inner == Path::new(worker::NAME) {
            content = worker::fill_in(&content, public, named)?;
        }
        let kind = file.extension().and_then(|kind| kind.to_str());
        if matches!(
            kind,
            Some("css" | "html" | "js" | "json" | "svg" | "txt" | "webmanifest")
        ) {
            lay_compressed(&target, &content)?;
            wanted.push(twin(&target, "br"));
            wanted.push(twin(&target, "gz"));
        } else {
            files::write(&target, &content)?;
        }
        wanted.push(target);
    }
    let package = site.join("pkg");
    for file in files::under(site)? {
        if !file.starts_with(&package) && !wanted.contains(&file) {
            files::remove(&file)?;
        }
    }
    Ok(())
}

/// Writes `path` and its compressed twins, the twins first; answers with brotli's bytes.
fn lay_compressed(path: &Path, content: &[u8]) -> Result<usize> {
    let (smaller, zipped) = (twin(path, "br"), twin(path, "gz"));
    if zipped.is_file()
        && fs::read(path).is_ok_and(|old| old == content)
        && let Ok(packed) = fs::metadata(&smaller)
    {
        return usize::try_from(packed.len()).context("a file too large for this machine");
    }
    let brotli = brotli(content)?;
    files::write(&smaller, &brotli)?;
    files::write(&zipped, &gzip(content)?)?;
    files::write(path, content)?;
    Ok(brotli.len())
}

fn twin(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &content[..], &mut packed, &settings).context("brotli failed")?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(content).context("gzip failed")?;
    packer.finish().context("gzip failed")
}

/// Removes from the package what belongs neither to this build nor to the one before.
fn forget_old(place: &Place, current: &[String]) -> Result<()> {
    let kept = fs::read_to_string(&place.generations).unwrap_or_default();
    let mut generations = kept.lines().map(str::to_owned);
    let last = generations.next().unwrap_or_default();
    let current = current.join(" ");
    // A build that changed nothing in the package must not push the one before out.
    let before = if last == current {
        generations.next().unwrap_or_default()
    } else {
        last
    };
    for file in files::under(&place.package())? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let name = name.trim_end_matches(".br").trim_end_matches(".gz");
        let mut wanted = current.split(' ').chain(before.split(' '));
        if !wanted.any(|wanted| wanted == name) {
            files::remove(&file)?;
        }
    }
    files::write(
        &place.generations,
        format!("{current}\n{before}\n").as_bytes(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Yard {
        folder: tempfile::TempDir,
    }

    impl Yard {
        fn place(&self) -> Place {
            let inner = |name: &str| self.folder.path().join(name);
            Place {
                site: inner("site"),
                hashes: inner("hash.txt"),
                generations: inner("generations"),
                report: inner("report"),
            }
        }

        fn lay(&self, program: &str) -> Vec<String> {
            let source = |kind: &'static str, content: &str| {
                let path = self.folder.path().join(format!("in/{kind}"));
                files::write(&path, content.as_bytes()).unwrap();
                (kind, path)
            };
            let parts = Parts {
                hashed: [
                    source("wasm", program),
                    source("js", "go()"),
                    source("css", "p{}"),
                ],
                public: self.folder.path().join("public"),
            };
            lay(&parts, &self.place()).unwrap();
            let names = files::under(&self.place().package()).unwrap();
            let names = names.iter().filter_map(|path| path.file_name()?.to_str());
            names
                .filter(|name| name.split('.').next_back() == Some("wasm"))
                .map(str::to_owned)
                .collect()
        }
    }

    fn yard() -> Yard {
        Yard {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    #[test]
    fn every_name_in_the_hash_file_is_there_with_both_twins() {
        let yard = yard();
        yard.lay("one");
        let hashes = fs::read_to_string(yard.place().hashes).unwrap();
        let package = yard.place().package();
        assert_eq!(hashes.lines().count(), 3);
        for line in hashes.lines() {
            let (kind, hash) = line.split_once(": ").unwrap();
            for extension in ["", ".br", ".gz"] {
                let name = format!("{NAME}.{hash}.{kind}{extension}");
                assert!(package.join(&name).is_file(), "{name}");
            }
        }
    }

    #[test]
    fn the_build_before_stays_and_older_ones_go() {
        let yard = yard();
        let first = yard.lay("one");
        yard.lay("two");
        let both = yard.lay("two");
        assert_eq!(both.len(), 2);
        assert!(
            both.contains(&first[0]),
            "laying the same build again keeps the one before"
        );
        let last = yard.lay("three");
        assert_eq!(last.len(), 2);
        assert!(!last.contains(&first[0]));
    }

    #[test]
    fn public_files_come_compressed_and_go_when_removed() {
        let yard = yard();
        let public = yard.folder.path().join("public");
        files::write(&public.join("icons/a.svg"), b"<svg/>").unwrap();
        files::write(&public.join("b.png"), b"png").unwrap();
        yard.lay("one");
        let site = yard.place().site;
        let unpacked = {
            let mut text = Vec::new();
            let packed = files::read(&site.join("icons/a.svg.br")).unwrap();
            brotli::BrotliDecompress(&mut &packed[..], &mut text).unwrap();
            text
        };
        assert_eq!(unpacked, b"<svg/>");
        assert!(site.join("b.png").is_file() && !site.join("b.png.br").exists());
        files::remove(&public.join("b.png")).unwrap();
        yard.lay("one");
        assert!(!site.join("b.png").exists());
    }
}
