//! The form of a table: a line for each code, `#` opens a note, and three columns divided by tabs.
//!
//! 1. a code; a beginning `F10*`; a range of ICD categories `F20-F48`; or, in the table of words, a phrase
//! 2. labels, divided by commas
//! 3. what it means, for the reader
//!
//! The first line is `# dated YYYY-MM-DD`, the same in every table.

use jiff::civil::Date;
use portico_model::{Sensitivities, Sensitivity};

use super::code_system::CodeSystem;
use super::words::LONGEST_PHRASE;

/// The tables cannot be used; lines count from one.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    #[error("sensitivity table {table} does not begin with the date of the others")]
    Undated { table: &'static str },
    #[error("sensitivity table {table}, line {line}: {problem}")]
    Malformed { table: &'static str, line: usize, problem: &'static str },
    #[error("sensitivity table {table}, line {line}: listed for the second time")]
    Twice { table: &'static str, line: usize },
}

/// A table as it lies in the file.
pub(super) struct Table {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    pub(super) text: &'static str,
}

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Codes(CodeSystem),
    Words,
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

/// The one date of all tables.
pub(super) fn dated(tables: &[Table]) -> Result<Date, TableError> {
    let mut date = None;
    for table in tables {
        let of_table = table.date().filter(|found| date.is_none_or(|date| date == *found));
        date = Some(of_table.ok_or(TableError::Undated { table: table.name })?);
    }
    date.ok_or(TableError::Undated { table: "(none)" })
}

impl Table {
    fn date(&self) -> Option<Date> {
        self.text.lines().next()?.strip_prefix("# dated ")?.trim().parse().ok()
    }

    /// The entries; a range gives one for each of its categories.
    pub(super) fn entries(&self) -> impl Iterator<Item = Result<Entry, TableError>> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).flat_map(|(line, text)| {
            match read(self.kind, text) {
                Ok((matches, labels)) => {
                    matches.into_iter().map(|matches| Ok(Entry { line, matches, labels })).collect()
                }
                Err(problem) => vec![Err(TableError::Malformed { table: self.name, line, problem })],
            }
        })
    }
}

fn read(kind: Kind, line: &str) -> Result<(Vec<Match>, Sensitivities), &'static str> {
    let columns: Vec<_> = line.split('\t').collect();
    let [code, labels, meaning] = columns[..] else { return Err("it does not have three columns") };
    if code.trim().is_empty() || meaning.trim().is_empty() {
        return Err("a code or its meaning is missing");
    }
    let labels = labels.split(',').map(label).collect::<Option<_>>().ok_or("a label is not known")?;
    let matches = match kind {
        Kind::Codes(system) => matches(system, code)?,
        Kind::Words => vec![Match::Phrase(phrase(code)?)],
    };
    Ok((matches, labels))
}

fn phrase(text: &str) -> Result<String, &'static str> {
    if (1..=LONGEST_PHRASE).contains(&text.split(' ').count()) {
        Ok(text.to_owned())
    } else {
        Err("a phrase has one to three words")
    }
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
