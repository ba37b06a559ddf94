//! The router with its layers, and the server around it.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use crate::edge::edge;
use crate::portal::Portal;
use crate::site_map::site_map;

/// Largest body of a request.
const BODY_BYTES: usize = 64 * 1024;
/// Longest time for one answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// The whole portal as one service.
pub fn router(portal: Portal) -> Router {
    let map = site_map(portal.settings.has_design_page);
    map.router
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(CsrfLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, ANSWER_WITHIN))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(portal.clone(), edge))
        .layer(CompressionLayer::new())
        .with_state(portal)
}

/// Serves plain HTTP until `stop` resolves; requests that are under way are finished.
pub async fn serve(
    listener: TcpListener,
    portal: Portal,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router(portal).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
