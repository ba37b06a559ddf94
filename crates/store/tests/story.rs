//! One story of the tables, told on both engines.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod chapters;
mod sharing;
mod world;

use std::sync::Arc;

use portico_model::{Assurance, Language, ResourceId};
use portico_store::{AccountState, Answer, Attempts, Email, NewTotp, Store, StoreError};
use portico_vault::Zeroizing;
use uuid::Uuid;

use world::{ana, later, now, patient, session_of};

#[tokio::test(flavor = "multi_thread")]
async fn the_story_holds_on_encrypted_sqlite() {
    let folder = tempfile::tempdir().unwrap();

    tell(world::embedded(folder.path()).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_holds_on_postgresql() {
    let Some(postgres) = world::Postgres::start().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let vault = world::vault(folder.path());

    let url = postgres.url();
    let nodes = tokio::join!(Store::open(&url, vault.clone()), Store::open(&url, vault.clone()));
    let (node, other_node) = (nodes.0.unwrap(), nodes.1.expect("a second node may start at the same moment"));
    tell(node.clone()).await;
    an_end_is_seen_by_the_next_request(&node, &other_node).await;

    postgres.drop().await;
}

async fn an_end_is_seen_by_the_next_request(node: &Store, other_node: &Store) {
    assert!(!node.is_sole_writer());
    let account = account_called(node, "two-nodes").await;
    for token in 20..30 {
        node.create_session(&session_of(account, token)).await.unwrap();
        assert!(other_node.find_session(&[token; 32]).await.unwrap().is_some());

        node.end_sessions(account, None).await.unwrap();

        assert!(other_node.find_session(&[token; 32]).await.unwrap().is_none());
    }
}

async fn tell(store: Store) {
    store.ping().await.unwrap();
    accounts(&store).await;
    factors(&store).await;
    recovery_codes(&store).await;
    sessions(&store).await;
    attempts(&store).await;
    last_known_good(&store).await;
    seen_results(&store).await;
    settings(&store).await;
    sharing::tell(&store).await;
    let account = account_called(&store, "somebody").await;
    chapters::directives::directives(&store).await;
    chapters::forms::forms(&store, account).await;
    chapters::desk::cases(&store).await;
    chapters::desk::outbox(&store).await;
    chapters::staff::staff(&store).await;
    chapters::quotas::tell(&store).await;
    chapters::oversight::followers(&store).await;
    chapters::oversight::alerts(&store, account).await;
}

async fn accounts(store: &Store) {
    let new = ana();
    store.create_account(&new).await.unwrap();

    let found = store.find_account(new.id).await.unwrap().unwrap();

    assert_eq!(found.email, new.email);
    assert_eq!((found.name, found.phone), (new.name, new.phone));
    assert_eq!(found.own_record, new.own_record);
    assert_eq!(found.password_hash, new.password_hash);
    assert_eq!(found.created_at, new.created_at);
    assert_eq!((found.state, found.language), (AccountState::Active, Language::Es));
    let email: Email = "ANA@example.org".parse().unwrap();
    assert_eq!(store.find_account_by_email(&email).await.unwrap().unwrap().id, new.id);
    assert_eq!(store.find_account_by_record(&patient("ana-1")).await.unwrap().unwrap().id, new.id);
    assert!(store.find_account_by_record(&patient("ana-2")).await.unwrap().is_none());

    let same_address = store.create_account(&portico_store::NewAccount { own_record: None, ..ana() }).await;
    assert!(matches!(same_address, Err(StoreError::Taken)));
    let email = "else@example.org".parse().unwrap();
    let same_record = store.create_account(&portico_store::NewAccount { email, ..ana() }).await;
    assert!(matches!(same_record, Err(StoreError::Taken)));
    for nobody in ["staff-1@example.org", "staff-2@example.org"] {
        let email = nobody.parse().unwrap();
        let unlinked = portico_store::NewAccount { email, own_record: None, password_hash: None, ..ana() };
        store.create_account(&unlinked).await.unwrap();
        assert_eq!(store.find_account(unlinked.id).await.unwrap().unwrap().password_hash, None);
    }

    for token in [101, 102] {
        store.create_session(&session_of(new.id, token)).await.unwrap();
    }
    let here = store.find_session(&[101; 32]).await.unwrap().unwrap().session.id;
    assert!(store.change_password(new.id, "$argon2id$other", here, later(60), &[]).await.unwrap());
    assert!(store.find_session(&[101; 32]).await.unwrap().is_some());
    assert!(store.find_session(&[102; 32]).await.unwrap().is_none(), "it ended with the old password");
    assert_eq!(store.end_sessions(new.id, None).await.unwrap(), 1);
    assert!(store.change_language(new.id, Language::En).await.unwrap());
    assert!(store.change_account_state(new.id, AccountState::Suspended).await.unwrap());
    let changed = store.find_account(new.id).await.unwrap().unwrap();
    assert_eq!(changed.password_hash.as_deref(), Some("$argon2id$other"));
    assert!(changed.password_changed_at.unwrap() > new.created_at);
    assert_eq!((changed.state, changed.language), (AccountState::Suspended, Language::En));
}

async fn account_called(store: &Store, name: &str) -> portico_model::AccountId {
    let email = format!("{name}@example.org").parse().unwrap();
    let account = portico_store::NewAccount { email, own_record: None, ..ana() };
    store.create_account(&account).await.unwrap();
    account.id
}

fn authenticator(account: portico_model::AccountId) -> NewTotp {
    NewTotp {
        id: Uuid::new_v4(),
        account,
        label: "my phone".to_owned(),
        secret: Zeroizing::new(vec![7; 20]),
        created_at: now(),
    }
}

async fn factors(store: &Store) {
    let account = account_called(store, "factors").await;
    let (dropped, first) = (authenticator(account), authenticator(account));
    store.begin_totp(&dropped).await.unwrap();
    store.begin_totp(&first).await.unwrap();

    let waiting = store.list_totp(account).await.unwrap();
    assert_eq!(waiting.iter().map(|totp| totp.id).collect::<Vec<_>>(), [first.id]);
    assert_eq!((&waiting[0].secret, &waiting[0].label), (&first.secret, &first.label));
    assert!(!store.use_totp_step(first.id, 9, now()).await.unwrap(), "a waiting one opens nothing");
    assert!(store.confirm_totp(first.id, account, 10, true, now(), &[]).await.unwrap());
    assert!(!store.confirm_totp(first.id, account, 11, true, now(), &[]).await.unwrap());

    assert!(!store.use_totp_step(first.id, 10, now()).await.unwrap());
    assert!(store.use_totp_step(first.id, 11, now()).await.unwrap());
    let store_of_all = Arc::new(store.clone());
    let at_once = (0..20).map(|_| {
        let store = store_of_all.clone();
        let id = first.id;
        tokio::spawn(async move { store.use_totp_step(id, 12, now()).await.unwrap() })
    });
    let mut winners = 0;
    for attempt in at_once.collect::<Vec<_>>() {
        winners += usize::from(attempt.await.unwrap());
    }
    assert_eq!(winners, 1);

    let second = authenticator(account);
    store.begin_totp(&second).await.unwrap();
    assert!(!store.confirm_totp(second.id, account, 1, true, now(), &[]).await.unwrap());
    assert!(store.confirm_totp(second.id, account, 1, false, now(), &[]).await.unwrap());
    let stranger = account_called(store, "stranger").await;
    assert!(store.find_totp(stranger, second.id).await.unwrap().is_none());
    assert!(!store.remove_totp(stranger, second.id, &[]).await.unwrap());
    let at_once = [first.id, second.id].map(|id| {
        let store = store_of_all.clone();
        tokio::spawn(async move { store.remove_totp(account, id, &[]).await.unwrap() })
    });
    let mut removed = 0;
    for attempt in at_once {
        removed += usize::from(attempt.await.unwrap());
    }
    assert_eq!(removed, 1, "one factor stays, whoever is first");
    assert_eq!(store.list_totp(account).await.unwrap().len(), 1);
}

async fn recovery_codes(store: &Store) {
    let account = account_called(store, "recovery").await;
    let other = account_called(store, "other-recovery").await;
    store.replace_recovery_codes(account, &["old"], now(), &[]).await.unwrap();
    store.replace_recovery_codes(account, &["one", "two"], now(), &[]).await.unwrap();
    store.replace_recovery_codes(other, &["one"], now(), &[]).await.unwrap();

    assert!(!store.use_recovery_code(account, "old", now(), &[]).await.unwrap());
    assert!(store.use_recovery_code(account, "one", now(), &[]).await.unwrap());
    assert!(!store.use_recovery_code(account, "one", now(), &[]).await.unwrap());
    assert_eq!(store.count_recovery_codes(account).await.unwrap(), 1);
    assert_eq!(store.count_recovery_codes(other).await.unwrap(), 1);
}

async fn sessions(store: &Store) {
    let account = account_called(store, "sessions").await;
    let (phone, desk) = (session_of(account, 1), session_of(account, 2));
    store.create_session(&phone).await.unwrap();
    store.create_session(&desk).await.unwrap();

    let open = store.find_session(&[1; 32]).await.unwrap().unwrap();
    assert_eq!(open.session.origin, phone.origin);
    assert_eq!((open.session.id, open.session.account), (phone.id, account));
    assert_eq!(open.session.expires_at, phone.expires_at);

    let proved_at = later(30);
    assert!(
        store.rotate_session(&[1; 32], &[3; 32], (Assurance::TwoFactor, proved_at), proved_at).await.unwrap()
    );
    assert!(store.find_session(&[1; 32]).await.unwrap().is_none());
    assert!(
        !store
            .rotate_session(&[1; 32], &[4; 32], (Assurance::TwoFactor, proved_at), proved_at)
            .await
            .unwrap()
    );
    let rotated = store.find_session(&[3; 32]).await.unwrap().unwrap();
    assert_eq!((rotated.session.id, rotated.session.assurance), (phone.id, Assurance::TwoFactor));
    assert_eq!(rotated.session.authenticated_at, proved_at);

    let seen_at = later(90);
    assert!(store.touch_session(&[3; 32], seen_at).await.unwrap());
    assert_eq!(store.find_session(&[3; 32]).await.unwrap().unwrap().session.last_seen_at, seen_at);
    store.change_account_state(account, AccountState::Suspended).await.unwrap();
    assert_eq!(store.find_session(&[3; 32]).await.unwrap().unwrap().state, AccountState::Suspended);

    let stranger = account_called(store, "no-session").await;
    assert!(!store.end_session(stranger, desk.id).await.unwrap());
    assert_eq!(store.list_sessions(account).await.unwrap().len(), 2);
    assert_eq!(store.end_sessions(account, Some(phone.id)).await.unwrap(), 1);
    assert!(store.find_session(&[2; 32]).await.unwrap().is_none());
    assert!(store.end_session(account, phone.id).await.unwrap());
    assert!(store.find_session(&[3; 32]).await.unwrap().is_none());

    store.create_session(&session_of(account, 5)).await.unwrap();
    assert!(store.find_session(&[5; 32]).await.unwrap().is_some());
    assert_eq!(store.drop_ended_sessions(now(), later(-60)).await.unwrap(), 0);
    assert_eq!(store.drop_ended_sessions(later(3601), later(-60)).await.unwrap(), 1);
    assert!(store.find_session(&[5; 32]).await.unwrap().is_none());
}

async fn attempts(store: &Store) {
    let subject = [9; 32];
    let at = now();
    let first = Attempts { failures: 1, last_at: at, held_until: at };
    let second = Attempts { failures: 2, held_until: later(60), ..first };

    assert!(store.count_attempt(subject, None, first).await.unwrap());
    assert!(!store.count_attempt(subject, None, first).await.unwrap(), "somebody counted before");
    assert!(store.count_attempt(subject, Some(first), second).await.unwrap());
    assert!(!store.count_attempt(subject, Some(first), second).await.unwrap());
    assert_eq!(store.find_attempts(subject).await.unwrap(), Some(second));

    store.forgive_attempt(subject, at).await.unwrap();
    assert_eq!(store.find_attempts(subject).await.unwrap(), Some(first));
    assert_eq!(store.drop_old_attempts(later(-60)).await.unwrap(), 0);
    store.forget_attempts(subject).await.unwrap();
    assert_eq!(store.find_attempts(subject).await.unwrap(), None);
}

async fn last_known_good(store: &Store) {
    let (mine, theirs) = (patient("ana-1"), patient("ben-1"));
    let answer =
        |patient, query, body| Answer { patient, query, body, fetched_at: now(), expires_at: later(60) };
    store.keep_answers(&[answer(&mine, "labs", b"old"), answer(&theirs, "labs", b"his")]).await.unwrap();
    store.keep_answers(&[answer(&mine, "labs", b"new"), answer(&mine, "vitals", b"v")]).await.unwrap();
    store.keep_answers(&[]).await.unwrap();

    assert_eq!(store.find_answer(&mine, "labs", now()).await.unwrap().unwrap().body, b"new");
    assert_eq!(store.find_answer(&theirs, "labs", now()).await.unwrap().unwrap().body, b"his");
    assert!(store.find_answer(&theirs, "vitals", now()).await.unwrap().is_none());
    assert!(store.find_answer(&mine, "labs", later(61)).await.unwrap().is_none());
    assert_eq!(store.forget_answers(&mine).await.unwrap(), 2);
    assert!(store.find_answer(&mine, "labs", now()).await.unwrap().is_none());
    assert_eq!(store.drop_expired_answers(later(61)).await.unwrap(), 1);
}

async fn seen_results(store: &Store) {
    let account = account_called(store, "seen").await;
    let mine = patient("ana-1");
    let results: Vec<ResourceId> = (0..2500).map(|n| format!("lab-{n}").parse().unwrap()).collect();

    store.mark_seen(account, &mine, "Observation", &results[..2200], now()).await.unwrap();
    store.mark_seen(account, &mine, "Observation", &results[..10], later(9)).await.unwrap();
    store.mark_seen(account, &mine, "Observation", &[], now()).await.unwrap();

    let unseen = store.list_unseen(account, &mine, "Observation", &results).await.unwrap();
    assert_eq!(unseen, results[2200..]);
    let other_kind = store.list_unseen(account, &mine, "DiagnosticReport", &results[..3]).await.unwrap();
    assert_eq!(other_kind.len(), 3);
    let other_chart =
        store.list_unseen(account, &patient("ben-1"), "Observation", &results[..3]).await.unwrap();
    assert_eq!(other_chart.len(), 3);
}

async fn settings(store: &Store) {
    assert_eq!(store.find_setting("demo.people").await.unwrap(), None);

    store.change_setting("demo.people", "1").await.unwrap();
    store.change_setting("demo.people", "2").await.unwrap();

    assert_eq!(store.find_setting("demo.people").await.unwrap().as_deref(), Some("2"));
}
