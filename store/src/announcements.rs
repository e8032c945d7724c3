//! What processes on one `PostgreSQL` tell each other: which documents have
//! grown, and to which version. Told in the transaction that makes them grow, so
//! it is heard exactly when the edits can be read.
//!
//! Nothing but that is told. Whoever wants the edits reads them.

use std::sync::Arc;
use std::time::Duration;

use domain::id::DocumentId;
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::time::timeout;

use crate::backend::{On, Tx};
use crate::commit::Heads;
use crate::{Store, StoreError};

/// The channel. The database keeps those of different databases apart.
const CHANNEL: &str = "plumbline";
/// How long nothing is heard before the connection is asked whether it is there
/// at all: a network may fall silent without a word.
const SILENCE: Duration = Duration::from_secs(15);
/// How long it may take to answer that.
const ANSWER: Duration = Duration::from_secs(10);

/// What is heard of other processes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement {
    /// A document has grown to this version.
    Grown {
        /// The document.
        document: DocumentId,
        /// Its version.
        version: u64,
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
        listener.listen(CHANNEL).await?;
        Ok(Some(Announcements {
            listener,
            own: Arc::clone(own),
        }))
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
        .bind(CHANNEL)
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

/// Who says it, and what.
fn read(payload: &str) -> Option<(&str, Announcement)> {
    let mut words = payload.split(' ');
    let (process, document, version) = (words.next()?, words.next()?, words.next()?);
    let announcement = Announcement::Grown {
        document: document.parse().ok()?,
        version: version.parse().ok()?,
    };
    words.next().is_none().then_some((process, announcement))
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
        assert_eq!(read(&good), Some(("me", grown)));
        for bad in [
            String::new(),
            format!("me {document}"),
            format!("me {document} -1"),
            format!("me {document} 12 more"),
            "me x 12".to_owned(),
        ] {
            assert_eq!(read(&bad), None, "{bad}");
        }
    }
}
