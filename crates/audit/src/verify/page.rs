//! A stretch of the log as it is read for verification.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::tables::{entry, head, node, stored};

/// Entries of one page.
pub(super) const LENGTH: u64 = 4096;

/// The entries from `from` to before `to`, with the nodes and heads that are complete with them.
pub(super) struct Page {
    pub from: u64,
    pub to: u64,
    pub entries: Vec<entry::Model>,
    pub nodes: Vec<node::Model>,
    pub heads: Vec<head::Model>,
}

impl Page {
    pub(super) async fn read(database: DatabaseConnection, from: u64, size: u64) -> Result<Self, DbErr> {
        let to = Ord::min(size, from + LENGTH);
        let entries = entry::Entity::find()
            .filter(entry::Column::Idx.gte(stored(from)))
            .filter(entry::Column::Idx.lt(stored(to)))
            .order_by_asc(entry::Column::Idx)
            .all(&database)
            .await?;
        let nodes = node::Entity::find()
            .filter(node::Column::Place.gte(stored(from + 1) * 64))
            .filter(node::Column::Place.lt(stored(to + 1) * 64))
            .order_by_asc(node::Column::Place)
            .all(&database)
            .await?;
        let heads = head::Entity::find()
            .filter(head::Column::Size.gt(stored(from)))
            .filter(head::Column::Size.lte(stored(to)))
            .order_by_asc(head::Column::Size)
            .all(&database)
            .await?;
        Ok(Self { from, to, entries, nodes, heads })
    }
}

/// The smallest and the largest number of an entry, the largest place of a node and the largest size of a head.
pub(super) struct Bounds {
    pub entries: Option<(i64, i64)>,
    pub node: Option<i64>,
    pub head: Option<i64>,
}

impl Bounds {
    pub(super) async fn read(database: &DatabaseConnection) -> Result<Self, DbErr> {
        let entries: Option<(Option<i64>, Option<i64>)> = entry::Entity::find()
            .select_only()
            .expr(Expr::col(entry::Column::Idx).min())
            .expr(Expr::col(entry::Column::Idx).max())
            .into_tuple()
            .one(database)
            .await?;
        let node: Option<Option<i64>> = node::Entity::find()
            .select_only()
            .expr(Expr::col(node::Column::Place).max())
            .into_tuple()
            .one(database)
            .await?;
        let head: Option<Option<i64>> = head::Entity::find()
            .select_only()
            .expr(Expr::col(head::Column::Size).max())
            .into_tuple()
            .one(database)
            .await?;
        let entries = entries.and_then(|(smallest, largest)| smallest.zip(largest));
        Ok(Self { entries, node: node.flatten(), head: head.flatten() })
    }
}
