//! What rules are told of each fact: the attributes of its entity, by the schema's names.

use std::fmt::Debug;

use cedar_policy::RestrictedExpression;
use portico_model::{Assurance, Relationship, Role, Sensitivity};

use crate::facts::{CareFacts, ConsentFacts, ItemFacts, PatientFacts};
use crate::question::{Act, Question};
use crate::vocabulary::Word;

pub(crate) type Attributes = Vec<(&'static str, RestrictedExpression)>;

/// Facts that are an entity or a record in the schema.
pub(crate) trait Described: Debug {
    fn attributes(&self) -> Attributes;
}

/// Who asks, as rules are told of them: by what they are, or by how they stand toward the patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Who {
    /// The entity type in the schema.
    pub(crate) kind: &'static str,
    pub(crate) assurance: Assurance,
    pub(crate) is_fresh: bool,
    /// `None` for staff, and for whoever stands toward nobody.
    pub(crate) standing: Option<StandingTold>,
}

impl Who {
    pub(crate) fn of(question: &Question) -> Self {
        let is_about_a_chart = !matches!(question.act, Act::EnrolFactor | Act::ManageAccount);
        let standing = question.standing.filter(|_| question.asker.role == Role::Patient && is_about_a_chart);
        Self {
            kind: standing.map_or(kind(question.asker.role), |own| kind_of_relation(own.relationship)),
            assurance: question.asker.assurance,
            is_fresh: question.asker.is_fresh,
            standing: standing.map(|own| StandingTold {
                is_verified: own.is_verified,
                covers_item: match question.act.item() {
                    Some(item) => own.scope.contains(item.category),
                    None => !own.scope.is_empty(),
                },
            }),
        }
    }
}

pub(super) fn kind(role: Role) -> &'static str {
    match role {
        Role::Patient => "Person",
        Role::Clinician => "Clinician",
        Role::Scheduler => "Scheduler",
        Role::Support => "Support",
        Role::Administrator => "Administrator",
        Role::PrivacyOfficer => "PrivacyOfficer",
        Role::System => "Job",
    }
}

pub(super) fn kind_of_relation(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Oneself => "Oneself",
        Relationship::Parent => "Parent",
        Relationship::Guardian => "Guardian",
        Relationship::Caregiver => "Caregiver",
        Relationship::PowerOfAttorney => "PowerOfAttorney",
    }
}

impl Described for Who {
    fn attributes(&self) -> Attributes {
        let mut attributes = vec![
            ("assurance", self.assurance.value()),
            ("has_two_factors", claim(has_two_factors(self.assurance))),
            ("has_strong_factors", claim(has_strong_factors(self.assurance))),
            ("is_fresh", claim(self.is_fresh)),
        ];
        if let Some(standing) = self.standing {
            attributes.push(("is_verified", claim(standing.is_verified)));
            attributes.push(("covers_item", claim(standing.covers_item)));
        }
        attributes
    }
}

fn has_two_factors(assurance: Assurance) -> bool {
    matches!(assurance, Assurance::Weak | Assurance::TwoFactor | Assurance::PhishingResistant)
}

fn has_strong_factors(assurance: Assurance) -> bool {
    matches!(assurance, Assurance::TwoFactor | Assurance::PhishingResistant)
}

impl Described for ItemFacts {
    fn attributes(&self) -> Attributes {
        let labels = RestrictedExpression::new_set(self.sensitivities.iter().map(Sensitivity::value));
        vec![("category", self.category.value()), ("sensitivities", labels)]
    }
}

/// Standing as rules are told of it: for the item in question, so that its scope needs no set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct StandingTold {
    pub(crate) is_verified: bool,
    pub(crate) covers_item: bool,
}

impl Described for PatientFacts {
    fn attributes(&self) -> Attributes {
        let age = self.age_years.map(|age| ("age_years", RestrictedExpression::new_long(age.into())));
        [("parental_access", self.parental_access.value())].into_iter().chain(age).collect()
    }
}

impl Described for CareFacts {
    fn attributes(&self) -> Attributes {
        vec![
            ("is_on_care_team", claim(self.is_on_care_team)),
            ("has_active_encounter", claim(self.has_active_encounter)),
            ("broke_glass", claim(self.broke_glass)),
        ]
    }
}

impl Described for ConsentFacts {
    fn attributes(&self) -> Attributes {
        vec![("permits", claim(self.permits)), ("denies", claim(self.denies))]
    }
}

fn claim(is_so: bool) -> RestrictedExpression {
    RestrictedExpression::new_bool(is_so)
}
