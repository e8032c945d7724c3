//! The kits that plans can be begun from: those that are shipped, and those an
//! operator has put into a folder.

use std::path::{Path, PathBuf};

use domain::kit::Kit;
use domain::kit::file::{self, KitFileError};
use domain::views::{Failure, ListedKit};

use crate::{Actor, Service};

/// The shipped kits: the file each is in, and its text.
const SHIPPED: [(&str, &str); 1] = [(
    "back-end-developer.toml",
    include_str!("../../kits/back-end-developer.toml"),
)];

/// Why kits could not be read.
#[derive(Debug, thiserror::Error)]
pub enum KitsError {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {reason}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What stands in the way.
        reason: std::io::Error,
    },
    /// A file is not a kit.
    #[error("the kit file {} cannot be used: {reason}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Where and what.
        reason: KitFileError,
    },
    /// Two files describe one kit.
    #[error("the kit file {} has the id `{id}`, which another kit has: give it an id of its own", path.display())]
    Twice {
        /// The second file.
        path: PathBuf,
        /// The id.
        id: String,
    },
}

/// Reads the shipped kits and, if there is a folder, every `.toml` file in it.
///
/// # Errors
/// The first file that is wrong, with the line and the reason.
pub fn read(folder: Option<&Path>) -> Result<Vec<Kit>, KitsError> {
    let mut kits = Vec::new();
    for (name, text) in SHIPPED {
        add(&mut kits, Path::new(name), text)?;
    }
    if let Some(folder) = folder {
        for path in files_of(folder)? {
            let text = std::fs::read_to_string(&path).map_err(|reason| KitsError::Unreadable {
                path: path.clone(),
                reason,
            })?;
            add(&mut kits, &path, &text)?;
        }
    }
    Ok(kits)
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>, KitsError> {
    let unreadable = |reason| KitsError::Unreadable {
        path: folder.to_owned(),
        reason,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn add(kits: &mut Vec<Kit>, path: &Path, text: &str) -> Result<(), KitsError> {
    let path = path.to_owned();
    match file::read(text) {
        Ok(kit) if kits.iter().any(|other| other.id == kit.id) => {
            Err(KitsError::Twice { path, id: kit.id })
        }
        Ok(kit) => {
            kits.push(kit);
            Ok(())
        }
        Err(reason) => Err(KitsError::Invalid { path, reason }),
    }
}

impl Service {
    /// Every kit, for choosing one.
    pub fn kits(&self, _: &Actor) -> Vec<ListedKit> {
        self.kits
            .iter()
            .map(|kit| ListedKit {
                id: kit.id.clone(),
                name: kit.name.clone(),
                summary: kit.summary.clone(),
                questions: u32::try_from(kit.questions.len()).unwrap_or(u32::MAX),
            })
            .collect()
    }

    /// The kit of this id.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when there is none.
    pub fn kit(&self, _: &Actor, id: &str) -> Result<Kit, Failure> {
        self.kit_of(id).cloned().ok_or(Failure::NotFound)
    }

    pub(crate) fn kit_of(&self, id: &str) -> Option<&Kit> {
        self.kits.iter().find(|kit| kit.id == id)
    }
}
