use cedar_policy::{Authorizer, Schema};

use crate::decision::{Decision, Reason, RuleId, Verdict};
use crate::heard::HeardQuestion;
use crate::question::Question;
use crate::rules::{File, PolicyError, Rules};
use crate::world::{Told, Who, World};

const SCHEMA: &str = include_str!("../policies/portico.cedarschema");

const FILES: &[File] = &[
    ("limits.cedar", include_str!("../policies/limits.cedar")),
    ("own-account.cedar", include_str!("../policies/own-account.cedar")),
    ("own-record.cedar", include_str!("../policies/own-record.cedar")),
    ("offices.cedar", include_str!("../policies/offices.cedar")),
    ("proxies.cedar", include_str!("../policies/proxies.cedar")),
    ("sharing.cedar", include_str!("../policies/sharing.cedar")),
    ("staff.cedar", include_str!("../policies/staff.cedar")),
];

/// The rules in force, ready to be asked from any thread.
pub struct Policy {
    authorizer: Authorizer,
    rules: Rules,
    world: World,
    nothing_permits: RuleId,
    policy_error: RuleId,
}

impl Policy {
    /// Reads and validates the embedded policies.
    ///
    /// Fails when a policy uses a word that the schema does not know, can never apply, has no name, or gives no
    /// reason that the portal has words for.
    pub fn load() -> Result<Policy, PolicyError> {
        Self::read(SCHEMA, FILES)
    }

    fn read(schema: &str, files: &[File]) -> Result<Policy, PolicyError> {
        let schema = read_schema(schema)?;
        Ok(Policy {
            authorizer: Authorizer::new(),
            rules: Rules::read(files, &schema)?,
            world: World::new(&schema).map_err(PolicyError::Facts)?,
            nothing_permits: RuleId::NOTHING_PERMITS.into(),
            policy_error: RuleId::POLICY_ERROR.into(),
        })
    }

    /// Answers a question. What no rule permits is refused, and so is whatever cannot be evaluated.
    pub fn decide(&self, question: &Question) -> Decision {
        let who = Who::of(question);
        let (Some(speaking), Ok(request)) =
            (self.rules.about(question.act, who.kind), self.world.request(&who, question, None))
        else {
            return self.error();
        };
        let response = self.authorizer.is_authorized(&request, &speaking.policies, &self.world.entities);
        if response.diagnostics().errors().next().is_some() {
            return self.error();
        }
        let told: Option<Vec<_>> = response.diagnostics().reason().map(|id| self.rules.told(id)).collect();
        let Some(told) = told else {
            return self.error();
        };
        let Some(reason) = told.iter().map(|told| told.reason).min() else {
            return Decision::refuse(self.nothing_permits.clone(), Reason::Unknown);
        };
        let outcome = verdict(response.decision());
        let may_be_told = outcome == Verdict::Refuse && told.iter().all(|told| told.tells_count);
        let mut rules: Vec<_> = told.into_iter().map(|told| told.rule.clone()).collect();
        rules.sort_unstable();
        Decision { outcome, rules, reason, may_be_told }
    }

    /// The question as far as the rules can tell it from others: questions that are equal so have equal answers, and of those a
    /// look asks one.
    pub fn heard(&self, question: &Question) -> HeardQuestion {
        let who = Who::of(question);
        let speaking = self.rules.about(question.act, who.kind);
        let heard = speaking.map(|speaking| speaking.heard).unwrap_or_default();
        heard.question(question.act, who, Told::of(question))
    }

    fn error(&self) -> Decision {
        Decision::refuse(self.policy_error.clone(), Reason::Error)
    }

    /// Whether those from whom a rule withholds something may be told how much.
    pub fn tells_count(&self, rule: &str) -> bool {
        self.rules.iter().any(|told| told.rule.as_str() == rule && told.tells_count)
    }

    /// The rules in force with their reasons, by name.
    pub fn rules(&self) -> Vec<(RuleId, Reason)> {
        let mut rules: Vec<_> = self.rules.iter().map(|told| (told.rule.clone(), told.reason)).collect();
        rules.sort_unstable();
        rules
    }
}

fn read_schema(text: &str) -> Result<Schema, PolicyError> {
    let (schema, warnings) =
        Schema::from_cedarschema_str(text).map_err(|error| PolicyError::Schema(error.to_string()))?;
    match warnings.map(|warning| warning.to_string()).next() {
        Some(warning) => Err(PolicyError::Schema(warning)),
        None => Ok(schema),
    }
}

fn verdict(decision: cedar_policy::Decision) -> Verdict {
    match decision {
        cedar_policy::Decision::Allow => Verdict::Permit,
        cedar_policy::Decision::Deny => Verdict::Refuse,
    }
}

#[cfg(test)]
mod tests;
