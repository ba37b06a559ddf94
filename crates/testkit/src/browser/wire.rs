//! The Chrome DevTools Protocol over pipes: JSON messages, each ended by a zero byte.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{ChildStdin, ChildStdout};
use tokio::sync::oneshot;

use super::watch::Watch;

const ANSWER_WITHIN: Duration = Duration::from_secs(30);

type Answer = Result<Value, String>;

#[derive(Default)]
struct Waiting {
    calls: HashMap<u64, oneshot::Sender<Answer>>,
    sessions: HashMap<String, Arc<Watch>>,
}

pub struct Wire {
    requests: tokio::sync::Mutex<ChildStdin>,
    waiting: Arc<Mutex<Waiting>>,
    last_id: AtomicU64,
}

impl Wire {
    /// Reads answers and events until the browser ends.
    pub fn over(requests: ChildStdin, answers: ChildStdout) -> Arc<Self> {
        let waiting = Arc::new(Mutex::new(Waiting::default()));
        tokio::spawn(read(answers, waiting.clone()));
        Arc::new(Self { requests: requests.into(), waiting, last_id: AtomicU64::new(0) })
    }

    /// Sends every event of `session` to `watch`.
    pub fn listen(&self, session: &str, watch: Arc<Watch>) {
        lock(&self.waiting).sessions.insert(session.to_owned(), watch);
    }

    /// Calls a method of the browser, or of one page. Fails with the browser's words, and after 30 s without an answer.
    pub async fn call(&self, session: Option<&str>, method: &str, params: Value) -> Result<Value> {
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        let (tell, told) = oneshot::channel();
        lock(&self.waiting).calls.insert(id, tell);
        let mut request = json!({"id": id, "method": method, "params": params});
        if let Some(session) = session {
            request["sessionId"] = json!(session);
        }
        let mut bytes = request.to_string().into_bytes();
        bytes.push(0);
        self.requests.lock().await.write_all(&bytes).await.context("the browser has gone")?;
        let answer = tokio::time::timeout(ANSWER_WITHIN, told)
            .await
            .with_context(|| format!("the browser did not answer {method}"))?
            .with_context(|| format!("the browser ended during {method}"))?;
        answer.map_err(|said| anyhow!("{method}: {said}"))
    }
}

async fn read(answers: ChildStdout, waiting: Arc<Mutex<Waiting>>) {
    let mut answers = BufReader::new(answers);
    let mut message = Vec::new();
    while answers.read_until(0, &mut message).await.is_ok_and(|length| length > 0) {
        message.pop();
        if let Ok(value) = serde_json::from_slice::<Value>(&message) {
            hand_out(value, &waiting);
        }
        message.clear();
    }
    lock(&waiting).calls.clear();
}

fn hand_out(mut message: Value, waiting: &Mutex<Waiting>) {
    let mut waiting = lock(waiting);
    if let Some(id) = message["id"].as_u64() {
        let Some(tell) = waiting.calls.remove(&id) else { return };
        let answer = match message.get("error") {
            Some(error) => Err(error["message"].as_str().unwrap_or("no reason given").to_owned()),
            None => Ok(message["result"].take()),
        };
        // Whoever asked may have given up.
        drop(tell.send(answer));
    } else if let Some(watch) =
        message["sessionId"].as_str().and_then(|session| waiting.sessions.get(session))
    {
        watch.notice(message["method"].as_str().unwrap_or_default(), &message["params"]);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
