//! An answer as HTTP, whole or broken on purpose.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures::{StreamExt, stream};
use jiff::fmt::rfc2822::DateTimePrinter;
use serde_json::Value;

use crate::dials::Dials;
use crate::fhir::Answer;

const FHIR_JSON: HeaderValue = HeaderValue::from_static("application/fhir+json;charset=utf-8");

/// An answer, and all that decides how it is sent.
pub struct Sent<'a> {
    pub answer: Answer,
    pub base_url: &'a str,
    pub asked: &'a HeaderMap,
    pub is_binary: bool,
    pub dials: &'a Dials,
    /// In seconds.
    pub retry_after: Option<u32>,
}

/// Makes the HTTP response.
pub fn reply(sent: Sent<'_>) -> Response {
    let headers = answer_headers(&sent);
    if is_unchanged(&sent) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let status = sent.answer.status;
    if let Some((kind, bytes)) = native(&sent) {
        return (status, headers, [(header::CONTENT_TYPE, kind)], bytes).into_response();
    }
    let Some(body) = sent.answer.body else { return (status, headers).into_response() };
    let bytes = Bytes::copy_from_slice(body.get().as_bytes());
    let kind = [(header::CONTENT_TYPE, FHIR_JSON)];
    if sent.dials.malformed {
        return (StatusCode::OK, headers, kind, "\u{1}{\"resourceType\": <html>").into_response();
    }
    if sent.dials.truncate {
        let length = [(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()))];
        return (status, headers, kind, length, first_half(&bytes)).into_response();
    }
    (status, headers, kind, bytes).into_response()
}

fn answer_headers(sent: &Sent<'_>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut put = |name, text: Option<String>| {
        if let Some(value) = text.and_then(|text| HeaderValue::try_from(text).ok()) {
            headers.insert(name, value);
        }
    };
    let answer = &sent.answer;
    let printer = DateTimePrinter::new();
    put(header::ETAG, answer.etag());
    put(
        header::LAST_MODIFIED,
        answer.last_modified.and_then(|at| printer.timestamp_to_rfc9110_string(&at).ok()),
    );
    put(header::LOCATION, answer.location.as_ref().map(|place| format!("{}/{place}", sent.base_url)));
    put(header::RETRY_AFTER, sent.retry_after.map(|seconds| seconds.to_string()));
    let login = (answer.status == StatusCode::UNAUTHORIZED).then(|| "Bearer".to_owned());
    put(header::WWW_AUTHENTICATE, login);
    headers
}

fn is_unchanged(sent: &Sent<'_>) -> bool {
    let asked = sent.asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let etag = sent.answer.etag();
    sent.answer.location.is_none() && etag.is_some() && asked == etag.as_deref()
}

/// A Binary in its own type, if the client asks for anything but FHIR (R4 § 2.39.2).
fn native(sent: &Sent<'_>) -> Option<(HeaderValue, Vec<u8>)> {
    let accept = sent.asked.get(header::ACCEPT)?.to_str().ok()?;
    if !sent.is_binary
        || sent.answer.status != StatusCode::OK
        || accept.contains("json")
        || accept.contains("*/*")
    {
        return None;
    }
    let binary: Value = serde_json::from_str(sent.answer.body.as_ref()?.get()).ok()?;
    let bytes = STANDARD.decode(binary["data"].as_str()?).ok()?;
    Some((HeaderValue::from_str(binary["contentType"].as_str()?).ok()?, bytes))
}

fn first_half(bytes: &Bytes) -> Body {
    let half = stream::iter([Ok(bytes.slice(..bytes.len() / 2))]);
    let breaks = stream::once(async {
        // Time for the first half to leave; an error straight after it would take the headers along.
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    Body::from_stream(half.chain(breaks))
}
