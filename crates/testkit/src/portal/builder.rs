//! How a test portal is put together.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;
use portico_account::{Accounts, Hashing};
use portico_audit::Log;
use portico_chart::{Auth, Charts, Endpoint, Limits, SetUp};
use portico_desk::Desk;
use portico_model::Clock;
use portico_oversight::Oversight;
use portico_policy::Policy;
use portico_policy::ages::AgeTable;
use portico_portal::listener::Limits as ConnectionLimits;
use portico_portal::origin::Proxies;
use portico_portal::portal::{Portal, PortalParts};
use portico_portal::settings::Settings;
use portico_sandbox::{Running, Sandbox, SandboxConfig};
use portico_store::{DatabaseUrl, Store};
use portico_vault::{Kms, Vault};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use url::Url;

use super::TestPortal;
use crate::neighbours;

/// Who is in the record system.
enum Neighbours {
    Nobody,
    Only(Vec<String>),
    Everybody,
}

/// How a test portal is built. Ana alone is in the record system unless something else is said.
pub struct TestPortalBuilder {
    clock: Clock,
    neighbours: Neighbours,
    record_system: Option<(Url, Auth)>,
    aliases: Vec<Url>,
    timeout: Duration,
    answer_within: Duration,
    idle: Option<SignedDuration>,
    is_tls: bool,
    proxies: Proxies,
    requests_per_minute: u32,
    answer_within_of_pages: Duration,
    connections: ConnectionLimits,
}

impl Default for TestPortalBuilder {
    fn default() -> Self {
        Self {
            clock: Clock::system(),
            neighbours: Neighbours::Only(vec!["ana-reyes".to_owned()]),
            record_system: None,
            aliases: Vec::new(),
            timeout: Duration::from_secs(10),
            answer_within: Limits::default().answer_within,
            idle: None,
            is_tls: false,
            proxies: Proxies::default(),
            // All visitors of a test come from one address.
            requests_per_minute: 10_000_000,
            answer_within_of_pages: Settings::default().answer_within,
            connections: ConnectionLimits {
                connections: 10_000,
                connections_of_network: 10_000,
                ..Default::default()
            },
        }
    }
}

impl TestPortalBuilder {
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// An empty record system.
    pub fn without_people(mut self) -> Self {
        self.neighbours = Neighbours::Nobody;
        self
    }

    /// These patients, and the people, places and medicines that everybody shares.
    pub fn only(mut self, patients: &[&str]) -> Self {
        self.neighbours = Neighbours::Only(patients.iter().map(|id| (*id).to_owned()).collect());
        self
    }

    /// The whole neighbourhood: some seconds of loading.
    pub fn everybody(mut self) -> Self {
        self.neighbours = Neighbours::Everybody;
        self
    }

    /// Another record system than the sandbox, which then stands aside and is empty.
    pub fn record_system(mut self, base: Url, auth: Auth) -> Self {
        self.record_system = Some((base, auth));
        self.without_people()
    }

    /// Other names by which the record system calls itself.
    pub fn aliases(mut self, aliases: &[Url]) -> Self {
        self.aliases = aliases.to_vec();
        self
    }

    /// How long the portal waits for the record system.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long a reader waits for the record system, all tries included.
    pub fn answer_within(mut self, patience: Duration) -> Self {
        self.answer_within = patience;
        self
    }

    /// For tests that ask what is answered, not how soon: nobody loses patience on a machine that is busy.
    pub fn at_leisure(self) -> Self {
        let seconds = Duration::from_secs;
        self.timeout(seconds(60)).answer_within(seconds(100)).pages_within(seconds(120))
    }

    /// How long a session lasts that is not used.
    pub fn idle(mut self, idle: SignedDuration) -> Self {
        self.idle = Some(idle);
        self
    }

    /// A portal that believes to be behind TLS: its cookies and headers are those of production.
    pub fn tls(mut self) -> Self {
        self.is_tls = true;
        self
    }

    /// A portal that believes these proxies.
    pub fn behind(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// How often a network may ask for what anybody may ask for.
    pub fn requests_per_minute(mut self, requests: u32) -> Self {
        self.requests_per_minute = requests;
        self
    }

    /// The longest time for a request and its answer.
    pub fn pages_within(mut self, within: Duration) -> Self {
        self.answer_within_of_pages = within;
        self
    }

    /// What connections may take.
    pub fn connections(mut self, limits: ConnectionLimits) -> Self {
        self.connections = limits;
        self
    }

    pub async fn start(self) -> TestPortal {
        // A second test in the same process finds the provider there.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let sandbox = self.sandbox().await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let kms = Kms::file(folder.path().join("kek"));
        let vault = Vault::unlock(kms, folder.path().join("keys.json"), self.clock.clone())
            .expect("a new vault opens");
        let url = DatabaseUrl::Embedded(folder.path().join("portal.db"));
        let store = Store::open(&url, vault.clone()).await.expect("a new store opens");
        let log = Log::embedded(&folder.path().join("audit.db"), &vault);
        let audit = Log::open(log, vault.clone(), self.clock.clone()).await.expect("a new log opens");
        let hashing = Hashing { memory_kib: 64, passes: 1, at_once: 8, ..Hashing::default() };
        let usual = portico_account::Settings::default();
        let settings = portico_account::Settings {
            hashing,
            idle: self.idle.unwrap_or(usual.idle),
            house_words: vec![Settings::default().organization],
            public_requests_per_minute: self.requests_per_minute,
            // Tests hold many browsers of one person open.
            most_sessions: 10_000,
            ..usual
        };
        let policy = Arc::new(Policy::load().expect("the policies are valid"));
        let accounts = Accounts::new(portico_account::SetUp {
            store: store.clone(),
            vault,
            audit: audit.clone(),
            policy: policy.clone(),
            clock: self.clock.clone(),
            zone: Settings::default().zone,
            ages: AgeTable::usual(),
            settings,
        });
        let record_system = self.endpoint(&sandbox);
        let charts = self.charts(record_system.clone(), &audit, &store);
        let desk = desk(&policy, &audit, &store, &self.clock);
        let settings = Settings {
            is_tls: self.is_tls,
            has_design_page: true,
            proxies: self.proxies.clone(),
            answer_within: self.answer_within_of_pages,
            ..Settings::default()
        };
        let (listener, base) = bind().await;
        let portal = PortalParts {
            staff: Some(crate::idp::door(&accounts, &sandbox.idp, &base)),
            accounts: accounts.clone(),
            charts: charts.clone(),
            desk: desk.clone(),
            oversight: oversight(policy, &audit, &store, &self.clock),
            clock: self.clock.clone(),
            settings: Arc::new(settings),
        };
        let stop = serve(listener, portal.into(), self.connections);
        TestPortal {
            base,
            sandbox,
            clock: self.clock,
            accounts,
            charts,
            audit,
            store,
            desk,
            folder,
            record_system,
            known: Mutex::default(),
            browsers: Mutex::default(),
            last_step: Mutex::default(),
            _stop: stop,
        }
    }

    async fn sandbox(&self) -> Running {
        let config = SandboxConfig { clock: self.clock.clone(), ..SandboxConfig::default() };
        let sandbox = Sandbox::start(config).await.expect("the sandbox starts on a free port");
        let today = self.clock.now().to_zoned(Settings::default().zone).date();
        let resources = match &self.neighbours {
            Neighbours::Nobody => Vec::new(),
            Neighbours::Everybody => neighbours::everybody(today),
            Neighbours::Only(patients) => neighbours::only(patients, today),
        };
        let report = sandbox.load_all(resources);
        assert!(report.refused.is_empty(), "the sandbox takes its own people: {report:?}");
        sandbox
    }

    fn endpoint(&self, sandbox: &Running) -> Endpoint {
        let of_the_sandbox = || (sandbox.base_url.parse().expect("the sandbox has an address"), Auth::None);
        let (base, auth) = self.record_system.clone().unwrap_or_else(of_the_sandbox);
        Endpoint {
            base,
            aliases: self.aliases.clone(),
            auth,
            timeout: self.timeout,
            backoff: Duration::from_millis(5),
            ..Endpoint::default()
        }
    }

    fn charts(&self, record_system: Endpoint, audit: &Log, store: &Store) -> Charts {
        let set_up = SetUp {
            record_system,
            policy: Arc::new(Policy::load().expect("the policies are valid")),
            audit: audit.clone(),
            store: store.clone(),
            clock: self.clock.clone(),
            limits: Limits { answer_within: self.answer_within, ..Limits::default() },
            ages: AgeTable::usual(),
            zone: Settings::default().zone,
        };
        Charts::new(set_up).expect("charts can be set up")
    }
}

fn desk(policy: &Arc<Policy>, audit: &Log, store: &Store, clock: &Clock) -> Desk {
    Desk::new(portico_desk::SetUp {
        store: store.clone(),
        audit: audit.clone(),
        policy: policy.clone(),
        clock: clock.clone(),
    })
}

fn oversight(policy: Arc<Policy>, audit: &Log, store: &Store, clock: &Clock) -> Oversight {
    Oversight::new(portico_oversight::SetUp {
        policy,
        audit: audit.clone(),
        store: store.clone(),
        clock: clock.clone(),
    })
}

async fn bind() -> (TcpListener, Url) {
    let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
    let address: SocketAddr = listener.local_addr().expect("a bound port has an address");
    (listener, format!("http://{address}/").parse().expect("an address"))
}

fn serve(listener: TcpListener, portal: Portal, limits: ConnectionLimits) -> oneshot::Sender<()> {
    let (stop, stopped) = oneshot::channel::<()>();
    tokio::spawn(portico_portal::router::serve(listener, portal, limits, async {
        // A dropped sender means that the test is over.
        let _ = stopped.await;
    }));
    stop
}
