//! Records that nobody here wrote: Synthea's patients and the official examples. Every page of every one of them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use futures::stream::{self, StreamExt};
use portico_model::Language;
use portico_portal::site_map::{Access, site_map};
use portico_testkit::{Answer, TestPortal, TestVisitor};
use reqwest::Method;
use serde_json::Value;

/// What cannot be read for a reason, and how often it is met: the patient, the page, the count, the reason.
const EXPLAINED: &[(&str, &str, u64, &str)] = &[];

/// Words of programs that records use too, and where: as the answer to a question, as a finding.
const SAID_BY_RECORDS: &[(&str, &str)] =
    &[("/other/surveys/", "None"), ("/other?kind=findings", "None"), ("/reports/chest-xray-report", "None")];

/// Files that a resource names and nobody has: the US Core example names a Binary that is no example.
const ABSENT_FILES: &[(&str, &str)] = &[("example", "documents/episode-summary/content/0")];

/// Patients who are visited at the same time.
const AT_ONCE: usize = 4;

/// A folder of the data that lies beside the project; `None` where it does not.
fn shared(folder: &str) -> Option<PathBuf> {
    let given = std::env::var_os("PORTICO_SHARED").map(PathBuf::from);
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = given.unwrap_or_else(beside).join("data").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: there is no {}", path.display());
    None
}

/// Everything that was not as it should be on the walk through one record.
struct Walk {
    patient: String,
    visitor: TestVisitor,
    faults: Vec<String>,
    looks: usize,
}

impl Walk {
    fn fault(&mut self, path: &str, what: &str) {
        self.faults.push(format!("{} {path}: {what}", self.patient));
    }

    async fn page(&mut self, rest: &str) {
        let path = if rest.is_empty() { "/patients/me".to_owned() } else { format!("/patients/me/{rest}") };
        let answer = self.look(&path).await;
        for leftover in leftovers(&answer.text) {
            let is_said = |said: &(&str, &str)| leftover == said.1 && path.contains(said.0);
            if !SAID_BY_RECORDS.iter().any(is_said) {
                self.fault(&path, &leftover);
            }
        }
    }

    async fn twin(&mut self, rest: &str) -> Value {
        let path = format!("/api/v1/{rest}");
        let answer = self.look(&path).await;
        if answer.status != 200 {
            return Value::Null;
        }
        let view = answer.json();
        let unreadable = view["unreadable"].as_u64().unwrap_or(0);
        let is_explained = |(patient, page, count, _): &(&str, &str, u64, &str)| {
            *patient == self.patient && *page == rest && *count == unreadable
        };
        if unreadable > 0 && !EXPLAINED.iter().any(is_explained) {
            self.fault(&path, &format!("{unreadable} unreadable"));
        }
        if view["failed"].as_array().is_some_and(|failed| !failed.is_empty()) {
            self.fault(&path, &format!("failed: {}", view["failed"]));
        }
        view
    }

    async fn look(&mut self, path: &str) -> Answer {
        self.looks += 1;
        let answer = self.visitor.get(path).await;
        if answer.status != 200 {
            self.fault(path, answer.status.as_str());
        }
        answer
    }

    async fn file(&mut self, rest: &str) {
        self.looks += 1;
        let answer = self.visitor.get(&format!("/patients/me/{rest}")).await;
        let is_absent = answer.status == 404 && ABSENT_FILES.contains(&(&self.patient, rest));
        if answer.status != 200 && !is_absent {
            self.fault(rest, answer.status.as_str());
        }
    }

    async fn both(&mut self, rest: &str) -> Value {
        self.page(rest).await;
        self.twin(rest).await
    }

    /// The first, the middle and the last of the items that a list names.
    async fn some_of(&mut self, folder: &str, ids: Vec<String>) {
        let chosen: BTreeSet<usize> = match ids.len() {
            0 => return,
            count => [0, count / 2, count - 1].into(),
        };
        for index in chosen {
            self.both(&format!("{folder}/{}", ids[index])).await;
        }
    }
}

/// Marks of a text that is missing, and words of programs, in what a person reads.
fn leftovers(page: &str) -> Vec<String> {
    let mut text = String::with_capacity(page.len());
    let mut is_tag = false;
    for c in page.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag => text.push(c),
            _ => {}
        }
    }
    let words = text.split(|c: char| !c.is_alphanumeric());
    let is_odd = |word: &&str| ["NaN", "None", "null", "undefined", "inf"].contains(word);
    let odd = words.filter(is_odd).map(str::to_owned);
    let marks = ["⟦", "{{", "}}", "Some(", "Ok(", "Err("]
        .into_iter()
        .filter(|mark| text.contains(mark))
        .map(str::to_owned);
    odd.chain(marks).collect()
}

fn ids(items: &Value) -> Vec<String> {
    let items = items.as_array().into_iter().flatten();
    items.filter_map(|item| item["id"].as_str()).map(str::to_owned).collect()
}

/// The addresses of a chart that name no item, below `/patients/{patient}`.
fn lists() -> BTreeSet<String> {
    let routes = site_map(false).routes.into_iter().filter(|route| {
        route.access == Access::Chart
            && route.method == Method::GET
            && !route.path.contains("{id}")
            && !route.is_api
    });
    routes
        .map(|route| route.path.trim_start_matches("/patients/{patient}").trim_start_matches('/').to_owned())
        .collect()
}

async fn walk_lists(walk: &mut Walk) {
    for rest in lists() {
        match rest.as_str() {
            "" => {
                walk.page("").await;
                walk.twin("health-summary").await;
            }
            "more" | "search" => walk.page(&rest).await,
            // Nothing is there while a record is in use.
            "moved" => {}
            _ => {
                walk.both(&rest).await;
            }
        }
    }
}

async fn walk_results(walk: &mut Walk) {
    let first = walk.twin("labs").await;
    let pages = first["pages"].as_u64().unwrap_or(0);
    let chosen: BTreeSet<u64> = if pages == 0 { BTreeSet::new() } else { [0, pages / 2, pages - 1].into() };
    for page in chosen {
        let list = walk.both(&format!("labs?page={page}")).await;
        walk.some_of("labs/panels", ids(&list["panels"])).await;
        let panels = list["panels"].as_array().into_iter().flatten();
        let results: Vec<String> = panels.flat_map(|panel| ids(&panel["results"])).collect();
        walk.some_of("labs", results).await;
    }
}

async fn walk_papers(walk: &mut Walk) {
    for (list, folder) in [("notes", "notes"), ("documents", "documents"), ("reports", "reports")] {
        let view = walk.twin(list).await;
        let items = if list == "reports" { &view["reports"] } else { &view["documents"] };
        walk.some_of(folder, ids(items)).await;
        let with_file =
            items.as_array().into_iter().flatten().filter(|item| !item["attachments"][0].is_null());
        let with_file: Vec<String> =
            with_file.filter_map(|item| item["id"].as_str()).map(str::to_owned).collect();
        if let Some(id) = with_file.first() {
            let base = if list == "reports" { "reports" } else { "documents" };
            walk.file(&format!("{base}/{id}/content/0")).await;
        }
    }
}

async fn walk_rest(walk: &mut Walk) {
    let medications = walk.twin("medications").await;
    let groups = ["active", "do_not_take", "on_hold", "unclear", "proposed", "in_hospital", "past"];
    let lines = groups.iter().flat_map(|group| medications[group].as_array().into_iter().flatten());
    let earlier: Vec<String> = lines.flat_map(|line| ids(&line["earlier"])).collect();
    let all = groups.iter().flat_map(|group| ids(&medications[group])).chain(earlier).collect();
    walk.some_of("medications", all).await;
    let visits = walk.twin("visits").await;
    walk.some_of("visits", ids(&visits["visits"])).await;
    let other = walk.twin("other").await;
    for group in other["groups"].as_array().into_iter().flatten() {
        let kind = group["kind"].as_str().unwrap_or_default();
        walk.both(&format!("other?kind={kind}&page=1")).await;
        walk.some_of(&format!("other/{kind}"), ids(&group["items"])).await;
    }
    let conditions = walk.twin("conditions").await;
    let word = conditions["active"][0]["name"]["text"].as_str().unwrap_or("blood").to_owned();
    let hits = walk.visitor.post_json("/api/v1/search", &serde_json::json!({"words": word})).await;
    if hits.status != 200 {
        walk.fault("/api/v1/search", hits.status.as_str());
    }
}

/// Every second one reads in Spanish.
async fn walked(portal: &TestPortal, patient: String, language: Language) -> Walk {
    let visitor = portal.patient_in(&patient, language).await;
    let mut walk = Walk { patient, visitor, faults: Vec::new(), looks: 0 };
    walk_lists(&mut walk).await;
    walk_results(&mut walk).await;
    walk_papers(&mut walk).await;
    walk_rest(&mut walk).await;
    walk
}

/// Loads a folder and walks through the record of everybody in it.
async fn every_page_answers(folder: &str, may_refuse: bool) {
    let Some(path) = shared(folder) else { return };
    let portal = TestPortal::builder().without_people().at_leisure().start().await;
    let report = portal.sandbox.load_dir(&path).unwrap();
    assert!(may_refuse || report.refused.is_empty(), "{:?}", report.refused);
    let patients = portal.sandbox.resources("Patient");
    let patients: Vec<String> =
        patients.iter().filter_map(|patient| patient["id"].as_str()).map(str::to_owned).collect();
    assert!(!patients.is_empty(), "{folder} holds patients");

    let walks = patients.into_iter().zip([Language::En, Language::Es].into_iter().cycle());
    let walks = walks.map(|(patient, language)| walked(&portal, patient, language));
    let walks: Vec<Walk> = stream::iter(walks).buffer_unordered(AT_ONCE).collect().await;
    let looks: usize = walks.iter().map(|walk| walk.looks).sum();
    println!(
        "{folder}: {} taken, {} refused, {} patients, {looks} looks",
        report.taken,
        report.refused.len(),
        walks.len()
    );
    let faults: Vec<&String> = walks.iter().flat_map(|walk| &walk.faults).collect();
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.iter().map(|fault| fault.as_str()).collect::<Vec<_>>().join("\n")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_every_patient_of_synthea_answers_whole() {
    every_page_answers("synthea", false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_every_patient_of_the_hl7_examples_answers_whole() {
    every_page_answers("awkward/hl7", true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_every_patient_of_the_us_core_examples_answers_whole() {
    every_page_answers("awkward/us-core-6.1.0", true).await;
}
