//! Asks every question and merges equal answers.

use std::collections::BTreeMap;

use super::axis::{AXES, Axis, Place, axes, question};
use crate::decision::Decision;
use crate::policy::Policy;

/// A set of values on each axis, as bits, and the one answer to all questions in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) values: [u32; AXES],
    pub(super) decision: Decision,
}

/// Every question with its answer.
pub(super) fn asked(policy: &Policy) -> Vec<Row> {
    places(&axes())
        .filter_map(|place| {
            let decision = policy.decide(&question(place)?);
            Some(Row { values: place.map(|value| 1 << value), decision })
        })
        .collect()
}

fn places(axes: &[Axis; AXES]) -> impl Iterator<Item = Place> {
    let lengths = axes.each_ref().map(|axis| axis.names.len());
    (0..lengths.iter().product()).map(move |number| {
        let mut rest: usize = number;
        let mut place = [0; AXES];
        for axis in (0..AXES).rev() {
            place[axis] = rest % lengths[axis];
            rest /= lengths[axis];
        }
        place
    })
}

/// Joins rows that differ on one axis only, the last axis first.
pub(super) fn merged(rows: Vec<Row>) -> Vec<Row> {
    (0..AXES).rev().fold(rows, merged_along)
}

fn merged_along(rows: Vec<Row>, axis: usize) -> Vec<Row> {
    let mut joined: BTreeMap<_, Row> = BTreeMap::new();
    for row in rows {
        let mut others = row.values;
        others[axis] = 0;
        let answer = (row.decision.reason, row.decision.rules.clone());
        joined
            .entry((others, answer))
            .and_modify(|kept| kept.values[axis] |= row.values[axis])
            .or_insert(row);
    }
    joined.into_values().collect()
}
