//! What can never be, whatever the facts: proved over the policy files by Cedar's symbolic analysis with the solver cvc5,
//! not by trying examples. Where the solver is not installed the test says so; `cargo xtask test` installs it.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
#![allow(clippy::print_stderr, reason = "a proof that did not run must be seen")]

use std::path::Path;

use cedar_policy::{Policy, PolicyId, PolicySet, RequestEnv, Schema};
use cedar_policy_symcc::solver::LocalSolver;
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicy, CompiledPolicySet};

/// What is permitted is permitted by this rule too: a claim about all questions.
struct Claim {
    says: &'static str,
    /// The acts that it is about.
    acts: &'static [&'static str],
    /// What would break it.
    never: &'static str,
}

/// The entity types that the schema has for askers.
const KINDS_OF_ASKER: usize = 12;

const USE: &[&str] = &["read", "search", "download"];
const ENTER: &[&str] = &["open_chart", "read", "search", "download"];

const CLAIMS: &[Claim] = &[
    Claim {
        says: "no proxy of a limited teenager sees what is the teenager's own, unless the teenager opened it",
        acts: USE,
        never: r#"(principal is Parent || principal is Guardian) &&
            context.patient.parental_access == ParentalAccess::"limited" &&
            resource.sensitivities.containsAny([Sensitivity::"behavioral", Sensitivity::"reproductive",
                Sensitivity::"substance_use", Sensitivity::"hiv"]) &&
            !context.consent.permits"#,
    },
    Claim {
        says: "no administrator, nobody of support, no privacy officer and no job reads clinical data",
        acts: ENTER,
        never: "principal is Administrator || principal is Support || principal is PrivacyOfficer || principal is Job",
    },
    Claim {
        says: "a deny directive beats every permit but broken glass",
        acts: USE,
        never: r#"context.consent.denies &&
            !(principal is Clinician && context.purpose == Purpose::"ETREAT" && context.care.broke_glass)"#,
    },
    Claim {
        says: "a parent of an adult, or of somebody of unknown age, opens nothing",
        acts: ENTER,
        never: r#"(principal is Parent || principal is Guardian) &&
            [ParentalAccess::"none", ParentalAccess::"unknown"].contains(context.patient.parental_access)"#,
    },
    Claim {
        says: "a power of attorney opens nothing of a minor, or of somebody of unknown age",
        acts: ENTER,
        never: r#"principal is PowerOfAttorney && context.patient.parental_access != ParentalAccess::"none""#,
    },
    Claim {
        says: "a password alone opens no chart",
        acts: ENTER,
        never: r#"principal.assurance == Assurance::"password""#,
    },
    Claim {
        says: "a clinician reads nobody whom they do not treat, but in a declared emergency",
        acts: ENTER,
        never: "principal is Clinician && !context.care.is_on_care_team &&
            !context.care.has_active_encounter && !context.care.broke_glass",
    },
    Claim {
        says: "a patient-side account without verified standing reads nothing",
        acts: ENTER,
        never: "principal is Person ||
            ((principal is Oneself || principal is Parent || principal is Guardian || principal is Caregiver ||
              principal is PowerOfAttorney) && !principal.is_verified)",
    },
    Claim {
        says: "what a grant leaves out stays out",
        acts: USE,
        never: "(principal is Parent || principal is Guardian || principal is Caregiver ||
            principal is PowerOfAttorney) && !principal.covers_item",
    },
    Claim {
        says: "a scheduler reads appointments alone",
        acts: USE,
        never: r#"principal is Scheduler && resource.category != Category::"appointments""#,
    },
    Claim {
        says: "nobody opens a record to somebody, breaks glass or takes events out without a fresh factor",
        acts: &["share", "make_code", "approve_access", "break_glass", "export_events"],
        never: "!principal.is_fresh",
    },
];

/// The policy files with their names, and the schema.
fn house() -> (PolicySet, Schema) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let schema = std::fs::read_to_string(folder.join("portico.cedarschema")).unwrap();
    let (schema, _) = Schema::from_cedarschema_str(&schema).unwrap();
    let mut policies = PolicySet::new();
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_some_and(|extension| extension == "cedar") {
            let read: PolicySet = std::fs::read_to_string(&file).unwrap().parse().unwrap();
            for policy in read.policies() {
                let id = PolicyId::new(policy.annotation("id").unwrap());
                policies.add(policy.new_id(id)).unwrap();
            }
        }
    }
    (policies, schema)
}

fn solver() -> Option<CedarSymCompiler<LocalSolver>> {
    match LocalSolver::cvc5() {
        Ok(solver) => Some(CedarSymCompiler::new(solver).unwrap()),
        Err(error) => {
            let is_required = std::env::var_os("PORTICO_REQUIRE_SERVICES").is_some();
            assert!(!is_required, "the policy proofs need cvc5: {error}");
            eprintln!("NOT RUN: the policy proofs need cvc5 (Debian package cvc5): {error}");
            None
        }
    }
}

fn environments<'s>(schema: &'s Schema, acts: &'s [&str]) -> impl Iterator<Item = RequestEnv> + 's {
    schema.request_envs().filter(move |env| acts.contains(&env.action().id().unescaped()))
}

#[tokio::test]
async fn what_must_never_be_is_proved_for_all_facts() {
    let (policies, schema) = house();
    let Some(mut compiler) = solver() else { return };

    for Claim { says, acts, never } in CLAIMS {
        let bound: PolicySet =
            format!("permit (principal, action, resource) unless {{ {never} }};").parse().unwrap();
        let mut proved = 0;
        for env in environments(&schema, acts) {
            let house = CompiledPolicySet::compile(&policies, &env, &schema).unwrap();
            let bound = CompiledPolicySet::compile(&bound, &env, &schema).unwrap();
            let counterexample =
                compiler.check_implies_with_counterexample_opt(&house, &bound).await.unwrap();
            assert!(counterexample.is_none(), "{says}: not so: {counterexample:?}");
            proved += 1;
        }
        assert_eq!(proved, acts.len() * KINDS_OF_ASKER, "{says}: proved for each act of each asker");
    }
}

/// A prover that proves everything proves nothing.
#[tokio::test]
async fn what_is_not_so_is_not_proved() {
    let (policies, schema) = house();
    let Some(mut compiler) = solver() else { return };
    let nobody: PolicySet = "forbid (principal, action, resource);".parse().unwrap();
    let env = environments(&schema, &["read"]).find(|env| env.principal().to_string() == "Oneself").unwrap();

    let house = CompiledPolicySet::compile(&policies, &env, &schema).unwrap();
    let nobody = CompiledPolicySet::compile(&nobody, &env, &schema).unwrap();

    assert!(compiler.check_implies_with_counterexample_opt(&house, &nobody).await.unwrap().is_some());
}

#[tokio::test]
async fn no_rule_can_fail_to_be_evaluated() {
    let (policies, schema) = house();
    let Some(mut compiler) = solver() else { return };

    for policy in policies.policies() {
        for env in schema.request_envs().filter(|env| applies(policy, env, &schema)) {
            let compiled = CompiledPolicy::compile(policy, &env, &schema).unwrap();
            assert!(compiler.check_never_errors_opt(&compiled).await.unwrap(), "{}", policy.id());
        }
    }
}

fn applies(policy: &Policy, env: &RequestEnv, schema: &Schema) -> bool {
    let is_same = |own: &RequestEnv| own.action() == env.action() && own.principal() == env.principal();
    policy.get_valid_request_envs(schema).any(|own| is_same(&own))
}
