#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod world;

use std::time::Duration;

use portico_account::{AccountError, Accounts, Hashing, SessionToken};
use portico_audit::{Action, Outcome};
use portico_model::Language;
use portico_store::AccountState;

use world::{EMAIL, PASSWORD, World, is_held_off, is_refused};

const MINUTE: i64 = 60;

#[tokio::test(flavor = "multi_thread")]
async fn an_unused_session_ends_after_fifteen_minutes() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    assert!(world.is_open(&entered.token).await);

    world.advance(14 * MINUTE);
    assert!(world.is_open(&entered.token).await);
    world.advance(14 * MINUTE);
    assert!(world.is_open(&entered.token).await, "use puts the end off");
    world.advance(15 * MINUTE);
    assert!(!world.is_open(&entered.token).await);

    assert_eq!(world.told(Action::EndSession).await, [(Outcome::Permitted, "idle".to_owned())]);
    world.advance(-15 * MINUTE);
    assert!(!world.is_open(&entered.token).await, "what ended does not come back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_in_constant_use_ends_after_twelve_hours() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    for _ in 0..71 {
        world.advance(10 * MINUTE);
        assert!(world.is_open(&entered.token).await);
    }

    assert_eq!(world.session(&entered.token).await.ends_at(), entered.session.expires_at());
    world.advance(10 * MINUTE);

    assert!(!world.is_open(&entered.token).await);
    assert_eq!(world.told(Action::EndSession).await, [(Outcome::Permitted, "expired".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_how_much_time_is_left_does_not_use_the_session_and_extending_does() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    world.advance(13 * MINUTE);

    let before = world.accounts.peek(&entered.token).await.unwrap().unwrap();
    assert_eq!(before.ends_at(), entered.session.ends_at());
    let extended = world.accounts.extend(&before, &world.visit).await.unwrap();

    assert!(extended.ends_at() > before.ends_at());
    world.advance(14 * MINUTE);
    assert!(world.is_open(&entered.token).await);
    assert_eq!(world.told(Action::ExtendSession).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ended_meanwhile_cannot_be_extended() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    let session = world.session(&entered.token).await;

    world.accounts.sign_out(&entered.session, &world.visit).await.unwrap();

    assert!(matches!(world.accounts.extend(&session, &world.visit).await, Err(AccountError::Ended)));
    let code = world.code(&phone);
    let proved = world.accounts.prove_totp(&session, &code, &world.visit).await;
    assert!(matches!(proved, Err(AccountError::Ended)));
}

#[tokio::test(flavor = "multi_thread")]
async fn use_is_written_down_once_a_minute_at_most() {
    let world = World::new().await;
    let (id, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    let seen_at = async || world.store.list_sessions(id).await.unwrap()[0].last_seen_at;
    let at_first = seen_at().await;

    world.advance(29);
    world.session(&entered.token).await;
    assert_eq!(seen_at().await, at_first);
    world.advance(2);
    world.session(&entered.token).await;
    assert!(seen_at().await > at_first);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_at_once() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    assert!(world.is_open(&entered.token).await);

    world.accounts.sign_out(&entered.session, &world.visit).await.unwrap();

    assert!(!world.is_open(&entered.token).await);
    assert_eq!(world.told(Action::SignOut).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sees_their_devices_and_ends_one_or_all() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let (desk, laptop, tablet) =
        (world.enter(&phone).await, world.enter(&phone).await, world.enter(&phone).await);
    let accounts = &world.accounts;

    let devices = accounts.list_sessions(&desk.session).await.unwrap();
    assert_eq!(devices.len(), 3);
    let current: Vec<_> = devices.iter().filter(|it| it.is_current).map(|it| it.session).collect();
    assert_eq!(current, [desk.session.id()]);
    assert_eq!(devices[0].origin, world.visit.origin);

    accounts.end_session(&desk.session, laptop.session.id(), &world.visit).await.unwrap();
    assert!(!world.is_open(&laptop.token).await);
    assert!(world.is_open(&tablet.token).await);
    let again = accounts.end_session(&desk.session, laptop.session.id(), &world.visit).await;
    assert!(matches!(again, Err(AccountError::NotFound)));

    assert_eq!(accounts.sign_out_everywhere(&desk.session, true, &world.visit).await.unwrap(), 1);
    assert!(!world.is_open(&tablet.token).await);
    assert!(world.is_open(&desk.token).await);
    assert_eq!(accounts.sign_out_everywhere(&desk.session, false, &world.visit).await.unwrap(), 1);
    assert!(!world.is_open(&desk.token).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_ends_the_session_of_somebody_else() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    world.person("ben@example.org", None).await;
    let ben = world.sign_in("ben@example.org", PASSWORD).await.unwrap();

    let ended = world.accounts.end_session(&entered.session, ben.session.id(), &world.visit).await;

    assert!(matches!(ended, Err(AccountError::NotFound)));
    assert!(world.is_open(&ben.token).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_account_is_out_on_the_next_request() {
    let world = World::new().await;
    let (id, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    assert!(world.is_open(&entered.token).await);

    world.store.change_account_state(id, AccountState::Suspended).await.unwrap();

    assert!(!world.is_open(&entered.token).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_needs_the_old_one_and_ends_the_other_sessions() {
    const NEW: &str = "a new tune for the old piano";
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let (here, elsewhere) = (world.enter(&phone).await, world.enter(&phone).await);
    let change = async |current: &str, new: &str| {
        world.accounts.change_password(&here.session, &current.into(), &new.into(), &world.visit).await
    };

    assert!(is_refused(&change("not the old password", NEW).await));
    assert!(matches!(change(PASSWORD, "too short").await, Err(AccountError::Password(_))));
    let changed = change(PASSWORD, NEW).await.unwrap();

    assert!(world.is_open(&changed.token).await);
    assert!(!world.is_open(&here.token).await);
    assert!(!world.is_open(&elsewhere.token).await);
    assert!(is_refused(&world.sign_in(EMAIL, PASSWORD).await));
    world.sign_in(EMAIL, NEW).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_is_no_fresh_factor() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    world.advance(11 * 60);
    let new = "a new tune for the old piano".into();

    let changed =
        world.accounts.change_password(&entered.session, &PASSWORD.into(), &new, &world.visit).await;

    let changed = changed.unwrap().session;
    assert_eq!(changed.authenticated_at(), entered.session.authenticated_at());
    let codes = world.accounts.renew_recovery_codes(&changed, &world.visit).await;
    assert!(matches!(codes, Err(AccountError::StepUpNeeded)));
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_the_password_from_an_open_session_is_held_off_too() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    let guess = async || {
        let (guess, new) = ("not the old password".into(), "a new tune for the old piano".into());
        world.accounts.change_password(&entered.session, &guess, &new, &world.visit).await
    };
    for _ in 0..5 {
        assert!(is_refused(&guess().await));
    }

    assert!(is_held_off(&guess().await));
}

/// The same accounts with one lane for hashing, which nobody waits for and which each hash is long in.
fn one_slow_lane(world: &World) -> Accounts {
    let hashing = Hashing { memory_kib: 64 * 1024, passes: 40, at_once: 1, longest_wait: Duration::ZERO };
    world.accounts_with("UTC", hashing)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_that_has_to_wait_too_long_changes_nothing_and_counts_for_nothing() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    let slow = one_slow_lane(&world);
    while !matches!(slow.sign_in(EMAIL, &PASSWORD.into(), &world.visit).await, Err(AccountError::Busy)) {
        let (other, visit) = (slow.clone(), world.visit.clone());
        tokio::spawn(async move { other.sign_in("nobody@example.org", &PASSWORD.into(), &visit).await });
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let change = async |accounts: &Accounts, current: &str, new: &str| {
        accounts.change_password(&entered.session, &current.into(), &new.into(), &world.visit).await
    };

    for _ in 0..8 {
        let busy = change(&slow, PASSWORD, "a new tune for the old piano").await;
        assert!(matches!(busy, Err(AccountError::Busy)), "{:?}", busy.err());
    }

    assert!(world.is_open(&entered.token).await, "no session ended");
    assert!(is_refused(&change(&world.accounts, "a new tune for the old piano", PASSWORD).await));
    change(&world.accounts, PASSWORD, "a new tune for the old piano").await.unwrap();
    let told = world.told(Action::ChangePassword).await;
    assert_eq!(told.len(), 2, "what did not come about is no attempt: {told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_needs_the_token_of_its_own_session() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let (one, two) = (world.enter(&phone).await, world.enter(&phone).await);

    let sent = one.session.csrf_token();

    assert!(world.session(&one.token).await.is_csrf_token(&sent));
    assert!(!two.session.is_csrf_token(&sent));
    for bad in ["", "x", &sent[1..], &format!("{sent}A"), &sent[..43], &"A".repeat(86)] {
        assert!(!one.session.is_csrf_token(bad), "{bad}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_of_a_form_never_looks_the_same_twice() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let session = world.enter(&phone).await.session;

    let tokens: Vec<_> = (0..50).map(|_| session.csrf_token()).collect();

    assert!(tokens.iter().all(|token| session.is_csrf_token(token)));
    for (at, token) in tokens.iter().enumerate() {
        let repeats =
            tokens[..at].iter().any(|other| other[..40] == token[..40] || other[46..] == token[46..]);
        assert!(!repeats, "{token}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_was_never_given_opens_nothing() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    let text = entered.token.to_text();

    let read = SessionToken::parse(&text).unwrap();
    assert!(world.is_open(&read).await);
    let made_up = SessionToken::parse(&"A".repeat(43)).unwrap();
    assert!(!world.is_open(&made_up).await);
    for bad in ["", "A", &"A".repeat(42), &"A".repeat(44), &"é".repeat(43), &"A".repeat(4300)] {
        assert!(SessionToken::parse(bad).is_none(), "{bad:.50}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_session_is_never_seen_again_while_many_ask() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    for _ in 0..10 {
        let entered = world.enter(&phone).await;
        let (ended, is_ended) = tokio::sync::watch::channel(false);
        let readers: Vec<_> = (0..8)
            .map(|_| {
                let (accounts, token) = (world.accounts.clone(), entered.token.clone());
                let is_ended = is_ended.clone();
                tokio::spawn(async move {
                    for _ in 0..200 {
                        let starts_after_the_end = *is_ended.borrow();
                        let is_open = accounts.session(&token).await.unwrap().is_some();
                        assert!(!(starts_after_the_end && is_open));
                        tokio::task::yield_now().await;
                    }
                })
            })
            .collect();
        world.accounts.sign_out(&entered.session, &world.visit).await.unwrap();
        ended.send_replace(true);
        for reader in readers {
            reader.await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tidying_drops_what_is_over() {
    let world = World::new().await;
    let (id, phone) = world.ana().await;
    world.enter(&phone).await;
    world.advance(16 * MINUTE);
    let entered = world.enter(&phone).await;

    world.accounts.tidy().await.unwrap();

    let left = world.store.list_sessions(id).await.unwrap();
    assert_eq!(left.iter().map(|it| it.id).collect::<Vec<_>>(), [entered.session.id()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_language_holds_from_the_next_request() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    assert_eq!(world.session(&entered.token).await.language(), Language::En);

    world.accounts.change_language(&entered.session, Language::Es, &world.visit).await.unwrap();

    assert_eq!(world.session(&entered.token).await.language(), Language::Es);
    assert_eq!(world.told(Action::ChangeLanguage).await.len(), 1);
}
