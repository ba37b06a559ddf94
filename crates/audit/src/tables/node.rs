//! The hashes of complete subtrees from 2^[`LOWEST_LEVEL`] leaves up, so that a proof reads few rows.

use sea_orm::entity::prelude::*;

use crate::merkle;

/// Nodes below are made from the hashes of their leaves.
pub const LOWEST_LEVEL: u32 = 8;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_node")]
pub struct Model {
    /// See [`place`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i64,
    pub hash: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The number of leaves at which the node is complete, times 64, plus its level: rows lie in the order in which
/// a growing tree completes its nodes.
pub fn place(node: merkle::Node) -> i64 {
    super::stored(node.leaves().end * 64 + u64::from(node.level))
}
