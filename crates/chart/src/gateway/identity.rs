//! Who somebody is, as the record system has it now: asked for sign-ups and for checks of standing, and kept nowhere.

use portico_fhir::shapes::{Patient, RelatedPerson};
use portico_fhir::{Error, Found, Likeness, Search};
use portico_model::PatientId;

use super::admit::admit;
use super::{Gateway, Lane, Unavailable};
use crate::view::Part;

/// Patients of one birth date and name at most.
const MOST: usize = 20;

impl Gateway {
    /// The patient; `None` if there is none of this id.
    pub(crate) async fn patient_now(&self, patient: &PatientId) -> Result<Option<Patient>, Unavailable> {
        let search = Search::of("Patient").with("_id", patient.as_str());
        let found = self.admitted(patient, search).await?;
        Ok(found.first().map(|raw| raw.parse::<Patient>().shape))
    }

    /// Whom the record names as family, guardian or helper.
    pub(crate) async fn related_now(&self, patient: &PatientId) -> Result<Vec<RelatedPerson>, Unavailable> {
        let search = Search::of("RelatedPerson").patient(patient.as_str()).count(MOST);
        let found = self.admitted(patient, search).await?;
        Ok(found.iter().map(|raw| raw.parse::<RelatedPerson>().shape).collect())
    }

    /// Patients who may be this person: by `$match` where it is offered, else by family name and birth date. The caller
    /// looks at each again.
    pub(crate) async fn patients_like(&self, likeness: &Likeness<'_>) -> Result<Vec<Patient>, Unavailable> {
        self.wait().await?;
        let matched = self.inner.client.match_patient(likeness).await;
        let found = match self.answered(matched)? {
            Some(found) => found,
            None => {
                let search = Search::of("Patient")
                    .with("family", likeness.family)
                    .with("birthdate", likeness.birth_date)
                    .count(MOST);
                self.answered(self.inner.client.search(&search).await)?
            }
        };
        let patients = found.matches().filter(|raw| raw.head().resource_type == "Patient");
        Ok(patients.take(MOST).map(|raw| raw.parse::<Patient>().shape).collect())
    }

    async fn admitted(
        &self,
        patient: &PatientId,
        search: Search,
    ) -> Result<Vec<portico_fhir::Raw>, Unavailable> {
        self.wait().await?;
        let found: Found = match self.inner.client.search(&search).await {
            Err(Error::Unsupported { .. } | Error::NotFound) => Found::default(),
            answer => self.answered(answer)?,
        };
        let admitted = admit(&found, patient, self.inner.client.base());
        if admitted.strangers > 0 {
            self.sound_alarm(patient, Part::Profile, admitted.strangers).await?;
        }
        Ok(admitted.own)
    }

    async fn wait(&self) -> Result<(), Unavailable> {
        if !self.inner.breaker.lets_through() {
            return Err(Unavailable);
        }
        self.inner.lanes.wait(Lane::Person, 1).await;
        Ok(())
    }

    fn answered<T>(&self, answer: Result<T, Error>) -> Result<T, Unavailable> {
        answer.map_err(|error| {
            tracing::warn!(error = %error, "who somebody is could not be read");
            Unavailable
        })
    }
}
