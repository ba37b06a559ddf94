#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod world;

use portico_account::{AccountError, AccountState, PasswordFlaw, Settings};
use portico_audit::{Action, Outcome};
use portico_store::Store;

use world::{EMAIL, PASSWORD, World, is_refused, person};

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_kept_as_argon2id_of_the_agreed_hardness() {
    let world = World::with(Settings::default(), Store::open).await;

    let id = world.person(EMAIL, None).await;

    let hash = world.store.find_account(id).await.unwrap().unwrap().password_hash.unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    world.sign_in(EMAIL, PASSWORD).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_weak_password_is_refused_with_its_flaw() {
    let world = World::new().await;

    for (password, flaw) in [
        ("elevenchars", PasswordFlaw::TooShort),
        ("ñandúes y p", PasswordFlaw::TooShort),
        (&"long ".repeat(52), PasswordFlaw::TooLong),
        (&"x".repeat(100_000), PasswordFlaw::TooLong),
        ("P@ssw0rd-2024!", PasswordFlaw::Common),
        ("Summer Welcome 99", PasswordFlaw::Common),
        ("aaaaaaaaaaaaaaa", PasswordFlaw::Repetitive),
        ("qwertyuiop[]", PasswordFlaw::Repetitive),
        ("ANA@example.org", PasswordFlaw::Personal),
        ("Portico-Portico", PasswordFlaw::Personal),
    ] {
        let refused = world.accounts.create(person(EMAIL, password, None), &world.visit).await;
        assert!(matches!(refused, Err(AccountError::Password(found)) if found == flaw), "{password:.20}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_unicode_is_welcome_and_the_same_however_it_is_typed() {
    let world = World::new().await;
    let composed = person(EMAIL, "el ni\u{f1}o y \u{fb01}ve lunas \u{1f319}", None);
    world.accounts.create(composed, &world.visit).await.unwrap();

    let decomposed = world.sign_in(EMAIL, "el nin\u{303}o y five lunas \u{1f319}").await;

    assert!(decomposed.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_has_one_account_and_the_refusal_is_told_to_the_log() {
    let world = World::new().await;
    world.person(EMAIL, None).await;

    let again = world.accounts.create(person(" ANA@Example.org", PASSWORD, None), &world.visit).await;

    assert!(matches!(again, Err(AccountError::Taken)));
    let told = world.told(Action::CreateAccount).await;
    assert_eq!(told.last().unwrap(), &(Outcome::Failed, "taken".to_owned()));
    let no_address = world.accounts.create(person("ana", PASSWORD, None), &world.visit).await;
    assert!(matches!(no_address, Err(AccountError::InvalidEmail)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_account_lets_nobody_in_until_it_is_opened_again_and_a_closed_one_never() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    let change = async |state| world.accounts.change_state(EMAIL, state, &world.visit).await;

    change(AccountState::Suspended).await.unwrap();
    assert!(!world.is_open(&entered.token).await);
    assert!(is_refused(&world.sign_in(EMAIL, PASSWORD).await));
    change(AccountState::Active).await.unwrap();
    world.sign_in(EMAIL, PASSWORD).await.unwrap();
    change(AccountState::Closed).await.unwrap();
    assert!(is_refused(&world.sign_in(EMAIL, PASSWORD).await));
    assert!(matches!(change(AccountState::Active).await, Err(AccountError::NotFound)));
    let told: Vec<_> = world.told(Action::ChangeAccount).await.into_iter().map(|it| it.1).collect();
    assert_eq!(told, ["suspended", "opened_again", "closed"]);
}
