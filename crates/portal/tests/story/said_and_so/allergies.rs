//! An allergy that was ruled out or entered in error is none, and that there are none is said only where the record states
//! it and still stands by it.

use serde_json::Value;

use super::bundles::{Record, list};
use super::findings::Findings;
use super::told::{Told, id};
use super::words::{as_code, codes, is_name_of, status_words, words};

/// SNOMED CT for "no known allergy": of any kind, to medicines, to food, to the surroundings, to latex; and "not asked".
const NONE_OF_ANY: [&str; 3] = ["716186003", "160244002", "no-known-allergies"];
const NONE_OF_SOME: [&str; 8] = [
    "409137002",
    "429625007",
    "428607008",
    "716184000",
    "1003774007",
    "716220001",
    "no-allergy-info",
    "1631000175102",
];
const BEGINNINGS: [&str; 7] = ["no-known", "no-allerg", "none", "nka", "nkda", "denies", "not-asked"];

/// Whether an entry states that there is no allergy, or that nobody asked.
pub fn is_statement_of_absence(allergy: &Value) -> bool {
    let is_coded =
        codes(&allergy["code"]).iter().any(|code| NONE_OF_ANY.contains(code) || NONE_OF_SOME.contains(code));
    let begins = |word: &&str| BEGINNINGS.iter().any(|beginning| as_code(word).starts_with(beginning));
    is_coded || words(&allergy["code"]).iter().any(begins) || is_without_risk(allergy)
}

/// The extension that says of a substance that it does no harm.
fn is_without_risk(allergy: &Value) -> bool {
    allergy["extension"].to_string().contains("no-known-reaction-risk")
}

fn is_of_any(allergy: &Value) -> bool {
    let said = words(&allergy["code"]);
    let is_bare = |word: &&str| {
        ["no-known-allergies", "no-known-allergy", "nka", "none"].contains(&as_code(word).as_str())
    };
    codes(&allergy["code"]).iter().any(|code| NONE_OF_ANY.contains(code)) || said.iter().any(is_bare)
}

/// Whether it stands: not withdrawn, not refuted, not over.
fn stands(allergy: &Value) -> bool {
    let said: Vec<String> = [&allergy["verificationStatus"], &allergy["clinicalStatus"]]
        .into_iter()
        .flat_map(status_words)
        .collect();
    let ended = ["entered-in-error", "refuted", "ruled-out", "inactive", "resolved"];
    !said.iter().any(|own| ended.contains(&own.as_str()))
}

/// Whether it counts today: an allergy that stands.
pub fn is_current(allergy: &Value) -> bool {
    stands(allergy) && !is_statement_of_absence(allergy)
}

pub fn hold(record: &Record, told: &Told, findings: &mut Findings) {
    for item in told.items("allergies", "allergies") {
        let Some(allergy) = record.find("AllergyIntolerance", id(item)) else { continue };
        findings.hold("allergies", !is_statement_of_absence(allergy), || {
            format!("{} says that there is none, and is told as an allergy", id(item))
        });
        let is_plain = item["is_active"] == true && item["mark"].is_null();
        findings.hold("allergies", is_current(allergy) || !is_plain, || {
            format!("{} is told as current", id(item))
        });
        let is_said = !is_current(allergy) || item["is_active"] == true;
        findings.hold("allergies", is_said, || format!("{} is told as over", id(item)));
        let is_named = is_name_of(&item["name"], &allergy["code"]) || allergy["code"].is_null();
        findings.hold("names", is_named, || format!("{} is called {}", id(item), item["name"]));
        let is_grave =
            allergy["criticality"].as_str() == item["criticality"].as_str().map(as_code).as_deref();
        findings.hold("allergies", is_grave, || {
            format!("{} has the criticality {}", id(item), item["criticality"])
        });
    }
    statements(record, told.first("allergies"), "says_none", "none_of", findings);
    statements(record, told.first("health-summary"), "says_no_allergies", "no_allergies_of", findings);
}

fn statements(record: &Record, page: &Value, says: &str, of: &str, findings: &mut Findings) {
    for stated in list(&page[of]) {
        let entry = record.find("AllergyIntolerance", id(stated));
        let is_so = entry.is_some_and(|entry| is_statement_of_absence(entry) && stands(entry));
        findings.hold("allergies", is_so, || format!("{} is told to say that there is none", id(stated)));
    }
    let all: Vec<&Value> = record.of_kind("AllergyIntolerance").collect();
    let is_stated = all.iter().any(|own| is_of_any(own) && stands(own));
    let is_denied = all.iter().any(|own| is_current(own));
    findings.hold("claims of absence", page[says] == (is_stated && !is_denied), || {
        format!("{says} is {}", page[says])
    });
}
