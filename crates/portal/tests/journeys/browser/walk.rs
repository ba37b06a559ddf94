//! One visitor on the way through the portal, and all that a careful person would mind there.

use std::collections::BTreeSet;

use portico_model::Language;
use portico_portal::words::Words;
use portico_testkit::TestPortal;
use portico_testkit::browser::{Browser, Options, Page};
use serde_json::Value;

/// A first visit to any page costs no more, with headers, style and script.
const MOST_BYTES: u64 = 30_000;

/// WCAG 2.2, 2.5.8.
const LEAST_TARGET: f64 = 24.0;

pub struct Walk<'a> {
    pub portal: &'a TestPortal,
    pub page: Page,
    pub w: Words,
    is_scripted: bool,
    seen: BTreeSet<String>,
    minded: Vec<String>,
    _browser: Browser,
}

impl<'a> Walk<'a> {
    pub async fn begin(portal: &'a TestPortal, options: Options) -> Self {
        let language = if options.language == "es" { Language::Es } else { Language::En };
        let is_scripted = options.scripts;
        let browser = Browser::launch(options).await.unwrap();
        let page = browser.page(&portal.base).await.unwrap();
        let w = Words::new(language);
        Self { portal, page, w, is_scripted, seen: BTreeSet::new(), minded: Vec::new(), _browser: browser }
    }

    /// Another tab of the same browser.
    pub async fn second_tab(&self) -> Page {
        self._browser.page(&self.portal.base).await.unwrap()
    }

    /// Looks at a page that is meant to be here and whole, and weighs it as on a first visit.
    pub async fn look(&mut self) {
        self.look_at_answer(200).await;
        let path = self.page.path().await.unwrap();
        let load = self.page.first_load(&path).await.unwrap();
        if load.bytes > MOST_BYTES {
            self.mind(&path, format!("{} bytes on first load: {:?}", load.bytes, load.by_path));
        }
    }

    /// Looks at a page that cannot be asked for twice, or that is meant to answer with this status.
    pub async fn look_at_answer(&mut self, status: u64) {
        let path = self.page.path().await.unwrap();
        if self.page.status() != Some(status) {
            self.mind(&path, format!("status {:?} instead of {status}", self.page.status()));
        }
        let troubles = self.page.troubles();
        if !troubles.is_empty() {
            self.mind(&path, troubles);
        }
        self.look_at_words(&path).await;
        self.look_at_layout(&path).await;
        for violation in self.page.axe().await.unwrap() {
            self.mind(&path, violation);
        }
        self.page.forget_troubles();
        self.seen.insert(path);
    }

    async fn look_at_words(&mut self, path: &str) {
        let text = self.page.text().await.unwrap();
        let title = self.page.title().await.unwrap();
        if title.is_empty() || text.contains('⟦') {
            self.mind(path, format!("a text is missing: {title}: {text}"));
        }
        let shown = self.tell("document.documentElement.lang").await;
        if shown != self.w.language().tag() {
            self.mind(path, format!("the page is in `{shown}`"));
        }
        let hidden = self.tell("String(document.querySelectorAll('[data-print][hidden]').length)").await;
        if self.is_scripted && hidden != "0" {
            self.mind(path, "the script did not run: there is no way to print");
        }
    }

    async fn look_at_layout(&mut self, path: &str) {
        for line in self.page.sideways_overflow().await.unwrap() {
            self.mind(path, format!("too wide: {line}"));
        }
        for target in self.page.tap_targets_under(LEAST_TARGET).await.unwrap() {
            self.mind(path, format!("too small to press: {target:?}"));
        }
        let cut = self.tell(CUT_OFF).await;
        if !cut.is_empty() {
            self.mind(path, format!("cut off at the side: {cut}"));
        }
    }

    fn mind(&mut self, path: &str, what: impl std::fmt::Display) {
        self.minded.push(format!("{path}: {what}"));
    }

    /// What a script in the page says, as text.
    pub async fn tell(&self, script: &str) -> String {
        match self.page.evaluate(script).await.unwrap() {
            Value::String(text) => text,
            other => other.to_string(),
        }
    }

    /// Whether the page has such an element.
    pub async fn has(&self, selector: &str) -> bool {
        self.tell(&format!("document.querySelector('{selector}') !== null")).await == "true"
    }

    /// The end of the walk: at least so many addresses were seen, and nothing was minded.
    #[track_caller]
    pub fn end(self, at_least: usize) {
        assert!(self.minded.is_empty(), "{} things:\n{}", self.minded.len(), self.minded.join("\n"));
        assert!(self.seen.len() >= at_least, "only {} pages were seen: {:?}", self.seen.len(), self.seen);
    }
}

/// What a chip or a value says beyond the edge of what scrolls around it.
const CUT_OFF: &str = "[...document.querySelectorAll('.scroll')]
    .filter((box) => box.querySelector('thead .wide-only') && box.scrollWidth > box.clientWidth + 1)
    .map((box) => `${box.scrollWidth} px in ${box.clientWidth}`).join()";
