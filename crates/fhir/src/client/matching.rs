//! `Patient/$match`: who could this be? <https://hl7.org/fhir/R4/patient-operation-match.html>

use serde_json::json;

use super::Client;
use super::wire::Ask;
use crate::error::Error;
use crate::found::{Found, Page};

/// What is known of somebody who is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Likeness<'a> {
    pub given: &'a [String],
    pub family: &'a str,
    /// `YYYY-MM-DD`.
    pub birth_date: &'a str,
}

impl Client {
    /// The patients of whom the record system is certain; `None` where it does not offer to match.
    ///
    /// # Errors
    /// As a search.
    pub async fn match_patient(&self, likeness: &Likeness<'_>) -> Result<Option<Found>, Error> {
        self.get_to_know().await?;
        if !self.capabilities().is_some_and(|known| known.offers("Patient", "match")) {
            return Ok(None);
        }
        let patient = json!({
            "resourceType": "Patient",
            "name": [{"family": likeness.family, "given": likeness.given}],
            "birthDate": likeness.birth_date,
        });
        let parameters = json!({
            "resourceType": "Parameters",
            "parameter": [
                {"name": "resource", "resource": patient},
                {"name": "onlyCertainMatches", "valueBoolean": true},
                {"name": "count", "valueInteger": 10},
            ],
        });
        let ask = Ask::post("Patient/$match", self.below("Patient/$match")?, parameters.to_string().into());
        let reply = self.send(&ask).await?;
        let mut page = Page::from_text(reply.text()?, "Patient")?;
        page.localize(self.names());
        Ok(Some(page.into()))
    }
}
