use serde::Serialize;

use crate::TreeHead;

/// Findings that a report lists; further ones are counted.
const LISTED: usize = 1000;

/// What verifying a whole log found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The newest stored tree head: what others may keep, if nothing was found.
    pub head: Option<TreeHead>,
    /// Entries that were read and hashed.
    pub entries: u64,
    /// Tree heads that were compared with the tree.
    pub heads: u64,
    /// Everything that is not as it was written, in the order of the log.
    pub findings: Vec<Finding>,
    /// Findings beyond the listed ones.
    pub unlisted: u64,
}

impl Report {
    /// Whether nothing was found.
    pub fn is_intact(&self) -> bool {
        self.findings.is_empty()
    }

    pub(super) fn add(&mut self, finding: Finding) {
        if self.findings.len() < LISTED {
            self.findings.push(finding);
        } else {
            self.unlisted += 1;
        }
    }
}

/// One thing that is not as it was written. Indices count entries from zero; `to` is the first one after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", rename_all = "snake_case")]
pub enum Finding {
    /// A column or the payload differs from what was hashed.
    EntryChanged { index: u64 },
    /// Entries are gone.
    EntriesMissing { from: u64, to: u64 },
    /// An entry lies outside of the tree.
    EntryUnexpected { index: i64 },
    /// The stored hash over these entries is not theirs, or gone, or too many. Where no entry of the range is
    /// changed, they were put in another order or exchanged, or the hash itself was changed.
    NodeChanged { from: u64, to: u64 },
    /// The tree of the entries has another root than this head: one or more of the entries from `since` (the size
    /// of the head before) to `size` were exchanged, or the head was. Later heads then differ too and are not listed.
    HeadDiffers { since: u64, size: u64 },
    /// The signature is not the log's.
    HeadNotSigned { size: u64 },
    /// The head is of another log or signed by another key.
    HeadForeign { size: u64 },
    /// There should be a head of this size and there is none.
    HeadMissing { size: u64 },
    /// There is a head of a size that the tree does not have: its state or its entries were cut off.
    HeadUnexpected { size: u64 },
    /// The state that new entries would be built on is not that of the entries.
    StateDiffers,
    /// The database's indexes do not agree with its tables (SQLite): searches of the log may miss entries.
    IndexDamaged,
    /// The head that was kept elsewhere is not signed by the key that it names.
    KeptHeadNotSigned,
    /// The head that was kept elsewhere is of another log, or by another key: this is not the log that it was.
    KeptHeadForeign,
    /// The log has fewer entries than it had when the head was kept.
    Truncated { kept: u64, size: u64 },
    /// The entries that the log had when the head was kept are not the ones that it has now.
    Rewritten { kept: u64 },
}
