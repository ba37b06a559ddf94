//! The one task that writes: it takes all appends that wait, and stores them as one group with one transaction,
//! one signed tree head and one flush. A group that fails leaves nothing behind, here or there: the tree is then read
//! again before the next one. A commit whose outcome is not known is looked for in the log before anybody is answered.

use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use aws_lc_rs::signature::Ed25519KeyPair;
use portico_database::{Pool, Transaction};
use portico_model::{Clock, CorrelationId, Origin, Timestamp};
use portico_vault::{Signer, Vault};
use sea_orm::sea_query::Value;
use sea_orm::{ConnectionTrait, EntityTrait, QueryTrait};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::entry::{Blind, SealedEntry};
use crate::error::AuditError;
use crate::head::TreeHead;
use crate::insert::Inserts;
use crate::log::Receipt;
use crate::merkle::{Frontier, Hash};
use crate::tables::{self, head, node, tree};
use crate::{Action, Detail, Event, Outcome};

/// Entries of one transaction at most.
pub(crate) const LARGEST_GROUP: usize = 2048;

/// Entries of one transaction that are written with one statement, at most: every number of them is a statement of its own.
const TOGETHER: usize = 32;

/// How long a group may take to commit before all its appends fail.
pub const COMMIT_TIMEOUT: Duration = Duration::from_secs(10);

/// Somebody who waits for the next group.
pub(crate) enum Waiting {
    Append { entry: SealedEntry, answer: oneshot::Sender<Result<Receipt, AuditError>> },
    Check { answer: oneshot::Sender<Result<(), AuditError>> },
}

pub(crate) struct Sealer {
    log_id: Uuid,
    /// Never closed, for the reason that [`crate::Log`] has.
    database: ManuallyDrop<Pool>,
    vault: Vault,
    key: Ed25519KeyPair,
    clock: Clock,
    commits: Arc<AtomicU64>,
    /// The tree as the last group left it; absent after a failure.
    known: Option<Tree>,
    /// Since the last group that could not be written, if none could be since.
    outage: Option<Outage>,
    entries: Inserts,
    nodes: Inserts,
}

/// While appends fail.
#[derive(Default)]
struct Outage {
    refused: u32,
}

impl Sealer {
    pub(crate) fn new(log_id: Uuid, database: Pool, vault: Vault, clock: Clock) -> Self {
        Self {
            log_id,
            database: ManuallyDrop::new(database),
            key: vault.signing_key(Signer::Audit),
            vault,
            clock,
            commits: Arc::default(),
            known: None,
            outage: None,
            entries: Inserts::new("audit_entry", &ENTRY_COLUMNS),
            nodes: Inserts::new("audit_node", &["place", "hash"]),
        }
    }

    /// The transactions committed so far.
    pub(crate) fn commits(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.commits)
    }

    /// Writes groups until every sender is gone and all that waited is answered.
    pub(crate) async fn run(mut self, mut queue: mpsc::Receiver<Waiting>) {
        let mut waiting = Vec::with_capacity(LARGEST_GROUP);
        while queue.recv_many(&mut waiting, LARGEST_GROUP).await > 0 {
            let mut group = Group::of(waiting.drain(..));
            group.entries.extend(self.resumption());
            let written = tokio::time::timeout(COMMIT_TIMEOUT, self.write(&mut group.entries)).await;
            let first = written.unwrap_or(Err(AuditError::Timeout));
            self.note(&first, group.appends.len());
            group.answer(&first);
        }
    }

    /// What tells, in the log itself, that appends were refused before this group.
    fn resumption(&self) -> Option<SealedEntry> {
        let outage = self.outage.as_ref()?;
        let origin = Origin { address: None, user_agent: "audit log".to_owned() };
        let correlation = CorrelationId(Uuid::new_v4());
        let event = Event {
            detail: Detail { times: outage.refused, ..Detail::reason("not_written") },
            ..Event::unattended(
                self.clock.now(),
                Action::ResumeAudit,
                Outcome::Permitted,
                origin,
                correlation,
            )
        };
        SealedEntry::seal(&event, self.log_id, &self.vault).ok()
    }

    fn note(&mut self, written: &Result<u64, AuditError>, appends: usize) {
        match written {
            Ok(_) => {
                if let Some(Outage { refused }) = self.outage.take() {
                    tracing::warn!(audit.refused = refused, "the audit log takes entries again");
                }
            }
            Err(error) => {
                let outage = self.outage.get_or_insert_default();
                outage.refused = outage.refused.saturating_add(u32::try_from(appends).unwrap_or(u32::MAX));
                tracing::error!(
                    audit.group = appends,
                    error = error as &dyn std::error::Error,
                    "audit entries could not be written; what waited for them is refused"
                );
            }
        }
    }

    /// Stores the entries and answers the index of the first one. Without any, it commits a write that changes nothing.
    async fn write(&mut self, entries: &mut [SealedEntry]) -> Result<u64, AuditError> {
        let transaction = self.database.begin().await?;
        if entries.is_empty() {
            let held = tree::hold(&transaction).await?;
            transaction.commit().await?;
            return Ok(held.frontier()?.size());
        }
        let mut grown = self.grow_tree(&transaction, entries).await?;
        let first = grown.first;
        let backend = transaction.get_database_backend();
        let is_small = entries.len() <= TOGETHER;
        let mut rows = self.entries.statements(backend, entries, |offset, entry, row| {
            entry_values(tables::stored(first + offset as u64), entry, row);
        });
        rows.extend(
            self.nodes.statements(backend, &mut grown.completed, |_, node, row| node_values(node, row)),
        );
        let head = grown.tree.sign(&self.key, self.clock.now());
        rows.push(head::Entity::insert(head::ActiveModel::from(&head)).build(backend));
        if is_small {
            transaction.execute_together(rows).await?;
        } else {
            for row in rows {
                transaction.execute_raw(row).await?;
            }
        }
        match transaction.commit().await.map_err(AuditError::from) {
            Err(AuditError::InDoubt(_)) if self.has_landed(&head).await => {}
            committed => {
                committed?;
                self.known = Some(grown.tree);
            }
        }
        self.commits.fetch_add(1, Ordering::Relaxed);
        Ok(first)
    }

    /// Whether `head` is in the log by now. Whoever holds the tree knows that nobody else is still at it.
    async fn has_landed(&self, head: &TreeHead) -> bool {
        let look = async {
            let transaction = self.database.begin().await?;
            tree::hold(&transaction).await?;
            let stored = head::Entity::find_by_id(tables::stored(head.size)).one(&transaction).await?;
            transaction.rollback().await;
            stored.map(TreeHead::try_from).transpose()
        };
        look.await.is_ok_and(|stored| stored.as_ref() == Some(head))
    }

    /// Puts the state of the tree with `group` in the place of the one without, which keeps everybody else from
    /// appending until the transaction ends.
    async fn grow_tree(
        &mut self,
        transaction: &Transaction,
        group: &[SealedEntry],
    ) -> Result<Grown, AuditError> {
        if let Some(known) = self.known.take() {
            let size = known.frontier.size();
            let grown = Grown::new(known, group);
            if tree::replace(transaction, size, &grown.tree.frontier).await? {
                return Ok(grown);
            }
        }
        let held = tree::hold(transaction).await?;
        let known = Tree { log_id: held.log_id, frontier: held.frontier()? };
        self.check(transaction, &known).await?;
        let grown = Grown::new(known, group);
        tree::replace(transaction, grown.first, &grown.tree.frontier).await?;
        Ok(grown)
    }

    /// Whether the tree is the one of its signed head; otherwise nothing may be built on it.
    async fn check(&self, transaction: &Transaction, tree: &Tree) -> Result<(), AuditError> {
        let size = tree.frontier.size();
        let newest = head::Entity::find_by_id(tables::stored(size)).one(transaction).await?;
        let newest = TreeHead::try_from(newest.ok_or(AuditError::Damaged("the newest tree head"))?)?;
        let is_ours = newest.log_id == tree.log_id && newest.public_key == crate::head::public_key(&self.key);
        if !(is_ours && newest.root == tree.frontier.root() && newest.is_signed()) {
            return Err(AuditError::Damaged("the state of the tree"));
        }
        Ok(())
    }
}

/// Everybody who waited for one transaction.
#[derive(Default)]
struct Group {
    /// The first ones are those of `appends`, in their order.
    entries: Vec<SealedEntry>,
    appends: Vec<oneshot::Sender<Result<Receipt, AuditError>>>,
    checks: Vec<oneshot::Sender<Result<(), AuditError>>>,
}

impl Group {
    fn of(waiting: impl Iterator<Item = Waiting>) -> Self {
        let mut group = Self::default();
        for waiting in waiting {
            match waiting {
                Waiting::Append { entry, answer } => {
                    group.entries.push(entry);
                    group.appends.push(answer);
                }
                Waiting::Check { answer } => group.checks.push(answer),
            }
        }
        group
    }

    /// Tells everybody. Who has gone is not told; the entry stays.
    fn answer(self, first: &Result<u64, AuditError>) {
        for (index, (answer, entry)) in (0..).zip(self.appends.into_iter().zip(self.entries)) {
            let leaf_hash = entry.leaf_hash;
            let _ = answer.send(first.clone().map(|first| Receipt { index: first + index, leaf_hash }));
        }
        for answer in self.checks {
            let _ = answer.send(first.clone().map(drop));
        }
    }
}

struct Tree {
    log_id: Uuid,
    frontier: Frontier,
}

impl Tree {
    fn sign(&self, key: &Ed25519KeyPair, at: Timestamp) -> TreeHead {
        TreeHead::sign(key, self.log_id, self.frontier.size(), self.frontier.root(), at)
    }
}

/// The tree with a group that is not stored yet.
struct Grown {
    tree: Tree,
    /// The index of the group's first entry.
    first: u64,
    /// The nodes to be stored, by their places.
    completed: Vec<(i64, Hash)>,
}

impl Grown {
    fn new(mut tree: Tree, group: &[SealedEntry]) -> Self {
        let first = tree.frontier.size();
        let mut completed = Vec::new();
        for entry in group {
            tree.frontier.push(entry.leaf_hash, |node, hash| {
                if node.level >= node::LOWEST_LEVEL {
                    completed.push((node::place(node), hash));
                }
            });
        }
        Self { tree, first, completed }
    }
}

const ENTRY_COLUMNS: [&str; 10] =
    ["idx", "at_us", "actor", "patient", "action", "outcome", "role", "correlation", "leaf_hash", "payload"];

fn entry_values(index: i64, entry: &mut SealedEntry, row: &mut Vec<Value>) {
    let blind = |of: Option<Blind>| Value::Bytes(of.map(|bytes| bytes.to_vec()));
    row.extend([
        Value::BigInt(Some(index)),
        Value::BigInt(Some(entry.at_us)),
        blind(entry.actor),
        blind(entry.patient),
        entry.action.into(),
        entry.outcome.into(),
        entry.role.into(),
        entry.correlation.into(),
        Value::Bytes(Some(entry.leaf_hash.0.to_vec())),
        Value::Bytes(Some(std::mem::take(&mut entry.payload))),
    ]);
}

fn node_values((place, hash): &(i64, Hash), row: &mut Vec<Value>) {
    row.extend([Value::BigInt(Some(*place)), Value::Bytes(Some(hash.0.to_vec()))]);
}
