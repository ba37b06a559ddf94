//! The ways in which people come, so that each journey is walked on a phone and at a desk, in both languages, in light and in
//! dark, with scripts and without; and what journeys of several people share.

use portico_model::Language;
use portico_testkit::browser::{Options, Viewport};
use portico_testkit::{Person, TestPortal};

use super::walk::Walk;

pub fn at_a_desk() -> Options {
    Options { dark: true, ..Options::default() }
}

pub fn on_a_phone_without_scripts() -> Options {
    Options { viewport: Viewport::Phone, scripts: false, dark: false, language: "es" }
}

pub fn language(options: &Options) -> Language {
    if options.language == "es" { Language::Es } else { Language::En }
}

impl<'a> Walk<'a> {
    /// Somebody who is in already.
    pub async fn inside(portal: &'a TestPortal, options: &Options, person: &Person) -> Self {
        let walk = Self::begin(portal, options.clone()).await;
        walk.sign_in_as(person).await;
        walk.assert_is_in().await;
        walk
    }

    /// Both steps of sign-in, without a look at their pages.
    pub async fn sign_in_as(&self, person: &Person) {
        self.give_password(person).await;
        self.fill("code", &self.portal.fresh_code(person)).await;
        self.press("go-on").await;
    }

    /// Goes to an address and looks at what is there.
    pub async fn visit(&mut self, path: &str) {
        self.page.goto(path).await.unwrap();
        self.look().await;
    }

    pub async fn tick(&self, key: &str) {
        self.page.tick(self.w.t(key)).await.unwrap();
    }

    pub async fn assert_at(&self, start: &str) {
        let path = self.page.path().await.unwrap();
        assert!(path.starts_with(start), "{path} is not {start}: {}", self.page.text().await.unwrap());
    }
}
