//! The kits that plans can be begun from: those that are shipped, those an operator has
//! put into a folder, and those a team has made or brought along.

use std::path::{Path, PathBuf};

use domain::id::DocumentId;
use domain::kit::file::{self, KitFileError};
use domain::kit::{Kit, from_plan};
use domain::plan::Plan;
use domain::text::check_keepable;
use domain::views::{Failure, ListedKit};
use store::{KitCount, KitHead, KitRow};

use crate::failure::{invalid, no_randomness, unavailable};
use crate::{Actor, Service};

/// Most kits of its own that a team can have in its lists.
pub const MOST_TEAM_KITS: u64 = 200;
/// Most that it can have in all, also put away.
pub const MOST_KEPT_KITS: u64 = 1_000;

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
    /// Every kit, for choosing one: those of this server, then the team's own.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    pub async fn kits(&self, actor: &Actor) -> Result<Vec<ListedKit>, Failure> {
        let own = self.team_kits(actor, false).await?;
        let own = own.into_iter().map(|(kit, _)| kit);
        Ok(self.kits.iter().map(ListedKit::from).chain(own).collect())
    }

    /// What lists show of the team's own kits: of those that are in them, or of those that are
    /// put away.
    pub(crate) async fn team_kits(
        &self,
        actor: &Actor,
        away: bool,
    ) -> Result<Vec<(ListedKit, KitHead)>, Failure> {
        let heads = self.store.team_kits(actor.team, away).await;
        let mut kits = Vec::new();
        for head in heads.map_err(unavailable)? {
            // Added before names were kept beside it.
            let listed = if head.name.is_empty() {
                opened(&self.team_kit(actor, &head.id).await?)
                    .as_ref()
                    .map(ListedKit::from)
            } else {
                Some(listed(&head))
            };
            kits.extend(listed.map(|listed| (listed, head)));
        }
        Ok(kits)
    }

    /// Whether a kit comes with this server, so that it is nobody's to put away.
    pub fn comes_with_the_server(&self, id: &str) -> bool {
        self.kits.iter().any(|kit| kit.id == id)
    }

    /// The kit of this id, also where it is put away.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when this server and the actor's team have none.
    pub async fn kit(&self, actor: &Actor, id: &str) -> Result<Kit, Failure> {
        if let Some(kit) = self.kits.iter().find(|kit| kit.id == id) {
            return Ok(kit.clone());
        }
        let row = self.team_kit(actor, id).await?;
        opened(&row).ok_or(Failure::NotFound)
    }

    pub(crate) async fn team_kit(&self, actor: &Actor, id: &str) -> Result<KitRow, Failure> {
        // Nor can such an id be asked for.
        check_keepable(id).map_err(|_| Failure::NotFound)?;
        let row = self.store.team_kit(actor.team, id).await;
        row.map_err(unavailable)?.ok_or(Failure::NotFound)
    }

    /// The kit of this id, without the drill's answers and their key.
    ///
    /// # Errors
    /// As [`Service::kit`].
    pub async fn kit_for_planning(&self, actor: &Actor, id: &str) -> Result<Kit, Failure> {
        Ok(self.kit(actor, id).await?.for_planning())
    }

    /// Saves a plan as a kit of the team's own, and answers with the kit's id.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan; [`Failure::Invalid`]
    /// when the plan has not all that a kit needs, the name is empty or too long, or the team
    /// has [`MOST_TEAM_KITS`].
    pub async fn save_as_kit(
        &self,
        actor: &Actor,
        plan: DocumentId,
        name: &str,
    ) -> Result<String, Failure> {
        let (plan, _) = self.settled::<Plan>(actor, plan).await?;
        let summary = format!("Made of the plan “{}” by {}.", plan.title, actor.name);
        let id = self.new_kit_id()?;
        let kit = from_plan(&plan, &id, name.trim(), &summary)
            .map_err(|missing| invalid(missing.to_string()))?;
        self.add_kit(actor, &kit).await
    }

    /// Takes a kit file in as a kit of the team's own, and answers with the kit's id.
    ///
    /// # Errors
    /// [`Failure::Invalid`] when the file is no kit, with the line and the reason, or has
    /// the id of another, or the team has [`MOST_TEAM_KITS`].
    pub async fn import_kit(&self, actor: &Actor, text: &str) -> Result<String, Failure> {
        let kit = file::read(text).map_err(|reason| {
            invalid(format!("This file is not a kit that can be used: {reason}"))
        })?;
        if self.comes_with_the_server(&kit.id) {
            return Err(taken(&kit.id, false));
        }
        self.add_kit(actor, &kit).await
    }

    /// Refuses one more kit in the team's lists where there are enough.
    pub(crate) async fn has_room_in_lists(&self, actor: &Actor) -> Result<KitCount, Failure> {
        let count = self.store.count_team_kits(actor.team).await;
        let count = count.map_err(unavailable)?;
        if count.listed >= MOST_TEAM_KITS {
            return Err(invalid(format!(
                "Your team has {MOST_TEAM_KITS} kits of its own, and cannot have more in its lists. \
                 Put one away that no plan is begun from any more, then do this again."
            )));
        }
        Ok(count)
    }

    async fn add_kit(&self, actor: &Actor, kit: &Kit) -> Result<String, Failure> {
        if self.has_room_in_lists(actor).await?.all >= MOST_KEPT_KITS {
            return Err(invalid(format!(
                "Your team has {MOST_KEPT_KITS} kits of its own, with those that are put away, and \
                 cannot have more. Bring one back and begin from that, or have whoever runs this \
                 server add this one as a kit for everybody."
            )));
        }
        let now = self.clock.now();
        let body = file::write(kit);
        // As it is written here it may be longer than as it came, and has to be read again.
        if body.len() > file::MAX_BYTES {
            return Err(invalid(format!(
                "This kit would take {} bytes, and {} is the most: shorten its texts or split it into two kits.",
                body.len(),
                file::MAX_BYTES
            )));
        }
        let ListedKit {
            id,
            name,
            summary,
            questions,
        } = kit.into();
        let row = KitRow {
            head: KitHead {
                id,
                name,
                summary,
                questions: questions.into(),
                put_away_at: None,
                put_away_by: None,
            },
            body,
            made_by: actor.person,
            made_at: now,
        };
        let added = self.store.add_kit(actor.team, &row).await;
        if added.map_err(unavailable)? {
            return Ok(row.head.id);
        }
        let other = self.team_kit(actor, &kit.id).await?;
        Err(taken(&kit.id, other.head.put_away_at.is_some()))
    }

    fn new_kit_id(&self) -> Result<String, Failure> {
        let mut random = [0; 8];
        self.random.fill(&mut random).map_err(no_randomness)?;
        Ok(format!("team-{:016x}", u64::from_le_bytes(random)))
    }
}

fn taken(id: &str, is_away: bool) -> Failure {
    let away = if is_away { ", which is put away" } else { "" };
    invalid(format!(
        "There is a kit with the id `{id}` already{away}: give this one an id of its own, in its first lines."
    ))
}

fn listed(head: &KitHead) -> ListedKit {
    ListedKit {
        id: head.id.clone(),
        name: head.name.clone(),
        summary: head.summary.clone(),
        questions: u32::try_from(head.questions).unwrap_or(u32::MAX),
    }
}

/// A kit that the store has. One that cannot be read any more is left out of the others'
/// way, and said in the log.
pub(crate) fn opened(row: &KitRow) -> Option<Kit> {
    file::read(&row.body)
        .inspect_err(
            |error| tracing::error!(kit = row.head.id, %error, "a team's kit cannot be read"),
        )
        .ok()
}
