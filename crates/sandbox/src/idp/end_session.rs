//! Signing out where one signed in (OpenID Connect RP-Initiated Logout 1.0 § 2).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::authorize::is_loopback;
use super::{CLIENT_ID, Idp};
use crate::page::{page, whole};

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    id_token_hint: String,
    post_logout_redirect_uri: Option<Url>,
}

/// Somebody whose token names a session of ours is signed out without a question, and led back to where the portal is known.
pub async fn end(State(idp): State<Idp>, Query(asked): Query<Asked>) -> Response {
    let Some((subject, session)) = named(&asked.id_token_hint) else {
        return (StatusCode::BAD_REQUEST, "the token names no session").into_response();
    };
    idp.state().sessions.retain(|own, open| *own != subject || *open != session);
    let is_ours =
        |url: &Url| asked.client_id == CLIENT_ID && url.path() == "/staff/signed-out" && is_loopback(url);
    match asked.post_logout_redirect_uri.filter(is_ours) {
        Some(url) => Redirect::to(url.as_str()).into_response(),
        None => {
            page(whole("Signed out", "", "<h1>Riverside Health: you are signed out</h1>\n")).into_response()
        }
    }
}

/// Whose token it is, and of which session. It comes back from the portal that it was given to, and opens nothing.
fn named(token: &str) -> Option<(String, String)> {
    let claims = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    let claims: Value = serde_json::from_slice(&claims).ok()?;
    Some((claims["sub"].as_str()?.to_owned(), claims["sid"].as_str()?.to_owned()))
}
