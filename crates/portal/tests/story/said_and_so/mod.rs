//! Everything that is said of a record is so: the rules said a second time, from the bundles as their files have them, and
//! compared with what the twins and pages tell of every patient.
//!
//! Nothing of `chart` or `fhir` is used here. Whoever changes a rule there changes it here too, on purpose. What is not
//! compared: the order of lists, the words of notes and files beyond those of the table in `field`, who may see what
//! (`whatever_is_shared`), and what clinicians see.

mod allergies;
mod bundles;
mod conditions;
mod dates;
mod dosage;
mod field;
mod findings;
mod flags;
mod lists;
mod medicines;
mod names;
mod observations;
mod silence;
mod summary;
mod tampered;
mod told;
mod trends;
mod values;
mod words;
mod years;

use std::path::{Path, PathBuf};
use std::process::Command;

use futures::stream::{self, StreamExt};
use jiff::Timestamp;
use portico_model::Clock;
use portico_testkit::TestPortal;

use crate::world::noon;
use bundles::{Bundles, files_in};
use findings::Findings;
use told::{Reader, Told};

/// Patients who are visited at the same time.
const AT_ONCE: usize = 2;

/// A folder of what lies beside the project; `None` where it does not.
fn shared(folder: &str) -> Option<PathBuf> {
    let given = std::env::var_os("PORTICO_SHARED").map(PathBuf::from);
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = given.unwrap_or_else(beside).join(folder);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: there is no {}", path.display());
    None
}

/// A portal over a record system that has what the files have, but for what it does not take.
async fn portal_with(bundles: &Bundles, clock: Clock) -> TestPortal {
    let portal = TestPortal::builder().without_people().at_leisure().clock(clock).start().await;
    let report = portal.sandbox.load_all(bundles.files.clone());
    println!("{} taken, {} refused: {:?}", report.taken, report.refused.len(), report.refused);
    portal
}

/// Everything that is told of one patient.
async fn compared(portal: &TestPortal, bundles: &Bundles, patient: &str) -> Findings {
    let mut reader = Reader::of(portal, patient).await;
    let told = reader.told().await;
    compared_with(&told, &mut reader, bundles, patient, portal.clock.now()).await
}

async fn compared_with(
    told: &Told,
    reader: &mut Reader,
    bundles: &Bundles,
    patient: &str,
    now: Timestamp,
) -> Findings {
    let mut findings = Findings::of(patient);
    let record = bundles.record(patient);
    findings.hold("patients", true, String::new);
    lists::hold(&record, told, &mut findings);
    names::hold(&record, told, &mut findings);
    medicines::hold(&record, told, reader, &mut findings).await;
    conditions::hold(&record, told, &mut findings);
    allergies::hold(&record, told, &mut findings);
    values::hold(&record, told, &mut findings);
    trends::hold(&record, told, reader, &mut findings).await;
    dates::hold(&record, told, &mut findings);
    summary::hold(&record, told, now, &mut findings);
    years::hold(&record, told, &mut findings);
    silence::hold(&record, told, &mut findings);
    findings
}

/// All patients of these files, on a day.
async fn all_is_so(of: &str, files: &[PathBuf], day: &str) {
    let bundles = Bundles::read(files);
    let portal = portal_with(&bundles, noon(day)).await;
    let is_read = |patient: &&str| {
        portal.sandbox.resource("Patient", patient).is_some() && !is_moved(&bundles, patient)
    };
    let patients: Vec<&str> = bundles.patients().into_iter().filter(is_read).collect();
    assert!(!patients.is_empty(), "{of} holds patients");
    let walks = patients.into_iter().map(|patient| compared(&portal, &bundles, patient));
    let walks: Vec<Findings> = stream::iter(walks).buffer_unordered(AT_ONCE).collect().await;
    walks.into_iter().fold(Findings::default(), Findings::and).settle(of);
}

/// Whether another record came in the place of this one: it is not read any more (`wire/merged.rs`).
fn is_moved(bundles: &Bundles, patient: &str) -> bool {
    let person = bundles.find("Patient", patient).unwrap();
    bundles::list(&person["link"]).any(|link| link["type"] == "replaced-by")
}

/// A quarter of Synthea's patients, with the places and people that all of them share.
async fn synthea(quarter: usize) {
    let Some(folder) = shared("data/synthea") else { return };
    let is_shared = |file: &PathBuf| file.file_name().unwrap().to_string_lossy().starts_with("00-");
    let (mut files, patients): (Vec<_>, Vec<_>) = files_in(&folder).into_iter().partition(is_shared);
    files.extend(patients.into_iter().skip(quarter).step_by(4));
    all_is_so("synthea", &files, "2026-11-02").await;
}

async fn folder(name: &str, day: &str) {
    let Some(folder) = shared(name) else { return };
    all_is_so(name, &files_in(&folder), day).await;
}

/// The examples in a package of a guide.
async fn guide(name: &str) {
    let Some(package) = shared(&format!("data/igs/{name}")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let Some(examples) = unpacked(&package, folder.path()) else { return };
    all_is_so(name, &files_in(&examples), "2026-01-20").await;
}

fn unpacked(package: &Path, into: &Path) -> Option<PathBuf> {
    let done =
        Command::new("tar").arg("-xzf").arg(package).arg("-C").arg(into).arg("package/example").status();
    let is_done = done.is_ok_and(|done| done.success());
    if !is_done {
        println!("skipped: {} cannot be unpacked", package.display());
    }
    is_done.then(|| into.join("package/example"))
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_told_of_the_first_quarter_of_synthea_is_so() {
    synthea(0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_told_of_the_second_quarter_of_synthea_is_so() {
    synthea(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_told_of_the_third_quarter_of_synthea_is_so() {
    synthea(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_told_of_the_last_quarter_of_synthea_is_so() {
    synthea(3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_told_of_the_hl7_examples_is_so() {
    folder("data/awkward/hl7", "2026-01-20").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_told_of_the_us_core_examples_is_so() {
    folder("data/awkward/us-core-6.1.0", "2026-01-20").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_told_of_the_examples_in_the_us_core_guides_is_so() {
    guide("us_core_610.tgz").await;
    guide("us_core_700.tgz").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_told_of_the_cases_of_the_field_is_so() {
    folder("field/cases", "2026-01-20").await;
}
