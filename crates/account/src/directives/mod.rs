//! What a patient permits and forbids: made and ended by the patient alone, after a step-up where it opens something or
//! could be forced. Policy is asked and the log told before anything changes.

pub mod consent;
mod terms;

use portico_audit::{Action, Detail, Event, Outcome, Resource};
use portico_model::{Asker, Directive, DirectiveId, Effect, PatientId, Purpose};
use portico_policy::{Act, AskerFacts, Decision, Question, Reason, Standing};
use uuid::Uuid;

use crate::{AccountError, Accounts};

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
        self.permit(asker, patient, Act::Share, Action::ReadDirectives, &[]).await
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
        self.permit(asker, patient, Act::Share, Action::MakeDirective, std::slice::from_ref(&made)).await?;
        if self.store().list_directives_in_force(patient, now).await?.len() >= MOST_IN_FORCE {
            return Err(UnfitTerms::TooMany.into());
        }
        self.store().create_directive(&made).await?;
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
        self.permit(asker, patient, act, Action::EndDirective, found.as_slice()).await?;
        let found = found.filter(|directive| directive.taken_from.is_none()).ok_or(AccountError::NotFound)?;
        let ended_at = self.now();
        if !self.store().end_directive(patient, id, ended_at).await? {
            return Err(AccountError::NotFound);
        }
        Ok(Directive { ended_at: Some(ended_at), ..found })
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
            self.permit(asker, patient, Act::EndSharing, Action::MakeDirective, std::slice::from_ref(&new))
                .await?;
            match self.store().create_directive(&new).await {
                Ok(()) | Err(portico_store::StoreError::Taken) => {}
                Err(error) => return Err(error.into()),
            }
        }
        for own in kept.iter().filter(|own| own.ended_at.is_none()) {
            let Some(source) = &own.taken_from else { continue };
            if found.iter().any(|it| it.id == *source && it.is_over()) {
                self.permit(asker, patient, Act::EndSharing, Action::EndDirective, std::slice::from_ref(own))
                    .await?;
                self.store().end_directive(patient, own.id, now).await?;
            }
        }
        Ok(())
    }

    /// Asks policy and tells the log, whatever the answer.
    async fn permit(
        &self,
        asker: &Asker,
        patient: &PatientId,
        act: Act,
        action: Action,
        about: &[Directive],
    ) -> Result<(), AccountError> {
        let standing = self.standing_toward(asker, patient).await?;
        let question = Question::new(AskerFacts::from(asker), standing, act, Purpose::PatientRequest);
        let decision = self.inner().policy.decide(&question);
        self.tell_of_directives(asker, patient, (standing, &decision), action, about).await?;
        match decision.reason {
            _ if decision.is_permit() => Ok(()),
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

    async fn tell_of_directives(
        &self,
        asker: &Asker,
        patient: &PatientId,
        (standing, decision): (Option<Standing>, &Decision),
        action: Action,
        about: &[Directive],
    ) -> Result<(), AccountError> {
        let outcome = if decision.is_permit() { Outcome::Permitted } else { Outcome::Refused };
        let reason = (!decision.is_permit()).then(|| decision.reason.key().into());
        let resources = about.iter().map(named).collect();
        let event = Event {
            acting_as: standing.map(|standing| standing.relationship),
            patient: Some(patient.clone()),
            purpose: Some(Purpose::PatientRequest),
            rules: decision.rules.iter().map(ToString::to_string).collect(),
            detail: Detail { reason, resources, ..Detail::part("directives") },
            ..Event::by(asker, self.now(), action, outcome)
        };
        self.inner().log.append(event).await?;
        Ok(())
    }
}

fn named(directive: &Directive) -> Resource {
    let id = directive.id.to_string().parse().expect("a UUID is a FHIR id");
    Resource { kind: "Consent".into(), id }
}
