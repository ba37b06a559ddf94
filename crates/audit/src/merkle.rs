//! The Merkle tree of RFC 9162 § 2.1: how leaves and nodes are hashed, how a tree grows by its frontier, and which
//! ranges of leaves a proof is made of. Nothing here knows of storage.

use std::fmt;
use std::ops::Range;

use aws_lc_rs::digest::{Context, SHA256, digest};
use serde::{Deserialize, Serialize};

use crate::base64_bytes;

/// A SHA-256 value; base64 in JSON.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(#[serde(with = "base64_bytes")] pub [u8; 32]);

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().take(6).try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = std::array::TryFromSliceError;

    fn try_from(bytes: &[u8]) -> Result<Self, Self::Error> {
        bytes.try_into().map(Hash)
    }
}

fn sha256(parts: &[&[u8]]) -> Hash {
    let mut context = Context::new(&SHA256);
    parts.iter().for_each(|part| context.update(part));
    Hash(context.finish().as_ref().try_into().expect("SHA-256 has 32 bytes"))
}

/// The hash of a leaf: SHA-256(0x00 ‖ entry).
pub fn leaf_hash(entry: &[u8]) -> Hash {
    sha256(&[&[0], entry])
}

/// The hash of a node: SHA-256(0x01 ‖ left ‖ right).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut block = [1; 65];
    block[1..33].copy_from_slice(&left.0);
    block[33..].copy_from_slice(&right.0);
    Hash(digest(&SHA256, &block).as_ref().try_into().expect("SHA-256 has 32 bytes"))
}

/// The root of the tree without leaves.
pub fn empty_root() -> Hash {
    sha256(&[])
}

/// A complete subtree: the `position`-th one, from the left, of 2^`level` leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Node {
    pub level: u32,
    pub position: u64,
}

impl Node {
    pub fn leaves(self) -> Range<u64> {
        self.position << self.level..(self.position + 1) << self.level
    }
}

/// The roots of the complete subtrees that a tree consists of, the largest first: all that is needed to append.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

impl Frontier {
    /// `None` if a tree of `size` leaves does not consist of that many subtrees.
    pub fn new(size: u64, roots: Vec<Hash>) -> Option<Self> {
        (roots.len() == size.count_ones() as usize).then_some(Self { size, roots })
    }

    pub fn size(&self) -> u64 {
        self.size
    }

    pub fn roots(&self) -> &[Hash] {
        &self.roots
    }

    /// Appends a leaf, and tells of each node that it completes, the lowest first.
    pub fn push(&mut self, leaf: Hash, mut completed: impl FnMut(Node, Hash)) {
        let mut hash = leaf;
        let mut level = 0;
        completed(Node { level, position: self.size }, hash);
        while self.size >> level & 1 == 1 {
            let left = self.roots.pop().expect("there is a root for each bit of the size");
            hash = node_hash(&left, &hash);
            level += 1;
            completed(Node { level, position: self.size >> level }, hash);
        }
        self.roots.push(hash);
        self.size += 1;
    }

    pub fn root(&self) -> Hash {
        fold(&self.roots)
    }
}

/// The root of adjacent complete subtrees, the largest first.
pub fn fold(roots: &[Hash]) -> Hash {
    let Some((last, rest)) = roots.split_last() else { return empty_root() };
    rest.iter().rev().fold(*last, |right, left| node_hash(left, &right))
}

/// The complete subtrees that `leaves` consists of, the largest first. The range must be one of a proof's.
pub fn complete_subtrees(leaves: Range<u64>) -> Vec<Node> {
    let mut from = leaves.start;
    let mut nodes = Vec::new();
    while from < leaves.end {
        let level = (leaves.end - from).ilog2();
        nodes.push(Node { level, position: from >> level });
        from += 1 << level;
    }
    nodes
}

/// The ranges of leaves whose hashes prove that leaf `index` is in the tree of `size` (RFC 9162 § 2.1.3.1), the
/// nearest to the leaf first. `index` must be below `size`.
pub fn inclusion_ranges(index: u64, size: u64) -> Vec<Range<u64>> {
    let mut ranges = Vec::new();
    let mut tree = 0..size;
    while tree.end - tree.start > 1 {
        let middle = tree.start + split(tree.end - tree.start);
        if index < middle {
            ranges.push(middle..tree.end);
            tree.end = middle;
        } else {
            ranges.push(tree.start..middle);
            tree.start = middle;
        }
    }
    ranges.reverse();
    ranges
}

/// The ranges of leaves whose hashes prove that the tree of `new` leaves grew out of the tree of `old` leaves
/// (RFC 9162 § 2.1.4.1). It must be 0 < `old` ≤ `new`.
pub fn consistency_ranges(old: u64, new: u64) -> Vec<Range<u64>> {
    let mut ranges = Vec::new();
    let mut tree = 0..new;
    while tree.end != old {
        let middle = tree.start + split(tree.end - tree.start);
        if old <= middle {
            ranges.push(middle..tree.end);
            tree.end = middle;
        } else {
            ranges.push(tree.start..middle);
            tree.start = middle;
        }
    }
    if tree.start > 0 {
        ranges.push(tree);
    }
    ranges.reverse();
    ranges
}

/// The largest power of two below `size`, which must be above 1.
fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}
