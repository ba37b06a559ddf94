//! People at work: each role at what it is here for, at a desk and with a phone, in both languages, with scripts and without.

use portico_model::Language;
use portico_testkit::browser::{Options, Viewport, is_available};
use portico_testkit::{Dials, Down, TestPortal};

use super::ANA;
use super::steps::{DOCKED, OTHERS};
use super::walk::Walk;

const DESK: Options = Options { viewport: Viewport::Desktop, scripts: true, dark: false, language: "en" };
const POCKET: Options = Options { viewport: Viewport::Phone, scripts: false, dark: true, language: "es" };

/// Comes in, and reads on in the language of the visit.
async fn come_in<'a>(portal: &'a TestPortal, options: Options, name: &str) -> Walk<'a> {
    let is_spanish = options.language == "es";
    let mut walk = Walk::begin(portal, options).await;
    walk.sign_in_at_work(name).await;
    // An account begins in English, whatever the browser asks for.
    if is_spanish {
        walk.switch_to(Language::Es, "Español").await;
    }
    walk.look().await;
    walk
}

async fn a_clinician_reads(options: Options) {
    let is_phone = options.viewport == Viewport::Phone;
    let portal = TestPortal::start().await;
    let mut walk = come_in(&portal, options, "Dr. Maja Lindqvist").await;

    walk.follow("place-staff-patients").await;
    walk.arrive("place-staff-patients").await;
    walk.press("staff-patients-search").await;
    walk.assert_says("staff-patients-unclear").await;
    walk.look_at_answer(422).await;
    walk.fill("staff-patients-number", "nobody-at-all").await;
    walk.press("staff-patients-search").await;
    walk.assert_says("staff-patients-none-title").await;
    walk.look_at_answer(200).await;
    walk.follow("staff-patients-back").await;
    walk.page.click_link("Ana Lucía Reyes").await.unwrap();
    for place in DOCKED.into_iter().chain(OTHERS).filter(|place| *place != "place-security") {
        if is_phone && !DOCKED.contains(&place) {
            walk.follow("place-more").await;
        }
        walk.follow(place).await;
        if place != "place-summary" {
            walk.assert_heading(place).await;
        }
        walk.look().await;
        let told = walk.page.text().await.unwrap();
        assert!(told.contains("Ana Lucía Reyes"), "{place}: whose record is it? {told}");
    }
    fail(&mut walk).await;
    walk.page.goto("/staff").await.unwrap();
    walk.sign_out_at_work().await;

    walk.end(19);
}

/// The record system is away: what was read before is shown with its age, and what was not is missed honestly.
async fn fail(walk: &mut Walk<'_>) {
    walk.portal.sandbox.dials.set(Dials { down: Down::Dropped, ..Dials::default() });
    walk.portal.charts.invalidate(&ANA.parse().unwrap()).await.unwrap();
    walk.page.goto(&format!("/staff/patients/{ANA}/labs")).await.unwrap();
    assert_eq!(walk.page.status(), Some(503), "who treats whom cannot be known");
    walk.look_at_answer(503).await;
    walk.page.goto("/staff/patients").await.unwrap();
    walk.look_at_answer(503).await;
    walk.portal.sandbox.dials.set(Dials::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clinician_reads_a_chart_at_a_desk() {
    if is_available() {
        a_clinician_reads(DESK).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clinician_reads_a_chart_with_a_phone_in_spanish_without_scripts() {
    if is_available() {
        a_clinician_reads(POCKET).await;
    }
}

async fn a_scheduler_plans(options: Options) {
    let portal = TestPortal::start().await;
    let planned = portal.sandbox.resources("Appointment");
    let next = planned.iter().find(|it| it["status"] == "booked").expect("Ana has an appointment");
    let day = next["start"].as_str().unwrap()[..10].to_owned();
    let mut walk = come_in(&portal, options, "Rosa Ayala").await;

    walk.follow("place-staff-appointments").await;
    walk.arrive("place-staff-appointments").await;
    walk.fill("staff-appointments-days", &day).await;
    walk.press("staff-appointments-go").await;
    let told = walk.page.text().await.unwrap();
    assert!(told.contains("Ana Lucía Reyes"), "{told}");
    walk.look().await;
    walk.follow("staff-appointments-after").await;
    walk.assert_says("staff-appointments-none").await;
    walk.look().await;
    walk.page.goto("/staff").await.unwrap();
    walk.sign_out_at_work().await;

    walk.end(5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduler_finds_a_day_at_a_desk() {
    if is_available() {
        a_scheduler_plans(DESK).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduler_finds_a_day_with_a_phone_in_spanish_without_scripts() {
    if is_available() {
        a_scheduler_plans(POCKET).await;
    }
}

async fn support_helps(options: Options) {
    let portal = TestPortal::builder().only(&[ANA, "teo-reyes"]).start().await;
    let ana = portal.person(ANA, Language::En).await;
    let mut walk = come_in(&portal, options, "Ben Carter").await;

    walk.follow("place-staff-accounts").await;
    walk.arrive("place-staff-accounts").await;
    walk.fill("email", "nobody@example.org").await;
    walk.press("help-find-act").await;
    walk.look_at_answer(422).await;
    walk.fill("email", &ana.email).await;
    walk.press("help-find-act").await;
    walk.assert_says("help-active").await;
    walk.look_at_answer(200).await;
    walk.fill("help-patient", "teo-reyes").await;
    walk.press("help-make-act").await;
    walk.assert_says("help-made-once").await;
    walk.look_at_answer(200).await;
    walk.follow("place-staff-access").await;
    walk.arrive("place-staff-access").await;
    walk.follow("place-staff-cases").await;
    walk.arrive("place-staff-cases").await;
    walk.page.goto("/staff").await.unwrap();
    walk.sign_out_at_work().await;

    walk.end(7);
}

#[tokio::test(flavor = "multi_thread")]
async fn support_helps_people_in_at_a_desk() {
    if is_available() {
        support_helps(DESK).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn support_helps_people_in_with_a_phone_in_spanish_without_scripts() {
    if is_available() {
        support_helps(POCKET).await;
    }
}

async fn the_officer_asks(options: Options) {
    let portal = TestPortal::start().await;
    portal.patient(ANA).await.get("/patients/me/labs").await;
    let mut walk = come_in(&portal, options, "Grete Holm").await;

    walk.follow("place-staff-oversight").await;
    walk.arrive("place-staff-oversight").await;
    walk.fill("oversight-patient", "nobody@example.org").await;
    walk.press("oversight-look").await;
    walk.assert_says("oversight-nobody").await;
    walk.look_at_answer(422).await;
    walk.fill("oversight-patient", ANA).await;
    walk.press("oversight-look").await;
    walk.assert_says("oversight-why-self").await;
    walk.look_at_answer(200).await;
    walk.press("oversight-refused-only").await;
    walk.assert_says("oversight-empty-title").await;
    walk.look_at_answer(200).await;
    walk.follow("place-staff-alerts").await;
    walk.arrive("place-staff-alerts").await;
    walk.follow("oversight-open-and-settled").await;
    walk.look().await;
    walk.follow("place-staff-cases").await;
    walk.arrive("place-staff-cases").await;
    walk.follow("cases-over").await;
    walk.look().await;
    walk.page.goto("/staff").await.unwrap();
    walk.sign_out_at_work().await;

    walk.end(9);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_privacy_officer_asks_who_looked_at_a_desk() {
    if is_available() {
        the_officer_asks(DESK).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_privacy_officer_asks_who_looked_with_a_phone_in_spanish_without_scripts() {
    if is_available() {
        the_officer_asks(POCKET).await;
    }
}
