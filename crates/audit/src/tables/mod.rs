//! The log's own tables.

pub mod entry;
pub mod head;
pub mod migration;
pub mod node;
pub mod tree;

/// A count as the databases keep it. A number that no log reaches, as somebody may ask for it, stands beyond every entry.
pub fn stored(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
