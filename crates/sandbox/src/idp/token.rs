//! Codes become tokens, for the client that they were given to, once.

use axum::Json;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::claims::{Grant, profile};
use super::keys::{Keys, not_signed};
use super::{CLIENT_ID, CLIENT_SECRET, Idp};

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    grant_type: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    code_verifier: String,
    client_assertion: Option<String>,
}

pub async fn give(State(idp): State<Idp>, headers: HeaderMap, Form(asked): Form<Asked>) -> Response {
    if idp.dials().down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if !is_client(&idp, &headers, &asked) {
        return (StatusCode::UNAUTHORIZED, Json(json!({"error": "invalid_client"}))).into_response();
    }
    let Some(grant) = redeem(&idp, &asked) else {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    };
    let Some(person) = idp.person(&grant.subject) else {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    };
    let dials = idp.dials();
    let claims = idp.id_token_claims(&grant, &person, &dials);
    let access_token = Uuid::new_v4().to_string();
    let mut state = idp.state();
    state.access_tokens.insert(access_token.clone(), grant.subject);
    let id_token = if dials.not_signed {
        not_signed(&claims)
    } else if dials.unknown_key {
        Keys::new().sign("JWT", &claims)
    } else if dials.forged_key {
        Keys::new().sign_as(state.keys.id(), "JWT", &claims)
    } else {
        state.keys.sign("JWT", &claims)
    };
    let answer = json!({"access_token": access_token, "token_type": "Bearer", "expires_in": 300, "id_token": id_token});
    ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
}

/// A code is good once, whatever comes of it.
fn redeem(idp: &Idp, asked: &Asked) -> Option<Grant> {
    let grant = idp.state().codes.remove(&asked.code)?;
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(sha256(asked.code_verifier.as_bytes()));
    let is_good = asked.grant_type == "authorization_code"
        && grant.redirect_uri == asked.redirect_uri
        && grant.challenge == challenge
        && idp.now() < grant.expires_at;
    is_good.then_some(grant)
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes).as_ref().to_vec()
}

fn is_client(idp: &Idp, headers: &HeaderMap, asked: &Asked) -> bool {
    match (&asked.client_assertion, idp.client_key()) {
        (Some(assertion), Some(pem)) => is_signed(idp, assertion, &pem),
        (Some(_), None) => false,
        (None, _) => is_basic(headers),
    }
}

/// `client_secret_basic`.
fn is_basic(headers: &HeaderMap) -> bool {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let sent = value.strip_prefix("Basic ").and_then(|text| BASE64_STANDARD.decode(text).ok());
    sent.as_deref() == Some(format!("{CLIENT_ID}:{CLIENT_SECRET}").as_bytes())
}

/// `private_key_jwt`.
fn is_signed(idp: &Idp, assertion: &str, pem: &str) -> bool {
    let Ok(key) = DecodingKey::from_ec_pem(pem.as_bytes()) else { return false };
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_audience(&[format!("{}/token", idp.issuer())]);
    validation.set_issuer(&[CLIENT_ID]);
    validation.validate_exp = false;
    let Ok(token) = jsonwebtoken::decode::<Value>(assertion, &key, &validation) else { return false };
    token.claims["sub"] == CLIENT_ID
        && token.claims["exp"].as_i64().is_some_and(|exp| exp > idp.now().as_second())
}

pub async fn userinfo(State(idp): State<Idp>, headers: HeaderMap) -> Response {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let token = value.strip_prefix("Bearer ").unwrap_or_default();
    let subject = idp.state().access_tokens.get(token).cloned();
    match subject.and_then(|subject| idp.person(&subject)) {
        Some(person) => Json(profile(&person)).into_response(),
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}
