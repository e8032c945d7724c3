//! Measures what a commit costs, alone and shared, on the database given:
//! `cargo run --release -p store --example group_commit -- sqlite:///tmp/measure/kept.db`
//!
//! The database should be a new one; what is written stays in it.

use std::error::Error;
use std::time::Instant;

use domain::id::{BatchId, DocumentId, PersonId, TeamId};
use domain::views::Role;
use store::{
    BatchRow, DocumentKind, DocumentWrite, EditRow, NewDocument, PersonRow, Store, TeamRow, Unit,
};

const TEAM: TeamId = TeamId::from_bytes([1; 16]);
const AUTHOR: PersonId = PersonId::from_bytes([2; 16]);
const EDITS: u32 = 20_000;

fn id(number: u32) -> [u8; 16] {
    let mut id = [7; 16];
    id[..4].copy_from_slice(&number.to_le_bytes());
    id
}

#[tokio::main]
#[expect(
    clippy::disallowed_methods,
    reason = "measuring is about the time that passes"
)]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::args()
        .nth(1)
        .ok_or("give the URL of a new database")?;
    let store = Store::open(&url).await?;
    let team = TeamRow {
        id: TEAM,
        name: "Measured".to_owned(),
    };
    let (name, email) = ("Author".to_owned(), "author@example.org".to_owned());
    let author = PersonRow {
        id: AUTHOR,
        team: TEAM,
        name,
        email,
        role: Role::Lead,
    };
    store.ensure_team(&team, &[author]).await?;

    // A group holds one edit of 100 bytes for each of as many documents.
    let mut batches = 0;
    for (round, group) in [1, 10, 100, 1000].into_iter().enumerate() {
        let base = u32::try_from(round)? * 10_000;
        let documents: Vec<_> = (0..group)
            .map(|n| DocumentId::from_bytes(id(base + n)))
            .collect();
        for id in &documents {
            store.create_plan(&plan(*id), None, &[]).await?;
        }
        let commits = (EDITS / group).min(1000);
        let start = Instant::now();
        for version in 0..u64::from(commits) {
            let units: Vec<_> = documents
                .iter()
                .map(|id| push(*id, version, &mut batches))
                .collect();
            for fate in store.commit(&units).await? {
                fate?;
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        let commits = f64::from(commits);
        println!(
            "{group:>5} edits to a commit: {:>6.2} ms a commit, {:>7.0} edits a second",
            seconds * 1000.0 / commits,
            f64::from(group) * commits / seconds,
        );
    }
    store.close().await;
    Ok(())
}

fn plan(id: DocumentId) -> NewDocument {
    NewDocument {
        id,
        kind: DocumentKind::Plan,
        team: TEAM,
        title: "Measured".to_owned(),
        created_by: AUTHOR,
        created_at: 0,
        edits: Vec::new(),
        snapshot: None,
    }
}

fn push(document: DocumentId, version: u64, batches: &mut u32) -> Unit {
    *batches += 1;
    let (first_version, last_version) = (version + 1, version + 1);
    let id = BatchId::from_bytes(id(*batches));
    Unit {
        writes: vec![DocumentWrite {
            document,
            expected_version: version,
            edits: vec![EditRow {
                version: first_version,
                author: AUTHOR,
                at: 0,
                body: vec![7; 100],
            }],
            batch: Some(BatchRow {
                id,
                first_version,
                last_version,
                outcome: Vec::new(),
            }),
            title: None,
            at: 0,
            judged_by: None,
        }],
        audit: Vec::new(),
    }
}
