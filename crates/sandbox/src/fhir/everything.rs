//! `Patient/{id}/$everything`: the patient, all that refers to them, and whom that refers to.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use url::form_urlencoded;

use super::searchset::bundle_of;
use super::{Answer, Refusal};
use crate::record_system::RecordSystem;
use crate::records::{Held, Records};

/// What surrounds a record without belonging to one patient.
const AROUND: [&str; 7] =
    ["Practitioner", "PractitionerRole", "Organization", "Location", "Medication", "Binary", "RelatedPerson"];

/// Answers the whole record in one bundle. `_type` and `_since` narrow it; `_count` is taken and has no effect.
pub fn everything(system: &RecordSystem, patient: &str, query: &str) -> Result<Answer, Refusal> {
    let records = system.records();
    let Some(own) = records.current("Patient", patient) else {
        return Err(Refusal::NotFound(format!("Patient/{patient}")));
    };
    let wanted = Wanted::read(query)?;
    let mut all = vec![own.clone()];
    all.extend(records.referring("Patient", patient).filter(|held| held.resource_type != "Patient").cloned());
    all.extend(surroundings(&records, &all));
    all.retain(|held| wanted.takes(held));
    Ok(bundle_of(system, &all))
}

fn surroundings(records: &Records, record: &[Arc<Held>]) -> Vec<Arc<Held>> {
    let mut seen: BTreeSet<(&'static str, Arc<str>)> =
        record.iter().map(|held| (held.resource_type, held.id.clone())).collect();
    record
        .iter()
        .flat_map(|held| held.terms.references())
        .filter(|(name, id)| AROUND.contains(name) && seen.insert((name, (*id).clone())))
        .filter_map(|(name, id)| records.current(name, id).cloned())
        .collect()
}

#[derive(Default)]
struct Wanted {
    types: Vec<String>,
    since: Option<Timestamp>,
}

impl Wanted {
    fn read(query: &str) -> Result<Self, Refusal> {
        let mut wanted = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "_type" => wanted.types.extend(value.split(',').map(str::to_owned)),
                "_since" => wanted.since = Some(value.parse().map_err(|_| Refusal::bad_value("_since"))?),
                "_count" | "_format" => {}
                other => return Err(Refusal::UnknownParameter(other.to_owned())),
            }
        }
        Ok(wanted)
    }

    fn takes(&self, held: &Held) -> bool {
        (self.types.is_empty() || self.types.iter().any(|name| name == held.resource_type))
            && self.since.is_none_or(|since| held.last_updated >= since)
    }
}
