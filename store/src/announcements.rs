//! What processes on one `PostgreSQL` tell each other: which documents have
//! grown, and to which version. Told in the transaction that makes them grow, so
//! it is heard exactly when the edits can be read, which whoever wants them reads.
//!
//! Besides, what is not kept at all: words about a document, such as who has it open.

use std::sync::Arc;
use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine};
use domain::id::DocumentId;
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::time::timeout;

use crate::backend::{On, Tx};
use crate::commit::Heads;
use crate::{Store, StoreError};

/// The channels, of what has grown and of words. The database keeps those of different
/// databases apart.
const GROWN: &str = "plumbline";
const WORDS: &str = "plumbline_words";
/// Bytes of the longest word: what the database passes on at once is 8,000 characters long
/// at most, with whose word it is, and each three bytes are four of them.
pub const LONGEST_WORD: usize = 5_800;
/// How long nothing is heard before the connection is asked whether it is there
/// at all: a network may fall silent without a word.
const SILENCE: Duration = Duration::from_secs(15);
/// How long it may take to answer that.
const ANSWER: Duration = Duration::from_secs(10);

/// What is heard of other processes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Announcement {
    /// A document has grown to this version.
    Grown {
        /// The document.
        document: DocumentId,
        /// Its version.
        version: u64,
    },
    /// A word about a document.
    Word {
        /// The process whose word it is.
        process: String,
        /// The document.
        document: DocumentId,
        /// The word.
        word: Vec<u8>,
    },
    /// Something may have been said that was not heard: any document may have
    /// grown. From here on everything is heard again.
    Missed,
}

/// Hears what other processes on the same database announce.
pub struct Announcements {
    listener: PgListener,
    /// The name of this process, whose own announcements are passed over.
    own: Arc<str>,
}

impl Store {
    /// Begins to listen to other processes; what is committed once this has
    /// answered is heard. None on `SQLite`, where nobody announces anything.
    pub async fn announcements(&self) -> Result<Option<Announcements>, StoreError> {
        let (On::Postgres(pool), Some(own)) = (&self.reader, &self.process) else {
            return Ok(None);
        };
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen_all([GROWN, WORDS]).await?;
        Ok(Some(Announcements {
            listener,
            own: Arc::clone(own),
        }))
    }

    /// Whether there may be other processes to hear words.
    pub const fn is_shared(&self) -> bool {
        self.process.is_some()
    }

    /// Tells other processes these words, each about a document. They are not kept: whoever
    /// does not listen at the moment never hears them. On `SQLite` nobody does.
    ///
    /// # Errors
    /// When the database fails, or a word is longer than [`LONGEST_WORD`].
    pub async fn tell(&self, words: &[(DocumentId, Vec<u8>)]) -> Result<(), StoreError> {
        let (On::Postgres(pool), Some(process)) = (&self.reader, &self.process) else {
            return Ok(());
        };
        let payloads: Vec<String> = words
            .iter()
            .map(|(document, word)| {
                format!("{process} {document} {}", BASE64_STANDARD.encode(word))
            })
            .collect();
        // Whoever notifies commits, and commits that notify go one at a time: this one keeps
        // nothing, so it need not wait for the disk, and nobody for it.
        sqlx::query(
            "SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, payload)
             FROM unnest($2::text[]) AS payload",
        )
        .bind(WORDS)
        .bind(payloads)
        .execute(pool)
        .await?;
        Ok(())
    }
}

impl Announcements {
    /// Waits for the next announcement of another process.
    ///
    /// # Errors
    /// [`StoreError::Closed`] when the store was closed; another when the
    /// connection was lost and cannot be had again just now. Either way nothing
    /// more is heard by way of this: ask for announcements anew.
    pub async fn next(&mut self) -> Result<Announcement, StoreError> {
        loop {
            // Giving up this wait loses nothing of what has come half way.
            let Ok(heard) = timeout(SILENCE, self.listener.try_recv()).await else {
                self.is_there().await?;
                continue;
            };
            let Some(heard) = heard? else {
                return Ok(Announcement::Missed);
            };
            let read = match heard.channel() {
                WORDS => read_word,
                _ => read_grown,
            };
            match read(heard.payload()) {
                Some((process, _)) if process == &*self.own => {}
                Some((_, announcement)) => return Ok(announcement),
                // Perhaps of a newer program, which says more.
                None => return Ok(Announcement::Missed),
            }
        }
    }

    async fn is_there(&mut self) -> Result<(), StoreError> {
        let asked = sqlx::query("SELECT 1").execute(&mut self.listener);
        match timeout(ANSWER, asked).await {
            Ok(answer) => Ok(answer.map(drop)?),
            Err(_) => Err(StoreError::Disconnected {
                reason: format!("no answer within {} s", ANSWER.as_secs()),
            }),
        }
    }
}

/// Has the database tell the others of these documents when the transaction is
/// committed, and not if it is not.
pub(crate) async fn announce(
    tx: &mut Tx,
    process: Option<&str>,
    heads: &Heads<'_>,
) -> Result<(), StoreError> {
    let (On::Postgres(tx), Some(process)) = (tx, process) else {
        return Ok(());
    };
    if heads.is_empty() {
        return Ok(());
    }
    let payloads: Vec<String> = heads
        .iter()
        .map(|(document, head)| format!("{process} {document} {}", head.version))
        .collect();
    sqlx::query("SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload")
        .bind(GROWN)
        .bind(payloads)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A name for this process, which the database makes up.
pub(crate) async fn name(pool: &PgPool) -> Result<Arc<str>, StoreError> {
    let (name,): (String,) = sqlx::query_as("SELECT gen_random_uuid()::text")
        .fetch_one(pool)
        .await?;
    Ok(name.into())
}

/// Who says that a document has grown.
fn read_grown(payload: &str) -> Option<(&str, Announcement)> {
    let (process, document, version) = parts(payload)?;
    let version = version.parse().ok()?;
    Some((process, Announcement::Grown { document, version }))
}

/// Whose word it is.
fn read_word(payload: &str) -> Option<(&str, Announcement)> {
    let (process, document, word) = parts(payload)?;
    let announcement = Announcement::Word {
        process: process.to_owned(),
        document,
        word: BASE64_STANDARD.decode(word).ok()?,
    };
    Some((process, announcement))
}

/// Who says something, of which document, and what.
fn parts(payload: &str) -> Option<(&str, DocumentId, &str)> {
    let mut parts = payload.split(' ');
    let (process, document, said) = (parts.next()?, parts.next()?, parts.next()?);
    let document = document.parse().ok()?;
    parts.next().is_none().then_some((process, document, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_an_announcement_is_not_taken_for_one() {
        let document = DocumentId::from_bytes([7; 16]);
        let good = format!("me {document} 12");
        let grown = Announcement::Grown {
            document,
            version: 12,
        };
        assert_eq!(read_grown(&good), Some(("me", grown)));
        let word = Announcement::Word {
            process: "me".to_owned(),
            document,
            word: b"here".to_vec(),
        };
        let good = format!("me {document} aGVyZQ==");
        assert_eq!(read_word(&good), Some(("me", word)));
        for bad in [
            String::new(),
            format!("me {document}"),
            format!("me {document} -1"),
            format!("me {document} 12 more"),
            "me x 12".to_owned(),
        ] {
            assert_eq!(read_grown(&bad), None, "{bad}");
            assert_eq!(read_word(&bad), None, "{bad}");
        }
    }
}
