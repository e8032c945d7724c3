use domain::id::DocumentId;
use domain::wire::{AnyEntries, ToBrowser, ToServer, decode, encode};
use futures::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::site::Site;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn connect(site: &Site, headers: &[(&'static str, &str)]) -> Result<Socket, u16> {
    let mut request = format!("ws://{}/live", site.address)
        .into_client_request()
        .expect("a request");
    for (name, value) in headers {
        let value = value.parse().expect("a header");
        request.headers_mut().insert(*name, value);
    }
    match connect_async(request).await {
        Ok((socket, _)) => Ok(socket),
        Err(Error::Http(answer)) => Err(answer.status().as_u16()),
        Err(error) => panic!("{error}"),
    }
}

async fn say(socket: &mut Socket, message: &ToServer) {
    let message = Message::Binary(encode(message).into());
    socket.send(message).await.expect("sent");
}

/// The next message but for who is there; none once the connection is closed.
async fn hear(socket: &mut Socket) -> Option<ToBrowser> {
    loop {
        match socket.next().await {
            Some(Ok(Message::Binary(bytes))) => match decode(&bytes).expect("readable") {
                ToBrowser::Present(..) => {}
                message => return Some(message),
            },
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
            Some(Ok(other)) => panic!("{other:?} was not expected"),
        }
    }
}

async fn bye(socket: &mut Socket) -> String {
    match hear(socket).await {
        Some(ToBrowser::Bye(reason)) => {
            assert_eq!(hear(socket).await, None, "and then it is closed");
            reason
        }
        other => panic!("a farewell: {other:?}"),
    }
}

fn versions(message: Option<ToBrowser>, document: DocumentId) -> Vec<u64> {
    match message {
        Some(ToBrowser::Entries(of, AnyEntries::Plan(entries))) if of == document => {
            entries.iter().map(|entry| entry.version).collect()
        }
        other => panic!("entries of the plan: {other:?}"),
    }
}

#[tokio::test]
async fn only_who_is_signed_in_and_comes_from_here_is_let_in() {
    let site = Site::new().await;
    let (_, cookie) = site.member(1).await;
    let own = site.origin();
    let (cookie, own) = (("cookie", cookie.as_str()), ("origin", own.as_str()));
    assert_eq!(connect(&site, &[own]).await.err(), Some(401));
    let stale = ("cookie", "plumbline_session=0123");
    assert_eq!(connect(&site, &[own, stale]).await.err(), Some(401));
    let elsewhere = ("origin", "http://elsewhere.test");
    assert_eq!(connect(&site, &[elsewhere, cookie]).await.err(), Some(403));
    assert_eq!(connect(&site, &[cookie]).await.err(), Some(403));
    assert!(connect(&site, &[own, cookie]).await.is_ok());
}

#[tokio::test]
async fn a_watcher_sees_what_others_do_and_goes_on_from_where_it_was() {
    let site = Site::new().await;
    let (watching, cookie) = site.member(1).await;
    let (editing, _) = site.member(2).await;
    let plan = site.plan(&watching).await;
    let own = site.origin();
    let headers = [("cookie", cookie.as_str()), ("origin", own.as_str())];

    let mut socket = connect(&site, &headers).await.expect("let in");
    say(&mut socket, &ToServer::Watch(plan, 5)).await;
    assert_eq!(versions(hear(&mut socket).await, plan), [6]);
    let pushed = site.retitle(&editing, plan, 6, ("Plan", "Plans")).await;
    pushed.expect("taken");
    assert_eq!(versions(hear(&mut socket).await, plan), [7]);
    drop(socket);

    let pushed = site.retitle(&editing, plan, 7, ("Plans", "Plans!")).await;
    pushed.expect("taken");
    let mut socket = connect(&site, &headers).await.expect("let in");
    say(&mut socket, &ToServer::Watch(plan, 7)).await;
    assert_eq!(versions(hear(&mut socket).await, plan), [8]);
}

#[tokio::test]
async fn whoever_signs_out_hears_nothing_more_and_their_other_browsers_do() {
    let site = Site::new().await;
    let (watching, leaving) = site.member(1).await;
    let (_, staying) = site.member(1).await;
    let (editing, _) = site.member(2).await;
    let plan = site.plan(&watching).await;
    let own = site.origin();
    let mut sockets = Vec::new();
    for cookie in [&leaving, &staying] {
        let headers = [("cookie", cookie.as_str()), ("origin", own.as_str())];
        let mut socket = connect(&site, &headers).await.expect("let in");
        say(&mut socket, &ToServer::Watch(plan, 5)).await;
        assert_eq!(versions(hear(&mut socket).await, plan), [6]);
        sockets.push(socket);
    }
    let token = leaving.split_once('=').expect("a cookie").1;
    let left = site.service.sign_out(token).await;
    left.expect("signed out");
    let pushed = site.retitle(&editing, plan, 6, ("Plan", "Plans")).await;
    pushed.expect("taken");
    let [left, stayed] = &mut sockets[..] else {
        panic!("two");
    };
    assert!(bye(left).await.contains("signed out"));
    assert_eq!(versions(hear(stayed).await, plan), [7]);
}

#[tokio::test]
async fn what_makes_no_sense_is_answered_with_the_reason_and_the_end() {
    let site = Site::new().await;
    let (_, cookie) = site.member(1).await;
    let own = site.origin();
    let headers = [("cookie", cookie.as_str()), ("origin", own.as_str())];
    let watch_nothing = encode(&ToServer::Watch(DocumentId::from_bytes([9; 16]), 0));
    for message in [
        Message::Binary(b"\x01\xff".to_vec().into()),
        Message::Binary(b"\x07".to_vec().into()),
        Message::Binary(Vec::new().into()),
        Message::text("hello"),
        Message::Binary(watch_nothing.into()),
        Message::Binary(vec![1; 64 * 1_024 + 1].into()),
    ] {
        let mut socket = connect(&site, &headers).await.expect("let in");
        socket.send(message.clone()).await.expect("sent");
        let reason = bye(&mut socket).await;
        assert!(!reason.is_empty(), "{message:?}");
    }
}

#[tokio::test]
async fn nobody_watches_more_than_a_page_shows() {
    let site = Site::new().await;
    let (actor, cookie) = site.member(1).await;
    let own = site.origin();
    let headers = [("cookie", cookie.as_str()), ("origin", own.as_str())];
    let mut socket = connect(&site, &headers).await.expect("let in");
    for name in 1..=9 {
        let id = DocumentId::from_bytes([name; 16]);
        let made = site
            .service
            .new_plan(&actor, id, "back-end-developer", "Plan");
        made.await.expect("made");
        say(&mut socket, &ToServer::Watch(id, 6)).await;
        // Watching again takes no more room.
        say(&mut socket, &ToServer::Watch(id, 6)).await;
    }
    assert!(bye(&mut socket).await.contains('8'));
}

#[tokio::test]
async fn before_the_end_everybody_is_told() {
    let site = Site::new().await;
    let (actor, cookie) = site.member(1).await;
    let plan = site.plan(&actor).await;
    let own = site.origin();
    let headers = [("cookie", cookie.as_str()), ("origin", own.as_str())];
    let mut socket = connect(&site, &headers).await.expect("let in");
    say(&mut socket, &ToServer::Watch(plan, 5)).await;
    assert_eq!(versions(hear(&mut socket).await, plan), [6]);
    site.announce.send_replace(true);
    assert!(bye(&mut socket).await.contains("stopping"));
}
