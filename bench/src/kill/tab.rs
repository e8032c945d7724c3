//! One open tab, which does what the page does: applies an edit at once, pushes
//! it in a batch, at most one at a time, and pushes it again under the same name
//! when there was no answer.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::pin::pin;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use domain::id::{BatchId, DocumentId};
use domain::order::Mark;
use domain::plan::Plan;
use domain::sync::Replica;
use domain::wire::{AnyBatch, AnyEntries, CaughtUp, Push, Pushed, ToBrowser};
use tokio::time::timeout;

use super::edits;
use super::record::Record;
use crate::person::{Live, Person, Trouble};
use crate::random::Random;

/// Most edits that are made before they are pushed.
const MOST_AT_ONCE: usize = 4;
/// Longest pause between two batches, in milliseconds.
const PAUSE: usize = 12;

/// A tab.
pub(super) struct Tab {
    person: Person,
    desk: Desk,
}

/// All of a tab but its way to the server.
struct Desk {
    number: usize,
    plan: DocumentId,
    replica: Replica<Plan>,
    random: Random,
    /// Edits made so far.
    made: u64,
    /// The batch that was pushed and not answered.
    open: Option<BatchId>,
    /// The place of each edit of it that was heard live.
    heard: BTreeSet<u32>,
}

/// Why a tab stops.
enum Stop {
    /// The server is gone, as was to be expected.
    Away,
    /// Something that should not be.
    Wrong(anyhow::Error),
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Away(_) => Self::Away,
            refused @ Trouble::Refused(_) => Self::Wrong(refused.into()),
        }
    }
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Wrong(error)
    }
}

impl Tab {
    pub(super) fn open(number: usize, person: Person, plan: DocumentId, random: Random) -> Self {
        let desk = Desk {
            number,
            plan,
            replica: Replica::new(Plan::default(), 0),
            random,
            made: 0,
            open: None,
            heard: BTreeSet::new(),
        };
        Self { person, desk }
    }

    pub(super) const fn number(&self) -> usize {
        self.desk.number
    }

    /// The batch that was pushed and not answered.
    pub(super) const fn on_its_way(&self) -> Option<BatchId> {
        self.desk.open
    }

    /// Edits and listens until the server is gone.
    pub(super) async fn work(&mut self, record: &RefCell<Record>) {
        if let Err(Stop::Wrong(error)) = self.try_to_work(record).await {
            let number = self.desk.number;
            let complaint = error.context(format!("client {number}"));
            record.borrow_mut().complain(format!("{complaint:#}"));
        }
    }

    async fn try_to_work(&mut self, record: &RefCell<Record>) -> Result<(), Stop> {
        let Self { person, desk } = self;
        person.hang_up();
        // Nobody can say no here, so whatever fails, the server is gone.
        let mut live = person.live().await.map_err(|_| Stop::Away)?;
        let watched = live.watch(desk.plan, desk.replica.version()).await;
        watched.map_err(|_| Stop::Away)?;
        loop {
            for _ in 0..=desk.random.below(MOST_AT_ONCE) {
                desk.edit()?;
            }
            let Some(push) = desk.push(record) else {
                desk.listen(&mut live, record).await?;
                continue;
            };
            let mut answer = pin!(person.push(&push));
            let pushed = loop {
                tokio::select! {
                    pushed = &mut answer => break pushed?,
                    said = live.hear() => desk.hear(said, record)?,
                }
            };
            desk.take(pushed, record)?;
            desk.listen(&mut live, record).await?;
        }
    }

    /// After a restart: pushes again what was not answered, and what waits.
    pub(super) async fn come_back(&mut self, record: &RefCell<Record>) -> Result<()> {
        self.person.hang_up();
        while let Some(push) = self.desk.push(record) {
            let pushed = self.person.push(&push).await?;
            self.desk.take(pushed, record)?;
        }
        Ok(())
    }

    /// Asks for what has come since.
    pub(super) async fn catch_up(&mut self, record: &RefCell<Record>) -> Result<()> {
        let after = self.desk.replica.version();
        match self.person.catch_up(self.desk.plan, after, true).await? {
            CaughtUp::Entries(AnyEntries::Plan(entries)) => {
                record.borrow_mut().told(&entries)?;
                self.desk.replica.receive(&entries)?;
                Ok(())
            }
            _ => bail!("entries of a plan were asked for, and something else came"),
        }
    }

    /// Asks for the whole log.
    pub(super) async fn everything(&mut self) -> Result<CaughtUp> {
        self.person.hang_up();
        Ok(self.person.catch_up(self.desk.plan, 0, true).await?)
    }

    /// Whether this is the plan that the tab shows, and nothing waits.
    pub(super) fn sees(&self, plan: &Plan, version: usize) -> bool {
        let replica = &self.desk.replica;
        let version = u64::try_from(version).unwrap_or_default();
        replica.is_settled() && replica.version() == version && replica.view() == plan
    }
}

impl Desk {
    /// Listens for a while.
    async fn listen(&mut self, live: &mut Live, record: &RefCell<Record>) -> Result<(), Stop> {
        let pause = 1 + u64::try_from(self.random.below(PAUSE)).unwrap_or_default();
        match timeout(Duration::from_millis(pause), live.hear()).await {
            Ok(said) => self.hear(said, record),
            Err(_) => Ok(()),
        }
    }

    fn edit(&mut self) -> Result<()> {
        let word = format!("[{}.{}]", self.number, self.made);
        let mark = Mark(u32::try_from(self.number).unwrap_or_default());
        if let Some(edit) = edits::edit(self.replica.view(), &mut self.random, mark, &word) {
            self.made += 1;
            let applied = self.replica.edit(edit, None);
            applied.context("an edit of one's own does not apply")?;
        }
        Ok(())
    }

    /// What to push: the batch that was not answered, or a new one, or nothing.
    fn push(&mut self, record: &RefCell<Record>) -> Option<Push> {
        let id = BatchId::from_bytes(self.random.id());
        let batch = self.replica.batch(id)?;
        if self.open != Some(batch.id) {
            record.borrow_mut().begun(self.number, &batch);
            self.heard.clear();
        }
        self.open = Some(batch.id);
        Some(Push {
            document: self.plan,
            batch: AnyBatch::Plan(batch),
        })
    }

    /// Takes an acknowledgement.
    fn take(&mut self, pushed: Pushed, record: &RefCell<Record>) -> Result<()> {
        let AnyEntries::Plan(entries) = pushed.entries else {
            bail!("a push to a plan was answered with something else");
        };
        record.borrow_mut().told(&entries)?;
        record
            .borrow_mut()
            .acknowledged(pushed.batch, &self.heard, &entries, &pushed.refused)?;
        self.open = None;
        self.replica
            .acknowledge(pushed.batch, &entries, &pushed.refused)?;
        Ok(())
    }

    fn hear(&mut self, said: Result<ToBrowser>, record: &RefCell<Record>) -> Result<(), Stop> {
        match said {
            Err(_) => Err(Stop::Away),
            Ok(ToBrowser::Entries(_, AnyEntries::Plan(entries))) => {
                record.borrow_mut().told(&entries)?;
                let own = entries
                    .iter()
                    .filter(|entry| Some(entry.batch) == self.open);
                self.heard.extend(own.map(|entry| entry.index));
                self.replica
                    .receive(&entries)
                    .context("live entries leave a gap")?;
                Ok(())
            }
            // The next acknowledgement brings what is missing.
            Ok(ToBrowser::Present(..) | ToBrowser::Behind(..) | ToBrowser::Ping) => Ok(()),
            Ok(other) => Err(Stop::Wrong(anyhow::anyhow!("{other:?} was heard"))),
        }
    }
}
