//! Files to take away: the ledger as a table, and the receipt of one line.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use portico_chart::ledger::{LedgerFilter, LedgerLine};
use portico_model::EntryNumber;

use super::routes::file_name;
use crate::extract::{LookNumber, OpenChart, QueryOf};
use crate::problem::Problem;

/// Pages of a ledger in one file. Whoever has more takes it month by month.
const MOST_PAGES: usize = 100;
const HEAD: &str =
    "number,at,name,role,relationship,action,outcome,page,categories,purpose,reasons,rules,shown,withheld";

/// `GET …/privacy/download`: CSV (RFC 4180), UTF-8, times in UTC (RFC 3339).
pub(super) async fn download(
    OpenChart(chart): OpenChart,
    QueryOf(filter): QueryOf<LedgerFilter>,
) -> Result<impl IntoResponse, Problem> {
    let mut text = format!("{HEAD}\r\n");
    let mut filter = LedgerFilter { after: None, ..filter };
    let mut unreadable = 0;
    for _ in 0..MOST_PAGES {
        let page = chart.ledger(filter).await?;
        page.lines.iter().for_each(|line| text.push_str(&row(line)));
        unreadable += page.unreadable;
        filter.after = page.next.and_then(EntryNumber::new);
        if page.next.is_none() {
            break;
        }
    }
    text.push_str(&what_is_missing(unreadable, filter.after.is_some()));
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, file_name("who-opened-my-record", "csv")),
    ];
    Ok((headers, text))
}

/// `GET …/privacy/looks/{number}/receipt`: the inclusion proof of an entry under a signed tree head (RFC 9162 § 2.1.3), for
/// `portico audit verify --receipt`.
pub(super) async fn receipt(
    OpenChart(chart): OpenChart,
    LookNumber(number): LookNumber,
) -> Result<impl IntoResponse, Problem> {
    let receipt = chart.receipt(number).await?;
    let json = serde_json::to_vec_pretty(&receipt).map_err(Problem::internal)?;
    let name = file_name(&format!("receipt-{}", number), "json");
    Ok(([(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)], json))
}

fn row(line: &LedgerLine) -> String {
    let categories: Vec<_> = line.categories.iter().map(|category| category.as_str()).collect();
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let word_of = |value: Result<serde_json::Value, serde_json::Error>| value.map(word).unwrap_or_default();
    let cells = [
        line.number.to_string(),
        line.at.to_string(),
        line.who.name.clone().unwrap_or_default(),
        word_of(serde_json::to_value(line.who.role)),
        line.who.relationship.map(|own| word_of(serde_json::to_value(own))).unwrap_or_default(),
        line.action.to_owned(),
        line.outcome.to_owned(),
        line.page.clone().unwrap_or_default(),
        categories.join(" "),
        line.purpose.map(|purpose| purpose.code().to_owned()).unwrap_or_default(),
        line.reasons.join(" "),
        line.rules.join(" "),
        line.shown.map(|n| n.to_string()).unwrap_or_default(),
        line.withheld.map(|n| n.to_string()).unwrap_or_default(),
    ];
    cells.map(|cell| quoted(&cell)).join(",") + "\r\n"
}

/// The last row, where the file is not all there is.
fn what_is_missing(unreadable: u32, is_cut: bool) -> String {
    let unread = (unreadable > 0).then(|| format!("{unreadable} lines that could not be read"));
    let cut = is_cut.then(|| "older lines: take fewer days at a time".to_owned());
    let missing: Vec<_> = unread.into_iter().chain(cut).collect();
    if missing.is_empty() {
        return String::new();
    }
    let commas = ",".repeat(HEAD.matches(',').count());
    format!("{}{commas}\r\n", quoted(&format!("incomplete; missing are {}", missing.join(", and "))))
}

/// A cell that no spreadsheet takes for a formula.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::{HEAD, quoted, what_is_missing};

    #[test]
    fn a_file_that_is_not_all_says_so_in_its_last_row() {
        assert_eq!(what_is_missing(0, false), "");
        let row = what_is_missing(2, true);
        assert!(row.starts_with("\"incomplete") && row.contains("2 lines") && row.contains("older"), "{row}");
        assert_eq!(row.matches(',').count() - 1, HEAD.matches(',').count(), "as many cells as every row");
    }

    #[test]
    fn a_name_is_no_formula_and_ends_no_cell() {
        assert_eq!(quoted("Ana \"Nana\" Reyes"), "\"Ana \"\"Nana\"\" Reyes\"");
        assert_eq!(quoted("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
    }
}
