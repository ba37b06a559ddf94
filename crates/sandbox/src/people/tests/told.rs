//! What each story promises.

use std::collections::BTreeSet;

use jiff::civil::date;
use serde_json::Value;

use super::{TODAY, TOWN, kind, of, subject};
use crate::people::calendar::age_years;
use crate::people::generate;

#[test]
fn ana_has_five_years_of_rising_ldl_with_two_methods_and_a_value_of_today() {
    let town = &*TOWN;
    let ldl: Vec<&Value> = town
        .resources
        .iter()
        .filter(|r| {
            kind(r) == "Observation"
                && subject(r) == Some("Patient/ana-reyes")
                && r["code"]["text"] == "LDL cholesterol"
        })
        .collect();
    let values: Vec<i64> = ldl.iter().map(|r| r["valueQuantity"]["value"].as_i64().unwrap()).collect();
    let methods: BTreeSet<&str> = ldl.iter().map(|r| r["method"]["text"].as_str().unwrap()).collect();

    assert_eq!((values[0], *values.last().unwrap()), (88, 142));
    assert!(values.is_sorted());
    assert_eq!(methods.len(), 2);
    assert_eq!(ldl.last().unwrap()["effectiveDateTime"], TODAY.to_string());
}

#[test]
fn every_featured_person_is_a_patient_with_a_distinct_email() {
    let town = &*TOWN;
    let emails: BTreeSet<&str> = town.people.iter().map(|person| person.email.as_str()).collect();

    assert_eq!(emails.len(), town.people.len());
    for person in &town.people {
        let patient =
            town.resources.iter().find(|r| kind(r) == "Patient" && r["id"] == person.patient_id).unwrap();
        assert_eq!(patient["birthDate"], person.born.to_string());
        assert!(["en", "es"].contains(&person.language.as_str()));
    }
}

#[test]
fn ages_stay_the_same_whenever_the_demo_starts() {
    for today in [TODAY, date(2027, 1, 3), date(2028, 2, 29), date(2029, 7, 31)] {
        let town = generate(7, today);
        let age = |id: &str| {
            let person = town.people.iter().find(|person| person.patient_id == id).unwrap();
            age_years(person.born, today)
        };
        assert_eq!(
            (age("ana-reyes"), age("luz-reyes"), age("carmen-vidal"), age("sam-whitfield")),
            (52, 15, 81, 19),
            "{today}"
        );
    }
}

#[test]
fn critical_values_exist_in_both_directions() {
    let town = &*TOWN;
    let flags: BTreeSet<&str> =
        town.resources.iter().filter_map(|r| r["interpretation"][0]["coding"][0]["code"].as_str()).collect();

    assert_eq!(flags, BTreeSet::from(["A", "H", "HH", "L", "LL", "N"]));
}

#[test]
fn walter_has_four_hundred_results_in_two_units_of_glucose() {
    let town = &*TOWN;
    let results = of(town, "walter-boone", "Observation");
    let laboratory = results.iter().filter(|r| r["category"][0]["coding"][0]["code"] == "laboratory").count();
    let units: Vec<&str> = results
        .iter()
        .filter(|r| r["code"]["text"] == "Glucose, fasting")
        .filter_map(|r| r["valueQuantity"]["unit"].as_str())
        .collect();
    let changes = units.windows(2).filter(|pair| pair[0] != pair[1]).count();

    assert!(laboratory >= 400, "{laboratory}");
    assert!(changes >= 3, "{units:?}");
}

#[test]
fn sam_has_one_vaccine_and_nothing_else() {
    let town = &*TOWN;
    let his = town.resources.iter().filter(|r| subject(r) == Some("Patient/sam-whitfield")).map(kind);

    assert_eq!(his.collect::<Vec<_>>(), ["Immunization"]);
}

#[test]
fn each_awkward_truth_is_told_by_somebody() {
    let town = &*TOWN;
    let some = |is_so: &dyn Fn(&Value) -> bool| town.resources.iter().any(is_so);
    let status = |wanted: &'static str| move |r: &Value| kind(r) == "Observation" && r["status"] == wanted;
    let date_of = |length: usize| {
        move |r: &Value| r["effectiveDateTime"].as_str().is_some_and(|date| date.len() == length)
    };
    let laboratory = |r: &Value| r["category"][0]["coding"][0]["code"] == "laboratory";

    for wanted in ["final", "amended", "corrected", "preliminary", "entered-in-error", "cancelled"] {
        assert!(some(&status(wanted)), "{wanted}");
    }
    assert!(
        some(&|r| r["valueQuantity"]["comparator"] == "<")
            && some(&|r| r["valueQuantity"]["comparator"] == ">")
    );
    assert!(some(&|r| r["valueString"].is_string()) && some(&|r| r["valueCodeableConcept"].is_object()));
    assert!(
        some(&|r| r["referenceRange"][0]["text"].is_string() && r["referenceRange"][0]["high"].is_null())
    );
    assert!(some(&|r| r["valueQuantity"].is_object() && laboratory(r) && r["referenceRange"].is_null()));
    assert!(some(
        &|r| r["referenceRange"][1]["age"].is_object() && r["referenceRange"][1]["appliesTo"].is_array()
    ));
    assert!(
        some(&|r| r["hasMember"][0].is_object()) && some(&|r| laboratory(r) && r["component"][2].is_object())
    );
    assert!(
        some(&|r| r["contained"][1]["resourceType"] == "Organization")
            && some(&|r| r["medicationReference"]["reference"] == "#drug")
    );
    assert!(some(&|r| r["performer"][0]["reference"].as_str().is_some_and(|to| to.starts_with("https://"))));
    assert!(some(
        &|r| r["performer"][0]["identifier"].is_object() && r["performer"][0]["reference"].is_null()
    ));
    assert!(
        some(&|r| r["dataAbsentReason"].is_object())
            && some(&|r| r["component"][1]["dataAbsentReason"].is_object())
    );
    assert!(some(&|r| kind(r) == "Condition" && r["code"]["coding"].is_null()));
    assert!(some(&|r| r["name"][1]["use"] == "maiden") && some(&|r| r["name"][1]["family"] == "田中"));
    assert!(some(&date_of(4)) && some(&date_of(7)));
    assert!(some(&|r| r["language"] == "ja"));
    assert!(some(&|r| kind(r) == "DiagnosticReport"
        && r["result"].is_null()
        && r["presentedForm"].is_null()));
    assert!(some(&|r| laboratory(r)
        && r["issued"].is_string()
        && r["effectiveDateTime"].is_null()
        && r["effectivePeriod"].is_null()));
    assert!(some(&|r| r["content"][0]["attachment"]["size"] == 0));
    assert!(some(&|r| r["contentType"].as_str().is_some_and(|kind| kind.starts_with("text/html"))));
    assert!(some(&|r| r["note"][0]["text"].as_str().is_some_and(|note| note.len() > 4000)));
    assert!(some(&|r| r["occurrenceString"].is_string()) && some(&|r| r["deceasedDateTime"].is_string()));
}
