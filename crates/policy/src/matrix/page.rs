//! The merged rows as a page.

use std::fmt::Write;

use super::axis::{Axis, axes};
use super::rows::Row;
use crate::decision::Verdict;
use crate::policy::Policy;

const HEAD: &str = "\
# Who may see and do what

Generated from `policies/` by `portico_policy::matrix`; do not edit. `PORTICO_BLESS=1 cargo test -p portico-policy`
writes it anew, and a reviewer reads the difference.

Each row stands for every combination of its values. “–” is none: no standing, no item, no label. Standing is
verified and covers the whole record; there is no known age, no care team, no directive and no emergency. Where several
rules refuse, the row tells the reason that the person is told, and the rules that gave it.
";

pub(super) fn render(policy: &Policy, rows: &[Row]) -> String {
    let mut page = String::from(HEAD);
    page.push_str("\n## Permitted\n\n");
    table(&mut page, rows, Verdict::Permit);
    page.push_str("\n## Refused\n\n");
    table(&mut page, rows, Verdict::Refuse);
    page.push_str("\n## Rules\n\n| Rule | Reason |\n|---|---|\n");
    for (rule, reason) in policy.rules() {
        line(&mut page, &[rule.to_string(), reason.key().to_owned()]);
    }
    page
}

fn table(page: &mut String, rows: &[Row], verdict: Verdict) {
    let axes = axes();
    let titles = axes.iter().map(|axis| axis.title).chain(["Reason", "Rules"]);
    line(page, &titles.map(str::to_owned).collect::<Vec<_>>());
    line(page, &vec!["---".to_owned(); axes.len() + 2]);
    let mut rows: Vec<_> = rows.iter().filter(|row| row.outcome == verdict).collect();
    rows.sort_by_key(|row| (row.reason, row.rules.clone(), row.values));
    for row in rows {
        let values = axes.iter().zip(row.values).map(|(axis, values)| named(axis, values));
        line(page, &values.chain(told(row)).collect::<Vec<_>>());
    }
}

/// `any`, the names, or, where that is shorter, `all but` the names that are missing.
fn named(axis: &Axis, values: u32) -> String {
    let (inside, outside): (Vec<_>, Vec<_>) =
        axis.names.iter().copied().enumerate().partition(|(position, _)| values & (1 << position) != 0);
    let join =
        |names: Vec<(usize, &str)>| names.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(", ");
    match outside.len() {
        0 => "any".to_owned(),
        1 if outside[0].1 == "–" => "any kind".to_owned(),
        _ if outside.len() * 2 < inside.len() => format!("all but {}", join(outside)),
        _ => join(inside),
    }
}

fn told(row: &Row) -> [String; 2] {
    let rules: Vec<_> = row.rules.iter().map(ToString::to_string).collect();
    [row.reason.key().to_owned(), rules.join(", ")]
}

fn line(page: &mut String, cells: &[String]) {
    writeln!(page, "| {} |", cells.join(" | ")).expect("writing to a string cannot fail");
}
