//! One server with the same people as the sandbox, shared by all tests.

use std::path::PathBuf;

use portico_model::Language;
use portico_portal::words::Words;
use portico_testkit::{OtherRecordSystem, TestPortal, TestPortalBuilder};
use serde_json::Value;

pub const ANA: &str = "ana-reyes";
/// His results fill three pages of the server's.
pub const WALTER: &str = "walter-boone";

/// Everybody whose story is told.
pub const STORIES: [&str; 12] = [
    ANA,
    "teo-reyes",
    "luz-reyes",
    "carmen-vidal",
    "marcus-hale",
    "priya-raman",
    WALTER,
    "sam-whitfield",
    "maximiliano",
    "yuki-tanaka",
    "dolores-okafor",
    "grace-lin",
];

/// What a portal asks for unless its configuration says otherwise: reading.
pub const READING: &str = "system/*.rs";
/// This server takes a batch only from who may create.
pub const BATCHES: &str = "system/*.crs";

/// The sandbox's portal and the other one, on one clock.
pub struct Both {
    pub own: TestPortal,
    pub other: TestPortal,
}

/// These stories in both.
pub async fn stories(scope: &str, stories: &[&str]) -> Option<Both> {
    let server = OtherRecordSystem::find()?;
    let own = TestPortal::builder().only(stories).at_leisure().start().await;
    Some(beside(server, own, scope).await)
}

/// A folder of the data that lies beside the project in both; `None` where it or the server is not there.
pub async fn shared(folder: &str) -> Option<Both> {
    let server = OtherRecordSystem::find()?;
    let path = data(folder)?;
    let own = TestPortal::builder().without_people().at_leisure().start().await;
    own.sandbox.load_dir(&path).unwrap();
    Some(beside(server, own, READING).await)
}

/// Every so many-th patient of Synthea's in both, from one on, with the places and people of all.
pub async fn synthea(first: usize, every: usize) -> Option<Both> {
    let server = OtherRecordSystem::find()?;
    let files = std::fs::read_dir(data("synthea")?).unwrap().map(|file| file.unwrap().path());
    let is_of_all = |file: &PathBuf| file.file_name().unwrap().to_string_lossy().starts_with("00-");
    let (of_all, mut patients): (Vec<_>, Vec<_>) = files.partition(is_of_all);
    patients.sort_unstable();
    let own = TestPortal::builder().without_people().at_leisure().start().await;
    for file in of_all.into_iter().chain(patients.into_iter().skip(first).step_by(every)) {
        own.sandbox.load_bundle(serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap());
    }
    Some(beside(server, own, READING).await)
}

fn data(folder: &str) -> Option<PathBuf> {
    let given = std::env::var_os("PORTICO_SHARED").map(PathBuf::from);
    let beside_project = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = given.unwrap_or_else(beside_project).join("data").join(folder);
    if !path.is_dir() {
        println!("NOT RUN: there is no {}", path.display());
        return None;
    }
    Some(path)
}

async fn beside(server: OtherRecordSystem, own: TestPortal, scope: &str) -> Both {
    server.copy(&own.sandbox).await;
    let builder = TestPortal::builder().clock(own.clock.clone()).at_leisure();
    let other = builder.record_system(server.base.clone(), server.sign_in(scope)).start().await;
    Both { own, other }
}

/// The server with the stories, and a portal that is still to be told how to reach it.
pub async fn server() -> Option<(OtherRecordSystem, TestPortalBuilder)> {
    let server = OtherRecordSystem::find()?;
    let own = TestPortal::builder().only(&STORIES).at_leisure().start().await;
    server.copy(&own.sandbox).await;
    Some((server, TestPortal::builder().clock(own.clock.clone()).at_leisure()))
}

/// The ids of all patients.
pub fn patients(portal: &TestPortal) -> Vec<String> {
    let patients = portal.sandbox.resources("Patient");
    patients.iter().filter_map(|patient| patient["id"].as_str()).map(str::to_owned).collect()
}

/// A text of the catalogues as it stands in a page.
pub fn text(key: &str) -> String {
    escaped(Words::new(Language::En).t(key))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('"', "&#34;").replace('\'', "&#39;")
}

/// The parts that could not be read, by name.
pub fn failed(view: &Value) -> Vec<&str> {
    view["failed"].as_array().unwrap().iter().map(|part| part.as_str().unwrap()).collect()
}

/// How many results a list of panels shows.
pub fn results_in(labs: &Value) -> usize {
    labs["panels"].as_array().unwrap().iter().map(|panel| panel["results"].as_array().unwrap().len()).sum()
}
