//! Closing a connection without an answer, which a handler by itself cannot do.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::response::{IntoResponse, Response};
use tower::Service;

/// Put into a response's extensions: do not send this, close the connection.
#[derive(Debug, Clone, Copy)]
pub struct DropIt;

/// The site map, with answers marked [`DropIt`] turned into closed connections.
#[derive(Debug, Clone)]
pub struct DropConnections(pub Router);

/// The answer that is none.
pub fn dropped() -> Response {
    let mut response = ().into_response();
    response.extensions_mut().insert(DropIt);
    response
}

impl<B> Service<Request<B>> for DropConnections
where
    B: axum::body::HttpBody<Data = bytes::Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = Response;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, io::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), io::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let answer = self.0.call(request.map(Body::new));
        Box::pin(async move {
            let response = answer.await.unwrap_or_else(|never: Infallible| match never {});
            match response.extensions().get::<DropIt>() {
                Some(DropIt) => Err(io::Error::from(io::ErrorKind::ConnectionAborted)),
                None => Ok(response),
            }
        })
    }
}
