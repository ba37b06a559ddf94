//! Connections that come to nothing end, and thousands of them keep nobody out.

use std::net::SocketAddr;
use std::time::Duration;

use portico_portal::listener::Limits;
use portico_testkit::TestPortal;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use crate::world::ANA;

const HALF_A_HEAD: &[u8] = b"GET /sign-in HTTP/1.1\r\nHost: x\r\nX-a: ";
const LONG: Duration = Duration::from_secs(3600);

/// A connection from an address of this machine.
async fn connect(portal: &TestPortal, from: [u8; 4], says: &[u8]) -> Option<TcpStream> {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((from, 0))).unwrap();
    let to = SocketAddr::from(([127, 0, 0, 1], portal.base.port().unwrap()));
    let mut stream = socket.connect(to).await.ok()?;
    stream.write_all(says).await.ok()?;
    Some(stream)
}

/// Everything that is answered until the connection ends. Waits for that.
async fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    // A connection that is broken off has ended as well.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn heads_that_never_end_silence_and_idleness_all_end() {
    let short = Duration::from_millis(200);
    let limits = Limits { head_within: short, idle: short, ..Limits::default() };
    let portal = TestPortal::builder().connections(limits).start().await;
    let here = [127, 0, 0, 1];

    for says in [HALF_A_HEAD, b"", b"G", b"PRI * HTTP/2.0\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        let stream = connect(&portal, here, says).await.unwrap();
        let answer = rest(stream).await;
        assert!(!answer.contains("HTTP/1.1 200"), "{answer}");
    }
    let whole = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    let answer = rest(connect(&portal, here, whole).await.unwrap()).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "answered, and then over: {answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_half_open_heads_from_one_place_leaves_the_others_served() {
    let limits = Limits { connections: 12, connections_of_network: 6, head_within: LONG, idle: LONG };
    let portal = TestPortal::builder().connections(limits).start().await;
    let mut ana = portal.patient(ANA).await;
    let mut flood = Vec::new();
    for _ in 0..60 {
        flood.extend(connect(&portal, [127, 0, 0, 2], HALF_A_HEAD).await);
    }

    for _ in 0..3 {
        assert_eq!(ana.get("/patients/me/allergies").await.status, 200);
    }
    assert_eq!(portal.anonymous().get("/health/live").await.status, 200, "a new connection is let in");
    drop(flood);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_from_everywhere_makes_room_for_whoever_asks_for_something() {
    let limits = Limits { connections: 10, connections_of_network: 10, head_within: LONG, idle: LONG };
    let portal = TestPortal::builder().connections(limits).start().await;
    let mut ana = portal.patient(ANA).await;
    let mut flood = Vec::new();
    for n in 0..80 {
        flood.extend(connect(&portal, [127, 0, 1, n], HALF_A_HEAD).await);
        if n % 10 == 0 {
            assert_eq!(ana.get("/patients/me/allergies").await.status, 200, "after {n}");
            assert_eq!(portal.anonymous().get("/health/live").await.status, 200, "after {n}");
        }
    }
    let oldest = flood.remove(0);
    assert_eq!(rest(oldest).await, "", "the oldest of them had to go");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_does_not_come_is_its_senders_fault() {
    let portal = TestPortal::builder().pages_within(Duration::from_millis(300)).start().await;
    let head = "POST /api/v1/session HTTP/1.1\r\nHost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";

    let answer = rest(connect(&portal, [127, 0, 0, 1], head.as_bytes()).await.unwrap()).await;

    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("urn:portico:problem:timed-out"), "{answer}");
}
