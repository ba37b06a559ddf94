use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use portico_fhir::{Found, Raw};

use crate::every_shape::faults;

/// The folder of samples: `PORTICO_SHARED`, else beside the project. `None`, with a line that says so, where it is not there.
#[expect(clippy::disallowed_methods, reason = "a test is told by its caller where the samples are")]
fn samples(folder: &str) -> Option<Vec<PathBuf>> {
    let shared = std::env::var("PORTICO_SHARED").map_or_else(|_| beside_the_project(), PathBuf::from);
    let folder = shared.join("data").join(folder);
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: no samples at {}", folder.display());
        return None;
    };
    let mut files: Vec<_> = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    Some(files)
}

fn beside_the_project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

/// Counts the faults of many resources by type and path, without positions.
#[derive(Default)]
struct Tally {
    read: usize,
    without_shape: usize,
    faults: BTreeMap<String, usize>,
}

impl Tally {
    fn take(&mut self, raw: &Raw) {
        let Some(faults) = faults(raw) else {
            self.without_shape += 1;
            return;
        };
        self.read += 1;
        for fault in faults {
            let place: String =
                fault.path.split(['[', ']']).filter(|part| part.parse::<usize>().is_err()).collect();
            *self.faults.entry(format!("{}.{place}", raw.head().resource_type)).or_default() += 1;
        }
    }

    fn print(&self, what: &str) {
        println!(
            "{what}: {} read, {} of types without a shape, faults {:?}",
            self.read, self.without_shape, self.faults
        );
    }
}

fn every_file_reads(folder: &str, known: &[&str]) {
    let Some(files) = samples(folder) else { return };
    let mut tally = Tally::default();
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        let raw = Raw::from_text(&text).unwrap_or_else(|error| panic!("{}: {error:?}", file.display()));
        let is_without_id = file.ends_with("json-edge-cases.json");
        assert_eq!(raw.head().id.is_none(), is_without_id, "{}", file.display());
        assert_eq!(raw.text(), text.trim_start_matches('\u{feff}').trim());
        tally.take(&raw);
        if raw.head().resource_type == "Bundle" {
            let found = Found::from_text(&text, "").unwrap();
            found.entries.iter().for_each(|entry| tally.take(&entry.resource));
        }
    }
    tally.print(folder);
    let unexplained: Vec<_> = tally.faults.keys().filter(|path| !known.contains(&path.as_str())).collect();
    assert_eq!(unexplained, [] as [&String; 0]);
}

#[test]
fn the_standards_own_examples_read() {
    every_file_reads("awkward/hl7", &[]);
}

#[test]
fn the_us_core_examples_read() {
    every_file_reads("awkward/us-core-6.1.0", &[]);
}

#[test]
fn synthetic_patients_read_without_a_fault() {
    let Some(files) = samples("synthea") else { return };
    let mut tally = Tally::default();
    for file in &files {
        let found = Found::from_text(&std::fs::read_to_string(file).unwrap(), "").unwrap();
        assert_eq!(found.unreadable, []);
        assert!(!found.entries.is_empty());
        found.entries.iter().for_each(|entry| tally.take(&entry.resource));
    }

    tally.print("synthea");
    assert_eq!(tally.faults, BTreeMap::new());
}
