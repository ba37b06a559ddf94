//! `RelatedPerson`: what the record says of somebody's family and helpers, and whether one of them is whoever asks for access.

use jiff::Zoned;
use portico_fhir::shapes::{ContactPoint, Patient, RelatedPerson};
use portico_model::{PatientId, contact_key};
use serde::Serialize;
use utoipa::ToSchema;

use super::names;
use crate::current::current;
use crate::reading::{birth_day, human_name, terms};
use crate::under_way::is_under_way;

/// Who asks to act for a patient.
#[derive(Clone)]
pub struct AskedBy {
    /// As their account has it. Whoever has no record here chose it themselves: it proves nothing.
    pub name: String,
    /// Letters to it have reached them.
    pub email: String,
    pub own_record: Option<PatientId>,
}

/// Somebody whom the record names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RelatedPersonCard {
    pub name: String,
    /// In the record's words.
    pub relationship: Option<String>,
    /// The record calls them a parent or a guardian.
    pub is_guardian: bool,
    /// They have the name of whoever asks.
    pub has_same_name: bool,
    /// They are whoever asks: beside the name a way to reach them agrees that the asker has proved, or that the asker's own
    /// record has, and the birth date where it is known.
    pub is_asker: bool,
}

/// Parents by birth, adoption, marriage and foster care, and guardians (HL7 v3-RoleCode).
const GUARDIANS: [&str; 14] = [
    "PRN", "MTH", "FTH", "NPRN", "NMTH", "NFTH", "ADOPTP", "ADOPTM", "ADOPTF", "STPPRN", "STPMTH", "STPFTH",
    "PRNFOST", "GUARD",
];

pub(super) fn is_guardian(person: &RelatedPerson) -> bool {
    let codings = person.relationship.iter().flat_map(|concept| &concept.coding);
    let mut codes = codings.filter_map(|coding| coding.code.as_deref());
    person.active != Some(false) && codes.any(|code| GUARDIANS.contains(&code))
}

/// `None` for somebody without a name, and for whoever is no longer active or no longer related. `own` is the asker's own
/// record.
pub(super) fn card(
    person: &RelatedPerson,
    asked_by: &AskedBy,
    own: Option<&Patient>,
    now: &Zoned,
) -> Option<RelatedPersonCard> {
    if person.active == Some(false) || !is_under_way(person.period.as_ref(), now) {
        return None;
    }
    let name = human_name(&person.name, now)?;
    let has_same_name = names::is_same_name(&name, &asked_by.name);
    let is_proved = (has_same_name && has_email(person, &asked_by.email, now))
        || own.is_some_and(|own| is_same_person(person, &name, own, now));
    Some(RelatedPersonCard {
        relationship: terms(&person.relationship).into_iter().next().map(|term| term.text),
        is_guardian: is_guardian(person),
        has_same_name,
        is_asker: is_proved,
        name,
    })
}

fn has_email(person: &RelatedPerson, email: &str, now: &Zoned) -> bool {
    let email = contact_key(email);
    email.is_some() && ways(&person.telecom, &["email"], now).any(|own| contact_key(own) == email)
}

/// Whether somebody whom one record names is the patient of another: by name, by a way to reach them, and by the birth date,
/// unless the first record does not know it.
fn is_same_person(person: &RelatedPerson, name: &str, own: &Patient, now: &Zoned) -> bool {
    let born = |text: &Option<String>| birth_day(text.as_deref());
    let is_born = person.birth_date.is_none() || born(&person.birth_date) == born(&own.birth_date);
    let theirs: Vec<_> = ways(&own.telecom, &WAYS, now).filter_map(contact_key).collect();
    let mut shared = ways(&person.telecom, &WAYS, now).filter_map(contact_key);
    is_born && names::is_named(name, &own.name) && shared.any(|way| theirs.contains(&way))
}

const WAYS: [&str; 3] = ["phone", "sms", "email"];

/// The ways of these kinds by which somebody is reached now, the one to use first.
pub(super) fn ways<'a>(
    telecom: &'a [ContactPoint],
    kinds: &[&str],
    now: &Zoned,
) -> impl Iterator<Item = &'a str> {
    let is_of_kind = |way: &&ContactPoint| way.system.as_deref().is_some_and(|kind| kinds.contains(&kind));
    let today: Vec<_> = current(telecom, now).into_iter().filter(is_of_kind).collect();
    today.into_iter().filter_map(|way| way.value.as_deref())
}

/// Every way by which somebody is or was reached.
pub(super) fn contacts(person: &RelatedPerson) -> Vec<String> {
    let is_way = |way: &&ContactPoint| way.system.as_deref().is_some_and(|kind| WAYS.contains(&kind));
    person.telecom.iter().filter(is_way).filter_map(|way| way.value.clone()).collect()
}

#[cfg(test)]
mod tests {
    use portico_fhir::shapes::{HumanName, Period};

    use super::*;

    fn names(given: &str) -> Vec<HumanName> {
        vec![HumanName {
            given: vec![given.to_owned()],
            family: Some("Reyes".to_owned()),
            ..HumanName::default()
        }]
    }

    fn way(system: &str, value: &str) -> ContactPoint {
        let (system, value) = (Some(system.to_owned()), Some(value.to_owned()));
        ContactPoint { system, value, ..ContactPoint::default() }
    }

    fn mother() -> RelatedPerson {
        let telecom = vec![way("phone", "555-010-0148"), way("email", "ana@example.org")];
        RelatedPerson { name: names("Ana"), telecom, ..RelatedPerson::default() }
    }

    fn now() -> Zoned {
        "2026-11-22T09:00:00-05:00[America/New_York]".parse().unwrap()
    }

    fn asked_by(name: &str, email: &str) -> AskedBy {
        AskedBy { name: name.to_owned(), email: email.to_owned(), own_record: None }
    }

    #[test]
    fn a_name_that_somebody_chose_is_nobody() {
        let evil = card(&mother(), &asked_by("Ana Reyes", "evil@example.net"), None, &now()).unwrap();
        assert!(evil.has_same_name && !evil.is_asker);

        let other = card(&mother(), &asked_by("Eve Reyes", "ana@example.org"), None, &now()).unwrap();
        assert!(!other.is_asker, "an address that two share");
        assert!(card(&mother(), &asked_by("Ana Reyes", "Ana@example.org"), None, &now()).unwrap().is_asker);
    }

    #[test]
    fn an_own_record_proves_who_somebody_is_by_name_telephone_and_birth_date() {
        let asked_by = asked_by("Ana Reyes", "new@example.org");
        let own = |given: &str, phone: &str, born: &str| Patient {
            name: names(given),
            telecom: vec![way("phone", phone)],
            birth_date: Some(born.to_owned()),
            ..Patient::default()
        };
        let is_asker = |person: &RelatedPerson, own: Patient| {
            card(person, &asked_by, Some(&own), &now()).unwrap().is_asker
        };
        let dated = RelatedPerson { birth_date: Some("1984-02-11".to_owned()), ..mother() };

        assert!(is_asker(&mother(), own("Ana", "+1 555 010 0148", "1984-02-11")));
        assert!(is_asker(&dated, own("Ana", "+1 555 010 0148", "1984-02-11")));
        assert!(
            !is_asker(&dated, own("Ana", "+1 555 010 0148", "2004-02-11")),
            "a daughter of the same name"
        );
        assert!(!is_asker(&mother(), own("Eve", "555-010-0148", "1984-02-11")));
        assert!(!is_asker(&mother(), own("Ana", "555-010-0199", "1984-02-11")));
    }

    #[test]
    fn an_address_that_is_no_longer_theirs_proves_nothing_and_neither_does_a_tie_that_ended() {
        let ended = || Some(Period { end: Some("2022-01-31".to_owned()), ..Period::default() });
        let asked_by = asked_by("Ana Reyes", "ana@example.org");
        let mut former = mother();
        former.telecom[1].period = ended();

        assert!(!card(&former, &asked_by, None, &now()).unwrap().is_asker);
        assert!(card(&RelatedPerson { period: ended(), ..mother() }, &asked_by, None, &now()).is_none());
    }
}
