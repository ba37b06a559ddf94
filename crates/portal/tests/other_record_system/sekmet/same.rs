//! The same record, read from the sandbox and from a server that nobody here wrote, is the same on every page.

use futures::stream::{self, StreamExt};

use super::differences::{Difference, Explained, differences, without_other_kinds};
use super::walk::{Depth, Walk, walk};
use super::world::{self, ANA, BATCHES, Both, READING, STORIES};

/// Patients who are visited at the same time.
const AT_ONCE: usize = 2;

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
async fn they_read_the_same_where_the_server_takes_batches() {
    let Some(both) = world::stories(BATCHES, &STORIES).await else { return };
    let some = [ANA, "priya-raman"].map(str::to_owned);
    these_read_the_same(both, &some, &[GOALS, TEAMS, OTHERS]).await;
}

/// Some of those whose story is told. Not all of them have all that is explained.
async fn these_stories_read_the_same(stories: &[&str]) {
    let Some(both) = world::stories(READING, stories).await else { return };
    let patients = world::patients(&both.own);
    differences_told(both, &patients, &[GOALS, TEAMS, OTHERS]).await;
}

/// Every eighth patient of Synthea's, from one on.
async fn some_of_synthea_read_the_same(first: usize) {
    let Some(both) = world::synthea(first, 8).await else { return };
    let patients = world::patients(&both.own);
    differences_told(both, &patients, &[GOALS, TEAMS, OTHERS]).await;
}

/// Each a walk that ends in time on a busy machine.
macro_rules! walks {
    ($($name:ident: $walk:expr;)+) => {
        $(#[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            $walk.await;
        })+
    };
}

walks! {
    the_first_stories_read_the_same: these_stories_read_the_same(&STORIES[..4]);
    more_stories_read_the_same: these_stories_read_the_same(&STORIES[4..8]);
    the_last_stories_read_the_same: these_stories_read_the_same(&STORIES[8..]);
    synthea_reads_the_same_1: some_of_synthea_read_the_same(0);
    synthea_reads_the_same_2: some_of_synthea_read_the_same(1);
    synthea_reads_the_same_3: some_of_synthea_read_the_same(2);
    synthea_reads_the_same_4: some_of_synthea_read_the_same(3);
    synthea_reads_the_same_5: some_of_synthea_read_the_same(4);
    synthea_reads_the_same_6: some_of_synthea_read_the_same(5);
    synthea_reads_the_same_7: some_of_synthea_read_the_same(6);
    synthea_reads_the_same_8: some_of_synthea_read_the_same(7);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_patients_of_the_official_examples_read_the_same() {
    // Two folders in which some resources have the same ids: together, as they are together on the server.
    let Some(both) = world::shared("awkward").await else { return };
    let patients = world::patients(&both.own);
    these_read_the_same(both, &patients, &[GOALS, TEAMS, OTHERS]).await;
}
