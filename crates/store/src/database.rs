use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use portico_database::{Pool, outside_of_transactions};
use portico_vault::{Database, Vault};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, RuntimeErr, SqlxPostgresConnector};
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::StoreError;
use crate::migrations::Migrator;
use crate::seen_cache::SeenCache;
use crate::session_cache::SessionCache;

/// Where the tables are.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// An encrypted SQLite file of this process alone.
    Embedded(PathBuf),
    /// `postgres://…`, shared by all nodes.
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = std::convert::Infallible;

    /// `postgres://…` and `postgresql://…`; everything else is a file, with or without `sqlite:` before it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
        Ok(if is_postgres {
            Self::Postgres(text.to_owned())
        } else {
            let path = text.strip_prefix("sqlite://").or(text.strip_prefix("sqlite:")).unwrap_or(text);
            Self::Embedded(path.into())
        })
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded(path) => f.debug_tuple("Embedded").field(path).finish(),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

/// The portal's tables. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

// Connections stay open until the process ends. Closed, they end on threads of their own, and where that is
// at exit they crash: SQLCipher and OpenSSL take themselves down beneath them. Nothing is lost by it, because
// what was committed is on disk.
struct Inner {
    reads: ManuallyDrop<DatabaseConnection>,
    /// SQLite has one writer at a time: one connection for it spares everybody the waiting and retrying.
    writes: ManuallyDrop<Pool>,
    vault: Vault,
    sessions: Option<SessionCache>,
    seen: Option<SeenCache>,
    statements: Arc<AtomicU64>,
    _lock: Option<File>,
}

impl Store {
    /// Opens the database, making or migrating its tables.
    ///
    /// Fails with [`StoreError::InUse`] if another process has the file, and with
    /// [`StoreError::WrongKey`] if `vault` is not the one that the file was made with.
    pub async fn open(url: &DatabaseUrl, vault: Vault) -> Result<Self, StoreError> {
        match url {
            DatabaseUrl::Embedded(path) => Self::open_embedded(path, vault).await,
            DatabaseUrl::Postgres(url) => Self::open_postgres(url, vault).await,
        }
    }

    /// Whether no other process can change these tables, so that what was read may be remembered.
    pub fn is_sole_writer(&self) -> bool {
        self.0.sessions.is_some()
    }

    /// How often the database was read or written so far; what one transaction does counts once.
    pub fn statements(&self) -> u64 {
        self.0.statements.load(Ordering::Relaxed)
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.0.reads.ping().await?)
    }

    async fn open_embedded(path: &Path, vault: Vault) -> Result<Self, StoreError> {
        let lock = lock_beside(path)?;
        if !path.exists() {
            private_file(path)?;
        }
        let key = vault.database_key(Database::Portal);
        let key = key.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        // FULL: a lost power must not bring back a session that was ended or a code that was used.
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .pragma("key", format!("\"x'{key}'\""))
            .pragma("cipher_log_level", "NONE")
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true)
            .disable_statement_logging();
        let wrong_key = |error| embedded_error(path, error);
        let writer = SqlitePoolOptions::new().max_connections(1).min_connections(1).idle_timeout(None);
        let writer = outside_of_transactions(writer.max_lifetime(None));
        let writes = writer.connect_with(options.clone()).await.map_err(wrong_key)?;
        let writes = Pool::new(writes.into());
        writes.migrate(Migrator).await?;
        let readers = SqlitePoolOptions::new().max_connections(4).idle_timeout(None).max_lifetime(None);
        let reads = options.pragma("query_only", "ON");
        let reads = readers.connect_with(reads).await.map_err(wrong_key)?.into();
        Ok(Self::new(reads, writes, vault, Some(lock)))
    }

    async fn open_postgres(url: &str, vault: Vault) -> Result<Self, StoreError> {
        let connect_error = |error| DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error)));
        let options: PgConnectOptions = url.parse().map_err(connect_error)?;
        let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(5));
        let pool = pool.connect_with(options.disable_statement_logging()).await.map_err(connect_error)?;
        let reads = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
        let writes = Pool::new(reads.clone());
        migrate_alone(&writes).await?;
        Ok(Self::new(reads, writes, vault, None))
    }

    /// With the `lock` of the file, this process is the sole writer.
    fn new(mut reads: DatabaseConnection, writes: Pool, vault: Vault, lock: Option<File>) -> Self {
        let statements = Arc::new(AtomicU64::new(0));
        let counted = statements.clone();
        reads.set_metric_callback(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        let (reads, writes) = (ManuallyDrop::new(reads), ManuallyDrop::new(writes));
        let (sessions, seen) =
            (lock.is_some().then(SessionCache::default), lock.is_some().then(SeenCache::default));
        Self(Arc::new(Inner { reads, writes, vault, sessions, seen, statements, _lock: lock }))
    }

    pub(crate) fn reads(&self) -> &DatabaseConnection {
        &self.0.reads
    }

    pub(crate) fn writes(&self) -> &Pool {
        self.0.statements.fetch_add(1, Ordering::Relaxed);
        &self.0.writes
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.0.vault
    }

    pub(crate) fn session_cache(&self) -> Option<&SessionCache> {
        self.0.sessions.as_ref()
    }

    pub(crate) fn seen_cache(&self) -> Option<&SeenCache> {
        self.0.seen.as_ref()
    }
}

/// Nodes that start together migrate one after the other.
async fn migrate_alone(database: &Pool) -> Result<(), StoreError> {
    let turn = database.begin().await?;
    turn.execute_unprepared("SELECT pg_advisory_xact_lock(7823561204)").await?;
    database.migrate(Migrator).await?;
    Ok(turn.commit().await?)
}

fn lock_beside(path: &Path) -> Result<File, StoreError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let file = private_file(Path::new(&beside))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: path.to_owned() }),
        Err(TryLockError::Error(source)) => Err(StoreError::File { path: path.to_owned(), source }),
    }
}

/// Opens the file, or makes an empty one that nobody else may read. SQLite gives its journal the same mode.
fn private_file(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|source| StoreError::File { path: path.to_owned(), source })
}

fn embedded_error(path: &Path, error: sqlx::Error) -> StoreError {
    const NOT_A_DATABASE: &str = "26";
    match &error {
        sqlx::Error::Database(cause) if cause.code().as_deref() == Some(NOT_A_DATABASE) => {
            StoreError::WrongKey { path: path.to_owned() }
        }
        _ => DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error))).into(),
    }
}
