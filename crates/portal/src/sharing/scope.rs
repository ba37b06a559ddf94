//! What of a record is shared: a few ready answers, or kind by kind. And the words for scopes and proofs.

use std::collections::BTreeMap;

use portico_account::grants::{Categories, Proof};
use portico_model::Category;
use serde::{Deserialize, Serialize};

use crate::look::category_key;
use crate::words::Words;

/// How much is shared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowMuch {
    /// Appointments, and who treats the patient.
    Appointments,
    /// What somebody needs who helps from day to day.
    Daily,
    Everything,
    /// What is ticked.
    #[default]
    Chosen,
}

impl HowMuch {
    pub(super) const ALL: [HowMuch; 4] =
        [HowMuch::Appointments, HowMuch::Daily, HowMuch::Everything, HowMuch::Chosen];

    pub(super) fn value(self) -> &'static str {
        match self {
            HowMuch::Appointments => "appointments",
            HowMuch::Daily => "daily",
            HowMuch::Everything => "everything",
            HowMuch::Chosen => "chosen",
        }
    }

    /// The keys of its name and of what it means.
    pub(super) fn keys(self) -> (&'static str, &'static str) {
        match self {
            HowMuch::Appointments => ("share-much-appointments", "share-much-appointments-hint"),
            HowMuch::Daily => ("share-much-daily", "share-much-daily-hint"),
            HowMuch::Everything => ("share-much-everything", "share-much-everything-hint"),
            HowMuch::Chosen => ("share-much-chosen", "share-much-chosen-hint"),
        }
    }

    pub(super) fn categories(self, chosen: &BTreeMap<String, String>) -> Categories {
        match self {
            HowMuch::Appointments => [Category::Appointments, Category::CareTeam].into_iter().collect(),
            HowMuch::Daily => DAILY.into_iter().collect(),
            HowMuch::Everything => Categories::ALL,
            HowMuch::Chosen => {
                let is_chosen = |category: &Category| chosen.contains_key(&box_name(*category));
                Category::ALL.into_iter().filter(is_chosen).collect()
            }
        }
    }
}

const DAILY: [Category; 8] = [
    Category::Medications,
    Category::Allergies,
    Category::Vitals,
    Category::Immunizations,
    Category::Visits,
    Category::CarePlans,
    Category::CareTeam,
    Category::Appointments,
];

/// The field name of the box for a kind of record.
pub(super) fn box_name(category: Category) -> String {
    format!("see_{}", category.as_str())
}

pub(super) fn proof_key(proof: Option<Proof>) -> &'static str {
    match proof {
        Some(Proof::GivenByPatient) => "share-proof-patient",
        Some(Proof::RelatedPerson) => "share-proof-record",
        Some(Proof::Document) => "share-proof-document",
        None => "share-proof-none",
    }
}

/// `Everything`, or the kinds one by one.
pub(super) fn scope_words(w: &Words, scope: &[Category]) -> String {
    if scope.len() == Category::ALL.len() {
        return w.t("share-everything").to_owned();
    }
    let names: Vec<&str> = scope.iter().map(|category| w.t(category_key(*category))).collect();
    w.list(&names)
}
