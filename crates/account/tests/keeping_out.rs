//! Whoever knows somebody's address cannot keep them out, and the owner hears of it.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod world;

use portico_account::{AccountError, Authenticator, LinkToken, SignedIn, Visit};
use portico_store::{Courier, Letter, Mail, Recipient};
use uuid::Uuid;

use world::{EMAIL, PASSWORD, World, is_held_off, is_refused, seconds, visit_from};

const WRONG: &str = "not the password at all";

/// A visit from a browser with this long-lived secret.
fn in_browser(address: [u8; 4], device: &LinkToken) -> Visit {
    Visit { device: Some(device.clone()), ..visit_from(address) }
}

async fn guess(world: &World, email: &str, visit: &Visit) -> Result<SignedIn, AccountError> {
    world.accounts.sign_in(email, &WRONG.into(), visit).await
}

async fn enter(world: &World, visit: &Visit) -> Result<SignedIn, AccountError> {
    world.accounts.sign_in(EMAIL, &PASSWORD.into(), visit).await
}

/// Ana, who proved two factors in a browser before.
async fn ana_with_a_browser(world: &World) -> (Authenticator, LinkToken) {
    let (_, phone) = world.ana().await;
    let (browser, entered) = (LinkToken::new(), world.enter(&phone).await);
    world.accounts.remember_device(&entered.session, &browser).await.unwrap();
    (phone, browser)
}

/// The letters that wait, and to whom they go; taken away for a minute.
async fn letters(world: &World) -> Vec<(Letter, Recipient)> {
    world.accounts.written().await;
    let now = world.clock.now() + seconds(1);
    let claimed = world.store.claim_outgoing(&[Courier::Mail], Uuid::new_v4(), now, seconds(60), 100).await;
    let mails = claimed.unwrap().into_iter().map(|row| serde_json::from_slice::<Mail>(&row.body).unwrap());
    mails.map(|mail| (mail.letter, mail.to)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_from_elsewhere_do_not_keep_the_owner_out() {
    let world = World::new().await;
    world.ana().await;
    let (stranger, owner) = (visit_from([192, 0, 2, 10]), visit_from([192, 0, 2, 11]));
    for _ in 0..5 {
        assert!(is_refused(&guess(&world, EMAIL, &stranger).await));
    }

    assert!(is_held_off(&guess(&world, EMAIL, &stranger).await));
    assert!(enter(&world, &owner).await.is_ok());
    // One guess each quarter of an hour, timed to be the first.
    world.advance(20 * 60);
    guess(&world, EMAIL, &stranger).await.err().unwrap();
    assert!(enter(&world, &owner).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_browser_gets_in_while_thousands_of_places_guess() {
    let world = World::new().await;
    let (_, browser) = ana_with_a_browser(&world).await;
    let mut looked_at = 0;
    for n in 0..80 {
        looked_at += usize::from(is_refused(&guess(&world, EMAIL, &visit_from([203, 0, 113, n])).await));
    }

    assert_eq!(looked_at, 50, "the account alone has a limit, and it is a looser one");
    assert!(is_held_off(&enter(&world, &visit_from([192, 0, 2, 11])).await));
    assert!(enter(&world, &in_browser([192, 0, 2, 11], &browser)).await.is_ok());
    assert!(is_held_off(&enter(&world, &in_browser([192, 0, 2, 11], &LinkToken::new())).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_failures_behind_one_network_leave_known_browsers_in_it_alone() {
    let world = World::new().await;
    let (_, browser) = ana_with_a_browser(&world).await;
    let network = [192, 0, 2, 20];
    for n in 0..40 {
        assert!(is_refused(&guess(&world, &format!("guess-{n}@example.org"), &visit_from(network)).await));
    }

    assert!(is_held_off(&enter(&world, &visit_from(network)).await));
    assert!(enter(&world, &in_browser(network, &browser)).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_browser_is_held_off_by_itself_and_opens_no_other_account() {
    let world = World::new().await;
    let (_, browser) = ana_with_a_browser(&world).await;
    world.person("ben@example.org", None).await;
    let thief = in_browser([203, 0, 113, 1], &browser);
    for _ in 0..5 {
        assert!(is_refused(&guess(&world, EMAIL, &thief).await));
    }

    assert!(is_held_off(&enter(&world, &thief).await));
    assert!(is_held_off(&enter(&world, &in_browser([192, 0, 2, 11], &browser)).await), "wherever it is");
    for _ in 0..5 {
        assert!(is_refused(&guess(&world, "ben@example.org", &thief).await));
    }
    let ben = world.accounts.sign_in("ben@example.org", &PASSWORD.into(), &thief).await;
    assert!(is_held_off(&ben), "Ben never proved two factors in it");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_the_password_alone_cannot_keep_the_owners_browser_from_the_second_step() {
    let world = World::new().await;
    let (phone, browser) = ana_with_a_browser(&world).await;
    let stranger = visit_from([203, 0, 113, 1]);
    let half = enter(&world, &stranger).await.unwrap().session;
    for _ in 0..5 {
        let code = world.wrong_code(&phone);
        assert!(is_refused(&world.accounts.prove_totp(&half, &code, &stranger).await));
    }
    assert!(is_held_off(&world.accounts.prove_totp(&half, &world.code(&phone), &stranger).await));

    let owner = in_browser([192, 0, 2, 11], &browser);
    let half = enter(&world, &owner).await.unwrap().session;
    assert!(world.accounts.prove_totp(&half, &world.code(&phone), &owner).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_hears_of_it_once_a_day_and_nobody_hears_of_addresses_without_an_account() {
    let world = World::new().await;
    let (id, _) = world.ana().await;
    let one = [(Letter::AttemptsHeldOff, Recipient::Account(id))];
    // Early in a day.
    world.advance(25 * 3600 - world.clock.now().as_second().rem_euclid(24 * 3600));
    let storm = async |email: &str| {
        for n in 0..6 {
            let visit = visit_from([203, 0, 113, n]);
            for _ in 0..6 {
                guess(&world, email, &visit).await.err().unwrap();
            }
        }
    };

    storm("nobody@example.org").await;
    assert_eq!(letters(&world).await, []);
    storm(EMAIL).await;
    assert_eq!(letters(&world).await, one);
    world.advance(2 * 3600);
    // The first letter is claimed for a minute and comes again: there is no second one.
    storm(EMAIL).await;
    assert_eq!(letters(&world).await, one);
    world.advance(24 * 3600);
    storm(EMAIL).await;
    assert_eq!(letters(&world).await, [one.clone(), one].concat(), "another day");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_hears_of_every_change_of_what_opens_the_account() {
    let world = World::new().await;
    let (id, phone) = world.ana().await;
    let to = |letters: &[Letter]| -> Vec<_> {
        letters.iter().map(|letter| (*letter, Recipient::Account(id))).collect()
    };
    let entered = world.enter(&phone).await;
    let codes = world.accounts.renew_recovery_codes(&entered.session, &world.visit).await.unwrap();
    assert_eq!(letters(&world).await, to(&[Letter::FactorsChanged]));

    let (old, new) = (PASSWORD.into(), "another heron by another mill");
    let changed = world.accounts.change_password(&entered.session, &old, &new.into(), &world.visit).await;
    let session = changed.unwrap().session;
    assert_eq!(letters(&world).await, to(&[Letter::PasswordChanged]));
    let wrong = world.accounts.change_password(&session, &WRONG.into(), &PASSWORD.into(), &world.visit).await;
    assert!(is_refused(&wrong));
    assert_eq!(letters(&world).await, [], "nothing was changed");

    let enrolment = world.accounts.begin_totp(&session, "tablet", &world.visit).await.unwrap();
    let secret = portico_account::ExposeSecret::expose_secret(&enrolment.secret).to_owned();
    let tablet = Authenticator::from_base32("tablet", &secret).unwrap();
    let code = world.code(&tablet);
    world.accounts.confirm_totp(&session, enrolment.id, &code, &world.visit).await.unwrap();
    assert_eq!(letters(&world).await, to(&[Letter::FactorsChanged]));

    let half = world.sign_in(EMAIL, new).await.unwrap().session;
    let code = codes[0].to_text().to_string();
    world.accounts.prove_recovery_code(&half, &code, &world.visit).await.unwrap();
    assert_eq!(letters(&world).await, to(&[Letter::RecoveryCodeUsed]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_hears_of_a_browser_that_is_new_and_not_of_the_first_or_the_same_one() {
    let world = World::new().await;
    let (id, phone) = world.ana().await;
    let session = world.enter(&phone).await.session;
    let (laptop, elsewhere) = (LinkToken::new(), LinkToken::new());

    world.accounts.remember_device(&session, &laptop).await.unwrap();
    world.accounts.remember_device(&session, &laptop).await.unwrap();
    assert_eq!(letters(&world).await, []);
    world.accounts.remember_device(&session, &elsewhere).await.unwrap();
    assert_eq!(letters(&world).await, [(Letter::NewDevice, Recipient::Account(id))]);
}
