//! Writing one resource so that a repetition does no harm: conditional create and update by version (FHIR R4, 3.1.0.8.1 and
//! 3.1.0.5).

use reqwest::header::{HeaderName, HeaderValue, IF_MATCH};
use reqwest::{Method, StatusCode};
use serde_json::Value;

use super::Client;
use super::wire::Ask;
use crate::error::Error;
use crate::search::Search;

const IF_NONE_EXIST: HeaderName = HeaderName::from_static("if-none-exist");

/// What came of a conditional create.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    New,
    /// There was one already; nothing was changed.
    Existing,
}

impl Client {
    /// Whether the record system says that it takes an interaction, such as `create`, on a type. One that has no
    /// CapabilityStatement takes nothing.
    ///
    /// # Errors
    /// Where it cannot be known now, because the statement could not be had or read.
    pub async fn takes(&self, resource_type: &str, interaction: &str) -> Result<bool, Error> {
        self.get_to_know().await?;
        if let Some(known) = self.capabilities() {
            return Ok(known.takes(resource_type, interaction));
        }
        match self.last_failure().await {
            Some(Error::NotFound) | None => Ok(false),
            Some(error) => Err(error),
        }
    }

    /// Creates a resource unless the record system has one that `unless` finds.
    ///
    /// # Errors
    /// As a search; [`Error::Refused`] with 412 where several are found.
    pub async fn create(&self, resource: &Value, unless: &Search) -> Result<Created, Error> {
        let resource_type = unless.resource_type();
        let url = self.below(resource_type)?;
        let mut ask = Ask::post(resource_type, url, resource.to_string().into());
        ask.headers.insert(IF_NONE_EXIST, header(unless.query())?);
        let reply = self.send(&ask).await?;
        Ok(if reply.status == StatusCode::CREATED { Created::New } else { Created::Existing })
    }

    /// Puts a resource in the place of the version that `etag` names.
    ///
    /// # Errors
    /// As a search; [`Error::is_conflict`] where it is another version by now.
    pub async fn update(
        &self,
        resource_type: &str,
        id: &str,
        resource: &Value,
        etag: &str,
    ) -> Result<(), Error> {
        let ask =
            Ask::post(resource_type, self.resource_url(resource_type, id)?, resource.to_string().into());
        let mut ask = Ask { method: Method::PUT, ..ask };
        ask.headers.insert(IF_MATCH, header(etag.to_owned())?);
        self.send(&ask).await.map(drop)
    }
}

fn header(text: String) -> Result<HeaderValue, Error> {
    HeaderValue::try_from(text).map_err(|_| Error::malformed("what cannot stand in a header"))
}
