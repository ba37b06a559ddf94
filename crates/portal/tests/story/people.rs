//! Choosing for whom one acts.

use std::collections::BTreeSet;

use portico_model::{Categories, Language, Relationship};
use portico_testkit::TestPortal;

use crate::world::ANA;

#[tokio::test(flavor = "multi_thread")]
async fn everybody_for_whom_one_acts_has_a_colour_of_their_own_on_every_page() {
    let children = ["teo-reyes", "luz-reyes"];
    let portal = TestPortal::builder().only(&[ANA, children[0], children[1]]).start().await;
    let ana = portal.person(ANA, Language::En).await;
    for patient in children.into_iter().chain(["p-0", "p-5", "p-10"]) {
        portal.let_act(&ana, patient, Relationship::Caregiver, Categories::ALL, None).await;
    }
    let mut ana = portal.sign_in(&ana).await;

    let people = ana.get("/api/v1/people").await.json();
    let people = people["people"].as_array().unwrap();
    let colour_of = |patient: &str| {
        let row = people.iter().find(|row| row["patient"] == patient).unwrap();
        row["colour"].as_u64().unwrap()
    };
    let colours: BTreeSet<u64> = people.iter().map(|row| row["colour"].as_u64().unwrap()).collect();
    assert_eq!(colours.into_iter().collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    for child in children {
        let page = ana.get(&format!("/patients/{child}/medications")).await.text;
        assert!(page.contains(&format!("<body data-person=\"{}\"", colour_of(child))), "{child}: {page}");
    }
    assert!(ana.get("/patients/me/medications").await.text.contains("<body data-person=\"0\""));
}
