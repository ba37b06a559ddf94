//! What staff may know before a chart is open, each role its own: a clinician finds patients, a scheduler sees who comes
//! when. The least that does: names, birth dates, times; never why somebody comes.

mod day;
mod patients;

use portico_audit::{Action, Counts, Detail, Event, Outcome, Withheld};
use portico_model::{Asker, Category, PatientId, Purpose};
use portico_policy::{Act, AskerFacts, Question};

use crate::charts::{ChartError, Charts};
use crate::gateway::count;

pub use day::{AppointmentDay, AppointmentRow};
pub use patients::{PatientCard, PatientList, PatientQuery};

/// One look of somebody at work: what it was, and by which rules.
pub(crate) struct WorkLook<'a> {
    asker: &'a Asker,
    action: Action,
    page: &'static str,
    purpose: Purpose,
    categories: &'a [Category],
    rules: Vec<String>,
}

impl Charts {
    /// Asks policy. A refusal is written down, and looks like something that is not there.
    pub(crate) async fn at_work<'a>(
        &self,
        asker: &'a Asker,
        (act, action): (Act, Action),
        page: &'static str,
        (purpose, categories): (Purpose, &'a [Category]),
    ) -> Result<WorkLook<'a>, ChartError> {
        let question = Question::new(AskerFacts::from(asker), None, act, purpose);
        let decision = self.inner.policy.decide(&question);
        let rules = decision.rules.iter().map(ToString::to_string).collect();
        let look = WorkLook { asker, action, page, purpose, categories, rules };
        if decision.is_permit() {
            return Ok(look);
        }
        let reason = Some(decision.reason.key());
        self.tell_of_work(&look, None, (Outcome::Refused, reason), 0).await?;
        Err(ChartError::NoStanding)
    }

    pub(crate) async fn tell_of_work(
        &self,
        look: &WorkLook<'_>,
        patient: Option<&PatientId>,
        (outcome, reason): (Outcome, Option<&'static str>),
        shown: usize,
    ) -> Result<(), ChartError> {
        self.tell_of_work_with(look, patient, (outcome, reason), (shown, &[])).await
    }

    /// The same with what a reviewer wants to know of the look.
    async fn tell_of_work_with(
        &self,
        look: &WorkLook<'_>,
        patient: Option<&PatientId>,
        (outcome, reason): (Outcome, Option<&'static str>),
        (shown, marks): (usize, &[&'static str]),
    ) -> Result<(), ChartError> {
        let counts = Counts { shown: count(shown), ..Counts::default() };
        let marks = marks.iter().copied().map(Into::into).collect();
        let detail = Detail { reason: reason.map(Into::into), marks, ..Detail::part(look.page) };
        let event = Event { patient: patient.cloned(), counts, detail, ..self.event_of(look, outcome) };
        self.inner.audit.append(event).await.map(drop).map_err(ChartError::NotAudited)
    }

    /// What was shown of one patient, and what was held back.
    async fn tell_of_patient(
        &self,
        look: &WorkLook<'_>,
        patient: &PatientId,
        shown: usize,
        withheld: Vec<Withheld>,
    ) -> Result<(), ChartError> {
        let counts = Counts { shown: count(shown), withheld: count(withheld.len()), ..Counts::default() };
        let mut rules = look.rules.clone();
        rules.extend(withheld.iter().flat_map(|own| own.rules.clone()));
        rules.sort_unstable();
        rules.dedup();
        let detail = Detail { withheld, ..Detail::part(look.page) };
        let event = self.event_of(look, Outcome::Permitted);
        let event = Event { patient: Some(patient.clone()), counts, rules, detail, ..event };
        self.inner.audit.append(event).await.map(drop).map_err(ChartError::NotAudited)
    }

    fn event_of(&self, look: &WorkLook<'_>, outcome: Outcome) -> Event {
        Event {
            categories: look.categories.to_vec(),
            purpose: Some(look.purpose),
            rules: look.rules.clone(),
            ..Event::by(look.asker, self.inner.clock.now(), look.action, outcome)
        }
    }
}
