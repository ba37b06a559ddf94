//! Receivers that are spoken to over real sockets.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use portico_model::{AccountId, Role};
use portico_oversight::siem::{Collector, Forwarder, Hec, SyslogTarget, SyslogTls};
use rcgen::CertifiedKey;
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use uuid::Uuid;

use crate::world::{World, look, noon};

/// What a receiver has taken, and whether it is down.
#[derive(Clone, Default)]
struct Received {
    bodies: Arc<Mutex<Vec<String>>>,
    is_down: Arc<AtomicBool>,
}

impl Received {
    fn take(&self, body: String) -> bool {
        if self.is_down.load(Ordering::SeqCst) {
            return false;
        }
        self.bodies.lock().unwrap().push(body);
        true
    }

    fn all(&self) -> String {
        self.bodies.lock().unwrap().concat()
    }
}

async fn hec(received: Received) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let received = received.clone();
            tokio::spawn(async move {
                let mut bytes = Vec::new();
                let body = loop {
                    let mut some = [0; 16 * 1024];
                    let count = socket.read(&mut some).await.unwrap_or(0);
                    bytes.extend_from_slice(&some[..count]);
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                    assert!(head.contains("authorization: Splunk secret"), "{head}");
                    let length = head.split("content-length: ").nth(1).unwrap();
                    let length: usize = length.lines().next().unwrap().parse().unwrap();
                    if body.len() >= length {
                        break body.to_owned();
                    }
                };
                let status = if received.take(body) { "200 OK" } else { "503 Busy" };
                let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                socket.write_all(answer.as_bytes()).await.unwrap();
            });
        }
    });
    format!("http://{address}/services/collector/event")
}

/// Answers its port and the certificate that it is to be trusted by.
async fn syslog(received: Received) -> (u16, String) {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(socket).await else { continue };
            let mut text = String::new();
            if stream.read_to_string(&mut text).await.is_ok() && received.take(text) {
                let _ = stream.shutdown().await;
            }
        }
    });
    (port, cert.pem())
}

fn forwarder(world: &World, collector: Collector) -> Forwarder {
    let (log, store) = (world.log.clone(), world.store.clone());
    Forwarder::new(log, store, world.clock.clone(), world.vault.clone(), collector, Uuid::from_u128(1))
}

fn entries(received: &str) -> Vec<u64> {
    received
        .split("\"entry\":")
        .skip(1)
        .map(|rest| rest.split([',', '}']).next().unwrap().parse().unwrap())
        .collect()
}

async fn nothing_is_lost_while_it_is_down(world: &World, collector: Collector, received: &Received) {
    let who = AccountId(Uuid::new_v4());
    let forwarder = forwarder(world, collector);
    world.append((0..3).map(|n| look(who, "ana-secret", noon(n)))).await;
    assert_eq!(forwarder.look().await.unwrap(), 3);
    assert_eq!(forwarder.look().await.unwrap(), 0);

    received.is_down.store(true, Ordering::SeqCst);
    world.append((3..600).map(|n| look(who, "ana-secret", noon(n)))).await;
    for _ in 0..3 {
        assert!(forwarder.look().await.is_err());
    }
    received.is_down.store(false, Ordering::SeqCst);

    while forwarder.look().await.unwrap() > 0 {}
    assert_eq!(entries(&received.all()), (0..600).collect::<Vec<u64>>());
    assert!(!received.all().contains("ana-secret"), "the patient goes by a pseudonym");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_collector_that_was_away_gets_everything_in_order() {
    let world = World::start().await;
    let received = Received::default();
    let url = hec(received.clone()).await.parse().unwrap();
    let collector = Hec::new(url, "secret".into(), Some("main".to_owned())).unwrap();

    nothing_is_lost_while_it_is_down(&world, Collector::Hec(collector), &received).await;

    let first: Value = serde_json::from_str(received.all().lines().next().unwrap()).unwrap();
    assert_eq!((&first["sourcetype"], &first["index"]), (&"portico:audit".into(), &"main".into()));
    assert_eq!(first["time"], "1768737600.000000");
    assert_eq!((&first["event"]["action"], &first["event"]["role"]), (&"read".into(), &"clinician".into()));
    assert_eq!(first["event"]["patient"].as_str().unwrap().len(), 32);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_syslog_receiver_that_was_away_gets_everything_in_order() {
    let world = World::start().await;
    let received = Received::default();
    let (port, ca_pem) = syslog(received.clone()).await;
    let target = SyslogTarget {
        host: "localhost".to_owned(),
        port,
        ca_pem,
        hostname: "portal.example.org".to_owned(),
    };

    let collector = SyslogTls::new(target).unwrap();
    nothing_is_lost_while_it_is_down(&world, Collector::Syslog(collector), &received).await;

    let all = received.all();
    let (length, rest) = all.split_once(' ').unwrap();
    let message = &rest[..length.parse().unwrap()];
    let head = "<110>1 2026-01-18T12:00:00.000000Z portal.example.org portico - read - \u{feff}{";
    assert!(message.starts_with(head), "{message}");
    assert!(message.ends_with('}'), "{message}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_syslog_receiver_that_somebody_else_certifies_gets_nothing() {
    let world = World::start().await;
    let received = Received::default();
    let (port, _) = syslog(received.clone()).await;
    let (_, other_pem) = syslog(Received::default()).await;
    let target = SyslogTarget {
        host: "localhost".to_owned(),
        port,
        ca_pem: other_pem,
        hostname: "portal.example.org".to_owned(),
    };
    world.account("ana", Role::Patient).await;
    world.append([look(AccountId(Uuid::new_v4()), "ana", noon(0))]).await;

    let forwarder = forwarder(&world, Collector::Syslog(SyslogTls::new(target).unwrap()));

    assert!(forwarder.look().await.is_err());
    assert_eq!(received.all(), "");
}
