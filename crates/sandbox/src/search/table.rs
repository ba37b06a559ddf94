//! The search parameter table (`parameters.txt`), read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::path::Path;

/// How a parameter compares (FHIR R4 § 3.1.1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Token,
    Reference,
    Date,
    Text,
    Uri,
}

impl Kind {
    /// The code of this kind in a CapabilityStatement.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Token => "token",
            Kind::Reference => "reference",
            Kind::Date => "date",
            Kind::Text => "string",
            Kind::Uri => "uri",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Kind::Token, Kind::Reference, Kind::Date, Kind::Text, Kind::Uri]
            .into_iter()
            .find(|kind| kind.as_str() == name)
    }
}

/// One search parameter of one resource type.
#[derive(Debug, Clone)]
pub struct Parameter {
    pub name: &'static str,
    pub kind: Kind,
    pub paths: Vec<Path>,
    /// The only type that references count for (`patient` over `subject`).
    pub target: Option<&'static str>,
}

static TABLE: LazyLock<BTreeMap<&'static str, Vec<Parameter>>> =
    LazyLock::new(|| read(include_str!("parameters.txt")));

/// The parameters of a type, in the table's order, those of every type last.
pub fn parameters(resource_type: &str) -> &'static [Parameter] {
    TABLE.get(resource_type).unwrap_or(&TABLE["*"])
}

/// The position of a parameter in its type's list.
pub fn find(resource_type: &str, name: &str) -> Option<usize> {
    parameters(resource_type).iter().position(|parameter| parameter.name == name)
}

/// The types that the table names, sorted.
pub fn types() -> impl Iterator<Item = &'static str> {
    TABLE.keys().copied().filter(|name| *name != "*")
}

fn read(text: &'static str) -> BTreeMap<&'static str, Vec<Parameter>> {
    let mut table: BTreeMap<&str, Vec<Parameter>> = BTreeMap::new();
    let mut section = "*";
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
            continue;
        }
        let parameter = read_line(line).expect("every line of parameters.txt is well formed (tested)");
        table.entry(section).or_default().push(parameter);
    }
    let for_every_type = table["*"].clone();
    for (_, parameters) in table.iter_mut().filter(|(name, _)| **name != "*") {
        parameters.extend(for_every_type.iter().cloned());
    }
    table
}

fn read_line(line: &'static str) -> Option<Parameter> {
    let (columns, target) = match line.split_once("->") {
        Some((columns, target)) => (columns, Some(target.trim())),
        None => (line, None),
    };
    let mut columns = columns.split_whitespace();
    let (name, kind, paths) = (columns.next()?, Kind::named(columns.next()?)?, columns.next()?);
    Some(Parameter { name, kind, paths: paths.split('|').map(Path::new).collect(), target })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_can_be_read() {
        assert!(types().count() > 40);
        assert_eq!(parameters("Observation")[find("Observation", "date").unwrap()].kind, Kind::Date);
        assert_eq!(parameters("Goal")[find("Goal", "patient").unwrap()].target, Some("Patient"));
        assert!(find("Basic", "_tag").is_some(), "types without a section have the parameters of every type");
    }

    #[test]
    fn every_type_of_the_table_is_a_resource_type() {
        assert!(types().all(|name| super::super::resource_type(name).is_some()));
    }
}
