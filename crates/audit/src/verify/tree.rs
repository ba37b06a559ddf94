//! The tree that the stored entries make, grown entry by entry beside what was stored of it.

use std::collections::BTreeMap;

use crate::entry::entry_bytes;
use crate::merkle::{Frontier, Hash, leaf_hash};
use crate::tables::{entry, node};

use super::page::Page;
use super::report::{Finding, Report};

/// The tree over the stored leaf hashes; each of them is compared with its entry. So the root is the one of the
/// entries exactly if there is no finding, and a finding says which entry it is.
#[derive(Default)]
pub(super) struct Tree {
    frontier: Frontier,
    /// Entries are missing: from there on there is no tree.
    is_broken: bool,
    bytes: Vec<u8>,
}

impl Tree {
    pub(super) fn frontier(&self) -> Option<&Frontier> {
        (!self.is_broken).then_some(&self.frontier)
    }

    /// Grows by the entries of `page`, and calls `at` with each size and root that is asked for in `sizes`.
    pub(super) fn grow(
        &mut self,
        page: &Page,
        sizes: &[u64],
        mut at: impl FnMut(u64, Hash),
        report: &mut Report,
    ) {
        let mut completed = BTreeMap::new();
        let mut expected = page.from;
        let mut sizes = sizes.iter().copied().peekable();
        for row in &page.entries {
            let index = u64::try_from(row.idx).expect("the page begins at zero or above");
            if index > expected {
                report.add(Finding::EntriesMissing { from: expected, to: index });
                self.is_broken = true;
            }
            expected = index + 1;
            let leaf = self.checked_leaf(row, index, report);
            if self.is_broken {
                continue;
            }
            self.frontier.push(leaf, |node, hash| {
                if node.level >= node::LOWEST_LEVEL {
                    completed.insert(node::place(node), (node.leaves(), hash));
                }
            });
            if sizes.next_if_eq(&expected).is_some() {
                at(expected, self.frontier.root());
            }
        }
        report.entries += page.entries.len() as u64;
        if expected < page.to {
            report.add(Finding::EntriesMissing { from: expected, to: page.to });
            self.is_broken = true;
        }
        if !self.is_broken {
            compare_nodes(completed, &page.nodes, report);
        }
    }

    fn checked_leaf(&mut self, row: &entry::Model, index: u64, report: &mut Report) -> Hash {
        entry_bytes(row, &mut self.bytes);
        let actual = leaf_hash(&self.bytes);
        match Hash::try_from(row.leaf_hash.as_slice()) {
            Ok(stored) if stored == actual => actual,
            Ok(stored) => {
                report.add(Finding::EntryChanged { index });
                stored
            }
            Err(_) => {
                report.add(Finding::EntryChanged { index });
                actual
            }
        }
    }
}

fn compare_nodes(
    mut completed: BTreeMap<i64, (std::ops::Range<u64>, Hash)>,
    stored: &[node::Model],
    report: &mut Report,
) {
    for row in stored {
        let is_right = completed.remove(&row.place).map(|(leaves, hash)| (leaves, hash.0 == *row.hash));
        match is_right {
            Some((_, true)) => {}
            Some((leaves, false)) => report.add(Finding::NodeChanged { from: leaves.start, to: leaves.end }),
            None => {
                let at = u64::try_from(row.place / 64).unwrap_or_default();
                report.add(Finding::NodeChanged { from: at, to: at });
            }
        }
    }
    for (leaves, _) in completed.into_values() {
        report.add(Finding::NodeChanged { from: leaves.start, to: leaves.end });
    }
}
