//! Reading policy files: every policy has a name and a reason, and the schema knows every word.

use std::collections::HashMap;

use cedar_policy::{PolicyId, PolicySet, Schema, ValidationMode, Validator};

use crate::decision::{Reason, RuleId};
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

pub(crate) struct Rules {
    pub(crate) policies: PolicySet,
    told: HashMap<PolicyId, (RuleId, Reason)>,
}

impl Rules {
    pub(crate) fn read(files: &[File], schema: &Schema) -> Result<Self, PolicyError> {
        let mut rules = Self { policies: PolicySet::new(), told: HashMap::new() };
        for (file, text) in files {
            rules.add(file, text)?;
        }
        validate(&rules.policies, schema)?;
        Ok(rules)
    }

    /// The name and reason of a policy that took part in a decision.
    pub(crate) fn told(&self, id: &PolicyId) -> Option<&(RuleId, Reason)> {
        self.told.get(id)
    }

    /// Each rule by name, with its reason.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(RuleId, Reason)> {
        self.told.values()
    }

    fn add(&mut self, file: &'static str, text: &str) -> Result<(), PolicyError> {
        let read: PolicySet = text.parse().map_err(|error: cedar_policy::ParseErrors| {
            PolicyError::Syntax { file, reason: error.to_string() }
        })?;
        if read.templates().next().is_some() {
            return Err(PolicyError::Template { file });
        }
        for policy in read.policies() {
            let name = policy.annotation("id").filter(|name| !name.is_empty());
            let name = name.ok_or(PolicyError::Unnamed { file })?;
            let reason = policy.annotation("reason").and_then(Reason::from_key);
            let reason = reason.ok_or_else(|| PolicyError::NoReason(name.to_owned()))?;
            let id = PolicyId::new(name);
            self.policies
                .add(policy.new_id(id.clone()))
                .map_err(|_| PolicyError::Duplicate(name.to_owned()))?;
            self.told.insert(id, (RuleId::from(name), reason));
        }
        Ok(())
    }
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
