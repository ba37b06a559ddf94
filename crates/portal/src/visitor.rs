//! Who is at the door: what one request knows of the person behind it. Made at the edge, before any handler runs.

use std::sync::{Arc, OnceLock};

use axum::http::header::ORIGIN;
use axum::http::{Extensions, HeaderMap};
use portico_account::{Accounts, CurrentSession, FormDraft, FormKey, ShownForm, Visit};
use portico_chart::{Chart, Opening};
use portico_model::{Language, Role, Timestamp};

use crate::forms::{SentForm, problem_of};
use crate::page::{KeptWords, PatientChip, ReaderChip, Realm, Shell, StaffChip};
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
    accounts: Accounts,
    found: Arc<FoundOut>,
}

/// What turns out on the way of a request. It brings one form, opens one chart and shows one page: the first of each counts.
#[derive(Default)]
struct FoundOut {
    form: OnceLock<SentForm>,
    claim: OnceLock<FormKey>,
    draft: OnceLock<FormDraft>,
    patient: OnceLock<PatientChip>,
    opening: OnceLock<Opening>,
    glass_ends_at: OnceLock<Timestamp>,
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
    pub accounts: Accounts,
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
            accounts: arrival.accounts,
            found: Arc::default(),
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

    /// Says on the page whose chart is open. Colour 0 is for the reader's own.
    pub(crate) fn show_chart(&self, chart: &Chart, segment: String, colour: u8) {
        let is_reader = colour == 0;
        let own_name = self.session.as_deref().filter(|_| is_reader).map(CurrentSession::name);
        let name = own_name.or(chart.name()).unwrap_or("–").to_owned();
        let is_preview = segment.contains('~');
        let seen_as = is_preview.then(|| chart.seen_as().unwrap_or_default().to_owned());
        // One request opens one chart; a second chip could only be the same.
        let _ = self.found.opening.set(chart.opening());
        let own_record = self.session.as_deref().and_then(CurrentSession::own_record);
        let is_kept = is_reader && own_record.is_some_and(|own| own != chart.patient());
        let chip = PatientChip { name, segment, is_reader, is_kept, seen_as, colour };
        let _ = self.found.patient.set(chip);
        if let Some(ends_at) = chart.glass_ends_at() {
            self.show_broken_glass(ends_at);
        }
    }

    /// The chart that this request opened, if it did.
    pub(crate) fn opening(&self) -> Option<&Opening> {
        self.found.opening.get()
    }

    /// The chart was opened by breaking the glass: every page of it says until when.
    pub(crate) fn show_broken_glass(&self, ends_at: Timestamp) {
        // One request opens one chart.
        let _ = self.found.glass_ends_at.set(ends_at);
    }

    /// The side of the house that was asked for.
    pub fn realm(&self) -> Realm {
        Realm::of(&self.path)
    }

    fn staff_chip(&self) -> Option<StaffChip> {
        let session = self.session.as_deref().filter(|session| session.role() != Role::Patient)?;
        Some(StaffChip { role: session.role(), glass_ends_at: self.found.glass_ends_at.get().copied() })
    }

    /// What stands around the page of this request.
    pub fn shell(&self) -> Shell {
        let session = self.session.as_deref().filter(|session| session.has_second_factor());
        Shell {
            language: self.language,
            zone: self.settings.zone.clone(),
            now: self.now,
            organization: self.settings.organization.clone(),
            path: self.path.split('?').next().unwrap_or("/").to_owned(),
            patient: self.found.patient.get().cloned(),
            reader: session.map(|session| ReaderChip {
                name: session.name().to_owned(),
                csrf: self.form_token(),
                account: session.account(),
                idle_ends_at: session.ends_at(),
                absolute_ends_at: session.expires_at(),
            }),
            realm: self.realm(),
            staff: self.staff_chip(),
            kept: self.found.draft.get().map(|draft| KeptWords { had_file: draft.had_file }),
        }
    }

    /// What the forms of this request's page send along.
    pub(crate) fn form_token(&self) -> String {
        let page = self.path.split('?').next().unwrap_or("/");
        self.accounts.seal_form(self.session.as_deref(), page)
    }

    /// The form that a token was sealed for.
    pub(crate) fn open_form(&self, token: &str) -> Option<ShownForm> {
        self.accounts.open_form(token)
    }

    pub(crate) fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    /// The form that came with this request. The first that is noted counts: a request brings one.
    pub(crate) fn note_form(&self, sent: SentForm) {
        let _ = self.found.form.set(sent);
    }

    pub(crate) fn form(&self) -> Option<&SentForm> {
        self.found.form.get()
    }

    /// This request does what the form says, and no other does.
    pub(crate) fn note_claim(&self, key: FormKey) {
        // One request claims one form.
        let _ = self.found.claim.set(key);
    }

    pub(crate) fn claim(&self) -> Option<FormKey> {
        self.found.claim.get().copied()
    }

    /// Words that were typed into the form of this page before its session was over.
    pub(crate) fn bring_draft(&self, draft: FormDraft) {
        // One request shows one page.
        let _ = self.found.draft.set(draft);
    }

    pub(crate) fn draft(&self) -> Option<&FormDraft> {
        self.found.draft.get()
    }

    /// How a session that begins now travels: as the one before it, else as a cookie in browsers alone. A browser says where
    /// a request comes from (Fetch § 3.2, Fetch Metadata § 2.3), and no script on a page can leave that out.
    pub(crate) fn carrier(&self, headers: &HeaderMap) -> Carrier {
        let is_browser = headers.contains_key("sec-fetch-site") || headers.contains_key(ORIGIN);
        let has_cookie = self.session.is_some() && !self.is_bearer;
        if is_browser || has_cookie { Carrier::Cookie } else { Carrier::Bearer }
    }

    /// A form must carry the token of its session, as its page has it or as the API gives it. Before there is a session, the
    /// origin of the request is all there is, and the edge has looked at it.
    pub(crate) fn check_form_token(&self, token: Option<&str>) -> Result<(), Problem> {
        let Some(session) = self.session.as_deref() else { return Ok(()) };
        let is_plain = |token: &str| session.is_csrf_token(token);
        if self.is_bearer || token.is_some_and(is_plain) {
            return Ok(());
        }
        let shown = token.and_then(|token| self.open_form(token)).ok_or(Problem::Forged)?;
        problem_of(shown.owner(session)).map_or(Ok(()), Err)
    }

    /// JSON on a cookie's behalf must carry the token in `x-csrf-token`.
    pub(crate) fn check_header_token(&self, headers: &HeaderMap) -> Result<(), Problem> {
        self.check_form_token(headers.get("x-csrf-token").and_then(|value| value.to_str().ok()))
    }
}

/// What carries the token of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carrier {
    Cookie,
    Bearer,
}
