//! The verification algorithms of RFC 9162 § 2.1.3.2 and § 2.1.4.2, by that text and not by the code that makes
//! the proofs.

use crate::TreeHead;
use crate::merkle::{Hash, leaf_hash, node_hash};
use crate::proof::SignedReceipt;

/// The proof does not prove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    #[error("the path does not lead from the entry to the signed root")]
    Path,
    #[error("the tree head is not signed by the key that it should be signed by")]
    Signature,
}

/// Whether the leaf is number `index` of the tree with `size` leaves and this `root`.
pub fn inclusion(leaf: Hash, index: u64, size: u64, path: &[Hash], root: Hash) -> Result<(), Mismatch> {
    if index >= size {
        return Err(Mismatch::Path);
    }
    let (mut at, mut last, mut reached) = (index, size - 1, leaf);
    for sibling in path {
        if last == 0 {
            return Err(Mismatch::Path);
        }
        if at & 1 == 1 || at == last {
            reached = node_hash(sibling, &reached);
            ascend_while(&mut at, &mut last, |at| at & 1 == 0 && at != 0);
        } else {
            reached = node_hash(&reached, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last == 0 && reached == root { Ok(()) } else { Err(Mismatch::Path) }
}

/// Whether the tree of `new_size` leaves begins with all leaves of the tree of `old_size` leaves, in their order.
pub fn consistency(
    old_size: u64,
    old_root: Hash,
    new_size: u64,
    new_root: Hash,
    path: &[Hash],
) -> Result<(), Mismatch> {
    if old_size == new_size || old_size == 0 {
        let is_same = old_size == 0 || old_root == new_root;
        return if path.is_empty() && is_same { Ok(()) } else { Err(Mismatch::Path) };
    }
    if old_size > new_size {
        return Err(Mismatch::Path);
    }
    let itself = [old_root];
    let mut path = if old_size.is_power_of_two() { &itself[..] } else { &[] }.iter().chain(path);
    let (mut at, mut last) = (old_size - 1, new_size - 1);
    ascend_while(&mut at, &mut last, |at| at & 1 == 1);
    let first = *path.next().ok_or(Mismatch::Path)?;
    let (mut old, mut new) = (first, first);
    for sibling in path {
        if last == 0 {
            return Err(Mismatch::Path);
        }
        if at & 1 == 1 || at == last {
            old = node_hash(sibling, &old);
            new = node_hash(sibling, &new);
            ascend_while(&mut at, &mut last, |at| at & 1 == 0 && at != 0);
        } else {
            new = node_hash(&new, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last == 0 && old == old_root && new == new_root { Ok(()) } else { Err(Mismatch::Path) }
}

fn ascend_while(at: &mut u64, last: &mut u64, goes_on: impl Fn(u64) -> bool) {
    while goes_on(*at) {
        (*at, *last) = (*at >> 1, *last >> 1);
    }
}

/// Whether the entry in the receipt is in the log whose heads `public_key` signs.
pub fn receipt(receipt: &SignedReceipt, public_key: [u8; 32]) -> Result<(), Mismatch> {
    let TreeHead { size, root, .. } = receipt.head;
    if receipt.head.public_key != public_key || !receipt.head.is_signed() {
        return Err(Mismatch::Signature);
    }
    inclusion(leaf_hash(&receipt.entry), receipt.index, size, &receipt.path, root)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;

    use super::*;
    use crate::merkle::{
        Frontier, complete_subtrees, consistency_ranges, empty_root, fold, inclusion_ranges,
    };

    fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
    }

    /// The hash of a tree, word by word from RFC 9162 § 2.1.1.
    fn root_of(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [leaf] => *leaf,
            _ => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                node_hash(&root_of(left), &root_of(right))
            }
        }
    }

    fn path(leaves: &[Hash], ranges: Vec<Range<u64>>) -> Vec<Hash> {
        ranges.into_iter().map(|range| root_of(&leaves[range.start as usize..range.end as usize])).collect()
    }

    #[test]
    fn roots_are_those_of_the_certificate_transparency_test_vectors() {
        let entries: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let mut frontier = Frontier::default();
        let roots = entries.map(|entry| {
            frontier.push(leaf_hash(entry), |_, _| ());
            frontier.root().0.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        });

        assert_eq!(roots[0], "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assert_eq!(roots[1], "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assert_eq!(roots[2], "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
        assert_eq!(roots[7], "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    #[test]
    fn a_tree_that_grows_by_its_frontier_has_the_root_of_its_leaves() {
        let leaves = leaves(300);
        let mut frontier = Frontier::default();
        assert_eq!(frontier.root(), root_of(&[]));
        for (size, leaf) in (1..).zip(&leaves) {
            frontier.push(*leaf, |node, hash| {
                let beneath = &leaves[node.leaves().start as usize..node.leaves().end as usize];
                assert_eq!(hash, root_of(beneath));
            });
            assert_eq!(frontier.root(), root_of(&leaves[..size]));
        }
    }

    #[test]
    fn every_leaf_of_every_small_tree_is_proved() {
        for size in 1..=70 {
            let leaves = leaves(size);
            for index in 0..size {
                let path = path(&leaves, inclusion_ranges(index, size));
                assert_eq!(inclusion(leaves[index as usize], index, size, &path, root_of(&leaves)), Ok(()));
            }
        }
    }

    #[test]
    fn every_small_tree_is_proved_to_grow_out_of_every_smaller_one() {
        for new in 1..=70 {
            let leaves = leaves(new);
            for old in 1..=new {
                let path = path(&leaves, consistency_ranges(old, new));
                let old_root = root_of(&leaves[..old as usize]);
                assert_eq!(consistency(old, old_root, new, root_of(&leaves), &path), Ok(()), "{old} → {new}");
            }
        }
    }

    fn leaf_and_tree() -> impl Strategy<Value = (u64, u64)> {
        (1..=300u64).prop_flat_map(|size| (0..size, Just(size)))
    }

    fn changed(path: &[Hash], at: prop::sample::Index, bit: u8) -> Vec<Hash> {
        let mut changed = path.to_vec();
        changed[at.index(path.len())].0[usize::from(bit / 8)] ^= 1 << (bit % 8);
        changed
    }

    proptest! {
        #[test]
        fn the_parts_of_a_path_hash_like_their_ranges((index, size) in leaf_and_tree()) {
            let leaves = leaves(size);
            let ranges = inclusion_ranges(index, size).into_iter().chain(consistency_ranges(index + 1, size));
            for range in ranges {
                let parts: Vec<Hash> = path(&leaves, complete_subtrees(range.clone()).iter().map(|node| node.leaves()).collect());
                prop_assert_eq!(fold(&parts), path(&leaves, vec![range])[0]);
            }
        }

        #[test]
        fn a_leaf_is_proved_and_nothing_else_is(
            (index, size) in leaf_and_tree(), at: prop::sample::Index, bit: u8, other in 0..300u64,
        ) {
            let leaves = leaves(size);
            let (leaf, root) = (leaves[index as usize], root_of(&leaves));
            let path = path(&leaves, inclusion_ranges(index, size));

            prop_assert_eq!(inclusion(leaf, index, size, &path, root), Ok(()));
            prop_assert!(inclusion(leaf_hash(b"forged"), index, size, &path, root).is_err());
            prop_assert!(other == index || inclusion(leaf, other, size, &path, root).is_err());
            prop_assert!(inclusion(leaf, index, size, &[&path[..], &[leaf]].concat(), root).is_err());
            if !path.is_empty() {
                prop_assert!(inclusion(leaf, index, size, &changed(&path, at, bit), root).is_err());
                prop_assert!(inclusion(leaf, index, size, &path[1..], root).is_err());
            }
        }

        #[test]
        fn growth_is_proved_and_nothing_else_is(
            (old, new) in leaf_and_tree(), at: prop::sample::Index, bit: u8,
        ) {
            let old = old + 1;
            let leaves = leaves(new);
            let (old_root, root) = (root_of(&leaves[..old as usize]), root_of(&leaves));
            let path = path(&leaves, consistency_ranges(old, new));

            prop_assert_eq!(consistency(old, old_root, new, root, &path), Ok(()));
            prop_assert!(consistency(old, leaf_hash(b"forged"), new, root, &path).is_err());
            prop_assert!(consistency(old, old_root, new, leaf_hash(b"forged"), &path).is_err());
            prop_assert!(old == new || consistency(new, root, old, old_root, &path).is_err());
            if !path.is_empty() {
                prop_assert!(consistency(old, old_root, new, root, &changed(&path, at, bit)).is_err());
                prop_assert!(consistency(old, old_root, new, root, &path[1..]).is_err());
            }
        }

        #[test]
        fn no_path_makes_a_verifier_panic(
            index: u64, size: u64, old: u64, path in prop::collection::vec(any::<[u8; 32]>().prop_map(Hash), 0..80),
        ) {
            let root = leaf_hash(b"");
            prop_assert!(inclusion(root, index, size, &path, leaf_hash(b"other")).is_err());
            let _ = consistency(old, root, size, leaf_hash(b"other"), &path);
        }
    }
}
