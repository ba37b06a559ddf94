//! The one row that whoever appends must hold: the size and the frontier of the tree.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use crate::error::AuditError;
use crate::merkle::{Frontier, Hash};

/// The key of the only row.
pub const ONLY: i32 = 1;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_tree")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub log_id: Uuid,
    pub size: i64,
    /// The roots of the complete subtrees, one after the other, the largest first.
    pub frontier: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn frontier(&self) -> Result<Frontier, AuditError> {
        let (hashes, rest) = self.frontier.as_chunks::<32>();
        let size = u64::try_from(self.size).map_err(|_| AuditError::Damaged("the state of the tree"))?;
        let roots = hashes.iter().copied().map(Hash).collect();
        match Frontier::new(size, roots) {
            Some(frontier) if rest.is_empty() => Ok(frontier),
            _ => Err(AuditError::Damaged("the state of the tree")),
        }
    }
}

/// The row with the size and frontier of `frontier`; the log id stays as it is.
pub fn grown(frontier: &Frontier) -> ActiveModel {
    ActiveModel {
        id: Set(ONLY),
        size: Set(super::stored(frontier.size())),
        frontier: Set(frontier.roots().iter().flat_map(|hash| hash.0).collect()),
        ..Default::default()
    }
}
