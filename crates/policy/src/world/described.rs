//! What rules are told of each fact: the attributes of its entity, by the schema's names.

use std::fmt::Debug;

use cedar_policy::RestrictedExpression;
use portico_model::{Assurance, Relationship, Sensitivity};

use crate::facts::{AskerFacts, CareFacts, ConsentFacts, ItemFacts, PatientFacts};
use crate::question::Question;
use crate::vocabulary::Word;

pub(crate) type Attributes = Vec<(&'static str, RestrictedExpression)>;

/// Facts that are an entity in the schema.
pub(crate) trait Described: Debug {
    /// The entity type.
    const KIND: &'static str;

    fn attributes(&self) -> Attributes;
}

impl Described for AskerFacts {
    const KIND: &'static str = "Asker";

    fn attributes(&self) -> Attributes {
        vec![
            ("role", self.role.value()),
            ("assurance", self.assurance.value()),
            ("has_two_factors", claim(has_two_factors(self.assurance))),
            ("has_strong_factors", claim(has_strong_factors(self.assurance))),
            ("is_fresh", claim(self.is_fresh)),
        ]
    }
}

fn has_two_factors(assurance: Assurance) -> bool {
    matches!(assurance, Assurance::Weak | Assurance::TwoFactor | Assurance::PhishingResistant)
}

fn has_strong_factors(assurance: Assurance) -> bool {
    matches!(assurance, Assurance::TwoFactor | Assurance::PhishingResistant)
}

impl Described for ItemFacts {
    const KIND: &'static str = "Item";

    fn attributes(&self) -> Attributes {
        let labels = RestrictedExpression::new_set(self.sensitivities.iter().map(Sensitivity::value));
        vec![("category", self.category.value()), ("sensitivities", labels)]
    }
}

/// Standing as rules are told of it: for the item in question, so that its scope needs no set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct StandingTold {
    pub(crate) relationship: Relationship,
    pub(crate) is_verified: bool,
    pub(crate) covers_item: bool,
}

impl StandingTold {
    pub(crate) fn of(question: &Question) -> Option<Self> {
        let standing = question.standing?;
        let covers_item = match question.act.item() {
            Some(item) => standing.scope.contains(item.category),
            None => !standing.scope.is_empty(),
        };
        Some(Self { relationship: standing.relationship, is_verified: standing.is_verified, covers_item })
    }
}

impl Described for StandingTold {
    const KIND: &'static str = "Standing";

    fn attributes(&self) -> Attributes {
        vec![
            ("relationship", self.relationship.value()),
            ("is_verified", claim(self.is_verified)),
            ("covers_item", claim(self.covers_item)),
        ]
    }
}

impl Described for PatientFacts {
    const KIND: &'static str = "Patient";

    fn attributes(&self) -> Attributes {
        let age = self.age_years.map(|age| ("age_years", RestrictedExpression::new_long(age.into())));
        [("parental_access", self.parental_access.value())].into_iter().chain(age).collect()
    }
}

impl Described for CareFacts {
    const KIND: &'static str = "Care";

    fn attributes(&self) -> Attributes {
        vec![
            ("is_on_care_team", claim(self.is_on_care_team)),
            ("has_active_encounter", claim(self.has_active_encounter)),
            ("broke_glass", claim(self.broke_glass)),
        ]
    }
}

impl Described for ConsentFacts {
    const KIND: &'static str = "Consent";

    fn attributes(&self) -> Attributes {
        vec![("permits", claim(self.permits)), ("denies", claim(self.denies))]
    }
}

fn claim(is_so: bool) -> RestrictedExpression {
    RestrictedExpression::new_bool(is_so)
}
