//! The log as the rest of the portal knows it: append, and be answered when the entry can no longer be lost.

use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use portico_model::Clock;
use portico_vault::{Database, Signer, Vault};
use sea_orm::{ConnectOptions, DatabaseConnection, EntityTrait, QueryOrder};
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::entry::SealedEntry;
use crate::error::AuditError;
use crate::head::{TreeHead, public_key};
use crate::merkle::Hash;
use crate::sealer::{COMMIT_TIMEOUT, Sealer, Waiting};
use crate::tables::head;
use crate::{Event, opening};

/// Appends that may wait for a group before callers wait to be let in.
const QUEUE: usize = 8192;

/// The proof that an event is kept: which leaf of the tree it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Counted from zero.
    pub index: u64,
    pub leaf_hash: Hash,
}

/// An open audit log. Cheap to clone; when the last clone goes, what was taken in is still written.
#[derive(Clone)]
pub struct Log(Arc<Inner>);

// Connections stay open until the process ends. Closed, they end on threads of their own, and where that is at exit
// they crash: SQLCipher and OpenSSL take themselves down beneath them. What was committed is on disk.
struct Inner {
    id: Uuid,
    vault: Vault,
    public_key: [u8; 32],
    reader: ManuallyDrop<DatabaseConnection>,
    queue: mpsc::WeakSender<Waiting>,
    open: Mutex<Option<Open>>,
    commits: Arc<AtomicU64>,
}

/// While this is there, the sealer runs.
struct Open {
    queue: mpsc::Sender<Waiting>,
    sealer: JoinHandle<()>,
}

impl Log {
    /// Opens the log in a database, which is SQLite or PostgreSQL, and makes its tables if they are not there.
    /// Appends use a connection of their own; `options` bound the ones for reading. What `options` map of the
    /// engines' own options is replaced by what durable commits need.
    pub async fn open(options: ConnectOptions, vault: Vault, clock: Clock) -> Result<Self, AuditError> {
        let key = vault.signing_key(Signer::Audit);
        let (writer, reader) = opening::connect(options).await?;
        let id = opening::prepare(&writer, &key, &clock).await?;
        let public_key = public_key(&key);
        let (queue, taken) = mpsc::channel(QUEUE);
        let weak = queue.downgrade();
        let sealer = Sealer::new(id, writer, vault.clone(), clock);
        let commits = sealer.commits();
        let sealer = tokio::spawn(sealer.run(taken));
        let open = Mutex::new(Some(Open { queue, sealer }));
        Ok(Self(Arc::new(Inner {
            id,
            vault,
            public_key,
            reader: ManuallyDrop::new(reader),
            queue: weak,
            open,
            commits,
        })))
    }

    /// Where the embedded log lies: an SQLite file under the vault's key, made if it is not there.
    pub fn embedded(file: &Path, vault: &Vault) -> ConnectOptions {
        let mut options = ConnectOptions::new(opening::sqlite_url(file));
        options
            .sqlcipher_key(opening::sqlcipher_key(&vault.database_key(Database::Audit)))
            .max_connections(4);
        options
    }

    /// Appends `event`. The receipt comes when the entry is flushed to disk under a signed tree head; on any error
    /// the caller must not do or show what the event tells of.
    pub async fn append(&self, event: Event) -> Result<Receipt, AuditError> {
        let entry = SealedEntry::seal(&event, self.0.id, &self.0.vault)?;
        let (answer, receipt) = oneshot::channel();
        self.wait_for(Waiting::Append { entry, answer }, receipt).await
    }

    /// Whether the writer takes entries. Whether it can keep them is known when one is kept.
    pub fn is_open(&self) -> bool {
        self.0.queue.upgrade().is_some_and(|queue| !queue.is_closed())
    }

    /// Whether an entry could be appended now: the writer itself durably commits a write, which changes nothing. Where
    /// appends have failed since the last one that did not, that write is an entry which tells of it.
    pub async fn check(&self) -> Result<(), AuditError> {
        let (answer, checked) = oneshot::channel();
        let check = self.wait_for(Waiting::Check { answer }, checked);
        tokio::time::timeout(COMMIT_TIMEOUT, check).await.unwrap_or(Err(AuditError::Timeout))
    }

    async fn wait_for<T>(
        &self,
        waiting: Waiting,
        answer: oneshot::Receiver<Result<T, AuditError>>,
    ) -> Result<T, AuditError> {
        let queue = self.0.queue.upgrade().ok_or(AuditError::Closed)?;
        queue.send(waiting).await.map_err(|_| AuditError::Closed)?;
        drop(queue);
        answer.await.map_err(|_| AuditError::Closed)?
    }

    /// The newest tree head.
    pub async fn head(&self) -> Result<TreeHead, AuditError> {
        let newest = head::Entity::find().order_by_desc(head::Column::Size).one(self.reader()).await?;
        newest.ok_or(AuditError::Damaged("the newest tree head"))?.try_into()
    }

    /// Lets what waits be written, then ends. Later appends fail with [`AuditError::Closed`].
    pub async fn close(&self) {
        let Some(Open { queue, sealer }) = self.0.open.lock().await.take() else { return };
        drop(queue);
        if sealer.await.is_err() {
            tracing::error!("the audit log's writer ended by a panic");
        }
    }

    /// What tells this log from every other one.
    pub fn id(&self) -> Uuid {
        self.0.id
    }

    /// The Ed25519 key that verifies this log's tree heads.
    pub fn public_key(&self) -> [u8; 32] {
        self.0.public_key
    }

    /// The transactions that this log has committed since it was opened.
    pub fn commits(&self) -> u64 {
        self.0.commits.load(Ordering::Relaxed)
    }

    pub(crate) fn reader(&self) -> &DatabaseConnection {
        &self.0.reader
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.0.vault
    }
}
