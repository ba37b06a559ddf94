//! Breaking the glass: the page that asks why, and its end.

use askama::Template;
use axum::Json;
use axum::extract::FromRequestParts;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{Extensions, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_account::staff::GlassFault;
use portico_chart::RecordUse;
use portico_chart::at_work::{PatientCard, PatientQuery};
use portico_model::{BreakGlassReason, PatientId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CLINICIANS, door, staff_of};
use crate::answer::{Answer, Answered, plain};
use crate::edge::{account_problem, redirect};
use crate::extract::{Submitted, path_param};
use crate::look::{Choice, Choices, Frame, Hidden, Icon, LongField, Notice, Place, Tone};
use crate::page::{Page, Shell};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    map.staff::<GlassPage, _, _>("patients/{patient}/break-glass", CLINICIANS, ask);
    map.staff_act("patients/{patient}/break-glass", CLINICIANS, break_it);
    map.staff_act("patients/{patient}/break-glass/end", CLINICIANS, end);
    let access = Access::Staff(CLINICIANS);
    map.api::<Broken, _, _>(Method::POST, "staff/patients/{patient}/break-glass", access, break_by_api);
    map.route(Method::DELETE, "/api/v1/staff/patients/{patient}/break-glass", access, end_by_api);
}

/// `GET` and `POST /staff/patients/{patient}/break-glass`
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GlassPage {
    pub patient: PatientCard,
    /// For so many minutes the record will be open.
    pub minutes: i64,
    /// The reason was not said well enough.
    pub is_unclear: bool,
    /// As many records were opened this way as may be.
    pub limit: Option<GlassLimit>,
    #[serde(skip)]
    pub reason: Option<BreakGlassReason>,
    #[serde(skip)]
    pub words: String,
}

/// When this person may break the glass again, and whom they call until then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GlassLimit {
    pub again_at: Timestamp,
    pub phone: Option<String>,
}

/// Until when the record is open.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Broken {
    pub ends_at: Timestamp,
}

/// Why. Both are needed.
#[derive(Deserialize, ToSchema)]
struct Why {
    reason: Option<BreakGlassReason>,
    #[serde(default)]
    words: String,
}

/// Nothing but the token of the form.
#[derive(Deserialize)]
struct Nothing {}

impl Answered for GlassPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

impl Answered for Broken {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

/// The `{patient}` of the path, before any chart is open.
struct Named(PatientId);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let id = path_param(parts, state, "patient").await?.ok_or(Problem::NotFound)?;
        id.parse().map(Self).map_err(|_| Problem::NotFound)
    }
}

/// Asks only who has just proved a factor for it, so that nothing typed is lost on the way.
async fn ask(
    State(portal): State<Portal>,
    Named(patient): Named,
    extensions: Extensions,
) -> Result<Response, Problem> {
    let limit = match door(&portal)?.check_break_glass(staff_of(&extensions)?).await {
        Ok(()) => None,
        Err(fault) => Some(limit_of(&portal, fault)?),
    };
    let page = GlassPage { limit, ..page(&portal, &extensions, patient).await? };
    let is_api = Visitor::of(&extensions).path.starts_with("/api/");
    if page.patient.record == RecordUse::Replaced && !is_api {
        // Nobody opens an empty record in an emergency while another has the allergies.
        return Ok(redirect(&way_from_merged(&page.patient)));
    }
    if page.patient.is_mine && !is_api {
        return Ok(redirect(&format!("/staff/patients/{}", page.patient.id)));
    }
    Ok(View(page).into_response())
}

/// What is said of a limit; everything else is a problem of its own.
fn limit_of(portal: &Portal, fault: GlassFault) -> Result<GlassLimit, Problem> {
    match fault {
        GlassFault::TooMany { again_at } => {
            Ok(GlassLimit { again_at, phone: door(portal)?.settings().privacy_phone.clone() })
        }
        GlassFault::Words => Err(Problem::BadRequest),
        GlassFault::Account(error) => Err(account_problem(error)),
    }
}

/// To the question for the record that is kept; the list of patients says so where nobody knows which it is.
fn way_from_merged(patient: &PatientCard) -> String {
    match &patient.kept {
        Some(kept) => format!("/staff/patients/{kept}/break-glass"),
        None => "/staff/patients".to_owned(),
    }
}

async fn break_it(
    State(portal): State<Portal>,
    Named(patient): Named,
    extensions: Extensions,
    Submitted(why): Submitted<Why>,
) -> Result<Response, Problem> {
    let broken = match try_to_break(&portal, &extensions, &patient, &why).await {
        // The page of the question leads on to the record that is kept.
        Err(Problem::RecordMoved) => {
            return Ok(redirect(&format!("/staff/patients/{patient}/break-glass")));
        }
        broken => broken?,
    };
    match broken {
        Ok(_) => Ok(redirect(&format!("/staff/patients/{patient}"))),
        Err(GlassFault::Words) => {
            let page = page(&portal, &extensions, patient).await?;
            let page = GlassPage { is_unclear: true, reason: why.reason, words: why.words, ..page };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
        Err(fault) => {
            let limit = Some(limit_of(&portal, fault)?);
            let page = GlassPage { limit, ..page(&portal, &extensions, patient).await? };
            Ok((StatusCode::TOO_MANY_REQUESTS, View(page)).into_response())
        }
    }
}

async fn break_by_api(
    State(portal): State<Portal>,
    Named(patient): Named,
    extensions: Extensions,
    Submitted(why): Submitted<Why>,
) -> Result<Json<Broken>, Problem> {
    match try_to_break(&portal, &extensions, &patient, &why).await? {
        Ok(ends_at) => Ok(Json(Broken { ends_at })),
        Err(fault) => {
            let again_at = limit_of(&portal, fault)?.again_at;
            let seconds = again_at.duration_since(Visitor::of(&extensions).now).as_secs().max(1);
            Err(Problem::TooManyRequests { retry_after_seconds: seconds.unsigned_abs() })
        }
    }
}

/// The inner answer is what the page says in words of its own.
async fn try_to_break(
    portal: &Portal,
    extensions: &Extensions,
    patient: &PatientId,
    why: &Why,
) -> Result<Result<Timestamp, GlassFault>, Problem> {
    let session = staff_of(extensions)?;
    let visit = &Visitor::of(extensions).visit;
    let Some(reason) = why.reason else { return Ok(Err(GlassFault::Words)) };
    // Nobody's record is opened: looked for once more, and written down.
    let query = PatientQuery::Id(patient.clone());
    let found = portal.charts.find_patients(&session.asker(visit), &query).await?;
    let Some(asked) = found.patients.iter().find(|card| card.id == *patient) else {
        return Err(Problem::NotFound);
    };
    if asked.record == RecordUse::Replaced {
        return Err(Problem::RecordMoved);
    }
    match door(portal)?.break_glass(session, patient, (reason, &why.words), visit).await {
        Err(GlassFault::Account(error)) => Err(account_problem(error)),
        answer => Ok(answer),
    }
}

async fn end(
    State(portal): State<Portal>,
    Named(patient): Named,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    try_to_end(&portal, &extensions, &patient).await?;
    Ok(redirect("/staff/patients?ended=true"))
}

async fn end_by_api(
    State(portal): State<Portal>,
    Named(patient): Named,
    extensions: Extensions,
    headers: axum::http::HeaderMap,
) -> Result<StatusCode, Problem> {
    Visitor::of(&extensions).check_header_token(&headers)?;
    try_to_end(&portal, &extensions, &patient).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn try_to_end(portal: &Portal, extensions: &Extensions, patient: &PatientId) -> Result<(), Problem> {
    let (session, visit) = (staff_of(extensions)?, &Visitor::of(extensions).visit);
    let ended = door(portal)?.end_break_glass(session, patient, visit).await.map_err(account_problem)?;
    if ended { Ok(()) } else { Err(Problem::NotFound) }
}

async fn page(portal: &Portal, extensions: &Extensions, patient: PatientId) -> Result<GlassPage, Problem> {
    let asker = staff_of(extensions)?.asker(&Visitor::of(extensions).visit);
    let found = portal.charts.find_patients(&asker, &PatientQuery::Id(patient.clone())).await?;
    let patient = found.patients.into_iter().find(|card| card.id == patient).ok_or(Problem::NotFound)?;
    let minutes = door(portal)?.settings().glass_lasts.as_mins();
    Ok(GlassPage { patient, minutes, is_unclear: false, limit: None, reason: None, words: String::new() })
}

/// A reason in words.
pub(crate) fn reason_key(reason: BreakGlassReason) -> &'static str {
    match reason {
        BreakGlassReason::Emergency => "glass-reason-emergency",
        BreakGlassReason::Covering => "glass-reason-covering",
        BreakGlassReason::PatientAsked => "glass-reason-patient-asked",
        BreakGlassReason::Other => "glass-reason-other",
    }
}

#[derive(Template)]
#[template(path = "staff/glass.html")]
struct GlassTemplate<'a> {
    f: Frame<'a>,
    page: &'a GlassPage,
}

impl GlassTemplate<'_> {
    fn who(&self) -> String {
        let born = self.f.w.date_or_none(&self.page.patient.born);
        let name = self.page.patient.name.as_str();
        self.f.w.with("glass-who", &[("name", name.into()), ("date", born.into())])
    }

    fn reasons(&self) -> Choices<'_> {
        let choice = |reason: BreakGlassReason| {
            let value = match reason {
                BreakGlassReason::Emergency => "emergency",
                BreakGlassReason::Covering => "covering",
                BreakGlassReason::PatientAsked => "patient_asked",
                BreakGlassReason::Other => "other",
            };
            Choice::new(value, self.f.t(reason_key(reason)), self.page.reason == Some(reason))
        };
        let options = BreakGlassReason::ALL.map(choice).to_vec();
        Choices::one("reason", self.f.t("glass-reason"), options)
    }

    fn words(&self) -> LongField<'_> {
        LongField {
            name: "words",
            label: self.f.t("glass-words"),
            value: &self.page.words,
            hint: Some(self.f.t("glass-words-hint")),
            fault: self.page.is_unclear.then(|| self.f.t("glass-words-fault")),
            longest: 1_000,
            is_required: true,
        }
    }

    fn limit(&self) -> Option<Notice> {
        let limit = self.page.limit.as_ref()?;
        let moment = self.f.w.time(limit.again_at);
        let words = match &limit.phone {
            Some(phone) => self
                .f
                .w
                .with("glass-limit-phone", &[("moment", moment.into()), ("phone", phone.as_str().into())]),
            None => self.f.w.with("glass-limit", &[("moment", moment.into())]),
        };
        Some(Notice::new(Tone::Critical, self.f.t("glass-limit-title"), words))
    }

    fn record(&self) -> Option<Notice> {
        let (title, words) = crate::look::record_keys(self.page.patient.record)?;
        Some(Notice::new(Tone::Warning, self.f.t(title), self.f.t(words).to_owned()))
    }

    fn warning(&self) -> Notice {
        let words = self.f.w.with("glass-warning", &[("n", self.page.minutes.into())]);
        Notice::new(Tone::Warning, self.f.t("glass-warning-title"), words)
    }
}

impl Page for GlassPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = crate::words::Words::of(shell).t("glass-title");
        GlassTemplate { f: Frame::below(shell, Place::StaffPatients, title), page: self }.render()
    }
}
