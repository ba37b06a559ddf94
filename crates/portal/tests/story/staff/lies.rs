//! A provider whose tokens lie lets nobody in.

use jiff::SignedDuration;
use portico_audit::Action;
use portico_testkit::{Factor, IdpDials, MAJA, TestPortal};

use super::refusals;

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_lies_in_any_way_lets_nobody_in() {
    let portal = TestPortal::start().await;
    let lies = [
        (IdpDials { wrong_nonce: true, ..IdpDials::default() }, "token_of_another_sign_in"),
        (IdpDials { wrong_issuer: true, ..IdpDials::default() }, "token_of_another_issuer"),
        (IdpDials { wrong_audience: true, ..IdpDials::default() }, "token_for_another_client"),
        (IdpDials { expired: true, ..IdpDials::default() }, "token_expired"),
        (IdpDials { unknown_key: true, ..IdpDials::default() }, "token_key_unknown"),
        (IdpDials { forged_key: true, ..IdpDials::default() }, "token_signature"),
        (IdpDials { not_signed: true, ..IdpDials::default() }, "token_algorithm"),
        (IdpDials { no_factor: true, ..IdpDials::default() }, "no_second_factor"),
    ];
    let mut expected = Vec::new();
    for (dials, reason) in lies {
        portal.sandbox.idp.set_dials(dials);
        let mut maja = portal.anonymous();

        let answer = portal.sign_in_at_work(&mut maja, MAJA, Factor::Key).await;

        assert_eq!(answer.status, 422, "{reason}");
        assert!(!maja.cookies().contains_key("portico-staff"), "{reason}");
        expected.push(reason);
    }
    assert_eq!(refusals(&portal, Action::SignIn).await, expected);
    assert!(
        portal.store.find_staff_by_user_name("maja.lindqvist@riverside.example").await.unwrap().is_none()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_of_the_provider_is_learned_of_but_not_asked_for_again_and_again() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;
    portal.sandbox.idp.rotate_keys();

    let at_once = portal.sign_in_at_work(&mut maja, MAJA, Factor::Key).await;
    portal.clock.advance(SignedDuration::from_secs(31));
    let after_a_while = portal.sign_in_at_work(&mut portal.anonymous(), MAJA, Factor::Key).await;

    assert_eq!((at_once.status.as_u16(), after_a_while.status.as_u16()), (422, 303));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_away_is_said_to_be() {
    let portal = TestPortal::start().await;
    portal.sandbox.idp.set_dials(IdpDials { down: true, ..IdpDials::default() });

    let answer = portal.anonymous().post_form("/staff/sign-in/begin", &[]).await;

    assert_eq!(answer.status, 503);
    assert!(answer.text.contains("cannot be reached"), "{}", answer.text);
}
