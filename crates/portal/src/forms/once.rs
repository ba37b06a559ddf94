//! A form that is sent twice is done once: the second press waits for the first and shows what came of it, because what a browser
//! shows in the end is the answer to the second.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_account::{FormClaim, FormKey};
use portico_model::Causes;
use serde::{Deserialize, Serialize};

use super::SentForm;
use crate::edge::{Verbatim, account_problem};
use crate::page::Realm;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::visitor::Visitor;

/// How often the second press looks for what came of the first, and how many times: somewhat less than an answer may take.
const LOOK_EVERY: Duration = Duration::from_millis(50);
const LOOKS: u32 = 500;
/// An answer that is larger is not kept.
const LARGEST_ANSWER: usize = 256 * 1024;
const KEPT_HEADERS: [HeaderName; 3] = [LOCATION, CONTENT_TYPE, SET_COOKIE];

/// Marks an answer with a page that must stay the same when its form is sent again, such as one with new codes. A redirect is kept
/// without it.
#[derive(Clone, Copy)]
pub(crate) struct KeepAnswer;

/// Why a handler does not see a form: something is wrong with it, or it was done before.
pub enum Refusal {
    Problem(Problem),
    Answered(Box<Response>),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Refusal::Problem(problem) => problem.into_response(),
            Refusal::Answered(answer) => *answer,
        }
    }
}

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct KeptAnswer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// Claims a form with these words for this request. One that another request has done is answered as that was.
pub(crate) async fn claim(visitor: &Visitor, sent: &SentForm, more: &[u8]) -> Result<(), Refusal> {
    let Some(key) = key(visitor, sent, more) else { return Ok(()) };
    for _ in 0..LOOKS {
        match visitor.accounts().claim_form(key).await.map_err(account_problem)? {
            FormClaim::New => {
                visitor.note_claim(key);
                return Ok(());
            }
            FormClaim::Answered(kept) => return Err(Refusal::Answered(Box::new(again(&kept)?))),
            FormClaim::UnderWay => tokio::time::sleep(LOOK_EVERY).await,
        }
    }
    Err(Problem::TooManyRequests { retry_after_seconds: 30 }.into())
}

/// What was answered to a form whose first sending ended or renewed the session that it came with.
pub(super) async fn said_before(
    visitor: &Visitor,
    sent: &SentForm,
    address: &str,
) -> Result<Option<Response>, Problem> {
    let Some(shown) = &sent.shown else { return Ok(None) };
    let key = visitor.accounts().form_key(shown, address, &sent.words());
    match visitor.accounts().answer_of_form(key).await.map_err(account_problem)? {
        Some(kept) => again(&kept).map(Some),
        None => Ok(None),
    }
}

fn key(visitor: &Visitor, sent: &SentForm, more: &[u8]) -> Option<FormKey> {
    let words = [&sent.words(), more].concat();
    Some(visitor.accounts().form_key(sent.shown.as_ref()?, &visitor.path, &words))
}

/// What came of a claimed form: an answer that tells of something done is kept for the next press, every other one leaves the
/// form as if it had not been sent. That it cannot be kept keeps nobody from what was done.
pub(crate) async fn settle(portal: &Portal, visitor: &Visitor, response: Response) -> Response {
    let Some(key) = visitor.claim() else { return response };
    let (parts, body) = response.into_parts();
    let is_kept = parts.extensions.get::<KeepAnswer>().is_some() || is_done(&parts.headers, parts.status);
    let bytes = if is_kept {
        to_bytes(body, LARGEST_ANSWER).await
    } else {
        return give_back(portal, key, Response::from_parts(parts, body)).await;
    };
    let Ok(bytes) = bytes else {
        return Problem::Internal.into_response();
    };
    let headers = parts.headers.iter().filter(|(name, _)| KEPT_HEADERS.contains(name));
    let headers =
        headers.filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())));
    let body = String::from_utf8_lossy(&bytes).into_owned();
    let kept = KeptAnswer { status: parts.status.as_u16(), headers: headers.collect(), body };
    let kept = serde_json::to_vec(&kept).expect("an answer becomes JSON");
    if let Err(error) = portal.accounts.settle_form(key, &kept).await {
        tracing::error!(error = %Causes(&error), "what came of a form could not be kept");
    }
    Response::from_parts(parts, Body::from(bytes))
}

async fn give_back(portal: &Portal, key: FormKey, response: Response) -> Response {
    if let Err(error) = portal.accounts.give_form_back(key).await {
        tracing::error!(error = %Causes(&error), "a form that was not done could not be given back");
    }
    response
}

/// A redirect tells of something done, unless it leads to a step of sign-in.
fn is_done(headers: &axum::http::HeaderMap, status: StatusCode) -> bool {
    let to = headers.get(LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_step = [Realm::Patient, Realm::Staff]
        .iter()
        .any(|realm| to == realm.sign_in() || to == realm.prove_factor());
    status == StatusCode::SEE_OTHER && !is_step
}

fn again(kept: &[u8]) -> Result<Response, Problem> {
    let kept: KeptAnswer = serde_json::from_slice(kept).map_err(Problem::internal)?;
    let mut response = Response::new(Body::from(kept.body));
    *response.status_mut() = StatusCode::from_u16(kept.status).map_err(Problem::internal)?;
    for (name, value) in kept.headers {
        let (Ok(name), Ok(mut value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
            continue;
        };
        value.set_sensitive(name == SET_COOKIE);
        response.headers_mut().append(name, value);
    }
    response.extensions_mut().insert(Verbatim);
    Ok(response)
}
