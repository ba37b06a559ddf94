//! The one way to write to a database, on SQLite and PostgreSQL: what was answered as kept is on disk, what was refused is
//! gone, and where nobody can know, that is said ([`CommitError::Unknown`]).
//!
//! The drivers count how deep in transactions a connection is, and do not ask the engine. SQLite ends a transaction by
//! itself where a disk is full or fails: then the count is wrong, the next transaction becomes a savepoint in one that
//! nobody ends, and every later commit is answered as done and never is. So transactions here are begun and ended in
//! words of their own, each of which the engine refuses in the wrong state, and a connection on which an end failed is
//! closed and never used again. `clippy.toml` keeps everybody from beginning one elsewhere.

mod connection;
mod in_doubt;
mod pool;
mod transaction;

pub use pool::{Pool, outside_of_transactions};
pub use transaction::{CommitError, Transaction};
