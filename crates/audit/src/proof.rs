//! Proofs out of the stored log: few rows each, however long the log is.

use std::collections::HashMap;
use std::ops::Range;

use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use serde::{Deserialize, Serialize};

use crate::entry::{InTheOpen, entry_bytes};
use crate::error::AuditError;
use crate::merkle::{self, Frontier, Hash, Node, complete_subtrees, fold};
use crate::tables::{entry, node, stored};
use crate::{Log, TreeHead, base64_bytes};

/// An entry with all that a third party needs to see that it is in the log: as JSON, the file that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedReceipt {
    pub head: TreeHead,
    pub index: u64,
    /// The entry as it is stored: its columns in the open, its content sealed.
    #[serde(with = "base64_bytes::vec")]
    pub entry: Vec<u8>,
    /// The inclusion proof (RFC 9162 § 2.1.3).
    pub path: Vec<Hash>,
}

impl SignedReceipt {
    /// What the entry says to everybody; `None` if it is written in a way that this version does not know.
    pub fn in_the_open(&self) -> Option<InTheOpen> {
        InTheOpen::read(&self.entry)
    }
}

impl Log {
    /// The path from entry `index` to the root of the tree of `size` entries (RFC 9162 § 2.1.3.1).
    pub async fn inclusion_proof(&self, index: u64, size: u64) -> Result<Vec<Hash>, AuditError> {
        if index >= size || size > self.head().await?.size {
            return Err(AuditError::OutOfRange);
        }
        roots(self.reader(), merkle::inclusion_ranges(index, size)).await
    }

    /// The hashes that show that the tree of `new` entries grew out of the one of `old` (RFC 9162 § 2.1.4.1).
    pub async fn consistency_proof(&self, old: u64, new: u64) -> Result<Vec<Hash>, AuditError> {
        if old > new || new > self.head().await?.size {
            return Err(AuditError::OutOfRange);
        }
        if old == 0 {
            return Ok(Vec::new());
        }
        roots(self.reader(), merkle::consistency_ranges(old, new)).await
    }

    /// Entry `index` with its inclusion proof under the newest tree head.
    pub async fn signed_receipt(&self, index: u64) -> Result<SignedReceipt, AuditError> {
        let head = self.head().await?;
        if index >= head.size {
            return Err(AuditError::OutOfRange);
        }
        let row = entry::Entity::find_by_id(stored(index)).one(self.reader()).await?;
        let mut bytes = Vec::new();
        entry_bytes(&row.ok_or(AuditError::Damaged("an entry"))?, &mut bytes);
        let path = roots(self.reader(), merkle::inclusion_ranges(index, head.size)).await?;
        Ok(SignedReceipt { head, index, entry: bytes, path })
    }
}

/// The root over each of `ranges`.
async fn roots(database: &impl ConnectionTrait, ranges: Vec<Range<u64>>) -> Result<Vec<Hash>, AuditError> {
    let parts: Vec<Vec<Node>> = ranges.into_iter().map(complete_subtrees).collect();
    let hashes = nodes(database, &parts.concat()).await?;
    let mut hashes = hashes.as_slice();
    let mut roots = Vec::with_capacity(parts.len());
    for part in &parts {
        let (own, rest) = hashes.split_at(part.len());
        roots.push(fold(own));
        hashes = rest;
    }
    Ok(roots)
}

/// The hashes of complete subtrees, in their order.
pub(crate) async fn nodes(database: &impl ConnectionTrait, nodes: &[Node]) -> Result<Vec<Hash>, AuditError> {
    let (low, high): (Vec<Node>, Vec<Node>) = nodes.iter().partition(|node| node.level < node::LOWEST_LEVEL);
    let mut hashes = stored_nodes(database, &high).await?;
    hashes.extend(hashed_nodes(database, &low).await?);
    nodes
        .iter()
        .map(|node| hashes.get(node).copied().ok_or(AuditError::Damaged("a node of the tree")))
        .collect()
}

async fn stored_nodes(
    database: &impl ConnectionTrait,
    nodes: &[Node],
) -> Result<HashMap<Node, Hash>, AuditError> {
    if nodes.is_empty() {
        return Ok(HashMap::new());
    }
    let by_place: HashMap<i64, Node> = nodes.iter().map(|node| (node::place(*node), *node)).collect();
    let wanted = node::Entity::find().filter(node::Column::Place.is_in(by_place.keys().copied()));
    let hash = |row: &node::Model| Hash::try_from(row.hash.as_slice());
    let rows = wanted.all(database).await?;
    rows.iter()
        .map(|row| {
            Ok((by_place[&row.place], hash(row).map_err(|_| AuditError::Damaged("a node of the tree"))?))
        })
        .collect()
}

async fn hashed_nodes(
    database: &impl ConnectionTrait,
    nodes: &[Node],
) -> Result<HashMap<Node, Hash>, AuditError> {
    if nodes.is_empty() {
        return Ok(HashMap::new());
    }
    let mut rows: Vec<(i64, Vec<u8>)> = leaves_of(nodes).into_tuple().all(database).await?;
    rows.sort_unstable_by_key(|(index, _)| *index);
    nodes.iter().map(|node| Ok((*node, hash_of(*node, &rows)?))).collect()
}

/// The leaves of some nodes, in no order: asked for one, SQLite reads the whole log to keep it.
fn leaves_of(nodes: &[Node]) -> Select<entry::Entity> {
    let beneath = nodes.iter().map(|node| node.leaves()).map(|leaves| {
        entry::Column::Idx.gte(stored(leaves.start)).and(entry::Column::Idx.lt(stored(leaves.end)))
    });
    let leaves = entry::Entity::find().select_only();
    leaves
        .columns([entry::Column::Idx, entry::Column::LeafHash])
        .filter(beneath.fold(Condition::any(), Condition::add))
}

fn hash_of(node: Node, leaves: &[(i64, Vec<u8>)]) -> Result<Hash, AuditError> {
    let first = leaves.partition_point(|(index, _)| *index < stored(node.leaves().start));
    let mut frontier = Frontier::default();
    for (expected, (index, hash)) in node.leaves().zip(&leaves[first..]) {
        let hash = Hash::try_from(hash.as_slice()).map_err(|_| AuditError::Damaged("an entry"))?;
        if *index != stored(expected) {
            return Err(AuditError::Damaged("an entry"));
        }
        frontier.push(hash, |_, _| ());
    }
    if frontier.size() == 1 << node.level {
        Ok(frontier.root())
    } else {
        Err(AuditError::Damaged("an entry"))
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{Database, DbBackend, QueryTrait};
    use sea_orm_migration::MigratorTrait;

    use super::*;
    use crate::tables::migration::Migrator;

    #[tokio::test]
    async fn leaves_are_found_without_reading_the_whole_log() {
        let database = Database::connect("sqlite::memory:").await.unwrap();
        Migrator::up(&database, None).await.unwrap();
        let nodes = complete_subtrees(0..1_000_091);
        let mut plan = leaves_of(&nodes).build(DbBackend::Sqlite);
        plan.sql.insert_str(0, "EXPLAIN QUERY PLAN ");

        let steps = database.query_all_raw(plan).await.unwrap();
        let steps: Vec<String> = steps.iter().map(|step| step.try_get_by("detail").unwrap()).collect();

        assert!(steps.iter().any(|step| step.starts_with("SEARCH")), "{steps:?}");
        assert!(!steps.iter().any(|step| step.starts_with("SCAN")), "{steps:?}");
    }
}
