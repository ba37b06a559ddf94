//! What a page knows besides its view: the reader's language, for whom they read, and where they are.

use jiff::tz::TimeZone;
use portico_model::{Language, Timestamp};
use serde::Serialize;

/// A view that can be shown. The JSON twin is its `Serialize`; the page is `html`.
pub trait Page: Serialize + Send + Sync + 'static {
    /// The whole document, layout included.
    fn html(&self, shell: &Shell) -> Result<String, askama::Error>;
}

/// Everything around a view. Built once a request, before the handler runs.
#[derive(Debug, Clone)]
pub struct Shell {
    pub language: Language,
    /// The organisation's time zone; dates on pages are in it.
    pub zone: TimeZone,
    pub now: Timestamp,
    /// The health system's name, as patients know it.
    pub organization: String,
    /// Path and query of this page, for the language switch and for coming back after sign-in. No PHI is ever in a query string.
    pub path: String,
    /// Whose record is open; `None` before sign-in and on account pages.
    pub patient: Option<PatientChip>,
    /// Who is signed in; `None` on public pages.
    pub reader: Option<ReaderChip>,
}

/// Whose record this is: shown on every page in words, initials, colour and title.
#[derive(Debug, Clone)]
pub struct PatientChip {
    pub name: String,
    /// `me` or the patient's id: the path segment behind `/patients/`.
    pub segment: String,
    pub is_reader: bool,
    /// 0 is the reader's own colour; 1 to 5 are other people's.
    pub colour: u8,
}

/// The signed-in person.
#[derive(Debug, Clone)]
pub struct ReaderChip {
    pub name: String,
    /// Goes into every form as `csrf`.
    pub csrf: String,
    /// When the session ends unless something happens (idle) and when it ends anyway (absolute).
    pub idle_ends_at: Timestamp,
    pub absolute_ends_at: Timestamp,
}

impl Shell {
    /// The path of a page of the open record: `shell.to("labs")` is `/patients/me/labs`.
    pub fn to(&self, rest: &str) -> String {
        let segment = self.patient.as_ref().map_or("me", |patient| patient.segment.as_str());
        if rest.is_empty() { format!("/patients/{segment}") } else { format!("/patients/{segment}/{rest}") }
    }
}
