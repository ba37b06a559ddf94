use base64::prelude::{BASE64_STANDARD, Engine};
use portico_audit::{SignedReceipt, verify};
use portico_testkit::browser::{Options, is_available};

use super::ANA;
use super::choosing::with_a_caregiver;
use super::walk::Walk;
use super::ways::{at_a_desk, language, on_a_phone_without_scripts};

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_at_a_desk_sees_who_looked_asks_and_takes_a_receipt() {
    if is_available() {
        looked_at(at_a_desk()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_on_a_phone_without_scripts_sees_who_looked_asks_and_takes_a_receipt() {
    if is_available() {
        looked_at(on_a_phone_without_scripts()).await;
    }
}

async fn looked_at(options: Options) {
    let (portal, mut walter) = with_a_caregiver().await;
    let ana = portal.person(ANA, language(&options)).await;
    let mut walk = Walk::inside(&portal, &options, &ana).await;
    walk.visit("/account/requests").await;
    walk.visit("/patients/me/privacy").await;
    walk.assert_says("ledger-empty-title").await;
    assert_eq!(walter.get(&format!("/patients/{ANA}/medications")).await.status, 200);

    walk.page.choose(walk.w.t("ledger-filter-who"), walk.w.t("ledger-who-proxies")).await.unwrap();
    walk.press("ledger-filter").await;
    walk.look().await;
    let told = walk.page.text().await.unwrap();
    assert!(told.contains("Walter") && told.contains(walk.w.t("category-medications")), "{told}");
    take_a_receipt(&walk).await;
    walk.follow("ledger-ask").await;
    walk.look().await;
    walk.fill("ledger-question", "Why was this opened?").await;
    walk.press("ledger-ask-send").await;
    walk.assert_says("done-request-asked").await;
    walk.look().await;
    walk.visit("/account/requests").await;
    walk.follow("case-ledger-question").await;
    walk.assert_says("request-words").await;
    walk.press("request-cancel").await;
    walk.assert_says("done-request-cancelled").await;
    walk.look().await;
    see_through_other_eyes(&mut walk).await;

    walk.end(7);
}

/// The file proves by itself that the entry is in the log.
pub async fn take_a_receipt(walk: &Walk<'_>) {
    let file = walk.tell(RECEIPT).await;
    let receipt = BASE64_STANDARD.decode(&file).unwrap_or_else(|_| panic!("no file: {file}"));
    let receipt: SignedReceipt = serde_json::from_slice(&receipt).unwrap();
    verify::receipt(&receipt, receipt.head.public_key).unwrap();
    let forged = SignedReceipt { index: receipt.index + 1, ..receipt };
    assert!(verify::receipt(&forged, forged.head.public_key).is_err());
    walk.page.forget_troubles();
}

/// Asks for the receipt as its link would.
const RECEIPT: &str = "fetch(document.querySelector('a[href$=\"/receipt\"][download]').href)
    .then(async (answer) => answer.headers.get('content-disposition').startsWith('attachment')
        ? btoa(await answer.text()) : answer.status)";

async fn see_through_other_eyes(walk: &mut Walk<'_>) {
    walk.page.goto("/patients/me/privacy").await.unwrap();
    walk.follow("eyes-link").await;
    walk.look().await;
    walk.page.click_link("Walter").await.unwrap();
    walk.assert_says("preview-title").await;
    walk.look().await;
    walk.follow("preview-end").await;
    walk.assert_at("/patients/me").await;
    assert!(!walk.has("main .notice.wait").await, "{}", walk.page.text().await.unwrap());
}
