use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;
use tokio::sync::Notify;

use crate::process::{Demo, folder, intact, succeeds};
use crate::visitor::Visitor;

const READERS: usize = 8;
/// Answers after which the process is killed, with all readers at work.
const ANSWERS: u64 = 60;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_shown_before_a_kill_is_in_an_intact_log_after_it() {
    let folder = folder();
    let demo = Demo::start(folder.path());
    let ana = Visitor::sign_in(demo.portal(), demo.person("Ana Reyes")).await;
    let patient = demo.person("Ana Reyes")["patient"].as_str().unwrap().to_owned();
    let shown = Arc::new(AtomicU64::new(0));
    let enough = Arc::new(Notify::new());
    let readers: Vec<_> = (0..READERS)
        .map(|_| tokio::spawn(read_until_it_breaks(ana.clone(), shown.clone(), enough.clone())))
        .collect();

    enough.notified().await;
    demo.process.kill();
    for reader in readers {
        reader.await.unwrap();
    }

    intact(&[], folder.path());
    let again = Demo::start(folder.path());
    let luz = Visitor::sign_in(again.portal(), again.person("Luz Reyes")).await;
    luz.get("/api/v1/labs").await;
    again.stop();
    intact(&[], folder.path());
    let found =
        succeeds(&["audit", "query", "--json", "--limit", "5000", "--patient", &patient], folder.path());
    let found: Value = serde_json::from_str(&found).unwrap();
    let entries = found["entries"].as_array().unwrap();
    let reads = entries.iter().filter(|entry| entry["event"]["action"] == "read").count();
    let shown = shown.load(Ordering::SeqCst);
    assert!(reads as u64 >= shown, "{shown} answers were shown, and {reads} reads are in the log");
}

async fn read_until_it_breaks(visitor: Visitor, shown: Arc<AtomicU64>, enough: Arc<Notify>) {
    while let Ok(answer) = visitor.try_get("/api/v1/labs").await {
        assert!(answer.status().is_success(), "{}", answer.status());
        if answer.bytes().await.is_err() {
            return;
        }
        if shown.fetch_add(1, Ordering::SeqCst) + 1 == ANSWERS {
            enough.notify_one();
        }
    }
}
