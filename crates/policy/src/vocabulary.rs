//! The words of the schema for the portal's own types.

use cedar_policy::{EntityId, EntityTypeName, EntityUid, RestrictedExpression};
use portico_model::{Assurance, Category, Purpose, Relationship, Role, Sensitivity};

use crate::facts::ParentalAccess;

/// A value that the schema knows as a member of a closed list.
pub(crate) trait Word: Copy + 'static {
    /// The entity type in the schema.
    const KIND: &'static str;
    const ALL: &'static [Self];

    fn word(self) -> &'static str;

    /// The member, as a value in a fact.
    fn value(self) -> RestrictedExpression {
        RestrictedExpression::new_entity_uid(uid(Self::KIND, self.word()))
    }
}

macro_rules! words {
    ($type:ident { $($variant:ident = $word:expr),+ $(,)? }) => {
        impl Word for $type {
            const KIND: &'static str = stringify!($type);
            const ALL: &'static [$type] = &[$($type::$variant),+];

            fn word(self) -> &'static str {
                match self {
                    $($type::$variant => $word,)+
                }
            }
        }
    };
}

words!(Role {
    Patient = "patient",
    Clinician = "clinician",
    Scheduler = "scheduler",
    Support = "support",
    Administrator = "administrator",
    PrivacyOfficer = "privacy_officer",
    System = "system",
});

words!(Assurance {
    Password = "password",
    Weak = "weak",
    TwoFactor = "two_factor",
    PhishingResistant = "phishing_resistant",
});

words!(Relationship {
    Oneself = "oneself",
    Parent = "parent",
    Guardian = "guardian",
    Caregiver = "caregiver",
    PowerOfAttorney = "power_of_attorney",
});

words!(ParentalAccess { Full = "full", Limited = "limited", None = "none", Unknown = "unknown" });

words!(Purpose {
    PatientRequest = Purpose::PatientRequest.code(),
    Treatment = Purpose::Treatment.code(),
    EmergencyTreatment = Purpose::EmergencyTreatment.code(),
    Operations = Purpose::Operations.code(),
    Research = Purpose::Research.code(),
});

impl Word for Category {
    const KIND: &'static str = "Category";
    const ALL: &'static [Category] = &Category::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

impl Word for Sensitivity {
    const KIND: &'static str = "Sensitivity";
    const ALL: &'static [Sensitivity] = &Sensitivity::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

/// The name of an entity in the schema: `Role::"patient"`.
pub(crate) fn uid(kind: &str, id: &str) -> EntityUid {
    let kind: EntityTypeName = kind.parse().expect("entity types are named by plain words");
    EntityUid::from_type_name_and_id(kind, EntityId::new(id))
}
