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

use crate::record_system::RecordSystem;

/// Where the page leads.
#[derive(Debug, Clone, Default)]
pub struct Links {
    pub portal_url: Option<String>,
}

type Page = State<(Arc<RecordSystem>, Links)>;

/// The page, its stylesheet and its twin for scripts.
pub fn site_map(system: Arc<RecordSystem>, links: Links) -> Router {
    Router::new()
        .route("/", get(show))
        .route("/people.json", get(people_json))
        .route("/style.css", get(style))
        .with_state((system, links))
}

async fn show(State((system, links)): Page) -> impl IntoResponse {
    let policy = "default-src 'none'; style-src 'self'; form-action 'self'";
    let headers = [(header::CONTENT_SECURITY_POLICY, policy), (header::CACHE_CONTROL, "no-store")];
    (headers, Html(html::page(&system, &links)))
}

async fn people_json(State((system, links)): Page) -> Json<Value> {
    let now = system.now();
    let people: Vec<Value> = system.people().iter().map(|person| people::json(person, now)).collect();
    Json(json!({"portal": links.portal_url, "fhir": system.base_url(), "people": people}))
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("style.css"))
}
