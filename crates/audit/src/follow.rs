//! The log read from front to back, for whoever goes along with it: alerts, and a stream to elsewhere. The index of the
//! next entry is all that a follower keeps. Whoever appends holds the tree, so that no entry appears behind it.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::error::AuditError;
use crate::query::opened;
use crate::tables::{entry, stored};
use crate::{Found, Log};

/// Some entries in the order in which they were appended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stretch {
    pub found: Found,
    /// Where to go on.
    pub next: u64,
}

impl Log {
    /// The entries from index `from` on, the oldest first, `most` of them at most.
    pub async fn follow(&self, from: u64, most: u64) -> Result<Stretch, AuditError> {
        let rows = entry::Entity::find()
            .filter(entry::Column::Idx.gte(stored(from)))
            .filter(entry::Column::Idx.lt(stored(from.saturating_add(most))))
            .order_by_asc(entry::Column::Idx)
            .all(self.reader())
            .await?;
        let found = opened(self, rows)?;
        let next = found.last.map_or(from, |last| last + 1);
        Ok(Stretch { found, next })
    }
}
