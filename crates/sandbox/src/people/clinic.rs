//! What everybody shares: organisations, locations, clinicians with their roles, and the medicines that requests refer to.

use serde_json::{Value, json};

use super::folder::stamped;
use super::kinds::medicines::drug_concept;
use super::kinds::visits::organization;
use super::shapes::{concept, hl7, shown};
use super::tables::clinicians::{CLINICIANS, Clinician};
use super::tables::drugs::{AMLODIPINE, ATORVASTATIN, DIGOXIN, Drug, LEVOTHYROXINE, LISINOPRIL, METFORMIN};
use super::tables::places::{ORGANIZATIONS, Organization, PLACES, Place};

/// The medicines that have a resource of their own.
pub static FORMULARY: [&Drug; 6] =
    [&LISINOPRIL, &ATORVASTATIN, &METFORMIN, &LEVOTHYROXINE, &DIGOXIN, &AMLODIPINE];

pub fn resources() -> Vec<Value> {
    let organizations = ORGANIZATIONS.iter().map(organization_resource);
    let places = PLACES.into_iter().map(location);
    let clinicians = CLINICIANS.into_iter().flat_map(|clinician| [practitioner(clinician), role(clinician)]);
    let medicines = FORMULARY.into_iter().map(medication);
    organizations.chain(places).chain(clinicians).chain(medicines).collect()
}

fn organization_resource(of: &Organization) -> Value {
    let (city, state, zip) = of.city;
    stamped(
        of.id,
        "us-core-organization",
        json!({
            "resourceType": "Organization",
            "active": true,
            "type": [concept(&hl7("organization-type"), of.kind.0, of.kind.1)],
            "name": of.name,
            "telecom": [{"system": "phone", "value": of.phone, "use": "work"}],
            "address": [{"line": [of.street], "city": city, "state": state, "postalCode": zip}],
            "partOf": of.part_of.map(organization),
        }),
    )
}

fn location(place: &Place) -> Value {
    stamped(
        place.id,
        "us-core-location",
        json!({
            "resourceType": "Location",
            "status": "active",
            "name": place.name,
            "type": [concept(&hl7("v3-RoleCode"), place.kind.0, place.kind.1)],
            "managingOrganization": organization(place.organization),
        }),
    )
}

fn practitioner(clinician: &Clinician) -> Value {
    stamped(
        clinician.id,
        "us-core-practitioner",
        json!({
            "resourceType": "Practitioner",
            "identifier": [{"system": "http://hl7.org/fhir/sid/us-npi", "value": clinician.npi()}],
            "active": true,
            "name": [{
                "use": "official",
                "family": clinician.family,
                "given": [clinician.given],
                "prefix": clinician.prefix.map(|prefix| vec![prefix]),
                "suffix": [clinician.credential],
            }],
            "qualification": [{"code": {"text": clinician.credential}}],
        }),
    )
}

fn role(clinician: &Clinician) -> Value {
    let place = clinician.place;
    let phone = ORGANIZATIONS
        .iter()
        .find(|organization| organization.id == place.organization)
        .map(|organization| organization.phone);
    stamped(
        &format!("{}-role", clinician.id),
        "us-core-practitionerrole",
        json!({
            "resourceType": "PractitionerRole",
            "active": true,
            "practitioner": shown(&clinician.reference(), &clinician.name()),
            "organization": organization(place.organization),
            "code": [concept("http://snomed.info/sct", clinician.role.0, clinician.role.1)],
            "specialty": [concept("http://nucc.org/provider-taxonomy", clinician.specialty.0, clinician.specialty.1)],
            "location": [shown(&format!("Location/{}", place.id), place.name)],
            "telecom": [{"system": "phone", "value": phone, "use": "work"}],
        }),
    )
}

fn medication(drug: &Drug) -> Value {
    stamped(
        drug.key,
        "us-core-medication",
        json!({
            "resourceType": "Medication",
            "status": "active",
            "code": drug_concept(drug),
        }),
    )
}
