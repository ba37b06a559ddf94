//! Verification, for whoever does not want to take the portal's word: of proofs ([`inclusion`], [`consistency`],
//! [`receipt`]) by arithmetic alone, and of a [`whole_log`] by reading it. Neither needs a key that opens anything.

mod page;
mod proofs;
mod report;
mod tree;
mod whole_log;

pub use crate::merkle::{leaf_hash, node_hash};
pub use proofs::{Mismatch, consistency, inclusion, receipt};
pub use report::{Finding, Report};
pub use whole_log::{Expected, whole_log};
