//! Every combination of facts that a question can hold.

use portico_model::{Assurance, Category, Relationship, Role, Sensitivities, Sensitivity};

use super::described::StandingTold;
use crate::facts::{AskerFacts, CareFacts, ConsentFacts, ItemFacts, ParentalAccess, PatientFacts};
use crate::vocabulary::Word;

/// Nobody's rules depend on more.
const OLDEST: u32 = 130;

const EITHER: [bool; 2] = [false, true];

pub(super) fn askers() -> impl Iterator<Item = AskerFacts> {
    Role::ALL.iter().flat_map(|&role| {
        Assurance::ALL
            .iter()
            .flat_map(move |&assurance| EITHER.map(|is_fresh| AskerFacts { role, assurance, is_fresh }))
    })
}

pub(super) fn items() -> impl Iterator<Item = ItemFacts> {
    Category::ALL
        .into_iter()
        .flat_map(|category| label_sets().map(move |sensitivities| ItemFacts { category, sensitivities }))
}

fn label_sets() -> impl Iterator<Item = Sensitivities> {
    (0..1usize << Sensitivity::ALL.len())
        .map(|bits| Sensitivity::ALL.into_iter().filter(|label| bits & (1 << *label as usize) != 0).collect())
}

pub(super) fn standings() -> impl Iterator<Item = StandingTold> {
    Relationship::ALL.iter().flat_map(|&relationship| {
        pairs().map(move |(is_verified, covers_item)| StandingTold { relationship, is_verified, covers_item })
    })
}

pub(super) fn patients() -> impl Iterator<Item = PatientFacts> {
    let ages = (0..=OLDEST).map(Some).chain([None]);
    ages.flat_map(|age_years| {
        ParentalAccess::ALL.iter().map(move |&parental_access| PatientFacts { age_years, parental_access })
    })
}

/// The patient as rules are told of them.
pub(super) fn told(patient: PatientFacts) -> PatientFacts {
    PatientFacts { age_years: patient.age_years.map(|age| age.min(OLDEST)), ..patient }
}

pub(super) fn care() -> impl Iterator<Item = CareFacts> {
    pairs().flat_map(|(is_on_care_team, has_active_encounter)| {
        EITHER.map(|broke_glass| CareFacts { is_on_care_team, has_active_encounter, broke_glass })
    })
}

pub(super) fn consent() -> impl Iterator<Item = ConsentFacts> {
    pairs().map(|(permits, denies)| ConsentFacts { permits, denies })
}

fn pairs() -> impl Iterator<Item = (bool, bool)> {
    EITHER.into_iter().flat_map(|first| EITHER.map(|second| (first, second)))
}
