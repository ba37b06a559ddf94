//! Setting up the scenery: bundles as Synthea writes them, and single resources.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::fhir::{Entry, Leniency, Plan};
use crate::record_system::RecordSystem;
use crate::search::{Handling, is_id, resource_type};

/// What was taken and what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// Resources that are now held.
    pub taken: usize,
    pub refused: Vec<NotTaken>,
    /// Conditional references that matched nothing and stayed as they were written.
    pub unresolved_references: usize,
}

/// A resource or file that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotTaken {
    /// The file, and the entry's number where there are several.
    pub place: String,
    pub reason: String,
}

impl LoadReport {
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.taken += other.taken;
        self.refused.extend(other.refused);
        self.unresolved_references += other.unresolved_references;
        self
    }

    fn refuse(place: impl Into<String>, reason: impl ToString) -> Self {
        let refused = vec![NotTaken { place: place.into(), reason: reason.to_string() }];
        Self { refused, ..Self::default() }
    }
}

pub(crate) fn load_dir(system: &RecordSystem, folder: &Path) -> io::Result<LoadReport> {
    let mut files = Vec::new();
    list_json(folder, &mut files)?;
    files.sort_by_key(|file| (!describes_organisation(file), file.clone()));
    let load = |file: PathBuf| load_file(system, folder, &file);
    Ok(files.into_iter().map(load).fold(LoadReport::default(), LoadReport::and))
}

fn list_json(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for found in fs::read_dir(folder)? {
        let path = found?.path();
        if path.is_dir() {
            list_json(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    Ok(())
}

/// Synthea's `hospitalInformation…` and `practitionerInformation…`, which the patients' files refer to.
fn describes_organisation(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.contains("hospitalinformation") || name.contains("practitionerinformation")
}

fn load_file(system: &RecordSystem, folder: &Path, file: &Path) -> LoadReport {
    let place = file.strip_prefix(folder).unwrap_or(file).display().to_string();
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => return LoadReport::refuse(place, error),
    };
    let mut value: Value = match text.parse() {
        Ok(value) => value,
        Err(error) => return LoadReport::refuse(place, error),
    };
    if value.is_object() && value["id"].is_null() && !is_transaction(&value) {
        value["id"] = json!(id_from_name(file));
    }
    load_value(system, &place, value)
}

/// A resource without an id takes its file's name.
fn id_from_name(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(64).collect()
}

fn is_transaction(value: &Value) -> bool {
    value["resourceType"] == "Bundle" && (value["type"] == "transaction" || value["type"] == "batch")
}

pub(crate) fn load_value(system: &RecordSystem, place: &str, mut value: Value) -> LoadReport {
    if !is_transaction(&value) {
        return place_resource(system, place, value);
    }
    let entries = match Entry::list(&mut value) {
        Ok(entries) => entries,
        Err(refusal) => return LoadReport::refuse(place, refusal),
    };
    let mut report = LoadReport::default();
    let mut readable = Vec::with_capacity(entries.len());
    for (number, entry) in (1..).zip(entries) {
        match Entry::read(entry, system.base_url(), Handling::Strict) {
            Ok(entry) => readable.push(entry),
            Err(refusal) => {
                report = report.and(LoadReport::refuse(format!("{place} entry {number}"), refusal))
            }
        }
    }
    report.and(carry_out(system, place, readable))
}

fn carry_out(system: &RecordSystem, place: &str, entries: Vec<Entry>) -> LoadReport {
    let mut records = system.records_mut();
    match Plan::new(&records, entries, Leniency::Loading) {
        Ok(mut plan) => {
            let unresolved_references = plan.unresolved;
            let refused = std::mem::take(&mut plan.refused)
                .into_iter()
                .map(|(number, refusal)| NotTaken {
                    place: format!("{place} entry {number}"),
                    reason: refusal.to_string(),
                })
                .collect();
            let taken = plan.carry_out(&mut records, system.now()).len();
            LoadReport { taken, refused, unresolved_references }
        }
        Err(refusal) => LoadReport::refuse(place, refusal),
    }
}

fn place_resource(system: &RecordSystem, place: &str, value: Value) -> LoadReport {
    let Some(name) = value["resourceType"].as_str().and_then(resource_type) else {
        return LoadReport::refuse(place, "no resource type of FHIR R4");
    };
    let Some(id) = value["id"].as_str().filter(|id| is_id(id)).map(str::to_owned) else {
        return LoadReport::refuse(place, "no id of FHIR's kind");
    };
    system.records_mut().put(name, &id, value, system.now());
    LoadReport { taken: 1, ..LoadReport::default() }
}
