use portico_model::Language;
use portico_testkit::TestPortal;
use portico_testkit::browser::{Options, Viewport, is_available};

use super::ANA;
use super::steps::{DOCKED, OTHERS};
use super::walk::Walk;

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_without_scripts_reads_everything_in_spanish() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let ana = portal.person(ANA, Language::Es).await;
    let options = Options { viewport: Viewport::Phone, scripts: false, dark: false, language: "es" };
    let mut walk = Walk::begin(&portal, options).await;

    walk.sign_in(&ana).await;
    for place in DOCKED {
        walk.follow(place).await;
        walk.arrive(place).await;
    }
    for place in OTHERS {
        walk.follow("place-more").await;
        walk.follow(place).await;
        walk.arrive(place).await;
    }
    walk.read_a_result().await;
    walk.read_papers().await;
    walk.search("colesterol").await;
    let ends = walk.w.say("session-ends-at", "moment", "|");
    let told = walk.page.text().await.unwrap();
    assert!(ends.split('|').all(|part| told.contains(part)), "no `{ends}` in {told}");
    walk.follow("place-more").await;
    walk.sign_out().await;

    walk.end(22);
}
