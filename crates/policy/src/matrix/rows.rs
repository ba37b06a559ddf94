//! Asks every question of a scene and merges equal answers.

use std::collections::BTreeMap;

use super::scenes::Scene;
use crate::decision::{Decision, Reason, RuleId, Verdict};
use crate::policy::Policy;
use crate::question::Question;

/// A set of values on each axis, as bits, and the one answer to all questions in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) values: Vec<u32>,
    pub(super) outcome: Verdict,
    pub(super) reason: Reason,
    /// The rules that gave this reason.
    pub(super) rules: Vec<RuleId>,
}

/// The answers of a scene, as few rows as joining one axis after the other gives.
pub(super) fn of(policy: &Policy, scene: &Scene) -> Vec<Row> {
    (0..scene.axes.len()).rev().fold(asked(policy, scene), merged_along)
}

fn asked(policy: &Policy, scene: &Scene) -> Vec<Row> {
    let reasons: BTreeMap<_, _> = policy.rules().into_iter().collect();
    let answer = |(values, question): (Vec<u32>, Question)| {
        let Decision { outcome, mut rules, reason, .. } = policy.decide(&question);
        rules.retain(|rule| reasons.get(rule).is_none_or(|of_rule| *of_rule == reason));
        Row { values, outcome, reason, rules }
    };
    questions(scene).into_iter().map(answer).collect()
}

fn questions(scene: &Scene) -> Vec<(Vec<u32>, Question)> {
    scene.axes.iter().fold(vec![(Vec::new(), scene.from)], |questions, axis| {
        let widened = questions.iter().flat_map(|(values, question)| {
            axis.values.iter().enumerate().map(move |(place, value)| {
                ([values.as_slice(), &[1 << place]].concat(), (value.set)(*question))
            })
        });
        widened.collect()
    })
}

fn merged_along(rows: Vec<Row>, axis: usize) -> Vec<Row> {
    let mut joined: BTreeMap<_, Row> = BTreeMap::new();
    for row in rows {
        let mut others = row.values.clone();
        others[axis] = 0;
        let answer = (row.reason, row.rules.clone());
        joined
            .entry((others, answer))
            .and_modify(|kept| kept.values[axis] |= row.values[axis])
            .or_insert(row);
    }
    joined.into_values().collect()
}
