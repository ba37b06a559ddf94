//! `RelatedPerson`: what the record says of somebody's family and helpers.

use portico_fhir::shapes::{ContactPoint, RelatedPerson};
use serde::Serialize;
use utoipa::ToSchema;

use super::names;
use crate::reading::{human_name, terms};

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

/// `None` for somebody without a name, and for whoever is no longer active.
pub(super) fn card(person: &RelatedPerson, asked_by: &str) -> Option<RelatedPersonCard> {
    if person.active == Some(false) {
        return None;
    }
    let name = human_name(&person.name)?;
    Some(RelatedPersonCard {
        relationship: terms(&person.relationship).into_iter().next().map(|term| term.text),
        is_guardian: is_guardian(person),
        has_same_name: names::is_same_name(&name, asked_by),
        name,
    })
}

pub(super) fn contacts(person: &RelatedPerson) -> Vec<String> {
    let is_way = |way: &&ContactPoint| matches!(way.system.as_deref(), Some("phone" | "sms" | "email"));
    person.telecom.iter().filter(is_way).filter_map(|way| way.value.clone()).collect()
}
