//! Other ways of reading a page than the usual one.

use anyhow::Result;
use serde_json::json;

use super::page::Page;

impl Page {
    /// On a screen, in the colours of the page.
    pub async fn read_on_screen(&self) -> Result<()> {
        self.emulate("screen", "none").await
    }

    /// As it lies on paper.
    pub async fn read_on_paper(&self) -> Result<()> {
        self.emulate("print", "none").await
    }

    /// In the few colours that the reader chose for everything (CSS Color Adjustment 1 § 3).
    pub async fn read_in_own_colours(&self) -> Result<()> {
        self.emulate("screen", "active").await
    }

    /// With text of this size, as the reader set it in the browser: 16 is usual.
    pub async fn read_at_size(&self, pixels: u32) -> Result<()> {
        let sizes = json!({"standard": pixels, "fixed": pixels * 13 / 16});
        self.call("Page.setFontSizes", json!({"fontSizes": sizes})).await.map(drop)
    }

    /// From right to left, as Arabic and Hebrew are read.
    pub async fn read_from_the_right(&self) -> Result<()> {
        self.evaluate("document.documentElement.dir = 'rtl'").await.map(drop)
    }

    async fn emulate(&self, media: &str, forced_colors: &str) -> Result<()> {
        let scheme = if self.options.dark { "dark" } else { "light" };
        let features = json!([
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
            {"name": "forced-colors", "value": forced_colors},
        ]);
        let media = json!({"media": media, "features": features});
        self.call("Emulation.setEmulatedMedia", media).await.map(drop)
    }
}
