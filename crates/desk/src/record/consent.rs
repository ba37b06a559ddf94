//! A patient's decision as a FHIR Consent of the record system. It goes one way, from `active` to `inactive`: what has ended
//! is never made active again, whichever of the two is carried first.

use portico_audit::{Outcome, Resource};
use portico_fhir::{Created, Error, Revision, Search};
use portico_store::{ConsentCopy, Outgoing};
use serde_json::Value;

use super::{RecordSystem, trouble};
use crate::carry::Carried;
use crate::{Desk, DeskError};

const URI: &str = "urn:ietf:rfc:3986";
/// Consents on a page.
const PAGE: usize = 250;

/// What has to be done.
enum Step {
    /// It is known, or nobody there wants to know.
    Nothing,
    Create,
    /// The ids of what is still active there.
    End(Vec<String>),
}

impl Desk {
    pub(super) async fn carry_consent(
        &self,
        row: &Outgoing,
        copy: &ConsentCopy,
        system: &RecordSystem,
    ) -> Result<Carried, DeskError> {
        let step = match system.next_step(copy).await {
            Ok(Step::Nothing) => return Ok(Carried::Left(Vec::new())),
            Ok(step) => step,
            Err(error) => return Ok(Carried::NotNow(trouble(&error))),
        };
        let id = copy.directive.to_string().parse().expect("a UUID is a FHIR id");
        let named = Resource { kind: "Consent".into(), id };
        let about = || ("record/consent", named.clone());
        self.tell_of_write(row, &copy.patient, about(), (Outcome::Permitted, "begun")).await?;
        let (carried, outcome) = match system.perform(copy, step).await {
            Ok(Created::New) => (Carried::Left(Vec::new()), (Outcome::Permitted, "written")),
            Ok(Created::Existing) => (Carried::NotNow("moved_on"), (Outcome::Failed, "moved_on")),
            Err(error) => (Carried::NotNow(trouble(&error)), (Outcome::Failed, trouble(&error))),
        };
        self.tell_of_write(row, &copy.patient, about(), outcome).await?;
        Ok(carried)
    }
}

impl RecordSystem {
    async fn next_step(&self, copy: &ConsentCopy) -> Result<Step, Error> {
        for interaction in ["search-type", "create", "update"] {
            if !self.client.takes("Consent", interaction).await? {
                return Ok(Step::Nothing);
            }
        }
        let known = self.copies(copy).await?;
        let is_active = |consent: &&Value| consent["status"] == "active";
        if known.is_empty() {
            return Ok(Step::Create);
        }
        if copy.resource["status"] == "active" {
            return Ok(Step::Nothing);
        }
        let active = known.iter().filter(is_active).filter_map(|it| it["id"].as_str().map(str::to_owned));
        let active: Vec<String> = active.collect();
        Ok(if active.is_empty() { Step::Nothing } else { Step::End(active) })
    }

    /// What is there of this decision already. The record system's word is looked at again: other Consents, and other
    /// patients', are none of it.
    async fn copies(&self, copy: &ConsentCopy) -> Result<Vec<Value>, Error> {
        let search = Search::of("Consent").patient(copy.patient.as_str()).count(PAGE);
        let found = self.client.search(&search).await?;
        let is_own = |raw: &&portico_fhir::Raw| {
            let subject = raw.head().subject_target();
            raw.head().resource_type == "Consent"
                && subject.is_some_and(|of| {
                    of.resource_type == "Patient"
                        && of.id == copy.patient.as_str()
                        && of.is_at(self.client.base())
                })
        };
        let consents = found.matches().filter(is_own).filter_map(|raw| serde_json::from_str(raw.text()).ok());
        Ok(consents.filter(|consent| is_copy_of(consent, copy)).collect())
    }

    async fn perform(&self, copy: &ConsentCopy, step: Step) -> Result<Created, Error> {
        match step {
            Step::Nothing => {}
            Step::Create => {
                let own = Search::of("Consent").with("identifier", format!("{URI}|{}", identifier(copy)));
                return self.client.create(&copy.resource, &own).await;
            }
            Step::End(active) => {
                for id in active {
                    self.end(&id).await?;
                }
            }
        }
        Ok(Created::New)
    }

    /// Ends one of the record system's, as it is there, and leaves everything else of it alone.
    async fn end(&self, id: &str) -> Result<(), Error> {
        let Revision::New { resource, etag } = self.client.read_if_changed("Consent", id, None).await? else {
            return Ok(());
        };
        let mut consent: Value = serde_json::from_str(resource.text())
            .map_err(|_| Error::Malformed { what: "a Consent that is no JSON" })?;
        let version = || Some(format!("W/\"{}\"", consent["meta"]["versionId"].as_str()?));
        let Some(etag) = etag.or_else(version) else {
            return Err(Error::Malformed { what: "a Consent without a version" });
        };
        consent["status"] = "inactive".into();
        self.client.update("Consent", id, &consent, &etag).await
    }
}

fn identifier(copy: &ConsentCopy) -> String {
    format!("urn:uuid:{}", copy.directive)
}

fn is_copy_of(consent: &Value, copy: &ConsentCopy) -> bool {
    let own = identifier(copy);
    let identifiers = consent["identifier"].as_array();
    identifiers.is_some_and(|all| all.iter().any(|it| it["system"] == URI && it["value"] == own.as_str()))
}
