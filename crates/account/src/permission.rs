//! Policy, asked beside the act, and the audit log told of it.

use portico_audit::{Action, Detail, Event, Outcome};
use portico_model::{PatientId, Purpose, Relationship, Role};
use portico_policy::{Act, AskerFacts, Question, Reason, Standing};

use crate::{AccountError, Accounts, CurrentSession, Visit};

/// An act that policy permitted, with all that the log wants to know of it.
#[must_use = "the log is to be told of it"]
pub(crate) struct Permitted<'a> {
    session: &'a CurrentSession,
    visit: &'a Visit,
    action: Action,
    /// Whose record it is about.
    pub(crate) patient: Option<PatientId>,
    acting_as: Option<Relationship>,
    purpose: Purpose,
    rules: Vec<String>,
    /// What a reviewer wants to know of the act.
    pub(crate) marks: Vec<&'static str>,
}

impl Accounts {
    /// Asks policy about an act on somebody's record, or on none. A refusal is in the log when this returns, and looks
    /// like something that is not there.
    pub(crate) async fn may<'a>(
        &self,
        (session, visit): (&'a CurrentSession, &'a Visit),
        (act, action): (Act, Action),
        patient: Option<&PatientId>,
    ) -> Result<Permitted<'a>, AccountError> {
        let asker = session.asker(visit);
        let is_own = patient.is_some() && asker.own_record.as_ref() == patient;
        let standing = is_own.then_some(Standing::ONESELF);
        let purpose = match (asker.role, act) {
            (Role::Patient, _) => Purpose::PatientRequest,
            (_, Act::BreakGlass) => Purpose::EmergencyTreatment,
            _ => Purpose::Operations,
        };
        let question = Question::new(AskerFacts::from(&asker), standing, act, purpose);
        let decision = self.inner().policy.decide(&question);
        let permitted = Permitted {
            session,
            visit,
            action,
            patient: patient.cloned(),
            acting_as: standing.map(|standing| standing.relationship),
            purpose,
            rules: decision.rules.iter().map(ToString::to_string).collect(),
            marks: Vec::new(),
        };
        if decision.is_permit() {
            return Ok(permitted);
        }
        self.tell_of(&permitted, Outcome::Refused, decision.reason.key()).await?;
        Err(match decision.reason {
            Reason::SecondFactor => AccountError::SecondFactorNeeded,
            Reason::StepUp => AccountError::StepUpNeeded,
            _ => AccountError::NotFound,
        })
    }

    pub(crate) async fn tell_of(
        &self,
        act: &Permitted<'_>,
        outcome: Outcome,
        reason: &'static str,
    ) -> Result<(), AccountError> {
        let asker = act.session.asker(act.visit);
        let mut detail = if reason.is_empty() { Detail::default() } else { Detail::reason(reason) };
        detail.marks = act.marks.iter().copied().map(Into::into).collect();
        let is_staff = asker.role != Role::Patient;
        let event = Event {
            patient: act.patient.clone(),
            acting_as: act.acting_as,
            rules: act.rules.clone(),
            purpose: is_staff.then_some(act.purpose),
            detail,
            ..Event::by(&asker, self.now(), act.action, outcome)
        };
        self.inner().log.append(event).await?;
        Ok(())
    }
}
