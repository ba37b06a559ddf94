//! The form of a table: a line for each code, `#` opens a note, and four columns divided by tabs.
//!
//! 1. `snomed`, `icd10`, `loinc`, `rxnorm`, `actcode` or `words`
//! 2. a code; a beginning `F10*`; a range of ICD categories `F20-F48`; or, for `words`, a phrase
//! 3. labels, divided by commas
//! 4. what the code means, for the reader
//!
//! The first line is `# dated YYYY-MM-DD`.

use jiff::civil::Date;
use portico_model::{Sensitivities, Sensitivity};

use super::code_system::CodeSystem;

/// The table cannot be used; `line` counts from one.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    #[error("the sensitivity table does not begin with its date")]
    Undated,
    #[error("line {line} of the sensitivity table: {problem}")]
    Malformed { line: usize, problem: &'static str },
    #[error("line {line} of the sensitivity table lists a code for the second time")]
    Twice { line: usize },
}

/// One code, one beginning or one phrase.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) line: usize,
    pub(super) matches: Match,
    pub(super) labels: Sensitivities,
}

#[derive(Debug)]
pub(super) enum Match {
    Exactly(CodeSystem, String),
    Beginning(CodeSystem, String),
    Phrase(String),
}

pub(super) fn dated(text: &str) -> Result<Date, TableError> {
    let first = text.lines().next().and_then(|line| line.strip_prefix("# dated "));
    first.and_then(|date| date.trim().parse().ok()).ok_or(TableError::Undated)
}

/// The entries of a table; a range gives one for each of its categories.
pub(super) fn entries(text: &str) -> impl Iterator<Item = Result<Entry, TableError>> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).flat_map(|(line, text)| {
        match read(text) {
            Ok((matches, labels)) => {
                matches.into_iter().map(|matches| Ok(Entry { line, matches, labels })).collect()
            }
            Err(problem) => vec![Err(TableError::Malformed { line, problem })],
        }
    })
}

fn read(line: &str) -> Result<(Vec<Match>, Sensitivities), &'static str> {
    let columns: Vec<_> = line.split('\t').collect();
    let [system, code, labels, meaning] = columns[..] else { return Err("it does not have four columns") };
    if code.is_empty() || meaning.is_empty() {
        return Err("a code or its meaning is missing");
    }
    let labels = labels.split(',').map(label).collect::<Option<_>>().ok_or("a label is not known")?;
    if system == "words" {
        return Ok((vec![Match::Phrase(code.to_owned())], labels));
    }
    let system = CodeSystem::named(system).ok_or("the code system is not known")?;
    Ok((matches(system, code)?, labels))
}

fn label(name: &str) -> Option<Sensitivity> {
    Sensitivity::ALL.into_iter().find(|label| label.as_str() == name)
}

fn matches(system: CodeSystem, code: &str) -> Result<Vec<Match>, &'static str> {
    let spelt = |code: &str| system.spelt(code, str::to_owned);
    if let Some(beginning) = code.strip_suffix('*') {
        return Ok(vec![Match::Beginning(system, spelt(beginning))]);
    }
    match code.split_once('-') {
        Some((from, to)) if system == CodeSystem::Icd10 => {
            Ok(categories(from, to)?.map(|category| Match::Beginning(system, category)).collect())
        }
        _ => Ok(vec![Match::Exactly(system, spelt(code))]),
    }
}

/// `F20-F48`: every category of one letter and two digits from the first to the last.
fn categories(from: &str, to: &str) -> Result<impl Iterator<Item = String>, &'static str> {
    const PROBLEM: &str = "a range goes from a letter and two digits to the same letter and two digits";
    let parse = |category: &str| {
        let (letter, number) = category.split_at_checked(1)?;
        let fits = number.len() == 2 && letter.bytes().all(|byte| byte.is_ascii_uppercase());
        fits.then_some((letter.to_owned(), number.parse::<u8>().ok()?))
    };
    let (letter, first) = parse(from).ok_or(PROBLEM)?;
    let (other, last) = parse(to).ok_or(PROBLEM)?;
    if letter != other || first >= last {
        return Err(PROBLEM);
    }
    Ok((first..=last).map(move |number| format!("{letter}{number:02}")))
}
