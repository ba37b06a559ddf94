//! A portal's accounts with a store, a log and a clock of their own.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test binary uses its part, and may fail where it stands"
)]

use std::sync::Arc;

use aws_lc_rs::digest;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use portico_account::{
    AccountError, Accounts, Authenticator, CurrentSession, Hashing, NewPerson, NextStep, SecretString,
    SessionToken, SetUp, Settings, SignedIn, Visit,
};
use portico_audit::{Action, Log, Outcome, Query};
use portico_model::{AccountId, Assurance, Clock, CorrelationId, Language, Origin, Role, SessionId};
use portico_policy::Policy;
use portico_policy::ages::AgeTable;
use portico_store::{DatabaseUrl, NewAccount, NewSession, Store};
use portico_vault::{Kms, Vault};
use tempfile::TempDir;
use uuid::Uuid;

pub const EMAIL: &str = "ana@example.org";
pub const PASSWORD: &str = "the heron waits by the mill";

pub struct World {
    pub accounts: Accounts,
    pub store: Store,
    pub vault: Vault,
    pub log: Log,
    pub clock: Clock,
    pub folder: TempDir,
    pub visit: Visit,
}

impl World {
    pub async fn new() -> Self {
        let hashing = Hashing { memory_kib: 64, passes: 1, at_once: 2, ..Hashing::default() };
        Self::with(Settings { hashing, ..Settings::default() }, Store::open).await
    }

    pub async fn with(
        settings: Settings,
        open: impl AsyncFnOnce(&DatabaseUrl, Vault) -> StoreResult,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::system();
        let (kek, keys) = (folder.path().join("kek.json"), folder.path().join("keys.json"));
        let vault = Vault::unlock(Kms::file(kek), keys, clock.clone()).unwrap();
        let url = DatabaseUrl::Embedded(folder.path().join("portal.db"));
        let store = open(&url, vault.clone()).await.unwrap();
        let log = Log::embedded(&folder.path().join("audit.db"), &vault);
        let log = Log::open(log, vault.clone(), clock.clone()).await.unwrap();
        let accounts = Accounts::new(SetUp {
            store: store.clone(),
            vault: vault.clone(),
            audit: log.clone(),
            policy: Arc::new(Policy::load().unwrap()),
            clock: clock.clone(),
            zone: TimeZone::UTC,
            ages: AgeTable::usual(),
            settings,
        });
        Self { accounts, store, vault, log, clock, folder, visit: visit_from([192, 0, 2, 1]) }
    }

    /// The same accounts in a house of another zone.
    pub fn accounts_in(&self, zone: &str) -> Accounts {
        let hashing = Hashing { memory_kib: 64, passes: 1, at_once: 2, ..Hashing::default() };
        self.accounts_with(zone, hashing)
    }

    /// The same accounts with another zone and another way of hashing.
    pub fn accounts_with(&self, zone: &str, hashing: Hashing) -> Accounts {
        Accounts::new(SetUp {
            store: self.store.clone(),
            vault: self.vault.clone(),
            audit: self.log.clone(),
            policy: Arc::new(Policy::load().unwrap()),
            clock: self.clock.clone(),
            zone: TimeZone::get(zone).unwrap(),
            ages: AgeTable::usual(),
            settings: Settings { hashing, ..Settings::default() },
        })
    }

    pub async fn person(&self, email: &str, authenticator: Option<&Authenticator>) -> AccountId {
        let person = person(email, PASSWORD, authenticator.cloned());
        self.accounts.create(person, &self.visit).await.unwrap()
    }

    /// Ana, with an authenticator.
    pub async fn ana(&self) -> (AccountId, Authenticator) {
        let authenticator = Authenticator::new("my phone");
        (self.person(EMAIL, Some(&authenticator)).await, authenticator)
    }

    /// A member of staff, as if their directory had signed them in a moment ago.
    pub async fn staff(&self, role: Role) -> CurrentSession {
        let token = self.somebody_at_work(role, "Ben Carter").await;
        self.session(&token).await
    }

    /// The same some time after their last factor; the clock stands there.
    pub async fn staff_with_an_old_factor(&self, role: Role) -> CurrentSession {
        let token = self.somebody_at_work(role, "Ben Carter").await;
        self.advance(11 * 60);
        self.session(&token).await
    }

    /// Somebody else who helps people with their accounts.
    pub async fn colleague(&self, name: &str) -> CurrentSession {
        let token = self.somebody_at_work(Role::Support, name).await;
        self.session(&token).await
    }

    async fn somebody_at_work(&self, role: Role, name: &str) -> SessionToken {
        let id = AccountId(Uuid::new_v4());
        let account = NewAccount {
            id,
            role,
            email: format!("{}@clinic.org", id.0.simple()).parse().unwrap(),
            phone: None,
            name: name.to_owned(),
            language: Language::En,
            own_record: None,
            password_hash: None,
            created_at: self.clock.now(),
        };
        self.store.create_account(&account).await.unwrap();
        let bytes = [id.0.into_bytes(), Uuid::new_v4().into_bytes()].concat();
        let session = NewSession {
            token_hash: digest::digest(&digest::SHA256, &bytes).as_ref().try_into().unwrap(),
            id: SessionId(Uuid::new_v4()),
            account: id,
            assurance: Assurance::TwoFactor,
            started_at: self.clock.now(),
            expires_at: self.clock.now() + seconds(12 * 3600),
            origin: self.visit.origin.clone(),
        };
        self.store.create_session(&session).await.unwrap();
        SessionToken::parse(&BASE64_URL_SAFE_NO_PAD.encode(bytes)).unwrap()
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Result<SignedIn, AccountError> {
        self.accounts.sign_in(email, &password.into(), &self.visit).await
    }

    /// Ana's session after both steps; the clock stands one step later, so that her next code is fresh.
    pub async fn enter(&self, authenticator: &Authenticator) -> SignedIn {
        let first = self.sign_in(EMAIL, PASSWORD).await.unwrap();
        assert_eq!(first.next, NextStep::ProveFactor);
        let code = self.code(authenticator);
        let entered = self.accounts.prove_totp(&first.session, &code, &self.visit).await.unwrap();
        self.advance(30);
        entered
    }

    pub fn code(&self, authenticator: &Authenticator) -> String {
        authenticator.code_at(self.clock.now())
    }

    /// A code that is not right now, nor a step before or after.
    pub fn wrong_code(&self, authenticator: &Authenticator) -> String {
        let near: Vec<String> =
            [-30, 0, 30].iter().map(|s| authenticator.code_at(self.clock.now() + seconds(*s))).collect();
        (0..).map(|n| format!("{n:06}")).find(|code| !near.contains(code)).unwrap()
    }

    pub fn advance(&self, by_seconds: i64) {
        self.clock.advance(seconds(by_seconds));
    }

    pub async fn is_open(&self, token: &SessionToken) -> bool {
        self.accounts.session(token).await.unwrap().is_some()
    }

    pub async fn session(&self, token: &SessionToken) -> CurrentSession {
        self.accounts.session(token).await.unwrap().unwrap()
    }

    /// What the log says of `action`, oldest first: outcome and reason.
    pub async fn told(&self, action: Action) -> Vec<(Outcome, String)> {
        let found = self.log.query(&Query { action: Some(action), ..Query::default() }).await.unwrap();
        let told = found.entries.into_iter().rev();
        told.map(|it| (it.event.outcome, it.event.detail.reason.unwrap_or_default().into_owned())).collect()
    }
}

pub type StoreResult = Result<Store, portico_store::StoreError>;

pub fn person(email: &str, password: &str, authenticator: Option<Authenticator>) -> NewPerson {
    NewPerson {
        role: Role::Patient,
        email: email.to_owned(),
        phone: None,
        name: "Ana Ruiz".to_owned(),
        language: Language::En,
        own_record: Some(format!("record-{}", Uuid::new_v4().simple()).parse().unwrap()),
        password: Some(SecretString::from(password)),
        authenticator,
    }
}

pub fn visit_from(address: [u8; 4]) -> Visit {
    let origin = Origin { address: Some(address.into()), user_agent: "a browser".to_owned() };
    Visit { origin, correlation: CorrelationId(Uuid::new_v4()), device: None }
}

pub fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

pub fn is_refused<T>(answer: &Result<T, AccountError>) -> bool {
    matches!(answer, Err(AccountError::Refused))
}

pub fn is_held_off<T>(answer: &Result<T, AccountError>) -> bool {
    matches!(answer, Err(AccountError::HeldOff { .. }))
}
