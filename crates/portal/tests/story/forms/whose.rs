use portico_store::Letter;
use portico_testkit::TestPortal;

use super::{ASK, INVITE, a_request, an_invitation, ana, take_over};
use crate::sharing::{csrf, letters, submit, upload};
use crate::world::{ANA, WALTER};

#[tokio::test(flavor = "multi_thread")]
async fn the_form_of_somebody_else_is_refused_with_who_is_signed_in_now() {
    let portal = TestPortal::start().await;
    let (_, mut browser) = ana(&portal).await;
    let invitation = browser.get(INVITE).await;
    let request = browser.get(ASK).await;
    take_over(&mut browser, &portal.patient(WALTER).await);

    let elsewhere = format!("/patients/{ANA}/sharing/0192f7e2-4c55-7b1a-8a43-0c5d5d0c5d5d/end");
    let answers = [
        submit(&mut browser, &invitation, INVITE, &an_invitation()).await,
        submit(&mut browser, &invitation, &elsewhere, &[]).await,
        submit(&mut browser, &invitation, "/patients/me/search", &[("words", "ldl")]).await,
        submit(&mut browser, &invitation, "/sign-out", &[]).await,
        upload(&mut browser, &request, ASK, &a_request(), "%PDF-1.7\n").await,
    ];

    for answer in &answers {
        assert_eq!(answer.status, 403, "{}", answer.text);
        assert!(answer.text.contains("Nothing was sent"), "{}", answer.text);
        assert!(answer.text.contains(&format!("Now {WALTER} is signed in")), "{}", answer.text);
        assert!(!answer.text.contains("repeat what you wanted"), "{}", answer.text);
        assert!(!answer.text.contains("Ana Reyes"), "nothing of whose form it was: {}", answer.text);
    }
    assert!(letters(&portal).await.iter().all(|mail| mail.letter != Letter::ProxyInvited));
    assert_eq!(browser.get("/api/v1/session").await.status, 200, "Walter stays signed in");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_that_somebody_else_typed_wait_for_them_alone() {
    let portal = TestPortal::start().await;
    let (_, mut browser) = ana(&portal).await;
    let invitation = browser.get(INVITE).await;
    let walter = portal.patient(WALTER).await;
    take_over(&mut browser, &walter);
    submit(&mut browser, &invitation, INVITE, &an_invitation()).await;

    let his = browser.get(INVITE).await;
    assert!(!his.text.contains("rosa@example.org") && !his.text.contains("data-kept"), "{}", his.text);

    take_over(&mut browser, &portal.patient(ANA).await);
    let hers = browser.get(INVITE).await;
    assert!(hers.text.contains("value=\"rosa@example.org\""), "{}", hers.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_before_one_signed_in_again_comes_back_with_its_words() {
    let portal = TestPortal::start().await;
    let (person, mut browser) = ana(&portal).await;
    let page = browser.get(INVITE).await;
    portal.clock.advance(jiff::SignedDuration::from_secs(31));
    take_over(&mut browser, &portal.sign_in(&person).await);

    let answer = submit(&mut browser, &page, INVITE, &an_invitation()).await;

    assert_eq!((answer.status.as_u16(), answer.location()), (303, INVITE));
    let again = browser.get(INVITE).await;
    assert!(again.text.contains("value=\"rosa@example.org\"") && again.text.contains("data-kept"));
    assert!(again.text.contains("name=\"see_medications\" value=on checked"), "{}", again.text);
    assert!(letters(&portal).await.iter().all(|mail| mail.letter != Letter::ProxyInvited));
    let sent = submit(&mut browser, &again, INVITE, &an_invitation()).await;
    assert_eq!(sent.location(), "/patients/me/sharing?done=invited");
    assert!(!browser.get(INVITE).await.text.contains("data-kept"), "it was sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_in_another_tab_does_not_spoil_a_form() {
    let portal = TestPortal::start().await;
    let (person, mut browser) = ana(&portal).await;
    let page = browser.get(INVITE).await;
    portal.clock.advance(jiff::SignedDuration::from_secs(31));
    browser.give_code(&portal.fresh_code(&person)).await;

    let answer = submit(&mut browser, &page, INVITE, &an_invitation()).await;

    assert_eq!(answer.location(), "/patients/me/sharing?done=invited", "{}", answer.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_of_a_form_is_other_bytes_each_time_and_nobody_else_can_make_one() {
    let portal = TestPortal::start().await;
    let (_, mut browser) = ana(&portal).await;
    let (one, other) = (csrf(&browser.get(INVITE).await), csrf(&browser.get(INVITE).await));

    assert_ne!(one, other);
    let mut bent = one.clone();
    bent.replace_range(60..61, if &one[60..61] == "A" { "B" } else { "A" });
    let fields: Vec<_> = an_invitation().into_iter().chain([("csrf", bent.as_str())]).collect();
    let answer = browser.post_bare_form(INVITE, &fields).await;
    assert_eq!(answer.status, 403);
    assert!(answer.text.contains("did not come from here"), "{}", answer.text);
}
