use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use portico_audit::{Action, Event, Log, Outcome, Query};
use portico_desk::{Couriers, Desk, Post, Protection, SetUp, Smtp, Written};
use portico_model::{
    AccountId, Asker, Assurance, CaseId, Clock, CorrelationId, Language, Origin, PatientId, Role, SessionId,
    StaffClaims,
};
use portico_policy::{PatientFacts, Policy, Standing};
use portico_sandbox::{Inbox, Running, Sandbox, SandboxConfig};
use portico_store::{
    DatabaseUrl, Mail, NewAccount, NewOutgoing, Recipient, StaffChange, StaffMember, Store, Subject,
};
use portico_vault::{Kms, Vault};
use tempfile::TempDir;
use uuid::Uuid;

pub struct World {
    pub store: Store,
    pub log: Log,
    pub clock: Clock,
    pub desk: Desk,
    pub post_office: Running,
    pub couriers: Couriers,
    pub worker: Uuid,
    _folder: TempDir,
}

impl World {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::system();
        let vault = vault(folder.path());
        let store = Store::open(&database(folder.path()), vault.clone()).await.unwrap();
        Self::with(folder, store, vault, clock).await
    }

    pub async fn with(folder: TempDir, store: Store, vault: Vault, clock: Clock) -> Self {
        let file = folder.path().join("audit.db");
        let log = Log::open(Log::embedded(&file, &vault), vault, clock.clone()).await.unwrap();
        let post_office = Sandbox::start(SandboxConfig::default()).await.unwrap();
        let couriers = couriers(post_office.smtp_address().port());
        let desk = desk(store.clone(), log.clone(), clock.clone());
        let worker = Uuid::new_v4();
        Self { store, log, clock, desk, post_office, couriers, worker, _folder: folder }
    }

    pub fn inbox(&self) -> &Inbox {
        &self.post_office.inbox
    }

    /// Somebody with an account.
    pub async fn person(&self, name: &str, role: Role) -> Asker {
        let account = AccountId(Uuid::now_v7());
        let own_record: Option<PatientId> = (role == Role::Patient).then(|| name.parse().unwrap());
        let new = NewAccount {
            id: account,
            role,
            email: format!("{name}@example.org").parse().unwrap(),
            phone: None,
            name: name.to_owned(),
            language: Language::En,
            own_record: own_record.clone(),
            password_hash: None,
            created_at: self.clock.now(),
        };
        match role {
            Role::Patient => self.store.create_account(&new).await.unwrap(),
            _ => self.store.create_staff(&new, &member(&new)).await.unwrap(),
        }
        Asker {
            account,
            session: SessionId(Uuid::new_v4()),
            role,
            assurance: Assurance::TwoFactor,
            is_fresh: true,
            staff: None,
            own_record,
            language: Language::En,
            origin: Origin { address: None, user_agent: "test".to_owned() },
            correlation: CorrelationId(Uuid::new_v4()),
        }
    }

    /// A privacy officer of whom the directory says something else by now.
    pub async fn changed(&self, name: &str, change: impl FnOnce(&mut StaffMember)) -> AccountId {
        let account = self.person(name, Role::PrivacyOfficer).await.account;
        let mut member = self.store.find_staff(account).await.unwrap().unwrap();
        change(&mut member);
        let email = format!("{name}@example.org").parse().unwrap();
        let change = StaffChange {
            member,
            role: Role::PrivacyOfficer,
            name: name.to_owned(),
            email,
            ends_sessions: false,
        };
        self.store.change_staff(&change).await.unwrap();
        account
    }

    /// A line of the log that is about somebody's record.
    pub async fn look_at(&self, patient: &PatientId) -> u64 {
        let origin = Origin { address: None, user_agent: "test".to_owned() };
        let correlation = CorrelationId(Uuid::new_v4());
        let now = self.clock.now();
        let look = Event::unattended(now, Action::Read, Outcome::Permitted, origin, correlation);
        self.log.append(Event { patient: Some(patient.clone()), ..look }).await.unwrap().index
    }

    /// A question of a patient about a look at their own record.
    pub async fn question(&self, asker: &Asker) -> CaseId {
        let patient = asker.own_record.clone().unwrap();
        let entry = self.look_at(&patient).await;
        let key = Uuid::new_v4().to_string();
        self.desk.ask_about_look(asker, &patient, oneself(), entry, "Who is this?", &key).await.unwrap()
    }

    pub async fn carry(&self) {
        while self.desk.carry_due(&self.couriers, self.worker).await.unwrap() > 0 {}
    }

    pub fn later(&self, by: SignedDuration) {
        self.clock.advance(by);
    }

    /// How often the audit log tells of this.
    pub async fn told(&self, action: Action, outcome: Outcome) -> usize {
        let query = Query { action: Some(action), outcome: Some(outcome), ..Query::default() };
        self.log.query(&query).await.unwrap().entries.len()
    }
}

/// Somebody who has signed in at work.
pub fn member(account: &NewAccount) -> StaffMember {
    StaffMember {
        account: account.id,
        subject: Some(Subject { issuer: "https://id.example".to_owned(), subject: account.name.clone() }),
        user_name: account.name.clone(),
        external_id: None,
        claims: StaffClaims::default(),
        is_active: true,
        changed_at: account.created_at,
        removed_at: None,
    }
}

pub fn oneself() -> (Option<Standing>, PatientFacts) {
    (Some(Standing::ONESELF), PatientFacts::default())
}

pub fn desk(store: Store, audit: Log, clock: Clock) -> Desk {
    let policy = Arc::new(Policy::load().unwrap());
    Desk::new(SetUp { store, audit, policy, clock })
}

pub fn vault(folder: &Path) -> Vault {
    Vault::unlock(Kms::file(folder.join("kek.json")), folder.join("keys.json"), Clock::system()).unwrap()
}

pub fn database(folder: &Path) -> DatabaseUrl {
    DatabaseUrl::Embedded(folder.join("portal.db"))
}

pub fn couriers(port: u16) -> Couriers {
    let smtp = Smtp {
        host: "127.0.0.1".to_owned(),
        port,
        protection: Protection::None,
        from: "Riverside Health <portal@riverside.example>".to_owned(),
        user: None,
        timeout: Duration::from_secs(10),
    };
    let writer = Arc::new(|mail: &Mail, language: Language| Written {
        subject: format!("{} {}", mail.letter.key(), language.tag()),
        text: format!("http://portal{}", mail.path),
        html: "<p>Sign in.</p>".to_owned(),
    });
    Couriers { post: Some(Post::new(smtp, writer).unwrap()), ..Couriers::default() }
}

pub fn letter_to(address: &str, clock: &Clock) -> NewOutgoing {
    let to = Recipient::Address { email: address.parse().unwrap(), language: Language::Es };
    NewOutgoing::mail(&Mail::new(to, portico_store::Letter::RequestAnswered, "/account"), None, clock.now())
}
