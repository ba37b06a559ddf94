//! A visitor in front of Chromium: goes to pages, fills fields and presses buttons by the names that a screen reader says,
//! and notes what a careful person would mind.
//!
//! It speaks the Chrome DevTools Protocol over a pair of pipes. Answers stay untyped JSON: the protocol grows with every
//! browser, and a kit that cannot read one new word must not lose the message.

mod axe;
mod by_name;
mod keyboard;
mod layout;
mod page;
mod picture;
mod reading;
mod sign_in;
#[cfg(test)]
mod tests;
mod watch;
mod wire;

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;
use tempfile::TempDir;
use tokio::process::{Child, Command};
use url::Url;

pub use axe::Violation;
pub use keyboard::Focus;
pub use layout::TapTarget;
pub use page::{Load, Page};
pub use picture::Extent;
pub use watch::Troubles;

use wire::Wire;

/// The screen a visitor holds or sits at, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewport {
    /// 390 × 844, touch.
    Phone,
    /// 320 × 640, touch: what WCAG 2.2, 1.4.10 asks for.
    Narrow,
    /// 1280 × 900.
    Desktop,
}

impl Viewport {
    pub fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Narrow => (320, 640),
            Self::Desktop => (1280, 900),
        }
    }

    fn is_touched(self) -> bool {
        self != Self::Desktop
    }
}

/// How a visitor comes: by default at a desktop, with scripts, in light colours and in English.
#[derive(Clone, Debug)]
pub struct Options {
    pub viewport: Viewport,
    pub scripts: bool,
    pub dark: bool,
    /// What the browser asks for in `Accept-Language`.
    pub language: &'static str,
}

impl Default for Options {
    fn default() -> Self {
        Self { viewport: Viewport::Desktop, scripts: true, dark: false, language: "en" }
    }
}

/// One Chromium with an empty profile. It ends when this is dropped.
pub struct Browser {
    wire: Arc<Wire>,
    options: Options,
    process: Child,
    profile: TempDir,
}

/// Whether a test that needs Chromium can run. Where services are required it always answers yes, so that a missing
/// browser fails the test instead of hiding it.
pub fn is_available() -> bool {
    let required = std::env::var_os("PORTICO_REQUIRE_SERVICES").is_some();
    required || (executable().is_some() && axe::script_path().is_some())
}

impl Browser {
    /// Starts Chromium from the PATH without a window. Fails if there is none or if it does not answer.
    pub async fn launch(options: Options) -> Result<Self> {
        let executable = executable().context("there is no `chromium` on the PATH")?;
        let profile = TempDir::with_prefix("portico-browser-")?;
        let mut process =
            command(executable, &profile, &options).spawn().context("chromium did not start")?;
        let requests = process.stdin.take().context("its input is piped")?;
        let answers = process.stdout.take().context("its output is piped")?;
        let wire = Wire::over(requests, answers);
        wire.call(None, "Browser.getVersion", json!({})).await?;
        Ok(Self { wire, options, process, profile })
    }

    /// Opens a tab of a visitor to the site at `base`. Tabs share cookies; requests to other origins are noted as trouble.
    pub async fn page(&self, base: &Url) -> Result<Page> {
        self.page_with(self.options.clone(), base).await
    }

    /// Opens a tab of the same visitor, come in another way.
    pub async fn page_with(&self, options: Options, base: &Url) -> Result<Page> {
        Page::open(self.wire.clone(), options, base).await
    }
}

/// Chromium's helpers write to the profile for a moment after it ended: removing waits for them, two seconds at most.
impl Drop for Browser {
    fn drop(&mut self) {
        let mut is_gone = self.process.start_kill().is_err();
        for _ in 0..200 {
            is_gone = is_gone || !matches!(self.process.try_wait(), Ok(None));
            if is_gone && std::fs::remove_dir_all(self.profile.path()).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

fn executable() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join("chromium")).find(|file| file.is_file())
}

/// Chromium reads requests from descriptor 3 and answers on 4 (`--remote-debugging-pipe`). The shell puts our pipes there,
/// and Chromium ends by itself when they close.
fn command(executable: PathBuf, profile: &TempDir, options: &Options) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#])
        .arg(executable)
        .args(FLAGS)
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--lang={}", options.language))
        .args(runs_as_root(profile).then_some("--no-sandbox"))
        .arg("about:blank")
        .env("HOME", profile.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    command
}

/// Chromium's sandbox refuses to work for root, as in a container.
fn runs_as_root(profile: &TempDir) -> bool {
    profile.path().metadata().is_ok_and(|folder| folder.uid() == 0)
}

const FLAGS: [&str; 21] = [
    "--headless",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-search-engine-choice-screen",
    "--disable-features=MediaRouter,OptimizationHints,Translate,PasswordLeakDetection,AutofillServerCommunication",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-first-run",
    "--no-default-browser-check",
    "--password-store=basic",
    "--use-mock-keychain",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--hide-scrollbars",
    "--mute-audio",
];
