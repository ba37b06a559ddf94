//! `Patient/$match`: who could this be? Identifier, or birth date with name, decide.

use std::cmp::Ordering;
use std::sync::Arc;

use serde_json::{Value, json};

use super::answer::raw;
use super::bundle::{Bundle, OutEntry};
use super::searchset::found_entry;
use super::{Answer, Refusal};
use crate::record_system::RecordSystem;
use crate::records::Held;
use crate::search::fold;

const GRADE: &str = "http://hl7.org/fhir/StructureDefinition/match-grade";

/// Takes `Parameters` with `resource` and, if wanted, `onlyCertainMatches` and `count`.
pub fn match_patient(system: &RecordSystem, body: Option<Value>) -> Result<Answer, Refusal> {
    let body = body.unwrap_or_default();
    let parameter = |name: &str| {
        let all = body["parameter"].as_array()?;
        all.iter().find(|parameter| parameter["name"] == name)
    };
    let Some(asked) = parameter("resource").map(|parameter| &parameter["resource"]) else {
        return Err(Refusal::invalid("Parameters need a parameter resource with a Patient"));
    };
    if asked["resourceType"] != "Patient" {
        return Err(Refusal::invalid("the parameter resource is not a Patient"));
    }
    let only_certain = parameter("onlyCertainMatches").is_some_and(|p| p["valueBoolean"] == true);
    let count = parameter("count").and_then(|p| p["valueInteger"].as_u64()).unwrap_or(10);
    let asked = Features::of(asked);
    let records = system.records();
    let mut found: Vec<(Grade, Arc<Held>)> = records
        .shelf("Patient")
        .into_iter()
        .flat_map(|shelf| shelf.all())
        .filter_map(|held| Some((asked.grade(&Features::of(&held.value()))?, held.clone())))
        .filter(|(grade, _)| !only_certain || *grade == Grade::Certain)
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0).then(Ordering::Equal));
    found.truncate(usize::try_from(count).unwrap_or(usize::MAX));
    let entry: Vec<OutEntry> = found.iter().map(|(grade, held)| graded(system, held, *grade)).collect();
    Ok(Answer::ok(&Bundle::searchset(entry.len(), entry)))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Certain,
    Probable,
    Possible,
}

impl Grade {
    fn code_and_score(self) -> (&'static str, f64) {
        match self {
            Grade::Certain => ("certain", 1.0),
            Grade::Probable => ("probable", 0.8),
            Grade::Possible => ("possible", 0.5),
        }
    }
}

fn graded(system: &RecordSystem, held: &Held, grade: Grade) -> OutEntry {
    let (code, score) = grade.code_and_score();
    let search = json!({
        "extension": [{"url": GRADE, "valueCode": code}],
        "mode": "match",
        "score": score,
    });
    OutEntry { search: Some(raw(&search)), ..found_entry(system, held, "match") }
}

/// What people are recognised by.
#[derive(Debug, PartialEq)]
struct Features {
    identifiers: Vec<(String, String)>,
    families: Vec<String>,
    given: Vec<String>,
    birth_date: Option<String>,
    gender: Option<String>,
}

impl Features {
    fn of(patient: &Value) -> Self {
        let items = |name: &str| patient[name].as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let names = items("name");
        Self {
            identifiers: items("identifier")
                .iter()
                .filter_map(|identifier| Some((text(&identifier["system"])?, text(&identifier["value"])?)))
                .collect(),
            families: names.iter().filter_map(|name| name["family"].as_str().map(fold)).collect(),
            given: names
                .iter()
                .filter_map(|name| name["given"].as_array())
                .flatten()
                .filter_map(|given| given.as_str().map(fold))
                .collect(),
            birth_date: text(&patient["birthDate"]),
            gender: text(&patient["gender"]),
        }
    }

    fn grade(&self, held: &Self) -> Option<Grade> {
        fn share<T: PartialEq>(one: &[T], other: &[T]) -> bool {
            one.iter().any(|item| other.contains(item))
        }
        let born = self.birth_date.is_some() && self.birth_date == held.birth_date;
        let family = share(&self.families, &held.families);
        let given = share(&self.given, &held.given);
        let gender_differs = self.gender.is_some() && held.gender.is_some() && self.gender != held.gender;
        let identified = share(&self.identifiers, &held.identifiers);
        match (identified, born && family && given) {
            (true, true) => Some(Grade::Certain),
            (false, true) if !gender_differs => Some(Grade::Certain),
            (true, false) if born || family => Some(Grade::Probable),
            (false, true) => Some(Grade::Probable),
            _ if born && (family || given) => Some(Grade::Possible),
            _ => None,
        }
    }
}
