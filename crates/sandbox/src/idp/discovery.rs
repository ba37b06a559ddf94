use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Idp;

pub async fn configuration(State(idp): State<Idp>) -> Response {
    if idp.dials().down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let at = |path: &str| format!("{}/{path}", idp.issuer());
    let mut told = json!({
        "issuer": idp.issuer(),
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "userinfo_endpoint": at("userinfo"),
        "jwks_uri": at("jwks"),
        "end_session_endpoint": at("end_session"),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "profile", "email", "groups"],
        "acr_values_supported": ["phr", "mfa"],
        "prompt_values_supported": ["login"],
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
    });
    if idp.dials().no_way_out {
        told["end_session_endpoint"] = Value::Null;
    }
    Json(told).into_response()
}

pub async fn key_set(State(idp): State<Idp>) -> Response {
    if idp.dials().down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    Json(idp.state().keys.published()).into_response()
}
