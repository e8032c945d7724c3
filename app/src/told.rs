//! Many who want to know of a change, each told only of those that concern it.
//!
//! A signal would do, but slowly: it finds each of its n readers in n steps, and at every change
//! all of them leave and come back. A plan of 200 questions has more than 800 readers, and that
//! took longer than a frame.

use leptos::prelude::*;

/// Who is told, each with what it is told about. Copies are handles to the same list.
#[derive(Debug)]
pub(crate) struct Told<K: Send + Sync + 'static>(StoredValue<Vec<(u64, K, ArcTrigger)>>);

impl<K: Send + Sync + 'static> Clone for Told<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Send + Sync + 'static> Copy for Told<K> {}

impl<K: Send + Sync + 'static> Told<K> {
    /// Nobody is told yet.
    pub(crate) fn nobody() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// What to track to be told about `key`, for as long as whoever asks is there.
    pub(crate) fn about(self, key: K) -> ArcTrigger {
        let trigger = ArcTrigger::new();
        let mine = trigger.clone();
        let mut number = 0;
        self.0.update_value(|told| {
            number = told.last().map_or(0, |(last, ..)| last + 1);
            told.push((number, key, mine));
        });
        on_cleanup(move || {
            // The list goes with the page.
            self.0.try_update_value(|told| {
                if let Ok(at) = told.binary_search_by_key(&number, |(number, ..)| *number) {
                    drop(told.remove(at));
                }
            });
        });
        trigger
    }

    /// Tells everybody whom it `concerns`.
    pub(crate) fn tell(self, concerns: impl Fn(&K) -> bool) {
        self.0.try_with_value(|told| {
            for (_, key, trigger) in told {
                if concerns(key) {
                    trigger.notify();
                }
            }
        });
    }
}
