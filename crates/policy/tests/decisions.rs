//! Who is let in, and everybody who is not.

use std::sync::LazyLock;

use portico_model::{
    Assurance, Categories, Category, Purpose, Relationship, Role, Sensitivities, Sensitivity,
};
use portico_policy::{
    Act, AskerFacts, CareFacts, ConsentFacts, ItemFacts, ParentalAccess, PatientFacts, Policy, Question,
    Reason, Standing, Verdict,
};

static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy::load().expect("the embedded policies load"));

const TWO_FACTORS: [Assurance; 3] = [Assurance::Weak, Assurance::TwoFactor, Assurance::PhishingResistant];
const STAFF: [Role; 6] = [
    Role::Clinician,
    Role::Scheduler,
    Role::Support,
    Role::Administrator,
    Role::PrivacyOfficer,
    Role::System,
];
const OTHERS: [Relationship; 4] =
    [Relationship::Parent, Relationship::Guardian, Relationship::Caregiver, Relationship::PowerOfAttorney];
const OTHER_PURPOSES: [Purpose; 4] =
    [Purpose::Treatment, Purpose::EmergencyTreatment, Purpose::Operations, Purpose::Research];

fn asker(role: Role, assurance: Assurance) -> AskerFacts {
    AskerFacts { role, assurance, is_fresh: false }
}

fn result() -> ItemFacts {
    ItemFacts { category: Category::Laboratory, sensitivities: Sensitivities::NONE }
}

fn chart_acts(item: ItemFacts) -> [Act; 4] {
    [Act::OpenChart, Act::Read(item), Act::Search(item), Act::Download(item)]
}

/// A patient, signed in with two factors, asks for their own result.
fn own(act: Act) -> Question {
    let asker = asker(Role::Patient, Assurance::TwoFactor);
    Question::new(asker, Some(Standing::ONESELF), act, Purpose::PatientRequest)
}

fn granted(relationship: Relationship) -> Option<Standing> {
    Some(Standing { relationship, is_verified: true, scope: Categories::ALL })
}

fn assert_refused(policy: &Policy, question: &Question, reason: Reason) {
    let decision = policy.decide(question);

    assert_eq!((decision.outcome, decision.reason), (Verdict::Refuse, reason), "{question:?}");
    assert!(!decision.rules.is_empty(), "{question:?}");
}

#[test]
fn patients_use_their_own_record_of_every_kind_and_every_sensitivity() {
    let policy = &*POLICY;
    let everything: Sensitivities = Sensitivity::ALL.into_iter().collect();

    for category in Category::ALL {
        for sensitivities in [Sensitivities::NONE, everything] {
            for act in chart_acts(ItemFacts { category, sensitivities }) {
                let decision = policy.decide(&own(act));

                assert_eq!(
                    (decision.outcome, decision.reason),
                    (Verdict::Permit, Reason::Oneself),
                    "{act:?}"
                );
                assert_eq!(decision.rules, ["self-uses-own-record".into()]);
            }
        }
    }
}

#[test]
fn every_pair_of_factors_opens_ones_own_record_and_a_password_alone_does_not() {
    let policy = &*POLICY;
    let with = |assurance| Question { asker: asker(Role::Patient, assurance), ..own(Act::Read(result())) };

    for assurance in TWO_FACTORS {
        assert!(policy.decide(&with(assurance)).is_permit(), "{assurance:?}");
    }
    for act in chart_acts(result()) {
        assert_refused(policy, &with(Assurance::Password).about(act), Reason::SecondFactor);
    }
}

#[test]
fn ones_own_record_is_open_at_every_age() {
    let policy = &*POLICY;

    for age_years in [None, Some(0), Some(13), Some(17), Some(18), Some(104), Some(u32::MAX)] {
        let patient = PatientFacts { age_years, parental_access: ParentalAccess::None };
        let question = Question { patient, ..own(Act::Read(result())) };

        assert!(policy.decide(&question).is_permit(), "{age_years:?}");
    }
}

#[test]
fn a_stranger_is_told_what_they_would_be_told_of_nobody() {
    let policy = &*POLICY;

    for role in [Role::Patient, Role::Clinician] {
        for assurance in TWO_FACTORS {
            for act in chart_acts(result()) {
                let question = Question { standing: None, asker: asker(role, assurance), ..own(act) };
                assert_refused(policy, &question, Reason::NoStanding);
            }
        }
    }
}

#[test]
fn a_stranger_with_a_password_alone_is_first_asked_for_the_second_factor() {
    let policy = &*POLICY;
    let asker = asker(Role::Patient, Assurance::Password);
    let question = Question { standing: None, asker, ..own(Act::OpenChart) };

    assert_refused(policy, &question, Reason::SecondFactor);
    assert_eq!(policy.decide(&question).rules.len(), 2);
}

/// Somebody who acts for the patient asks for a result with these labels.
fn proxy(relationship: Relationship, labels: &[Sensitivity]) -> Question {
    let item = ItemFacts { sensitivities: labels.iter().copied().collect(), ..result() };
    let child = PatientFacts { age_years: Some(8), parental_access: ParentalAccess::Full };
    let adult = PatientFacts { age_years: Some(80), parental_access: ParentalAccess::None };
    let patient = if relationship == Relationship::PowerOfAttorney { adult } else { child };
    Question { standing: granted(relationship), patient, ..own(Act::Read(item)) }
}

fn limited(question: Question) -> Question {
    let patient = PatientFacts { age_years: Some(15), parental_access: ParentalAccess::Limited };
    Question { patient, ..question }
}

fn permitted(question: Question) -> Question {
    Question { consent: ConsentFacts { permits: true, denies: false }, ..question }
}

#[test]
fn who_acts_for_a_patient_reads_what_the_grant_covers_and_nothing_else() {
    let policy = &*POLICY;

    for relationship in OTHERS {
        let covers = |scope| {
            let standing = granted(relationship).map(|standing| Standing { scope, ..standing });
            Question { standing, ..proxy(relationship, &[]) }
        };
        assert!(policy.decide(&covers(Categories::NONE.with(Category::Laboratory))).is_permit());
        assert_refused(policy, &covers(Categories::NONE.with(Category::Vitals)), Reason::Unknown);
        assert_refused(policy, &covers(Categories::NONE).about(Act::OpenChart), Reason::Unknown);
    }
}

#[test]
fn a_parent_of_a_teenager_sees_nothing_that_is_the_teenagers_own() {
    let policy = &*POLICY;

    for relationship in [Relationship::Parent, Relationship::Guardian] {
        for label in Sensitivity::ALL {
            let full = proxy(relationship, &[label]);
            assert!(policy.decide(&full).is_permit(), "{label:?} at eight");

            let decision = policy.decide(&limited(full));
            assert_eq!(decision.is_permit(), label == Sensitivity::Genetic, "{label:?} at fifteen");
            assert!(!decision.may_be_told, "{label:?}");
            assert!(policy.decide(&permitted(limited(full))).is_permit(), "{label:?} opened by the teenager");
        }
    }
}

#[test]
fn a_parent_of_an_adult_is_told_nothing_whatever_is_permitted() {
    let policy = &*POLICY;

    for parental_access in [ParentalAccess::None, ParentalAccess::Unknown] {
        let patient = PatientFacts { age_years: Some(18), parental_access };
        let question = Question { patient, ..permitted(proxy(Relationship::Parent, &[])) };
        assert_refused(policy, &question, Reason::Age);
        assert_refused(policy, &question.about(Act::OpenChart), Reason::Age);
    }
}

#[test]
fn a_power_of_attorney_opens_nothing_of_a_minor_or_of_somebody_of_unknown_age() {
    let policy = &*POLICY;
    let attorney = proxy(Relationship::PowerOfAttorney, &[]);
    assert!(policy.decide(&attorney).is_permit());
    assert!(policy.decide(&attorney.about(Act::ReadLedger)).is_permit());

    for parental_access in [ParentalAccess::Full, ParentalAccess::Limited, ParentalAccess::Unknown] {
        let patient = PatientFacts { age_years: None, parental_access };
        let question = Question { patient, ..permitted(attorney) };
        for act in chart_acts(result()).into_iter().chain([Act::ReadLedger]) {
            assert_refused(policy, &question.about(act), Reason::Unknown);
        }
    }
}

#[test]
fn a_caregiver_sees_what_is_sensitive_only_by_the_patients_word() {
    let policy = &*POLICY;

    for label in Sensitivity::ALL {
        let question = proxy(Relationship::Caregiver, &[label]);
        assert_refused(policy, &question, Reason::Sensitive);
        assert!(policy.decide(&permitted(question)).is_permit(), "{label:?}");
        assert!(policy.decide(&proxy(Relationship::PowerOfAttorney, &[label])).is_permit(), "{label:?}");
    }
}

#[test]
fn a_code_by_sms_opens_nothing_sensitive_of_somebody_else_and_says_that_there_is_more() {
    let policy = &*POLICY;
    let weak = asker(Role::Patient, Assurance::Weak);
    let question = Question { asker: weak, ..proxy(Relationship::PowerOfAttorney, &[Sensitivity::Hiv]) };

    assert_refused(policy, &question, Reason::Assurance);
    assert!(policy.decide(&question).may_be_told);
    assert!(policy.decide(&Question { standing: Some(Standing::ONESELF), ..question }).is_permit());
}

/// A clinician asks for a result with these labels.
fn clinician(care: CareFacts, purpose: Purpose, labels: &[Sensitivity]) -> Question {
    let item = ItemFacts { sensitivities: labels.iter().copied().collect(), ..result() };
    let asker = asker(Role::Clinician, Assurance::TwoFactor);
    Question { asker, standing: None, care, purpose, ..own(Act::Read(item)) }
}

const ON_TEAM: CareFacts =
    CareFacts { is_on_care_team: true, has_active_encounter: false, broke_glass: false };
const PRESENT: CareFacts =
    CareFacts { is_on_care_team: false, has_active_encounter: true, broke_glass: false };
const GLASS: CareFacts = CareFacts { is_on_care_team: false, has_active_encounter: false, broke_glass: true };

#[test]
fn a_clinician_reads_the_charts_of_those_they_treat_and_no_others() {
    let policy = &*POLICY;

    for care in [ON_TEAM, PRESENT] {
        assert!(policy.decide(&clinician(care, Purpose::Treatment, &[])).is_permit());
        let weak = asker(Role::Clinician, Assurance::Weak);
        let question = Question { asker: weak, ..clinician(care, Purpose::Treatment, &[]) };
        assert_refused(policy, &question, Reason::Unknown);
        assert_refused(policy, &clinician(care, Purpose::Research, &[]), Reason::Unknown);
    }
    assert_refused(policy, &clinician(CareFacts::default(), Purpose::Treatment, &[]), Reason::NoStanding);
}

#[test]
fn substance_use_needs_consent_or_an_emergency() {
    let policy = &*POLICY;
    let label = &[Sensitivity::SubstanceUse];

    assert_refused(policy, &clinician(ON_TEAM, Purpose::Treatment, label), Reason::Part2);
    assert!(policy.decide(&permitted(clinician(ON_TEAM, Purpose::Treatment, label))).is_permit());
    assert!(policy.decide(&clinician(GLASS, Purpose::EmergencyTreatment, label)).is_permit());
    assert_refused(policy, &clinician(GLASS, Purpose::Treatment, label), Reason::Part2);
}

#[test]
fn a_denial_beats_everything_but_broken_glass() {
    let policy = &*POLICY;
    let denied = |question| Question { consent: ConsentFacts { permits: true, denies: true }, ..question };

    for relationship in OTHERS {
        assert_refused(policy, &denied(proxy(relationship, &[])), Reason::Directive);
    }
    assert_refused(policy, &denied(clinician(ON_TEAM, Purpose::Treatment, &[])), Reason::Directive);
    assert!(policy.decide(&denied(clinician(GLASS, Purpose::EmergencyTreatment, &[]))).is_permit());
}

#[test]
fn risky_acts_want_a_fresh_factor_and_a_strong_one() {
    let policy = &*POLICY;
    let share = own(Act::Share);
    let fresh = |assurance| AskerFacts { is_fresh: true, ..asker(Role::Patient, assurance) };

    assert_refused(policy, &share, Reason::StepUp);
    assert_refused(policy, &Question { asker: fresh(Assurance::Weak), ..share }, Reason::StepUp);
    assert!(policy.decide(&Question { asker: fresh(Assurance::TwoFactor), ..share }).is_permit());
    assert!(policy.decide(&own(Act::EndSharing)).is_permit(), "taking access back asks for less");
}

#[test]
fn a_standing_that_nobody_checked_opens_nothing() {
    let policy = &*POLICY;
    let standing = Some(Standing { is_verified: false, ..Standing::ONESELF });

    assert_refused(policy, &Question { standing, ..own(Act::OpenChart) }, Reason::Unknown);
}

#[test]
fn ones_own_record_is_not_opened_for_another_purpose() {
    let policy = &*POLICY;

    for purpose in OTHER_PURPOSES {
        assert_refused(policy, &Question { purpose, ..own(Act::Read(result())) }, Reason::Unknown);
    }
}

#[test]
fn staff_do_not_read_as_staff_what_they_could_read_as_patients() {
    let policy = &*POLICY;

    for role in STAFF {
        let question =
            Question { asker: asker(role, Assurance::PhishingResistant), ..own(Act::Read(result())) };
        let decision = policy.decide(&question);

        assert_eq!(decision.outcome, Verdict::Refuse, "{role:?}");
    }
}

#[test]
fn support_administrators_privacy_officers_and_jobs_never_see_clinical_data() {
    let policy = &*POLICY;
    let care = CareFacts { is_on_care_team: true, has_active_encounter: true, broke_glass: true };
    let consent = ConsentFacts { permits: true, denies: false };

    for role in [Role::Support, Role::Administrator, Role::PrivacyOfficer, Role::System] {
        for act in chart_acts(result()) {
            let asker = asker(role, Assurance::PhishingResistant);
            assert_refused(policy, &Question { asker, care, consent, ..own(act) }, Reason::Role);
        }
    }
}

#[test]
fn a_scheduler_sees_appointments_and_nothing_else() {
    let policy = &*POLICY;
    let asker = asker(Role::Scheduler, Assurance::TwoFactor);

    for category in Category::ALL {
        let act = Act::Read(ItemFacts { category, ..result() });
        let question = Question { asker, standing: None, purpose: Purpose::Operations, ..own(act) };
        if category == Category::Appointments {
            assert!(policy.decide(&question).is_permit());
        } else {
            assert_refused(policy, &question, Reason::Role);
        }
    }
}

#[test]
fn a_password_alone_adds_the_first_second_factor_and_changes_nothing_else() {
    let policy = &*POLICY;
    let asker = asker(Role::Patient, Assurance::Password);
    let enrol = Question { standing: None, asker, ..own(Act::EnrolFactor) };

    assert_eq!(policy.decide(&enrol).reason, Reason::OwnAccount);
    assert!(policy.decide(&enrol).is_permit());
    assert_refused(policy, &enrol.about(Act::ManageAccount), Reason::SecondFactor);
}

#[test]
fn two_factors_manage_ones_own_account_and_staff_have_none() {
    let policy = &*POLICY;
    let manage = |role, assurance| Question {
        standing: None,
        asker: asker(role, assurance),
        ..own(Act::ManageAccount)
    };

    for assurance in TWO_FACTORS {
        assert!(policy.decide(&manage(Role::Patient, assurance)).is_permit(), "{assurance:?}");
    }
    for role in STAFF {
        assert_refused(policy, &manage(role, Assurance::TwoFactor), Reason::Unknown);
        assert_refused(policy, &manage(role, Assurance::TwoFactor).about(Act::EnrolFactor), Reason::Unknown);
    }
}

#[test]
fn each_rule_is_named_once_and_tells_a_reason_with_a_key_of_its_own() {
    let rules = POLICY.rules();
    let mut keys: Vec<_> = Reason::ALL.into_iter().map(Reason::key).collect();
    keys.sort_unstable();
    keys.dedup();

    assert!(rules.windows(2).all(|pair| pair[0].0 < pair[1].0), "{rules:?}");
    assert_eq!(keys.len(), Reason::ALL.len());
    for reason in Reason::ALL {
        let told = rules.iter().any(|(_, of_rule)| *of_rule == reason);
        assert!(told || matches!(reason, Reason::Unknown | Reason::Error), "no rule tells {reason:?}");
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.key());
    }
}
