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
            Act::Read(item),
            Act::Read(item),
            Act::Search(item),
            Act::Download(item),
            Act::Share,
            Act::EndSharing,
            Act::ReadLedger,
            Act::BreakGlass,
            Act::FindPatients,
            Act::HelpAccounts,
            Act::MakeCode,
            Act::ReviewProxies,
            Act::ApproveAccess,
            Act::WorkCases,
            Act::Oversee,
            Act::ExportEvents,
            Act::Provision,
            Act::EnrolFactor,
            Act::ManageAccount,
        ])
    })
}

fn any_standing() -> impl Strategy<Value = Option<Standing>> {
    let relationship = one_of(RELATIONSHIPS);
    let scope = prop::sample::subsequence(Category::ALL.to_vec(), 0..=Category::ALL.len());
    let standing = (relationship, any::<bool>(), scope).prop_map(|(relationship, is_verified, scope)| {
        Standing { relationship, is_verified, scope: scope.into_iter().collect() }
    });
    prop::option::weighted(0.8, standing)
}

prop_compose! {
    fn any_question()(
        role in one_of(ROLES.into_iter().chain([Role::Patient; 6]).chain([Role::Clinician; 4])),
        assurance in one_of(ASSURANCES),
        is_fresh in any::<bool>(),
        standing in any_standing(),
        act in any_act(),
        purpose in one_of(PURPOSES.into_iter().chain([Purpose::PatientRequest; 4]).chain([Purpose::Treatment; 2])),
        age_years in any::<Option<u32>>(),
        parental_access in one_of(ACCESS),
        care in any::<(bool, bool, bool)>(),
        consent in any::<(bool, bool)>(),
    ) -> Question {
        Question {
            asker: AskerFacts { role, assurance, is_fresh },
            standing,
            act,
            purpose,
            patient: PatientFacts { age_years, parental_access },
            care: CareFacts { is_on_care_team: care.0, has_active_encounter: care.1, broke_glass: care.2 },
            consent: ConsentFacts { permits: consent.0, denies: consent.1 },
        }
    }
}

/// The whole of what is allowed, said a second time, by somebody who has not read the policy files.
fn is_allowed(question: &Question) -> bool {
    let Question { asker, act, purpose, .. } = question;
    let standing = standing(question);
    let role = asker.role;
    let has_two_factors = asker.assurance != Assurance::Password;
    let has_strong_factors = matches!(asker.assurance, Assurance::TwoFactor | Assurance::PhishingResistant);
    let is_staff_with = |roles: &[Role]| roles.contains(&role) && has_strong_factors;
    let is_oneself = standing.is_some_and(|own| own.relationship == Relationship::Oneself);
    match act {
        Act::EnrolFactor => role == Role::Patient,
        Act::ManageAccount => role == Role::Patient && has_two_factors,
        Act::OpenChart => may_open(question),
        Act::Read(item) | Act::Search(item) | Act::Download(item) => {
            may_open(question) && may_use(question, *item)
        }
        Act::Share => role == Role::Patient && is_oneself && asker.is_fresh && has_strong_factors,
        Act::EndSharing => role == Role::Patient && is_oneself && has_two_factors,
        Act::ReadLedger => {
            role == Role::Patient
                && (is_oneself && has_two_factors || has_strong_factors && is_full_proxy(question))
        }
        Act::BreakGlass => {
            is_staff_with(&[Role::Clinician]) && asker.is_fresh && *purpose == Purpose::EmergencyTreatment
        }
        Act::FindPatients => is_staff_with(&[Role::Clinician]) && *purpose == Purpose::Treatment,
        Act::HelpAccounts | Act::ReviewProxies => is_staff_with(&[Role::Support, Role::Administrator]),
        Act::MakeCode | Act::ApproveAccess => {
            is_staff_with(&[Role::Support, Role::Administrator]) && asker.is_fresh
        }
        Act::WorkCases => !matches!(role, Role::Patient | Role::System) && has_strong_factors,
        Act::Oversee => is_staff_with(&[Role::PrivacyOfficer]),
        Act::ExportEvents => is_staff_with(&[Role::PrivacyOfficer]) && asker.is_fresh,
        Act::Provision => is_staff_with(&[Role::Administrator]),
    }
}

/// Staff are asked by what they are, whatever they are to the patient at home.
fn standing(question: &Question) -> Option<Standing> {
    question.standing.filter(|_| question.asker.role == Role::Patient)
}

fn is_parental(question: &Question) -> bool {
    let relationship = standing(question).map(|standing| standing.relationship);
    matches!(relationship, Some(Relationship::Parent | Relationship::Guardian))
}

fn is_full_proxy(question: &Question) -> bool {
    let Some(standing) = standing(question).filter(|standing| standing.is_verified) else { return false };
    standing.relationship == Relationship::PowerOfAttorney
        && question.patient.parental_access == ParentalAccess::None
        || is_parental(question) && question.patient.parental_access == ParentalAccess::Full
}

/// Who comes into a chart at all.
fn may_open(question: &Question) -> bool {
    let Question { asker, purpose, patient, care, .. } = question;
    let standing = standing(question);
    let of_age = !matches!(patient.parental_access, ParentalAccess::Full | ParentalAccess::Limited);
    let is_attorney = standing.is_some_and(|own| own.relationship == Relationship::PowerOfAttorney);
    let is_adult = patient.parental_access == ParentalAccess::None;
    let is_of_wrong_age = is_parental(question) && of_age || is_attorney && !is_adult;
    if asker.assurance == Assurance::Password || is_of_wrong_age {
        return false;
    }
    match asker.role {
        Role::Patient => {
            *purpose == Purpose::PatientRequest
                && standing.is_some_and(|own| {
                    own.is_verified && (own.relationship == Relationship::Oneself || !own.scope.is_empty())
                })
        }
        Role::Clinician if asker.assurance == Assurance::Weak => false,
        Role::Clinician => match purpose {
            Purpose::Treatment => care.is_on_care_team || care.has_active_encounter,
            Purpose::EmergencyTreatment => care.broke_glass,
            _ => false,
        },
        Role::Scheduler => asker.assurance != Assurance::Weak && *purpose == Purpose::Operations,
        _ => false,
    }
}

/// Which items somebody who is in may use.
fn may_use(question: &Question, item: ItemFacts) -> bool {
    let Question { asker, act, purpose, patient, care, consent, .. } = question;
    let standing = standing(question);
    let relationship = standing.map(|standing| standing.relationship);
    let is_sensitive = !item.sensitivities.is_empty();
    let is_anothers = relationship.is_some_and(|own| own != Relationship::Oneself);
    let is_emergency = *purpose == Purpose::EmergencyTreatment && care.broke_glass;
    let is_substance_use = item.sensitivities.contains(Sensitivity::SubstanceUse);
    let teenagers_own =
        [Sensitivity::SubstanceUse, Sensitivity::Behavioral, Sensitivity::Reproductive, Sensitivity::Hiv];
    let is_teenagers_own = teenagers_own.into_iter().any(|label| item.sensitivities.contains(label));
    let is_minor = patient.parental_access == ParentalAccess::Limited;
    let is_forbidden = consent.denies && !(asker.role == Role::Clinician && is_emergency)
        || is_parental(question) && is_minor && is_teenagers_own && !consent.permits
        || relationship == Some(Relationship::Caregiver) && is_sensitive && !consent.permits
        || asker.assurance == Assurance::Weak && is_sensitive && is_anothers
        || asker.role == Role::Clinician && is_substance_use && !consent.permits && !is_emergency;
    let is_covered = match asker.role {
        Role::Patient => {
            !is_anothers || standing.is_some_and(|standing| standing.scope.contains(item.category))
        }
        Role::Scheduler => item.category == Category::Appointments && matches!(act, Act::Read(_)),
        _ => true,
    };
    is_covered && !is_forbidden
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn whatever_the_facts_what_is_decided_is_what_the_rules_say(question in any_question()) {
        let decision = POLICY.decide(&question);

        prop_assert_eq!(decision.is_permit(), is_allowed(&question));
        prop_assert_ne!(decision.reason, Reason::Error);
        prop_assert!(!decision.rules.is_empty());
    }

    #[test]
    fn whatever_the_facts_questions_that_sound_alike_have_one_answer(
        question in any_question(),
        other in any_act(),
    ) {
        let other = question.about(other);
        if POLICY.heard(&question) == POLICY.heard(&other) {
            prop_assert_eq!(POLICY.decide(&question), POLICY.decide(&other));
        }
    }
}

#[test]
fn the_rules_of_ones_own_record_cannot_tell_its_items_apart_and_a_caregivers_can() {
    let asker = AskerFacts { role: Role::Patient, assurance: Assurance::TwoFactor, is_fresh: false };
    let read = |relationship, category, sensitivities| {
        let standing = Standing { relationship, ..Standing::ONESELF };
        let act = Act::Read(ItemFacts { category, sensitivities });
        POLICY.heard(&Question::new(asker, Some(standing), act, Purpose::PatientRequest))
    };
    let plain = portico_model::Sensitivities::NONE;
    let sensitive = plain.with(Sensitivity::Hiv);

    let own = read(Relationship::Oneself, Category::Laboratory, plain);
    assert_eq!(own, read(Relationship::Oneself, Category::Notes, sensitive));

    let anothers = read(Relationship::Caregiver, Category::Laboratory, plain);
    assert_ne!(anothers, read(Relationship::Caregiver, Category::Laboratory, sensitive));
}
