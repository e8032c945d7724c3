//! From start to stop.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use service::kits::{self, KitsError};
use service::{OsRandom, Service, SystemClock};
use store::{Store, StoreError};
use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::timeout;

use crate::{Ending, Settings, router, serve, site};

/// How long whoever is connected may take to notice that the process stops.
const FAREWELL: Duration = Duration::from_secs(5);

/// Why the process does not run.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A kit cannot be used.
    #[error(transparent)]
    Kits(#[from] KitsError),
    /// What is kept cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The files of the page are not where they should be.
    #[error("the files for the browser cannot be found ({0}): build them with `cargo xtask build`")]
    Site(io::Error),
    /// It cannot listen.
    #[error(
        "nothing can listen on {address} ({reason}): stop what does, or choose another with --listen"
    )]
    Taken {
        /// Where.
        address: SocketAddr,
        /// Why not.
        reason: io::Error,
    },
    /// Nobody could tell it to stop.
    #[error(
        "signals to stop cannot be listened for ({0}): start it where a process may handle them"
    )]
    Signals(io::Error),
}

/// Runs until told to stop, by SIGTERM or an interrupt from the keyboard.
///
/// # Errors
/// Why it cannot start.
pub async fn run(settings: Settings) -> Result<(), StartError> {
    let mut options = site::options().map_err(StartError::Site)?;
    if let Some(listen) = settings.listen {
        options.site_addr = listen;
    }
    let address = options.site_addr;
    let kits = kits::read(settings.kits.as_deref())?;
    let store = Store::open(&settings.database).await?;
    let service = Service::open(store, kits, SystemClock, OsRandom);
    if settings.demo {
        service.ensure_demo().await?;
    }
    let taken = |reason| StartError::Taken { address, reason };
    let listener = TcpListener::bind(address).await.map_err(taken)?;
    let address = listener.local_addr().map_err(taken)?;

    let (ending, announce, mut all_gone) = Ending::new();
    let router = router(
        &service,
        options,
        settings.origin.as_deref(),
        ending.clone(),
    );
    // Whoever reads the address may tell us to stop at once.
    let told_to_stop = told_to_stop().map_err(StartError::Signals)?;
    println!("Plumbline is at http://{address}");
    tokio::spawn(async move {
        told_to_stop.await;
        tracing::info!("stopping");
        announce.send_replace(true);
    });
    serve(listener, router, ending).await;
    // Somebody may keep a connection open; what they sent is written anyway.
    if timeout(FAREWELL, all_gone.recv()).await.is_err() {
        tracing::warn!("some connections did not end in time");
    }
    service.stop().await;
    Ok(())
}

/// Listens from now on for SIGTERM and an interrupt from the keyboard; done when told.
#[cfg(unix)]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Done when interrupted from the keyboard.
#[cfg(not(unix))]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
