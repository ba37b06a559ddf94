//! Sensitivity labels, from dated tables of codes and words (`tables/`).
//!
//! A label never rests on one hint: the chart joins what the record system said (`meta.security`), what the codes
//! say and what the words beside them say. Whatever any of them labels is labelled.

mod code_system;
mod table;
mod words;

use std::collections::HashMap;

use jiff::civil::Date;
use portico_model::Sensitivities;

use code_system::CodeSystem;
pub use table::TableError;
use table::{Entry, Kind, Match, Table};
use words::Phrases;

macro_rules! table {
    ($kind:expr, $name:literal) => {
        Table {
            kind: $kind,
            name: $name,
            text: include_str!(concat!("../../tables/sensitivity-2026-11-01/", $name)),
        }
    };
}

const TABLES: &[Table] = &[
    table!(Kind::Codes(CodeSystem::ActCode), "act-code.tsv"),
    table!(Kind::Codes(CodeSystem::Icd10), "icd10.tsv"),
    table!(Kind::Codes(CodeSystem::Loinc), "loinc.tsv"),
    table!(Kind::Codes(CodeSystem::RxNorm), "rxnorm.tsv"),
    table!(Kind::Codes(CodeSystem::Snomed), "snomed.tsv"),
    table!(Kind::Words, "words.tsv"),
];

/// A code as a resource carries it: `system` is the code system's URI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CodeRef<'a> {
    pub system: &'a str,
    pub code: &'a str,
}

/// The tables in force.
#[derive(Debug)]
pub struct Labels {
    dated: Date,
    exact: HashMap<CodeSystem, HashMap<Box<str>, Sensitivities>>,
    beginnings: HashMap<CodeSystem, HashMap<Box<str>, Sensitivities>>,
    phrases: Phrases,
}

impl Labels {
    /// Reads the embedded tables. Fails on a malformed line, on a code that is listed twice and on tables of
    /// different dates.
    pub fn load() -> Result<Labels, TableError> {
        Self::read(TABLES)
    }

    fn read(tables: &[Table]) -> Result<Labels, TableError> {
        let dated = table::dated(tables)?;
        let mut labels =
            Labels { dated, exact: HashMap::new(), beginnings: HashMap::new(), phrases: Phrases::default() };
        for table in tables {
            for entry in table.entries() {
                labels.add(table.name, entry?)?;
            }
        }
        Ok(labels)
    }

    fn add(&mut self, table: &'static str, entry: Entry) -> Result<(), TableError> {
        let earlier = match entry.matches {
            Match::Exactly(system, code) => {
                self.exact.entry(system).or_default().insert(code.into(), entry.labels)
            }
            Match::Beginning(system, code) => {
                self.beginnings.entry(system).or_default().insert(code.into(), entry.labels)
            }
            Match::Phrase(phrase) => self.phrases.insert(&phrase, entry.labels),
        };
        if earlier.is_some() { Err(TableError::Twice { table, line: entry.line }) } else { Ok(()) }
    }

    /// The day from which the tables hold.
    pub fn dated(&self) -> Date {
        self.dated
    }

    /// The labels of an item that carries these codes, in its own codings and in `meta.security`.
    pub fn of<'a>(&self, codes: impl IntoIterator<Item = CodeRef<'a>>) -> Sensitivities {
        codes.into_iter().fold(Sensitivities::NONE, |labels, code| labels.union(self.of_code(code)))
    }

    /// The labels that words give: a `CodeableConcept.text`, a `Coding.display`, a title. Needed where a record
    /// system sends no code, a local code, or a product that no table lists.
    pub fn of_words(&self, text: &str) -> Sensitivities {
        self.phrases.labels_in(text)
    }

    fn of_code(&self, code: CodeRef<'_>) -> Sensitivities {
        let Some(system) = CodeSystem::of(code.system) else { return Sensitivities::NONE };
        system.spelt(code.code, |code| {
            let exact =
                self.exact.get(&system).and_then(|codes| codes.get(code)).copied().unwrap_or_default();
            let Some(beginnings) = self.beginnings.get(&system) else { return exact };
            let known = (3..=code.len()).filter_map(|length| beginnings.get(code.get(..length)?));
            known.fold(exact, |labels, more| labels.union(*more))
        })
    }
}

#[cfg(test)]
mod tests;
