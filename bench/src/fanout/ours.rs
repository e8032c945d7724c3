//! Clients of Plumbline: each watches the plan, and pushes what it edits, at most
//! one batch at a time, as a page does.

use std::cell::Cell;
use std::rc::Rc;

use anyhow::Result;
use domain::id::{DocumentId, ItemId};
use domain::plan::PlanEdit;
use domain::wire::{AnyEntries, ToBrowser};
use tokio::sync::mpsc;
use tokio::task::spawn_local;
use tokio::time::{Instant, sleep_until};

use super::field::Field;
use super::{Load, SOON};
use crate::person::{Live, Person};
use crate::plan::{prepare, push, set};
use crate::random::Random;
use crate::site::Site;
use crate::tag;

/// What one client knows of the plan.
struct Ear {
    client: usize,
    version: Cell<u64>,
    field: Rc<Field>,
}

impl Ear {
    /// Takes in entries, from wherever they come first.
    fn take(&self, entries: &AnyEntries) {
        let AnyEntries::Plan(entries) = entries else {
            return;
        };
        for entry in entries {
            if entry.version <= self.version.get() {
                continue;
            }
            self.version.set(entry.version);
            if let PlanEdit::SetWeight { reason, .. } = &entry.edit {
                for value in tag::values(reason.as_bytes()) {
                    self.field.hear(self.client, value);
                }
            }
        }
    }

    fn complain(&self, error: &anyhow::Error) {
        self.field
            .complain(format!("client {}: {error:#}", self.client));
    }
}

/// Connects everybody; they go on by themselves. Answers when they begin.
pub(super) async fn set_up(site: &Site, load: Load, field: &Rc<Field>) -> Result<Instant> {
    let mut random = Random::new(1);
    let mut people = Vec::new();
    for place in 0..5 {
        people.push(Person::sign_in(site.address, place).await?);
    }
    let prepared = prepare(&mut people[0], &mut random, load.clients).await?;
    let mut ready = Vec::new();
    for client in 0..load.clients {
        let mut person = people[client % people.len()].another_page();
        person.connect().await?;
        let mut live = person.live().await?;
        live.watch(prepared.plan, prepared.version).await?;
        ready.push((person, live));
    }
    let begin = Instant::now() + SOON;
    for (client, (person, live)) in ready.into_iter().enumerate() {
        let ear = Rc::new(Ear {
            client,
            version: Cell::new(prepared.version),
            field: Rc::clone(field),
        });
        let (made, to_push) = mpsc::unbounded_channel();
        spawn_local(listen(live, Rc::clone(&ear)));
        spawn_local(edit(load, begin, Rc::clone(&ear), made));
        let random = Random::new(random.next());
        let at = (prepared.plan, prepared.items[client]);
        spawn_local(send(person, at, random, ear, to_push));
    }
    Ok(begin)
}

async fn listen(mut live: Live, ear: Rc<Ear>) {
    loop {
        match live.hear().await {
            Ok(ToBrowser::Entries(_, entries)) => ear.take(&entries),
            Ok(_) => {}
            Err(error) => return ear.complain(&error),
        }
    }
}

async fn edit(load: Load, begin: Instant, ear: Rc<Ear>, made: mpsc::UnboundedSender<usize>) {
    for number in 0..load.edits() {
        sleep_until(begin + load.due(ear.client, number)).await;
        ear.field.send(ear.client, number);
        if made.send(number).is_err() {
            return;
        }
    }
}

async fn send(
    mut person: Person,
    (plan, item): (DocumentId, ItemId),
    mut random: Random,
    ear: Rc<Ear>,
    mut made: mpsc::UnboundedReceiver<usize>,
) {
    let mut numbers = Vec::new();
    // What was made while the batch before was on its way goes together.
    while made.recv_many(&mut numbers, usize::MAX).await > 0 {
        let edits = numbers
            .drain(..)
            .map(|number| set(item, ear.client, number));
        let push = push(plan, &mut random, ear.version.get(), edits.collect());
        match person.push(&push).await {
            Ok(pushed) => ear.take(&pushed.entries),
            Err(trouble) => return ear.complain(&trouble.into()),
        }
    }
}
