//! Where a log of a test lies: an SQLite file under the vault's key, or a throw-away PostgreSQL database.

use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use portico_audit::{Action, Event, Log, Outcome};
use portico_model::{AccountId, Clock, CorrelationId, Origin, PatientId, Timestamp};
use portico_vault::{Kms, Vault};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;
use uuid::Uuid;

/// A place that outlives the logs that are opened in it.
pub struct Place {
    pub options: ConnectOptions,
    pub vault: Vault,
    pub clock: Clock,
    pub folder: TempDir,
}

impl Place {
    pub fn sqlite() -> Self {
        let (folder, vault) = vault();
        let options = Log::embedded(&folder.path().join("audit.db"), &vault);
        Self { options, vault, clock: Clock::system(), folder }
    }

    pub async fn log(&self) -> Log {
        Log::open(self.options.clone(), self.vault.clone(), self.clock.clone()).await.unwrap()
    }

    /// A second way to the same tables, past the log.
    pub async fn behind_its_back(&self) -> DatabaseConnection {
        let mut options = self.options.clone();
        options.map_sqlx_sqlite_opts(|sqlite| sqlite.pragma("cipher_hmac_algorithm", "HMAC_SHA256"));
        Database::connect(options).await.unwrap()
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("audit.db")
    }
}

pub fn vault() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let kms = Kms::file(folder.path().join("kek.json"));
    let vault = Vault::unlock(kms, folder.path().join("keys.json"), Clock::system()).unwrap();
    (folder, vault)
}

pub async fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(Place) -> F) {
    test(Place::sqlite()).await;
}

/// Runs `test` in a database of its own; says so and passes where there is no server, unless services are required.
pub async fn on_postgres<F>(test: impl FnOnce(Place) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let server = std::env::var_os("PORTICO_TEST_POSTGRES")
        .map_or("postgres://postgres@127.0.0.1:5432/postgres".to_owned(), |url| url.into_string().unwrap());
    let admin = match Database::connect(&server).await {
        Ok(admin) => admin,
        Err(error) if std::env::var_os("PORTICO_REQUIRE_SERVICES").is_none() => {
            println!("skipped: no PostgreSQL at {server} ({error})");
            return;
        }
        Err(error) => panic!("PostgreSQL is required and not there: {error}"),
    };
    let name = format!("portico_audit_{}", Uuid::new_v4().simple());
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let (folder, vault) = vault();
    let base = &server[..server.rfind('/').unwrap()];
    let mut options = ConnectOptions::new(format!("{base}/{name}"));
    options.max_connections(4);

    let place = Place { options, vault, clock: Clock::system(), folder };
    let outcome = tokio::spawn(test(place)).await;

    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    outcome.unwrap();
}

/// Writes each `async fn(Place)` once as a test on SQLite and once as a test on PostgreSQL.
macro_rules! on_both_engines {
    ($($test:ident,)+) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                crate::place::on_sqlite(super::$test).await;
            })+
        }

        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                crate::place::on_postgres(super::$test).await;
            })+
        }
    };
}
pub(crate) use on_both_engines;

pub fn ana() -> PatientId {
    "ana-1".parse().unwrap()
}

pub fn luz() -> PatientId {
    "luz-2".parse().unwrap()
}

/// A read of `patient`'s laboratory results, at a time of its own.
pub fn read(patient: &PatientId) -> Event {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let second = NEXT.fetch_add(1, Ordering::Relaxed) as i64;
    let at = Timestamp::from_second(1_790_000_000 + second).unwrap();
    let origin = Origin { address: Some([127, 0, 0, 1].into()), user_agent: "test".to_owned() };
    let correlation = CorrelationId(Uuid::new_v4());
    Event {
        actor: Some(AccountId(Uuid::new_v4())),
        patient: Some(patient.clone()),
        ..Event::unattended(at, Action::Read, Outcome::Permitted, origin, correlation)
    }
}

/// Appends `count` reads of Ana's, some together and some alone, so that there are several tree heads.
pub async fn fill(log: &Log, count: usize) {
    for start in (0..count).step_by(7) {
        let group = (start..count.min(start + 7)).map(|_| log.append(read(&ana())));
        futures::future::try_join_all(group).await.unwrap();
    }
}
