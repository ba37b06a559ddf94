//! The dials: ways to make the record system slow, broken or untrustworthy while it runs.

mod panel;

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

pub use panel::DialPanel;

use crate::fhir::Refusal;

/// Everything that can be made to go wrong. The default is a well-behaved server.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dials {
    /// Waits this long before each answer, in milliseconds.
    pub latency_ms: u64,
    /// The share of requests answered with 500, from 0 to 1; spread evenly, not by chance.
    pub error_rate: f64,
    /// Answers 429 with this many seconds in `Retry-After`.
    pub too_many: Option<u32>,
    pub down: Down,
    /// Sends half of each body, then breaks the connection.
    pub truncate: bool,
    /// Sends bytes that are not JSON, with status 200.
    pub malformed: bool,
    /// Puts one entry that cannot be read into each page of search results.
    pub bad_entry: bool,
    /// Puts other patients' resources into search results.
    pub strangers: bool,
    /// Sends what the order of a search does not set apart the other way round.
    pub ties_reversed: bool,
    /// Search parameters to ignore silently, even under strict handling; `*` stands for all but those with `_`.
    pub ignore_parameters: Vec<String>,
    /// Refuses to list all of one type of a patient: wants a category, a code or ids, as some servers do.
    pub wants_narrowing: Option<String>,
    /// Answers each batch with this status (405, 501…).
    pub no_batch: Option<u16>,
    /// Answers each create, update and delete with this status (403, 409, 412…).
    pub no_writes: Option<u16>,
    /// A resource type that is not known here, and that the CapabilityStatement leaves out.
    pub keeps_no: Option<String>,
    /// Only requests for this resource type. In a batch it is the entries that fail or lie; `truncate`,
    /// `malformed` and `no_batch` then do nothing.
    pub only: Option<String>,
    /// Only this many requests; then all dials go back.
    pub times: Option<u32>,
}

/// Whether and how the server is down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Down {
    #[default]
    No,
    /// Answers 503.
    Unavailable,
    /// Closes the connection without an answer.
    Dropped,
}

impl Dials {
    pub fn ignores(&self, parameter: &str) -> bool {
        let name = parameter.split(':').next().unwrap_or(parameter);
        self.ignore_parameters
            .iter()
            .any(|ignored| ignored == name || (ignored == "*" && !name.starts_with('_')))
    }

    /// The failure that stands for the whole answer, if one is on.
    pub fn failure(&self) -> Option<Refusal> {
        if self.down != Down::No {
            return Some(Refusal::Dialled(StatusCode::SERVICE_UNAVAILABLE, "the record system is down"));
        }
        if self.too_many.is_some() {
            return Some(Refusal::Dialled(StatusCode::TOO_MANY_REQUESTS, "too many requests"));
        }
        (self.error_rate >= 1.0)
            .then_some(Refusal::Dialled(StatusCode::INTERNAL_SERVER_ERROR, "something went wrong here"))
    }

    /// The dials for one entry of a batch: its own if they are limited to a type, else the batch's.
    pub fn for_entry(&self, panel: &DialPanel, resource_type: Option<&str>) -> Self {
        if panel.get().only.is_some() { panel.take(resource_type) } else { self.clone() }
    }

    pub fn status(code: u16) -> StatusCode {
        StatusCode::from_u16(code).unwrap_or(StatusCode::NOT_IMPLEMENTED)
    }
}
