//! A watched document's hub, and the task that feeds it.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use domain::id::{DocumentId, PersonId};
use domain::wire::{Presence, ToBrowser, Where, decode, encode};
use store::DocumentKind;
use tokio::sync::{Notify, broadcast};
use tokio::time::{Instant, MissedTickBehavior, interval, interval_at, sleep, sleep_until};

use super::Here;
use super::others::{Heard, MOST_TOLD, Others, TELL_AGAIN};
use crate::catch_up::SNAPSHOT_INSTEAD;
use crate::push::Stop;
use crate::room::{Kind, Room};
use crate::{Actor, Service};

/// Shortest time between two frames of entries, for each who watches: about twice what it
/// costs to send them one, so that a document that is edited without a pause takes half a
/// core at most. What comes after a pause is sent at once; what comes faster gathers
/// meanwhile and is sent together.
const TICK_EACH: Duration = Duration::from_micros(12);
/// How many make a crowd, and the time for each of those: a frame to so many takes
/// milliseconds in any case, so more goes into each, and a fifth of a core has to do.
const CROWD: u32 = 100;
const TICK_EACH_OF_CROWD: Duration = Duration::from_micros(50);
/// Longest time between two frames of entries, however many watch.
const LONGEST_TICK: Duration = Duration::from_millis(5);
/// Shortest time between two accounts of who is there.
const PRESENCE: Duration = Duration::from_millis(250);
/// Most tabs that are told of: with more, telling everybody of everybody would cost more
/// than all else, and nobody reads so long a list.
const MOST_PRESENT: usize = 100;
/// How long to leave a store alone that failed.
const RECOVERY: Duration = Duration::from_secs(1);
/// Frames kept for watchers that are slow to fetch them.
const BACKLOG: usize = 64;

/// Something for every watcher, encoded once.
#[derive(Debug, Clone)]
pub(super) enum Frame {
    /// What follows on the frame before, up to a version: entries, or that
    /// there are too many of them.
    Entries { upto: u64, bytes: Bytes },
    /// Who is there.
    Present(Bytes),
    /// Who may watch has been looked up anew.
    Anew,
}

/// Whether somebody may watch.
type Admits = Box<dyn Fn(&Actor) -> bool + Send + Sync>;

/// As the room says, whose context stays what it is.
fn admits<D: Kind>(room: &Arc<Room<D>>) -> Admits {
    let room = Arc::clone(room);
    Box::new(move |actor| D::admit(&room.context, actor).is_ok())
}

/// Where the watchers of one document meet.
pub(super) struct Hub {
    pub(super) id: DocumentId,
    kind: DocumentKind,
    new: broadcast::Sender<Frame>,
    /// The version up to which entries have been sent.
    sent: AtomicU64,
    tabs: Mutex<BTreeMap<u64, Presence>>,
    others: Mutex<Others>,
    admits: Mutex<Admits>,
    /// Somebody has come, moved or left, here or in another process.
    stirred: Notify,
    /// Other processes have yet to be told of it.
    is_untold: AtomicBool,
}

impl Hub {
    pub(super) fn frames(&self) -> broadcast::Receiver<Frame> {
        self.new.subscribe()
    }

    pub(super) fn sent(&self) -> u64 {
        self.sent.load(Ordering::Acquire)
    }

    /// Whether this person may still watch.
    pub(super) fn admits(&self, actor: &Actor) -> bool {
        let admits = self.admits.lock();
        admits.unwrap_or_else(PoisonError::into_inner)(actor)
    }

    /// The room was read anew, and may say otherwise who may watch.
    fn follow<D: Kind>(&self, room: &Arc<Room<D>>) {
        let before = self.admits.lock();
        *before.unwrap_or_else(PoisonError::into_inner) = admits(room);
    }

    pub(super) fn place(&self, tab: u64, at: Where) {
        // On a panel being there is all there is to say: where somebody looks
        // while they score is their own business.
        if self.kind != DocumentKind::Plan {
            return;
        }
        let mut tabs = self.tabs();
        if let Some(presence) = tabs.get_mut(&tab)
            && presence.at != at
        {
            presence.at = at;
            self.stir();
        }
    }

    pub(super) fn leave(&self, tab: u64) {
        self.tabs().remove(&tab);
        self.stir();
    }

    fn stir(&self) {
        self.is_untold.store(true, Ordering::Release);
        self.stirred.notify_one();
    }

    /// Who another process says is there.
    fn hear(&self, process: &str, present: Vec<Presence>) {
        match self.others().hear(process, present, Instant::now()) {
            Heard::Same => {}
            Heard::Changed => self.stirred.notify_one(),
            Heard::New => self.stir(),
        }
    }

    /// Shortest time between two frames, with as many as watch now.
    fn tick(&self) -> Duration {
        let watchers = u32::try_from(self.new.receiver_count()).unwrap_or(u32::MAX);
        let each = if watchers < CROWD {
            TICK_EACH
        } else {
            TICK_EACH_OF_CROWD
        };
        each.saturating_mul(watchers).min(LONGEST_TICK)
    }

    fn enter(&self, tab: u64, person: PersonId) {
        let at = Where::default();
        self.tabs().insert(tab, Presence { tab, person, at });
        self.stir();
    }

    fn tabs(&self) -> MutexGuard<'_, BTreeMap<u64, Presence>> {
        self.tabs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn others(&self) -> MutexGuard<'_, Others> {
        self.others.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send_entries(&self, upto: u64, message: &ToBrowser) {
        self.sent.store(upto, Ordering::Release);
        let bytes = encode(message).into();
        // There may be nobody at the moment.
        drop(self.new.send(Frame::Entries { upto, bytes }));
    }

    /// Whether it is said at all who is there. A scorecard is its panelist's alone.
    fn is_met_at(&self) -> bool {
        self.kind != DocumentKind::Scorecard
    }

    fn send_presence(&self) {
        if !self.is_met_at() {
            return;
        }
        let mut present: Vec<Presence> = self.tabs().values().cloned().collect();
        present.extend(self.others().present());
        present.truncate(MOST_PRESENT);
        let bytes = encode(&ToBrowser::Present(self.id, present)).into();
        drop(self.new.send(Frame::Present(bytes)));
    }
}

/// The hubs of all documents that are watched.
#[derive(Default)]
pub(crate) struct Hubs {
    map: Mutex<HashMap<DocumentId, Arc<Hub>>>,
    tabs: AtomicU64,
}

impl Hubs {
    fn map(&self) -> MutexGuard<'_, HashMap<DocumentId, Arc<Hub>>> {
        self.map.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another process says who has a document open there, which is somebody's business
    /// only while it is open here as well.
    pub(crate) fn hear(&self, process: &str, document: DocumentId, word: &[u8]) {
        let hub = self.map().get(&document).cloned();
        let Some(hub) = hub.filter(|hub| hub.is_met_at()) else {
            return;
        };
        match decode(word) {
            Ok(present) => hub.hear(process, present),
            Err(error) => {
                tracing::warn!(%document, %error, "another process said what cannot be read");
            }
        }
    }

    /// Takes a hub out that nobody is at any more.
    fn close(&self, hub: &Hub) -> bool {
        // With the map locked nobody can come in meanwhile.
        let mut map = self.map();
        let empty = hub.tabs().is_empty();
        if empty {
            map.remove(&hub.id);
        }
        empty
    }
}

impl Service {
    /// Lets a tab into the hub of a document, which is set up for the first.
    pub(super) fn join<D: Kind>(&self, room: &Arc<Room<D>>, person: PersonId) -> (Here, Arc<Hub>) {
        let hubs = &self.rooms.hubs;
        let tab = hubs.tabs.fetch_add(1, Ordering::Relaxed);
        let mut map = hubs.map();
        let hub = map.entry(room.id).or_insert_with(|| {
            let hub = Arc::new(Hub {
                id: room.id,
                kind: D::KIND,
                new: broadcast::Sender::new(BACKLOG),
                sent: AtomicU64::new(room.pulse.progress().version),
                tabs: Mutex::default(),
                others: Mutex::default(),
                admits: Mutex::new(admits(room)),
                stirred: Notify::new(),
                is_untold: AtomicBool::new(false),
            });
            tokio::spawn(feed(self.clone(), Arc::clone(room), Arc::clone(&hub)));
            hub
        });
        let hub = Arc::clone(hub);
        hub.enter(tab, person);
        drop(map);
        let here = Here {
            hub: Arc::clone(&hub),
            tab,
        };
        (here, hub)
    }

    /// Tells other processes who is at a hub here.
    fn tell_who_is_here(&self, hub: &Hub) {
        if !hub.is_met_at() || !self.elsewhere.is_there() {
            return;
        }
        let here: Vec<Presence> = hub.tabs().values().take(MOST_TOLD).cloned().collect();
        self.elsewhere.tell(hub.id, encode(&here));
    }

    /// The next thing to send after a version of a room: what has become
    /// durable since, by way of this process or another.
    async fn news<D: Kind>(&self, room: &Room<D>, sent: u64) -> Result<Option<News>, Stop> {
        if room.pulse.progress().may_be_behind() {
            let mut state = room.lock().await?;
            self.look(room, &mut state).await?;
        }
        let mut upto = room.pulse.progress().version;
        if upto <= sent {
            return Ok(None);
        }
        if upto - sent > SNAPSHOT_INSTEAD {
            return Ok(Some(News {
                upto,
                message: ToBrowser::Behind(room.id, upto),
                resettles: false,
            }));
        }
        let log = room.lock().await?.log_after(sent);
        let mut entries = self.entries::<D>(room.id, log).await?;
        entries.retain(|entry| entry.version <= upto);
        let resettling = entries.iter().position(|entry| D::resettles(&entry.edit));
        if let Some(place) = resettling {
            entries.truncate(place + 1);
            upto = entries.last().map_or(upto, |entry| entry.version);
        }
        Ok(Some(News {
            upto,
            message: ToBrowser::Entries(room.id, D::entries(entries)),
            resettles: resettling.is_some(),
        }))
    }
}

/// What those at a hub are to be told.
struct News {
    /// The version that it brings them to.
    upto: u64,
    message: ToBrowser,
    /// Whether the last of it settles anew who may see the document: who may not any more is
    /// told of that, and of nothing after it (L7).
    resettles: bool,
}

/// Feeds a hub for as long as somebody is at it.
async fn feed<D: Kind>(service: Service, mut room: Arc<Room<D>>, hub: Arc<Hub>) {
    let mut presence = interval(PRESENCE);
    presence.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut again = interval_at(Instant::now() + TELL_AGAIN, TELL_AGAIN);
    again.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stirred = false;
    let mut last = None;
    let mut is_anew = false;
    loop {
        tokio::select! {
            () = hub.stirred.notified(), if !stirred => stirred = true,
            _ = presence.tick(), if stirred => {
                stirred = false;
                let is_over = service.rooms.hubs.close(&hub);
                if hub.is_untold.swap(false, Ordering::AcqRel) {
                    service.tell_who_is_here(&hub);
                }
                if is_over {
                    return;
                }
                hub.send_presence();
            }
            _ = again.tick(), if service.elsewhere.is_there() => {
                stirred |= hub.others().forget(Instant::now());
                service.tell_who_is_here(&hub);
            }
            () = room.pulse.beyond(hub.sent()) => {
                if let Some(last) = last {
                    sleep_until(last + hub.tick()).await;
                }
                last = Some(Instant::now());
                match service.news(&room, hub.sent()).await {
                    Ok(Some(News { upto, message, resettles })) => {
                        hub.send_entries(upto, &message);
                        // After what says so, which whoever has to go hears as well.
                        if std::mem::take(&mut is_anew) || resettles {
                            drop(hub.new.send(Frame::Anew));
                        }
                    }
                    Ok(None) if room.pulse.broken().is_none() => {}
                    // A new room follows, which has what this one had.
                    Ok(None) | Err(_) => {
                        match service.room::<D>(hub.id).await {
                            Ok(next) => {
                                hub.follow(&next);
                                (room, is_anew) = (next, true);
                            }
                            Err(_) => sleep(RECOVERY).await,
                        }
                    }
                }
            }
        }
    }
}
