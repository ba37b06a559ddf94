//! Who is at the door: what one request knows of the person behind it. Made at the edge, before any handler runs.

use std::sync::{Arc, OnceLock};

use axum::http::{Extensions, HeaderMap};
use portico_account::{CurrentSession, Visit};
use portico_model::{Language, Timestamp};

use crate::page::{PatientChip, ReaderChip, Shell};
use crate::problem::Problem;
use crate::settings::Settings;

/// Cheap to clone; clones share the patient who is shown.
#[derive(Clone)]
pub struct Visitor {
    pub visit: Visit,
    pub language: Language,
    pub now: Timestamp,
    /// Path and query of the request.
    pub path: Arc<str>,
    session: Option<Arc<CurrentSession>>,
    /// The session came as a bearer token: no browser sends that by itself, so nothing can be forged with it.
    is_bearer: bool,
    settings: Arc<Settings>,
    patient: Arc<OnceLock<PatientChip>>,
}

/// What the edge found out about a request.
pub(crate) struct Arrival {
    pub visit: Visit,
    pub language: Language,
    pub now: Timestamp,
    pub path: Arc<str>,
    pub session: Option<CurrentSession>,
    pub is_bearer: bool,
    pub settings: Arc<Settings>,
}

impl Visitor {
    pub(crate) fn new(arrival: Arrival) -> Self {
        Self {
            visit: arrival.visit,
            language: arrival.language,
            now: arrival.now,
            path: arrival.path,
            session: arrival.session.map(Arc::new),
            is_bearer: arrival.is_bearer,
            settings: arrival.settings,
            patient: Arc::default(),
        }
    }

    /// The visitor of a request that came through the edge, as every request does.
    pub fn of(extensions: &Extensions) -> &Visitor {
        extensions.get::<Visitor>().expect("the edge puts a visitor into every request")
    }

    /// The session, proved by one factor at least.
    pub fn session(&self) -> Result<&CurrentSession, Problem> {
        self.session.as_deref().ok_or(Problem::SignInNeeded)
    }

    pub(crate) fn show_patient(&self, patient: PatientChip) {
        // One request opens one chart; a second chip could only be the same.
        let _ = self.patient.set(patient);
    }

    /// What stands around the page of this request.
    pub fn shell(&self) -> Shell {
        let session = self.session.as_deref().filter(|session| session.has_second_factor());
        Shell {
            language: self.language,
            zone: self.settings.zone.clone(),
            now: self.now,
            organization: self.settings.organization.clone(),
            path: self.path.to_string(),
            patient: self.patient.get().cloned(),
            reader: session.map(|session| ReaderChip {
                name: session.name().to_owned(),
                csrf: session.csrf_token(),
                idle_ends_at: session.ends_at(),
                absolute_ends_at: session.expires_at(),
            }),
        }
    }

    /// A form must carry the token of its session. Before there is a session, the origin of the request is all there
    /// is, and the edge has looked at it.
    pub(crate) fn check_form_token(&self, token: Option<&str>) -> Result<(), Problem> {
        let Some(session) = self.session.as_deref() else { return Ok(()) };
        let is_right = self.is_bearer || token.is_some_and(|token| session.is_csrf_token(token));
        if is_right { Ok(()) } else { Err(Problem::Forged) }
    }

    /// JSON on a cookie's behalf must carry the token in `x-csrf-token`.
    pub(crate) fn check_header_token(&self, headers: &HeaderMap) -> Result<(), Problem> {
        self.check_form_token(headers.get("x-csrf-token").and_then(|value| value.to_str().ok()))
    }
}
