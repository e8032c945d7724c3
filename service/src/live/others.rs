//! Who is at the hubs of one document in other processes, as those say it. They say it
//! whenever it changes, and again from time to time: whoever falls silent is forgotten.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::wire::Presence;
use tokio::time::Instant;

/// Most tabs that a process tells others of, so that it can be said in one word.
pub(super) const MOST_TOLD: usize = 48;
/// How often a process says again who is there,
pub(super) const TELL_AGAIN: Duration = Duration::from_secs(10);
/// and after how much silence its people count as gone.
const SILENCE: Duration = Duration::from_secs(25);
/// How far apart the numbers of tabs are that two processes have given.
const NUMBERS_OF_ONE: u32 = 48;

/// What became of what was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// As before.
    Same,
    /// Something else than before.
    Changed,
    /// Somebody has come who may not have heard who is here.
    New,
}

/// The people of other processes.
#[derive(Debug, Default)]
pub(super) struct Others {
    told: BTreeMap<String, Told>,
    heard_of: u64,
}

#[derive(Debug)]
struct Told {
    present: Vec<Presence>,
    at: Instant,
    /// Set apart from those of other processes, which count their tabs as well.
    number: u64,
}

impl Others {
    /// Takes in what a process says now.
    pub(super) fn hear(&mut self, process: &str, present: Vec<Presence>, at: Instant) -> Heard {
        if present.is_empty() {
            return match self.told.remove(process) {
                Some(_) => Heard::Changed,
                None => Heard::Same,
            };
        }
        if let Some(told) = self.told.get_mut(process) {
            told.at = at;
            if told.present == present {
                return Heard::Same;
            }
            told.present = present;
            return Heard::Changed;
        }
        self.heard_of += 1;
        let told = Told {
            present,
            at,
            number: self.heard_of,
        };
        self.told.insert(process.to_owned(), told);
        Heard::New
    }

    /// Forgets who has been silent. Answers with whether there was anybody.
    pub(super) fn forget(&mut self, now: Instant) -> bool {
        let before = self.told.len();
        self.told.retain(|_, told| told.at + SILENCE > now);
        self.told.len() < before
    }

    /// Everybody, each tab under a number that no other has.
    pub(super) fn present(&self) -> impl Iterator<Item = Presence> {
        self.told.values().flat_map(|told| {
            let apart = told.number << NUMBERS_OF_ONE;
            told.present.iter().map(move |presence| Presence {
                tab: presence.tab | apart,
                ..presence.clone()
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::id::{ItemId, PersonId, StageId};
    use domain::plan::{ItemText, PlanText};
    use domain::wire::{Where, encode};

    use super::*;

    fn presence(person: u8, tab: u64) -> Presence {
        Presence {
            tab,
            person: PersonId::from_bytes([person; 16]),
            at: Where::default(),
        }
    }

    fn people(others: &Others) -> Vec<PersonId> {
        others.present().map(|presence| presence.person).collect()
    }

    #[test]
    fn l5_who_is_there_is_what_each_process_said_last() {
        let now = Instant::now();
        let mut others = Others::default();
        assert_eq!(others.hear("a", vec![presence(1, 0)], now), Heard::New);
        assert_eq!(others.hear("a", vec![presence(1, 0)], now), Heard::Same);
        assert_eq!(others.hear("b", vec![presence(2, 0)], now), Heard::New);
        assert_eq!(others.hear("a", vec![presence(3, 1)], now), Heard::Changed);
        let there = [3, 2].map(|person| PersonId::from_bytes([person; 16]));
        assert_eq!(people(&others), there);
        assert_eq!(others.hear("a", Vec::new(), now), Heard::Changed);
        assert_eq!(others.hear("a", Vec::new(), now), Heard::Same);
        assert_eq!(people(&others), there[1..]);
    }

    #[test]
    fn l5_tabs_of_two_processes_are_not_taken_for_one() {
        let now = Instant::now();
        let mut others = Others::default();
        others.hear("a", vec![presence(1, 7)], now);
        others.hear("b", vec![presence(1, 7)], now);
        let mut tabs: Vec<u64> = others.present().map(|presence| presence.tab).collect();
        tabs.push(7);
        tabs.sort_unstable();
        tabs.dedup();
        assert_eq!(tabs.len(), 3);
    }

    #[test]
    fn l5_whoever_falls_silent_is_forgotten_and_greeted_as_new() {
        let start = Instant::now();
        let mut others = Others::default();
        others.hear("silent", vec![presence(1, 0)], start);
        others.hear("there", vec![presence(2, 0)], start);
        let later = start + TELL_AGAIN * 2;
        others.hear("there", vec![presence(2, 0)], later);
        assert!(!others.forget(later));
        assert!(others.forget(start + SILENCE));
        assert_eq!(people(&others), [PersonId::from_bytes([2; 16])]);
        let back = others.hear("silent", vec![presence(1, 0)], later);
        assert_eq!(back, Heard::New);
    }

    #[test]
    fn as_many_as_are_told_of_fit_into_one_word() {
        let item = ItemId::from_bytes([0xff; 16]);
        let longest = Presence {
            tab: u64::MAX,
            person: PersonId::from_bytes([0xff; 16]),
            at: Where {
                stage: Some(StageId::from_bytes([0xff; 16])),
                item: Some(item),
                caret: Some((PlanText::Item(item, ItemText::Anchor(u8::MAX)), u32::MAX)),
                dragging: Some(item),
            },
        };
        let word = encode(&vec![longest; MOST_TOLD]);
        assert!(word.len() <= store::LONGEST_WORD, "{}", word.len());
    }
}
