//! Taking connections, each of which has to ask for something in good time.

use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::serve::Listener;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};

use crate::Ending;

/// How long a connection may take to say what it asks for, and how long it is kept open for
/// the next request: longer than what stands before a server keeps its connections for (a
/// minute, mostly), so that none is closed just as it is used again.
const PATIENCE: Duration = Duration::from_secs(75);

/// Answers whoever connects, until the end is near. Connections that are still open then end
/// with the answer they are at; each holds `ending` for as long as it lasts.
pub async fn serve(mut listener: TcpListener, router: Router, ending: Ending) {
    let mut near = ending.clone();
    loop {
        // Where no connection can be taken, as when too many files are open, this waits.
        let (stream, _) = tokio::select! {
            taken = Listener::accept(&mut listener) => taken,
            () = near.is_near() => return,
        };
        tokio::spawn(attend(stream, router.clone(), ending.clone(), PATIENCE));
    }
}

async fn attend(stream: TcpStream, router: Router, mut ending: Ending, patience: Duration) {
    // What is told live is small, and must not wait until what was told before has arrived.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection gathers what it sends");
    }
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
            .with_upgrades()
    );
    let served = tokio::select! {
        served = connection.as_mut() => served,
        () = ending.is_near() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = served {
        tracing::debug!(%error, "a connection broke");
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn whoever_does_not_say_what_they_ask_for_is_not_waited_for_for_ever() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let mut slow = TcpStream::connect(address).await.expect("connected");
        slow.write_all(b"GET / HTTP/1.1\r\nHost: ")
            .await
            .expect("sent");
        let (taken, _) = Listener::accept(&mut { listener }).await;
        let router = Router::new().route("/", get(|| async { "here" }));
        let (ending, _announce, _) = Ending::new();
        attend(taken, router, ending, Duration::from_millis(1)).await;
        let mut heard = Vec::new();
        slow.read_to_end(&mut heard).await.expect("it is closed");
        assert!(heard.is_empty(), "nothing was asked for");
    }

    #[tokio::test]
    async fn whoever_is_open_when_the_end_comes_is_answered_and_then_closed() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let (ending, announce, mut all_gone) = Ending::new();
        let router = Router::new().route("/", get(|| async { "here" }));
        let serving = tokio::spawn(serve(listener, router, ending));
        let mut open = TcpStream::connect(address).await.expect("connected");
        let asked = b"GET / HTTP/1.1\r\nHost: plumb.test\r\n\r\n";
        open.write_all(asked).await.expect("sent");
        let mut heard = vec![0; 4_096];
        let length = open.read(&mut heard).await.expect("answered");
        assert!(heard[..length].ends_with(b"here"));
        announce.send_replace(true);
        serving.await.expect("it ended");
        assert_eq!(open.read(&mut heard).await.expect("it is closed"), 0);
        assert_eq!(all_gone.recv().await, None);
    }
}
