//! Reading policy files: every policy has a name and a reason, and the schema knows every word.

use std::collections::{BTreeSet, HashMap};

use cedar_policy::{ParseErrors, Policy, PolicyId, PolicySet, RequestEnv, Schema, ValidationMode, Validator};

use crate::decision::{Reason, RuleId};
use crate::heard::Heard;
use crate::question::Act;
use crate::world::Unfit;

/// The rules cannot be used. Nothing starts with rules that are only partly understood.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    #[error("the policy schema cannot be read: {0}")]
    Schema(String),
    #[error("{file} cannot be read: {reason}")]
    Syntax { file: &'static str, reason: String },
    #[error("a policy in {file} has no @id")]
    Unnamed { file: &'static str },
    #[error("two policies are called {0}")]
    Duplicate(String),
    #[error("policy {0} has no @reason that the portal has words for")]
    NoReason(String),
    #[error("{file} holds a template; each policy must stand for itself")]
    Template { file: &'static str },
    #[error("the policies do not fit their schema: {0}")]
    Invalid(String),
    #[error("the kinds of asker and item do not fit the policy schema")]
    Facts(#[source] Unfit),
}

/// A policy file: its name and its text.
pub(crate) type File = (&'static str, &'static str);

type ByAsker = HashMap<String, Speaking>;

/// The rules that can say anything of some acts of some askers.
#[derive(Default)]
pub(crate) struct Speaking {
    pub(crate) policies: PolicySet,
    pub(crate) heard: Heard,
}

pub(crate) struct Rules {
    /// For each act and each kind of asker those policies that can say anything about them, as the validator proves.
    by_act: HashMap<String, ByAsker>,
    told: HashMap<PolicyId, Told>,
}

/// What is told of a rule that decided.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) rule: RuleId,
    pub(crate) reason: Reason,
    /// `@tells("count")`: whoever is refused may learn that there is something.
    pub(crate) tells_count: bool,
}

impl Rules {
    pub(crate) fn read(files: &[File], schema: &Schema) -> Result<Self, PolicyError> {
        let mut policies = PolicySet::new();
        let mut told = HashMap::new();
        for (file, text) in files {
            for (policy, reason) in read(file, text)? {
                let rule = RuleId::from(policy.id().as_ref());
                let tells_count = policy.annotation("tells") == Some("count");
                told.insert(policy.id().clone(), Told { rule, reason, tells_count });
                let twice = |_| PolicyError::Duplicate(policy.id().to_string());
                policies.add(policy.clone()).map_err(twice)?;
            }
        }
        validate(&policies, schema)?;
        Ok(Self { by_act: by_act(&policies, schema)?, told })
    }

    /// The policies that speak of this act of such an asker; `None` if the schema does not know them.
    pub(crate) fn about(&self, act: Act, asker: &str) -> Option<&Speaking> {
        self.by_act.get(act.as_str())?.get(asker)
    }

    /// The name and reason of a policy that took part in a decision.
    pub(crate) fn told(&self, id: &PolicyId) -> Option<&Told> {
        self.told.get(id)
    }

    /// Each rule by name, with its reason.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Told> {
        self.told.values()
    }
}

/// The policies of one file, each by its name and with its reason.
fn read(file: &'static str, text: &str) -> Result<Vec<(Policy, Reason)>, PolicyError> {
    let read: PolicySet =
        text.parse().map_err(|error: ParseErrors| PolicyError::Syntax { file, reason: error.to_string() })?;
    if read.templates().next().is_some() {
        return Err(PolicyError::Template { file });
    }
    read.policies().map(|policy| named(file, policy)).collect()
}

fn named(file: &'static str, policy: &Policy) -> Result<(Policy, Reason), PolicyError> {
    let name = policy.annotation("id").filter(|name| !name.is_empty());
    let name = name.ok_or(PolicyError::Unnamed { file })?;
    let reason = policy.annotation("reason").and_then(Reason::from_key);
    let reason = reason.ok_or_else(|| PolicyError::NoReason(name.to_owned()))?;
    Ok((policy.new_id(PolicyId::new(name)), reason))
}

fn by_act(policies: &PolicySet, schema: &Schema) -> Result<HashMap<String, ByAsker>, PolicyError> {
    let mut by_act: HashMap<_, ByAsker> = HashMap::new();
    for about in schema.request_envs() {
        by_act.entry(act(&about)).or_default().entry(asker(&about)).or_default();
    }
    for policy in policies.policies() {
        let abouts = policy.get_valid_request_envs(schema).map(|about| (act(&about), asker(&about)));
        for (act, asker) in abouts.collect::<BTreeSet<_>>() {
            let twice = |_| PolicyError::Duplicate(policy.id().to_string());
            let speaking = by_act.entry(act).or_default().entry(asker).or_default();
            speaking.policies.add(policy.clone()).map_err(twice)?;
            speaking.heard = speaking.heard.and(Heard::of(policy));
        }
    }
    Ok(by_act)
}

fn act(about: &RequestEnv) -> String {
    about.action().id().unescaped().to_owned()
}

fn asker(about: &RequestEnv) -> String {
    about.principal().to_string()
}

fn validate(policies: &PolicySet, schema: &Schema) -> Result<(), PolicyError> {
    let findings = Validator::new(schema.clone()).validate(policies, ValidationMode::Strict);
    if findings.validation_passed_without_warnings() {
        return Ok(());
    }
    let errors = findings.validation_errors().map(ToString::to_string);
    let warnings = findings.validation_warnings().map(ToString::to_string);
    Err(PolicyError::Invalid(errors.chain(warnings).collect::<Vec<_>>().join("; ")))
}
