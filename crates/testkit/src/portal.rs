//! A whole portal for tests: the real router, store, policy, audit log and chart, with the sandbox on the wire.

use std::net::SocketAddr;
use std::sync::Arc;

use jiff::tz::TimeZone;
use portico_account::{Accounts, Authenticator, ExposeSecret, Hashing, NewPerson, SecretString, Visit};
use portico_audit::Log;
use portico_chart::{Auth, Charts, Endpoint, Limits, SetUp};
use portico_model::{AccountId, Clock, CorrelationId, Language, Origin, PatientId, Role};
use portico_policy::Policy;
use portico_portal::portal::Portal;
use portico_portal::settings::Settings;
use portico_sandbox::people::{self, Generated};
use portico_sandbox::{Running, Sandbox, SandboxConfig};
use portico_store::{DatabaseUrl, Store};
use portico_vault::{Kms, Vault};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use url::Url;
use uuid::Uuid;

use crate::visitor::TestVisitor;

/// The seed of the sample people.
pub const SEED: u64 = 77;
/// Every sample person's password.
pub const PASSWORD: &str = "quiet-harbour-lantern-7";

/// How a test portal is built.
pub struct TestPortalBuilder {
    clock: Clock,
    people: Option<Generated>,
    has_people: bool,
    timeout: std::time::Duration,
}

/// A portal that runs until it is dropped.
pub struct TestPortal {
    pub base: Url,
    pub sandbox: Running,
    pub clock: Clock,
    pub accounts: Accounts,
    pub audit: Log,
    pub store: Store,
    pub people: Generated,
    pub folder: TempDir,
    _stop: oneshot::Sender<()>,
}

impl TestPortal {
    pub fn builder() -> TestPortalBuilder {
        TestPortalBuilder {
            clock: Clock::system(),
            people: None,
            has_people: true,
            timeout: std::time::Duration::from_secs(5),
        }
    }

    /// A portal with the sample people in its record system.
    pub async fn start() -> TestPortal {
        Self::builder().start().await
    }

    /// Somebody with an account and an authenticator, not signed in. `patient` is the id of their own record.
    pub async fn person(&self, patient: &str, language: Language) -> Person {
        let authenticator = Authenticator::new("test");
        let email = format!("{}-{}@example.org", patient, Uuid::new_v4().simple());
        let person = NewPerson {
            role: Role::Patient,
            email: email.clone(),
            phone: None,
            name: self.name_of(patient),
            language,
            own_record: patient.parse::<PatientId>().ok(),
            password: Some(SecretString::from(PASSWORD)),
            authenticator: Some(authenticator.clone()),
        };
        let account = self.accounts.create(person, &visit()).await.expect("a sample person gets an account");
        let secret = authenticator.secret_base32().expose_secret().to_owned();
        Person { account, email, password: PASSWORD.to_owned(), authenticator, totp_secret: secret }
    }

    fn name_of(&self, patient: &str) -> String {
        let known = self.people.people.iter().find(|person| person.patient_id == patient);
        known.map_or_else(|| patient.to_owned(), |person| person.name.clone())
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
        let mut visitor = self.anonymous();
        visitor.sign_in(&person, &self.clock).await;
        visitor
    }

    /// Somebody who has given a right password and no second factor.
    pub async fn half_signed_in(&self, patient: &str) -> TestVisitor {
        let person = self.person(patient, Language::En).await;
        let mut visitor = self.anonymous();
        visitor.give_password(&person).await;
        visitor
    }
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

fn visit() -> Visit {
    Visit { origin: Origin { address: None, user_agent: "test".to_owned() }, correlation: CorrelationId(Uuid::new_v4()) }
}

impl TestPortalBuilder {
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// An empty record system.
    pub fn without_people(mut self) -> Self {
        self.has_people = false;
        self
    }

    /// How long the portal waits for the record system.
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.timeout = timeout;
        self
    }

    pub async fn start(self) -> TestPortal {
        // A second test in the same process finds the provider there.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let today = self.clock.now().to_zoned(TimeZone::UTC).date();
        let people = self.people.unwrap_or_else(|| people::generate(SEED, today));
        let sandbox = Sandbox::start(SandboxConfig { clock: self.clock.clone(), ..SandboxConfig::default() })
            .await
            .expect("the sandbox starts on a free port");
        if self.has_people {
            let report = sandbox.load_all(people.resources.iter().cloned());
            assert!(report.refused.is_empty(), "the sandbox takes its own people: {report:?}");
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let vault = Vault::unlock(Kms::file(folder.path().join("kek")), folder.path().join("keys.json"), self.clock.clone()).expect("a new vault opens");
        let url = DatabaseUrl::Embedded(folder.path().join("portal.db"));
        let store = Store::open(&url, vault.clone()).await.expect("a new store opens");
        let log = Log::embedded(&folder.path().join("audit.db"), &vault);
        let audit = Log::open(log, vault.clone(), self.clock.clone()).await.expect("a new log opens");
        let hashing = Hashing { memory_kib: 64, passes: 1, ..Hashing::default() };
        let settings = portico_account::Settings { hashing, ..portico_account::Settings::default() };
        let accounts = Accounts::new(store.clone(), vault, audit.clone(), self.clock.clone(), settings);
        let record_system = Endpoint {
            base: sandbox.base_url.parse().expect("the sandbox has an address"),
            auth: Auth::None,
            timeout: self.timeout,
            ..Endpoint::default()
        };
        let charts = Charts::new(SetUp {
            record_system,
            policy: Arc::new(Policy::load().expect("the policies are valid")),
            audit: audit.clone(),
            store: store.clone(),
            clock: self.clock.clone(),
            limits: Limits::default(),
        })
        .expect("charts can be set up");
        let settings = Settings { is_tls: false, has_design_page: true, ..Settings::default() };
        let portal = Portal {
            accounts: accounts.clone(),
            charts,
            clock: self.clock.clone(),
            settings: Arc::new(settings),
        };
        let (base, stop) = serve(portal).await;
        TestPortal { base, sandbox, clock: self.clock, accounts, audit, store, people, folder, _stop: stop }
    }
}

async fn serve(portal: Portal) -> (Url, oneshot::Sender<()>) {
    let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
    let address: SocketAddr = listener.local_addr().expect("a bound port has an address");
    let (stop, stopped) = oneshot::channel::<()>();
    tokio::spawn(portico_portal::router::serve(listener, portal, async {
        // A dropped sender means that the test is over.
        let _ = stopped.await;
    }));
    (format!("http://{address}/").parse().expect("an address"), stop)
}
