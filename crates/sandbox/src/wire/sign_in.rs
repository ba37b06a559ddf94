//! SMART discovery and the token endpoint.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::drop_connection::dropped;
use crate::dials::Down;
use crate::record_system::RecordSystem;
use crate::smart::{Refused, TokenRequest};

/// `GET /.well-known/smart-configuration` (SMART App Launch 2.2, Conformance).
pub async fn configuration(State(system): State<Arc<RecordSystem>>) -> Response {
    let Some(token) = system.token_url() else { return StatusCode::NOT_FOUND.into_response() };
    Json(json!({
        "token_endpoint": token,
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES384", "RS384"],
        "grant_types_supported": ["client_credentials"],
        "scopes_supported": ["system/*.rs", "system/*.cruds", "system/*.read", "system/*.*"],
        "capabilities": ["client-confidential-asymmetric", "permission-v1", "permission-v2"],
    }))
    .into_response()
}

/// `POST /token`. A server that is down or slow gives no tokens either.
pub async fn token(
    State(system): State<Arc<RecordSystem>>,
    form: Result<Form<TokenRequest>, FormRejection>,
) -> Response {
    system.counters().count("token", "POST /token".to_owned());
    let dials = system.dials().get();
    if dials.only.is_none() {
        tokio::time::sleep(Duration::from_millis(dials.latency_ms)).await;
        match dials.down {
            Down::No => {}
            Down::Unavailable => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
            Down::Dropped => return dropped(),
        }
    }
    let Some(tokens) = system.tokens() else { return StatusCode::NOT_FOUND.into_response() };
    let request = form.map(|Form(request)| request).unwrap_or_default();
    match tokens.give(&request, system.now()) {
        Ok(given) => ([(header::CACHE_CONTROL, "no-store")], Json(given)).into_response(),
        Err(refused) => (status(&refused), Json(refused)).into_response(),
    }
}

fn status(refused: &Refused) -> StatusCode {
    if refused.error == "invalid_client" { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST }
}
