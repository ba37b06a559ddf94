//! Every request below `/fhir`: dials, sign-in, the answer, and what the dials then do to it.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{RawPathParams, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::Response;
use serde_json::Value;

use super::drop_connection::dropped;
use super::reply::{Sent, reply};
use crate::dials::{Dials, Down};
use crate::fhir::{Answer, Headers, Interaction, Refusal, Request, perform};
use crate::record_system::RecordSystem;
use crate::smart::Scopes;

/// Answers one request.
pub async fn answer(
    State(system): State<Arc<RecordSystem>>,
    method: Method,
    uri: Uri,
    path: RawPathParams,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = path.iter().next().map_or("", |(_, path)| path);
    let query = uri.query().unwrap_or_default();
    let interaction = Interaction::read(&method, path, query);
    count(&system, &method, &uri, interaction.as_ref().ok(), &body);
    let dials = system.dials().take(dialled_type(&system, interaction.as_ref().ok()));
    delay(&system, &dials, &body).await;
    if dials.down == Down::Dropped {
        return dropped();
    }
    let answer = dials.failure().map_or(Ok(()), Err).and_then(|()| {
        let scopes = scopes(&system, &headers, interaction.as_ref().ok())?;
        let request = read(interaction?, &headers, query, &body)?;
        perform(&system, request, &scopes, &dials)
    });
    let retry_after = answer.as_ref().is_err_and(|refusal| refusal.status() == StatusCode::TOO_MANY_REQUESTS);
    let answer = answer.unwrap_or_else(Answer::from);
    reply(Sent {
        answer,
        base_url: system.base_url(),
        asked: &headers,
        is_binary: path.starts_with("Binary/") && method == Method::GET,
        dials: &dials,
        retry_after: dials.too_many.filter(|_| retry_after),
    })
}

fn count(system: &RecordSystem, method: &Method, uri: &Uri, interaction: Option<&Interaction>, body: &Bytes) {
    let kind = interaction.map_or("refused", Interaction::kind);
    let is_form = matches!(interaction, Some(Interaction::Search { .. })) && method == Method::POST;
    let form = if is_form { format!(" {}", String::from_utf8_lossy(body)) } else { String::new() };
    system.counters().count(kind, format!("{method} {uri}{form}"));
}

/// The type that dials limited to one look at; a further page counts as the type that was searched.
fn dialled_type(system: &RecordSystem, interaction: Option<&Interaction>) -> Option<&'static str> {
    match interaction? {
        Interaction::NextPage { token } => {
            system.cursors().find(token).map(|(_, cursor, _)| cursor.query.resource_type)
        }
        other => other.resource_type(),
    }
}

/// Waits; a bundle is as slow as the slowest type that it asks for.
async fn delay(system: &RecordSystem, dials: &Dials, body: &Bytes) {
    let set = system.dials().get();
    let in_bundle = set.only.as_deref().is_some_and(|only| {
        let asked = format!("\"url\":\"{only}");
        body.windows(asked.len()).any(|window| window == asked.as_bytes())
    });
    let latency_ms = if in_bundle { dials.latency_ms.max(set.latency_ms) } else { dials.latency_ms };
    if latency_ms > 0 {
        tokio::time::sleep(Duration::from_millis(latency_ms)).await;
    }
}

fn scopes(
    system: &RecordSystem,
    headers: &HeaderMap,
    interaction: Option<&Interaction>,
) -> Result<Scopes, Refusal> {
    let Some(tokens) = system.tokens() else { return Ok(Scopes::Everything) };
    if interaction == Some(&Interaction::Capabilities) {
        return Ok(Scopes::Everything);
    }
    tokens.scopes(text(headers, header::AUTHORIZATION.as_str()), system.now())
}

fn read(
    interaction: Interaction,
    headers: &HeaderMap,
    query: &str,
    body: &Bytes,
) -> Result<Request, Refusal> {
    let mut asked = Headers {
        if_match: text(headers, header::IF_MATCH.as_str()).map(Headers::etag_version),
        if_none_exist: text(headers, "if-none-exist").map(str::to_owned),
        ..Headers::default()
    };
    headers
        .get_all("prefer")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .for_each(|text| asked.prefer(text));
    if matches!(interaction, Interaction::Search { .. }) {
        let form = std::str::from_utf8(body).map_err(|_| Refusal::invalid("the form is not UTF-8"))?;
        let query = [query, form].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&");
        return Ok(Request { interaction, query, body: None, headers: asked });
    }
    let body = if body.is_empty() { None } else { Some(resource(headers, body)?) };
    Ok(Request { interaction, query: query.to_owned(), body, headers: asked })
}

fn resource(headers: &HeaderMap, body: &Bytes) -> Result<Value, Refusal> {
    if text(headers, header::CONTENT_TYPE.as_str()).is_some_and(|kind| !kind.contains("json")) {
        return Err(Refusal::NotJson);
    }
    let text = std::str::from_utf8(body).map_err(|_| Refusal::invalid("the body is not UTF-8"))?;
    text.parse().map_err(|_| Refusal::invalid("the body is not JSON"))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
