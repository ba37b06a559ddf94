use jiff::Zoned;
use portico_audit::{Action, Outcome};
use portico_fhir::Likeness;
use portico_fhir::shapes::Patient;
use portico_model::{Asker, PatientId, Purpose, StaffClaims, When};
use portico_policy::Act;
use serde::Serialize;
use utoipa::ToSchema;

use crate::charts::{ChartError, Charts};
use crate::identity::{Claim, is_claimed, split_name};
use crate::merged::{RecordUse, shape_use};
use crate::reading::{birth_day, human_name};

/// The mark of a patient in the list of those whom the clinician treats.
const OWN: &str = "own_patient";

/// Whom a clinician looks for.
#[derive(Clone)]
pub enum PatientQuery {
    /// Those whom they treat.
    Mine,
    /// Somebody by the whole name and the birth date.
    Like(Claim),
    /// Somebody by the number that the record system gave them.
    Id(PatientId),
}

/// Those who were found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PatientList {
    pub patients: Vec<PatientCard>,
    /// There are more than are shown.
    pub is_truncated: bool,
}

/// A patient, as far as a clinician may know before the chart is open.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PatientCard {
    pub id: PatientId,
    pub name: String,
    pub born: Option<When>,
    /// The clinician treats them. Everybody else's chart opens in an emergency alone.
    pub is_mine: bool,
    /// Whether this record is the one to be read.
    #[serde(skip_serializing_if = "RecordUse::is_usual")]
    pub record: RecordUse,
    /// The record that is kept in place of one that was merged; it is in the list too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<PatientId>,
}

impl Charts {
    /// Finds patients for a clinician. Whoever is found is written down one by one.
    ///
    /// # Errors
    /// [`ChartError::NoStanding`] for everybody who is no clinician; [`ChartError::Unavailable`].
    pub async fn find_patients(
        &self,
        asker: &Asker,
        query: &PatientQuery,
    ) -> Result<PatientList, ChartError> {
        let what = (Act::FindPatients, Action::FindPatients);
        let look = self.at_work(asker, what, "patients", (Purpose::Treatment, &[])).await?;
        let claims = asker.staff.as_deref().cloned().unwrap_or_default();
        let mut found = match query {
            PatientQuery::Mine => self.mine(&claims).await?,
            PatientQuery::Like(claim) => self.named(claim, &claims).await?,
            PatientQuery::Id(id) => self.numbered(id, &claims).await?,
        };
        self.lead_on(&mut found.patients, &claims).await?;
        let permitted = (Outcome::Permitted, None);
        if found.patients.is_empty() {
            self.tell_of_work(&look, None, permitted, 0).await?;
        }
        for patient in &found.patients {
            let marks = match query {
                PatientQuery::Mine => vec![OWN],
                PatientQuery::Like(_) | PatientQuery::Id(_) => self.marks_of(asker, &patient.id).await?,
            };
            self.tell_of_work_with(&look, Some(&patient.id), permitted, (1, &marks)).await?;
        }
        Ok(found)
    }

    /// Beside each record that was merged into another stands the one that is kept.
    async fn lead_on(&self, found: &mut Vec<PatientCard>, claims: &StaffClaims) -> Result<(), ChartError> {
        for at in 0..found.len() {
            if found[at].record != RecordUse::Replaced {
                continue;
            }
            let kept = self.inner.gateway.kept_record(&found[at].id, false).await;
            let kept = kept.map_err(|_| ChartError::Unavailable)?;
            let Some(card) = (match &kept {
                Some(kept) => self.card(kept, claims).await,
                None => None,
            }) else {
                continue;
            };
            found[at].kept = Some(card.id.clone());
            if found.iter().all(|other| other.id != card.id) {
                found.push(card);
            }
        }
        Ok(())
    }

    async fn marks_of(&self, asker: &Asker, patient: &PatientId) -> Result<Vec<&'static str>, ChartError> {
        let person = self.inner.person(patient).await;
        crate::marks::of(&self.inner.store, asker, person.as_deref()).await
    }

    async fn mine(&self, claims: &StaffClaims) -> Result<PatientList, ChartError> {
        let practitioner = claims.practitioner.as_ref();
        let found = self.inner.gateway.patients_of(practitioner, &claims.care_teams).await;
        let (patients, is_truncated) = found.map_err(|_| ChartError::Unavailable)?;
        let now = self.inner.now();
        let mut patients: Vec<_> = patients.iter().filter_map(|patient| card(patient, true, &now)).collect();
        patients.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
        Ok(PatientList { patients, is_truncated })
    }

    async fn named(&self, claim: &Claim, claims: &StaffClaims) -> Result<PatientList, ChartError> {
        let (given, family) = split_name(&claim.name);
        let birth_date = claim.born.to_string();
        let likeness = Likeness { given: &given, family: &family, birth_date: &birth_date };
        let found = self.inner.gateway.patients_like(&likeness).await.map_err(|_| ChartError::Unavailable)?;
        let mut patients = Vec::new();
        for patient in found.iter().filter(|patient| is_claimed(claim, patient)) {
            patients.extend(self.card(patient, claims).await);
        }
        patients.dedup_by(|one, other| one.id == other.id);
        Ok(PatientList { patients, is_truncated: false })
    }

    async fn numbered(&self, id: &PatientId, claims: &StaffClaims) -> Result<PatientList, ChartError> {
        let found = self.inner.gateway.patient_now(id).await.map_err(|_| ChartError::Unavailable)?;
        let patients = match &found {
            Some(patient) => self.card(patient, claims).await.into_iter().collect(),
            None => Vec::new(),
        };
        Ok(PatientList { patients, is_truncated: false })
    }

    async fn card(&self, patient: &Patient, claims: &StaffClaims) -> Option<PatientCard> {
        let found = card(patient, false, &self.inner.now())?;
        let care = self.inner.care(&found.id, claims.practitioner.as_ref(), &claims.care_teams).await;
        let care = care.unwrap_or_default();
        Some(PatientCard { is_mine: care.is_on_care_team || care.has_active_encounter, ..found })
    }
}

fn card(patient: &Patient, is_mine: bool, now: &Zoned) -> Option<PatientCard> {
    let id = patient.id.as_deref()?.parse().ok()?;
    let (name, born) = (human_name(&patient.name, now)?, birth_day(patient.birth_date.as_deref()));
    Some(PatientCard { id, name, born, is_mine, record: shape_use(patient), kept: None })
}
