//! The neighbourhood's own page: who one can be, their codes of this moment, and the dials.

mod dial_form;
mod html;
mod people;

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use serde_json::{Value, json};

pub use dial_form::DialForm;
pub use html::{escaped, whole};

use crate::record_system::RecordSystem;

/// Where the page leads.
#[derive(Debug, Clone, Default)]
pub struct Links {
    pub portal_url: Option<String>,
}

type Page = State<(Arc<RecordSystem>, Links)>;

/// The pages, their stylesheet and the twin for scripts.
pub fn site_map(system: Arc<RecordSystem>, links: Links) -> Router {
    Router::new()
        .route("/", get(front))
        .route("/dials", get(dials))
        .route("/people.json", get(people_json))
        .route("/style.css", get(style))
        .with_state((system, links))
}

async fn front(State((system, links)): Page) -> impl IntoResponse {
    page(html::front(&system, &links))
}

async fn dials(State((system, _)): Page) -> impl IntoResponse {
    page(html::dials(&system))
}

pub fn page(html: String) -> impl IntoResponse {
    let policy =
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    ([(header::CONTENT_SECURITY_POLICY, policy), (header::CACHE_CONTROL, "no-store")], Html(html))
}

async fn people_json(State((system, links)): Page) -> Json<Value> {
    let now = system.now();
    let people: Vec<Value> = system.people().iter().map(|person| people::json(person, now)).collect();
    Json(json!({"portal": links.portal_url, "fhir": system.base_url(), "people": people}))
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("style.css"))
}
