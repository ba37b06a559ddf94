//! Many readers at once, each of whose answers can be found in the log again: every request has a browser's name of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use serde_json::Value;
use tokio::task::JoinHandle;

use crate::process::succeeds;
use crate::visitor::{Visitor, client};

const READERS: usize = 8;

#[derive(Default)]
struct Counts {
    shown: AtomicU64,
    refused: AtomicU64,
    is_over: AtomicBool,
}

pub struct Readers {
    counts: Arc<Counts>,
    tasks: Vec<JoinHandle<Answers>>,
}

/// What came back.
#[derive(Debug, Default)]
pub struct Answers {
    /// The browsers' names of what was shown.
    pub shown: BTreeSet<String>,
    /// How often something else was answered, by status and kind of problem.
    pub refused: BTreeMap<String, u64>,
}

impl Readers {
    pub fn start(visitor: &Visitor) -> Self {
        let counts = Arc::<Counts>::default();
        let read = |reader| tokio::spawn(read(visitor.clone(), reader, Arc::clone(&counts)));
        let tasks = (0..READERS).map(read).collect();
        Self { counts, tasks }
    }

    /// Waits until so many more answers were shown.
    pub async fn shown(&self, more: u64) {
        wait_for(&self.counts.shown, more).await;
    }

    pub async fn refused(&self, more: u64) {
        wait_for(&self.counts.refused, more).await;
    }

    /// What all of them were answered, once the server is gone.
    pub async fn answers(self) -> Answers {
        self.counts.is_over.store(true, Ordering::SeqCst);
        let mut all = Answers::default();
        for task in self.tasks {
            let Answers { shown, refused } = task.await.unwrap();
            all.shown.extend(shown);
            for (what, count) in refused {
                *all.refused.entry(what).or_default() += count;
            }
        }
        all
    }
}

async fn wait_for(counter: &AtomicU64, more: u64) {
    let until = counter.load(Ordering::SeqCst) + more;
    for _ in 0..1200 {
        if counter.load(Ordering::SeqCst) >= until {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("waited in vain: {} of {until}", counter.load(Ordering::SeqCst));
}

async fn read(visitor: Visitor, reader: usize, counts: Arc<Counts>) -> Answers {
    let mut answers = Answers::default();
    for number in 0.. {
        let browser = format!("reader {reader}, page {number}");
        let Ok(answer) = visitor.try_get_as(&browser, "/api/v1/labs").await else { break };
        let status = answer.status();
        let Ok(body) = answer.bytes().await else { break };
        if status.is_success() {
            answers.shown.insert(browser);
            counts.shown.fetch_add(1, Ordering::SeqCst);
        } else {
            let problem: Value = serde_json::from_slice(&body).unwrap_or_default();
            let what = format!("{} {}", status.as_u16(), problem["type"].as_str().unwrap_or_default());
            *answers.refused.entry(what).or_default() += 1;
            counts.refused.fetch_add(1, Ordering::SeqCst);
        }
        if counts.is_over.load(Ordering::SeqCst) {
            break;
        }
    }
    answers
}

/// How many of the answers that were shown are in the log, as reads that were permitted.
pub fn found(answers: &Answers, patient: &str, more: &[&str], folder: &Path) -> usize {
    let query = ["audit", "query", "--json", "--limit", "100000", "--patient", patient];
    let found = succeeds(&[&query[..], more].concat(), folder);
    let found: Value = serde_json::from_str(&found).unwrap();
    let reads = found["entries"].as_array().unwrap().iter().map(|entry| &entry["event"]);
    let reads = reads.filter(|event| event["action"] == "read" && event["outcome"] == "permitted");
    let logged: BTreeSet<&str> = reads.filter_map(|event| event["origin"]["user_agent"].as_str()).collect();
    answers.shown.iter().filter(|browser| logged.contains(browser.as_str())).count()
}

/// Asks until the portal says that it is ready, or not.
pub async fn until_ready(portal: &str, is_ready: bool) {
    for _ in 0..100 {
        let answer = client().get(format!("{portal}/health/ready")).send().await.unwrap();
        if answer.status().is_success() == is_ready {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("waited in vain for ready to be {is_ready}");
}
