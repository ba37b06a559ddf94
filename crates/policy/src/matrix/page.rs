//! The merged rows as a page.

use std::fmt::Write;

use super::axis::Axis;
use super::rows::{self, Row};
use super::scenes::Scene;
use crate::decision::Verdict;
use crate::policy::Policy;

const HEAD: &str = "\
# Who may see and do what

Generated from `policies/` by `portico_policy::matrix`; do not edit. `PORTICO_BLESS=1 cargo test -p portico-policy`
writes it anew, and a reviewer reads the difference.

Each row stands for every combination of its values; “–” is none. “Left to parents” is what the age table gives
(`tables/parental-access-2026-11-01.tsv`: full, from 12 limited, from 18 none). Where several rules refuse, the row tells the
reason that the person is told, and the rules that gave it.
";

pub(super) fn render(policy: &Policy, scenes: &[Scene]) -> String {
    let mut page = String::from(HEAD);
    for scene in scenes {
        let rows = rows::of(policy, scene);
        write!(page, "\n## {}\n\n{}\n", scene.title, scene.about).expect("writing to a string cannot fail");
        for (heading, verdict) in [("Permitted", Verdict::Permit), ("Refused", Verdict::Refuse)] {
            write!(page, "\n### {heading}\n\n").expect("writing to a string cannot fail");
            table(&mut page, &scene.axes, &rows, verdict);
        }
    }
    page.push_str("\n## Rules\n\n| Rule | Reason |\n|---|---|\n");
    for (rule, reason) in policy.rules() {
        line(&mut page, &[rule.to_string(), reason.key().to_owned()]);
    }
    page
}

fn table(page: &mut String, axes: &[Axis], rows: &[Row], verdict: Verdict) {
    let titles = axes.iter().map(|axis| axis.title).chain(["Reason", "Rules"]);
    line(page, &titles.map(str::to_owned).collect::<Vec<_>>());
    line(page, &vec!["---".to_owned(); axes.len() + 2]);
    let mut rows: Vec<_> = rows.iter().filter(|row| row.outcome == verdict).collect();
    rows.sort_by_key(|row| (row.reason, row.rules.clone(), row.values.clone()));
    for row in rows {
        let values = axes.iter().zip(&row.values).map(|(axis, values)| named(axis, *values));
        line(page, &values.chain(told(row)).collect::<Vec<_>>());
    }
}

/// `any`, the names, or, where that is shorter, `all but` the names that are missing.
fn named(axis: &Axis, values: u32) -> String {
    let names = axis.values.iter().map(|value| value.name.as_str()).enumerate();
    let (inside, outside): (Vec<_>, Vec<_>) = names.partition(|(place, _)| values & (1 << place) != 0);
    let join =
        |names: Vec<(usize, &str)>| names.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(", ");
    match outside.as_slice() {
        [] => "any".to_owned(),
        [(_, "–")] => "any kind".to_owned(),
        outside if outside.len() * 2 < inside.len() => format!("all but {}", join(outside.to_vec())),
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
