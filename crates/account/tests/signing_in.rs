#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod world;

use std::sync::Arc;

use portico_account::{AccountError, Accounts, Hashing, NextStep, SetUp, Settings};
use portico_audit::{Action, Outcome, Query};
use portico_model::Assurance;
use portico_policy::Policy;
use portico_policy::ages::AgeTable;
use portico_store::{AccountState, Store};

use world::{EMAIL, PASSWORD, World, is_held_off, is_refused, visit_from};

const WRONG: &str = "not the password at all";

/// How many refusals the log tells of, alone or together.
async fn refusals(world: &World, reason: &str) -> u32 {
    counted(world, Action::SignIn, reason).await
}

async fn counted(world: &World, action: Action, reason: &str) -> u32 {
    let found = world.log.query(&Query { action: Some(action), ..Query::default() }).await.unwrap();
    let events = found.entries.into_iter().map(|entry| entry.event.detail);
    events.filter(|own| own.reason.as_deref() == Some(reason)).map(|own| own.times.max(1)).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_opens_a_session_that_can_only_prove_a_factor() {
    let world = World::new().await;
    let (id, _) = world.ana().await;

    let signed_in = world.sign_in(" Ana@Example.ORG ", PASSWORD).await.unwrap();

    let session = world.session(&signed_in.token).await;
    assert_eq!((session.account(), session.assurance()), (id, Assurance::Password));
    assert_eq!(signed_in.next, NextStep::ProveFactor);
    let accounts = &world.accounts;
    let refusals = [
        accounts.list_sessions(&session).await.err(),
        accounts.list_factors(&session).await.err(),
        accounts.sign_out_everywhere(&session, true, &world.visit).await.err(),
        accounts.end_session(&session, session.id(), &world.visit).await.err(),
        accounts.change_password(&session, &PASSWORD.into(), &WRONG.into(), &world.visit).await.err(),
        accounts.begin_totp(&session, "another phone", &world.visit).await.err(),
        accounts.renew_recovery_codes(&session, &world.visit).await.err(),
    ];
    for refusal in refusals {
        assert!(matches!(refusal, Some(AccountError::SecondFactorNeeded)), "{refusal:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_attempt_is_told_to_the_log_with_its_true_reason() {
    let world = World::new().await;
    let (id, _) = world.ana().await;

    world.sign_in(EMAIL, PASSWORD).await.unwrap();
    assert!(is_refused(&world.sign_in(EMAIL, WRONG).await));
    assert!(is_refused(&world.sign_in("nobody@example.org", WRONG).await));
    assert!(is_refused(&world.sign_in("no address", WRONG).await));
    world.store.change_account_state(id, AccountState::Suspended).await.unwrap();
    assert!(is_refused(&world.sign_in(EMAIL, PASSWORD).await));

    world.accounts.settle().await.unwrap();
    let told = world.told(Action::SignIn).await;
    let reasons = ["", "wrong_password", "unknown_address", "unknown_address", "account_not_active"];
    assert_eq!(told.iter().map(|(_, reason)| reason.as_str()).collect::<Vec<_>>(), reasons);
    assert_eq!(told[0].0, Outcome::Permitted);
    assert!(told[1..].iter().all(|(outcome, _)| *outcome == Outcome::Refused));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_learns_nothing_from_the_answers() {
    let world = World::new().await;
    world.ana().await;
    let mut answers = [Vec::new(), Vec::new()];

    for _ in 0..8 {
        for (email, answers) in [EMAIL, "nobody@example.org"].into_iter().zip(&mut answers) {
            let error = world.sign_in(email, WRONG).await.err().unwrap();
            let is_held_off = matches!(error, AccountError::HeldOff { .. });
            answers.push((is_held_off, if is_held_off { String::new() } else { error.to_string() }));
        }
    }

    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].iter().filter(|(is_held_off, _)| *is_held_off).count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_cost_longer_and_longer_waits_even_for_the_right_password() {
    let world = World::new().await;
    world.ana().await;
    for _ in 0..5 {
        assert!(is_refused(&world.sign_in(EMAIL, WRONG).await));
    }

    for wait in [30, 60, 120, 240, 480, 900, 900] {
        assert!(is_held_off(&world.sign_in(EMAIL, PASSWORD).await));
        world.advance(wait - 1);
        assert!(is_held_off(&world.sign_in(EMAIL, PASSWORD).await), "still held after {} s", wait - 1);
        world.advance(2);
        assert!(is_refused(&world.sign_in(EMAIL, WRONG).await), "looked at after {wait} s");
    }

    world.accounts.settle().await.unwrap();
    assert_eq!(counted(&world, Action::LockOut, "too_many_failures").await, 8);
    assert_eq!(refusals(&world, "held_off").await, 14);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_sign_in_and_a_quiet_day_both_end_the_waiting() {
    let world = World::new().await;
    world.ana().await;
    for _ in 0..5 {
        assert!(is_refused(&world.sign_in(EMAIL, WRONG).await));
    }
    world.advance(31);

    world.sign_in(EMAIL, PASSWORD).await.unwrap();
    for _ in 0..5 {
        assert!(is_refused(&world.sign_in(EMAIL, WRONG).await), "counting starts afresh");
    }
    assert!(is_held_off(&world.sign_in(EMAIL, PASSWORD).await));
    world.advance(24 * 3600 + 1);
    for _ in 0..5 {
        assert!(is_refused(&world.sign_in(EMAIL, WRONG).await), "a quiet day is forgotten");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_many_accounts_from_one_address_is_held_off_and_spares_others() {
    let world = World::new().await;
    world.ana().await;
    for n in 0..40 {
        assert!(is_refused(&world.sign_in(&format!("guess-{n}@example.org"), WRONG).await), "{n}");
    }

    assert!(is_held_off(&world.sign_in(EMAIL, PASSWORD).await));

    let elsewhere = visit_from([192, 0, 2, 2]);
    world.accounts.sign_in(EMAIL, &PASSWORD.into(), &elsewhere).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_that_signs_in_often_from_one_address_is_never_held_off() {
    let world = World::new().await;
    world.ana().await;

    for _ in 0..60 {
        world.sign_in(EMAIL, PASSWORD).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_sent_all_at_once_win_nothing() {
    let world = World::new().await;
    world.ana().await;

    let guesses = (0..30).map(|_| {
        let (accounts, visit) = (world.accounts.clone(), world.visit.clone());
        tokio::spawn(async move { accounts.sign_in(EMAIL, &WRONG.into(), &visit).await })
    });
    let mut looked_at = 0;
    for guess in guesses.collect::<Vec<_>>() {
        looked_at += usize::from(is_refused(&guess.await.unwrap()));
    }

    assert_eq!(looked_at, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_let_in_when_the_log_cannot_be_written() {
    let world = World::new().await;
    let (id, _) = world.ana().await;

    world.log.close().await;

    assert!(matches!(world.sign_in(EMAIL, PASSWORD).await, Err(AccountError::Audit(_))));
    assert!(matches!(world.sign_in(EMAIL, WRONG).await, Err(AccountError::Audit(_))));
    assert_eq!(world.store.list_sessions(id).await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_that_follow_each_other_are_told_together_and_the_first_at_once() {
    let world = World::with(Settings { free_failures: 1_000, ..Settings::default() }, Store::open).await;
    let entries = async || {
        world.accounts.written().await;
        world.told(Action::SignIn).await.len()
    };

    assert!(is_refused(&world.sign_in("nobody@example.org", WRONG).await));
    assert_eq!(entries().await, 1, "the first is told at once");
    for n in 0..20 {
        assert!(is_refused(&world.sign_in(&format!("nobody-{n}@example.org"), WRONG).await));
    }
    let elsewhere = visit_from([192, 0, 2, 2]);
    assert!(is_refused(&world.accounts.sign_in("nobody@example.org", &WRONG.into(), &elsewhere).await));
    assert_eq!(entries().await, 2, "those that follow wait, and another address does not");
    world.accounts.tidy().await.unwrap();
    assert_eq!(entries().await, 2, "their minute is not over");
    world.advance(61);
    world.accounts.tidy().await.unwrap();
    assert_eq!((entries().await, refusals(&world, "unknown_address").await), (3, 22));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_refusal_is_lost_at_the_end_or_when_a_new_minute_begins() {
    let world = World::with(Settings { free_failures: 1_000, ..Settings::default() }, Store::open).await;

    for _ in 0..3 {
        assert!(is_refused(&world.sign_in("nobody@example.org", WRONG).await));
    }
    world.advance(61);
    for _ in 0..4 {
        assert!(is_refused(&world.sign_in("nobody@example.org", WRONG).await));
    }
    world.accounts.settle().await.unwrap();

    assert_eq!(refusals(&world, "unknown_address").await, 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_was_hashed_weakly_is_hashed_anew_at_sign_in() {
    let world = World::new().await;
    let (id, _) = world.ana().await;
    let account = async || world.store.find_account(id).await.unwrap().unwrap();
    let before = account().await;
    let stronger = Accounts::new(SetUp {
        store: world.store.clone(),
        vault: world.vault.clone(),
        audit: world.log.clone(),
        policy: Arc::new(Policy::load().unwrap()),
        clock: world.clock.clone(),
        zone: jiff::tz::TimeZone::UTC,
        ages: AgeTable::usual(),
        settings: Settings {
            hashing: Hashing { memory_kib: 128, passes: 2, at_once: 2, ..Hashing::default() },
            ..Settings::default()
        },
    });

    assert!(is_refused(&stronger.sign_in(EMAIL, &WRONG.into(), &world.visit).await));
    assert_eq!(account().await, before, "a wrong password changes nothing");
    stronger.sign_in(EMAIL, &PASSWORD.into(), &world.visit).await.unwrap();
    let after = account().await;
    assert!(after.password_hash.as_deref().unwrap().contains("m=128,t=2"), "{:?}", after.password_hash);
    assert_eq!(after.password_changed_at, before.password_changed_at);
    stronger.sign_in(EMAIL, &PASSWORD.into(), &world.visit).await.unwrap();
    world.sign_in(EMAIL, PASSWORD).await.unwrap();
    assert_eq!(account().await, after, "what is strong enough stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_back_says_nothing_and_is_good_for_ten_minutes() {
    let world = World::new().await;
    let path = "/patients/me/labs/1";

    let sealed = world.accounts.seal_way_back(path);
    assert_ne!(sealed, world.accounts.seal_way_back(path));
    assert_eq!(world.accounts.open_way_back(&sealed).as_deref(), Some(path));
    for bad in ["", "x", &sealed[1..], &sealed[..sealed.len() - 1], path] {
        assert_eq!(world.accounts.open_way_back(bad), None, "{bad}");
    }
    world.advance(601);
    assert_eq!(world.accounts.open_way_back(&sealed), None);
}
