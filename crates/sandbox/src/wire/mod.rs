//! The sandbox on HTTP: which address leads where.

mod control;
mod drop_connection;
mod fhir_endpoint;
mod reply;
mod sign_in;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get, post};

pub use drop_connection::DropConnections;

use crate::page;
use crate::record_system::RecordSystem;

/// The largest body taken, in bytes.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// Every address of the sandbox.
pub fn site_map(system: Arc<RecordSystem>, page: page::Links) -> Router {
    Router::new()
        .route("/fhir", any(fhir_endpoint::answer))
        .route("/fhir/", any(fhir_endpoint::answer))
        .route("/fhir/{*path}", any(fhir_endpoint::answer))
        .route("/fhir/.well-known/smart-configuration", get(sign_in::configuration))
        .route("/.well-known/smart-configuration", get(sign_in::configuration))
        .route("/token", post(sign_in::token))
        .route("/control/dials", get(control::dials).put(control::set_dials).post(control::set_dials_by_form))
        .route("/control/counters", get(control::counters).delete(control::reset_counters))
        .with_state(system.clone())
        .merge(page::site_map(system, page))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
}
