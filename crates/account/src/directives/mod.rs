//! What a patient permits and forbids: made and ended by the patient alone, after a step-up where it opens something or
//! could be forced. Policy is asked and the log told before anything changes.

pub mod consent;
mod copies;
mod terms;

use portico_audit::{Action, Detail, Event, Outcome, Resource};
use portico_model::{Asker, Directive, DirectiveId, Effect, PatientId, Purpose};
use portico_policy::{Act, AskerFacts, Decision, Question, Reason, Standing};
use portico_store::StoreError;
use uuid::Uuid;

use crate::{AccountError, Accounts};

pub use copies::is_known;
pub use terms::{DirectiveTerms, UnfitTerms};

/// More would be a mistake of some program, and cost every reader time.
const MOST_IN_FORCE: usize = 1_000;

impl Accounts {
    /// All that the patient ever decided, newest first.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] for whoever has no standing, [`AccountError::Forbidden`] for whoever is not the patient.
    pub async fn list_directives(
        &self,
        asker: &Asker,
        patient: &PatientId,
    ) -> Result<Vec<Directive>, AccountError> {
        self.permit(asker, patient, Act::EndSharing, Action::ReadDirectives, &[]).await?;
        Ok(self.store().list_directives(patient).await?)
    }

    /// Whether the asker could make a directive now, before they fill in a long form.
    ///
    /// # Errors
    /// As [`Accounts::make_directive`].
    pub async fn may_make_directive(&self, asker: &Asker, patient: &PatientId) -> Result<(), AccountError> {
        self.permit(asker, patient, Act::Share, Action::ReadDirectives, &[]).await.map(drop)
    }

    /// Whether choices are the asker's to make at all, before anything of a form is looked at.
    ///
    /// # Errors
    /// As [`Accounts::list_directives`].
    pub async fn may_decide(&self, asker: &Asker, patient: &PatientId) -> Result<(), AccountError> {
        self.permit(asker, patient, Act::EndSharing, Action::ReadDirectives, &[]).await.map(drop)
    }

    /// Makes a directive, which holds from the next request on. Answers it as it was kept.
    ///
    /// # Errors
    /// As [`Accounts::list_directives`]; [`AccountError::StepUpNeeded`] where the last proof is too old;
    /// [`AccountError::Terms`] where the terms make no sense.
    pub async fn make_directive(
        &self,
        asker: &Asker,
        patient: &PatientId,
        terms: DirectiveTerms,
    ) -> Result<Directive, AccountError> {
        let now = self.now();
        terms.check(now)?;
        let made = terms.made(DirectiveId(Uuid::now_v7()), patient.clone(), asker.account, now);
        let about = std::slice::from_ref(&made);
        let told = self.permit(asker, patient, Act::Share, Action::MakeDirective, about).await?;
        let in_force = self.store().list_directives_in_force(patient, now).await;
        if self.settled_directive(&told, in_force).await?.len() >= MOST_IN_FORCE {
            self.tell_failed(&told, "too_many").await?;
            return Err(UnfitTerms::TooMany.into());
        }
        let created = self.store().create_directive(&made, &[copies::copy(&made, now)]).await;
        self.settled_directive(&told, created).await?;
        Ok(made)
    }

    /// Ends a directive on the next request. To end what forbids opens something, so it wants a step-up as making does.
    ///
    /// # Errors
    /// As [`Accounts::make_directive`]; [`AccountError::NotFound`] where there is none that could be ended here.
    pub async fn end_directive(
        &self,
        asker: &Asker,
        patient: &PatientId,
        id: DirectiveId,
    ) -> Result<Directive, AccountError> {
        let found = self.store().find_directive(patient, id).await?;
        let act = match found.as_ref().map(|directive| directive.effect) {
            Some(Effect::Permit) | None => Act::EndSharing,
            Some(Effect::Deny) => Act::Share,
        };
        let told = self.permit(asker, patient, act, Action::EndDirective, found.as_slice()).await?;
        let ended_at = self.now();
        let is_own = |directive: &Directive| directive.taken_from.is_none();
        if let Some(found) = found.filter(is_own) {
            let directive = Directive { ended_at: Some(ended_at), ..found };
            let also = [copies::copy(&directive, ended_at)];
            let ended = self.store().end_directive(patient, id, ended_at, &also).await;
            if self.settled_directive(&told, ended).await? {
                return Ok(directive);
            }
        }
        self.tell_failed(&told, "not_found").await?;
        Err(AccountError::NotFound)
    }

    /// Takes denies over that are in the record system and not yet here, and ends here what has ended there. `found` is
    /// all that the record system has of this patient; what it could not say is not in it.
    ///
    /// # Errors
    /// As [`Accounts::list_directives`].
    pub async fn take_over_directives(
        &self,
        asker: &Asker,
        patient: &PatientId,
        found: &[consent::Foreign],
    ) -> Result<(), AccountError> {
        let kept = self.store().list_directives(patient).await?;
        let now = self.now();
        for deny in found.iter().filter_map(consent::Foreign::deny_in_force) {
            let id = consent::taken_over_as(patient, deny.id);
            if kept.iter().any(|own| own.id == id) || deny.terms.check(now).is_err() {
                continue;
            }
            let taken_from = Some(deny.id.clone());
            let new = deny.terms.clone().made(id, patient.clone(), asker.account, now);
            let new = Directive { taken_from, ..new };
            let about = std::slice::from_ref(&new);
            let told = self.permit(asker, patient, Act::EndSharing, Action::MakeDirective, about).await?;
            match self.store().create_directive(&new, &[]).await {
                Err(StoreError::Taken) => self.tell_failed(&told, "taken_over_already").await?,
                created => self.settled_directive(&told, created).await?,
            }
        }
        for own in kept.iter().filter(|own| own.ended_at.is_none()) {
            let Some(source) = &own.taken_from else { continue };
            if found.iter().any(|it| it.id == *source && it.is_over()) {
                let about = std::slice::from_ref(own);
                let told = self.permit(asker, patient, Act::EndSharing, Action::EndDirective, about).await?;
                let ended = self.store().end_directive(patient, own.id, now, &[]).await;
                self.settled_directive(&told, ended).await?;
            }
        }
        Ok(())
    }

    /// Asks policy and tells the log, whatever the answer. Answers what the log was told.
    async fn permit(
        &self,
        asker: &Asker,
        patient: &PatientId,
        act: Act,
        action: Action,
        about: &[Directive],
    ) -> Result<Event, AccountError> {
        let standing = self.standing_toward(asker, patient).await?;
        let question = Question::new(AskerFacts::from(asker), standing, act, Purpose::PatientRequest);
        let decision = self.inner().policy.decide(&question);
        let event = self.event_of(asker, patient, (standing, &decision), action, about);
        self.inner().log.append(event.clone()).await?;
        match decision.reason {
            _ if decision.is_permit() => Ok(event),
            _ if standing.is_none() => Err(AccountError::NotFound),
            Reason::StepUp => Err(AccountError::StepUpNeeded),
            Reason::SecondFactor => Err(AccountError::SecondFactorNeeded),
            reason => Err(AccountError::Forbidden(reason)),
        }
    }

    async fn standing_toward(
        &self,
        asker: &Asker,
        patient: &PatientId,
    ) -> Result<Option<Standing>, AccountError> {
        if asker.own_record.as_ref() == Some(patient) {
            return Ok(Some(Standing::ONESELF));
        }
        let grant = self.store().find_grant_in_force(asker.account, patient, self.now()).await?;
        Ok(grant.as_ref().map(Standing::by_grant))
    }

    /// What came of a change that was told of as permitted.
    async fn settled_directive<T>(
        &self,
        told: &Event,
        changed: Result<T, StoreError>,
    ) -> Result<T, AccountError> {
        if changed.is_err() {
            self.tell_failed(told, "store_failed").await?;
        }
        Ok(changed?)
    }

    /// What was permitted did not come about.
    async fn tell_failed(&self, told: &Event, reason: &'static str) -> Result<(), AccountError> {
        let detail = Detail { reason: Some(reason.into()), ..told.detail.clone() };
        let event = Event { at: self.now(), outcome: Outcome::Failed, detail, ..told.clone() };
        self.inner().log.append(event).await?;
        Ok(())
    }

    fn event_of(
        &self,
        asker: &Asker,
        patient: &PatientId,
        (standing, decision): (Option<Standing>, &Decision),
        action: Action,
        about: &[Directive],
    ) -> Event {
        let outcome = if decision.is_permit() { Outcome::Permitted } else { Outcome::Refused };
        let reason = (!decision.is_permit()).then(|| decision.reason.key().into());
        let resources = about.iter().map(named).collect();
        Event {
            acting_as: standing.map(|standing| standing.relationship),
            patient: Some(patient.clone()),
            purpose: Some(Purpose::PatientRequest),
            rules: decision.rules.iter().map(ToString::to_string).collect(),
            detail: Detail { reason, resources, ..Detail::part("directives") },
            ..Event::by(asker, self.now(), action, outcome)
        }
    }
}

fn named(directive: &Directive) -> Resource {
    let id = directive.id.to_string().parse().expect("a UUID is a FHIR id");
    Resource { kind: "Consent".into(), id }
}
