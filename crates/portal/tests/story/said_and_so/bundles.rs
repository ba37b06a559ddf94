//! The bundles as their files have them. Nothing of the portal's own reading is used: a rule that is said twice by one
//! function is said once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// Resources by type and id.
#[derive(Debug, Default)]
pub struct Bundles {
    /// What the record system is given, file by file.
    pub files: Vec<Value>,
    resources: BTreeMap<String, BTreeMap<String, Value>>,
}

/// What of the bundles is one patient's.
#[derive(Debug)]
pub struct Record<'b> {
    pub person: &'b Value,
    own: BTreeMap<&'b str, BTreeMap<&'b str, &'b Value>>,
    all: &'b Bundles,
}

/// The files of a folder that hold JSON, in order.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        found.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    files.sort();
    files
}

impl Bundles {
    pub fn read(files: &[PathBuf]) -> Self {
        let mut bundles = Self::default();
        for file in files {
            let mut value: Value = fs::read_to_string(file).unwrap().parse().unwrap();
            if value["id"].is_null() && value["resourceType"] != "Bundle" {
                value["id"] = json!(file.file_stem().unwrap().to_string_lossy());
            }
            bundles.add(value);
        }
        bundles
    }

    pub fn add(&mut self, value: Value) {
        let is_transaction = value["type"] == "transaction" || value["type"] == "batch";
        if value["resourceType"] == "Bundle" && is_transaction {
            let entries = value["entry"].as_array().unwrap();
            let names: BTreeMap<&str, String> = entries.iter().filter_map(named).collect();
            for entry in entries {
                let mut resource = entry["resource"].clone();
                spell_references(&mut resource, &names);
                put(&mut self.resources, resource);
            }
        } else {
            put(&mut self.resources, value.clone());
        }
        self.files.push(value);
    }

    pub fn patients(&self) -> Vec<&str> {
        self.resources.get("Patient").into_iter().flatten().map(|(id, _)| id.as_str()).collect()
    }

    pub fn find(&self, kind: &str, id: &str) -> Option<&Value> {
        self.resources.get(kind)?.get(id)
    }

    /// What names this patient, and no other, as whose it is.
    pub fn record<'b>(&'b self, patient: &'b str) -> Record<'b> {
        let mut own: BTreeMap<&str, BTreeMap<&str, &Value>> = BTreeMap::new();
        for (kind, of_kind) in &self.resources {
            let is_own = |resource: &&Value| owners(resource) == [format!("Patient/{patient}")];
            let of_patient = of_kind.iter().filter(|(_, resource)| is_own(resource));
            own.insert(kind, of_patient.map(|(id, resource)| (id.as_str(), resource)).collect());
        }
        Record { person: self.find("Patient", patient).unwrap(), own, all: self }
    }
}

fn named(entry: &Value) -> Option<(&str, String)> {
    let resource = &entry["resource"];
    let name = format!("{}/{}", resource["resourceType"].as_str()?, resource["id"].as_str()?);
    Some((entry["fullUrl"].as_str()?, name))
}

fn put(resources: &mut BTreeMap<String, BTreeMap<String, Value>>, resource: Value) {
    let (Some(kind), Some(id)) = (resource["resourceType"].as_str(), resource["id"].as_str()) else { return };
    resources.entry(kind.to_owned()).or_default().insert(id.to_owned(), resource);
}

/// `urn:uuid:…` of another entry becomes the type and the id that the entry has.
fn spell_references(value: &mut Value, names: &BTreeMap<&str, String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let spelled = member.as_str().filter(|_| name == "reference").and_then(|at| names.get(at));
                match spelled {
                    Some(spelled) => *member = json!(spelled),
                    None => spell_references(member, names),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| spell_references(item, names)),
        _ => {}
    }
}

/// Whose a resource is, by its own word.
fn owners(resource: &Value) -> Vec<String> {
    if resource["resourceType"] == "Appointment" {
        let actors = list(&resource["participant"]).filter_map(|own| own["actor"]["reference"].as_str());
        return actors.filter(|actor| actor.starts_with("Patient/")).map(str::to_owned).collect();
    }
    let named = ["subject", "patient", "beneficiary"];
    let reference = named.iter().find_map(|name| resource[name]["reference"].as_str());
    reference.map(|text| text.split("/_history/").next().unwrap().to_owned()).into_iter().collect()
}

/// The items of a list; none where there is no list.
pub fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The id in a reference to this type.
pub fn target<'r>(reference: &'r Value, kind: &str) -> Option<&'r str> {
    let rest = reference["reference"].as_str()?.strip_prefix(kind)?.strip_prefix('/')?;
    rest.split('/').next()
}

impl<'b> Record<'b> {
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &'b Value> {
        self.own.get(kind).into_iter().flatten().map(|(_, resource)| *resource)
    }

    pub fn find(&self, kind: &str, id: &str) -> Option<&'b Value> {
        self.own.get(kind)?.get(id).copied()
    }

    /// Everything.
    pub fn all(&self) -> impl Iterator<Item = &'b Value> {
        self.own.values().flatten().map(|(_, resource)| *resource)
    }

    /// What a reference names: in the resource itself, or anywhere.
    pub fn behind(&self, reference: &Value, within: &'b Value) -> Option<&'b Value> {
        let text = reference["reference"].as_str()?;
        if let Some(local) = text.strip_prefix('#') {
            return list(&within["contained"]).find(|own| own["id"] == local);
        }
        self.anything(text)
    }

    /// What a reference with a type and an id names, whosesoever it is.
    pub fn anything(&self, reference: &str) -> Option<&'b Value> {
        let (kind, id) = reference.split_once('/')?;
        self.all.find(kind, id.split('/').next()?)
    }
}
