//! Who somebody is: Patient, related people, coverage.

use serde_json::{Value, json};

use super::visits::organization;
use crate::people::folder::{Folder, Sex};
use crate::people::shapes::{concept, hl7, reference, shown};
use crate::people::tables::clinicians::Clinician;

/// Race and ethnicity of the CDC code set, as US Core asks for them.
#[derive(Clone, Copy)]
pub enum Heritage {
    White,
    Black,
    Asian,
    Hispanic,
    Other,
}

/// A person as the front desk knows them.
pub struct Person<'a> {
    pub given: &'a [&'a str],
    pub family: &'a str,
    pub heritage: Heritage,
    /// BCP 47 tag and name of the preferred language.
    pub language: (&'a str, &'a str),
    pub street: &'a str,
    pub email: &'a str,
    pub phone: &'a str,
    pub married: Option<bool>,
    pub doctor: &'static Clinician,
    /// Name, relationship (v2-0131) and telephone in an emergency.
    pub emergency: Option<(&'a str, &'a str, &'a str)>,
}

pub const ENGLISH: (&str, &str) = ("en-US", "English");
pub const SPANISH: (&str, &str) = ("es-US", "Spanish");

impl Folder {
    pub fn register(&mut self, person: &Person<'_>) -> String {
        let id = self.id.clone();
        let number = self.rng.between(1_000_000, 9_999_999).to_string();
        let body = json!({
            "resourceType": "Patient",
            "extension": us_core_extensions(person.heritage, self.sex),
            "identifier": [{
                "use": "usual",
                "type": concept(&hl7("v2-0203"), "MR", "Medical Record Number"),
                "system": "urn:oid:2.999.1.1",
                "value": format!("RH{number}"),
            }],
            "active": true,
            "name": [{"use": "official", "family": person.family, "given": person.given}],
            "telecom": [
                {"system": "phone", "value": person.phone, "use": "mobile"},
                (!person.email.is_empty()).then(|| json!({"system": "email", "value": person.email, "use": "home"})),
            ],
            "gender": self.sex.gender(),
            "birthDate": self.born.to_string(),
            "address": [{
                "use": "home",
                "line": [person.street],
                "city": "Riverside",
                "state": "MA",
                "postalCode": "01199",
                "country": "US",
            }],
            "maritalStatus": person.married.map(|is_married| {
                let (code, display) = if is_married { ("M", "Married") } else { ("S", "Never Married") };
                concept(&hl7("v3-MaritalStatus"), code, display)
            }),
            "contact": person.emergency.map(|(name, relationship, phone)| json!([{
                "relationship": [concept(&hl7("v2-0131"), "C", "Emergency Contact"), {"text": relationship}],
                "name": {"text": name},
                "telecom": [{"system": "phone", "value": phone}],
            }])),
            "communication": [{
                "language": concept("urn:ietf:bcp:47", person.language.0, person.language.1),
                "preferred": true,
            }],
            "generalPractitioner": [shown(&person.doctor.reference(), &person.doctor.name())],
            "managingOrganization": organization("riverside-health"),
        });
        self.file_as(&id, "us-core-patient", body)
    }

    /// Somebody of the family, or who helps (v3-RoleCode).
    pub fn relative(&mut self, name: (&str, &str), role: (&str, &str), phone: &str) -> String {
        let body = json!({
            "resourceType": "RelatedPerson",
            "active": true,
            "patient": self.subject(),
            "relationship": [concept(&hl7("v3-RoleCode"), role.0, role.1)],
            "name": [{"use": "official", "given": [name.0], "family": name.1}],
            "telecom": [{"system": "phone", "value": phone, "use": "mobile"}],
        });
        self.file("relative", "us-core-relatedperson", body)
    }

    pub fn insure(&mut self, payer: &str, plan: &str, since_year: i16) -> String {
        let member = self.rng.between(100_000_000, 999_999_999).to_string();
        let group = self.rng.between(1000, 9999).to_string();
        let body = json!({
            "resourceType": "Coverage",
            "identifier": [{"type": concept(&hl7("v2-0203"), "MB", "Member Number"), "system": "urn:oid:2.999.1.2", "value": member}],
            "status": "active",
            "type": {"text": plan},
            "subscriberId": member,
            "beneficiary": reference(&self.patient()),
            "relationship": concept(&hl7("subscriber-relationship"), "self", "Self"),
            "period": {"start": format!("{since_year}-01-01")},
            "payor": [organization(payer)],
            "class": [
                {"type": concept(&hl7("coverage-class"), "group", "Group"), "value": group, "name": format!("Group {group}")},
                {"type": concept(&hl7("coverage-class"), "plan", "Plan"), "value": plan, "name": plan},
            ],
        });
        self.file("coverage", "us-core-coverage", body)
    }
}

fn us_core_extensions(heritage: Heritage, sex: Sex) -> Value {
    const CDC: &str = "urn:oid:2.16.840.1.113883.6.238";
    let base = "http://hl7.org/fhir/us/core/StructureDefinition";
    let (race, race_name) = match heritage {
        Heritage::White => ("2106-3", "White"),
        Heritage::Black => ("2054-5", "Black or African American"),
        Heritage::Asian => ("2028-9", "Asian"),
        Heritage::Hispanic | Heritage::Other => ("2131-1", "Other Race"),
    };
    let (ethnicity, ethnicity_name) = match heritage {
        Heritage::Hispanic => ("2135-2", "Hispanic or Latino"),
        _ => ("2186-5", "Non Hispanic or Latino"),
    };
    let category = |url: &str, code: &str, name: &str| {
        json!({
            "url": format!("{base}/{url}"),
            "extension": [
                {"url": "ombCategory", "valueCoding": {"system": CDC, "code": code, "display": name}},
                {"url": "text", "valueString": name},
            ],
        })
    };
    let birth_sex = match sex {
        Sex::Female => "F",
        Sex::Male => "M",
    };
    json!([
        category("us-core-race", race, race_name),
        category("us-core-ethnicity", ethnicity, ethnicity_name),
        {"url": format!("{base}/us-core-birthsex"), "valueCode": birth_sex},
    ])
}
