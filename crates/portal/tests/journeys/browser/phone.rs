use portico_model::Language;
use portico_testkit::TestPortal;
use portico_testkit::browser::{Options, Viewport, is_available};

use super::ANA;
use super::steps::{DOCKED, OTHERS};
use super::walk::Walk;

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_with_a_phone_reads_everything_and_leaves() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let ana = portal.person(ANA, Language::En).await;
    let mut walk = Walk::begin(&portal, Options { viewport: Viewport::Phone, ..Options::default() }).await;

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
    walk.search("cholesterol").await;
    walk.follow("place-more").await;
    walk.look().await;
    walk.switch_to(Language::Es, "Español").await;
    walk.switch_to(Language::En, "English").await;
    walk.sign_out().await;

    walk.end(23);
}
