//! Records that are not the one to be read: merged into another, no longer in use, or beside another of the same person
//! (FHIR R4, `Patient.active` and `Patient.link`). A link leads on; it never opens anything by itself.

use portico_audit::{Action, Counts, Outcome};
use portico_fhir::shapes::{Patient, PatientLink};
use portico_fhir::{Fault, Parsed};
use portico_model::{PatientId, Role, When};
use serde::Serialize;
use utoipa::ToSchema;

use crate::charts::{Chart, ChartError, Look};
use crate::disclose::resource;
use crate::gateway::patient_in;
use crate::identity::spelled_words;
use crate::reading::birth_day;

/// Whether a record is the one to be read, by the record system's own word.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordUse {
    #[default]
    InUse,
    /// In use, and there is another record of the same person, which may have more.
    HasMoreElsewhere,
    /// Marked as no longer in use: what is there may be old, and what is not there may be elsewhere.
    Inactive,
    /// Merged into another record, which is to be used in its place.
    Replaced,
}

impl RecordUse {
    pub fn is_usual(&self) -> bool {
        *self == Self::InUse
    }
}

/// So many records are followed from one that was merged into the next.
pub(crate) const MOST_MERGES: usize = 5;

/// How a record is to be used.
pub(crate) fn record_use(Parsed { shape: patient, faults }: &Parsed<Patient>) -> RecordUse {
    let has_link = |kinds: &[&str]| links(patient, kinds).next().is_some();
    let is_doubtful = |fault: &Fault| fault.path == "active" || fault.path.starts_with("link");
    if has_link(&["replaced-by"]) {
        RecordUse::Replaced
    } else if patient.active == Some(false) || faults.iter().any(is_doubtful) {
        RecordUse::Inactive
    } else if has_link(&["refer", "seealso"]) {
        RecordUse::HasMoreElsewhere
    } else {
        RecordUse::InUse
    }
}

/// The same of a shape whose faults nobody has.
pub(crate) fn shape_use(patient: &Patient) -> RecordUse {
    record_use(&Parsed { shape: patient.clone(), faults: Vec::new() })
}

fn links<'p>(patient: &'p Patient, kinds: &[&str]) -> impl Iterator<Item = &'p PatientLink> {
    let is_of_kind = |link: &&PatientLink| link.kind.as_deref().is_some_and(|kind| kinds.contains(&kind));
    patient.link.iter().filter(is_of_kind)
}

/// The one record that replaces this one; `None` where there is none, where it cannot be told, and where there are several.
pub(crate) fn successor(patient: &Patient) -> Option<PatientId> {
    let mut all: Vec<_> =
        links(patient, &["replaced-by"]).map(|link| patient_in(link.other.as_ref()?)).collect();
    all.dedup();
    match all.as_slice() {
        [Some(one)] => Some(one.clone()),
        _ => None,
    }
}

/// Whether a record is kept in place of another and is the same person's, beyond what a link says: each of the two names the
/// other, the birth dates agree, and of a family name, a given name and a number two agree. Twins share the first alone.
pub(crate) fn is_same_person(replaced: &Patient, kept: &Patient) -> bool {
    let id = |patient: &Patient| patient.id.as_deref().and_then(|id| id.parse::<PatientId>().ok());
    let names_back = || {
        let mut replaces = links(kept, &["replaces"]).filter_map(|link| patient_in(link.other.as_ref()?));
        let replaced = id(replaced);
        replaced.is_some() && replaces.any(|other| Some(other) == replaced)
    };
    let born = |patient: &Patient| match birth_day(patient.birth_date.as_deref()) {
        Some(When::Day(day)) => Some(day),
        _ => None,
    };
    let is_born = born(replaced).is_some() && born(replaced) == born(kept);
    let is_named = successor(replaced).is_some() && successor(replaced) == id(kept);
    is_named && names_back() && is_born && agreements(replaced, kept) >= 2
}

fn agreements(one: &Patient, other: &Patient) -> usize {
    let families = |own: &Patient| {
        own.name.iter().filter_map(|name| name.family.as_deref()).flat_map(spelled_words).collect()
    };
    let given = |own: &Patient| {
        own.name.iter().flat_map(|name| &name.given).flat_map(|name| spelled_words(name)).collect()
    };
    let numbers = |own: &Patient| {
        let numbered =
            own.identifier.iter().filter_map(|own| Some((own.system.as_deref()?, own.value.as_deref()?)));
        numbered.map(|(system, value)| format!("{system}|{value}")).collect()
    };
    let share = |of: &dyn Fn(&Patient) -> Vec<String>| {
        let others = of(other);
        of(one).iter().any(|own| others.contains(own))
    };
    [share(&families), share(&given), share(&numbers)].into_iter().filter(|is_shared| *is_shared).count()
}

impl Chart {
    /// The record that is kept in place of this one, which was merged into it; `None` where this reader is not led on: for
    /// the patient where it is not proved to be theirs, for everybody else who acts for them, and where nobody can say which
    /// it is. What it opens is asked there.
    ///
    /// # Errors
    /// [`ChartError::NotFound`] where this record was not merged; [`ChartError::Unavailable`].
    pub async fn kept_record(&self) -> Result<Option<PatientId>, ChartError> {
        let gateway = &self.inner.gateway;
        let record_use = gateway.record_use_now(&self.patient).await.map_err(|_| ChartError::Unavailable)?;
        if record_use != RecordUse::Replaced {
            return self.missing_to(Action::Read, PAGE, Vec::new(), None).await;
        }
        let (is_patient, is_own) =
            (self.asker.role == Role::Patient, self.asker.own_record.as_ref() == Some(&self.patient));
        let kept = if is_patient && !is_own {
            None
        } else {
            let kept = gateway.kept_record(&self.patient, is_patient).await;
            let kept = kept.map_err(|_| ChartError::Unavailable)?;
            kept.and_then(|kept| kept.id?.parse::<PatientId>().ok())
        };
        let named = kept.iter().filter_map(|id| id.as_str().parse().ok()).map(|id| resource("Patient", &id));
        let look = Look::new(Action::Read, PAGE, &[]).at(named.collect());
        self.audit(look, Outcome::Permitted, Vec::new(), Counts::default(), None, false).await?;
        Ok(kept)
    }
}

const PAGE: &str = "moved";

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
mod tests {
    use portico_fhir::Raw;
    use serde_json::{Value, json};

    use super::*;

    fn patient(value: &Value) -> Parsed<Patient> {
        Raw::from_text(&value.to_string()).unwrap().parse()
    }

    fn person(id: &str, given: &[&str], link: &Value) -> Value {
        json!({"resourceType": "Patient", "id": id, "birthDate": "1964-04-24", "link": link,
            "name": [{"family": "Veld", "given": given}]})
    }

    fn link(kind: &str, to: &str) -> Value {
        json!([{"type": kind, "other": {"reference": format!("Patient/{to}")}}])
    }

    #[test]
    fn a_link_or_a_flag_tells_how_a_record_is_to_be_used() {
        let of = |link: Value, active: Value| {
            let mut own = person("a", &["Jon"], &link);
            own["active"] = active;
            record_use(&patient(&own))
        };

        assert_eq!(of(json!([]), json!(true)), RecordUse::InUse);
        assert_eq!(of(json!([]), json!(null)), RecordUse::InUse);
        assert_eq!(of(link("replaces", "b"), json!(true)), RecordUse::InUse);
        assert_eq!(of(link("replaced-by", "b"), json!(true)), RecordUse::Replaced);
        assert_eq!(
            of(json!([{"type": "replaced-by"}]), json!(true)),
            RecordUse::Replaced,
            "by whom nobody knows"
        );
        assert_eq!(of(link("refer", "b"), json!(true)), RecordUse::HasMoreElsewhere);
        assert_eq!(of(link("seealso", "b"), json!(true)), RecordUse::HasMoreElsewhere);
        assert_eq!(of(link("seealso", "b"), json!(false)), RecordUse::Inactive);
        assert_eq!(of(json!([]), json!(false)), RecordUse::Inactive);
        assert_eq!(
            of(json!([]), json!("no")),
            RecordUse::Inactive,
            "what cannot be read is not taken for yes"
        );
    }

    #[test]
    fn a_record_is_the_same_persons_by_the_word_of_both_and_by_who_they_are() {
        let replaced = patient(&person("old", &["Jonathan", "Aldous"], &link("replaced-by", "new"))).shape;
        let kept = |given: &[&str], link: Value| patient(&person("new", given, &link)).shape;
        let back = || link("replaces", "old");
        let is_same = |kept: Patient| is_same_person(&replaced, &kept);

        assert!(is_same(kept(&["Jon", "Aldous"], back())));
        assert!(!is_same(kept(&["Jon", "Aldous"], json!([]))), "one side alone says so");
        assert!(!is_same(kept(&["Jon", "Aldous"], link("replaces", "other"))));
        assert!(!is_same(kept(&["Peter"], back())), "a twin");
        assert!(!is_same(Patient {
            birth_date: Some("1964".to_owned()),
            ..kept(&["Jon", "Aldous"], back())
        }));
        assert!(!is_same(Patient { id: Some("third".to_owned()), ..kept(&["Jon", "Aldous"], back()) }));
        let numbered = |mut own: Patient| {
            own.identifier = patient(
                &json!({"resourceType": "Patient", "identifier": [{"system": "urn:x", "value": "7"}]}),
            )
            .shape
            .identifier;
            own
        };
        let married = Patient {
            name: patient(
                &json!({"resourceType": "Patient", "name": [{"family": "Quist", "given": ["Aldous"]}]}),
            )
            .shape
            .name,
            ..kept(&[], back())
        };
        assert!(!is_same(married.clone()));
        assert!(
            is_same_person(&numbered(replaced.clone()), &numbered(married)),
            "another family name, the same number"
        );
    }

    #[test]
    fn several_successors_are_none() {
        let both = json!([{"type": "replaced-by", "other": {"reference": "Patient/b"}},
            {"type": "replaced-by", "other": {"reference": "Patient/c"}}]);
        assert_eq!(successor(&patient(&person("a", &["Jon"], &both)).shape), None);
        assert_eq!(
            successor(&patient(&person("a", &["Jon"], &link("replaced-by", "b"))).shape).unwrap().as_str(),
            "b"
        );
    }
}
