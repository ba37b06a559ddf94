//! Entries as a file that is sent while it is read.

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures::TryStreamExt;
use portico_model::Causes;
use portico_oversight::{Export, ExportForm};
use serde::Deserialize;

/// How entries are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Form {
    Fhir,
    Plain,
}

impl Form {
    /// The form that an `Accept` names; `None` for anything else.
    pub(super) fn accepted(accept: &str) -> Option<Self> {
        let mut kinds = accept.split(',').map(|kind| kind.split(';').next().unwrap_or_default().trim());
        kinds.find_map(|kind| match kind {
            "application/fhir+ndjson" => Some(Form::Fhir),
            "application/x-ndjson" | "application/ndjson" => Some(Form::Plain),
            _ => None,
        })
    }
}

impl From<Form> for ExportForm {
    fn from(form: Form) -> Self {
        match form {
            Form::Fhir => ExportForm::Fhir,
            Form::Plain => ExportForm::Plain,
        }
    }
}

/// The file. If something fails on the way, the connection breaks off: nobody takes a part for the whole.
pub(super) fn stream(export: Export, form: ExportForm) -> Response {
    let (kind, name) = match form {
        ExportForm::Fhir => ("application/fhir+ndjson", "attachment; filename=\"audit-events.fhir.ndjson\""),
        ExportForm::Plain => ("application/x-ndjson", "attachment; filename=\"audit-events.ndjson\""),
    };
    let lines = export.lines().inspect_err(|error| {
        tracing::error!(error = %Causes(error), "an export of the audit log broke off");
    });
    let mut response = Body::from_stream(lines).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(CONTENT_DISPOSITION, HeaderValue::from_static(name));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_for_those_who_ask_for_one() {
        assert_eq!(Form::accepted("application/fhir+ndjson"), Some(Form::Fhir));
        assert_eq!(Form::accepted("text/plain, application/x-ndjson;q=0.9"), Some(Form::Plain));
        assert_eq!(Form::accepted("application/json, */*"), None);
    }
}
