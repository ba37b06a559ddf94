//! A whole portal for tests: the real router, store, policy, audit log and chart, with the sandbox on the wire.

mod builder;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::SignedDuration;
use portico_account::{Accounts, Authenticator, ExposeSecret, NewPerson, SecretString, Visit};
use portico_audit::Log;
use portico_chart::{Charts, Endpoint};
use portico_desk::{Couriers, Desk, RecordSystem};
use portico_model::{AccountId, Clock, CorrelationId, Language, Origin, PatientId, Role};
use portico_sandbox::Running;
use portico_store::Store;
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::oneshot;
use url::Url;
use uuid::Uuid;

use crate::visitor::TestVisitor;

pub use builder::TestPortalBuilder;

/// Every sample person's password.
pub const PASSWORD: &str = "quiet-harbour-lantern-7";

/// A portal that runs until it is dropped.
pub struct TestPortal {
    pub base: Url,
    pub sandbox: Running,
    pub clock: Clock,
    pub accounts: Accounts,
    pub charts: Charts,
    pub audit: Log,
    pub store: Store,
    pub desk: Desk,
    pub folder: TempDir,
    record_system: Endpoint,
    known: Mutex<HashMap<String, Person>>,
    last_step: Mutex<HashMap<AccountId, i64>>,
    /// The browser of each person, by the cookie that remembers it: they always use the same one.
    browsers: Mutex<HashMap<AccountId, (String, String)>>,
    _stop: oneshot::Sender<()>,
}

/// Seconds for which a code of an authenticator is right.
const STEP_SECONDS: i64 = 30;

impl TestPortal {
    pub fn builder() -> TestPortalBuilder {
        TestPortalBuilder::default()
    }

    /// A portal with Ana and the people who treat her in its record system.
    pub async fn start() -> TestPortal {
        Self::builder().start().await
    }

    /// Somebody with an account and an authenticator. `patient` is the id of their own record; each record has one
    /// account, so the same patient is the same person, in the language that was asked for first.
    pub async fn person(&self, patient: &str, language: Language) -> Person {
        if let Some(known) = lock(&self.known).get(patient) {
            return known.clone();
        }
        let person = self.new_person(patient, Some(Authenticator::new("test")), language).await;
        lock(&self.known).insert(patient.to_owned(), person.clone());
        person
    }

    /// Somebody with an account who has no second factor yet.
    pub async fn person_without_factor(&self, patient: &str) -> Person {
        self.new_person(patient, None, Language::En).await
    }

    async fn new_person(&self, patient: &str, factor: Option<Authenticator>, language: Language) -> Person {
        let authenticator = factor.clone().unwrap_or_else(|| Authenticator::new("unused"));
        let email = format!("{}@example.org", Uuid::new_v4().simple());
        let person = NewPerson {
            role: Role::Patient,
            email: email.clone(),
            phone: None,
            name: self.name_of(patient),
            language,
            own_record: patient.parse::<PatientId>().ok(),
            password: Some(SecretString::from(PASSWORD)),
            authenticator: factor,
        };
        let account = self.accounts.create(person, &visit()).await.expect("a sample person gets an account");
        let totp_secret = authenticator.secret_base32().expose_secret().to_owned();
        Person { account, email, password: PASSWORD.to_owned(), authenticator, totp_secret }
    }

    /// The name in the record, else the id.
    pub(crate) fn name_of(&self, patient: &str) -> String {
        let record = self.sandbox.resource("Patient", patient).unwrap_or(Value::Null);
        let name = &record["name"][0];
        let given = name["given"][0].as_str();
        let spelled = name["text"].as_str().map(str::to_owned);
        let spelled = spelled.or_else(|| Some(format!("{} {}", given?, name["family"].as_str()?)));
        spelled.unwrap_or_else(|| patient.to_owned())
    }

    /// Hands what waits for the record system to it, once, as the desk's worker does.
    pub async fn write_back(&self) {
        let system = RecordSystem::new(self.record_system.clone()).expect("a client without special wishes");
        let couriers = Couriers { record_system: Some(system), ..Couriers::default() };
        self.desk.carry_due(&couriers, Uuid::new_v4()).await.expect("the store and the log are there");
    }

    /// Nobody in particular.
    pub fn anonymous(&self) -> TestVisitor {
        TestVisitor::new(self.base.clone())
    }

    /// A patient who has signed in with two factors.
    pub async fn patient(&self, patient: &str) -> TestVisitor {
        self.patient_in(patient, Language::En).await
    }

    /// The same, with pages in a language.
    pub async fn patient_in(&self, patient: &str, language: Language) -> TestVisitor {
        let person = self.person(patient, language).await;
        self.sign_in(&person).await
    }

    /// Both steps. A code is good once, so that somebody who signs in again within half a minute moves the clock.
    pub async fn sign_in(&self, person: &Person) -> TestVisitor {
        let mut visitor = self.anonymous();
        if let Some((name, secret)) = lock(&self.browsers).get(&person.account) {
            visitor.set_cookie(name, secret);
        }
        visitor.give_password(person).await;
        visitor.give_code(&self.fresh_code(person)).await;
        let browser = visitor.cookies().iter().find(|(name, _)| name.ends_with("portico-device"));
        if let Some((name, secret)) = browser {
            lock(&self.browsers).insert(person.account, (name.clone(), secret.clone()));
        }
        visitor
    }

    /// A code that was not used yet.
    pub fn fresh_code(&self, person: &Person) -> String {
        let mut last_steps = lock(&self.last_step);
        let now = self.clock.now().as_second().div_euclid(STEP_SECONDS);
        let step = last_steps.get(&person.account).map_or(now, |last| now.max(last + 1));
        if step > now {
            self.clock.advance(SignedDuration::from_secs((step - now) * STEP_SECONDS));
        }
        last_steps.insert(person.account, step);
        person.authenticator.code_at(self.clock.now())
    }

    /// Somebody who has given a right password and no second factor.
    pub async fn half_signed_in(&self, patient: &str) -> TestVisitor {
        let person = self.person(patient, Language::En).await;
        let mut visitor = self.anonymous();
        visitor.give_password(&person).await;
        visitor
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Somebody who can sign in.
#[derive(Clone)]
pub struct Person {
    pub account: AccountId,
    pub email: String,
    pub password: String,
    pub authenticator: Authenticator,
    pub totp_secret: String,
}

/// A request that comes from nowhere in particular.
pub fn visit() -> Visit {
    Visit {
        origin: Origin { address: None, user_agent: "test".to_owned() },
        correlation: CorrelationId(Uuid::new_v4()),
        device: None,
    }
}
