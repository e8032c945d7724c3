//! Who was found behind a token a moment ago, so that the store is not asked anew
//! for each request of a page that sends many.

use std::collections::HashMap;
use std::future::pending;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::Actor;

/// How long what was found counts, in milliseconds. For so long at most somebody
/// signed out at another process, or known there by another name or role, still
/// counts as before at this one.
pub(crate) const KEPT: i64 = 3_000;
/// Most sessions kept.
const MOST: usize = 2_048;

/// A hash of a session's token.
pub(crate) type TokenHash = [u8; 32];

/// How many sign-outs may be waiting to be heard of before one has to be looked for.
const MOST_UNHEARD: usize = 64;

/// The sessions found lately.
pub(crate) struct Sessions {
    kept: Mutex<Kept>,
    /// Says which are ended.
    ends: broadcast::Sender<TokenHash>,
}

/// Hears of the end of one session.
pub struct SessionEnd {
    hash: TokenHash,
    ends: broadcast::Receiver<TokenHash>,
}

impl SessionEnd {
    /// Waits until it is ended at this process, or may have been: there were so many others that
    /// it has to be looked for.
    pub async fn may_have_come(&mut self) {
        loop {
            match self.ends.recv().await {
                Ok(hash) if hash == self.hash => return,
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return,
                // The service is gone, and with it whoever could end anything.
                Err(RecvError::Closed) => pending().await,
            }
        }
    }
}

impl Default for Sessions {
    fn default() -> Self {
        Self {
            kept: Mutex::default(),
            ends: broadcast::Sender::new(MOST_UNHEARD),
        }
    }
}

#[derive(Default)]
struct Kept {
    found: HashMap<TokenHash, Found>,
    /// How many sign-outs there have been.
    ended: u64,
}

struct Found {
    actor: Actor,
    /// When the store was asked.
    at: i64,
    /// From when on the session counts for nothing.
    expires_at: i64,
}

impl Sessions {
    /// Who was found, if that still counts at `now`.
    pub(crate) fn actor(&self, hash: &TokenHash, now: i64) -> Option<Actor> {
        let kept = self.kept();
        let found = kept.found.get(hash)?;
        // A clock that was set back makes nothing count for longer.
        let counts = (0..KEPT).contains(&now.saturating_sub(found.at)) && now < found.expires_at;
        counts.then(|| found.actor.clone())
    }

    /// To be had before the store is asked: whoever signs out meanwhile must not
    /// be kept.
    pub(crate) fn ended(&self) -> u64 {
        self.kept().ended
    }

    /// Keeps whom the store knew at `now`, unless somebody has signed out since
    /// there were so many who `ended`.
    pub(crate) fn keep(
        &self,
        ended: u64,
        hash: TokenHash,
        actor: Actor,
        now: i64,
        expires_at: i64,
    ) {
        let mut kept = self.kept();
        if kept.ended != ended {
            return;
        }
        if kept.found.len() >= MOST {
            // Each is found again at the price of one question.
            kept.found.clear();
        }
        let found = Found {
            actor,
            at: now,
            expires_at,
        };
        kept.found.insert(hash, found);
    }

    /// Forgets a session that was ended, and says so to whoever listens for it.
    pub(crate) fn end(&self, hash: &TokenHash) {
        let mut kept = self.kept();
        kept.ended += 1;
        kept.found.remove(hash);
        drop(kept);
        // Where nobody listens, nobody needs to know.
        let _ = self.ends.send(*hash);
    }

    /// Listens from now on for the end of a session.
    pub(crate) fn end_of(&self, hash: TokenHash) -> SessionEnd {
        SessionEnd {
            hash,
            ends: self.ends.subscribe(),
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use domain::id::{PersonId, TeamId};
    use domain::views::Role;
    use futures::FutureExt;

    use super::*;

    fn somebody() -> Actor {
        Actor {
            person: PersonId::from_bytes([1; 16]),
            team: TeamId::from_bytes([2; 16]),
            role: Role::Interviewer,
            name: "Aiko".into(),
        }
    }

    fn hash(number: usize) -> TokenHash {
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&number.to_le_bytes());
        hash
    }

    #[test]
    fn what_was_found_counts_for_a_while_and_never_beyond_its_end() {
        let sessions = Sessions::default();
        sessions.keep(0, hash(1), somebody(), 1_000, 1_000_000);
        sessions.keep(0, hash(2), somebody(), 1_000, 1_010);
        assert_eq!(sessions.actor(&hash(1), 1_000), Some(somebody()));
        assert_eq!(sessions.actor(&hash(1), 999 + KEPT), Some(somebody()));
        assert_eq!(sessions.actor(&hash(1), 1_000 + KEPT), None);
        assert_eq!(sessions.actor(&hash(1), 999), None);
        assert_eq!(sessions.actor(&hash(2), 1_009), Some(somebody()));
        assert_eq!(sessions.actor(&hash(2), 1_010), None);
        assert_eq!(sessions.actor(&hash(3), 1_000), None);
    }

    #[test]
    fn a_session_that_ends_while_it_is_being_asked_for_is_not_kept() {
        let sessions = Sessions::default();
        let ended = sessions.ended();
        sessions.end(&hash(1));
        sessions.keep(ended, hash(1), somebody(), 0, 10);
        assert_eq!(sessions.actor(&hash(1), 0), None);
    }

    #[tokio::test]
    async fn the_end_of_one_session_is_heard_and_that_of_others_is_not() {
        let sessions = Sessions::default();
        let mut end = sessions.end_of(hash(1));
        sessions.end(&hash(2));
        assert!(end.may_have_come().now_or_never().is_none());
        sessions.end(&hash(1));
        assert!(end.may_have_come().now_or_never().is_some());
        for number in 2..=3 + MOST_UNHEARD {
            sessions.end(&hash(number));
        }
        assert!(
            end.may_have_come().now_or_never().is_some(),
            "it is to be looked for"
        );
    }

    #[test]
    fn never_more_are_kept_than_there_is_room_for() {
        let sessions = Sessions::default();
        for number in 0..3 * MOST {
            sessions.keep(0, hash(number), somebody(), 0, 10);
            assert!(sessions.kept().found.len() <= MOST);
            assert_eq!(sessions.actor(&hash(number), 0), Some(somebody()));
        }
    }
}
