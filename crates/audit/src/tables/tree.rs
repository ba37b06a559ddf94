//! The one row that whoever appends must hold: the size and the frontier of the tree.

use portico_database::Transaction;
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

/// The row of a tree.
pub fn row(log_id: Uuid, frontier: &Frontier) -> ActiveModel {
    ActiveModel {
        id: Set(ONLY),
        log_id: Set(log_id),
        size: Set(super::stored(frontier.size())),
        frontier: Set(bytes(frontier)),
    }
}

fn bytes(frontier: &Frontier) -> Vec<u8> {
    frontier.roots().iter().flat_map(|hash| hash.0).collect()
}

/// Puts `grown` in the place of the tree of `size` entries, and holds the row until the transaction ends. `false`
/// if the tree has another size by now.
pub async fn replace(transaction: &Transaction, size: u64, grown: &Frontier) -> Result<bool, AuditError> {
    let replaced = Entity::update_many()
        .col_expr(Column::Size, Expr::val(super::stored(grown.size())))
        .col_expr(Column::Frontier, Expr::val(bytes(grown)))
        .filter(Column::Id.eq(ONLY))
        .filter(Column::Size.eq(super::stored(size)))
        .exec(transaction)
        .await?;
    Ok(replaced.rows_affected == 1)
}

/// Reads the row and holds it until the transaction ends. It is an update because that locks on every engine,
/// before anything was read.
pub async fn hold(transaction: &Transaction) -> Result<Model, AuditError> {
    let held = Entity::update_many()
        .col_expr(Column::Id, Expr::val(ONLY))
        .filter(Column::Id.eq(ONLY))
        .exec_with_returning(transaction)
        .await?;
    held.into_iter().next().ok_or(AuditError::Damaged("the state of the tree"))
}
