use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serde_json::Value;
use tokio::time::sleep;
use url::Url;

/// Nothing asked and nothing loading for this long: the page has settled.
const QUIET_FOR: Duration = Duration::from_millis(60);
const SETTLED_WITHIN: Duration = Duration::from_secs(20);

/// What a careful visitor would mind, in the browser's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Troubles {
    /// Errors on the console and uncaught exceptions.
    pub console_errors: Vec<String>,
    /// What the page's content security policy had to stop.
    pub policy_violations: Vec<String>,
    /// Requests for parts of a page that failed or were answered with 400 and above.
    pub failed_requests: Vec<String>,
    /// Requests to any other origin than the site's.
    pub foreign_requests: Vec<String>,
}

impl Troubles {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Troubles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            ("console error", &self.console_errors),
            ("policy violation", &self.policy_violations),
            ("failed request", &self.failed_requests),
            ("foreign request", &self.foreign_requests),
        ];
        for (kind, all) in kinds {
            for one in all {
                writeln!(f, "{kind}: {one}")?;
            }
        }
        Ok(())
    }
}

/// Listens to one page.
pub struct Watch {
    site: Url,
    seen: Mutex<Seen>,
}

/// A request under way, and the document that asked for it.
struct Open {
    url: String,
    document: String,
}

#[derive(Default)]
struct Seen {
    main_frame: String,
    is_loading: bool,
    navigations: u64,
    open_requests: HashMap<String, Open>,
    last_change: Option<Instant>,
    status: Option<u64>,
    sizes: BTreeMap<String, u64>,
    requests: u64,
    bytes: u64,
    troubles: Troubles,
}

impl Watch {
    pub fn over(site: Url) -> Self {
        Self { site, seen: Mutex::default() }
    }

    pub fn set_main_frame(&self, frame: &str) {
        self.seen().main_frame = frame.to_owned();
    }

    /// How often the page has begun to load, so that a caller can tell whether a press did anything.
    pub fn navigations(&self) -> u64 {
        self.seen().navigations
    }

    /// The status of the last document that the site answered with.
    pub fn status(&self) -> Option<u64> {
        self.seen().status
    }

    pub fn troubles(&self) -> Troubles {
        self.seen().troubles.clone()
    }

    pub fn forget_troubles(&self) {
        self.seen().troubles = Troubles::default();
    }

    pub fn forget_sizes(&self) {
        let mut seen = self.seen();
        (seen.requests, seen.bytes) = (0, 0);
        seen.sizes.clear();
    }

    /// Requests answered since `forget_sizes`, their bytes on the wire with headers, and the bytes of each path.
    pub fn sizes(&self) -> (u64, u64, BTreeMap<String, u64>) {
        let seen = self.seen();
        (seen.requests, seen.bytes, seen.sizes.clone())
    }

    /// Waits up to `patience` for the page to begin to load again.
    pub async fn wait_for_navigation(&self, before: u64, patience: Duration) {
        let start = Instant::now();
        while self.navigations() == before && start.elapsed() < patience {
            sleep(Duration::from_millis(5)).await;
        }
    }

    /// Waits until nothing loads any more. Fails after 20 s with what is still open.
    pub async fn settle(&self) -> Result<()> {
        let start = Instant::now();
        while !self.is_quiet() {
            if start.elapsed() > SETTLED_WITHIN {
                let open: Vec<String> =
                    self.seen().open_requests.values().map(|open| open.url.clone()).collect();
                bail!("the page did not settle; still open: {open:?}");
            }
            sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }

    fn is_quiet(&self) -> bool {
        let seen = self.seen();
        let is_quiet = seen.last_change.is_none_or(|changed| changed.elapsed() >= QUIET_FOR);
        is_quiet && !seen.is_loading && seen.open_requests.is_empty()
    }

    /// Takes in one event.
    pub fn notice(&self, method: &str, event: &Value) {
        let mut seen = self.seen();
        let in_main_frame = event["frameId"].as_str() == Some(seen.main_frame.as_str());
        match method {
            "Page.frameStartedLoading" if in_main_frame => {
                seen.is_loading = true;
                seen.navigations += 1;
            }
            "Page.frameStoppedLoading" if in_main_frame => seen.is_loading = false,
            "Page.frameNavigated" => seen.left_behind(&event["frame"]),
            "Network.requestWillBeSent" => self.request_began(&mut seen, event),
            "Network.responseReceived" => seen.answered(event),
            "Network.loadingFinished" => seen.request_ended(event),
            "Network.loadingFailed" => seen.request_failed(event),
            "Network.webSocketCreated" => self.note_if_foreign(&mut seen, text(&event["url"])),
            "Runtime.consoleAPICalled" => seen.console_said(event),
            "Runtime.exceptionThrown" => {
                let details = &event["exceptionDetails"];
                let said =
                    format!("{} {}", text(&details["text"]), text(&details["exception"]["description"]));
                seen.troubles.console_errors.push(said);
            }
            "Log.entryAdded" => seen.logged(&event["entry"]),
            _ => return,
        }
        seen.last_change = Some(Instant::now());
    }

    fn request_began(&self, seen: &mut Seen, event: &Value) {
        let url = text(&event["request"]["url"]);
        self.note_if_foreign(seen, url);
        if url.starts_with("http") {
            let open = Open { url: url.to_owned(), document: text(&event["loaderId"]).to_owned() };
            seen.open_requests.insert(text(&event["requestId"]).to_owned(), open);
        }
    }

    fn note_if_foreign(&self, seen: &mut Seen, url: &str) {
        let is_foreign = match Url::parse(url) {
            Ok(url) => {
                matches!(url.scheme(), "http" | "https" | "ws" | "wss") && url.origin() != self.site.origin()
            }
            Err(_) => true,
        };
        if is_foreign {
            seen.troubles.foreign_requests.push(url.to_owned());
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    /// The browser does not tell how requests end whose document is gone.
    fn left_behind(&mut self, frame: &Value) {
        if frame["id"].as_str() == Some(self.main_frame.as_str()) {
            self.open_requests.retain(|_, open| open.document == text(&frame["loaderId"]));
        }
    }

    fn answered(&mut self, event: &Value) {
        let status = event["response"]["status"].as_u64().unwrap_or_default();
        let is_document = event["type"].as_str() == Some("Document");
        if is_document && event["frameId"].as_str() == Some(self.main_frame.as_str()) {
            self.status = Some(status);
        } else if status >= 400 {
            self.troubles.failed_requests.push(format!("{status} {}", text(&event["response"]["url"])));
        }
    }

    fn request_ended(&mut self, event: &Value) {
        let Some(Open { url, .. }) = self.open_requests.remove(text(&event["requestId"])) else { return };
        let bytes = event["encodedDataLength"].as_f64().unwrap_or_default() as u64;
        self.requests += 1;
        self.bytes += bytes;
        let path = Url::parse(&url).map_or(url, |url| url.path().to_owned());
        *self.sizes.entry(path).or_default() += bytes;
    }

    /// A load that the page itself gave up, such as one that became a download, is no trouble.
    fn request_failed(&mut self, event: &Value) {
        let Some(Open { url, .. }) = self.open_requests.remove(text(&event["requestId"])) else { return };
        if event["canceled"].as_bool() != Some(true) {
            let said = format!("{} {} {url}", text(&event["errorText"]), text(&event["blockedReason"]));
            self.troubles.failed_requests.push(said);
        }
    }

    fn console_said(&mut self, event: &Value) {
        if !matches!(text(&event["type"]), "error" | "assert") {
            return;
        }
        let words = event["args"].as_array().into_iter().flatten().map(|word| match &word["value"] {
            Value::String(value) => value.clone(),
            Value::Null => text(&word["description"]).to_owned(),
            other => other.to_string(),
        });
        self.troubles.console_errors.push(words.collect::<Vec<_>>().join(" "));
    }

    /// What the network says is noted from its own events.
    fn logged(&mut self, entry: &Value) {
        let said = format!("{} ({})", text(&entry["text"]), text(&entry["url"]));
        if said.contains("Content Security Policy") || said.contains("Permissions-Policy") {
            self.troubles.policy_violations.push(said);
        } else if text(&entry["level"]) == "error" && text(&entry["source"]) != "network" {
            self.troubles.console_errors.push(said);
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
