//! Policy and audit, beside every act of the desk.

use std::borrow::Cow;

use portico_audit::{Action, Counts, Detail, Event, Outcome, Resource};
use portico_model::{Asker, CaseId, PatientId, Purpose, ResourceId};
use portico_policy::{Act, AskerFacts, Decision, Question, Standing};

use crate::{Desk, DeskError};

/// What the audit log is told of an act.
#[derive(Clone, Copy)]
pub(crate) struct Telling<'a> {
    pub(crate) action: Action,
    /// What was done, such as `cases/take`.
    pub(crate) part: &'static str,
    pub(crate) case: Option<CaseId>,
    pub(crate) patient: Option<&'a PatientId>,
    pub(crate) shown: usize,
}

impl<'a> Telling<'a> {
    pub(crate) fn of(action: Action, part: &'static str) -> Self {
        Self { action, part, case: None, patient: None, shown: 0 }
    }

    pub(crate) fn case(self, case: &'a portico_store::Case) -> Self {
        Self { case: Some(case.id), patient: case.patient.as_ref(), ..self }
    }
}

impl Desk {
    /// Asks policy. A refusal is in the audit log before it is answered.
    pub(crate) async fn allow(
        &self,
        asker: &Asker,
        standing: Option<Standing>,
        act: Act,
        telling: &Telling<'_>,
    ) -> Result<Decision, DeskError> {
        let question = Question::new(AskerFacts::from(asker), standing, act, purpose(act));
        self.decide(asker, &question, telling).await
    }

    pub(crate) async fn decide(
        &self,
        asker: &Asker,
        question: &Question,
        telling: &Telling<'_>,
    ) -> Result<Decision, DeskError> {
        let decision = self.policy().decide(question);
        if decision.is_permit() {
            return Ok(decision);
        }
        let reason = decision.reason;
        let event = self.event(asker, telling, Outcome::Refused, Some(&decision));
        let detail = Detail { reason: Some(reason.key().into()), ..event.detail.clone() };
        self.log().append(Event { detail, ..event }).await?;
        Err(DeskError::Refused(reason))
    }

    /// Tells of what is about to be done or shown. Without it nothing is.
    pub(crate) async fn tell(
        &self,
        asker: &Asker,
        telling: &Telling<'_>,
        decision: &Decision,
    ) -> Result<(), DeskError> {
        self.log().append(self.event(asker, telling, Outcome::Permitted, Some(decision))).await?;
        Ok(())
    }

    /// Tells that what was permitted did not come about.
    pub(crate) async fn tell_failed(
        &self,
        asker: &Asker,
        telling: &Telling<'_>,
        reason: &'static str,
    ) -> Result<(), DeskError> {
        let event = self.event(asker, telling, Outcome::Failed, None);
        let detail = Detail { reason: Some(Cow::Borrowed(reason)), ..event.detail.clone() };
        self.log().append(Event { detail, ..event }).await?;
        Ok(())
    }

    fn event(
        &self,
        asker: &Asker,
        telling: &Telling<'_>,
        outcome: Outcome,
        decision: Option<&Decision>,
    ) -> Event {
        let rules = decision.map(|it| it.rules.iter().map(ToString::to_string).collect()).unwrap_or_default();
        let shown = u32::try_from(telling.shown).unwrap_or(u32::MAX);
        let resources = telling.case.map(resource).into_iter().collect();
        Event {
            patient: telling.patient.cloned(),
            rules,
            counts: Counts { shown, ..Counts::default() },
            detail: Detail { resources, ..Detail::part(telling.part) },
            ..Event::by(asker, self.now(), telling.action, outcome)
        }
    }
}

/// A case is a FHIR `Task` to whoever reads the log.
fn resource(case: CaseId) -> Resource {
    let id: ResourceId = case.to_string().parse().expect("a UUID fits into a FHIR id");
    Resource { kind: Cow::Borrowed("Task"), id }
}

fn purpose(act: Act) -> Purpose {
    match act {
        Act::WorkCases => Purpose::Operations,
        _ => Purpose::PatientRequest,
    }
}
