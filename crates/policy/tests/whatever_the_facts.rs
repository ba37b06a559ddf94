//! Whatever the facts: only what is meant to be allowed is allowed.

use std::sync::LazyLock;

use portico_model::{Assurance, Category, Purpose, Relationship, Role, Sensitivity};
use portico_policy::{
    Act, AskerFacts, CareFacts, ConsentFacts, ItemFacts, ParentalAccess, PatientFacts, Policy, Question,
    Reason, Standing,
};
use proptest::prelude::*;

static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy::load().expect("the embedded policies load"));

const ROLES: [Role; 7] = [
    Role::Patient,
    Role::Clinician,
    Role::Scheduler,
    Role::Support,
    Role::Administrator,
    Role::PrivacyOfficer,
    Role::System,
];
const ASSURANCES: [Assurance; 4] =
    [Assurance::Password, Assurance::Weak, Assurance::TwoFactor, Assurance::PhishingResistant];
const RELATIONSHIPS: [Relationship; 5] = [
    Relationship::Oneself,
    Relationship::Parent,
    Relationship::Guardian,
    Relationship::Caregiver,
    Relationship::PowerOfAttorney,
];
const PURPOSES: [Purpose; 5] = [
    Purpose::PatientRequest,
    Purpose::Treatment,
    Purpose::EmergencyTreatment,
    Purpose::Operations,
    Purpose::Research,
];
const ACCESS: [ParentalAccess; 4] =
    [ParentalAccess::Full, ParentalAccess::Limited, ParentalAccess::None, ParentalAccess::Unknown];

fn one_of<T: Copy + std::fmt::Debug + 'static>(
    values: impl IntoIterator<Item = T>,
) -> impl Strategy<Value = T> {
    prop::sample::select(values.into_iter().collect::<Vec<_>>())
}

fn any_act() -> impl Strategy<Value = Act> {
    let labels = prop::sample::subsequence(Sensitivity::ALL.to_vec(), 0..=Sensitivity::ALL.len());
    (one_of(Category::ALL), labels).prop_flat_map(|(category, labels)| {
        let item = ItemFacts { category, sensitivities: labels.into_iter().collect() };
        one_of([
            Act::OpenChart,
            Act::Read(item),
            Act::Search(item),
            Act::Download(item),
            Act::EnrolFactor,
            Act::ManageAccount,
        ])
    })
}

fn any_standing() -> impl Strategy<Value = Option<Standing>> {
    let relationship = one_of(RELATIONSHIPS.into_iter().chain([Relationship::Oneself; 4]));
    let scope = prop::sample::subsequence(Category::ALL.to_vec(), 0..=Category::ALL.len());
    let standing = (relationship, any::<bool>(), scope).prop_map(|(relationship, is_verified, scope)| {
        Standing { relationship, is_verified, scope: scope.into_iter().collect() }
    });
    prop::option::weighted(0.8, standing)
}

prop_compose! {
    fn any_question()(
        role in one_of(ROLES.into_iter().chain([Role::Patient; 6])),
        assurance in one_of(ASSURANCES),
        standing in any_standing(),
        act in any_act(),
        purpose in one_of(PURPOSES.into_iter().chain([Purpose::PatientRequest; 4])),
        age_years in any::<Option<u32>>(),
        parental_access in one_of(ACCESS),
        care in any::<(bool, bool, bool)>(),
        consent in any::<(bool, bool)>(),
    ) -> Question {
        Question {
            asker: AskerFacts { role, assurance, is_fresh: false },
            standing,
            act,
            purpose,
            patient: PatientFacts { age_years, parental_access },
            care: CareFacts { is_on_care_team: care.0, has_active_encounter: care.1, broke_glass: care.2 },
            consent: ConsentFacts { permits: consent.0, denies: consent.1 },
        }
    }
}

/// The whole of what is allowed today, said a second time.
fn is_allowed(question: &Question) -> bool {
    let Question { asker, standing, act, purpose, .. } = question;
    let is_patient = asker.role == Role::Patient;
    let has_two_factors = asker.assurance != Assurance::Password;
    match act {
        Act::EnrolFactor => is_patient,
        Act::ManageAccount => is_patient && has_two_factors,
        Act::OpenChart | Act::Read(_) | Act::Search(_) | Act::Download(_) => {
            is_patient
                && has_two_factors
                && *purpose == Purpose::PatientRequest
                && standing.is_some_and(|s| s.relationship == Relationship::Oneself && s.is_verified)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_the_facts_nobody_but_oneself_is_let_in(question in any_question()) {
        let decision = POLICY.decide(&question);

        prop_assert_eq!(decision.is_permit(), is_allowed(&question));
        prop_assert_ne!(decision.reason, Reason::Error);
        prop_assert!(!decision.rules.is_empty());
    }
}
