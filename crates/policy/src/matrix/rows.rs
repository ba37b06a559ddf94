//! Asks every question and merges equal answers.

use std::array;
use std::collections::BTreeMap;

use super::axis::{AXES, Axis, LABEL, Place, axes, question};
use crate::decision::{Decision, Reason, RuleId, Verdict};
use crate::policy::Policy;
use crate::question::Question;

/// A set of values on each axis, as bits, and the one answer to all questions in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) values: [u32; AXES],
    pub(super) outcome: Verdict,
    pub(super) reason: Reason,
    /// The rules that gave this reason.
    pub(super) rules: Vec<RuleId>,
}

/// Every question with its answer. An axis that no rule speaks of cannot change an answer: one value stands for all.
pub(super) fn asked(policy: &Policy) -> Vec<Row> {
    let axes = axes();
    let lengths = axes.each_ref().map(|axis| if policy.speaks_of(axis.word) { axis.names.len() } else { 1 });
    let reasons: BTreeMap<_, _> = policy.rules().into_iter().collect();
    places(lengths)
        .filter_map(|place| {
            let question = question(place)?;
            let Decision { outcome, mut rules, reason, .. } = policy.decide(&question);
            rules.retain(|rule| reasons.get(rule).is_none_or(|of_rule| *of_rule == reason));
            Some(Row { values: values(place, &question, &axes, lengths), outcome, reason, rules })
        })
        .collect()
}

fn values(place: Place, question: &Question, axes: &[Axis; AXES], lengths: [usize; AXES]) -> [u32; AXES] {
    array::from_fn(|axis| {
        let stands_for_all = lengths[axis] < axes[axis].names.len();
        let has_label = axis != LABEL || question.act.item().is_some();
        if stands_for_all && has_label { (1 << axes[axis].names.len()) - 1 } else { 1 << place[axis] }
    })
}

fn places(lengths: [usize; AXES]) -> impl Iterator<Item = Place> {
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
        let answer = (row.reason, row.rules.clone());
        joined
            .entry((others, answer))
            .and_modify(|kept| kept.values[axis] |= row.values[axis])
            .or_insert(row);
    }
    joined.into_values().collect()
}
