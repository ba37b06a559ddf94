use portico_model::Language;
use portico_testkit::browser::{Options, is_available};
use portico_testkit::{Dials, Down, TestPortal};

use super::ANA;
use super::steps::{DOCKED, OTHERS};
use super::walk::Walk;

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_who_reads_in_the_dark_is_told_what_does_not_work() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let ana = portal.person(ANA, Language::En).await;
    let mut walk = Walk::begin(&portal, Options { dark: true, ..Options::default() }).await;

    mistype(&mut walk, &ana).await;
    walk.sign_in(&ana).await;
    for place in DOCKED.into_iter().chain(OTHERS) {
        walk.follow(place).await;
        walk.arrive(place).await;
    }
    walk.read_a_result().await;
    walk.page.goto("/patients/me/labs/there-is-none").await.unwrap();
    walk.look_at_answer(404).await;
    portal.sandbox.dials.set(Dials { down: Down::Dropped, ..Dials::default() });
    walk.page.goto("/patients/me/labs").await.unwrap();
    walk.look().await;
    portal.charts.invalidate(&ANA.parse().unwrap()).await.unwrap();
    walk.page.goto("/patients/me/labs").await.unwrap();
    walk.assert_says("problem-record-system-down-title").await;
    walk.look_at_answer(503).await;

    walk.end(20);
}

/// A wrong password and a wrong code.
async fn mistype(walk: &mut Walk<'_>, ana: &portico_testkit::Person) {
    walk.page.goto("/sign-in").await.unwrap();
    walk.fill("email", &ana.email).await;
    walk.fill("password", "something-else-entirely").await;
    walk.press("sign-in").await;
    walk.assert_says("fault-mismatch").await;
    walk.look_at_answer(422).await;
    walk.give_password(ana).await;
    walk.fill("code", "000000").await;
    walk.press("go-on").await;
    walk.assert_says("fault-wrong-code").await;
    walk.look_at_answer(422).await;
}
