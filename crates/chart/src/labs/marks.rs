//! What a laboratory's own mark beside a value means, from `marks.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use portico_fhir::shapes::CodeableConcept;

use super::Flag;

static MARKS: LazyLock<HashMap<&'static str, Flag>> = LazyLock::new(|| {
    let rows = rows().map(|(mark, flag)| (mark, flag_of(flag).expect("marks.tsv is checked by a test")));
    rows.collect()
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("marks.tsv").lines().filter(|line| !line.starts_with("# "));
    lines.filter_map(|line| line.split_once('\t')).filter(|(mark, _)| *mark != "mark")
}

fn flag_of(name: &str) -> Option<Flag> {
    Some(match name {
        "in_range" => Flag::InRange,
        "abnormal" => Flag::Abnormal,
        "low" => Flag::Low,
        "high" => Flag::High,
        "critical" => Flag::Critical,
        "critical_low" => Flag::CriticalLow,
        "critical_high" => Flag::CriticalHigh,
        _ => return None,
    })
}

/// What a laboratory said of one value.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Of several marks the gravest.
    pub flag: Option<Flag>,
    /// Those that nobody has reviewed, as they stand there.
    pub unknown: Option<String>,
}

pub(super) fn read(interpretations: &[CodeableConcept]) -> Marks {
    let mut marks = Marks::default();
    let mut unknown = Vec::new();
    for concept in interpretations {
        match flag(concept) {
            Some(flag) => marks.flag = marks.flag.max(Some(flag)),
            None => unknown.extend(words(concept)),
        }
    }
    marks.unknown = (!unknown.is_empty()).then(|| unknown.join(", "));
    marks
}

/// Codes and words of one mark say one thing in several ways: the gravest that is understood counts.
fn flag(concept: &CodeableConcept) -> Option<Flag> {
    let codings = concept.coding.iter().flat_map(|coding| [&coding.code, &coding.display]);
    let said = codings.chain([&concept.text]).flatten();
    said.filter_map(|text| MARKS.get(essence(text).as_str()).copied()).max()
}

fn words(concept: &CodeableConcept) -> Option<String> {
    let code = concept.coding.iter().find_map(|coding| coding.code.as_deref());
    let words = concept.words().or(code).map(str::trim);
    words.filter(|words| !words.is_empty()).map(str::to_owned)
}

/// In lower case, without brackets and doubled blanks: `[H]` is `h`.
fn essence(text: &str) -> String {
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '.' | ':'));
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_well_formed_and_no_mark_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for (mark, flag) in rows() {
            assert!(flag_of(flag).is_some() && mark == essence(mark), "{mark}");
            assert!(seen.insert(mark), "{mark} stands twice");
        }
        assert!(seen.len() > 100);
    }
}
