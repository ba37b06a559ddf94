//! Whether somebody is who they say, and who belongs to whom: the few questions about people that come before a chart
//! may be opened. Each is asked of the record system, written down, and answered with the least that does.

mod names;
mod related;

use jiff::Zoned;
use jiff::civil::Date;
use portico_audit::{Action, Detail, Event, Outcome};
use portico_fhir::Likeness;
use portico_fhir::shapes::{Deceased, Patient};
use portico_model::{Asker, CorrelationId, Language, Origin, PatientId, Purpose, When};
use portico_policy::Act;

pub(crate) use names::{spelled_words, split as split_name};
pub use related::{AskedBy, RelatedPersonCard};

use crate::charts::{ChartError, Charts};
use crate::current::current;
use crate::merged::{RecordUse, shape_use};
use crate::reading::{birth_day, human_name};

/// Who somebody says to be.
#[derive(Clone)]
pub struct Claim {
    pub name: String,
    pub born: Date,
}

/// Somebody of the record, as far as accounts and grants need to know them.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pub patient: PatientId,
    pub name: String,
    pub born: Option<When>,
    /// Two letters (USPS), where the address says so.
    pub state: Option<String>,
}

/// Whether somebody can be helped to an account.
#[derive(Clone)]
pub enum Reach {
    Reached(Box<Reached>),
    /// There is no such patient, or none who lives.
    Nobody,
    /// The record was merged into another or is no longer in use: keys to it would open what nobody keeps up.
    NotInUse,
}

/// A patient of the record who lives, and how they and those who care for them are reached.
#[derive(Clone)]
pub struct Reached {
    pub identity: Identity,
    /// The patient's own e-mail addresses, as the record has them.
    pub emails: Vec<String>,
    /// In which they are written to; absent where the record does not say, or says one that the portal does not speak.
    pub language: Option<Language>,
    /// E-mail addresses and telephone numbers of parents and guardians, as the record has them.
    pub guardians: Vec<String>,
}

impl Charts {
    /// Whether the patient is who they say: name and birth date agree with the record system's, read now. `None`: they do
    /// not, or there is no such patient, or none who lives.
    pub async fn match_identity(
        &self,
        (origin, correlation): (Origin, CorrelationId),
        patient: &PatientId,
        claim: &Claim,
    ) -> Result<Option<Reached>, ChartError> {
        let found = self.living(patient).await?.filter(|found| is_claimed(claim, found) && is_in_use(found));
        let outcome = if found.is_some() { Outcome::Permitted } else { Outcome::Refused };
        let event = Event {
            patient: Some(patient.clone()),
            detail: Detail::part("identity"),
            ..Event::unattended(self.inner.clock.now(), Action::MatchIdentity, outcome, origin, correlation)
        };
        self.inner.audit.append(event).await.map_err(ChartError::NotAudited)?;
        self.reached(patient, found).await
    }

    /// How a patient is reached by the record's own word, for staff who help them to a first account.
    ///
    /// # Errors
    /// [`ChartError::NoStanding`] for everybody whose office it is not.
    pub async fn reach(&self, asker: &Asker, patient: &PatientId) -> Result<Reach, ChartError> {
        let act = (Act::HelpAccounts, Action::MatchIdentity);
        let look = self.at_work(asker, act, "reach", (Purpose::Operations, &[])).await?;
        let found = self.living(patient).await?;
        if found.as_ref().is_some_and(|found| !is_in_use(found)) {
            self.tell_of_work(&look, Some(patient), (Outcome::Permitted, Some("record_not_in_use")), 0)
                .await?;
            return Ok(Reach::NotInUse);
        }
        self.tell_of_work(&look, Some(patient), (Outcome::Permitted, None), 0).await?;
        Ok(self
            .reached(patient, found)
            .await?
            .map_or(Reach::Nobody, |reached| Reach::Reached(Box::new(reached))))
    }

    async fn living(&self, patient: &PatientId) -> Result<Option<Patient>, ChartError> {
        let found = self.inner.gateway.patient_now(patient).await.map_err(|_| ChartError::Unavailable)?;
        Ok(found.filter(|found| !is_deceased(found)))
    }

    async fn reached(
        &self,
        patient: &PatientId,
        found: Option<Patient>,
    ) -> Result<Option<Reached>, ChartError> {
        let now = self.inner.now();
        let Some((identity, found)) = found.and_then(|found| Some((identity(&found, &now)?, found))) else {
            return Ok(None);
        };
        let related = self.inner.gateway.related_now(patient).await.map_err(|_| ChartError::Unavailable)?;
        let guardians = related.iter().filter(|own| related::is_guardian(own));
        Ok(Some(Reached {
            emails: related::ways(&found.telecom, &["email"], &now).map(str::to_owned).collect(),
            language: language(&found),
            guardians: guardians.flat_map(related::contacts).collect(),
            identity,
        }))
    }

    /// Who a patient is, for staff who check a request for access to this very record.
    ///
    /// # Errors
    /// [`ChartError::NoStanding`] for everybody whose office it is not.
    pub async fn identity_of(
        &self,
        asker: &Asker,
        patient: &PatientId,
    ) -> Result<Option<Identity>, ChartError> {
        let act = (Act::ReviewProxies, Action::MatchIdentity);
        let look = self.at_work(asker, act, "find-person", (Purpose::Operations, &[])).await?;
        let found = self.inner.gateway.patient_now(patient).await.map_err(|_| ChartError::Unavailable)?;
        self.tell_of_work(&look, Some(patient), (Outcome::Permitted, None), 0).await?;
        Ok(found.as_ref().and_then(|found| identity(found, &self.inner.now())))
    }

    /// Patients of this name and birth date, for staff who check a request for access.
    ///
    /// # Errors
    /// [`ChartError::NoStanding`] for everybody whose office it is not.
    pub async fn find_by_identity(&self, asker: &Asker, claim: &Claim) -> Result<Vec<Identity>, ChartError> {
        let act = (Act::ReviewProxies, Action::MatchIdentity);
        let look = self.at_work(asker, act, "find-person", (Purpose::Operations, &[])).await?;
        let (given, family) = names::split(&claim.name);
        let birth_date = claim.born.to_string();
        let likeness = Likeness { given: &given, family: &family, birth_date: &birth_date };
        let found = self.inner.gateway.patients_like(&likeness).await.map_err(|_| ChartError::Unavailable)?;
        // A grant for a record that was merged would open nothing.
        let is_kept = |patient: &&Patient| shape_use(patient) != RecordUse::Replaced;
        let claimed = found.iter().filter(|patient| is_claimed(claim, patient)).filter(is_kept);
        let now = self.inner.now();
        let mut people: Vec<Identity> = claimed.filter_map(|found| identity(found, &now)).collect();
        people.dedup_by(|one, other| one.patient == other.patient);
        let told = (Outcome::Permitted, None);
        for person in &people {
            self.tell_of_work(&look, Some(&person.patient), told, 0).await?;
        }
        if people.is_empty() {
            self.tell_of_work(&look, None, told, 0).await?;
        }
        Ok(people)
    }

    /// Whom the record names as a patient's family, guardians and helpers, for staff who check a request for access.
    ///
    /// # Errors
    /// [`ChartError::NoStanding`] for everybody whose office it is not.
    pub async fn related_people(
        &self,
        asker: &Asker,
        patient: &PatientId,
        asked_by: &AskedBy,
    ) -> Result<Vec<RelatedPersonCard>, ChartError> {
        let act = (Act::ReviewProxies, Action::ReviewAccess);
        let look = self.at_work(asker, act, "related-people", (Purpose::Operations, &[])).await?;
        let found = self.inner.gateway.related_now(patient).await.map_err(|_| ChartError::Unavailable)?;
        let own = match &asked_by.own_record {
            Some(own) => self.living(own).await?,
            None => None,
        };
        self.tell_of_work(&look, Some(patient), (Outcome::Permitted, None), 0).await?;
        let (own, now) = (own.as_ref(), self.inner.now());
        Ok(found.iter().filter_map(|person| related::card(person, asked_by, own, &now)).collect())
    }
}

fn is_in_use(patient: &Patient) -> bool {
    !matches!(shape_use(patient), RecordUse::Replaced | RecordUse::Inactive)
}

fn is_deceased(patient: &Patient) -> bool {
    !matches!(patient.deceased, None | Some(Deceased::Boolean(false)))
}

/// The language that the patient prefers, else the first that the portal speaks.
fn language(patient: &Patient) -> Option<Language> {
    let mut spoken: Vec<_> = patient.communication.iter().collect();
    spoken.sort_by_key(|own| own.preferred != Some(true));
    let codings = spoken.into_iter().filter_map(|own| own.language.as_ref()).flat_map(|own| &own.coding);
    codings.filter_map(|coding| coding.code.as_deref()).find_map(Language::from_tag)
}

/// Name and the whole birth date agree; a record without one of them proves nothing.
pub(crate) fn is_claimed(claim: &Claim, patient: &Patient) -> bool {
    let is_born = birth_day(patient.birth_date.as_deref()) == Some(When::Day(claim.born));
    is_born && names::is_named(&claim.name, &patient.name)
}

fn identity(patient: &Patient, now: &Zoned) -> Option<Identity> {
    let home = current(&patient.address, now).into_iter().next();
    let state = home.and_then(|own| own.state.clone()).filter(|state| state.len() == 2);
    Some(Identity {
        patient: patient.id.as_deref()?.parse().ok()?,
        name: human_name(&patient.name, now)?,
        born: birth_day(patient.birth_date.as_deref()),
        state: state.map(|state| state.to_ascii_uppercase()),
    })
}
