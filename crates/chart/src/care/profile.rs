//! From `Patient` and `Coverage` to the reader's own particulars.

use jiff::Zoned;
use jiff::civil::Date;
use portico_fhir::shapes::{self, ContactPoint, Deceased, Patient};
use portico_model::When;
use portico_policy::ages;

use super::extensions::said_by_extensions;
use super::{ContactWay, CoverageCard, EmergencyContact, OtherName, PatientNumber, Profile};
use crate::current::current;
use crate::labs::RangePerson;
use crate::marks::family_name;
use crate::reading::{Reading, birth_day, human_name, preferred_name, spelled_name, term, terms};
use crate::under_way::is_under_way;

/// What a laboratory range asks of a person.
pub(crate) fn range_person(patient: &Patient) -> RangePerson {
    RangePerson { gender: patient.gender.clone(), born: born(patient) }
}

fn born(patient: &Patient) -> Option<Date> {
    match birth_day(patient.birth_date.as_deref())? {
        When::Day(day) => Some(day),
        _ => None,
    }
}

/// Whole years lived on a day; `None` where the birth date is missing or partial.
pub(crate) fn age_years(patient: &Patient, on: Date) -> Option<u32> {
    ages::age_years(born(patient)?, on)
}

pub(crate) fn profile(
    patient: &Patient,
    coverages: &[shapes::Coverage],
    reading: &Reading<'_>,
    now: &Zoned,
) -> Profile {
    let chosen = preferred_name(&patient.name, now);
    let is_other = |name: &&shapes::HumanName| {
        is_under_way(name.period.as_ref(), now) && !chosen.is_some_and(|chosen| std::ptr::eq(chosen, *name))
    };
    let others = patient.name.iter().filter(is_other);
    let said = said_by_extensions(&patient.extension, reading);
    Profile {
        name: human_name(&patient.name, now).unwrap_or_default(),
        family_names: patient.name.iter().filter_map(family_name).collect(),
        other_names: others.filter_map(other_name).collect(),
        given: chosen.and_then(|name| name.given.first().cloned()),
        born: birth_day(patient.birth_date.as_deref()),
        age_years: age_years(patient, now.date()),
        administrative_gender: patient.gender.clone(),
        birth_sex: said.birth_sex,
        gender_identity: said.gender_identity,
        pronouns: said.pronouns,
        more: said.more,
        unnamed_extensions: said.unnamed,
        is_deceased: match patient.deceased {
            Some(Deceased::Boolean(is_deceased)) => is_deceased,
            Some(Deceased::DateTime(_)) => true,
            None => false,
        },
        languages: patient.communication.iter().filter_map(|own| term(own.language.as_ref()?)).collect(),
        marital_status: patient.marital_status.as_ref().and_then(term),
        addresses: current(&patient.address, now).into_iter().filter_map(address).collect(),
        phones: ways(&patient.telecom, "phone", now),
        emails: ways(&patient.telecom, "email", now),
        emergency_contacts: patient
            .contact
            .iter()
            .filter(|own| is_under_way(own.period.as_ref(), now))
            .filter_map(|own| emergency_contact(own, now))
            .collect(),
        general_practitioners: reading.names(&patient.general_practitioner, &patient.contained),
        identifiers: current(&patient.identifier, now).into_iter().filter_map(number).collect(),
        coverages: coverages.iter().map(|coverage| card(coverage, reading)).collect(),
    }
}

fn other_name(name: &shapes::HumanName) -> Option<OtherName> {
    Some(OtherName { name: spelled_name(name)?, kind: name.use_.clone() })
}

fn ways(telecom: &[ContactPoint], system: &str, now: &Zoned) -> Vec<ContactWay> {
    let of_kind = current(telecom, now).into_iter().filter(|way| way.system.as_deref() == Some(system));
    of_kind.filter_map(|way| Some(ContactWay { value: way.value.clone()?, kind: way.use_.clone() })).collect()
}

pub(super) fn address(address: &shapes::Address) -> Option<String> {
    if let Some(text) = address.text.as_deref().filter(|text| !text.trim().is_empty()) {
        return Some(text.to_owned());
    }
    let town = [address.state.as_deref(), address.postal_code.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let parts = address
        .line
        .iter()
        .map(String::as_str)
        .chain(address.city.as_deref())
        .chain([town.as_str()])
        .chain(address.country.as_deref());
    let text = parts.filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(", ");
    (!text.is_empty()).then_some(text)
}

fn emergency_contact(contact: &shapes::PatientContact, now: &Zoned) -> Option<EmergencyContact> {
    Some(EmergencyContact {
        name: spelled_name(contact.name.as_ref()?)?,
        relationship: terms(&contact.relationship).into_iter().next(),
        phone: ways(&contact.telecom, "phone", now).into_iter().next().map(|way| way.value),
    })
}

/// Numbers that people know: the medical record number. Not the social security number, not technical ids.
fn number(identifier: &shapes::Identifier) -> Option<PatientNumber> {
    let kind = identifier.kind.as_ref()?;
    let is_record_number = kind.coding.iter().any(|coding| coding.code.as_deref() == Some("MR"));
    let value = identifier.value.clone().filter(|_| is_record_number)?;
    Some(PatientNumber { kind: term(kind)?.text, value })
}

fn card(coverage: &shapes::Coverage, reading: &Reading<'_>) -> CoverageCard {
    let plan = coverage.class.iter().find(|class| class.name.is_some()).and_then(|class| class.name.clone());
    let payers = reading.names(&coverage.payor, &coverage.contained);
    let day = |text: Option<&String>| reading.day(text.map(String::as_str)).map(When::first_day);
    CoverageCard {
        payer: payers.first().map(|name| name.to_string()).unwrap_or_default(),
        plan: plan.or_else(|| coverage.kind.as_ref().and_then(term).map(|kind| kind.text)),
        member_number: coverage.subscriber_id.clone(),
        status: coverage.status.clone().unwrap_or_default(),
        start: day(coverage.period.as_ref().and_then(|period| period.start.as_ref())),
        end: day(coverage.period.as_ref().and_then(|period| period.end.as_ref())),
    }
}
