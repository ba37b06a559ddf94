//! `POST /siem/services/collector/event` as Splunk has it, a page to look at, and a switch.

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use super::{TOKEN, Taken, TakenEvents};
use crate::page::{escaped, page, whole};

pub fn site_map(taken: Taken) -> Router {
    Router::new()
        .route("/siem/services/collector/event", post(collect))
        .route("/siem", get(show))
        .route("/siem.json", get(json_twin))
        .route("/siem/switch", post(switch))
        .with_state(taken)
}

async fn collect(State(taken): State<Taken>, headers: HeaderMap, body: String) -> Response {
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if token.strip_prefix("Splunk ") != Some(TOKEN) {
        return (StatusCode::FORBIDDEN, Json(json!({"text": "Invalid token", "code": 4}))).into_response();
    }
    let lines: Vec<&str> = body.lines().filter(|line| !line.is_empty()).collect();
    if taken.take(&lines, |taken| &mut taken.by_http) {
        Json(json!({"text": "Success", "code": 0})).into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, Json(json!({"text": "Server is busy", "code": 9}))).into_response()
    }
}

async fn json_twin(State(taken): State<Taken>) -> Json<TakenEvents> {
    Json(taken.get())
}

#[derive(Deserialize)]
struct Switch {
    #[serde(default)]
    is_down: bool,
}

async fn switch(State(taken): State<Taken>, Form(Switch { is_down }): Form<Switch>) -> Redirect {
    taken.turn_down(is_down);
    Redirect::to("/siem")
}

async fn show(State(taken): State<Taken>) -> impl IntoResponse {
    let TakenEvents { by_http, by_syslog, is_down, lines } = taken.get();
    let items: String =
        lines.iter().rev().map(|line| format!("<li><code>{}</code></li>\n", escaped(line))).collect();
    let (state, other, words) = match is_down {
        true => ("It is switched off: what the portal sends waits in the portal.", "false", "Switch it on"),
        false => ("It takes what comes.", "true", "Switch it off"),
    };
    page(whole(
        "The collector",
        "",
        &format!(
            "<p><a href=\"/\">The neighbourhood</a></p>\n<h1>The collector</h1>\n\
             <p class=\"lead\">Here the portal sends its audit log as it grows: {by_http} entries over HTTP, {by_syslog} over \
             syslog.</p>\n<p role=\"status\">{state}</p>\n<form method=\"post\" action=\"/siem/switch\">\
             <button name=\"is_down\" value=\"{other}\">{words}</button></form>\n<ol reversed>\n{items}</ol>\n"
        ),
    ))
}
