//! The one task that writes: it takes all appends that wait, and stores them as one group with one transaction,
//! one signed tree head and one flush. A group that fails leaves nothing behind, here or there: the tree is then read
//! again before the next one.

use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use aws_lc_rs::signature::Ed25519KeyPair;
use portico_model::{Clock, Timestamp};
use sea_orm::sea_query::Value;
use sea_orm::{DatabaseConnection, DatabaseTransaction, EntityTrait, TransactionTrait};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::entry::{Blind, SealedEntry};
use crate::error::AuditError;
use crate::head::TreeHead;
use crate::insert::Inserts;
use crate::log::Receipt;
use crate::merkle::{Frontier, Hash};
use crate::tables::{self, head, node, tree};

/// Entries of one transaction at most.
pub(crate) const LARGEST_GROUP: usize = 2048;

/// How long a group may take to commit before all its appends fail.
pub const COMMIT_TIMEOUT: Duration = Duration::from_secs(10);

/// An append that waits for its group.
pub(crate) struct Waiting {
    pub entry: SealedEntry,
    pub answer: oneshot::Sender<Result<Receipt, AuditError>>,
}

pub(crate) struct Sealer {
    /// Never closed, for the reason that [`crate::Log`] has.
    pub database: ManuallyDrop<DatabaseConnection>,
    pub key: Ed25519KeyPair,
    pub clock: Clock,
    pub commits: Arc<AtomicU64>,
    /// The tree as the last group left it; absent after a failure.
    known: Option<Tree>,
    entries: Inserts,
    nodes: Inserts,
}

impl Sealer {
    pub(crate) fn new(
        database: DatabaseConnection,
        key: Ed25519KeyPair,
        clock: Clock,
        commits: Arc<AtomicU64>,
    ) -> Self {
        Self {
            database: ManuallyDrop::new(database),
            key,
            clock,
            commits,
            known: None,
            entries: Inserts::new(
                "audit_entry",
                &[
                    "idx",
                    "at_us",
                    "actor",
                    "patient",
                    "action",
                    "outcome",
                    "role",
                    "correlation",
                    "leaf_hash",
                    "payload",
                ],
            ),
            nodes: Inserts::new("audit_node", &["place", "hash"]),
        }
    }

    /// Writes groups until every sender is gone and all that waited is answered.
    pub(crate) async fn run(mut self, mut queue: mpsc::Receiver<Waiting>) {
        let mut group = Vec::with_capacity(LARGEST_GROUP);
        while queue.recv_many(&mut group, LARGEST_GROUP).await > 0 {
            let written = tokio::time::timeout(COMMIT_TIMEOUT, self.commit(&mut group)).await;
            let first = written.unwrap_or(Err(AuditError::Timeout));
            if let Err(error) = &first {
                tracing::error!(
                    audit.group = group.len(),
                    error = error as &dyn std::error::Error,
                    "audit entries could not be written; what waited for them is refused"
                );
            }
            for (index, waiting) in (0..).zip(group.drain(..)) {
                let leaf_hash = waiting.entry.leaf_hash;
                let receipt = first.clone().map(|first| Receipt { index: first + index, leaf_hash });
                // The caller may have gone; the entry stays.
                let _ = waiting.answer.send(receipt);
            }
        }
    }

    /// Stores the group and answers the index of its first entry.
    async fn commit(&mut self, group: &mut [Waiting]) -> Result<u64, AuditError> {
        let transaction = self.database.begin().await?;
        let mut grown = self.grow_tree(&transaction, group).await?;
        let first = grown.first;
        self.entries
            .insert(&transaction, group, |offset, waiting, row| {
                entry_values(tables::stored(first + offset as u64), &mut waiting.entry, row);
            })
            .await?;
        self.nodes.insert(&transaction, &mut grown.completed, |_, node, row| node_values(node, row)).await?;
        let head = grown.tree.sign(&self.key, self.clock.now());
        head::Entity::insert(head::ActiveModel::from(&head)).exec_without_returning(&transaction).await?;
        transaction.commit().await?;

        self.commits.fetch_add(1, Ordering::Relaxed);
        self.known = Some(grown.tree);
        Ok(first)
    }

    /// Puts the state of the tree with `group` in the place of the one without, which keeps everybody else from
    /// appending until the transaction ends.
    async fn grow_tree(
        &mut self,
        transaction: &DatabaseTransaction,
        group: &[Waiting],
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
    async fn check(&self, transaction: &DatabaseTransaction, tree: &Tree) -> Result<(), AuditError> {
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
    fn new(mut tree: Tree, group: &[Waiting]) -> Self {
        let first = tree.frontier.size();
        let mut completed = Vec::new();
        for waiting in group {
            tree.frontier.push(waiting.entry.leaf_hash, |node, hash| {
                if node.level >= node::LOWEST_LEVEL {
                    completed.push((node::place(node), hash));
                }
            });
        }
        Self { tree, first, completed }
    }
}

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
