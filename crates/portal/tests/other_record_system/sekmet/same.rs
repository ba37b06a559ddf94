//! The same record, read from the sandbox and from a server that nobody here wrote, is the same on every page.

use futures::stream::{self, StreamExt};

use super::differences::{Difference, Explained, differences, without_other_kinds};
use super::walk::{Depth, Walk, walk};
use super::world::{self, ANA, BATCHES, Both, READING};

/// Patients who are visited at the same time.
const AT_ONCE: usize = 4;

const GOALS: Explained = Explained {
    page: "care-plans",
    places: &["/goals", "/total", "/groups", "/not_offered"],
    reason: "its CapabilityStatement lists no Goal",
};
const TEAMS: Explained = Explained {
    page: "care-team",
    places: &["/members", "/not_offered"],
    reason: "its CapabilityStatement lists no CareTeam",
};
const OTHERS: Explained = Explained {
    page: "other",
    places: &[""],
    reason: "it offers fewer of the kinds without a page of their own, and finds fewer",
};

/// One patient's walk at the other portal, and what differs from the sandbox's.
async fn compared(both: &Both, patient: &str) -> (Walk, Vec<Difference>) {
    let own = walk(&both.own, patient, Depth::Twins).await;
    let other = walk(&both.other, patient, Depth::TwinsAndPages).await;
    let pages = own.views.keys().chain(other.views.keys().filter(|page| !own.views.contains_key(*page)));
    let null = serde_json::Value::Null;
    let of = |walk: &'_ Walk, page: &str| walk.views.get(page).unwrap_or(&null).clone();
    let found = pages.flat_map(|page| {
        let view = |walk: &Walk| match page.as_str() {
            page if page.starts_with("timeline") => entries(&without_other_kinds(&of(walk, page))),
            page => without_other_kinds(&of(walk, page)),
        };
        differences(page, &view(&own), &view(&other))
    });
    let found = found.collect();
    (other, found)
}

/// What stands on a timeline, whatever years it is divided into.
fn entries(timeline: &serde_json::Value) -> serde_json::Value {
    let years = timeline["years"].as_array().into_iter().flatten();
    years.flat_map(|year| year["entries"].as_array().cloned().unwrap_or_default()).collect()
}

async fn everybody_reads_the_same(both: Both, explained: &[Explained]) {
    let patients = world::patients(&both.own);
    these_read_the_same(both, &patients, explained).await;
}

async fn these_read_the_same(both: Both, patients: &[String], explained: &[Explained]) {
    let told = differences_told(both, patients, explained).await;
    for reason in explained {
        assert!(told.iter().any(|found| reason.covers(found)), "no longer needed: {}", reason.reason);
    }
}

/// The differences that are explained. There are no others.
async fn differences_told(both: Both, patients: &[String], explained: &[Explained]) -> Vec<Difference> {
    assert!(!patients.is_empty());
    let walks = patients.iter().map(|patient| compared(&both, patient));
    let walks: Vec<_> = stream::iter(walks).buffer_unordered(AT_ONCE).collect().await;

    let looks: usize = walks.iter().map(|(walk, _)| walk.looks).sum();
    let faults: Vec<String> = walks.iter().flat_map(|(walk, _)| walk.faults.clone()).collect();
    let found = walks.into_iter().flat_map(|(_, found)| found);
    let (told, untold): (Vec<_>, Vec<_>) =
        found.partition(|found| explained.iter().any(|reason| reason.covers(found)));
    println!("{} patients, {looks} looks, {} differences explained", patients.len(), told.len());
    let untold: Vec<String> = untold.iter().map(ToString::to_string).collect();
    let amiss = [faults, untold].concat();
    assert!(amiss.is_empty(), "{} faults and differences:\n{}", amiss.len(), amiss.join("\n"));
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stories_read_the_same() {
    let Some(both) = world::stories(READING).await else { return };
    everybody_reads_the_same(both, &[GOALS, TEAMS, OTHERS]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn they_read_the_same_where_the_server_takes_batches() {
    let Some(both) = world::stories(BATCHES).await else { return };
    let some = [ANA, "priya-raman"].map(str::to_owned);
    these_read_the_same(both, &some, &[GOALS, TEAMS, OTHERS]).await;
}

/// Loading and reading all of them takes some minutes on a busy machine. Not each quarter has all that is explained.
async fn a_quarter_of_synthea_reads_the_same(quarter: usize) {
    let Some(both) = world::synthea(quarter).await else { return };
    let patients = world::patients(&both.own);
    differences_told(both, &patients, &[GOALS, TEAMS, OTHERS]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_quarter_of_synthea_reads_the_same() {
    a_quarter_of_synthea_reads_the_same(0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_quarter_of_synthea_reads_the_same() {
    a_quarter_of_synthea_reads_the_same(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_quarter_of_synthea_reads_the_same() {
    a_quarter_of_synthea_reads_the_same(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_quarter_of_synthea_reads_the_same() {
    a_quarter_of_synthea_reads_the_same(3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_patients_of_the_official_examples_read_the_same() {
    // Two folders in which some resources have the same ids: together, as they are together on the server.
    let Some(both) = world::shared("awkward").await else { return };
    everybody_reads_the_same(both, &[GOALS, TEAMS, OTHERS]).await;
}
