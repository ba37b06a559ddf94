//! The steps that visits share, by the words that the pages show.

use std::time::Duration;

use portico_model::Language;
use portico_portal::words::Words;
use portico_testkit::Person;

use super::walk::Walk;

/// Places with a page each, by the key of the name: those under the thumb, and the others.
pub const DOCKED: [&str; 4] = ["place-summary", "place-results", "place-medicines", "place-visits"];
pub const OTHERS: [&str; 12] = [
    "place-vitals",
    "place-conditions",
    "place-allergies",
    "place-immunizations",
    "place-notes",
    "place-reports",
    "place-documents",
    "place-care-plans",
    "place-care-team",
    "place-timeline",
    "place-search",
    "place-security",
];

impl Walk<'_> {
    pub async fn fill(&self, label: &str, text: &str) {
        self.page.fill(self.w.t(label), text).await.unwrap();
    }

    pub async fn press(&self, button: &str) {
        self.page.press(self.w.t(button)).await.unwrap();
    }

    pub async fn follow(&self, link: &str) {
        let path = self.page.path().await.unwrap();
        let pressed = self.page.click_link(self.w.t(link)).await;
        pressed.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Follows the first link of the page that is like this.
    pub async fn follow_first(&self, selector: &str) {
        let name =
            self.tell(&format!("document.querySelector('{selector}')?.textContent ?? 'nothing'")).await;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        self.page.click_link(&name).await.unwrap();
    }

    pub async fn assert_heading(&self, key: &str) {
        let heading = self.tell("document.querySelector('h1').textContent").await;
        assert_eq!(heading, self.w.t(key), "at {}", self.page.path().await.unwrap());
    }

    pub async fn assert_says(&self, key: &str) {
        let text = self.page.text().await.unwrap();
        assert!(text.contains(self.w.t(key)), "no `{}` in {text}", self.w.t(key));
    }

    /// The first step of the way in.
    pub async fn give_password(&self, person: &Person) {
        self.page.goto("/sign-in").await.unwrap();
        self.fill("email", &person.email).await;
        self.fill("password", &person.password).await;
        self.press("sign-in").await;
    }

    /// Both steps; the pages of both are looked at.
    pub async fn sign_in(&mut self, person: &Person) {
        self.page.goto("/sign-in").await.unwrap();
        self.look().await;
        self.give_password(person).await;
        self.assert_heading("factor-title").await;
        self.look().await;
        self.fill("code", &self.portal.fresh_code(person)).await;
        self.press("go-on").await;
        self.assert_is_in().await;
    }

    /// By the organisation's own way in, with a security key. The page before it is looked at.
    pub async fn sign_in_at_work(&mut self, name: &str) {
        self.page.goto("/staff/sign-in").await.unwrap();
        self.assert_heading("staff-sign-in-title").await;
        self.look().await;
        self.press("staff-sign-in").await;
        self.until_it_says("Security key").await;
        self.page.press(&format!("{name}: Security key")).await.unwrap();
        let path = self.page.path().await.unwrap();
        assert_eq!(path, "/staff", "{}", self.page.text().await.unwrap());
        // The provider is another site, as it should be.
        self.page.forget_troubles();
    }

    /// Waits for a page that comes by itself.
    pub async fn until_it_says(&self, words: &str) {
        for _ in 0..100 {
            if self.page.text().await.is_ok_and(|text| text.contains(words)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("`{words}` does not come");
    }

    /// Out of both houses, and shut out of this one.
    pub async fn sign_out_at_work(&mut self) {
        self.press("sign-out").await;
        for _ in 0..100 {
            if self.page.path().await.is_ok_and(|path| path == "/staff/signed-out") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.assert_says("staff-signed-out-everywhere").await;
        self.page.forget_troubles();
        self.look().await;
        self.page.goto("/staff").await.unwrap();
        assert!(self.page.path().await.unwrap().starts_with("/staff/sign-in"));
        self.page.forget_troubles();
    }

    pub async fn assert_is_in(&self) {
        let path = self.page.path().await.unwrap();
        assert!(!path.starts_with("/sign-in"), "still at {path}: {}", self.page.text().await.unwrap());
        assert!(self.has("nav a[aria-current]").await, "no record at {path}");
    }

    /// The page of a place that was just chosen: it says where one is.
    pub async fn arrive(&mut self, place: &str) {
        if place == "place-summary" {
            assert!(!self.has(".trouble").await, "{}", self.page.text().await.unwrap());
        } else {
            self.assert_heading(place).await;
        }
        self.look().await;
    }

    /// From the list of results to one of them, through what is folded, and on to its panel.
    pub async fn read_a_result(&mut self) {
        self.follow("place-results").await;
        let folds = self.tell("String(document.querySelectorAll('.fold:not([open])').length)").await;
        assert_ne!(folds, "0", "nothing is folded");
        let summary = self.tell("document.querySelector('.fold > summary').firstChild.textContent").await;
        self.page.press(&summary).await.unwrap();
        assert!(self.has(".fold[open] .res a").await, "`{summary}` opens nothing");
        self.look_at_answer(200).await;
        self.follow_first(".fold[open] .res a").await;
        self.assert_says("result-about").await;
        self.look().await;
        self.follow("place-results").await;
        self.follow_first(".res a").await;
        self.look().await;
        self.follow("do-panel").await;
        self.look().await;
    }

    /// A note, and a file to keep.
    pub async fn read_papers(&mut self) {
        self.page.goto("/patients/me/notes").await.unwrap();
        self.follow_first("main .rows li:nth-child(2) a").await;
        assert!(self.has("main .paper").await, "{}", self.page.text().await.unwrap());
        self.look().await;
        self.page.goto("/patients/me/documents").await.unwrap();
        self.follow_first("main .rows a").await;
        self.look().await;
        let file = self.tell(DOWNLOAD).await;
        assert!(file.starts_with("200 attachment"), "{file}");
        self.page.forget_troubles();
    }

    /// Finds something without its words ever standing in an address.
    pub async fn search(&mut self, words: &str) {
        self.page.goto("/patients/me/search").await.unwrap();
        self.fill("search-label", words).await;
        self.press("search-button").await;
        assert!(self.has("#found").await, "{}", self.page.text().await.unwrap());
        assert!(!self.page.path().await.unwrap().contains(words));
        self.look_at_answer(200).await;
        self.follow_first("#found ~ .rows a").await;
        self.look().await;
    }

    /// Reads on in another language where one is.
    pub async fn switch_to(&mut self, language: Language, name: &str) {
        let before = self.page.path().await.unwrap();
        self.page.press(name).await.unwrap();
        assert_eq!(self.page.path().await.unwrap(), before);
        self.w = Words::new(language);
        self.look().await;
    }

    pub async fn sign_out(&mut self) {
        self.page.press(self.w.t("sign-out")).await.unwrap();
        assert!(self.has("input[autocomplete~=username]").await, "{}", self.page.text().await.unwrap());
        self.look().await;
        self.page.goto("/patients/me").await.unwrap();
        assert!(self.page.path().await.unwrap().starts_with("/sign-in"));
        self.page.forget_troubles();
    }
}

/// Asks for the first file of the page as its link would.
const DOWNLOAD: &str = "fetch(document.querySelector('a[download]').href)
    .then((answer) => `${answer.status} ${answer.headers.get('content-disposition')}`)";

/// By keyboard alone.
impl Walk<'_> {
    /// Goes on until the keyboard is at what bears this text.
    pub async fn go_to(&self, key: &str) {
        self.go_to_name(self.w.t(key)).await;
    }

    pub async fn go_to_name(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..120 {
            if let Some(focus) = self.page.focus().await.unwrap() {
                if focus.name == name {
                    return;
                }
                passed.push(focus.name);
            }
            self.page.key("Tab").await.unwrap();
        }
        panic!("no way to `{name}` at {}: {passed:?}", self.page.path().await.unwrap());
    }

    /// Goes there and presses.
    pub async fn enter(&self, key: &str) {
        self.go_to(key).await;
        self.page.key("Enter").await.unwrap();
    }
}
