//! The same choices as FHIR R4 Consent, for programs: a Consent that is not wholly understood is refused with an
//! OperationOutcome.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use portico_account::AccountError;
use portico_account::directives::consent::{self, NotUnderstood};
use portico_model::{Directive, DirectiveId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::routes::may_decide;
use crate::edge::{Verbatim, account_problem};
use crate::extract::{OpenChart, SignedIn};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::visitor::Visitor;

const HERE: &str = "/api/v1/patients/{patient}/consents";

pub(crate) fn routes(map: &mut SiteMap) {
    map.route(Method::GET, HERE, Access::Standing, list);
    map.route(Method::POST, HERE, Access::Standing, make);
    map.route(Method::GET, &format!("{HERE}/{{id}}"), Access::Standing, show);
    map.route(Method::POST, &format!("{HERE}/{{id}}/end"), Access::Standing, end);
}

async fn list(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    extensions: Extensions,
) -> Result<Response, Problem> {
    let asker = session.asker(&Visitor::of(&extensions).visit);
    let kept = portal.accounts.list_directives(&asker, chart.patient()).await.map_err(account_problem)?;
    Ok(fhir(StatusCode::OK, &consent::bundle(&kept, portal.clock.now())))
}

async fn show(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    Path(path): Path<Vec<(String, String)>>,
    extensions: Extensions,
) -> Result<Response, Problem> {
    let asker = session.asker(&Visitor::of(&extensions).visit);
    let kept = portal.accounts.list_directives(&asker, chart.patient()).await.map_err(account_problem)?;
    let id = directive_id(&path)?;
    let directive = kept.iter().find(|own| own.id == id).ok_or(Problem::NotFound)?;
    Ok(fhir(StatusCode::OK, &consent::to_fhir(directive, portal.clock.now())))
}

async fn make(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    uri: Uri,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    visitor.check_header_token(&headers)?;
    let asker = session.asker(&visitor.visit);
    may_decide(&portal, &chart, &asker).await?;
    let terms = match consent::read(&body, chart.patient()) {
        Ok(found) if !found.is_active => {
            return Ok(refused("Consent.status", "only an active one can be made"));
        }
        Ok(found) => found.terms,
        Err(error) => Err(error),
    };
    let terms = match terms {
        Ok(terms) => terms,
        Err(NotUnderstood { at, why }) => return Ok(refused(at, &why)),
    };
    match portal.accounts.make_directive(&asker, chart.patient(), terms).await {
        Ok(made) => Ok(created(&portal, &made, uri.path())),
        Err(AccountError::Terms(unfit)) => Ok(refused("Consent.provision", &unfit.to_string())),
        Err(error) => Err(account_problem(error)),
    }
}

fn created(portal: &Portal, made: &Directive, path: &str) -> Response {
    let mut response = fhir(StatusCode::CREATED, &consent::to_fhir(made, portal.clock.now()));
    let place = HeaderValue::try_from(format!("{path}/{}", made.id)).expect("a path with a UUID is a header");
    response.headers_mut().insert(LOCATION, place);
    response
}

async fn end(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    Path(path): Path<Vec<(String, String)>>,
    extensions: Extensions,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    visitor.check_header_token(&headers)?;
    let asker = session.asker(&visitor.visit);
    let ended = portal.accounts.end_directive(&asker, chart.patient(), directive_id(&path)?).await;
    Ok(fhir(StatusCode::OK, &consent::to_fhir(&ended.map_err(account_problem)?, portal.clock.now())))
}

fn directive_id(path: &[(String, String)]) -> Result<DirectiveId, Problem> {
    let text = path.iter().find(|(name, _)| name == "id").map(|(_, value)| value.as_str());
    text.and_then(|text| text.parse::<Uuid>().ok()).map(DirectiveId).ok_or(Problem::NotFound)
}

fn fhir(status: StatusCode, resource: &Value) -> Response {
    let json = HeaderValue::from_static("application/fhir+json");
    (status, [(CONTENT_TYPE, json)], resource.to_string()).into_response()
}

fn refused(at: &str, why: &str) -> Response {
    let issue = json!({
        "severity": "error",
        "code": "not-supported",
        "diagnostics": format!("{at}: {why}"),
        "expression": [at],
    });
    let outcome = json!({ "resourceType": "OperationOutcome", "issue": [issue] });
    let mut response = fhir(StatusCode::UNPROCESSABLE_ENTITY, &outcome);
    response.extensions_mut().insert(Verbatim);
    response
}
