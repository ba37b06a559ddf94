//! The one task that writes: it takes all appends that wait, and stores them as one group with one transaction,
//! one signed tree head and one flush. What the tree is stands in the database alone; a group that fails leaves
//! nothing behind, here or there.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use aws_lc_rs::signature::Ed25519KeyPair;
use portico_model::Clock;
use sea_orm::sea_query::Value;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
    TransactionTrait,
};
use tokio::sync::{mpsc, oneshot};

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
    pub database: DatabaseConnection,
    pub key: Ed25519KeyPair,
    pub clock: Clock,
    pub commits: Arc<AtomicU64>,
    /// The head of the tree that this sealer wrote or checked last.
    known: Option<TreeHead>,
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
            database,
            key,
            clock,
            commits,
            known: None,
            entries: Inserts::new(
                "audit_entry",
                &[
                    "idx", "at_us", "actor", "patient", "action", "outcome", "role", "correlation",
                    "leaf_hash", "payload",
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
                self.known = None;
                tracing::error!(audit.group = group.len(), error = error as &dyn std::error::Error,
                    "audit entries could not be written; what waited for them is refused");
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
        let tree = hold_tree(&transaction).await?;
        let mut frontier = tree.frontier()?;
        self.check(&transaction, &tree, &frontier).await?;
        let first = frontier.size();

        let mut completed = Vec::new();
        for waiting in group.iter() {
            frontier.push(waiting.entry.leaf_hash, |node, hash| {
                if node.level >= node::LOWEST_LEVEL {
                    completed.push((node::place(node), hash));
                }
            });
        }
        let head =
            TreeHead::sign(&self.key, tree.log_id, frontier.size(), frontier.root(), self.clock.now());

        self.entries
            .insert(&transaction, group, |offset, waiting, row| {
                entry_values(tables::stored(first) + offset as i64, &mut waiting.entry, row);
            })
            .await?;
        self.nodes.insert(&transaction, &mut completed, |_, node, row| node_values(node, row)).await?;
        head::ActiveModel::from(&head).insert(&transaction).await?;
        tree::grown(&frontier).update(&transaction).await?;
        transaction.commit().await?;

        self.commits.fetch_add(1, Ordering::Relaxed);
        self.known = Some(head);
        Ok(first)
    }

    /// Whether the state of the tree is the one of the newest signed head; otherwise nothing may be built on it.
    async fn check(
        &mut self,
        transaction: &DatabaseTransaction,
        tree: &tree::Model,
        frontier: &Frontier,
    ) -> Result<(), AuditError> {
        let matches = |head: &TreeHead| head.size == frontier.size() && head.root == frontier.root();
        if self.known.as_ref().is_some_and(matches) {
            return Ok(());
        }
        let newest = head::Entity::find_by_id(tree.size).one(transaction).await?;
        let newest = newest.ok_or(AuditError::Damaged("the newest tree head"))?;
        let newest = TreeHead::try_from(newest)?;
        let is_ours = newest.log_id == tree.log_id && newest.public_key == crate::head::public_key(&self.key);
        if !(is_ours && matches(&newest) && newest.is_signed()) {
            return Err(AuditError::Damaged("the state of the tree"));
        }
        Ok(())
    }
}

/// Reads the state of the tree and keeps everybody else from appending until the transaction ends. It is an update
/// because that takes the lock on every engine, before anything was read.
pub(crate) async fn hold_tree(transaction: &DatabaseTransaction) -> Result<tree::Model, AuditError> {
    let held = tree::Entity::update_many()
        .col_expr(tree::Column::Id, tree::ONLY.into())
        .filter(tree::Column::Id.eq(tree::ONLY))
        .exec_with_returning(transaction)
        .await?;
    held.into_iter().next().ok_or(AuditError::Damaged("the state of the tree"))
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
