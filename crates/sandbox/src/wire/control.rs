//! The dials and counters on HTTP, for scripts and for the form on the page.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;

use crate::counters::Counted;
use crate::dials::Dials;
use crate::page::DialForm;
use crate::record_system::RecordSystem;

/// `GET /control/dials`
pub async fn dials(State(system): State<Arc<RecordSystem>>) -> Json<Dials> {
    Json(system.dials().get())
}

/// `PUT /control/dials`: all dials at once; those left out go back.
pub async fn set_dials(State(system): State<Arc<RecordSystem>>, body: String) -> Response {
    match serde_json::from_str::<Dials>(&body) {
        Ok(dials) => {
            system.dials().set(dials.clone());
            Json(dials).into_response()
        }
        Err(error) => (StatusCode::BAD_REQUEST, Json(json!({"error": error.to_string()}))).into_response(),
    }
}

/// `POST /control/dials`: the form on the page.
pub async fn set_dials_by_form(
    State(system): State<Arc<RecordSystem>>,
    Form(form): Form<DialForm>,
) -> Redirect {
    system.dials().set(form.dials());
    Redirect::to("/dials")
}

/// `GET /control/counters`
pub async fn counters(State(system): State<Arc<RecordSystem>>) -> Json<Counted> {
    Json(system.counters().get())
}

/// `DELETE /control/counters`
pub async fn reset_counters(State(system): State<Arc<RecordSystem>>) -> StatusCode {
    system.counters().reset();
    StatusCode::NO_CONTENT
}
