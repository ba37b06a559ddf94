//! The log's own tables.

pub mod entry;
pub mod head;
pub mod migration;
pub mod node;
pub mod tree;

/// A count as the databases keep it.
pub fn stored(count: u64) -> i64 {
    i64::try_from(count).expect("a log has fewer than 2^57 entries")
}
