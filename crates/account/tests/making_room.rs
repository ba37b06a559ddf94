//! How many sessions somebody may have, and which one makes room.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod world;

use portico_account::AccountError;
use portico_audit::{Action, Outcome};
use portico_model::Assurance;

use world::{EMAIL, PASSWORD, World, visit_from};

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_and_fifty_sign_ins_leave_ten_sessions_and_the_newest() {
    let world = World::new().await;
    let (id, _) = world.ana().await;
    let mut newest = None;
    for _ in 0..150 {
        newest = Some(world.sign_in(EMAIL, PASSWORD).await.unwrap().token);
        world.advance(1);
    }

    assert_eq!(world.store.list_sessions(id).await.unwrap().len(), 10);
    assert!(world.is_open(&newest.unwrap()).await);
    assert!(world.told(Action::EndSession).await.contains(&(Outcome::Permitted, "too_many".to_owned())));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_alone_ends_no_session_that_two_factors_began() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let entered = world.enter(&phone).await;
    let thief = visit_from([203, 0, 113, 1]);
    for _ in 0..30 {
        world.accounts.sign_in(EMAIL, &PASSWORD.into(), &thief).await.unwrap();
    }

    assert!(world.is_open(&entered.token).await);
    let mut last = entered.token;
    for n in 0..10 {
        last = world.enter(&phone).await.token;
        assert!(world.is_open(&last).await, "{n}");
    }
    let open = world.accounts.list_sessions(&world.session(&last).await).await.unwrap();
    let of_two_factors = open.iter().filter(|it| it.assurance > Assurance::Password).count();
    assert_eq!(of_two_factors, 10);
    assert!(open.len() <= 20, "ten of each at most: {}", open.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_session_that_a_browser_brings_is_over_once_somebody_has_signed_in_in_it() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let before = world.enter(&phone).await;

    let after = world.sign_in(EMAIL, PASSWORD).await.unwrap();
    world.accounts.replace(&before.session, &world.visit).await.unwrap();

    assert!(!world.is_open(&before.token).await);
    assert!(world.is_open(&after.token).await);
    assert_eq!(world.told(Action::EndSession).await, [(Outcome::Permitted, "replaced".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_ones_other_sessions_wants_a_fresh_factor() {
    let world = World::new().await;
    let (_, phone) = world.ana().await;
    let (desk, laptop) = (world.enter(&phone).await, world.enter(&phone).await);
    world.advance(11 * 60);
    let desk = world.session(&desk.token).await;

    let one = world.accounts.end_session(&desk, laptop.session.id(), &world.visit).await;
    assert!(matches!(one, Err(AccountError::StepUpNeeded)));
    let all = world.accounts.sign_out_everywhere(&desk, true, &world.visit).await;
    assert!(matches!(all, Err(AccountError::StepUpNeeded)));
    assert!(world.is_open(&laptop.token).await);

    let proved = world.accounts.prove_totp(&desk, &world.code(&phone), &world.visit).await.unwrap();
    world.accounts.end_session(&proved.session, laptop.session.id(), &world.visit).await.unwrap();
    assert!(!world.is_open(&laptop.token).await);
}
