use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use url::Url;

use super::Options;
use super::watch::{Troubles, Watch};
use super::wire::Wire;

/// How long a link or a form may take to begin to load.
const BEGINS_WITHIN: Duration = Duration::from_secs(5);

/// One tab of one visitor.
pub struct Page {
    wire: Arc<Wire>,
    session: String,
    pub(super) watch: Arc<Watch>,
    pub(super) options: Options,
    base: Url,
}

/// What a first visit to a page costs, with nothing cached.
#[derive(Clone, Debug)]
pub struct Load {
    pub requests: u64,
    /// Bytes on the wire, headers included.
    pub bytes: u64,
    /// The bytes of each path.
    pub by_path: BTreeMap<String, u64>,
    pub took: Duration,
}

impl Page {
    pub(super) async fn open(wire: Arc<Wire>, options: Options, base: &Url) -> Result<Self> {
        let target = wire.call(None, "Target.createTarget", json!({"url": "about:blank"})).await?;
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let attached = wire.call(None, "Target.attachToTarget", attach).await?;
        let session = attached["sessionId"].as_str().context("a tab without a session")?.to_owned();
        let watch = Arc::new(Watch::over(base.clone()));
        wire.listen(&session, watch.clone());
        let page = Self { wire, session, watch, options, base: base.clone() };
        page.set_up().await?;
        Ok(page)
    }

    async fn set_up(&self) -> Result<()> {
        let tree = self.call("Page.getFrameTree", json!({})).await?;
        self.watch.set_main_frame(tree["frameTree"]["frame"]["id"].as_str().unwrap_or_default());
        for domain in ["Page", "Network", "Log", "Runtime", "DOM", "Accessibility"] {
            self.call(&format!("{domain}.enable"), json!({})).await?;
        }
        let (width, height) = self.options.viewport.size();
        self.resize(width, height).await?;
        self.read_on_screen().await?;
        let version = self.wire.call(None, "Browser.getVersion", json!({})).await?;
        let agent = json!({"userAgent": version["userAgent"], "acceptLanguage": self.options.language});
        self.call("Emulation.setUserAgentOverride", agent).await?;
        self.allow_scripts(self.options.scripts).await
    }

    pub(super) async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let is_phone = self.options.viewport.is_touched();
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone});
        self.call("Emulation.setDeviceMetricsOverride", metrics).await?;
        self.call("Emulation.setTouchEmulationEnabled", json!({"enabled": is_phone})).await?;
        Ok(())
    }

    pub(super) async fn allow_scripts(&self, allowed: bool) -> Result<()> {
        self.call("Emulation.setScriptExecutionDisabled", json!({"value": !allowed})).await?;
        Ok(())
    }

    /// Goes to an address of the site and waits until the page has settled. Fails if nothing answers there.
    pub async fn goto(&self, path: &str) -> Result<()> {
        let url = self.base.join(path)?;
        let answer = self.call("Page.navigate", json!({"url": url.as_str()})).await?;
        match answer["errorText"].as_str() {
            // The answer was a download, or a refusal without a page: the status tells.
            None | Some("" | "net::ERR_ABORTED" | "net::ERR_HTTP_RESPONSE_CODE_FAILURE") => {
                self.watch.settle().await
            }
            Some(error) => bail!("{path}: {error}"),
        }
    }

    /// Goes to an address as on a first visit: nothing cached. Cookies stay.
    pub async fn first_load(&self, path: &str) -> Result<Load> {
        self.call("Network.clearBrowserCache", json!({})).await?;
        self.watch.forget_sizes();
        let start = Instant::now();
        self.goto(path).await?;
        let (requests, bytes, by_path) = self.watch.sizes();
        Ok(Load { requests, bytes, by_path, took: start.elapsed() })
    }

    /// Does something that loads another page, and waits until that has settled.
    pub(super) async fn wait_after(&self, loads: bool, before: u64) -> Result<()> {
        let patience = if loads { BEGINS_WITHIN } else { Duration::from_millis(50) };
        self.watch.wait_for_navigation(before, patience).await;
        self.watch.settle().await
    }

    /// The path, query and fragment that the address line shows.
    pub async fn path(&self) -> Result<String> {
        let shown = Url::parse(&self.evaluate_text("location.href").await?)?;
        Ok(shown[url::Position::BeforePath..].to_owned())
    }

    /// The HTTP status of the document shown.
    pub fn status(&self) -> Option<u64> {
        self.watch.status()
    }

    pub async fn title(&self) -> Result<String> {
        self.evaluate_text("document.title").await
    }

    /// The text as a person reads it.
    pub async fn text(&self) -> Result<String> {
        self.evaluate_text("document.body.innerText").await
    }

    /// What happened on this tab that a careful visitor would mind.
    pub fn troubles(&self) -> Troubles {
        self.watch.troubles()
    }

    /// Begins a new list of troubles, for a page that is meant to have some.
    pub fn forget_troubles(&self) {
        self.watch.forget_troubles();
    }

    /// Empties the jar: the next request comes from a stranger.
    pub async fn forget_cookies(&self) -> Result<()> {
        self.call("Network.clearBrowserCookies", json!({})).await.map(drop)
    }

    /// Runs a script in the page, promises awaited. The page's own policy and a visitor without scripts do not stop it.
    pub async fn evaluate(&self, script: &str) -> Result<Value> {
        let ask = json!({"expression": script, "awaitPromise": true, "returnByValue": true});
        let mut answer = self.call("Runtime.evaluate", ask).await?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            bail!("the script threw: {thrown}");
        }
        Ok(answer["result"]["value"].take())
    }

    pub(super) async fn evaluate_text(&self, script: &str) -> Result<String> {
        let value = self.evaluate(script).await?;
        Ok(value.as_str().with_context(|| format!("`{script}` gave no text"))?.to_owned())
    }

    pub(super) async fn call(&self, method: &str, params: Value) -> Result<Value> {
        self.wire.call(Some(&self.session), method, params).await
    }
}
