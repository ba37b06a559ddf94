#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod world;

use portico_account::{AccountError, Authenticator, ExposeSecret, NextStep};
use portico_audit::{Action, Outcome};
use portico_model::Assurance;

use world::{EMAIL, PASSWORD, World, is_held_off, is_refused};

#[tokio::test(flavor = "multi_thread")]
async fn a_code_opens_the_portal_and_the_token_before_it_dies() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let first = world.sign_in(EMAIL, PASSWORD).await.unwrap();

    let code = world.code(&phone);
    let entered = world.accounts.prove_totp(&first.session, &code, &world.visit).await.unwrap();

    assert_eq!((entered.session.assurance(), entered.next), (Assurance::TwoFactor, NextStep::Enter));
    assert_eq!(entered.session.id(), first.session.id());
    assert!(!world.is_open(&first.token).await);
    assert!(world.is_open(&entered.token).await);
    assert_ne!(entered.session.csrf_token(), first.session.csrf_token());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_codes_of_the_step_before_and_after_are_taken_and_no_others() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;

    for (shift, is_taken) in [(-60, false), (-30, true), (30, true), (60, false)] {
        world.advance(300);
        let first = world.sign_in(EMAIL, PASSWORD).await.unwrap();
        let code = phone.code_at(world.clock.now() + world::seconds(shift));
        let proved = world.accounts.prove_totp(&first.session, &code, &world.visit).await;
        assert_eq!(proved.is_ok(), is_taken, "{shift} s");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_may_be_typed_with_a_gap() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let first = world.sign_in(EMAIL, PASSWORD).await.unwrap();

    let code = world.code(&phone);
    let (left, right) = code.split_at(3);

    world.accounts.prove_totp(&first.session, &format!(" {left} {right}"), &world.visit).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_taken_once_and_none_before_it() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let (before, code) = (phone.code_at(world.clock.now() - world::seconds(30)), world.code(&phone));
    let first = world.sign_in(EMAIL, PASSWORD).await.unwrap();
    world.accounts.prove_totp(&first.session, &code, &world.visit).await.unwrap();

    for replayed in [&code, &before] {
        let again = world.sign_in(EMAIL, PASSWORD).await.unwrap();
        let used = world.accounts.prove_totp(&again.session, replayed, &world.visit).await;
        assert!(matches!(used, Err(AccountError::CodeUsed)));
    }

    let told = world.told(Action::ProveFactor).await;
    assert_eq!(told[1], (Outcome::Refused, "code_used_before".to_owned()));
}

/// What the phone shows whose clock is so many seconds off.
fn shown(world: &World, phone: &Authenticator, seconds_off: i64) -> String {
    phone.code_at(world.clock.now() + world::seconds(seconds_off))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_code_is_no_guess_however_often_it_is_sent() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let code = world.code(&phone);
    let first = world.sign_in(EMAIL, PASSWORD).await.unwrap();
    world.accounts.prove_totp(&first.session, &code, &world.visit).await.unwrap();

    let session = world.sign_in(EMAIL, PASSWORD).await.unwrap().session;
    for _ in 0..8 {
        let used = world.accounts.prove_totp(&session, &code, &world.visit).await;
        assert!(matches!(used, Err(AccountError::CodeUsed)));
    }
    for _ in 0..4 {
        let wrong = world.wrong_code(&phone);
        assert!(is_refused(&world.accounts.prove_totp(&session, &wrong, &world.visit).await));
    }
    world.advance(30);

    world.accounts.prove_totp(&session, &world.code(&phone), &world.visit).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn after_two_codes_of_another_time_the_clock_is_named_at_sign_in_and_at_set_up() {
    for seconds_off in [-280, -70, 70, 280] {
        let world = World::new().await;
        let (_, phone) = world.ana().await;
        let session = world.sign_in(EMAIL, PASSWORD).await.unwrap().session;
        let prove = async || {
            let code = shown(&world, &phone, seconds_off);
            world.accounts.prove_totp(&session, &code, &world.visit).await.map(drop)
        };

        assert!(is_refused(&prove().await), "{seconds_off}: one miss says nothing");
        world.advance(30);
        assert!(matches!(prove().await, Err(AccountError::ClockOff)), "{seconds_off}");
        world.advance(30);
        assert!(matches!(prove().await, Err(AccountError::ClockOff)), "{seconds_off}");
        let right = world.code(&phone);
        assert!(world.accounts.prove_totp(&session, &right, &world.visit).await.is_ok(), "put right");

        let world = World::new().await;
        world.person(EMAIL, None).await;
        let session = world.sign_in(EMAIL, PASSWORD).await.unwrap().session;
        let begun = world.accounts.begin_totp(&session, "", &world.visit).await.unwrap();
        let phone = Authenticator::from_base32("", begun.secret.expose_secret()).unwrap();
        let confirm = async || {
            let code = shown(&world, &phone, seconds_off);
            world.accounts.confirm_totp(&session, begun.id, &code, &world.visit).await.map(drop)
        };

        assert!(is_refused(&confirm().await), "{seconds_off}");
        world.advance(30);
        assert!(matches!(confirm().await, Err(AccountError::ClockOff)), "{seconds_off}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guess_does_not_tell_what_will_be_right_and_misses_of_two_clocks_are_no_clock() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let session = world.sign_in(EMAIL, PASSWORD).await.unwrap().session;
    let ahead = shown(&world, &phone, 240);

    for _ in 0..2 {
        let again = world.accounts.prove_totp(&session, &ahead, &world.visit).await;
        assert!(is_refused(&again), "the same code of the future once more");
    }
    let behind = shown(&world, &phone, -120);
    assert!(is_refused(&world.accounts.prove_totp(&session, &behind, &world.visit).await));
    let far = shown(&world, &phone, 3600);
    assert!(is_refused(&world.accounts.prove_totp(&session, &far, &world.visit).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_read_however_they_are_pasted() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let full_width = |code: &str| -> String {
        code.chars().map(|c| char::from_u32(u32::from(c) - 0x30 + 0xff10).unwrap()).collect()
    };
    let ways: [&dyn Fn(&str) -> String; 4] = [
        &|code| format!(" {} {} ", &code[..3], &code[3..]),
        &|code| format!("{}-{}", &code[..3], &code[3..]),
        &|code| format!("{}\u{a0}{}", &code[..3], &code[3..]),
        &full_width,
    ];

    for way in ways {
        world.advance(30);
        let session = world.sign_in(EMAIL, PASSWORD).await.unwrap().session;
        let typed = way(&world.code(&phone));
        assert!(world.accounts.prove_totp(&session, &typed, &world.visit).await.is_ok(), "{typed:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_use_one_code_at_once_exactly_one_wins() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    for _ in 0..5 {
        world.advance(30);
        let code = world.code(&phone);
        let mut attempts = Vec::new();
        for _ in 0..2 {
            let session = world.sign_in(EMAIL, PASSWORD).await.unwrap().session;
            let (accounts, visit, code) = (world.accounts.clone(), world.visit.clone(), code.clone());
            attempts.push(tokio::spawn(
                async move { accounts.prove_totp(&session, &code, &visit).await.is_ok() },
            ));
        }
        let mut winners = 0;
        for attempt in attempts {
            winners += usize::from(attempt.await.unwrap());
        }
        assert_eq!(winners, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_codes_is_held_off_across_sessions() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    for _ in 0..5 {
        let session = world.sign_in(EMAIL, PASSWORD).await.unwrap().session;
        let wrong = world.wrong_code(&phone);
        assert!(is_refused(&world.accounts.prove_totp(&session, &wrong, &world.visit).await));
    }

    let session = world.sign_in(EMAIL, PASSWORD).await.unwrap().session;
    let code = world.code(&phone);
    assert!(is_held_off(&world.accounts.prove_totp(&session, &code, &world.visit).await));
    assert!(is_held_off(&world.accounts.prove_recovery_code(&session, "x", &world.visit).await));
    world.advance(31);
    let code = world.code(&phone);
    world.accounts.prove_totp(&session, &code, &world.visit).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_person_enrols_an_authenticator_before_anything_else() {
    let world = World::new().await;
    world.person(EMAIL, None).await;
    let first = world.sign_in(EMAIL, PASSWORD).await.unwrap();
    assert_eq!(first.next, NextStep::EnrolFactor);

    let enrolment = world.accounts.begin_totp(&first.session, "my phone", &world.visit).await.unwrap();
    let phone = Authenticator::from_base32("my phone", enrolment.secret.expose_secret()).unwrap();
    let uri = enrolment.uri.expose_secret();
    assert!(uri.starts_with("otpauth://totp/Portico:ana%40example.org?secret="), "{uri}");
    assert!(uri.contains(enrolment.secret.expose_secret()) && uri.contains("issuer=Portico"), "{uri}");
    let wrong = world.wrong_code(&phone);
    let refused = world.accounts.confirm_totp(&first.session, enrolment.id, &wrong, &world.visit).await;
    assert!(is_refused(&refused));
    let shown_again = world.accounts.find_enrolment(&first.session, enrolment.id).await.unwrap();
    assert_eq!(shown_again.uri.expose_secret(), uri);
    let code = world.code(&phone);
    let confirmed =
        world.accounts.confirm_totp(&first.session, enrolment.id, &code, &world.visit).await.unwrap();

    assert_eq!(confirmed.recovery_codes.len(), 10);
    assert_eq!(confirmed.signed_in.session.assurance(), Assurance::TwoFactor);
    assert!(!world.is_open(&first.token).await);
    let again = world.sign_in(EMAIL, PASSWORD).await.unwrap();
    assert_eq!(again.next, NextStep::ProveFactor);
    let used = world.accounts.prove_totp(&again.session, &code, &world.visit).await;
    assert!(matches!(used, Err(AccountError::CodeUsed)), "the code of the enrolment is used up");
    let factors = world.accounts.list_factors(&confirmed.signed_in.session).await.unwrap();
    assert_eq!(factors.authenticators[0].label, "my phone");
    assert_eq!(factors.recovery_codes_left, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_strangers_who_enrol_at_once_do_not_both_get_in() {
    let world = World::new().await;
    world.person(EMAIL, None).await;
    let (one, two) =
        (world.sign_in(EMAIL, PASSWORD).await.unwrap(), world.sign_in(EMAIL, PASSWORD).await.unwrap());
    let first = world.accounts.begin_totp(&one.session, "one", &world.visit).await.unwrap();
    let second = world.accounts.begin_totp(&two.session, "two", &world.visit).await.unwrap();

    let code = |it: &portico_account::Enrolment| {
        let phone = Authenticator::from_base32("", it.secret.expose_secret()).unwrap();
        world.code(&phone)
    };
    let confirmed = world.accounts.confirm_totp(&two.session, second.id, &code(&second), &world.visit).await;
    let late = world.accounts.confirm_totp(&one.session, first.id, &code(&first), &world.visit).await;

    assert!(confirmed.is_ok());
    assert!(matches!(late.err().unwrap(), AccountError::SecondFactorNeeded | AccountError::NotFound));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_opens_once_and_proves_less() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    let codes = world.accounts.renew_recovery_codes(&entered.session, &world.visit).await.unwrap();
    let typed = codes[0].to_text().to_lowercase().replace('-', " ");

    let first = world.sign_in(EMAIL, PASSWORD).await.unwrap();
    let recovered = world.accounts.prove_recovery_code(&first.session, &typed, &world.visit).await.unwrap();

    assert_eq!(recovered.session.assurance(), Assurance::Weak);
    assert!(!world.is_open(&first.token).await);
    let again = world.sign_in(EMAIL, PASSWORD).await.unwrap();
    assert!(is_refused(&world.accounts.prove_recovery_code(&again.session, &typed, &world.visit).await));
    let left = world.accounts.list_factors(&recovered.session).await.unwrap().recovery_codes_left;
    assert_eq!(left, 9);
    let renewed = world.accounts.renew_recovery_codes(&recovered.session, &world.visit).await;
    assert!(matches!(renewed, Err(AccountError::StepUpNeeded)), "a recovery code makes no others");
    let told = world.told(Action::UseRecoveryCode).await;
    assert_eq!(told.iter().map(|it| it.0).collect::<Vec<_>>(), [Outcome::Permitted, Outcome::Refused]);
}

#[tokio::test(flavor = "multi_thread")]
async fn renewed_recovery_codes_replace_the_old_ones() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    let old = world.accounts.renew_recovery_codes(&entered.session, &world.visit).await.unwrap();

    world.accounts.renew_recovery_codes(&entered.session, &world.visit).await.unwrap();

    let first = world.sign_in(EMAIL, PASSWORD).await.unwrap();
    let used = world.accounts.prove_recovery_code(&first.session, &old[0].to_text(), &world.visit).await;
    assert!(is_refused(&used));
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_lost_the_phone_recovers_enrols_and_removes_the_old_one() {
    let world = World::new().await;
    let (_, lost) = world.ana().await;
    let entered = world.enter(&lost).await;
    let codes = world.accounts.renew_recovery_codes(&entered.session, &world.visit).await.unwrap();
    let first = world.sign_in(EMAIL, PASSWORD).await.unwrap();
    let recovered =
        world.accounts.prove_recovery_code(&first.session, &codes[0].to_text(), &world.visit).await.unwrap();

    let new = world.accounts.begin_totp(&recovered.session, "new phone", &world.visit).await.unwrap();
    let phone = Authenticator::from_base32("", new.secret.expose_secret()).unwrap();
    let code = world.code(&phone);
    let confirmed =
        world.accounts.confirm_totp(&recovered.session, new.id, &code, &world.visit).await.unwrap();
    let session = confirmed.signed_in.session;
    assert!(confirmed.recovery_codes.is_empty(), "the ones that are left stay");
    let factors = world.accounts.list_factors(&session).await.unwrap().authenticators;
    let old = factors.iter().find(|it| it.label == "my phone").unwrap();
    world.accounts.remove_totp(&session, old.id, &world.visit).await.unwrap();

    world.advance(30);
    let again = world.sign_in(EMAIL, PASSWORD).await.unwrap();
    let code = world.code(&lost);
    assert!(is_refused(&world.accounts.prove_totp(&again.session, &code, &world.visit).await));
    let last = world.accounts.remove_totp(&session, new.id, &world.visit).await;
    assert!(matches!(last, Err(AccountError::LastAuthenticator)));
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_factors_needs_a_fresh_proof() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;

    world.advance(10 * 60);
    let stale = world.accounts.begin_totp(&entered.session, "x", &world.visit).await;
    assert!(matches!(stale, Err(AccountError::StepUpNeeded)));
    let stale = world.accounts.renew_recovery_codes(&entered.session, &world.visit).await;
    assert!(matches!(stale, Err(AccountError::StepUpNeeded)));
    let code = world.code(&phone);
    let proved = world.accounts.prove_totp(&entered.session, &code, &world.visit).await.unwrap();

    world.accounts.begin_totp(&proved.session, "x", &world.visit).await.unwrap();
    assert!(!world.is_open(&entered.token).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_enrols_a_first_factor_and_never_a_second() {
    let world = World::new().await;
    world.person(EMAIL, None).await;
    let first = world.sign_in(EMAIL, PASSWORD).await.unwrap().session;
    let begun = world.accounts.begin_totp(&first, "", &world.visit).await.unwrap();
    let found = world.accounts.find_enrolment(&first, begun.id).await.unwrap();
    assert_eq!(found.uri.expose_secret(), begun.uri.expose_secret());

    world.person("walter@example.org", Some(&Authenticator::new("phone"))).await;
    let walter = world.sign_in("walter@example.org", PASSWORD).await.unwrap().session;
    let refused = world.accounts.begin_totp(&walter, "", &world.visit).await.err();
    assert!(matches!(refused, Some(AccountError::SecondFactorNeeded)), "{refused:?}");
    let strangers = world.accounts.find_enrolment(&walter, begun.id).await.err();
    assert!(matches!(strangers, Some(AccountError::NotFound)), "{strangers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_ones_own_factors_and_devices_is_told() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;

    let (factors, devices) = world.accounts.security(&entered.session, &world.visit).await.unwrap();

    assert_eq!((factors.authenticators.len(), devices.len()), (1, 1));
    assert_eq!(world.told(Action::ReadSecurity).await, [(Outcome::Permitted, String::new())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_what_one_may_see_of_others_is_told() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;

    assert!(world.accounts.held_access(&entered.session, &world.visit).await.unwrap().is_empty());

    assert_eq!(world.told(Action::Read).await, [(Outcome::Permitted, "held_access".to_owned())]);
}
