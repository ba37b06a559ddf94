//! Who somebody is, as the record system has it now: asked for sign-ups and for checks of standing, and kept nowhere.

use portico_fhir::shapes::{Patient, RelatedPerson};
use portico_fhir::{Error, Found, Likeness, Search};
use portico_model::PatientId;

use super::{Gateway, Unavailable};
use crate::current::settled;
use crate::view::Part;

/// Patients of one birth date and name at most.
const MOST: usize = 20;

impl Gateway {
    /// The patient; `None` if there is none of this id.
    pub(crate) async fn patient_now(&self, patient: &PatientId) -> Result<Option<Patient>, Unavailable> {
        let search = Search::of("Patient").with("_id", patient.as_str());
        let found = self.of_person(patient, search).await?;
        self.note_use(patient, &found).await;
        Ok(found.first().map(|raw| settled(raw.parse::<Patient>())))
    }

    /// Whom the record names as family, guardian or helper.
    pub(crate) async fn related_now(&self, patient: &PatientId) -> Result<Vec<RelatedPerson>, Unavailable> {
        let search = Search::of("RelatedPerson").patient(patient.as_str()).count(MOST);
        let found = self.of_person(patient, search).await?;
        Ok(found.iter().map(|raw| raw.parse::<RelatedPerson>().shape).collect())
    }

    /// Patients who may be this person: by `$match` where it is offered, else by family name and birth date. The caller
    /// looks at each again.
    pub(crate) async fn patients_like(&self, likeness: &Likeness<'_>) -> Result<Vec<Patient>, Unavailable> {
        let mut leave = self.leave(1).await?;
        let matched = self.match_patient(likeness).await;
        leave.tell(Some(&matched));
        let found = match answered(matched)? {
            Some(found) => found,
            None => {
                let search = Search::of("Patient")
                    .with("family", likeness.family)
                    .with("birthdate", likeness.birth_date)
                    .count(MOST);
                let found = self.search(&search).await;
                leave.tell(Some(&found));
                answered(found)?
            }
        };
        let patients = found.matches().filter(|raw| raw.head().resource_type == "Patient");
        Ok(patients.take(MOST).map(|raw| settled(raw.parse::<Patient>())).collect())
    }

    async fn of_person(
        &self,
        patient: &PatientId,
        search: Search,
    ) -> Result<Vec<portico_fhir::Raw>, Unavailable> {
        let mut leave = self.leave(1).await?;
        let answer = self.search(&search).await;
        leave.tell(Some(&answer));
        let found: Found = match answer {
            Err(Error::Unsupported { .. } | Error::NotFound) => Found::default(),
            answer => answered(answer)?,
        };
        Ok(self.admitted(patient, Part::Profile.as_str(), &found).await?.own)
    }
}

fn answered<T>(answer: Result<T, Error>) -> Result<T, Unavailable> {
    answer.map_err(|error| {
        tracing::warn!(error = %error, "who somebody is could not be read");
        Unavailable
    })
}
