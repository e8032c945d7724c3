//! The client's side of sync: one open document, its outbox on this device, its
//! pushes to the server and what comes back.

mod catch_up;
mod changed;
mod kind;
mod let_go;
mod live;
mod marks;
mod missed;
mod orphans;
mod push;
mod record;
mod standing;

pub use kind::Kind;
pub use let_go::{give_up, let_go_of_all};
pub use live::Live;
pub use marks::{Marks, holds_unsent_of_candidates, is_of_another, mark};
pub use missed::Missed;
pub use orphans::{Delivery, deliver};
pub use record::{keep_whole, kept_in_clear, record_of, records_of};
pub use standing::{Network, Standing};

use changed::Changed;
use record::{Record, Written};

use domain::id::{DocumentId, ItemId, PersonId};
use domain::sync::{Entry, Rejection, Replica};
use domain::views::At;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::storage::NotKept;
use crate::offline::drafts;
use crate::told::Told;

/// An open document. Copies are handles to the same one.
#[derive(Debug)]
pub struct Synced<D: Kind> {
    /// Which document.
    pub id: DocumentId,
    replica: RwSignal<Replica<D>>,
    /// What is to be looked at again: what concerns one question, or (none) anything.
    told: Told<Option<ItemId>>,
    standing: RwSignal<Standing>,
    /// What was taken in after a time without the server, anybody's.
    missed: RwSignal<Vec<Missed<D::Edit>>>,
    /// Whether a push loop is running: at most one batch is on its way (C2).
    pushing: StoredValue<bool>,
    /// Whether this device's own record has been looked at. Before that nothing
    /// may be written over it.
    opened: RwSignal<bool>,
    record: Record,
    /// Whether room is being made for its record, or none can be.
    making_room: StoredValue<bool>,
    /// Whether it began on this device, and the server has not yet said how it begins there
    /// (C11). Another tab may have told the server.
    begun_here: RwSignal<bool>,
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
    /// A document as the server gave it with the page, for `by` to work on. In the browser it
    /// takes up what this device kept of it as soon as the page is alive.
    pub fn open(id: DocumentId, at: At<D>, by: Option<PersonId>) -> Self {
        let synced = Self {
            id,
            replica: RwSignal::new(Replica::new(at.document, at.version)),
            told: Told::nobody(),
            standing: RwSignal::new(Standing::default()),
            missed: RwSignal::new(Vec::new()),
            pushing: StoredValue::new(false),
            opened: RwSignal::new(false),
            record: Record::of::<D>(id, by),
            making_room: StoredValue::new(false),
            begun_here: RwSignal::new(false),
        };
        Effect::new(move |_| {
            synced.begun_here.set(drafts::is_unborn(id));
            spawn_local(synced.take_up());
        });
        let back = window_event_listener(leptos::ev::online, move |_| synced.reached());
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
        self.memo_of(None, part)
    }

    /// The same for a part that only edits of `item` change, so that it is not looked at with
    /// each edit of another.
    pub fn memo_of<T>(
        self,
        item: Option<ItemId>,
        part: impl Fn(&D) -> T + Send + Sync + 'static,
    ) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let told = self.told.about(item);
        Memo::new(move |_| {
            told.track();
            self.peek(|document| part(document))
        })
    }

    /// How the document stands with this device and the team.
    pub fn standing(self) -> Standing {
        self.standing.get()
    }

    /// Whether this device's own record has been read, so that edits can be made.
    pub fn is_ready(self) -> bool {
        self.opened.get()
    }

    /// Edits made here that are not yet with the team, having begun it among them.
    pub fn unsent(self) -> usize {
        self.replica.with(Replica::unsent) + usize::from(self.begun_here.get())
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
        let changed = Changed::by::<D>([&edit]);
        let mut outcome = Ok(());
        self.change(|replica| {
            outcome = replica.edit(edit, group);
            changed
        });
        outcome
    }

    /// Makes edits that are undone together, up to the first that cannot be made.
    pub fn edit_all(self, edits: Vec<D::Edit>, group: u64) -> Result<(), Rejection> {
        let changed = Changed::by::<D>(&edits);
        let mut outcome = Ok(());
        self.change(|replica| {
            outcome = edits
                .into_iter()
                .try_for_each(|edit| replica.edit(edit, Some(group)));
            changed
        });
        outcome
    }

    /// Undoes this person's last step. Whether anything changed.
    pub fn undo(self) -> bool {
        self.step(Replica::undo)
    }

    /// Does again what was undone last. Whether anything changed.
    pub fn redo(self) -> bool {
        self.step(Replica::redo)
    }

    fn step(self, step: impl FnOnce(&mut Replica<D>) -> bool) -> bool {
        let mut changed = false;
        self.change(|replica| {
            changed = step(replica);
            Changed::Anything
        });
        changed
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

    /// Makes an offered edit after all, and takes it off the list.
    ///
    /// # Errors
    /// Why it still cannot be made: it stays on the list.
    pub fn bring_back(self, index: usize) -> Result<(), Rejection> {
        let mut outcome = Ok(());
        self.change(|replica| {
            outcome = replica.bring_back(index);
            Changed::Anything
        });
        outcome
    }

    /// Takes an offered edit off the list.
    pub fn dismiss(self, index: usize) {
        self.change(|replica| {
            replica.dismiss(index);
            Changed::Nothing
        });
    }

    /// The server can be reached, as it seems: what waited for that need not wait for its own
    /// timer, nor what was left by tabs that were closed meanwhile.
    fn reached(self) {
        self.send();
        deliver(self.record.by(), None);
        if self.is_away() {
            self.catch_up();
        }
    }

    fn is_away(self) -> bool {
        let is_away = |standing: &Standing| standing.network == Network::Away;
        self.standing.with_untracked(is_away) || self.is_signed_out()
    }

    fn is_signed_out(self) -> bool {
        self.standing
            .with_untracked(|standing| standing.network == Network::SignedOut)
    }

    /// Takes in entries that came over the live connection.
    pub fn receive(self, entries: &[Entry<D::Edit>]) {
        self.miss(entries);
        if self.begun_here.get_untracked() || !self.take_in(entries) {
            self.catch_up();
        }
    }

    /// How much of the log is here.
    pub fn version(self) -> u64 {
        self.replica.with_untracked(Replica::version)
    }

    /// Answers whether the document is what the log makes of it now: where entries are missing
    /// or did not apply (C16), it is not.
    fn take_in(self, entries: &[Entry<D::Edit>]) -> bool {
        let mut is_whole = true;
        self.change_quietly(|replica| {
            // With edits of one's own that are not settled, others may show what was hidden.
            let changed = if replica.is_settled() && !replica.is_diverged() {
                Changed::by::<D>(entries.iter().map(|entry| &entry.edit))
            } else {
                Changed::Anything
            };
            let taken = replica.receive(entries);
            is_whole = taken.is_ok() && !replica.is_diverged();
            if taken == Ok(false) {
                Changed::Nothing
            } else {
                changed
            }
        });
        is_whole
    }

    /// A change by this person: kept first, then shown, then sent.
    fn change(self, change: impl FnOnce(&mut Replica<D>) -> Changed) {
        self.change_quietly(change);
        self.send();
    }

    fn change_quietly(self, change: impl FnOnce(&mut Replica<D>) -> Changed) {
        let mut changed = Changed::Nothing;
        self.replica.update(|replica| {
            changed = change(replica);
            self.keep(replica);
        });
        self.tell(&changed);
    }

    fn keep(self, replica: &mut Replica<D>) {
        if !self.opened.get_untracked() {
            // It is on this page only until the record has been read (C1).
            self.note(|standing| standing.keeping = true);
            return;
        }
        let tell = move |kept: Result<(), _>| {
            if kept != Err(NotKept::Full) || !self.make_room() {
                self.was_kept(kept.err());
            }
        };
        match self.record.write(replica, tell) {
            Written::Now(kept) => tell(kept),
            Written::Soon => self.note(|standing| standing.keeping = true),
        }
    }

    fn was_kept(self, not: Option<NotKept>) {
        self.note(|standing| {
            standing.device = not;
            standing.keeping = false;
        });
    }

    /// Takes up what this device kept, which may be ahead of what the server
    /// knows, then exchanges what either lacks.
    async fn take_up(self) {
        self.record.claim().await;
        // The page may be left at either of these waits.
        if self.replica.is_disposed() {
            return;
        }
        if !D::ABOUT_CANDIDATES {
            let_go::opened(self.id);
        }
        let read = self.record.read::<D>().await;
        if self.replica.is_disposed() {
            return;
        }
        match read {
            Ok(None) => {}
            Ok(Some(mut kept)) => {
                if kept.version() < self.version() {
                    self.ask_what_was_missed(kept.clone());
                }
                self.replica.update(|replica| {
                    kept.take_over(replica.clone());
                    *replica = kept;
                });
                self.tell(&Changed::Anything);
            }
            Err(problem) => self.note(|standing| standing.device = Some(problem)),
        }
        self.opened.set(true);
        if self.standing.with_untracked(|standing| standing.keeping) {
            self.replica.update_untracked(|replica| self.keep(replica));
        }
        self.catch_up();
        self.send();
        deliver(self.record.by(), None);
    }

    fn note(self, change: impl FnOnce(&mut Standing)) {
        self.standing.try_maybe_update(|standing| {
            let before = standing.clone();
            change(standing);
            (*standing != before, ())
        });
    }
}
