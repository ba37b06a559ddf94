use portico_model::{Assurance, Category, Relationship, Role, Sensitivity};

use super::*;
use crate::facts::{AskerFacts, ItemFacts, PatientFacts, Standing};
use crate::question::Act;
use crate::vocabulary::Word;

fn own_result() -> Question {
    let asker = AskerFacts { role: Role::Patient, assurance: Assurance::TwoFactor, is_fresh: false };
    let item = ItemFacts { category: Category::Laboratory, sensitivities: Default::default() };
    let question = Question::new(
        asker,
        Some(Standing::ONESELF),
        Act::Read(item),
        portico_model::Purpose::PatientRequest,
    );
    Question { patient: PatientFacts::aged(Some(44)), ..question }
}

fn load(policy: &'static str) -> Result<Policy, PolicyError> {
    Policy::read(SCHEMA, &[("test.cedar", policy)])
}

fn problem(policy: &'static str) -> String {
    load(policy).err().expect("the policy must not load").to_string()
}

#[test]
fn a_misspelt_fact_does_not_load() {
    let refused = problem(
        r#"@id("a") @reason("policy-self") permit (principal, action, resource) when { principal.assurrance == Assurance::"weak" };"#,
    );

    assert!(refused.contains("assurrance"), "{refused}");
}

#[test]
fn a_misspelt_member_of_a_list_does_not_load() {
    let refused = problem(
        r#"@id("a") @reason("policy-self") permit (principal, action, resource) when { principal.assurance == Assurance::"weack" };"#,
    );

    assert!(refused.contains("weack"), "{refused}");
}

#[test]
fn a_misspelt_act_does_not_load() {
    let refused =
        problem(r#"@id("a") @reason("policy-self") permit (principal, action == Action::"raed", resource);"#);

    assert!(refused.contains("raed"), "{refused}");
}

#[test]
fn a_fact_that_may_be_absent_must_be_asked_for_first() {
    let refused = problem(
        r#"@id("a") @reason("policy-self") permit (principal, action, resource) when { context.patient.age_years > 3 };"#,
    );

    assert!(refused.contains("age_years"), "{refused}");
}

#[test]
fn a_rule_that_can_never_apply_does_not_load() {
    let refused = problem(
        r#"@id("a") @reason("policy-self") permit (principal, action == Action::"open_chart", resource is Item);"#,
    );

    assert!(refused.contains("do not fit their schema"), "{refused}");
}

#[test]
fn a_rule_needs_a_name_and_a_reason_that_the_portal_has_words_for() {
    let unnamed = r#"@reason("policy-self") permit (principal, action, resource);"#;
    let silent = r#"@id("a") permit (principal, action, resource);"#;
    let strange = r#"@id("a") @reason("because") permit (principal, action, resource);"#;

    assert!(matches!(load(unnamed), Err(PolicyError::Unnamed { file: "test.cedar" })));
    assert!(matches!(load(silent), Err(PolicyError::NoReason(name)) if name == "a"));
    assert!(matches!(load(strange), Err(PolicyError::NoReason(name)) if name == "a"));
}

#[test]
fn two_rules_of_one_name_do_not_load() {
    let twice = r#"
        @id("a") @reason("policy-self") permit (principal, action == Action::"read", resource);
        @id("a") @reason("policy-role") forbid (principal, action == Action::"search", resource);
    "#;

    assert!(matches!(load(twice), Err(PolicyError::Duplicate(name)) if name == "a"));
}

#[test]
fn a_template_and_a_broken_file_do_not_load() {
    let template = r#"@id("a") @reason("policy-self") permit (principal == ?principal, action, resource);"#;

    assert!(matches!(load(template), Err(PolicyError::Template { .. })));
    assert!(matches!(load("permit (principal"), Err(PolicyError::Syntax { .. })));
    assert!(matches!(Policy::read("entity {", FILES), Err(PolicyError::Schema(_))));
}

#[test]
fn a_schema_that_lost_a_fact_does_not_load() {
    let poorer = SCHEMA.replace("    assurance: Assurance,\n", "");

    assert!(Policy::read(&poorer, FILES).is_err());
    assert!(matches!(Policy::read(&poorer, &[]), Err(PolicyError::Facts(_))));
}

#[test]
fn without_rules_everything_is_refused() {
    let policy = Policy::read(SCHEMA, &[]).unwrap();

    let decision = policy.decide(&own_result());

    assert_eq!(decision, Decision::refuse(RuleId::NOTHING_PERMITS.into(), Reason::Unknown));
}

#[test]
fn a_rule_that_cannot_be_evaluated_refuses_even_where_another_permits() {
    let policy = load(
        r#"
        @id("open") @reason("policy-self") permit (principal, action, resource);
        @id("overflow") @reason("policy-self") permit (principal, action, resource)
        when { context.patient has age_years && context.patient.age_years * 9223372036854775807 > 0 };
        "#,
    )
    .unwrap();
    let of_unknown_age = Question { patient: PatientFacts::default(), ..own_result() };

    assert!(policy.decide(&of_unknown_age).is_permit());
    assert_eq!(policy.decide(&own_result()), Decision::refuse(RuleId::POLICY_ERROR.into(), Reason::Error));
}

#[test]
fn a_forbid_beats_every_permit() {
    let policy = load(
        r#"
        @id("open") @reason("policy-self") permit (principal, action, resource);
        @id("shut") @reason("policy-role") forbid (principal, action, resource);
        "#,
    )
    .unwrap();

    let decision = policy.decide(&own_result());

    assert_eq!(decision, Decision::refuse("shut".into(), Reason::Role));
}

#[test]
fn rules_are_told_whether_the_grant_covers_the_item() {
    let policy = load(
        r#"
        @id("covered") @reason("policy-self") permit (principal, action, resource)
        when { principal is Caregiver && principal.covers_item };
        "#,
    )
    .unwrap();
    let scope = [Category::Laboratory].into_iter().collect();
    let narrow = Standing { relationship: Relationship::Caregiver, is_verified: true, scope };
    let ask = |category, scope| {
        let item = ItemFacts { category, sensitivities: Default::default() };
        let standing = Some(Standing { scope, ..narrow });
        policy.decide(&Question { standing, act: Act::Read(item), ..own_result() }).is_permit()
    };

    assert!(ask(Category::Laboratory, scope));
    assert!(!ask(Category::Notes, scope));
    assert!(!ask(Category::Laboratory, Default::default()));
}

#[test]
fn every_word_of_the_portal_is_a_word_of_the_schema() {
    let schema = read_schema(SCHEMA).unwrap();
    let world = World::new(&schema).unwrap();
    let acts = |item| [Act::OpenChart, Act::Read(item), Act::Search(item), Act::Download(item)];
    let own = own_result();
    let check = |question: &Question| world.request(&Who::of(question), question, Some(&schema)).unwrap();

    for category in Category::ALL {
        let item = ItemFacts { category, sensitivities: Sensitivity::ALL.into_iter().collect() };
        for act in acts(item).into_iter().chain([Act::EnrolFactor, Act::ManageAccount]) {
            check(&own.about(act));
        }
    }
    for purpose in portico_model::Purpose::ALL {
        check(&Question { purpose: *purpose, ..own });
    }
    let strange = Question { standing: None, patient: PatientFacts::aged(Some(4000)), ..own };
    check(&strange);
}

#[test]
fn every_act_has_rules_of_its_own() {
    let policy = Policy::load().unwrap();
    let item = ItemFacts { category: Category::Notes, sensitivities: Default::default() };

    for act in [
        Act::OpenChart,
        Act::Read(item),
        Act::Search(item),
        Act::Download(item),
        Act::EnrolFactor,
        Act::ManageAccount,
    ] {
        let rules = policy.rules.about(act, "Person");
        assert!(rules.is_some_and(|rules| !rules.policies.is_empty()), "{act:?}");
    }
}
