//! Staff check who may act for whom: against the record system, or against a paper.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{Extensions, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_account::grants::{Proof, Review};
use portico_account::{AccountError, CurrentSession};
use portico_chart::identity::{AskedBy, Claim, Identity};
use portico_model::{GrantId, GrantState, When};
use serde::Deserialize;
use uuid::Uuid;

use super::faults::SharingFault;
use super::pages::{Evidence, ReviewDone, ReviewFault, ReviewList, ReviewPage};
use super::routes::{Nothing, grant_id};
use crate::edge::{account_problem, redirect};
use crate::extract::{QueryOf, Submitted};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_in::way_back::step_up;
use crate::site_map::{Access, SiteMap};
use crate::staff::{ACCOUNT_HELP, staff_of};
use crate::view::View;
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    map.staff::<ReviewList, _, _>("access", ACCOUNT_HELP, list);
    map.staff::<ReviewPage, _, _>("access/{grant}", ACCOUNT_HELP, show);
    map.staff_act("access/{grant}/approve", ACCOUNT_HELP, approve);
    map.staff_act("access/{grant}/refuse", ACCOUNT_HELP, refuse);
    let access = Access::Staff(ACCOUNT_HELP);
    map.route(Method::GET, "/staff/access/{grant}/documents/{document}", access, document);
}

/// `GET /staff/access`
async fn list(
    State(portal): State<Portal>,
    extensions: Extensions,
    QueryOf(Done { done }): QueryOf<Done>,
) -> Result<View<ReviewList>, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    let waiting = portal.accounts.list_reviews(staff_of(&extensions)?, visit).await;
    let rows = waiting.map_err(account_problem)?.into_iter().map(Into::into).collect();
    Ok(View(ReviewList { rows, done }))
}

#[derive(Deserialize)]
struct Done {
    done: Option<ReviewDone>,
}

/// `GET /staff/access/{grant}`
async fn show(
    State(portal): State<Portal>,
    Path(grant): Path<String>,
    extensions: Extensions,
) -> Result<View<ReviewPage>, Problem> {
    Ok(View(page(&portal, grant_id(&grant)?, &extensions).await?))
}

async fn page(portal: &Portal, grant: GrantId, extensions: &Extensions) -> Result<ReviewPage, Problem> {
    let session = staff_of(extensions)?;
    let visit = &Visitor::of(extensions).visit;
    let review = portal.accounts.review(session, grant, visit).await.map_err(account_problem)?;
    if review.state != GrantState::Requested {
        return Ok(ReviewPage::of(review, Vec::new()));
    }
    match evidence(portal, session, extensions, &review).await {
        Ok(found) => Ok(ReviewPage::of(review, found)),
        Err(Problem::RecordSystemDown) => {
            let fault = Some(ReviewFault::RecordSystemDown);
            Ok(ReviewPage { fault, ..ReviewPage::of(review, Vec::new()) })
        }
        Err(problem) => Err(problem),
    }
}

/// The patients whom the request can mean, and whom the record names as theirs.
async fn evidence(
    portal: &Portal,
    session: &CurrentSession,
    extensions: &Extensions,
    review: &Review,
) -> Result<Vec<Evidence>, Problem> {
    let asker = session.asker(&Visitor::of(extensions).visit);
    let mut found = Vec::new();
    for identity in candidates(portal, session, extensions, review).await? {
        let asked_by = AskedBy {
            name: review.line.asked_by.clone(),
            email: review.email.clone(),
            own_record: review.own_record.clone(),
        };
        let related = portal.charts.related_people(&asker, &identity.patient, &asked_by).await?;
        found.push(Evidence::of(identity, related));
    }
    Ok(found)
}

async fn candidates(
    portal: &Portal,
    session: &CurrentSession,
    extensions: &Extensions,
    review: &Review,
) -> Result<Vec<Identity>, Problem> {
    let asker = session.asker(&Visitor::of(extensions).visit);
    if let Some(patient) = &review.patient.id {
        return Ok(portal.charts.identity_of(&asker, patient).await?.into_iter().collect());
    }
    let Some(When::Day(born)) = review.patient.born else { return Ok(Vec::new()) };
    let claim = Claim { name: review.patient.name.clone(), born };
    Ok(portal.charts.find_by_identity(&asker, &claim).await?)
}

/// The decision: whose record it is, and what proves it.
#[derive(Deserialize)]
struct Approval {
    patient: String,
    proof: Proof,
}

async fn approve(
    State(portal): State<Portal>,
    Path(grant): Path<String>,
    extensions: Extensions,
    Submitted(approval): Submitted<Approval>,
) -> Result<Response, Problem> {
    let grant = grant_id(&grant)?;
    let session = staff_of(&extensions)?;
    let visit = &Visitor::of(&extensions).visit;
    let review = portal.accounts.review(session, grant, visit).await.map_err(account_problem)?;
    let found = evidence(&portal, session, &extensions, &review).await?;
    let chosen = found.into_iter().find(|own| own.patient.as_str() == approval.patient);
    let is_proved = |own: &Evidence| approval.proof != Proof::RelatedPerson || own.names_asker();
    let Some(chosen) = chosen.filter(is_proved) else {
        return again(&portal, grant, &extensions, SharingFault::NoEvidence).await;
    };
    let decision = (chosen.into(), approval.proof);
    match portal.accounts.approve_access(session, grant, decision, visit).await {
        Ok(()) => Ok(redirect("/staff/access?done=approved")),
        Err(AccountError::StepUpNeeded) => {
            Ok(step_up(&portal, Visitor::of(&extensions), &format!("/staff/access/{grant}")))
        }
        Err(error) => again(&portal, grant, &extensions, SharingFault::of(error)?).await,
    }
}

async fn refuse(
    State(portal): State<Portal>,
    Path(grant): Path<String>,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    let grant = grant_id(&grant)?;
    let visit = &Visitor::of(&extensions).visit;
    match portal.accounts.refuse_access(staff_of(&extensions)?, grant, visit).await {
        Ok(()) => Ok(redirect("/staff/access?done=refused")),
        Err(error) => again(&portal, grant, &extensions, SharingFault::of(error)?).await,
    }
}

async fn again(
    portal: &Portal,
    grant: GrantId,
    extensions: &Extensions,
    fault: SharingFault,
) -> Result<Response, Problem> {
    let page =
        ReviewPage { fault: Some(ReviewFault::Refused(fault)), ..page(portal, grant, extensions).await? };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
}

/// A paper, shown by the browser in a box of its own, or kept as a file.
async fn document(
    State(portal): State<Portal>,
    Path((grant, document)): Path<(String, String)>,
    extensions: Extensions,
) -> Result<Response, Problem> {
    let document: Uuid = document.parse().map_err(|_| Problem::NotFound)?;
    let place = (grant_id(&grant)?, document);
    let visit = &Visitor::of(&extensions).visit;
    let paper = portal.accounts.review_document(staff_of(&extensions)?, place, visit).await;
    let paper = paper.map_err(account_problem)?;
    let extension = match paper.media_type.as_str() {
        "application/pdf" => "pdf",
        "image/png" => "png",
        _ => "jpg",
    };
    let name = format!("attachment; filename=\"paper-{}.{extension}\"", paper.number);
    let headers = [
        (CONTENT_TYPE, paper.media_type),
        (CONTENT_DISPOSITION, name),
        (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
    ];
    Ok((headers, paper.body).into_response())
}
