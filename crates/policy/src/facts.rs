//! The facts that rules may speak of. Names and shapes are those of `policies/portico.cedarschema`.

use portico_model::{
    Asker, Assurance, Categories, Category, GrantInForce, Relationship, Role, Sensitivities,
};

/// What policy wants to know of the person who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AskerFacts {
    pub role: Role,
    pub assurance: Assurance,
    /// A factor was proved within the last minutes.
    pub is_fresh: bool,
}

impl From<&Asker> for AskerFacts {
    fn from(asker: &Asker) -> Self {
        Self { role: asker.role, assurance: asker.assurance, is_fresh: asker.is_fresh }
    }
}

/// How a person stands toward the patient, on this request: never older than it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Standing {
    pub relationship: Relationship,
    /// The grant was checked by staff or given by the patient.
    pub is_verified: bool,
    /// The kinds of record that the grant covers.
    pub scope: Categories,
}

impl Standing {
    /// The patient's own standing: everything.
    pub const ONESELF: Standing =
        Standing { relationship: Relationship::Oneself, is_verified: true, scope: Categories::ALL };

    /// What a grant in force gives.
    pub fn by_grant(grant: &GrantInForce) -> Self {
        Self { relationship: grant.relationship, is_verified: grant.is_verified, scope: grant.scope }
    }
}

/// What an item is and how sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ItemFacts {
    pub category: Category,
    pub sensitivities: Sensitivities,
}

/// What policy wants to know of the patient.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct PatientFacts {
    /// Whole years on the day of the request; `None` where the birth date is missing or partial.
    pub age_years: Option<u32>,
    /// What the dated age table of the patient's state leaves to a parent.
    pub parental_access: ParentalAccess,
}

impl PatientFacts {
    /// The facts of a patient of whom only the age is known.
    pub fn aged(age_years: Option<u32>) -> Self {
        Self { age_years, ..Self::default() }
    }
}

/// How much of a minor's record the age table leaves to a parent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ParentalAccess {
    Full,
    /// All but the sensitive.
    Limited,
    None,
    /// No table was asked, or no birth date is known.
    #[default]
    Unknown,
}

/// How a clinician comes to this patient.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct CareFacts {
    pub is_on_care_team: bool,
    pub has_active_encounter: bool,
    /// An emergency was declared with a reason and a step-up, and its short time has not run out.
    pub broke_glass: bool,
}

/// What directives in force, matched to this asker, item and purpose, say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ConsentFacts {
    pub permits: bool,
    pub denies: bool,
}
