use portico_model::Language;
use portico_store::Letter;
use portico_testkit::TestPortal;

use super::{ASK, a_request};
use crate::sharing::{letters, upload, upload_named};
use crate::world::{ANA, WALTER, escaped, text};

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_none_is_refused_in_words_and_the_form_keeps_its_own() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let page = ana.get(ASK).await;
    let large = format!("%PDF-1.7\n{}", " ".repeat(12 * 1024 * 1024));
    let heic = "\0\0\0\u{18}ftypheic\0\0\0\0mif1heic";

    for (file, key) in
        [("", "share-fault-empty"), (large.as_str(), "share-fault-large"), (heic, "share-fault-kind")]
    {
        let answer = upload_named(&mut ana, &page, ASK, &a_request(), ("order.pdf", file)).await;

        assert_eq!(answer.status, 422, "{key}: {}", answer.text);
        assert!(answer.text.contains(&text(Language::En, key)), "{key}: {}", answer.text);
        assert!(answer.text.contains(&escaped("Luz \"Lucy\" Reyes")), "{key}: {}", answer.text);
        assert!(answer.text.contains("name=\"adult\" value=on checked"), "{key}: {}", answer.text);
    }
    assert!(ana.get("/api/v1/account/access").await.json()["rows"].as_array().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_paper_is_told_of_once() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let page = ana.get(ASK).await;
    upload(&mut ana, &page, ASK, &a_request(), "%PDF-1.7\n").await;
    let rows = ana.get("/api/v1/account/access").await.json();
    let to = format!("/account/access/{}/document", rows["rows"][0]["grant"].as_str().unwrap());

    for (file, done) in
        [("%PDF-1.7\n", "paper_known"), ("%PDF-1.7\nmore", "paper_kept"), ("%PDF-1.7\nmore", "paper_known")]
    {
        let page = ana.get(&to).await;
        let answer = upload(&mut ana, &page, &to, &[], file).await;
        assert_eq!(answer.location(), format!("/account/access?done={done}"), "{}", answer.text);
    }

    let told = letters(&portal).await.iter().filter(|mail| mail.letter == Letter::CaseArrived).count();
    assert_eq!(told, 2, "of the request, and of the other paper");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_says_whose_clock_its_times_are() {
    let portal = TestPortal::start().await;
    for (language, words) in [
        (Language::En, "All times are those of New York"),
        (Language::Es, "Todas las horas son las de New York"),
    ] {
        let of = if language == Language::En { ANA } else { WALTER };
        let mut ana = portal.patient_in(of, language).await;
        for page in ["/patients/me", "/patients/me/visits", "/patients/me/labs", "/account/security"] {
            let answer = ana.get(page).await;
            assert!(
                answer.text.contains(words) && answer.text.contains("America/New_York"),
                "{}",
                answer.text
            );
        }
    }
}
