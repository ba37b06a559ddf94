//! What handlers ask for in their signature. Whoever asks for a chart gets one that policy opened, or nothing.

use axum::extract::{FromRef, FromRequest, FromRequestParts, MatchedPath, RawPathParams, Request};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::{Form, Json};
use portico_account::{Accounts, CurrentSession};
use portico_chart::{Chart, Charts, Misnamed, Viewpoint};
use portico_model::{EntryNumber, GrantId, PatientId, Purpose, Relationship, ResourceId, plain_number};
use serde::de::DeserializeOwned;

use crate::colours::Colours;
use crate::edge::account_problem;
use crate::forms::{self, Refusal, SentForm};
use crate::page::Realm;
use crate::problem::Problem;
use crate::visitor::Visitor;
use crate::words::Words;

/// The chart of the patient in the path, opened for the person who is signed in. A path without a patient, and
/// `me`, stand for the person's own.
pub struct OpenChart(pub Chart);

impl<S> FromRequestParts<S> for OpenChart
where
    S: Send + Sync,
    Charts: FromRef<S>,
    Accounts: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let segment = path_param(parts, state, "patient").await;
        let visitor = Visitor::of(&parts.extensions);
        let session = visitor.session()?;
        let own = session.own_record();
        let segment = segment.map(|segment| segment.unwrap_or_else(|| "me".to_owned()));
        let asked = match &segment {
            Ok(segment) => Asked::parse(segment, own, visitor.realm()),
            Err(_) => Err(Misnamed::Patient),
        };
        let asked = match asked {
            Ok(asked) => asked,
            Err(misnamed) => return Err(refuse(parts, state, None, misnamed).await),
        };
        if matches!(asked, Asked::Preview(..)) && !only_reads(parts) {
            let own = own.cloned();
            return Err(match refuse(parts, state, own, Misnamed::ActInPreview).await {
                Problem::NotFound => Problem::Forbidden,
                problem => problem,
            });
        }
        let segment = segment?;
        let asker = session.asker(&visitor.visit);
        let is_of_own = matches!(asked, Asked::Own(_) | Asked::Preview(..));
        let charts = Charts::from_ref(state);
        let chart = match asked {
            Asked::Own(patient) | Asked::Other(patient) => {
                charts.open(asker, patient, Purpose::PatientRequest).await?
            }
            Asked::AtWork(patient) => charts.open_at_work(asker, patient).await?,
            Asked::Preview(patient, viewpoint) => charts.preview(asker, patient, &viewpoint).await?,
        };
        // The record that is kept in place of one's own is one's own.
        let is_reader = is_of_own || chart.relationship() == Some(Relationship::Oneself);
        let colour = if is_reader { 0 } else { colour(&chart, session, &Accounts::from_ref(state)).await? };
        visitor.show_chart(&chart, segment, colour);
        Ok(Self(chart))
    }
}

/// A preview shows what somebody else may do and does none of it. A search travels as POST, because its words belong into no
/// address.
fn only_reads(parts: &Parts) -> bool {
    let page = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    parts.method == Method::GET
        || parts.method == Method::HEAD
        || (parts.method == Method::POST && page.ends_with("/patients/{patient}/search"))
}

/// The colour of somebody's pages among all for whom the reader acts.
async fn colour(chart: &Chart, session: &CurrentSession, accounts: &Accounts) -> Result<u8, Problem> {
    let held = accounts.held_patients(session).await.map_err(account_problem)?;
    Ok(Colours::of(held).get(chart.patient()))
}

/// Whose chart a path asks for, and as what.
enum Asked {
    Own(PatientId),
    Other(PatientId),
    /// On the staff side.
    AtWork(PatientId),
    /// One's own, through somebody else's eyes: `me~g.GRANT` and `me~c.PRACTITIONER`. No FHIR id has a `~`.
    Preview(PatientId, Viewpoint),
}

impl Asked {
    fn parse(segment: &str, own: Option<&PatientId>, realm: Realm) -> Result<Self, Misnamed> {
        if realm == Realm::Staff {
            return segment.parse().map(Asked::AtWork).map_err(|_| Misnamed::Patient);
        }
        let own_record = || own.cloned().ok_or(Misnamed::OwnRecord);
        match segment.split_once('~') {
            None if segment == "me" => own_record().map(Asked::Own),
            None => {
                let patient: PatientId = segment.parse().map_err(|_| Misnamed::Patient)?;
                Ok(if own == Some(&patient) { Asked::Own(patient) } else { Asked::Other(patient) })
            }
            Some(("me", viewpoint)) => {
                let viewpoint = parse_viewpoint(viewpoint).ok_or(Misnamed::Patient)?;
                Ok(Asked::Preview(own_record()?, viewpoint))
            }
            Some(_) => Err(Misnamed::Patient),
        }
    }
}

fn parse_viewpoint(text: &str) -> Option<Viewpoint> {
    match text.split_once('.')? {
        ("g", grant) => Some(Viewpoint::Grant(GrantId(grant.parse().ok()?))),
        ("c", practitioner) => Some(Viewpoint::Clinician(practitioner.parse().ok()?)),
        _ => None,
    }
}

/// Somebody who is signed in with two factors.
pub struct SignedIn(pub CurrentSession);

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let session = Visitor::of(&parts.extensions).session()?;
        if session.has_second_factor() { Ok(Self(session.clone())) } else { Err(Problem::FactorNeeded) }
    }
}

/// Somebody whose password was right, whether or not a second factor is proved.
pub struct HalfSignedIn(pub CurrentSession);

impl<S: Send + Sync> FromRequestParts<S> for HalfSignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self(Visitor::of(&parts.extensions).session()?.clone()))
    }
}

/// The `{id}` of the path. What cannot be an id is not found, and that it was tried is written down.
pub struct Item(pub ResourceId);

impl<S> FromRequestParts<S> for Item
where
    S: Send + Sync,
    Charts: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let id = path_param(parts, state, "id").await?.ok_or(Problem::NotFound)?;
        match id.parse() {
            Ok(id) => Ok(Self(id)),
            Err(_) => Err(refuse_item(parts, state).await),
        }
    }
}

/// The `{id}` of a document and the `{index}` of a file in it.
pub struct Attachment {
    pub id: ResourceId,
    pub index: u16,
}

impl<S> FromRequestParts<S> for Attachment
where
    S: Send + Sync,
    Charts: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Item(id) = Item::from_request_parts(parts, state).await?;
        let index = path_param(parts, state, "index").await?.ok_or(Problem::NotFound)?;
        match plain_number(&index) {
            Some(index) => Ok(Self { id, index }),
            None => Err(refuse_item(parts, state).await),
        }
    }
}

/// The `{number}` of a line of the ledger.
pub struct LookNumber(pub u64);

impl<S> FromRequestParts<S> for LookNumber
where
    S: Send + Sync,
    Charts: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let number = path_param(parts, state, "number").await?.ok_or(Problem::NotFound)?;
        match number.parse::<EntryNumber>() {
            Ok(number) => Ok(Self(number.get())),
            Err(_) => Err(refuse_item(parts, state).await),
        }
    }
}

async fn refuse_item<S>(parts: &mut Parts, state: &S) -> Problem
where
    S: Send + Sync,
    Charts: FromRef<S>,
{
    let segment = path_param(parts, state, "patient").await.ok().flatten();
    let patient = match segment.as_deref().and_then(|segment| segment.split('~').next()) {
        None | Some("me") => {
            Visitor::of(&parts.extensions).session().ok().and_then(|session| session.own_record().cloned())
        }
        Some(id) => id.parse().ok(),
    };
    refuse(parts, state, patient, Misnamed::Item).await
}

/// Not found, once it is written down that it was tried.
async fn refuse<S>(parts: &Parts, state: &S, patient: Option<PatientId>, misnamed: Misnamed) -> Problem
where
    Charts: FromRef<S>,
{
    let visitor = Visitor::of(&parts.extensions);
    let Ok(session) = visitor.session() else { return Problem::SignInNeeded };
    let page = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let asker = session.asker(&visitor.visit);
    match Charts::from_ref(state).refuse(&asker, patient, page, misnamed).await {
        Ok(()) => {
            visitor.opening().inspect(|opening| opening.note());
            Problem::NotFound
        }
        Err(error) => error.into(),
    }
}

pub(crate) async fn path_param<S: Send + Sync>(
    parts: &mut Parts,
    state: &S,
    name: &str,
) -> Result<Option<String>, Problem> {
    let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Problem::NotFound)?;
    Ok(params.iter().find(|(own, _)| *own == name).map(|(_, value)| value.to_owned()))
}

/// The query. Empty values, as an untouched form sends them, are as good as absent.
pub struct QueryOf<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for QueryOf<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let given: Vec<(String, String)> =
            serde_urlencoded::from_str(query).map_err(|_| Problem::BadRequest)?;
        let given: Vec<_> = given.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        let query = serde_urlencoded::to_string(given).map_err(|_| Problem::BadRequest)?;
        serde_urlencoded::from_str(&query).map(Self).map_err(|_| Problem::BadRequest)
    }
}

/// The body: a form of this session, with its token, or JSON. A form that was sent before is not done again: whoever sends it gets
/// the answer of the first time.
pub struct Submitted<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequest<S> for Submitted<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let visitor = Visitor::of(request.extensions()).clone();
        let (body, sent) = body_of(&visitor, request, state).await?;
        if let Some(sent) = sent {
            forms::claim(&visitor, &sent, &[]).await?;
            visitor.note_form(sent);
        }
        Ok(Self(body))
    }
}

/// The same for a form that asks for something and changes nothing: it may be sent as often as one likes.
pub struct Asking<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Asking<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let visitor = Visitor::of(request.extensions()).clone();
        let (body, sent) = body_of(&visitor, request, state).await?;
        if let Some(sent) = sent {
            visitor.note_form(sent);
        }
        Ok(Self(body))
    }
}

/// What was sent, and the form that brought it, where it was one.
async fn body_of<S: Send + Sync, T: DeserializeOwned>(
    visitor: &Visitor,
    request: Request,
    state: &S,
) -> Result<(T, Option<SentForm>), Problem> {
    if is_json(&request) {
        visitor.check_header_token(request.headers())?;
        let Json(body) = Json::from_request(request, state).await.map_err(json_problem)?;
        return Ok((body, None));
    }
    let Form(fields) =
        Form::<Vec<(String, String)>>::from_request(request, state).await.map_err(form_problem)?;
    let token = fields.iter().find(|(name, _)| name == "csrf").map(|(_, value)| value.as_str());
    visitor.check_form_token(token)?;
    let text = serde_urlencoded::to_string(&fields).map_err(|_| Problem::BadRequest)?;
    let body = serde_urlencoded::from_str(&text).map_err(|_| Problem::BadRequest)?;
    Ok((body, Some(SentForm::new(visitor, fields, false))))
}

fn is_json(request: &Request) -> bool {
    let content_type =
        request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    content_type
        .split(';')
        .next()
        .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

fn json_problem(rejection: axum::extract::rejection::JsonRejection) -> Problem {
    problem_of_status(rejection.status())
}

fn form_problem(rejection: axum::extract::rejection::FormRejection) -> Problem {
    problem_of_status(rejection.status())
}

fn problem_of_status(status: axum::http::StatusCode) -> Problem {
    match status.as_u16() {
        413 => Problem::TooLarge,
        415 => Problem::UnsupportedMediaType,
        _ => Problem::BadRequest,
    }
}

/// The words of the reader's language.
impl<S: Send + Sync> FromRequestParts<S> for Words {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Words::of(&Visitor::of(&parts.extensions).shell()))
    }
}
