use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::page::Page;

/// A taller page is cut: beyond this the browser's own surface ends.
const HIGHEST: u32 = 12_000;

/// How much of the page a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What the screen shows now.
    Screen,
    /// The page from top to bottom, as on a screen of that height.
    Page,
}

impl Page {
    /// Writes a PNG.
    pub async fn screenshot(&self, path: &Path, extent: Extent) -> Result<()> {
        let (width, height) = self.options.viewport.size();
        if extent == Extent::Page {
            let whole =
                self.evaluate("document.documentElement.scrollHeight").await?.as_u64().unwrap_or_default();
            let whole = u32::try_from(whole)?.clamp(height, HIGHEST);
            self.resize(width, whole).await?;
        }
        let taken = self.call("Page.captureScreenshot", json!({"format": "png"})).await?;
        if extent == Extent::Page {
            self.resize(width, height).await?;
        }
        let png = STANDARD.decode(taken["data"].as_str().context("a picture without a picture")?)?;
        tokio::fs::write(path, png).await.with_context(|| format!("cannot write {}", path.display()))
    }
}
