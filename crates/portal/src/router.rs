//! The router with its layers, and the server around it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum_server::Handle;
use axum_server::accept::DefaultAcceptor;
use futures::StreamExt;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use crate::edge::edge;
use crate::listener::{self, Limits};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::site_map;

/// Largest body of a request.
const BODY_BYTES: usize = 64 * 1024;

/// The whole portal as one service.
pub fn router(portal: Portal) -> Router {
    let map = site_map(portal.settings.has_design_page);
    let answer_within = portal.settings.answer_within;
    map.router
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(CsrfLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, answer_within))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(portal.clone(), edge))
        .layer(CompressionLayer::new())
        .with_state(portal)
}

/// Serves plain HTTP until `stop` resolves; requests that are under way are finished.
pub async fn serve(
    listener: TcpListener,
    portal: Portal,
    limits: Limits,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let handle = Handle::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        stop.await;
        stopping.graceful_shutdown(None);
    });
    listener::serve(listener.into_std()?, DefaultAcceptor::new(), portal, limits, handle).await
}

/// A request whose body did not come in time is its sender's fault (RFC 9110 § 15.5.9); that ours took too long is not.
pub(crate) async fn tell_slow_senders(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let has_come = Arc::new(AtomicBool::new(false));
    let comes_to_an_end = has_come.clone();
    let end = futures::stream::poll_fn(move |_| {
        comes_to_an_end.store(true, Ordering::Relaxed);
        Poll::Ready(None)
    });
    let request = request.map(|body| Body::from_stream(body.into_data_stream().chain(end)));
    let response = next.run(request).await;
    if response.status() == StatusCode::REQUEST_TIMEOUT && !has_come.load(Ordering::Relaxed) {
        return Problem::TimedOut.into_response();
    }
    response
}
