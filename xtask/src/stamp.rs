//! Skipping a step whose inputs are those of its last run.

use std::path::{Path, PathBuf};

use anyhow::Result;
use sha2::{Digest, Sha256};

use crate::{files, step::Done};

/// Fingerprints everything a step reads.
#[derive(Default)]
pub(crate) struct Inputs(Sha256);

impl Inputs {
    /// Adds text that decides what the step does, such as a tool's arguments.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.part(text.as_bytes());
        self
    }

    /// Adds files, by name and content.
    pub(crate) fn files<P: AsRef<Path>>(mut self, paths: &[P]) -> Result<Self> {
        for path in paths {
            let path = path.as_ref();
            self.part(path.as_os_str().as_encoded_bytes());
            self.part(&files::read(path)?);
        }
        Ok(self)
    }

    fn part(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn fingerprint(self) -> String {
        hex(&self.0.finalize())
    }
}

/// Runs `work` unless `stamp` says it last ran on the same `inputs` and every one of its
/// `outputs` is still there.
pub(crate) fn unless_unchanged(
    stamp: &Path,
    inputs: Inputs,
    outputs: &[PathBuf],
    work: impl FnOnce() -> Result<()>,
) -> Result<Done> {
    let fingerprint = inputs.fingerprint();
    let last = std::fs::read_to_string(stamp).unwrap_or_default();
    if last == fingerprint && outputs.iter().all(|output| output.is_file()) {
        return Ok(Done::Unchanged);
    }
    // A step that fails half-way must not pass for done.
    files::remove(stamp)?;
    work()?;
    files::write(stamp, fingerprint.as_bytes())?;
    Ok(Done::Built)
}

/// The name-worthy part of a content's hash.
pub(crate) fn short_hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content)[..10])
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_step_runs_again_only_for_new_inputs_a_lost_output_or_after_failing() {
        let folder = tempfile::tempdir().unwrap();
        let (stamp, output) = (folder.path().join("stamp"), folder.path().join("output"));
        let runs = Cell::new(0);
        let run = |text: &str, fail: bool| {
            unless_unchanged(
                &stamp,
                Inputs::default().text(text),
                std::slice::from_ref(&output),
                || {
                    runs.set(runs.get() + 1);
                    anyhow::ensure!(!fail, "asked to fail");
                    files::write(&output, text.as_bytes())
                },
            )
            .is_ok()
        };

        assert!(run("a", false) && run("a", false));
        assert_eq!(runs.get(), 1, "the same inputs");
        assert!(run("b", false));
        assert_eq!(runs.get(), 2, "new inputs");
        files::remove(&output).unwrap();
        assert!(run("b", false));
        assert_eq!(runs.get(), 3, "a lost output");
        assert!(!run("c", true));
        assert!(run("b", false));
        assert_eq!(runs.get(), 5, "a failure in between");
    }

    #[test]
    fn inputs_do_not_run_into_each_other() {
        let one = Inputs::default().text("ab").text("c").fingerprint();
        let other = Inputs::default().text("a").text("bc").fingerprint();
        assert_ne!(one, other);
    }
}
