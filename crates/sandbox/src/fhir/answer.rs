//! What the server answers, before it becomes HTTP or an entry of a bundle.

use std::sync::Arc;

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use super::Refusal;
use crate::records::Held;

/// A status, a body and the headers that say which version it is.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub body: Option<Arc<RawValue>>,
    /// The version, for `ETag`.
    pub version: Option<usize>,
    pub last_modified: Option<Timestamp>,
    /// `Type/id/_history/version`, for `Location`.
    pub location: Option<String>,
}

impl Answer {
    pub fn ok(value: &impl serde::Serialize) -> Self {
        Self::new(StatusCode::OK, Some(raw(value)))
    }

    pub fn held(status: StatusCode, held: &Held) -> Self {
        Self {
            version: Some(held.version),
            last_modified: Some(held.last_updated),
            ..Self::new(status, Some(held.text.clone()))
        }
    }

    /// The answer to a write, which says where the resource now is.
    pub fn written(status: StatusCode, held: &Held) -> Self {
        let location = format!("{}/_history/{}", held.path(), held.version);
        Self { location: Some(location), ..Self::held(status, held) }
    }

    pub fn empty(status: StatusCode) -> Self {
        Self::new(status, None)
    }

    fn new(status: StatusCode, body: Option<Arc<RawValue>>) -> Self {
        Self { status, body, version: None, last_modified: None, location: None }
    }

    pub fn without_body(self) -> Self {
        Self { body: None, ..self }
    }

    /// The weak entity tag (R4 § 3.1.0.1.3).
    pub fn etag(&self) -> Option<String> {
        self.version.map(|version| format!("W/\"{version}\""))
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.status(), Some(raw::<Value>(&refusal.outcome())))
    }
}

pub(super) fn raw<T: serde::Serialize + ?Sized>(value: &T) -> Arc<RawValue> {
    to_raw_value(value).expect("answers are made of plain JSON").into()
}
