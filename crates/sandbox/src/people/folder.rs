//! One patient's folder: what the story tellers put in, with stable ids.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde_json::{Value, json};

use super::calendar::{Calendar, age_years, months_between};
use super::rng::Rng;
use super::shapes::{ACT_CODE, coding, prune, shown};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    Female,
    Male,
}

impl Sex {
    /// The FHIR administrative gender.
    pub fn gender(self) -> &'static str {
        match self {
            Sex::Female => "female",
            Sex::Male => "male",
        }
    }
}

/// A folder under the name of its patient.
pub struct Folder {
    pub id: String,
    pub name: String,
    pub sex: Sex,
    pub born: Date,
    pub calendar: Calendar,
    pub rng: Rng,
    /// How this person's body differs from the mean, by measurement, in deviations.
    pub(super) habits: BTreeMap<&'static str, f64>,
    counts: BTreeMap<String, u32>,
    resources: Vec<Value>,
    /// Where the resource of a reference lies.
    places: HashMap<String, usize>,
}

impl Folder {
    pub fn new(id: &str, name: &str, sex: Sex, born: Date, calendar: Calendar, seed: u64) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            sex,
            born,
            calendar,
            rng: Rng::named(seed, id),
            habits: BTreeMap::new(),
            counts: BTreeMap::new(),
            resources: Vec::new(),
            places: HashMap::new(),
        }
    }

    pub fn patient(&self) -> String {
        format!("Patient/{}", self.id)
    }

    /// The `subject` of everything in here.
    pub fn subject(&self) -> Value {
        shown(&self.patient(), &self.name)
    }

    pub fn age_on(&self, day: Date) -> i64 {
        age_years(self.born, day)
    }

    /// A working day so many months ago by chance, within this person's life.
    pub fn some_day(&mut self, nearest: i64, farthest: i64) -> Date {
        let lived = months_between(self.born, self.calendar.today);
        let months = self.rng.between(nearest, farthest).min(lived - 1).max(0);
        self.calendar.office_day(months).max(self.born)
    }

    /// Files a resource under `{patient}-{tag}-{n}` and answers the reference to it.
    pub fn file(&mut self, tag: &str, profile: &str, body: Value) -> String {
        let count = self.counts.entry(tag.to_owned()).or_insert(0);
        *count += 1;
        let id = format!("{}-{tag}-{count}", self.id);
        self.file_as(&id, profile, body)
    }

    /// Files a resource under an id of its own.
    pub fn file_as(&mut self, id: &str, profile: &str, body: Value) -> String {
        let resource = stamped(id, profile, body);
        let kind = resource["resourceType"].as_str().expect("every body names its type");
        let reference = format!("{kind}/{id}");
        self.places.insert(reference.clone(), self.resources.len());
        self.resources.push(resource);
        reference
    }

    /// Changes what is already filed: the awkward truths are made this way.
    pub fn edit(&mut self, reference: &str, change: impl FnOnce(&mut Value)) {
        let place = *self.places.get(reference).expect("a story edits only what it has filed");
        change(&mut self.resources[place]);
    }

    /// Adds a comment, as laboratories and pharmacies do.
    pub fn remark(&mut self, reference: &str, text: &str) {
        self.edit(reference, |resource| resource["note"] = json!([{"text": text}]));
    }

    /// Adds a security label of v3-ActCode.
    pub fn label(&mut self, reference: &str, code: &str, display: &str) {
        self.edit(reference, |resource| {
            resource["meta"]["security"] = json!([coding(ACT_CODE, code, display)])
        });
    }

    pub fn into_resources(self) -> Vec<Value> {
        self.resources
    }
}

/// A body with its id and profile; profiles without a scheme are US Core's.
pub fn stamped(id: &str, profile: &str, mut resource: Value) -> Value {
    let canonical = match profile.strip_prefix("base:") {
        Some(name) => format!("http://hl7.org/fhir/StructureDefinition/{name}"),
        None => format!("http://hl7.org/fhir/us/core/StructureDefinition/{profile}"),
    };
    prune(&mut resource);
    resource["id"] = json!(id);
    if resource["meta"].is_null() {
        resource["meta"] = json!({});
    }
    resource["meta"]["profile"] = json!([canonical]);
    resource
}
