//! What forms and paths of cases have in common.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use portico_model::{Asker, CaseId};
use serde::Deserialize;
use uuid::Uuid;

use crate::edge::redirect;
use crate::extract::path_param;
use crate::problem::Problem;
use crate::visitor::Visitor;

/// The `{case}` of the path. What cannot be one is not found.
pub(super) struct Case(pub(super) CaseId);

impl<S: Send + Sync> FromRequestParts<S> for Case {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let id = path_param(parts, state, "case").await?.ok_or(Problem::NotFound)?;
        id.parse::<Uuid>().map(|id| Self(CaseId(id))).map_err(|_| Problem::NotFound)
    }
}

/// Whoever is signed in, for the desk to ask policy about.
pub(super) struct Who(pub(super) Asker);

impl<S: Send + Sync> FromRequestParts<S> for Who {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let visitor = Visitor::of(&parts.extensions);
        let session = visitor.session()?;
        let is_in = session.has_second_factor();
        if is_in { Ok(Self(session.asker(&visitor.visit))) } else { Err(Problem::FactorNeeded) }
    }
}

/// Whether the request came to the API.
pub(super) struct IsApi(pub(super) bool);

impl<S: Send + Sync> FromRequestParts<S> for IsApi {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self(parts.uri.path().starts_with("/api/")))
    }
}

/// Nothing but the token of the form.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// Back to a page, which then says what was done.
pub(super) fn back(page: &str, done: &str) -> Response {
    redirect(&format!("{page}?done={done}"))
}
