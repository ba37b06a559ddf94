//! The bundles that the server answers with.

use std::sync::Arc;

use serde::Serialize;
use serde_json::value::RawValue;

use super::Answer;

/// A Bundle on its way out; resources go through as the text they are held in.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bundle {
    resource_type: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub link: Vec<Link>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entry: Vec<OutEntry>,
}

#[derive(Debug, Serialize)]
pub struct Link {
    pub relation: &'static str,
    pub url: String,
}

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OutEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<Arc<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Arc<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<ResponsePart>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResponsePart {
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Arc<RawValue>>,
}

impl Bundle {
    pub fn new(kind: &'static str, entry: Vec<OutEntry>) -> Self {
        Self { resource_type: "Bundle", kind, total: None, link: Vec::new(), entry }
    }

    pub fn searchset(total: usize, entry: Vec<OutEntry>) -> Self {
        Self { total: Some(total), ..Self::new("searchset", entry) }
    }
}

impl OutEntry {
    /// The answer to one entry of a batch or transaction. A refusal's outcome stands where R4 has it,
    /// in `response.outcome`.
    pub fn answering(answer: Answer, base_url: &str) -> Self {
        let refused = answer.status.is_client_error() || answer.status.is_server_error();
        let etag = answer.etag();
        let (resource, outcome) = if refused { (None, answer.body) } else { (answer.body, None) };
        let response = ResponsePart {
            status: answer.status.to_string(),
            location: answer.location.map(|location| format!("{base_url}/{location}")),
            etag,
            last_modified: answer.last_modified.map(|at| format!("{at:.3}")),
            outcome,
        };
        Self { resource, response: Some(response), ..Self::default() }
    }
}
