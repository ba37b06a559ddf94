//! A log and a store of their own, the privacy officer, and events.

use std::sync::Arc;

use jiff::SignedDuration;
use portico_audit::{Action, Event, Log, Outcome};
use portico_model::{
    AccountId, Asker, Assurance, Clock, CorrelationId, Language, Origin, PatientId, Purpose, Role, SessionId,
    Timestamp,
};
use portico_oversight::{Oversight, SetUp};
use portico_policy::Policy;
use portico_store::{DatabaseUrl, NewAccount, Store};
use portico_vault::{Kms, Vault};
use tempfile::TempDir;
use uuid::Uuid;

pub struct World {
    pub clock: Clock,
    pub vault: Vault,
    pub log: Log,
    pub store: Store,
    pub oversight: Oversight,
    pub officer: Asker,
    _folder: TempDir,
}

impl World {
    pub async fn start() -> Self {
        // A second test in the same process finds the provider there.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::system();
        let kms = Kms::file(folder.path().join("kek.json"));
        let vault = Vault::unlock(kms, folder.path().join("keys.json"), clock.clone()).unwrap();
        let url = DatabaseUrl::Embedded(folder.path().join("portal.db"));
        let store = Store::open(&url, vault.clone()).await.unwrap();
        let options = Log::embedded(&folder.path().join("audit.db"), &vault);
        let log = Log::open(options, vault.clone(), clock.clone()).await.unwrap();
        let policy = Arc::new(Policy::load().unwrap());
        let oversight =
            Oversight::new(SetUp { policy, audit: log.clone(), store: store.clone(), clock: clock.clone() });
        let officer = asker(AccountId(Uuid::new_v4()), Role::PrivacyOfficer);
        Self { clock, vault, log, store, oversight, officer, _folder: folder }
    }

    /// An account of somebody called so; patients have a record of that name.
    pub async fn account(&self, name: &str, role: Role) -> AccountId {
        let id = AccountId(Uuid::new_v4());
        let account = NewAccount {
            id,
            role,
            email: format!("{name}@example.org").parse().unwrap(),
            phone: None,
            name: format!("Dr. {name}"),
            language: Language::En,
            own_record: (role == Role::Patient).then(|| patient(name)),
            password_hash: None,
            created_at: self.clock.now(),
        };
        self.store.create_account(&account).await.unwrap();
        id
    }

    pub async fn append(&self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            self.log.append(event).await.unwrap();
        }
    }

    /// The acts in the log, the newest first.
    pub async fn acts(&self, action: Action) -> Vec<Event> {
        let query = portico_audit::Query { action: Some(action), ..portico_audit::Query::default() };
        self.log.query(&query).await.unwrap().entries.into_iter().map(|entry| entry.event).collect()
    }
}

pub fn asker(account: AccountId, role: Role) -> Asker {
    Asker {
        account,
        session: SessionId(Uuid::new_v4()),
        role,
        assurance: Assurance::TwoFactor,
        is_fresh: true,
        staff: None,
        own_record: None,
        language: Language::En,
        origin: origin(),
        correlation: CorrelationId(Uuid::new_v4()),
    }
}

pub fn origin() -> Origin {
    Origin { address: Some([203, 0, 113, 7].into()), user_agent: "Firefox".to_owned() }
}

pub fn patient(id: &str) -> PatientId {
    id.parse().unwrap()
}

/// Noon in London, on a winter's day long before any test runs, and so many seconds later.
pub fn noon(seconds: i64) -> Timestamp {
    "2026-01-18T12:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

/// A clinician reads a record.
pub fn look(actor: AccountId, of: &str, at: Timestamp) -> Event {
    Event {
        actor: Some(actor),
        role: Role::Clinician,
        patient: Some(patient(of)),
        purpose: Some(Purpose::Treatment),
        rules: vec!["care-team-reads".to_owned()],
        ..Event::unattended(at, Action::Read, Outcome::Permitted, origin(), CorrelationId(Uuid::new_v4()))
    }
}
