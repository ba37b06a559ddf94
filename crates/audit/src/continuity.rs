//! Whether the log is still the one that a kept tree head was taken from: few rows, however long the log is.

use crate::error::AuditError;
use crate::merkle::{complete_subtrees, fold};
use crate::proof::nodes;
use crate::verify::Finding;
use crate::{Log, TreeHead};

impl Log {
    /// What differs from the log that `kept` was the head of: it is shorter, or begins otherwise, or is another one. Fails if
    /// the hashes of its beginning cannot be read. The entries themselves are for [`Log::verify`].
    pub async fn difference_from(&self, kept: &TreeHead) -> Result<Option<Finding>, AuditError> {
        if !kept.is_signed() {
            return Ok(Some(Finding::KeptHeadNotSigned));
        }
        if kept.log_id != self.id() || kept.public_key != self.public_key() {
            return Ok(Some(Finding::KeptHeadForeign));
        }
        let size = self.head().await?.size;
        if kept.size > size {
            return Ok(Some(Finding::Truncated { kept: kept.size, size }));
        }
        let root = fold(&nodes(self.reader(), &complete_subtrees(0..kept.size)).await?);
        Ok((root != kept.root).then_some(Finding::Rewritten { kept: kept.size }))
    }
}
