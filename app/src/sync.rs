//! The client's side of sync: one open document, its outbox on this device, its
//! pushes to the server and what comes back.

mod kind;
mod live;
mod record;
mod standing;

pub use kind::Kind;
pub use live::Live;
pub use standing::{Network, Standing};

pub use record::holds_unsent_scorecards;
use record::{Record, Written};

use domain::id::{BatchId, DocumentId};
use domain::sync::{Entry, Rejection, Replica};
use domain::views::{At, Failure};
use domain::wire::{CaughtUp, Push, decode};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::error::AppError;
use crate::{api, device};

/// An open document. Copies are handles to the same one.
#[derive(Debug)]
pub struct Synced<D: Kind> {
    /// Which document.
    pub id: DocumentId,
    replica: RwSignal<Replica<D>>,
    standing: RwSignal<Standing>,
    /// Whether a push loop is running: at most one batch is on its way (C2).
    pushing: StoredValue<bool>,
    /// Whether this device's own record has been looked at. Before that nothing
    /// may be written over it.
    opened: RwSignal<bool>,
    record: Record,
}

#[expect(
    clippy::expl_impl_clone_on_copy,
    reason = "deriving would ask it of `D` too"
)]
impl<D: Kind> Clone for Synced<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: Kind> Copy for Synced<D> {}

impl<D: Kind> Synced<D> {
    /// A document as the server gave it with the page. In the browser it takes
    /// up what this device kept of it as soon as the page is alive.
    pub fn open(id: DocumentId, at: At<D>) -> Self {
        let synced = Self {
            id,
            replica: RwSignal::new(Replica::new(at.document, at.version)),
            standing: RwSignal::new(Standing::default()),
            pushing: StoredValue::new(false),
            opened: RwSignal::new(false),
            record: Record::of::<D>(id),
        };
        Effect::new(move |_| spawn_local(synced.take_up()));
        let back = window_event_listener(leptos::ev::online, move |_| synced.send());
        on_cleanup(move || back.remove());
        synced
    }

    /// A part of the document as the person sees it.
    pub fn read<T>(self, part: impl FnOnce(&D) -> T) -> T {
        self.replica.with(|replica| part(replica.view()))
    }

    /// The same, without following changes.
    pub fn peek<T>(self, part: impl FnOnce(&D) -> T) -> T {
        self.replica.with_untracked(|replica| part(replica.view()))
    }

    /// A part of the document that is looked at again when the document changes,
    /// and passed on only when the part has.
    pub fn memo<T>(self, part: impl Fn(&D) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.read(|document| part(document)))
    }

    /// How the document stands with this device and the team.
    pub fn standing(self) -> Standing {
        self.standing.get()
    }

    /// Whether this device's own record has been read, so that edits can be made.
    pub fn is_ready(self) -> bool {
        self.opened.get()
    }

    /// Edits made here that are not yet with the team.
    pub fn unsent(self) -> usize {
        self.replica.with(Replica::unsent)
    }

    /// Whether there is something to undo, and something to redo.
    pub fn can_undo_redo(self) -> (bool, bool) {
        self.replica
            .with(|replica| (replica.can_undo(), replica.can_redo()))
    }

    /// Makes an edit: applied, kept on this device, shown, sent.
    pub fn edit(self, edit: D::Edit) -> Result<(), Rejection> {
        self.edit_in(edit, None)
    }

    /// The same; edits of one `group` are undone together.
    pub fn edit_in(self, edit: D::Edit, group: Option<u64>) -> Result<(), Rejection> {
        let mut outcome = Ok(());
        self.change(|replica| outcome = replica.edit(edit, group));
        outcome
    }

    /// Undoes this person's last step.
    pub fn undo(self) {
        self.change(|replica| {
            replica.undo();
        });
    }

    /// Does again what was undone last.
    pub fn redo(self) {
        self.change(|replica| {
            replica.redo();
        });
    }

    /// Edits that could not be applied, with the reason in words.
    pub fn offered(self) -> Vec<(D::Edit, Rejection)> {
        self.replica.with(|replica| {
            replica
                .offered()
                .iter()
                .map(|offered| (offered.edit.clone(), offered.reason.clone()))
                .collect()
        })
    }

    /// Takes an offered edit off the list.
    pub fn dismiss(self, index: usize) {
        self.change(|replica| {
            replica.dismiss(index);
        });
    }

    /// Takes in entries that came over the live connection.
    pub fn receive(self, entries: &[Entry<D::Edit>]) {
        let mut gap = false;
        self.change_quietly(|replica| gap = replica.receive(entries).is_err());
        if gap {
            self.catch_up();
        }
    }

    /// How much of the log is here.
    pub fn version(self) -> u64 {
        self.replica.with_untracked(Replica::version)
    }

    /// Asks the server for what has come after what is here.
    pub fn catch_up(self) {
        spawn_local(async move {
            let (after, settled) = self
                .replica
                .with_untracked(|replica| (replica.version(), replica.is_settled()));
            match api::catch_up(self.id, after, !settled).await {
                Ok(CaughtUp::Entries(entries)) => {
                    if let Some(entries) = D::entries(entries) {
                        // A gap cannot be: these follow on what was asked about,
                        // and what came meanwhile is passed over.
                        self.change_quietly(|replica| {
                            let _ = replica.receive(&entries);
                        });
                    }
                    self.note(|standing| standing.network = Network::Reached);
                }
                Ok(CaughtUp::Snapshot(version, document)) => {
                    if let Ok(document) = decode(&document) {
                        self.change_quietly(|replica| replica.leap(document, version));
                    }
                    self.note(|standing| standing.network = Network::Reached);
                }
                Err(error) => self.note(|standing| standing.network = Network::from(error)),
            }
        });
    }

    /// Sends what waits, until nothing does or the server cannot be reached.
    pub fn send(self) {
        if self.pushing.get_value() || !self.opened.get_untracked() {
            return;
        }
        self.pushing.set_value(true);
        spawn_local(async move {
            let mut waited = 0;
            while let Some(push) = self.next_push() {
                match api::send_edits(push).await {
                    Ok(pushed) => {
                        waited = 0;
                        let Some(entries) = D::entries(pushed.entries) else {
                            break;
                        };
                        let mut gap = false;
                        self.change_quietly(|replica| {
                            let taken =
                                replica.acknowledge(pushed.batch, &entries, &pushed.refused);
                            gap = taken.is_err();
                        });
                        self.note(|standing| standing.network = Network::Reached);
                        if gap {
                            self.catch_up();
                            break;
                        }
                    }
                    Err(error) => {
                        let passing = matches!(
                            error,
                            AppError::Unreachable | AppError::Refused(Failure::Unavailable)
                        );
                        self.note(|standing| standing.network = Network::from(error));
                        if !passing {
                            break;
                        }
                        waited = (waited + 1).min(5);
                        live::pause(250 << waited).await;
                    }
                }
                if self.replica.is_disposed() {
                    return;
                }
            }
            self.pushing.try_set_value(false);
        });
    }

    fn next_push(self) -> Option<Push> {
        let id = BatchId::from_bytes(device::random_bytes());
        let mut push = None;
        // Which batch is on its way is part of the record: after a crash the same
        // one is sent again, under the same id.
        let before = self.replica.with_untracked(Replica::is_settled);
        if !before {
            self.change_quietly(|replica| push = replica.batch(id));
        }
        push.map(|batch| Push {
            document: self.id,
            batch: D::batch(batch),
        })
    }

    /// A change by this person: kept first, then shown, then sent.
    fn change(self, change: impl FnOnce(&mut Replica<D>)) {
        self.change_quietly(change);
        self.send();
    }

    fn change_quietly(self, change: impl FnOnce(&mut Replica<D>)) {
        self.replica.update(|replica| {
            change(replica);
            self.keep(replica);
        });
    }

    fn keep(self, replica: &Replica<D>) {
        if !self.opened.get_untracked() {
            return;
        }
        let tell = move |kept: Result<(), _>| {
            self.note(|standing| {
                standing.device = kept.err();
                standing.keeping = false;
            });
        };
        match self.record.write(replica, tell) {
            Written::Now(kept) => tell(kept),
            Written::Soon => self.note(|standing| standing.keeping = true),
        }
    }

    /// Takes up what this device kept, which may be ahead of what the server
    /// knows, then exchanges what either lacks.
    async fn take_up(self) {
        let read = self.record.read::<D>().await;
        if self.replica.is_disposed() {
            return;
        }
        match read {
            Ok(None) => {}
            Ok(Some(mut kept)) => self.replica.update(|replica| {
                if kept.is_settled() {
                    kept.leap(replica.view().clone(), replica.version());
                }
                *replica = kept;
            }),
            Err(problem) => self.note(|standing| standing.device = Some(problem)),
        }
        self.opened.set(true);
        self.catch_up();
        self.send();
    }

    fn note(self, change: impl FnOnce(&mut Standing)) {
        self.standing.try_maybe_update(|standing| {
            let before = standing.clone();
            change(standing);
            (*standing != before, ())
        });
    }
}
