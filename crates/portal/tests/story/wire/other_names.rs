//! A record system that calls itself by an address which nobody outside knows, as behind a proxy that rewrites nothing.

use portico_audit::Action;
use portico_chart::Auth;
use portico_model::Language;
use portico_testkit::TestPortal;
use serde_json::Value;
use url::Url;

use crate::world::{WALTER, log_of, results_in, text};

/// The same record system by another name than its own.
fn by_another_name(portal: &TestPortal) -> (Url, Url) {
    let own: Url = portal.sandbox.base_url.parse().unwrap();
    let mut other = own.clone();
    other.set_host(Some("localhost")).unwrap();
    (other, own)
}

async fn ready(portal: &TestPortal) -> Value {
    serde_json::to_value(portal.charts.readiness().await).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_record_behind_a_proxy_is_shown_as_far_as_it_was_read_and_the_name_is_told() {
    let whole = TestPortal::builder().only(&[WALTER]).start().await;
    let (other, own) = by_another_name(&whole);
    let portal = TestPortal::builder().record_system(other.clone(), Auth::None).start().await;
    let mut walter = portal.patient(WALTER).await;

    let labs = walter.get("/api/v1/labs").await;
    assert_eq!(labs.status, 200, "{}", labs.text);
    assert_eq!(labs.json()["is_truncated"], true);
    assert!(results_in(&labs.json()) > 0);
    let page = walter.get("/patients/me/labs").await.text;
    assert!(page.contains(&text(Language::En, "notice-truncated")), "{page}");
    assert_eq!(ready(&portal).await["record_system"], "under_another_name");
    assert!(log_of(&portal, Action::StrangerDropped).await.is_empty());

    let portal = TestPortal::builder().record_system(other, Auth::None).aliases(&[own]).start().await;
    let mut walter = portal.patient(WALTER).await;
    assert_eq!(walter.get("/api/v1/labs").await.json()["is_truncated"], false);
    assert_eq!(ready(&portal).await["record_system"], "answering");
}
