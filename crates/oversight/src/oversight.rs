use std::collections::HashMap;
use std::sync::Arc;

use portico_audit::{Action, Event, Log, Outcome};
use portico_model::{Asker, Clock, Purpose};
use portico_policy::{Act, AskerFacts, Decision, Policy, Question, Reason};
use portico_store::Store;

use crate::OversightError;

/// What oversight is made from.
pub struct SetUp {
    pub policy: Arc<Policy>,
    pub audit: Log,
    pub store: Store,
    pub clock: Clock,
}

/// The privacy officer's door to the audit log. Cheap to clone.
#[derive(Clone)]
pub struct Oversight {
    inner: Arc<SetUp>,
    reasons: Arc<HashMap<String, Reason>>,
}

impl Oversight {
    pub fn new(set_up: SetUp) -> Self {
        let rules = set_up.policy.rules().into_iter().map(|(rule, reason)| (rule.to_string(), reason));
        Self { reasons: Arc::new(rules.collect()), inner: Arc::new(set_up) }
    }

    /// The reasons of the rules that decided; a rule that is no longer in force has none.
    pub(crate) fn reasons(&self, event: &Event) -> Vec<Reason> {
        let mut reasons: Vec<Reason> =
            event.rules.iter().filter_map(|rule| self.reasons.get(rule).copied()).collect();
        reasons.sort_unstable();
        reasons.dedup();
        reasons
    }

    pub(crate) fn log(&self) -> &Log {
        &self.inner.audit
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Asks policy. A refusal is written down as a refused `action`.
    pub(crate) async fn decide(
        &self,
        asker: &Asker,
        act: Act,
        action: Action,
    ) -> Result<Decision, OversightError> {
        let question = Question::new(AskerFacts::from(asker), None, act, Purpose::Operations);
        let decision = self.inner.policy.decide(&question);
        if decision.is_permit() {
            return Ok(decision);
        }
        let mut event = self.event(asker, action, Outcome::Refused, &decision);
        event.detail.reason = Some(decision.reason.key().into());
        self.log().append(event).await?;
        match decision.reason {
            Reason::StepUp => Err(OversightError::StepUpNeeded),
            _ => Err(OversightError::Refused),
        }
    }

    /// An event of the officer's own, for the running of the house.
    pub(crate) fn event(
        &self,
        asker: &Asker,
        action: Action,
        outcome: Outcome,
        decision: &Decision,
    ) -> Event {
        Event {
            purpose: Some(Purpose::Operations),
            rules: decision.rules.iter().map(ToString::to_string).collect(),
            ..Event::by(asker, self.clock().now(), action, outcome)
        }
    }
}
