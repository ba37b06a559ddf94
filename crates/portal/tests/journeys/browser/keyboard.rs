//! The same by keyboard alone: nothing is pressed that cannot be reached, and it is always clear where one is.

use portico_model::Language;
use portico_testkit::TestPortal;
use portico_testkit::browser::{Options, is_available};

use super::ANA;
use super::choosing::with_a_caregiver;
use super::looking::take_a_receipt;
use super::sharing::{ROSA, invitation};
use super::walk::Walk;

/// More presses of the tabulator than any of these pages needs.
const PATIENCE: usize = 120;

impl Walk<'_> {
    /// Moves until the keyboard is on what has this name: by tabulator, and within a group of choices by arrow.
    async fn reach(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..PATIENCE {
            let focus = self.page.focus().await.unwrap();
            if focus.as_ref().is_some_and(|focus| focus.name.contains(name)) {
                return;
            }
            let known = focus.as_ref().is_some_and(|focus| passed.contains(&focus.name));
            let is_choice = focus.as_ref().is_some_and(|focus| focus.role == "radio");
            passed.extend(focus.map(|focus| focus.name));
            self.page.key(if is_choice && !known { "ArrowDown" } else { "Tab" }).await.unwrap();
        }
        panic!("no way to `{name}` at {}: {passed:?}", self.page.path().await.unwrap());
    }

    /// Past the navigation, as the first link of a page offers.
    async fn skip(&self) {
        self.reach(self.w.t("skip")).await;
        self.page.key("Enter").await.unwrap();
    }

    async fn enter_on(&self, key: &str) {
        self.skip().await;
        self.reach(self.w.t(key)).await;
        self.page.key("Enter").await.unwrap();
    }

    async fn type_into(&self, key: &str, text: &str) {
        self.reach(self.w.t(key)).await;
        self.page.type_text(text).await.unwrap();
    }

    async fn choose(&self, key: &str) {
        self.reach(self.w.t(key)).await;
        self.page.key("Space").await.unwrap();
    }

    async fn send(&self, key: &str) {
        self.reach(self.w.t(key)).await;
        self.page.key("Enter").await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn access_is_given_used_and_ended_by_keyboard_alone() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let ana = portal.person(ANA, Language::En).await;
    let rosa = portal.helper("Rosa Medina", ROSA).await;
    let patient = Walk::inside(&portal, &Options::default(), &ana).await;
    patient.page.goto("/patients/me/sharing").await.unwrap();
    patient.enter_on("share-invite").await;
    patient.skip().await;
    patient.type_into("invite-email", ROSA).await;
    patient.send("invite-send").await;
    patient.assert_says("share-done-invited").await;

    let helper = Walk::inside(&portal, &Options::default(), &rosa).await;
    helper.page.goto(&invitation(&portal).await).await.unwrap();
    helper.skip().await;
    helper.choose("ask-adult").await;
    helper.send("invitation-yes").await;
    helper.assert_says("share-done-accepted").await;
    helper.page.goto("/people").await.unwrap();
    helper.skip().await;
    helper.reach("Ana").await;
    helper.page.key("Enter").await.unwrap();
    helper.assert_at("/patients/ana-reyes").await;
    helper.send("place-medicines").await;
    helper.assert_heading("place-medicines").await;

    patient.page.goto("/patients/me/sharing").await.unwrap();
    patient.enter_on("share-end").await;
    patient.enter_on("end-yes-access").await;
    patient.assert_says("share-done-ended").await;
    helper.page.goto("/patients/ana-reyes/medications").await.unwrap();
    assert_eq!(helper.page.status(), Some(404));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_is_made_and_ended_by_keyboard_alone() {
    if !is_available() {
        return;
    }
    let (portal, mut walter) = with_a_caregiver().await;
    let ana = portal.person(ANA, Language::En).await;
    let walk = Walk::inside(&portal, &Options::default(), &ana).await;
    let his = format!("/api/v1/patients/{ANA}/medications");
    let medicines = async |walter: &mut portico_testkit::TestVisitor| {
        walter.get(&his).await.json()["active"].as_array().unwrap().len()
    };
    let before = medicines(&mut walter).await;
    assert!(before > 0);
    walk.page.goto("/patients/me/consent").await.unwrap();
    walk.enter_on("choice-new").await;

    walk.skip().await;
    walk.choose("choice-effect-deny").await;
    walk.choose_capital("category-medications").await;
    walk.choose("choice-topic-any").await;
    walk.send("go-on").await;
    walk.skip().await;
    walk.choose("choice-who-proxies").await;
    walk.send("go-on").await;
    walk.skip().await;
    walk.choose("choice-lasts-always").await;
    walk.send("go-on").await;
    walk.assert_heading("choice-confirm-title").await;
    walk.enter_on("choice-confirm").await;
    walk.assert_says("choice-done-made").await;
    assert_eq!(medicines(&mut walter).await, 0);

    walk.enter_on("choice-end").await;
    walk.enter_on("choice-end-yes").await;
    walk.assert_says("choice-done-ended").await;
    assert_eq!(medicines(&mut walter).await, before);
}

impl Walk<'_> {
    /// The kinds of record stand at the head of a line.
    async fn choose_capital(&self, key: &str) {
        self.reach(&portico_portal::words::capital(self.w.t(key))).await;
        self.page.key("Space").await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looked_is_filtered_and_asked_about_by_keyboard_alone() {
    if !is_available() {
        return;
    }
    let (portal, mut walter) = with_a_caregiver().await;
    assert_eq!(walter.get(&format!("/patients/{ANA}/medications")).await.status, 200);
    let ana = portal.person(ANA, Language::En).await;
    let walk = Walk::inside(&portal, &Options::default(), &ana).await;
    walk.page.goto("/patients/me/privacy").await.unwrap();

    walk.skip().await;
    walk.reach(walk.w.t("ledger-filter-who")).await;
    for _ in 0..2 {
        walk.page.key("ArrowDown").await.unwrap();
    }
    walk.send("ledger-filter").await;
    walk.assert_at("/patients/me/privacy?who=proxies").await;
    take_a_receipt(&walk).await;
    walk.enter_on("ledger-ask").await;
    walk.skip().await;
    walk.type_into("ledger-question", "Why was this opened?").await;
    walk.send("ledger-ask-send").await;
    walk.assert_says("done-request-asked").await;
    walk.page.goto("/account/requests").await.unwrap();
    walk.enter_on("case-ledger-question").await;
    walk.assert_says("request-words").await;
}
