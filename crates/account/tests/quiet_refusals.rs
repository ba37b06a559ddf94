//! Nothing about a refusal tells whether there is such an account: the same is done for either, and nothing waits for the log.
//! And nobody can make the log grow by being refused.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod world;

use portico_account::{AccountError, Hashing, LinkToken, Settings, Visit};
use portico_audit::{Action, Query};
use portico_store::Store;

use world::{EMAIL, World, is_held_off, is_refused, visit_from};

const WRONG: &str = "not the password at all";

/// What an attempt cost: passwords compared, statements of the store, entries of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Work {
    hashes: u64,
    statements: u64,
    appends: u64,
}

async fn done(world: &World) -> Work {
    Work {
        hashes: world.accounts.passwords_hashed(),
        statements: world.store.statements(),
        appends: world.log.head().await.unwrap().size,
    }
}

/// What one attempt cost until it was answered, and what until everything was written down.
async fn cost(world: &World, email: &str, visit: &Visit) -> (Work, Work) {
    let before = done(world).await;
    let answer = world.accounts.sign_in(email, &WRONG.into(), visit).await;
    let hashes_and_statements = (world.accounts.passwords_hashed(), world.store.statements());
    assert!(is_refused(&answer) || is_held_off(&answer));
    world.accounts.written().await;
    let after = done(world).await;
    let minus = |hashes, statements, appends| Work {
        hashes: hashes - before.hashes,
        statements: statements - before.statements,
        appends: appends - before.appends,
    };
    let (hashes, statements) = hashes_and_statements;
    (minus(hashes, statements, before.appends), minus(after.hashes, after.statements, after.appends))
}

async fn many_people() -> World {
    let hashing = Hashing { memory_kib: 64, passes: 1, at_once: 2, ..Hashing::default() };
    let world = World::with(Settings { hashing, ..Settings::default() }, Store::open).await;
    for n in 0..4 {
        world.person(&format!("known-{n}@example.org"), None).await;
    }
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_is_done_for_an_address_with_an_account_and_for_one_without() {
    let world = many_people().await;
    let from = |n: u8| visit_from([203, 0, 113, n]);
    for _ in 0..2 {
        // The first of each kind is told at once, whoever it is.
        cost(&world, "known-0@example.org", &from(1)).await;
        cost(&world, "nobody-0@example.org", &from(1)).await;
    }

    for n in 1..4 {
        let known = cost(&world, &format!("known-{n}@example.org"), &from(1)).await;
        let unknown = cost(&world, &format!("nobody-{n}@example.org"), &from(1)).await;
        assert_eq!(known, unknown);
        assert_eq!((known.0.hashes, known.1.appends), (1, 0));
    }
    let (known, unknown) = (
        cost(&world, "known-1@example.org", &from(2)).await,
        cost(&world, "nobody-1@example.org", &from(3)).await,
    );
    assert_eq!(known, unknown, "the first from a place");
    assert_eq!(known.1.appends, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_to_wait_makes_the_portal_look_for_nobody() {
    let world = many_people().await;
    let place = visit_from([203, 0, 113, 1]);
    for n in 0..40 {
        cost(&world, &format!("zz-{n}@example.net"), &place).await;
    }
    cost(&world, "zz-99@example.net", &place).await;

    for n in 0..4 {
        let known = cost(&world, &format!("known-{n}@example.org"), &place).await;
        let unknown = cost(&world, &format!("nobody-{n}@example.org"), &place).await;
        assert_eq!(known, unknown);
        assert_eq!(known.1, Work { hashes: 0, statements: 1, appends: 0 }, "how long the place has to wait");
    }
    let made_up = Visit { device: Some(LinkToken::new()), ..place };
    let known = cost(&world, "known-1@example.org", &made_up).await;
    assert_eq!(known, cost(&world, "nobody-1@example.org", &made_up).await, "with a made-up browser");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_answered_before_the_log_has_it_and_is_there_soon() {
    let world = many_people().await;

    for (n, email) in ["known-1@example.org", "nobody-1@example.org"].into_iter().enumerate() {
        let (at_the_answer, later) = cost(&world, email, &visit_from([203, 0, 113, n as u8])).await;
        assert_eq!((at_the_answer.appends, later.appends), (0, 1), "{email}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_refusals_of_every_kind_are_a_handful_of_entries_that_name_who_it_was_about() {
    let hashing = Hashing { memory_kib: 64, passes: 1, at_once: 2, ..Hashing::default() };
    let free = Settings { free_failures: 10_000, free_failures_of_account: 10_000, ..Settings::default() };
    let free = Settings { free_failures_of_address: 10_000, hashing, ..free };
    let world = World::with(free, Store::open).await;
    let (ana, _) = world.ana().await;
    let place = visit_from([203, 0, 113, 1]);
    let before = world.log.head().await.unwrap().size;

    for n in 0..50 {
        for email in [EMAIL, "nobody@example.org", &format!("nobody-{n}@example.org")] {
            world.accounts.sign_in(email, &WRONG.into(), &place).await.err().unwrap();
        }
        let token = LinkToken::new();
        let accounts = &world.accounts;
        accounts.open_activation("K7MQ-4T9X-2R01", &place).await.err().unwrap();
        accounts.finish_sign_up(&token, "123456", &WRONG.into(), &place).await.err().unwrap();
    }
    world.accounts.settle().await.unwrap();

    let grown = world.log.head().await.unwrap().size - before;
    assert!(grown <= 10, "{grown} entries");
    let query = Query { action: Some(Action::SignIn), ..Query::default() };
    let told = world.log.query(&query).await.unwrap().entries;
    let times = |is_of: &dyn Fn(&portico_audit::Event) -> bool| -> u32 {
        told.iter().filter(|entry| is_of(&entry.event)).map(|entry| entry.event.detail.times.max(1)).sum()
    };
    assert_eq!(times(&|event| event.actor == Some(ana)), 50);
    assert_eq!(times(&|event| event.actor.is_none()), 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_counted_is_told_while_its_minute_goes_on_so_that_a_killed_process_forgets_little() {
    let world = many_people().await;
    let place = visit_from([203, 0, 113, 1]);
    for n in 0..7 {
        cost(&world, &format!("nobody-{n}@example.org"), &place).await;
    }

    world.accounts.tell_of_refusals().await.unwrap();
    let told = world.log.query(&Query { action: Some(Action::SignIn), ..Query::default() }).await.unwrap();
    let times: u32 = told.entries.iter().map(|entry| entry.event.detail.times.max(1)).sum();
    assert_eq!((told.entries.len(), times), (2, 7));
    cost(&world, "nobody-8@example.org", &place).await;
    let again = world.log.head().await.unwrap().size;
    world.accounts.tell_of_refusals().await.unwrap();
    assert_eq!(world.log.head().await.unwrap().size, again + 1, "its minute went on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_log_lets_nobody_be_refused_in_silence() {
    let world = many_people().await;
    world.log.close().await;

    let answer = world.accounts.open_activation("K7MQ-4T9X-2R01", &visit_from([203, 0, 113, 1])).await;
    assert!(matches!(answer, Err(AccountError::Audit(_))));
}
